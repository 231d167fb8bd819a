"""Who rings the helpline and about what: contacts in order of time, with the route that is right for each in truth."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.calendar import DAY, HOUR, Seconds, Year
from fullcount.simulate.context import Context
from fullcount.simulate.staff.days import instant

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

ROUTES = ("record it now", "right not met", "closure questioned", "complaint", "support", "not police", "emergency")
# Invented; the kinds of callers are those of Greater Manchester's line (field notes, victims.md section 8).
_ROUTE_SHARE = (0.33, 0.21, 0.18, 0.08, 0.08, 0.07, 0.05)
WITHOUT_REFERENCE = ROUTES.index("complaint")
OPENS, OPEN_DAYS = 205, 155  # day of the year; the line is quick to fill and dies away
_SETTLED = 14 * DAY  # a report or closure is at least so old when somebody rings about it
FEWEST, MOST = 60, 200


@dataclass(frozen=True, slots=True)
class Known:
    """Numbers that callers may ring about, and since when each could be known, `(k,)`; times in order."""

    numbers: pl.Series
    at: Seconds


@dataclass(frozen=True, slots=True)
class Calls:
    """Contacts `(n,)` in order of time; `about` is a row of the reports or crimes known, -1 none."""

    received: Seconds
    route: Ints  # index into ROUTES, in truth
    about: Ints
    gives_number: Flags

    def __len__(self) -> int:
        return len(self.received)


def known(year: Year, numbers: pl.Series, at: Seconds | None) -> Known:
    """Return numbers with their times; without times, as if they came evenly over the year in the order given."""
    if at is None:
        share = (np.arange(len(numbers)) + 1) / (len(numbers) + 1)
        at = (year.start + share * (year.export - year.start)).astype(np.int64)
    order = np.argsort(at, kind="stable")
    return Known(numbers.gather(order).cast(pl.String), at[order])


def contacts_for(reports: int) -> int:
    """Return how many contacts a force of so many reports has: 60 up to 1,000 reports, 200 at 360,000."""
    slope = (MOST - FEWEST) / np.log10(360)
    return int(np.clip(FEWEST + slope * np.log10(max(reports, 1) / 1000), FEWEST, MOST))


def draw_calls(context: Context, reports: int, missed: Known, closed: Known) -> Calls:
    """Return the helpline's contacts; one rings about a report or a crime that was there long enough before."""
    rng, n = context.rng("helpline calls"), contacts_for(reports)
    day = OPENS + (OPEN_DAYS * rng.beta(0.7, 1.5, n)).astype(np.int64)
    received = np.sort(instant(context.year, day, rng.integers(9 * HOUR, 20 * HOUR, n)))
    route = rng.choice(len(ROUTES), n, p=_ROUTE_SHARE)
    about = np.full(n, -1)
    for pool, routes in ((missed, (0,)), (closed, (1, 2))):
        rows = np.flatnonzero(np.isin(route, routes))
        about[rows] = _about(rng, pool, received[rows])
    lost = (route < WITHOUT_REFERENCE) & (about < 0)
    route[lost] = WITHOUT_REFERENCE
    return Calls(received, route, about, (about >= 0) & (rng.random(n) < 0.75))


def _about(rng: np.random.Generator, pool: Known, received: Seconds) -> Ints:
    """Return one of the pool for each contact, old enough, each at most once; -1 where none is left."""
    share, taken = rng.random(len(received)), np.zeros(len(pool.at), dtype=np.bool_)
    found = np.full(len(received), -1)
    for row, enough in enumerate(np.searchsorted(pool.at, received - _SETTLED)):
        free = np.flatnonzero(~taken[:enough])
        if len(free):
            found[row] = free[int(share[row] * len(free))]
            taken[found[row]] = True
    return found
