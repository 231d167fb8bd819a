"""Copied closing texts: nearly the same words on many crimes of one unit, seldom on those of others."""

import numpy as np
import polars as pl

from fullcount.audit.unlikely import at_least_of_drawn
from fullcount.ledgers.signals.table import EXAMPLES, FEWEST_CASES, FEWEST_HITS, Signal, signals_of
from fullcount.reading.alike import alike

FEWEST_TIMES = 3.0
"""... and so many times as often as elsewhere: what all units write is a form, and no unit's own."""

SIGNAL = Signal(
    "copied-closing-text",
    "The same closing text on many crimes",
    "{count} of {out_of} crimes closed with the same outcome carry nearly the same closing text, where {expected} "
    "would if it were as usual here as in other units. A text that fits every crime says nothing of any: see "
    "whether the enquiries it speaks of were made.",
)


def signals(outcomes: pl.DataFrame) -> pl.DataFrame:
    """Return the signals, one for each unit and text. outcomes: crime_id, unit, outcome, given_at, evidence.

    Compared within each outcome and year, since a text belongs to the outcome it closes.
    """
    texts = outcomes.with_columns(
        alike(outcomes["evidence"]).alias("alike"), pl.col("given_at").dt.year().alias("year")
    )
    texts = texts.filter(pl.col("alike").is_not_null() & pl.col("unit").is_not_null() & pl.col("year").is_not_null())
    texts = texts.with_columns(
        pl.len().over("outcome", "year").alias("all"), pl.len().over("outcome", "year", "alike").alias("marked"),
        pl.len().over("outcome", "year", "unit").alias("out_of"),
    )  # fmt: skip
    found = texts.group_by("outcome", pl.col("year"), "unit", "alike").agg(
        pl.len().alias("count"), pl.col("all", "marked", "out_of").first(),
        pl.col("crime_id").unique().sort().head(EXAMPLES).str.join(" ").alias("examples"),
    )  # fmt: skip
    found = found.filter(pl.col("out_of") >= FEWEST_CASES).sort("unit", "year", "outcome", "alike")
    elsewhere = (pl.col("marked") - pl.col("count")) / pl.max_horizontal(pl.col("all") - pl.col("out_of"), pl.lit(1))
    usual = pl.col("out_of") * pl.max_horizontal(elsewhere, 1 / pl.max_horizontal("all", pl.lit(1)))
    drawn = [found[name].cast(pl.Int64).to_numpy() for name in ("count", "out_of", "marked", "all")]
    chance = at_least_of_drawn(*drawn) if found.height else np.empty(0)
    looked_at = found.with_columns(
        pl.lit("unit").alias("level"), pl.col("year").cast(pl.String).alias("period"), usual.alias("expected"),
        pl.Series("chance", chance, dtype=pl.Float64),
    )  # fmt: skip
    enough = (pl.col("count") >= FEWEST_HITS) & (pl.col("count") >= FEWEST_TIMES * pl.col("expected"))
    return signals_of(looked_at.with_columns(pl.when(enough).then("chance").otherwise(1.0).alias("chance")), SIGNAL)
