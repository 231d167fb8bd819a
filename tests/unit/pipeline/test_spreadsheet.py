"""Cells that no spreadsheet calculates."""

from pathlib import Path

import polars as pl
import pytest

from fullcount.pipeline.report.spreadsheet import safe_cell, write_csv

CELLS = [
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-5", "-5"), ("-5.25", "-5.25"),
    ("-5+1|cmd", "'-5+1|cmd"), ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t'=1"), ("  =1", "'  =1"), ("\u200b=1", "' =1"), ("＝1", "'＝1"),
    ("x;=1", "x;'=1"), ("x; -1", "x; '-1"),
    ("x\n=1", "x\n'=1"), ("a=b", "a=b"), ("a-b", "a-b"), ("a\x1bb\x9bc\u202ed", "a b c d"), ("", ""), (None, ""),
    ("Zoë 👩\u200d👧 שרה", "Zoë 👩\u200d👧 שרה"), ('"=1', "'\"=1"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "safe"), CELLS)
def test_a_cell_is_text_for_every_spreadsheet(given: str | None, safe: str) -> None:
    assert pl.DataFrame({"cell": [given]}, schema={"cell": pl.String}).select(safe_cell("cell")).item() == safe


def test_every_cell_is_quoted_and_the_file_names_its_encoding(tmp_path: Path) -> None:
    write_csv(pl.DataFrame({"n": [1, None], "text": ['say "x"', "=1"]}), tmp_path / "x.csv")
    written = (tmp_path / "x.csv").read_bytes().decode("utf-8")
    assert written == '\ufeff"n","text"\r\n"1","say ""x"""\r\n"","\'=1"\r\n'


def test_an_empty_table_has_its_header(tmp_path: Path) -> None:
    write_csv(pl.DataFrame(schema={"a": pl.Int64}), tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_text(encoding="utf-8-sig") == '"a"\n'
