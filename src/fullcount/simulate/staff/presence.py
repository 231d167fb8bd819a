"""Who is at work on each day, laid out so that hundreds of thousands of picks take a few milliseconds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fullcount.simulate.staff.establishment import GROUPS

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Presence:
    """People at work by day; a cell is one group of one team, and a team's cells stand together."""

    there: Flags  # (p, days)
    people: npt.NDArray[np.int32]  # rows of the roster, by day, cell
    start: Ints  # (days, cells + 1): where each day's cells begin in `people`
    team_first: Ints  # (teams,): the first team of the same kind
    team_count: Ints  # (teams,): how many teams are of its kind
    holds: Flags  # (teams, groups): whether any team of its kind has the group

    @property
    def days(self) -> int:
        """Return how many days are known."""
        return int(self.there.shape[1])

    def next_day(self) -> Ints:
        """Return the first day at work on or after each day, `(p, days)`; `days` where there is none."""
        day = np.where(self.there, np.arange(self.days, dtype=np.int64), self.days)
        return np.minimum.accumulate(day[:, ::-1], axis=1)[:, ::-1]

    def pick(self, rng: np.random.Generator, team: Ints, group: int, day: Ints) -> Ints:
        """Return someone of that group for each team and day, `(n,)`, by the fallbacks that the roster promises."""
        day = np.clip(day, 0, self.days - 1)
        share = rng.random(len(team))
        cell = team * len(GROUPS) + group
        found = self._one(share, day, cell, cell + 1)
        open_ = np.flatnonzero((found < 0) & self.holds[team, group])
        first, count = self.team_first[team[open_]], self.team_count[team[open_]]
        for step in range(1, int(count.max(initial=1))):
            left = found[open_] < 0
            if not left.any():
                break
            rows = open_[left]
            cell = (first[left] + (team[rows] - first[left] + step) % count[left]) * len(GROUPS) + group
            found[rows] = self._one(share[rows], day[rows], cell, cell + 1)
        rows = np.flatnonzero(found < 0)
        cell = team[rows] * len(GROUPS)
        found[rows] = self._one(share[rows], day[rows], cell, cell + len(GROUPS))
        return found

    def _one(self, share: npt.NDArray[np.float64], day: Ints, low: Ints, high: Ints) -> Ints:
        """Return one person of the cells from `low` to before `high` on each day; -1 where nobody is there."""
        begin, end = self.start[day, low], self.start[day, high]
        at = begin + (share * (end - begin)).astype(np.int64)
        return np.where(end > begin, self.people[np.minimum(at, len(self.people) - 1)], -1).astype(np.int64)


def presence(there: Flags, team: Ints, group: Ints, kinds: Sequence[str]) -> Presence:
    """Return the layout of people who are there, `(p, days)`, in order of team and group; `kinds` are the teams'."""
    cells, days = len(kinds) * len(GROUPS), there.shape[1]
    on, row = np.nonzero(there.T)
    count = np.bincount(on * cells + (team * len(GROUPS) + group)[row], minlength=days * cells)
    ends = np.cumsum(count)
    start = np.empty((days, cells + 1), dtype=np.int64)
    start[:, 1:] = ends.reshape(days, cells)
    start[:, 0] = np.concatenate([[0], ends[cells - 1 : -1 : cells]])
    names = np.array(kinds)
    first = np.array([int(np.argmax(names == kind)) for kind in kinds])
    of_kind = np.array([int((names == kind).sum()) for kind in kinds])
    has = np.zeros((len(kinds), len(GROUPS)), dtype=np.bool_)
    has[team, group] = True
    holds = np.array([has[names == kind].any(axis=0) for kind in kinds])
    return Presence(there, row.astype(np.int32), start, first, of_kind, holds)
