"""Scores only what is new or changed since yesterday: the pairs of the run before are kept with its result.

Of the records themselves nothing is kept but a fingerprint each, by which a changed one is told: no name, place or
telephone number stands in the memory. Fingerprints of another version of Polars differ, and all is scored again.
"""

from collections.abc import Callable
from pathlib import Path

import polars as pl

from fullcount.linking.model import LinkageModel
from fullcount.pipeline.judging.scoring import PAIR_SCHEMA, score
from fullcount.pipeline.parquet import write_frame

Score = Callable[[pl.DataFrame, pl.DataFrame, LinkageModel], pl.DataFrame]


def blocked(left: pl.DataFrame, right: pl.DataFrame, model: LinkageModel) -> pl.DataFrame:
    """Return the rows of `left` that share the key of some block with a row of `right`: no other can be in a pair."""
    _, blocks = model.parts()
    kept = pl.Series([False] * left.height, dtype=pl.Boolean)
    for block in blocks:
        keys = right.select(block.columns).drop_nulls().unique().with_columns(pl.lit(value=True).alias("shared"))
        found = left.select(block.columns).join(keys, on=block.columns, how="left", maintain_order="left")
        kept = kept | found.get_column("shared").fill_null(value=False)
    return left.filter(kept)


def score_with_memory(
    left: pl.DataFrame, right: pl.DataFrame, model: LinkageModel, old: Path | None, new: Path, by: Score = score
) -> pl.DataFrame:
    """Return the same as `score`, scoring only pairs with a record that is new or changed since `old` was written.

    by: what scores them, on this machine or others.
    """
    new.mkdir(parents=True, exist_ok=True)
    kept = _remembered(left, right, model, old)
    if kept is None:
        pairs = by(left, right, model)
    else:
        pairs_old, fresh_left, fresh_right, same_left = kept
        parts = [pairs_old, by(fresh_left, right, model), by(same_left, fresh_right, model)]
        pairs = pl.concat(parts).unique(["report_id", "crime_id"]).sort("report_id", "crime_id")
    write_frame(_fingerprints(left), new / "reports.parquet")
    write_frame(_fingerprints(right), new / "crimes.parquet")
    write_frame(pairs, new / "pairs.parquet")
    (new / "model.json").write_text(model.to_json())
    return pairs


def _remembered(
    left: pl.DataFrame, right: pl.DataFrame, model: LinkageModel, old: Path | None
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, pl.DataFrame] | None:
    if old is None or not (old / "pairs.parquet").is_file() or (old / "model.json").read_text() != model.to_json():
        return None
    before_left, before_right = (pl.read_parquet(old / f"{side}.parquet") for side in ("reports", "crimes"))
    if any(
        before.columns != ["unique_id", _column(now)] for before, now in ((before_left, left), (before_right, right))
    ):
        return None
    if pl.read_parquet_schema(old / "pairs.parquet") != PAIR_SCHEMA:
        return None
    same_left, same_right = _unchanged(left, before_left), _unchanged(right, before_right)
    ids_left = same_left.select(pl.col("unique_id").alias("report_id"))
    ids_right = same_right.select(pl.col("unique_id").alias("crime_id"))
    pairs = (
        pl.read_parquet(old / "pairs.parquet")
        .join(ids_left, on="report_id", how="semi")
        .join(ids_right, on="crime_id", how="semi")
    )
    fresh_left = left.join(same_left, on="unique_id", how="anti")
    fresh_right = right.join(same_right, on="unique_id", how="anti")
    return pairs, fresh_left, fresh_right, same_left


def _column(side: pl.DataFrame) -> str:
    """Return what the column of fingerprints is called: by what they are of, so that those of other columns differ."""
    return "fingerprint of " + ", ".join(side.columns)


def _fingerprints(side: pl.DataFrame) -> pl.DataFrame:
    """Return (unique_id, fingerprint of the whole row), sorted."""
    return side.select("unique_id", side.hash_rows(seed=1).alias(_column(side))).sort("unique_id")


def _unchanged(now: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that stood before as they stand now, in every column. before: their fingerprints."""
    same = _fingerprints(now).join(before, on=before.columns, how="semi")
    return now.join(same, on="unique_id", how="semi", maintain_order="left")
