"""Mass closure: outcomes given on the last working days of a month, more than on its other days."""

import polars as pl

from fullcount.ledgers.signals.table import CASES, Signal

LAST_DAYS = 3
USUAL_EXCESS = 1.35
"""Month's ends are busier than other days everywhere: so many times the even share is taken for usual (our choice)."""

SIGNAL = Signal(
    "closed-at-the-month's-end",
    "Closed in a sweep at the month's end",
    "Of {out_of} outcomes, {count} were given on the last three working days of a month, where {expected} would be "
    "usual. Closures may be swept together to make the month's figures: read some, and see whether each was finished.",
)


def cases(outcomes: pl.DataFrame, zone: str) -> pl.DataFrame:
    """Return the cases. outcomes: crime_id, unit, district, given_at. zone: the force's own."""
    day = pl.col("given_at").dt.convert_time_zone(zone).dt.date()
    known = outcomes.filter(pl.col("given_at").is_not_null()).with_columns(day.alias("day"))
    known = known.filter(pl.col("day").dt.weekday() <= 5)
    last, first = pl.col("day").dt.month_end(), pl.col("day").dt.month_start()
    after = pl.business_day_count(pl.col("day"), last + pl.duration(days=1))
    working = pl.business_day_count(first, last + pl.duration(days=1))
    return known.select(
        "unit", "district", pl.col("day").dt.year().alias("year"), pl.col("crime_id").alias("id"),
        (after <= LAST_DAYS).alias("hit"), (USUAL_EXCESS * LAST_DAYS / working).alias("expected"),
    ).cast(dict(CASES))  # type: ignore[arg-type] # fmt: skip
