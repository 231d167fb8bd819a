"""Scores pairs of reports and crimes: one pass of DuckDB over what the blocks bring together."""

from collections.abc import Sequence
from math import log2

import duckdb
import polars as pl

from fullcount.linking.comparisons import Block, Comparison
from fullcount.linking.model import LinkageModel
from fullcount.linking.sql import Weighing, evidence, level_number, pairs_query, weighing

PAIR_SCHEMA = {"report_id": pl.String, "crime_id": pl.String, "weight": pl.Float64, "of_person": pl.Float64,
               "gap": pl.Float64}  # fmt: skip
LEAST = log2(0.01 / 0.99)
"""Pairs that weigh less (log2 of the odds) are not kept: less than 1% likely, were all pairs alike."""


def score(left: pl.DataFrame, right: pl.DataFrame, model: LinkageModel) -> pl.DataFrame:
    """Return the pairs that any block brings together and that weigh at least LEAST, sorted.

    Columns: report_id, crime_id, weight (log2 of the odds by the model, its prior in them), of_person (what names and
    telephone numbers add to it), gap (seconds between the two beginnings, null if unknown).
    """
    if not left.height or not right.height:
        return pl.DataFrame(schema=PAIR_SCHEMA)
    comparisons, blocks = model.parts()
    prior = model.prior_bits
    found = scored(left, right, comparisons, blocks, weighing(comparisons, model.m, model.u, LEAST - prior))
    made = found.select(
        left["unique_id"].gather(found["lrow"]).alias("report_id"),
        right["unique_id"].gather(found["rrow"]).alias("crime_id"),
        (pl.col("weight") + prior).round(6).alias("weight"), pl.col("of_person").round(6),
        (left["begins"].gather(found["lrow"]) - right["begins"].gather(found["rrow"])).abs().cast(pl.Float64)
        .alias("gap"),
    )  # fmt: skip
    return made.sort("report_id", "crime_id")


def scored(
    left: pl.DataFrame, right: pl.DataFrame, comparisons: Sequence[Comparison], blocks: Sequence[Block],
    by: Weighing,
) -> pl.DataFrame:  # fmt: skip
    """Return (lrow, rrow, weight, of_person) of the pairs of rows that the blocks bring together."""
    with duckdb.connect() as connection:
        for name, frame in (("l", left), ("r", right)):
            used = {column for block in blocks for column in block.columns}
            used |= {column for comparison in comparisons for column in (*comparison.columns, *comparison.also)}
            rows = frame.select(pl.int_range(pl.len(), dtype=pl.Int32).alias("row"), *sorted(used))
            connection.register(f"{name}_given", rows.to_arrow(compat_level=pl.CompatLevel.oldest()))
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM {name}_given")  # noqa: S608
        found: pl.DataFrame = connection.sql(pairs_query(comparisons, blocks, by)).pl()
        return found


def weighed(pairs: pl.DataFrame, sides: tuple[pl.DataFrame, pl.DataFrame], model: LinkageModel) -> pl.DataFrame:
    """Return the pairs with `evidence`: log2 of the likelihood ratio of what is compared, without any prior.

    pairs: report_id, crime_id. A pair of which a side has no row in `sides` gets none.
    """
    comparisons, _ = model.parts()
    query = f"SELECT report_id, crime_id, {evidence(comparisons, model.m, model.u)} AS evidence FROM pairs"  # noqa: S608
    found = _over_pairs(pairs.select("report_id", "crime_id"), sides, query)
    return pairs.join(found, on=["report_id", "crime_id"], how="left", maintain_order="left")


def levels_of(
    pairs: pl.DataFrame, sides: tuple[pl.DataFrame, pl.DataFrame], comparisons: Sequence[Comparison]
) -> pl.DataFrame:
    """Return the pairs (report_id, crime_id) with the level each comparison is at, one column a comparison."""
    columns = ", ".join(f'{level_number(c)} AS "{c.name}"' for c in comparisons)
    query = f"SELECT report_id, crime_id, {columns} FROM pairs"  # noqa: S608
    found = _over_pairs(pairs.select("report_id", "crime_id"), sides, query)
    return found.sort("report_id", "crime_id")


def _over_pairs(pairs: pl.DataFrame, sides: tuple[pl.DataFrame, pl.DataFrame], query: str) -> pl.DataFrame:
    left, right = sides
    names = [column for column in left.columns if column != "unique_id"]
    joined = (
        pairs.join(left.rename({c: f"{c}_l" for c in names}), left_on="report_id", right_on="unique_id")
        .join(right.rename({c: f"{c}_r" for c in names}), left_on="crime_id", right_on="unique_id")
    )  # fmt: skip
    with duckdb.connect() as connection:
        connection.register("pairs", joined.to_arrow(compat_level=pl.CompatLevel.oldest()))
        found: pl.DataFrame = connection.sql(query).pl()
        return found
