"""The force's people over the year, and who of them is at work."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.calendar import Seconds, Year
from fullcount.simulate.context import Context
from fullcount.simulate.staff.absence import Absences, days_away, draw_absences
from fullcount.simulate.staff.days import NEVER, day_of, days_of
from fullcount.simulate.staff.establishment import GROUPS, NEXT_RANK, OFFICERS, RANKS, Group, posts_by_person
from fullcount.simulate.staff.presence import Presence, presence
from fullcount.simulate.staff.teams import TEAMS

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

JOINERS, LEAVERS = 0.04, 0.05  # of all people, during the year; invented, near national turnover
_OFFICER_NUMBERS, _STAFF_NUMBERS = (1000, 29_999), (40_000, 69_999)
_KINDS = [team.kind for team in TEAMS]
# What may interrupt a posting, and the share of people to whom it happens; a spell lasts 30 to 240 days.
SPELLS = ("acting", "career break", "secondment")
_SPELL_SHARE = (0.03, 0.006, 0.012)


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody who served in the year, in order of team and group, each array `(p,)`. Days are days of the year."""

    year: Year
    number: Ints  # the collar number, which names a person
    team: Ints  # index into TEAMS
    group: Ints  # index into GROUPS
    rank: Ints  # index into RANKS
    role: Ints  # index into ROLES
    joined: Ints  # first day of service
    left: Ints  # first day no longer in service; NEVER
    spell: Ints  # index into SPELLS; -1 none
    spell_first: Ints  # day; NEVER
    spell_last: Ints  # day; NEVER
    absences: Absences
    at_work: Presence

    def __len__(self) -> int:
        return len(self.number)

    @property
    def collar(self) -> pl.Series:
        """Return everybody's collar number as printed, `(p,)`."""
        return pl.Series(self.number).cast(pl.String)

    @property
    def is_officer(self) -> Flags:
        """Say who is a police officer, `(p,)`: not staff, not a community support officer."""
        return np.isin(self.rank, [RANKS.index(rank) for rank in OFFICERS])

    def numbers(self, rows: Ints) -> pl.Series:
        """Return the collar numbers of those rows; blank for -1."""
        return self.collar.gather(np.maximum(rows, 0)).set(pl.Series(rows < 0), None)

    def on_duty(self, rng: np.random.Generator, team: Ints, at: Seconds, rank: Group = "constable") -> Ints:
        """Return one person of each team and rank group at work on the day of `at`, as rows of the roster, `(n,)`.

        Nobody of that group there: one of the group in the next team of the same kind; else anybody of the team;
        -1 only where the whole team is away. Rest days are not known: teams with shifts are chosen by the caller.
        """
        return self.at_work.pick(rng, team, GROUPS.index(rank), day_of(self.year, at))


def draw_roster(context: Context) -> Roster:
    """Return the force's people, about 7,000 of them, with joiners, leavers, absences and interrupted postings."""
    rng = context.rng("roster")
    team, group, rank, role = posts_by_person()
    people, days = len(team), days_of(context.year)
    joined = -(rng.gamma(2.0, 1700, people).astype(np.int64) + 90)
    newer = _some(rng, people, JOINERS)
    joined[newer] = rng.integers(1, 365, len(newer))
    left = np.full(people, NEVER, dtype=np.int64)
    leavers = _some(rng, people, LEAVERS)
    left[leavers] = rng.integers(np.clip(joined[leavers] + 30, 1, 364), 365)
    spell, spell_first, spell_last = _draw_spells(rng, rank, joined, left)
    absences = draw_absences(context, joined, left)
    on = np.arange(days)[None, :]
    away = days_away(absences, people, days)
    away |= (on < joined[:, None]) | (on >= left[:, None])
    out = spell > SPELLS.index("acting")
    away[out] |= (on >= spell_first[out, None]) & (on <= spell_last[out, None])
    number = _draw_numbers(rng, np.isin(rank, [RANKS.index(held) for held in OFFICERS]))
    return Roster(context.year, number, team, group, rank, role, joined, left, spell, spell_first, spell_last,
                  absences, presence(~away, team, group, _KINDS))  # fmt: skip


def _some(rng: np.random.Generator, number: int, share: float) -> Ints:
    return rng.choice(number, round(number * share), replace=False)


def _draw_spells(rng: np.random.Generator, rank: Ints, joined: Ints, left: Ints) -> tuple[Ints, Ints, Ints]:
    """Return what interrupts each person's posting, and its first and last day within their service."""
    people = len(rank)
    spell = rng.choice(len(SPELLS) + 1, people, p=(*_SPELL_SHARE, 1 - sum(_SPELL_SHARE)))
    first = np.maximum(rng.integers(-60, 340, people), joined + 60)
    last = np.minimum(first + rng.integers(30, 241, people), left - 1)
    may_act = np.isin(rank, [RANKS.index(held) for held in NEXT_RANK])
    none = (spell == len(SPELLS)) | (last < np.maximum(first, 0) + 14) | ((spell == 0) & ~may_act)
    return np.where(none, -1, spell), np.where(none, NEVER, first), np.where(none, NEVER, last)


def _draw_numbers(rng: np.random.Generator, is_officer: Flags) -> Ints:
    """Return collar numbers, all different: officers of four or five digits, others of five."""
    number = np.empty(len(is_officer), dtype=np.int64)
    for (low, high), who in ((_OFFICER_NUMBERS, is_officer), (_STAFF_NUMBERS, ~is_officer)):
        number[who] = low + rng.choice(high - low + 1, int(who.sum()), replace=False)
    return number
