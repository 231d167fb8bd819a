"""What stops a run: it is told on one page, without a traceback, with the exit code of its kind."""

import gzip
from pathlib import Path

import pytest
from click.testing import CliRunner

from fullcount.cli import main

TOML = """
[force]
name = "Small Police"
[codes]
table = "codes.csv"
[extracts.reports]
files = ["reports*"]
[extracts.reports.columns]
report_id = "Incident No"
reported_at = { column = "Reported", formats = ["%d/%m/%Y %H:%M"] }
"""
SOUND = b"Incident No,Reported\nI1,12/05/2026 09:30\n"


@pytest.mark.parametrize(
    ("name", "raw", "said", "code"),
    [
        ("reports.csv", SOUND, "", 0),
        ("reports.csv", b"", "", 0),
        ("reports.csv", SOUND + b"I2,yesterday\nragged,row,here\n\xff,\n", "", 0),
        ("other.csv", SOUND, "no file matches 'reports*'", 2),
        ("reports.csv", b"Number,Reported\n1,12/05/2026 09:30\n", "no file has Incident No", 2),
        ("reports.csv.gz", gzip.compress(SOUND, mtime=0)[:-6], "damaged, cut short", 3),
        ("reports.parquet", b"PAR1", "damaged", 3),
        ("reports.csv", b"Incident\x00No,Reported\n", "is not a text file", 3),
        ("reports.json", b'[{"Incident No": "I1"}]', "is one JSON array", 3),
    ],
)
def test_what_is_told_and_how_the_program_ends(tmp_path: Path, name: str, raw: bytes, said: str, code: int):
    (tmp_path / "force.toml").write_text(TOML)
    (tmp_path / "codes.csv").write_text("kind,code,means,note\n")
    (tmp_path / name).write_bytes(raw)
    result = CliRunner().invoke(main, ["run", str(tmp_path), "--out", str(tmp_path / "out"), "--quiet"])
    assert result.exit_code == code, result.output
    assert said in result.output
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
