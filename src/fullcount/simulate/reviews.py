"""The auditor's sample: reviews by readers whose rates of error are known, half of them marked twice."""

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.calendar import DAY, HOUR, printed
from fullcount.simulate.context import Context
from fullcount.simulate.happenings import Happenings
from fullcount.simulate.printing.crime_rows import CLASSES

Ints = npt.NDArray[np.int64]

REVIEWERS = ("A1", "A2", "A3", "A4", "A5", "A6")
MAPPING = """\
[extracts.audit_reviews]
files = ["audit*.csv"]
format = "csv"
date_formats = ["%d/%m/%Y %H:%M:%S"]

[extracts.audit_reviews.columns]
review_id = "Review Id"
report_id = "Incident No"
reviewer = "Reviewer"
reviewed_at = "Reviewed"
crimes_disclosed = "Should Record"
crimes_recorded = "Were Recorded"
class = "Class"
marking = "Marking"
"""


def audit_size(reports: int) -> int:
    """Return how many reports the audit reads: 1,300, or a fifth where there are few."""
    return min(1300, reports // 5)


def reviewer_rates(context: Context) -> pl.DataFrame:
    """Return each reviewer's chance of missing a disclosed crime and of seeing one that is not there."""
    rng, errors = np.random.default_rng([context.seed, 81]), context.scenario.reviewers
    ease = rng.gamma(8.0, 1 / 8.0, (len(REVIEWERS), 2))
    return pl.DataFrame({
        "reviewer": REVIEWERS, "misses": errors.misses * ease[:, 0], "sees": errors.sees * ease[:, 1],
    })  # fmt: skip


def draw_reviews(context: Context, happened: Happenings, rows: Ints) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the reviews of those rows of a batch as printed, and their truth: what each should have said."""
    rng = context.rng("reviews")
    rates = reviewer_rates(context)
    again = np.flatnonzero(rng.random(len(rows)) < context.scenario.reviewers.twice)
    which = np.concatenate([np.arange(len(rows)), again])
    marking = np.repeat([1, 2], [len(rows), len(again)])
    first = rng.integers(0, len(REVIEWERS), len(rows))
    other = (first + rng.integers(1, len(REVIEWERS), len(rows))) % len(REVIEWERS)
    reviewer = np.where(marking == 1, first[which], other[which])
    held = rows[which]
    truly, recorded = happened.disclosed[held], happened.recorded[held]
    draw = rng.random(len(held))
    missed = (truly > 0) & (draw < rates["misses"].to_numpy()[reviewer])
    seen = (truly == 0) & (draw < rates["sees"].to_numpy()[reviewer])
    said = truly - missed + seen
    at = np.minimum(
        happened.reported[held] + rng.integers(3 * DAY, 30 * DAY, len(held)) + (marking == 2) * 2 * DAY,
        context.year.export - 3 * HOUR,
    )
    numbers = "AR" + pl.Series(marking).cast(pl.String) + "-" + context.report_numbers(held)
    told = (said > 0) & happened.is_crime[held]
    table = pl.DataFrame({
        "Review Id": numbers, "Incident No": context.report_numbers(held),
        "Reviewer": pl.Series(REVIEWERS).gather(reviewer), "Reviewed": printed(context.year, at),
        "Should Record": pl.Series(said).cast(pl.String),
        "Were Recorded": pl.Series(np.minimum(recorded, said)).cast(pl.String),
        "Class": CLASSES.gather(np.maximum(happened.offence[held], 0)).set(pl.Series(~told), None),
        "Marking": pl.Series(marking).cast(pl.String),
    })  # fmt: skip
    mechanism = np.where(missed, "missed-a-crime", np.where(seen, "saw-a-crime-that-is-not-there", "right"))
    truth = pl.DataFrame({
        "review_id": numbers, "crimes_disclosed": truly, "crimes_recorded": recorded, "mechanism": pl.Series(mechanism),
    })  # fmt: skip
    return table, truth
