"""The words of logs looked up for the pairs that need them: in the part and row that is believed, each pair once."""

import polars as pl
import pytest

from fullcount.pipeline.intake.assemble import PART
from fullcount.pipeline.intake.parts import Part, PartCounts
from fullcount.pipeline.intake.readers.batch import ROW
from fullcount.pipeline.intake.sources import SourceFile
from fullcount.pipeline.judging.log_words import Words, words_with_numbers

TEXTS = {
    "one": [(1, "caller for Jane Smith, ring 07700 900001"), (2, None), (3, "crime 77CR/0000042/26 entered")],
    "two": [(1, "smith seen"), (2, "nothing of note, ring 07700 900002")],
}


@pytest.fixture()
def given(tmp_path):
    """Return the parts, their folder and five reports, R1 to R5, in the order of their rows."""
    parts, rows = [], []
    for number, (key, texts) in enumerate(TEXTS.items()):
        parts.append(Part(SourceFile("reports", key, tmp_path / key, 0, ""), key, PartCounts()))
        frame = pl.DataFrame(texts, schema={ROW: pl.UInt32, "text": pl.String}, orient="row")
        frame.write_parquet(tmp_path / f"{key}.rows.parquet")
        rows += [(row, number) for row, _ in texts]
    reports = pl.DataFrame(rows, schema={ROW: pl.UInt32, PART: pl.UInt32}, orient="row").with_columns(
        pl.format("R{}", pl.int_range(1, pl.len() + 1)).alias("report_id"),
        pl.lit(None, pl.String).alias("surname"), pl.lit(None, pl.String).alias("phone"),
        pl.lit(None, pl.List(pl.String)).alias("crime_ref"),
    )  # fmt: skip
    return parts, tmp_path, reports


def test_whom_the_words_name(given):
    people = [("C1", "Smith", None), ("C2", None, "07700900002"), ("C3", None, None)]
    crimes = pl.DataFrame(people, schema=["crime_id", "surname", "phone"], orient="row")
    pairs = [("R1", "C1"), ("R2", "C1"), ("R4", "C1"), ("R5", "C1"), ("R5", "C2"), ("R1", "C2"), ("R1", "C3")]
    frame = pl.DataFrame(pairs, schema=["report_id", "crime_id"], orient="row")
    parts, folder, reports = given
    named = Words(parts, folder, reports, crimes).named(frame)
    assert named.to_list() == [True, False, True, False, True, False, False]
    assert Words(parts, folder, reports, crimes).named(frame.clear()).is_empty()
    own = reports.with_columns(surname=pl.lit("SMITH"))
    assert Words(parts, folder, own, crimes).named(frame)[0] is False


def test_logs_that_hold_a_number_of_the_forces_own(given):
    numbers = pl.Series([f"77CR/{number:07}/26" for number in range(100)])
    parts, folder, reports = given
    found = words_with_numbers(parts, folder, reports, numbers)
    assert found.rows() == [("R3", "crime 77CR/0000042/26 entered")]
    named = reports.with_columns(crime_ref=pl.lit(["77CR/0000001/26"]))
    assert words_with_numbers(parts, folder, named, numbers).is_empty()
    assert words_with_numbers(parts, folder, reports, pl.Series([], dtype=pl.String)).is_empty()
