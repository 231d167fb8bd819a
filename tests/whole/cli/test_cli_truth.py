"""`fullcount truth`: what it prints, in each form, and how it refuses."""

import csv
import io
import json
from pathlib import Path

import pytest

from small_truth import SECRET, small_truth


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory, fullcount) -> tuple[Path, Path]:
    """A small force with its truth, and the result of a run on it."""
    folder = tmp_path_factory.mktemp("truth")
    force = small_truth(folder / "force")
    assert fullcount("run", force, "--out", folder / "out", "--quiet").exit_code == 0
    return force, folder / "out"


def test_the_table_is_one_screen_wide_and_says_every_part(planted: tuple[Path, Path], fullcount) -> None:
    said = fullcount("truth", planted[0], "--out", planted[1])
    assert (said.exit_code, said.stderr) == (0, "")
    lines = said.stdout.splitlines()
    assert max(map(len, lines)) <= 100
    for number in range(1, 9):
        assert any(line.startswith(f"{number}. ") for line in lines), number
    (row,) = [line for line in lines if line.startswith("    wrong-assessment ")]
    assert row.split()[1:6] == ["3", "1", "1", "0", "1"]
    assert "links: all" in said.stdout
    assert "No recording rate" in said.stdout
    assert "[REC-OPENED-CLOSED-AS-NONE]" in said.stdout
    assert "calls that were never logged: truth/calls.parquet is not there" in said.stdout
    assert SECRET.split()[-1] not in said.stdout


def test_json_and_csv_hold_the_same_figures(planted: tuple[Path, Path], fullcount) -> None:
    found = json.loads(fullcount("truth", planted[0], "--out", planted[1], "--format", "json").stdout)
    rows = list(
        csv.DictReader(io.StringIO(fullcount("truth", planted[0], "--out", planted[1], "--format", "csv").stdout))
    )
    told = {(row["section"], row["name"], row["figure"]): row["value"] for row in rows}
    assert len(told) == len(rows)
    for row in found["mechanisms"]:
        name = "/".join(part for part in (row["should_be"], row["name"]) if part)
        assert told["mechanisms", name, "planted"] == str(row["planted"])
        assert told["mechanisms", name, "recall.estimate"] == str(row["recall"]["estimate"])


def test_headings_stand_out_on_a_terminal(planted: tuple[Path, Path], monkeypatch, capsys) -> None:
    from fullcount.cli import truth
    from fullcount.pipeline.beside_truth.compare import beside_truth

    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    truth._show(beside_truth(*planted))
    said = capsys.readouterr().out
    assert "\x1b[1m4. Crimes and links\x1b[0m" in said


def test_what_cannot_be_compared_is_refused_with_its_own_code(
    planted: tuple[Path, Path], tmp_path: Path, fullcount
) -> None:
    other = small_truth(tmp_path / "other")
    assert fullcount("truth", other, "--out", tmp_path / "none").exit_code == 5
    with (other / "reports.csv").open("a", encoding="utf-8") as stream:
        stream.write("R0050,2026-03-10 10:00:00,NOISE,NOISE,,,,,,,\n")
    refused = fullcount("truth", other, "--out", planted[1])
    assert (refused.exit_code, refused.stdout) == (5, "")
    assert "was not made from the force" in refused.stderr
    assert "run it again" in refused.stderr
    no_truth = fullcount("truth", tmp_path, "--out", planted[1])
    assert (no_truth.exit_code, no_truth.stdout) == (3, "")
    assert "only a force made by fullcount simulate has a truth" in no_truth.stderr
