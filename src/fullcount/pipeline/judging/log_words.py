"""The words of logs in which a number of the force's own stands: all that linking needs of the text."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from fullcount.linking.forms import pattern_of, shapes
from fullcount.pipeline.intake.assemble import PART
from fullcount.pipeline.intake.parts import Part
from fullcount.pipeline.intake.readers.batch import ROW

LOOKED_AT = 5000
"""So many crime numbers, spread over all, are looked at to learn how the force writes them."""


def words_with_numbers(parts: Sequence[Part], folder: Path, reports: pl.DataFrame, numbers: pl.Series) -> pl.DataFrame:
    """Return (key, text) of the logs that name no crime in a field and whose words hold what looks like one's number.

    reports: report_id, crime_ref and which row of which part is believed. numbers: the numbers of crimes.
    """
    pattern = pattern_of(shapes(numbers.gather_every(max(1, len(numbers) // LOOKED_AT)).to_list()))
    found = [pl.DataFrame(schema={"key": pl.String, "text": pl.String})]
    if pattern is not None and {ROW, PART} <= set(reports.columns):
        unnamed = reports.filter(pl.col("crime_ref").is_null()).select(pl.col("report_id").alias("key"), ROW, PART)
        for number, part in enumerate(parts):
            rows = pl.scan_parquet(folder / f"{part.key}.rows.parquet").select(ROW, "text")
            said = rows.filter(pl.col("text").str.contains(pattern)).collect()
            mine = unnamed.filter(pl.col(PART) == number)
            found.append(mine.join(said, on=ROW, how="inner").select("key", "text"))
    return pl.concat(found)
