"""Days of the simulated year: 0 is 1 January; negative days lie before the year."""

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.calendar import DAY, Seconds, Year, printed

Ints = npt.NDArray[np.int64]

NEVER = 1_000_000  # a day that does not come
DAY_FORM = "%d/%m/%Y"


def days_of(year: Year) -> int:
    """Return how many days the extracts cover: the year and what is left until the export."""
    return (year.export - year.start) // DAY + 1


def day_of(year: Year, at: Seconds) -> Ints:
    """Return the local day of instants."""
    return (year.local(at) - year.start) // DAY


def instant(year: Year, day: Ints, seconds: Ints | int = 0) -> Seconds:
    """Return the instant at which a clock in England shows `seconds` after midnight of `day`; -1 for day NEVER."""
    clock = year.start + day * DAY + seconds
    at = np.where(day >= NEVER, -1, clock - (year.local(clock) - clock))
    return at.astype(np.int64)


def printed_days(year: Year, day: Ints) -> pl.Series:
    """Return days as an export prints them; blank for NEVER and for days after the export."""
    return printed(year, np.where(day < days_of(year), instant(year, day), -1), DAY_FORM)


def printed_plans(year: Year, day: Ints) -> pl.Series:
    """Return planned days, which may lie after the export; blank for NEVER."""
    return printed(year, instant(year, day), DAY_FORM)


def moments(at: Seconds) -> pl.Series:
    """Return instants as UTC datetimes for the truth; null where negative."""
    series = pl.from_epoch(pl.Series(at), time_unit="s").dt.cast_time_unit("us").dt.replace_time_zone("UTC")
    return series.set(pl.Series(at < 0), None)
