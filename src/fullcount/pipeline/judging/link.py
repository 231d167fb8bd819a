"""Runs the linkage: fits a model with Splink when there is none, scores the pairs, and reuses yesterday's scores."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from fullcount.linking.assignment import assigned, near_misses
from fullcount.linking.calibration import prior_of, shares, tempered
from fullcount.linking.comparisons import Block, Comparison, usable
from fullcount.linking.features import present_on_both
from fullcount.linking.model import LinkageModel, splink_settings
from fullcount.pipeline.parquet import write_frame

ENOUGH_LABELS = 200
"""Pairs that state their reference needed to learn m from them; with fewer, Splink's expectation–maximisation."""
MOST_LABELS = 20_000
"""Stated pairs that are used to learn m: a spread over all of them."""
FEWEST_PAIRS = 50
"""Pairs that a block must bring together before expectation–maximisation is tried on it."""
FIT_ROWS = 40_000
"""At most this many rows a side are used to fit: a stretch of time around the middle."""
RANDOM_PAIRS = 300_000
"""Pairs taken at random to learn u: a level seen in one pair in a thousand is still seen 300 times."""
EXPECTED_SHARE = 0.7
"""Share of the smaller side that is expected to have its match, for the prior (a stated guess; the level weights
outweigh it by far)."""
PAIR_SCHEMA = {
    "report_id": pl.String, "crime_id": pl.String, "probability": pl.Float64, "weight": pl.Float64, "gap": pl.Float64,
}  # fmt: skip


def _quiet() -> None:
    logging.getLogger("splink").setLevel(logging.CRITICAL)


def _linker(
    connection: duckdb.DuckDBPyConnection, left: pl.DataFrame, right: pl.DataFrame, settings: dict[str, Any]
) -> Any:
    from splink import DuckDBAPI, Linker

    _quiet()
    api = DuckDBAPI(connection)
    sides = [
        api.register(frame.to_arrow(compat_level=pl.CompatLevel.oldest()), dataset_display_name=name)
        for name, frame in (("a_reports", left), ("b_crimes", right))
    ]
    return Linker(sides, settings, log_level=logging.CRITICAL, validate_settings=False)


def _middle(left: pl.DataFrame, right: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return a stretch of time around the middle in which neither side has more than FIT_ROWS rows."""
    right = right.sort("begins", "unique_id", nulls_last=True)
    if right.height > FIT_ROWS:
        right = right.slice((right.height - FIT_ROWS) // 2, FIT_ROWS)
        low, high = right.get_column("begins").min(), right.get_column("begins").max()
        left = left.filter(pl.col("begins").is_between(low, high))
    left = left.sort("begins", "unique_id", nulls_last=True)
    if left.height > FIT_ROWS:
        left = left.slice((left.height - FIT_ROWS) // 2, FIT_ROWS)
        right = right.filter(
            pl.col("begins").is_between(left.get_column("begins").min(), left.get_column("begins").max())
        )
    return left, right


def _labelled(
    connection: duckdb.DuckDBPyConnection, comparisons: Sequence[Comparison], left: pl.DataFrame, right: pl.DataFrame,
    labels: pl.DataFrame,
) -> dict[str, tuple[float, ...]]:  # fmt: skip
    """Return m by comparison from pairs that are known to match."""
    names = [column for column in left.columns if column != "unique_id"]
    pairs = (
        labels.join(left.rename({c: f"{c}_l" for c in names}), left_on="report_id", right_on="unique_id")
        .join(right.rename({c: f"{c}_r" for c in names}), left_on="crime_id", right_on="unique_id")
    )  # fmt: skip
    connection.register("labelled_pairs", pairs.to_arrow(compat_level=pl.CompatLevel.oldest()))
    found = {}
    for comparison in comparisons:
        cases = " ".join(f"WHEN {level.condition} THEN {number}" for number, level in enumerate(comparison.levels))
        query = (  # built of the comparisons in linking/comparisons.py alone: no word of any file is in it
            f"SELECT level, count(*) FROM (SELECT CASE WHEN {comparison.missing} THEN -1 {cases} "  # noqa: S608
            f"ELSE {len(comparison.levels)} END AS level FROM labelled_pairs) GROUP BY level"
        )
        counts = dict(connection.execute(query).fetchall())
        found[comparison.name] = shares([counts.get(number, 0) for number in range(len(comparison.levels) + 1)])
    connection.unregister("labelled_pairs")
    return found


def _levels(linker: Any, comparisons: Sequence[Comparison], which: str) -> dict[str, tuple[float, ...]]:
    """Return the trained m or u of each comparison from Splink's own record of the model."""
    record = linker.misc.save_model_to_json()
    found = {}
    for comparison, given in zip(comparisons, record["comparisons"], strict=True):
        levels = [level for level in given["comparison_levels"] if not level.get("is_null_level")]
        found[comparison.name] = tempered([level.get(f"{which}_probability") for level in levels])
    return found


def _by_expectation(
    linker: Any, comparisons: Sequence[Comparison], blocks: Sequence[Block], sides: tuple[pl.DataFrame, pl.DataFrame]
) -> dict[str, tuple[float, ...]]:
    """Train m by expectation–maximisation, once a block that yields enough pairs; untrained levels keep a cold start.

    Blocks with few pairs are left out beforehand: where a training fails, Splink leaves its model incomplete.
    """
    fit_for_training = [block for block in blocks if _pairs_of(block, sides) >= FEWEST_PAIRS]
    for block in fit_for_training[:4]:
        linker.training.estimate_parameters_using_expectation_maximisation(block.rule)
    trained = _levels(linker, comparisons, "m")
    record = linker.misc.save_model_to_json()["comparisons"]
    for comparison, given in zip(comparisons, record, strict=True):
        if all(level.get("m_probability") is None for level in given["comparison_levels"]):
            trained[comparison.name] = cold_start(len(comparison.levels) + 1)
    return trained


def _pairs_of(block: Block, sides: tuple[pl.DataFrame, pl.DataFrame]) -> int:
    """Return how many pairs a block brings together."""
    left, right = (side.select(block.columns).drop_nulls().group_by(block.columns).len() for side in sides)
    return int(left.join(right, on=block.columns).select((pl.col("len") * pl.col("len_right")).sum()).item() or 0)


def _expected(
    linker: Any, comparisons: Sequence[Comparison], blocks: Sequence[Block], sides: tuple[pl.DataFrame, pl.DataFrame]
) -> dict[str, tuple[float, ...]]:
    """Return m by expectation–maximisation, or a cold start throughout where the records do not bear it."""
    from splink.internals.exceptions import SplinkException

    try:
        return _by_expectation(linker, comparisons, blocks, sides)
    except (SplinkException, duckdb.Error, ValueError, ZeroDivisionError):
        return {comparison.name: cold_start(len(comparison.levels) + 1) for comparison in comparisons}


def cold_start(levels: int) -> tuple[float, ...]:
    """Return m where nothing could be learnt: 85% at the best level, the rest shared out (a stated guess)."""
    return (0.85, *(0.15 / (levels - 1) for _ in range(levels - 1)))


def fit_model(left: pl.DataFrame, right: pl.DataFrame, labels: pl.DataFrame, seed: int) -> LinkageModel | None:
    """Return a model fitted to these records, or None where reports and crimes share nothing to compare.

    labels: report_id, crime_id of pairs that state their reference. u comes from random pairs (Splink); m from the
    labels where there are ENOUGH_LABELS, else by expectation–maximisation. One thread: the same bytes each time.
    """
    comparisons, blocks = usable(present_on_both(left, right))
    if not comparisons or not blocks or not left.height or not right.height:
        return None
    few_left, few_right = _middle(left, right)
    with duckdb.connect(config={"threads": 1}) as connection:
        linker = _linker(connection, few_left, few_right, splink_settings(comparisons, blocks))
        linker.training.estimate_u_using_random_sampling(
            max_pairs=RANDOM_PAIRS, seed=seed, min_count_per_level=None, num_chunks=1
        )
        u = _levels(linker, comparisons, "u")
        if labels.height >= ENOUGH_LABELS:
            m = _labelled(connection, comparisons, left, right, labels)
            method = f"m from {labels.height} pairs that state their reference, u from random pairs (Splink)"
        else:
            m = _expected(linker, comparisons, blocks, (few_left, few_right))
            method = "m by expectation-maximisation, u from random pairs (Splink)"
    prior = prior_of(EXPECTED_SHARE * min(left.height, right.height), left.height, right.height)
    rounded = {name: tuple(float(f"{value:.6g}") for value in values) for name, values in m.items()}
    rounded_u = {name: tuple(float(f"{value:.6g}") for value in values) for name, values in u.items()}
    names = tuple(c.name for c in comparisons)
    return LinkageModel(names, tuple(b.name for b in blocks), rounded, rounded_u, float(f"{prior:.6g}"), method)


def blocked(left: pl.DataFrame, right: pl.DataFrame, model: LinkageModel) -> pl.DataFrame:
    """Return the rows of `left` that share the key of some block with a row of `right`: no other can be in a pair."""
    _, blocks = model.parts()
    kept = pl.Series([False] * left.height, dtype=pl.Boolean)
    for block in blocks:
        keys = right.select(block.columns).drop_nulls().unique().with_columns(pl.lit(value=True).alias("shared"))
        found = left.select(block.columns).join(keys, on=block.columns, how="left", maintain_order="left")
        kept = kept | found.get_column("shared").fill_null(value=False)
    return left.filter(kept)


def score(left: pl.DataFrame, right: pl.DataFrame, model: LinkageModel) -> pl.DataFrame:
    """Return the pairs that any block brings together and that are at least 1% likely, scored by Splink."""
    if not left.height or not right.height:
        return pl.DataFrame(schema=PAIR_SCHEMA)
    comparisons, blocks = model.parts()
    with duckdb.connect() as connection:
        linker = _linker(connection, left, right, splink_settings(comparisons, blocks, model))
        found = linker.inference.predict(threshold_match_probability=0.01).as_duckdbpyrelation()
        pairs: pl.DataFrame = found.select("unique_id_l, unique_id_r, match_probability, match_weight").pl()
    pairs = pairs.rename(
        {
            "unique_id_l": "report_id",
            "unique_id_r": "crime_id",
            "match_probability": "probability",
            "match_weight": "weight",
        }
    )
    begins = [frame.select("unique_id", "begins") for frame in (left, right)]
    pairs = pairs.join(begins[0], left_on="report_id", right_on="unique_id", how="left")
    pairs = pairs.join(begins[1], left_on="crime_id", right_on="unique_id", how="left", suffix="_r")
    gap = (pl.col("begins") - pl.col("begins_r")).dt.total_seconds().abs().cast(pl.Float64)
    made = pairs.select(
        "report_id", "crime_id", pl.col("probability").round(9), pl.col("weight").round(6), gap.alias("gap")
    )
    return made.sort("report_id", "crime_id")


def score_with_memory(
    left: pl.DataFrame, right: pl.DataFrame, model: LinkageModel, old: Path | None, new: Path
) -> pl.DataFrame:
    """Return the same as `score`, scoring only pairs with a record that is new or changed since `old` was written."""
    new.mkdir(parents=True, exist_ok=True)
    kept = _remembered(left, right, model, old)
    if kept is None:
        pairs = score(left, right, model)
    else:
        pairs_old, fresh_left, fresh_right, same_left = kept
        parts = [pairs_old, score(fresh_left, right, model), score(same_left, fresh_right, model)]
        pairs = pl.concat(parts).unique(["report_id", "crime_id"]).sort("report_id", "crime_id")
    write_frame(left.sort("unique_id"), new / "reports.parquet")
    write_frame(right.sort("unique_id"), new / "crimes.parquet")
    write_frame(pairs, new / "pairs.parquet")
    (new / "model.json").write_text(model.to_json())
    return pairs


def _remembered(
    left: pl.DataFrame, right: pl.DataFrame, model: LinkageModel, old: Path | None
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, pl.DataFrame] | None:
    if old is None or not (old / "pairs.parquet").is_file() or (old / "model.json").read_text() != model.to_json():
        return None
    before_left, before_right = pl.read_parquet(old / "reports.parquet"), pl.read_parquet(old / "crimes.parquet")
    if before_left.schema != left.schema or before_right.schema != right.schema:
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


def _unchanged(now: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that stood before as they stand now, in every column."""
    content = before.hash_rows(seed=1).alias("content")
    marked = now.with_columns(now.hash_rows(seed=1).alias("content"))
    return marked.join(
        before.select("unique_id").with_columns(content), on=["unique_id", "content"], how="semi", maintain_order="left"
    ).drop("content")


def links_of(stated: pl.DataFrame, pairs: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return (links with probability and method, near misses) from what records state and what was scored."""
    found = assigned(pairs)
    by_reference = stated.with_columns(pl.lit(1.0).alias("probability"), pl.lit("reference").alias("method"))
    by_model = found.with_columns(pl.lit("probability").alias("method"))
    links = pl.concat([by_reference, by_model]).sort("report_id", "crime_id")
    return links, near_misses(pairs, found)
