"""Fits a linkage model: u by Splink from random pairs, m from pairs that state their reference, else by Splink's EM."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import polars as pl

from fullcount.linking.calibration import SMOOTH, blended, prior_of, shares, tempered
from fullcount.linking.comparisons import Block, Comparison, usable
from fullcount.linking.features import present_on_both
from fullcount.linking.model import LinkageModel, splink_settings
from fullcount.pipeline.judging.scoring import levels_of

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


def m_of(
    labels: pl.DataFrame, sides: tuple[pl.DataFrame, pl.DataFrame], comparisons: Sequence[Comparison]
) -> dict[str, tuple[float, ...]]:
    """Return m by comparison from pairs that are known to match (report_id, crime_id)."""
    levels = levels_of(labels, sides, comparisons)
    found = {}
    for comparison in comparisons:
        counts = dict(levels.get_column(comparison.name).value_counts().iter_rows())
        found[comparison.name] = shares([counts.get(number, 0) for number in range(len(comparison.levels) + 1)])
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


def _smoothed(found: Mapping[str, Sequence[float]], pairs: int) -> dict[str, tuple[float, ...]]:
    """Return shares found in so many random pairs, with SMOOTH of a pair added to each level."""
    return {
        name: blended(values, [1 / len(values)] * len(values), pairs, SMOOTH * len(values))
        for name, values in found.items()
    }


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
        u = _smoothed(_levels(linker, comparisons, "u"), min(RANDOM_PAIRS, few_left.height * few_right.height))
        if labels.height >= ENOUGH_LABELS:
            m = m_of(labels, (left, right), comparisons)
            method = f"m from {labels.height} pairs that state their reference, u from random pairs (Splink)"
        else:
            expected = EXPECTED_SHARE * min(few_left.height, few_right.height)
            m = {
                name: blended(shares_, cold_start(len(shares_)), expected)
                for name, shares_ in _expected(linker, comparisons, blocks, (few_left, few_right)).items()
            }
            method = "m by expectation-maximisation, u from random pairs (Splink)"
    prior = prior_of(EXPECTED_SHARE * min(left.height, right.height), left.height, right.height)
    names = tuple(c.name for c in comparisons)
    return LinkageModel(names, tuple(b.name for b in blocks), rounded(m), rounded(u), float(f"{prior:.6g}"), method)


def rounded(by_name: Mapping[str, Sequence[float]]) -> dict[str, tuple[float, ...]]:
    """Return shares to six figures, as they are frozen."""
    return {name: tuple(float(f"{value:.6g}") for value in values) for name, values in by_name.items()}
