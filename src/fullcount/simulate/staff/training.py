"""The refresher's roll-out: which team is trained on which day, and by when everybody was promised to be."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.calendar import HOUR, Seconds, Year
from fullcount.simulate.context import Context
from fullcount.simulate.staff.days import NEVER, day_of, instant, moments
from fullcount.simulate.staff.roster import Roster
from fullcount.simulate.staff.teams import RESPONSE_TEAMS, TEAMS

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_TURN = 7 * HOUR  # a team is trained from the turn of its day


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Days by whose end people were promised to be trained.

    The first promise named one day for all; the second kept it for sergeants and gave frontline officers two months
    more, as happened in Greater Manchester within one week of December 2020 (field notes, training.md section 1).
    """

    all: int
    frontline: int


@dataclass(frozen=True, slots=True)
class RollOutDays:
    """Each team's wave and the instant from which it counts as trained, `(teams,)`; -1 where it has none."""

    wave: Ints
    trained_on: Seconds

    def trained(self, team: Ints, at: Seconds) -> Flags:
        """Return whether each team had been trained by the instant, `(n,)`."""
        day = self.trained_on[team]
        return (day >= 0) & (at >= day)

    def days(self, year: Year) -> Ints:
        """Return each team's training day, `(teams,)`; NEVER where it has none."""
        return np.where(self.trained_on < 0, NEVER, day_of(year, self.trained_on))


def draw_roll_out(context: Context, roster: Roster) -> RollOutDays:
    """Return the days of a roll-out in waves, response teams drawn into them by lot; all -1 without one."""
    wave = np.full(len(TEAMS), -1, dtype=np.int64)
    plan = context.scenario.roll_out
    if plan is None:
        return RollOutDays(wave, wave.copy())
    lot = context.rng("roll-out").permutation(RESPONSE_TEAMS)
    wave[lot] = np.arange(RESPONSE_TEAMS) % plan.waves
    day = np.where(wave < 0, NEVER, plan.first_day + wave * plan.days_apart)
    day = np.where(day < year_length(roster.year), day, NEVER)
    return RollOutDays(wave, instant(roster.year, day, _TURN))


def year_length(year: Year) -> int:
    """Return how many days the year has."""
    return (date(year.year + 1, 1, 1) - date(year.year, 1, 1)).days


def deadlines(context: Context) -> Deadlines:
    """Return the promised days: the end of the month after the last wave, and two months later; at most 31 December."""
    plan = context.scenario.roll_out
    last = 215 if plan is None else plan.first_day + (plan.waves - 1) * plan.days_apart
    year = context.year.year
    month = (date(year, 1, 1) + timedelta(days=min(last, 364))).month + 1
    return Deadlines(_end_of_month(year, min(month, 11)), _end_of_month(year, min(month + 2, 12)))


def _end_of_month(year: int, month: int) -> int:
    after = date(year + month // 12, month % 12 + 1, 1)
    return (after - date(year, 1, 1)).days - 1


def teams_truth(days: RollOutDays) -> pl.DataFrame:
    """Return `teams.parquet`: every team, its wave and since when it counts as trained; null where it has no wave."""
    return pl.DataFrame({
        "team": [team.name for team in TEAMS],
        "wave": pl.Series(days.wave).set(pl.Series(days.wave < 0), None),
        "trained_on": moments(days.trained_on),
    })  # fmt: skip
