"""What supervisors write into a crime record: plan, reviews, agreement to close."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fullcount.simulate.aftermath.closing import Closings
from fullcount.simulate.aftermath.crimes import CrimesOfBatch
from fullcount.simulate.aftermath.deciding import RANK
from fullcount.simulate.aftermath.mechanisms import Closure
from fullcount.simulate.calendar import DAY, HOUR, Seconds
from fullcount.simulate.context import Context

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

KINDS = ("plan", "review", "closure")
REVIEW_DAYS = 28
MOST_REVIEWS = 6


@dataclass(frozen=True, slots=True)
class Entries:
    """`s` entries in order of crime and time, each array `(s,)`."""

    crime: Ints
    kind: Ints  # index into KINDS
    at: Seconds
    by_inspector: Flags


def draw_entries(context: Context, crimes: CrimesOfBatch, closings: Closings) -> Entries:
    """Return supervisors' entries: of most grave and domestic cases, of few others; seldom where closed in a hurry."""
    rng, m, last = context.rng("aftermath supervision"), len(crimes), context.year.export - HOUR
    grave = crimes.domestic | crimes.is_of("violence", "conduct", "rape", "sexual", "robbery")
    end = np.where(closings.given >= 0, closings.given, last)
    end = np.where(crimes.cancelled > 0, np.minimum(crimes.recorded + 3 * DAY, last), end)
    plan_at = crimes.recorded + (np.exp(rng.normal(np.log(14.0), 0.8, m)) * HOUR).astype(np.int64)
    plan = (rng.random(m) < np.where(grave, 0.72, 0.12)) & (plan_at < end)
    times = np.clip((end - crimes.recorded) // (REVIEW_DAYS * DAY), 0, MOST_REVIEWS)
    row = np.repeat(np.arange(m), times)
    nth = np.arange(len(row)) - np.repeat(np.cumsum(times) - times, times) + 1
    review_at = crimes.recorded[row] + nth * REVIEW_DAYS * DAY + rng.integers(-2 * DAY, 2 * DAY, len(row))
    reviewed = (rng.random(len(row)) < np.where(grave, 0.7, 0.35)[row]) & (review_at < end[row])
    high = np.isin(closings.rank, [RANK["inspector"], RANK["independent team"]])
    hurried = closings.has(Closure.WITHIN_HOURS) | closings.has(Closure.MASS)
    share = np.select([closings.screened_out, hurried, high, closings.identified], [0.05, 0.25, 1.0, 0.7], default=0.3)
    closing_at = np.maximum(closings.given - rng.integers(60, 3 * HOUR, m), crimes.recorded + 120)
    closing = np.flatnonzero(closings.is_closed & (rng.random(m) < share))
    planned = np.flatnonzero(plan)
    crime = np.concatenate([planned, row[reviewed], closing])
    kind = np.repeat([0, 1, 2], [len(planned), int(reviewed.sum()), len(closing)])
    at = np.concatenate([plan_at[planned], review_at[reviewed], closing_at[closing]])
    upper = np.where(kind == 2, high[crime], rng.random(len(crime)) < 0.08)
    order = np.lexsort((kind, at, crime))
    return Entries(crime[order], kind[order], at[order], upper[order])
