"""Working days of England: when a right of the Victims' Code is due, and hours at which people are rung."""

from datetime import date, timedelta
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from fullcount.simulate.calendar import DAY, Seconds, Year

Ints = npt.NDArray[np.int64]


def easter_sunday(year: int) -> date:
    """Return Easter Sunday. Anonymous Gregorian algorithm ("A New York correspondent", Nature, 20 April 1876)."""
    century, rest = divmod(year, 100)
    leap, over = divmod(century, 4)
    moon = (19 * (year % 19) + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * over + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _monday(year: int, month: int, last: bool) -> date:
    if not last:
        first = date(year, month, 1)
        return first + timedelta(days=-first.weekday() % 7)
    end = date(year, month, 31)
    return end - timedelta(days=end.weekday())


@lru_cache
def bank_holidays(year: int) -> tuple[date, ...]:
    """Return the eight bank holidays of England with their substitute days; days proclaimed once are left out."""
    easter = easter_sunday(year)
    days = [date(year, 1, 1), easter - timedelta(days=2), easter + timedelta(days=1)]
    days += [_monday(year, 5, last=False), _monday(year, 5, last=True), _monday(year, 8, last=True)]
    days += [date(year, 12, 25), date(year, 12, 26)]
    observed: list[date] = []
    for day in days:
        held = day
        while held.weekday() >= 5 or held in observed:
            held += timedelta(days=1)
        observed.append(held)
    return tuple(observed)


@lru_cache
def _calendar(year: int) -> np.busdaycalendar:
    days = [day for near in (year - 1, year, year + 1, year + 2) for day in bank_holidays(near)]
    return np.busdaycalendar(holidays=np.array(days, dtype="datetime64[D]"))


def utc_of(year: Year, local: Seconds) -> Seconds:
    """Return the instants at which the wall clock of England shows `local`; not exact in the hour of a change."""
    return local - (year.local(local) - local)


def working_day(year: Year, utc: Seconds, days: Ints | int) -> Ints:
    """Return the `days`-th working day after the local day of `utc`, as days since 1970; 0: that or the last before."""
    local = (year.local(utc) // DAY).astype("datetime64[D]")
    moved = np.busday_offset(local, days, roll="backward", busdaycal=_calendar(year.year))
    return np.asarray(moved.astype(np.int64))


def due(year: Year, utc: Seconds, days: Ints | int) -> Seconds:
    """Return the last second, local time, of the `days`-th working day after `utc`, `(n,)`."""
    return utc_of(year, working_day(year, utc, days) * DAY + DAY - 1)
