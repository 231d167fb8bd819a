"""Values just under a limit: sums of money that crowd below a threshold at which the class or the court changes."""

from collections.abc import Sequence

import polars as pl

from fullcount.ledgers.signals.table import CASES, Signal, no_cases

LIMITS = (200, 5000)
"""Pounds: theft from a shop that only a magistrates' court tries; damage and criminal damage of the graver kind."""
NEAR = 0.15

SIGNAL = Signal(
    "value-just-under-a-limit",
    "Values just under a limit",
    "Of {out_of} logs that name a value close to a limit (200 or 5,000 pounds), {count} name one just under it, where "
    "{expected} would if values fell evenly about it. A value may have been written to fit: see what it rests on.",
)


def cases(values: pl.DataFrame, limits: Sequence[int] = LIMITS) -> pl.DataFrame:
    """Return the cases. values: report_id, unit, district, reported_at, pounds (the greatest sum that a log names)."""
    found = [no_cases()]
    for limit in limits:
        near = values.filter(
            pl.col("pounds").is_between(limit * (1 - NEAR), limit * (1 + NEAR)) & (pl.col("pounds") != limit)
        )
        found.append(near.select(
            "unit", "district", pl.col("reported_at").dt.year().alias("year"), pl.col("report_id").alias("id"),
            (pl.col("pounds") < limit).alias("hit"), pl.lit(0.5).alias("expected"),
        ).cast(dict(CASES)))  # type: ignore[arg-type] # fmt: skip
    return pl.concat(found)
