"""`fullcount nation`: each force by itself, and their counts together."""

import json
from pathlib import Path

from click.testing import CliRunner

from fullcount.cli import main
from small_force import report, write_small_force


def asked(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["nation", *words])
    return result.exit_code, result.stdout


def test_counts_are_added_up_and_each_force_has_its_own_result(tmp_path: Path) -> None:
    for name, count in (("ayshire", 2), ("beeshire", 3)):
        write_small_force(tmp_path / "in" / name, reports=[report(n, opening_code="NOISE") for n in range(count)])
    code, said = asked(str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--format", "json", "--quiet")
    result = json.loads(said)
    assert code == 0
    assert [(force["force"], force["reports"]) for force in result["forces"]] == [("ayshire", 2), ("beeshire", 3)]
    assert result["total"]["reports"] == 5 == sum(result["total"]["report_states"].values())
    assert (tmp_path / "out" / "beeshire" / "index.html").is_file()
    assert json.loads((tmp_path / "out" / "nation.json").read_text()) == result


def test_a_force_that_cannot_be_run_is_named_and_the_exit_code_says_so(tmp_path: Path) -> None:
    write_small_force(tmp_path / "in" / "ayshire", reports=[report()])
    (tmp_path / "in" / "beeshire").mkdir()
    (tmp_path / "in" / "beeshire" / "force.toml").write_text("[force]\n")
    code, said = asked(str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--quiet")
    assert code == 1
    assert "beeshire" in said and "not run" in said and "ayshire" in said


def test_a_folder_without_a_force_is_a_mistake(tmp_path: Path) -> None:
    assert asked(str(tmp_path), "--out", str(tmp_path / "out"))[0] == 2
