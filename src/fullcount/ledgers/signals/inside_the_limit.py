"""Back-dating: records stamped in the last minutes of the time limit, more than in the hours before it."""

import polars as pl

from fullcount.ledgers.signals.table import CASES, Signal

HOURS_BEFORE, LAST_HOURS = 4.0, 0.25
"""Of records made in the last four hours of the limit, a sixteenth fall in its last quarter of an hour by chance."""

SIGNAL = Signal(
    "recorded-just-inside-the-limit",
    "Recorded in the last minutes of the limit",
    "Of {out_of} crimes recorded in the last four hours of the limit, {count} carry a time in its last quarter of an "
    "hour, where {expected} would by an even spread. Times may have been set back to meet the limit: compare them with "
    "the system's own log of when each record was made.",
)


def cases(crimes: pl.DataFrame) -> pl.DataFrame:
    """Return the cases. crimes: crime_id, unit, district, recorded_at, deadline (of the report that it answers)."""
    left = ((pl.col("deadline") - pl.col("recorded_at")).dt.total_seconds() / 3600).alias("left")
    near = crimes.with_columns(left).filter(pl.col("left").is_between(0.0, HOURS_BEFORE))
    return near.select(
        "unit", "district", pl.col("recorded_at").dt.year().alias("year"), pl.col("crime_id").alias("id"),
        (pl.col("left") <= LAST_HOURS).alias("hit"), pl.lit(LAST_HOURS / HOURS_BEFORE).alias("expected"),
    ).cast(dict(CASES))  # type: ignore[arg-type] # fmt: skip
