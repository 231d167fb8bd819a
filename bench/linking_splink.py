"""Splink's own predict and assignment on given sides, with a given model: what Fullcount is set beside."""

import logging
import time

import polars as pl

from fullcount.linking.assignment import assigned
from fullcount.linking.model import LinkageModel, splink_settings


def by_splink(
    left: pl.DataFrame, right: pl.DataFrame, model: LinkageModel, *, own: bool
) -> tuple[pl.DataFrame, float, float]:
    """Return the links (report_id, crime_id), when scoring was done and when all began.

    own: by Splink's single best links at one half; else by our assignment.
    """
    import duckdb
    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.CRITICAL)
    comparisons, blocks = model.parts()
    begun = time.monotonic()
    api = DuckDBAPI(duckdb.connect())
    given = [
        api.register(frame.to_arrow(compat_level=pl.CompatLevel.oldest()), dataset_display_name=name)
        for name, frame in (("a_reports", left), ("b_crimes", right))
    ]
    settings = splink_settings(comparisons, blocks, model)
    linker = Linker(given, settings, log_level=logging.CRITICAL, validate_settings=False)
    found = linker.inference.predict(threshold_match_probability=0.01)
    if own:
        scored = time.monotonic()
        best = linker.clustering.cluster_using_single_best_links(
            found, duplicate_free_datasets=["a_reports", "b_crimes"], threshold_match_probability=0.5
        )
        clusters = best.as_duckdbpyrelation().select("cluster_id, source_dataset, unique_id").pl()
        mine, theirs = (clusters.filter(pl.col("source_dataset") == name) for name in ("a_reports", "b_crimes"))
        joined = mine.join(theirs, on="cluster_id", how="inner", suffix="_r")
        return joined.select(report_id="unique_id", crime_id="unique_id_r"), scored, begun
    pairs = found.as_duckdbpyrelation().select("unique_id_l, unique_id_r, match_probability, match_weight").pl()
    scored = time.monotonic()
    pairs = pairs.rename({"unique_id_l": "report_id", "unique_id_r": "crime_id", "match_weight": "weight"})
    pairs = pairs.with_columns(pl.col("match_probability").alias("probability"), pl.lit(None).alias("gap"))
    return assigned(pairs), scored, begun
