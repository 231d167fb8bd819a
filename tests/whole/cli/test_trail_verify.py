"""`fullcount trail verify`: an export and a root are enough, and damage of any kind is told without a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fullcount.core.errors import InputError, TrailError
from fullcount.core.trail_lines import read_event, read_header
from small_trail import exported, trail

WHOLE = trail()
ROOT = WHOLE[-1].hash


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "trail.jsonl"
    path.write_text(exported(WHOLE))
    return path


def test_a_trail_that_holds(export: Path, fullcount) -> None:
    done = fullcount("trail", "verify", export, "--root", ROOT)
    assert done.exit_code == 0, done.output
    assert "The trail of desk holds: 12 event(s)" in done.stdout
    assert "2 payload(s) were erased" in done.stdout


def test_as_json(export: Path, fullcount) -> None:
    done = fullcount("trail", "verify", export, "--root", WHOLE[8].hash.upper(), "--format", "json")
    found = json.loads(done.stdout)
    assert (found["holds"], found["events"], found["covered_by_a_root"], found["head"]) == (True, 12, 9, ROOT)


def test_another_root_is_told(export: Path, fullcount) -> None:
    done = fullcount("trail", "verify", export, "--root", "0" * 64, "--format", "json")
    assert done.exit_code == TrailError.exit_code
    assert json.loads(done.stdout)["holds"] is False
    assert "is the hash of no event here" in done.stderr


def test_what_is_read_is_what_was_written(export: Path) -> None:
    lines = export.read_text().splitlines()
    assert (read_header(lines[0]).events, [read_event(line) for line in lines[1:]]) == (12, WHOLE)


DAMAGED = {
    "is not JSON": lambda line: line[:-3],
    "lacks a field": lambda line: line.replace('"actor"', '"actr"'),
    "has a field twice": lambda line: line.replace('"verb"', '"number": 7, "verb"'),
    "has a number that is none": lambda line: line.replace('"number": 3', '"number": true'),
    "is of none of the six kinds": lambda line: line.replace('"kind": "consultation"', '"kind": "glance"'),
    "should be text": lambda line: line.replace('"actor": "a1"', '"actor": 1'),
    "payload or a salt": lambda line: line.replace('"payload": {', '"payload": [{').replace('}, "salt"', '}], "salt"'),
    "is nested too deeply": lambda line: line.replace('"payload": {', '"payload": {"a": ' + "[" * 99_999),
    "number that is none": lambda line: line.replace('"payload": {', '"payload": {"a": NaN, '),
    "is not an object": lambda line: "[1]",
    "was changed": lambda line: line.replace('"actor": "a1"', '"actor": "a2"'),
    "has another payload than": lambda line: line.replace("because 3", "because \udcff"),
    "another payload": lambda line: line.replace("because 3", "because 4"),
}


@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_line_is_told_by_its_number(what: str, export: Path, fullcount) -> None:
    lines = export.read_text().splitlines(keepends=True)
    changed = DAMAGED[what](lines[3].rstrip("\n")) + "\n"
    assert changed != lines[3]
    export.write_text("".join([*lines[:3], changed, *lines[4:]]), errors="surrogateescape")
    done = fullcount("trail", "verify", export, "--root", ROOT)
    assert done.exit_code == TrailError.exit_code
    assert what in done.stderr
    assert "because" not in done.stderr


def test_a_line_without_an_end_is_no_trouble(export: Path, fullcount) -> None:
    lines = export.read_text().splitlines(keepends=True)
    export.write_text("".join([*lines[:3], "x" * 9_000_000, "\n", *lines[3:]]))
    done = fullcount("trail", "verify", export, "--root", ROOT)
    assert "is too long for an event" in done.stderr


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "line 1 is not JSON"),
        (b"{}\n", "is not the header"),
        (b"\xff\xfe\n", "line 1 is not JSON"),
        (exported(WHOLE).replace("fullcount-trail/1", "fullcount-trail/2").encode(), "is not the header"),
        (exported(WHOLE).replace('"events": 12', '"events": -1').encode(), "no count"),
    ],
)
def test_a_file_that_is_no_export(content: bytes, what: str, tmp_path: Path, fullcount) -> None:
    (tmp_path / "other").write_bytes(content)
    done = fullcount("trail", "verify", tmp_path / "other", "--root", ROOT)
    assert (done.exit_code, done.stdout) == (InputError.exit_code, "")
    assert what in done.stderr


def test_a_root_is_needed_and_is_a_hash(export: Path, fullcount) -> None:
    assert "Missing option '--root'" in fullcount("trail", "verify", export).stderr
    assert "64 hexadecimal digits" in fullcount("trail", "verify", export, "--root", "abc").stderr


def test_neither_the_web_application_nor_a_database_is_imported(export: Path) -> None:
    code = (
        "import sys\nfrom click.testing import CliRunner\nfrom fullcount.cli import main\n"
        f"done = CliRunner().invoke(main, ['trail', 'verify', {str(export)!r}, '--root', {ROOT!r}])\n"
        "assert done.exit_code == 0, done.output\n"
        "print([name for name in ('django', 'sqlite3', 'psycopg', 'duckdb', 'polars') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
