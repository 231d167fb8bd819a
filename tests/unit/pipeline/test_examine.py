"""`fullcount check` says everything that is wrong at once, and writes nothing."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from fullcount.cli import main
from fullcount.pipeline.prepare.examine import examine

TOML = """
[force]
name = "Small Police"
[codes]
table = "codes.csv"
[extracts.reports]
files = ["reports.csv", "gone.csv"]
[extracts.reports.columns]
report_id = "id"
reported_at = "at"
opening_code = "type"
route = "nowhere"
[extracts.crimes]
files = ["crimes.csv"]
encoding = "base64"
[extracts.crimes.columns]
crime_id = "no"
[extracts.calls]
files = ["calls.csv"]
[extracts.calls.columns]
call_id = "id"
called_at = { column = "at", formats = ["%Q"] }
"""


@pytest.fixture
def force(tmp_path: Path) -> Path:
    """A force with a fault of every kind."""
    folder = tmp_path / "force"
    folder.mkdir()
    (folder / "force.toml").write_text(TOML)
    (folder / "codes.csv").write_text("kind,code,means,note\ntype,A,no such class,\nstrange,B,8N,\n")
    (folder / "reports.csv").write_text("id,at,type\n1,2026-05-12,A\n,2026-05-12,B\n3,soon,C\n")
    (folder / "crimes.csv").write_text("no\n1\n")
    (folder / "calls.csv").write_text("id,at\n1,2026-05-12\n")
    return folder


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return every file below a folder with its content and time."""
    return {
        str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_faults_of_settings_codes_and_files_are_told_together(force: Path):
    said = "\n".join(map(str, examine(force, None, None).faults))
    for fault in (
        "no file matches 'gone.csv'",
        "encoding 'base64' is not known",
        "'no such class' is not a meaning",
        "kind 'strange'",
        "'%Q' is not a form",
    ):
        assert fault in said


def test_faults_of_the_codes_are_told_beside_those_of_force_toml(force: Path):
    (force / "force.toml").write_text(
        TOML.replace("[extracts.reports]", "[extracts.report]").replace("[extracts.reports.c", "[extracts.report.c")
    )
    said = "\n".join(map(str, examine(force, None, None).faults))
    assert "extracts.report" in said
    assert "kind 'strange'" in said


def test_once_those_are_mended_the_columns_and_rows_are_told(force: Path):
    mended = (
        TOML.replace(', "gone.csv"', "")
        .replace('encoding = "base64"\n', "")
        .replace('{ column = "at", formats = ["%Q"] }', '"at"')
    )
    (force / "force.toml").write_text(mended)
    (force / "codes.csv").write_text("kind,code,means,note\ntype,A,,\n")
    found = examine(force, None, None)
    assert [str(fault) for fault in found.faults] == [
        "extracts.reports.columns.route: no file has nowhere -> compare with the header"
    ]
    said = "\n".join(map(str, found.cautions))
    for caution in (
        "1 row(s) would be quarantined: report_id is blank",
        "is not a date and time",
        "type 'A' on 1 rows has no meaning",
        "audit_reviews",
    ):
        assert caution in said
    assert found.rows[0] == "reports.csv: 3 rows, 2 would be quarantined, 0 values set aside"


def test_nothing_is_written_and_the_exit_code_says_so(force: Path):
    before = snapshot(force)
    result = CliRunner().invoke(main, ["check", str(force)])
    assert result.exit_code == 2
    assert "Must be mended before a run" in result.output
    assert snapshot(force) == before


def test_a_sound_force_passes_and_nothing_is_written(simulated: Path):
    before = snapshot(simulated)
    result = CliRunner().invoke(main, ["check", str(simulated), "--format", "json"])
    assert result.exit_code == 0, result.output
    assert snapshot(simulated) == before


def test_no_words_of_a_report_are_told(force: Path):
    secret = "Mrs Secret of 1 Hidden Lane"
    mended = TOML.replace(', "gone.csv"', "").replace('route = "nowhere"', 'text = "log"')
    (force / "force.toml").write_text(mended)
    (force / "reports.csv").write_text(
        f'id,at,type,log\n1,2026-05-12,A,"{secret}\n2,{secret},A,x\n,2026-05-12,A,{secret}\n'
    )
    assert "Secret" not in CliRunner().invoke(main, ["check", str(force)]).output


def test_a_folder_that_is_none_is_told(tmp_path: Path):
    assert (
        "has no force.toml" in CliRunner().invoke(main, ["check", str(tmp_path)]).output
        or examine(tmp_path, None, None).faults
    )
