"""Whether errors fall on some more than on others: error rates by what an extract tells of them, with intervals."""

from dataclasses import dataclass

import polars as pl

from fullcount.audit.intervals import clopper_pearson
from fullcount.audit.results import Interval

FEWEST = 30
"""No rate is given of fewer: it would say more of chance than of anybody."""


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """Errors among `of` members of a group; rate: its exact 95% interval, None where there are fewer than FEWEST."""

    group: str
    errors: int
    of: int
    rate: Interval | None


def error_rates(groups: pl.Series, is_error: pl.Series) -> list[ErrorRate]:
    """Return the error rate of each group, by name; those of whom nothing is told stand under 'not given'.

    groups: (n,) text; is_error: (n,) yes or no, of the same members. Denominator: all members of the group given.
    """
    rows = pl.DataFrame([groups.fill_null("not given").alias("group"), is_error.alias("error")])
    counted = rows.group_by("group").agg(pl.col("error").sum().alias("errors"), pl.len().alias("of")).sort("group")
    return [
        ErrorRate(group, errors, of, clopper_pearson(errors, of) if of >= FEWEST else None)
        for group, errors, of in counted.select("group", "errors", "of").iter_rows()
    ]
