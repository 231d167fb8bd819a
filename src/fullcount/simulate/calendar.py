"""When things are reported: demand by season, weekday and hour, and times as a supplier's export prints them.

Times are seconds since 1970-01-01 00:00 UTC as int64 arrays; only `printed` turns them into local time.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import polars as pl

Seconds = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

HOUR = 3600
DAY = 86400

# Share of a day's reports by local hour: quiet before dawn, a peak from the end of school to late evening.
WEEKDAY_HOURS = (2.3, 1.7, 1.3, 1.1, 1.0, 1.1, 1.8, 3.1, 4.6, 5.2, 5.4, 5.4, 5.4, 5.4, 5.5, 6.0, 6.3, 6.4, 6.2, 5.8,
                 5.4, 4.9, 4.2, 3.2)  # fmt: skip
WEEKEND_HOURS = (4.3, 4.0, 3.6, 3.0, 2.2, 1.6, 1.5, 2.0, 3.0, 4.1, 4.8, 5.1, 5.2, 5.2, 5.2, 5.2, 5.3, 5.4, 5.5, 5.5,
                 5.4, 5.2, 5.0, 4.7)  # fmt: skip
DAY_OF_WEEK = (1.01, 0.98, 0.98, 0.99, 1.04, 1.06, 0.94)


def epoch(day: date) -> int:
    """Return the seconds from 1970-01-01 to the start of `day` on one and the same clock."""
    return (day - date(1970, 1, 1)).days * DAY


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


@dataclass(frozen=True, slots=True)
class Year:
    """One calendar year of demand: the cumulative share of reports at each hour of it, UTC."""

    year: int
    cumulative: Floats

    @property
    def start(self) -> int:
        """Return the first second of the year on the local clock (which is UTC in January)."""
        return epoch(date(self.year, 1, 1))

    @property
    def export(self) -> int:
        """Return the instant after which nothing can be in the export: the end of the day after the year, UTC."""
        return epoch(date(self.year + 1, 1, 2))

    def local(self, utc: Seconds) -> Seconds:
        """Return the wall clock of England for instants of this year and the weeks around it."""
        spring = epoch(_last_sunday(self.year, 3)) + HOUR
        autumn = epoch(_last_sunday(self.year, 10)) + HOUR
        return utc + np.where((utc >= spring) & (utc < autumn), HOUR, 0)

    def reported(self, rng: np.random.Generator, low: float, high: float, number: int) -> Seconds:
        """Return `number` instants in order, between the shares `low` and `high` of the year's demand, `(number,)`."""
        share = np.sort(rng.uniform(low, high, number))
        hours = np.interp(share, self.cumulative, np.arange(len(self.cumulative), dtype=np.float64))
        return (self.start + hours * HOUR).astype(np.int64)


CROWDED = 40.0  # times the usual demand, in the six hours around a change of the clocks


def year_of_demand(year: int, clock_changes: bool = False) -> Year:
    """Return the demand curve of a year: more in summer and at weekends, least before dawn.

    With `clock_changes`, the nights on which the clocks change are crowded.
    """
    first = date(year, 1, 1)
    days = (date(year + 1, 1, 1) - first).days
    weights = []
    for number in range(days):
        weekday = (first.weekday() + number) % 7
        season = 1 + 0.09 * np.sin(2 * np.pi * (number - 110) / 365.25)
        hours = np.asarray(WEEKEND_HOURS if weekday >= 5 else WEEKDAY_HOURS)
        weights.append(hours / hours.sum() * DAY_OF_WEEK[weekday] * season)
        if clock_changes and first + timedelta(days=number) in (_last_sunday(year, 3), _last_sunday(year, 10)):
            weights[-1][:6] *= CROWDED
    by_clock = np.concatenate(weights)
    hours = Year(year, by_clock).local(epoch(first) + HOUR * np.arange(len(by_clock), dtype=np.int64))
    through = np.clip((hours - epoch(first)) // HOUR, 0, len(by_clock) - 1)
    cumulative = np.concatenate([[0.0], np.cumsum(by_clock[through])])  # an hour that comes twice counts twice
    return Year(year, cumulative / cumulative[-1])


def printed(year: Year, utc: Seconds, form: str = "%d/%m/%Y %H:%M:%S") -> pl.Series:
    """Return the instants as English local time in words of `form`; negative instants are blank (null)."""
    local = pl.Series(year.local(utc))
    text = pl.select(pl.from_epoch(local, time_unit="s").dt.strftime(form)).to_series()
    return text.set(pl.Series(utc < 0), None)
