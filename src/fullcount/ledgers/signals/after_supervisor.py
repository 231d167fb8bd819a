"""Downgrades after a supervisor's entry: a record's class made lesser soon after a supervisor wrote on it."""

import polars as pl

from fullcount.ledgers.signals.table import CASES, Signal, no_cases

HOURS_AFTER = 72.0

SIGNAL = Signal(
    "downgraded-after-a-supervisor",
    "Made a lesser crime soon after a supervisor's entry",
    "Of {out_of} records whose class was made lesser, {count} were changed within three days of a supervisor's entry, "
    "where {expected} would if the two had nothing to do with each other. Read the entries and the reasons given for "
    "the new class.",
)


def cases(changes: pl.DataFrame, entries: pl.DataFrame) -> pl.DataFrame:
    """Return the cases. changes: crime_id, unit, district, recorded_at, changed_at, was_lessened (of every change of a
    class). entries: crime_id, entered_at.

    Expected is the share of the record's life, up to the change, that lies within three days after an entry.
    """
    lessened = changes.filter(pl.col("was_lessened") & (pl.col("changed_at") > pl.col("recorded_at")))
    if not lessened.height:
        return no_cases()
    life = (pl.col("changed_at") - pl.col("recorded_at")).dt.total_seconds() / 3600
    before = lessened.with_row_index("row").join(entries.select("crime_id", "entered_at"), on="crime_id", how="left")
    since = (pl.col("changed_at") - pl.col("entered_at")).dt.total_seconds() / 3600
    mine = before.with_columns(life.alias("life"), pl.when(since >= 0).then(since).alias("since"))
    told = mine.group_by("row", maintain_order=True).agg(
        pl.col("unit", "district", "changed_at", "crime_id", "life").first(),
        (pl.col("since").min() <= HOURS_AFTER).fill_null(value=False).alias("hit"),
        pl.col("since").clip(0, HOURS_AFTER).sum().alias("covered"),
    )  # fmt: skip
    return told.select(
        "unit", "district", pl.col("changed_at").dt.year().alias("year"), pl.col("crime_id").alias("id"), "hit",
        (pl.col("covered") / pl.col("life")).clip(0.0, 1.0).alias("expected"),
    ).cast(dict(CASES))  # type: ignore[arg-type] # fmt: skip
