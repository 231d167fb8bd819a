"""When the backlog will be done, with an interval: new misses keep coming, and a unit's days are not alike."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from fullcount.audit.intervals import Floats
from fullcount.audit.results import Interval

PATHS, LONGEST = 2000, 5 * 365
"""Futures tried, and the days of the longest: five years."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is known of the work. `waiting`: reports in the backlog; `arrivals`: new misses on each past day (by day,
    the last days before the as-at); `staff`: people among whom the capacity is shared; `absence`: the chance that one
    is away on a working day; `doubt`: how far the true average capacity may lie from the stated (relative, one
    standard deviation). The stated capacity is the average, usual absences counted."""

    waiting: int
    capacity: float
    arrivals: tuple[int, ...]
    days_a_week: int = 5
    staff: int = 8
    absence: float = 0.1
    doubt: float = 0.1


@dataclass(frozen=True, slots=True)
class Forecast:
    """`days` until all is done, what comes meanwhile included (none: not at this capacity), and `this_list` with what
    comes waiting behind it; in calendar days after the as-at. `unfinished` is the share of the futures tried in which
    it is not done within five years. `arriving` a day; `needed` a working day so that the backlog does not grow."""

    days: Interval | None
    this_list: Interval
    unfinished: float
    arriving: Interval
    needed: float
    level: float

    def day(self, as_at: date, days: float) -> date:
        """Return the calendar day so many days after the as-at."""
        return as_at + timedelta(days=round(days))


def forecast(work: Work, as_at: date, seed: int = 1, level: float = 0.95) -> Forecast:
    """Return when the backlog is done, from futures drawn at random; the ends hold `level` of them.

    A day's new misses are negative binomial with the past days' mean and over-dispersion, the mean itself uncertain
    (gamma); a working day's output is Poisson about the share of staff who are there; the average capacity is
    uncertain by `doubt` once for each future. Check against the first passage of a drifting walk: 1,000 waiting, 30 a
    day done and 20 coming take about 1,000 / (30 - 20) = 100 days (Cox & Miller 1965, section 5.7).
    """
    drawn = np.random.default_rng(seed)
    rough = work.waiting / max(work.capacity * work.days_a_week / 7.0 - _arrivals(np.array(work.arrivals))[0], 1e-9)
    days = int(min(60.0 + 4.0 * rough, LONGEST))
    tried = _tried(work, as_at, days, drawn, level)
    return tried if tried.unfinished == 0.0 or days >= LONGEST else _tried(work, as_at, LONGEST, drawn, level)


def _tried(work: Work, as_at: date, horizon: int, rng: np.random.Generator, level: float) -> Forecast:
    """Return what the futures of so many days show."""
    past = np.array(work.arrivals, dtype=np.float64)
    mean, size = _arrivals(past)
    means = (
        rng.gamma(max(past.sum(), 0.5) * size, 1.0 / (max(len(past), 1) * size), PATHS)
        if len(past)
        else np.zeros(PATHS)
    )
    works = np.array([(as_at + timedelta(days=d)).weekday() < work.days_a_week for d in range(1, horizon + 1)])
    capacity = work.capacity * np.maximum(1.0 + work.doubt * rng.standard_normal(PATHS), 0.05)
    alone, together = np.full(PATHS, np.inf), np.full(PATHS, np.inf)
    for first in range(0, PATHS, 250):
        part = slice(first, first + 250)
        output = _output(work, capacity[part], works, rng)
        coming = _coming(means[part], size, horizon, rng)
        alone[part] = _first_day(output, np.full((1, horizon), float(work.waiting)))
        together[part] = _first_day(output, work.waiting + coming)
    tail = (1.0 - level) / 2.0
    points = (0.5, tail, 1.0 - tail)
    unfinished = float(np.isinf(together).mean())
    days = None
    if unfinished < tail:
        days = Interval(*(float(np.quantile(together, point, method="higher")) for point in points))
    this_list = Interval(*(float(np.quantile(np.minimum(alone, horizon), p, method="higher")) for p in points))
    arriving = Interval(mean, *(float(np.quantile(means, point)) for point in points[1:]))
    return Forecast(days, this_list, unfinished, arriving, mean * 7.0 / work.days_a_week, level)


def _arrivals(past: Floats) -> tuple[float, float]:
    """Return a day's mean and mean over variance, at most 1, of whole weeks, so that weekdays even out."""
    if len(past) == 0 or past.sum() <= 0.0:
        return 0.0, 1.0
    mean = float(past.mean())
    weeks = past[len(past) % 7 :].reshape(-1, 7).sum(axis=1)
    if len(weeks) < 4:
        return mean, 1.0
    return mean, 1.0 / max(float(weeks.var(ddof=1) / weeks.mean()), 1.0)


def _output(work: Work, capacity: Floats, works: np.ndarray, rng: np.random.Generator) -> Floats:
    present = rng.binomial(work.staff, 1.0 - work.absence, (len(capacity), len(works)))
    expected = capacity[:, None] * present / (work.staff * (1.0 - work.absence)) * works
    output: Floats = rng.poisson(expected).astype(np.float64)
    return output


def _coming(means: Floats, size: float, horizon: int, rng: np.random.Generator) -> Floats:
    if size >= 1.0:
        days = rng.poisson(np.broadcast_to(means[:, None], (len(means), horizon)))
    else:
        shape = np.maximum(means, 1e-9)[:, None] * size / (1.0 - size)
        days = rng.negative_binomial(np.broadcast_to(shape, (len(means), horizon)), size)
    return np.cumsum(days, axis=1).astype(np.float64)


def _first_day(output: Floats, work: Floats) -> Floats:
    """Return the first day by which all work there is has been done; infinite where none within the horizon."""
    is_done = np.cumsum(output, axis=1) >= work
    return np.where(is_done.any(axis=1), is_done.argmax(axis=1) + 1.0, np.inf)
