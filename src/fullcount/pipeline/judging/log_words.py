"""What linking needs of the words of logs: the force's own numbers in them, and the victims' names and numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from fullcount.linking.forms import pattern_of, shapes
from fullcount.linking.words import named_in_words
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


@dataclass(frozen=True, slots=True)
class Words:
    """Where the words of logs stand, and what records say of people. reports: report_id, surname, phone and which row
    of which part is believed; crimes: crime_id, surname, phone."""

    parts: Sequence[Part]
    folder: Path
    reports: pl.DataFrame
    crimes: pl.DataFrame

    def named(self, pairs: pl.DataFrame) -> pl.Series:
        """Return of each pair (report_id, crime_id) whether the words name the crime's victim where no field does."""
        people = self.crimes.select("crime_id", pl.col("surname").alias("surname_r"), pl.col("phone").alias("phone_r"))
        people = people.filter(pl.col("surname_r").is_not_null() | pl.col("phone_r").is_not_null())
        wanted = pairs.select("report_id", "crime_id").join(people, on="crime_id", how="inner")
        told = self._texts(wanted).join(wanted, on="report_id", how="inner")
        found = told.filter(named_in_words(told)).select("report_id", "crime_id", pl.lit(value=True).alias("in_words"))
        marked = pairs.join(found, on=["report_id", "crime_id"], how="left", maintain_order="left")
        return marked.get_column("in_words").fill_null(value=False)

    def _texts(self, wanted: pl.DataFrame) -> pl.DataFrame:
        """Return (report_id, surname, phone, text) of the reports that stand in `wanted`."""
        mine = self.reports.join(wanted, on="report_id", how="semi")
        found = [mine.select("report_id", "surname", "phone", pl.lit(None, pl.String).alias("text")).clear()]
        for number, part in enumerate(self.parts):
            here = mine.filter(pl.col(PART) == number)
            rows = pl.scan_parquet(self.folder / f"{part.key}.rows.parquet").select(ROW, "text")
            said = rows.filter(pl.col(ROW).is_in(here[ROW].implode()) & pl.col("text").is_not_null()).collect()
            found.append(here.join(said, on=ROW, how="inner").select("report_id", "surname", "phone", "text"))
        return pl.concat(found)
