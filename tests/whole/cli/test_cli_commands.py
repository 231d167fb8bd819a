"""The other commands: check, init, explain, fit, simulate, dictionary; and the command line as a process."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import polars as pl
import pytest

from fullcount.cli import main
from fullcount.cli.root import COMMANDS
from fullcount.core.tables import TABLES
from small_force import crime, report, write_small_force


def test_check_says_what_a_run_would_set_aside_and_writes_nothing(force: Path, fullcount) -> None:
    before = sorted((path.name, path.stat().st_mtime_ns) for path in force.rglob("*"))
    found = fullcount("check", force)
    assert found.exit_code == 0
    assert re.search(r"reports.csv: 3\d\d rows, 0 would be quarantined", found.stdout)
    assert "Nothing stands in the way of a run." in found.stdout
    body = json.loads(fullcount("check", force, "--format", "json").stdout)
    assert body["faults"] == []
    assert len(body["files"]) == len([path for path in force.glob("*.csv") if path.name != "codes.csv"])
    assert sorted((path.name, path.stat().st_mtime_ns) for path in force.rglob("*")) == before


def test_check_tells_all_faults_and_exits_with_their_code(tmp_path: Path, fullcount) -> None:
    folder = write_small_force(tmp_path / "f", reports=[report(1, opening_code="WHAT")], crimes=[])
    toml = (folder / "force.toml").read_text().replace('"Opened"', '"Opening"').replace('"crimes.csv"', '"none.csv"')
    (folder / "force.toml").write_text(toml)
    (folder / "codes.csv").write_text("kind,code,means\nsort,A,8N\ntype,B,9999Z\n")
    found = fullcount("check", folder, "--format", "json")
    assert found.exit_code == 2
    told = "\n".join(f"{fault['where']}: {fault['what']}" for fault in json.loads(found.stdout)["faults"])
    for words in ("Opening", "none.csv", "'sort'", "'9999Z'"):
        assert words in told


def test_init_drafts_what_check_reads(force: Path, tmp_path: Path, fullcount) -> None:
    for name in ("reports.csv", "crimes.csv", "calls.csv"):
        (tmp_path / "data").mkdir(exist_ok=True)
        shutil.copy(force / name, tmp_path / "data" / name)
    folder = tmp_path / "new"
    drafted = fullcount("init", folder, "--data", tmp_path / "data")
    assert drafted.exit_code == 0, drafted.stderr
    assert "Could not tell:" in drafted.stdout
    assert f"fullcount check {folder} --data {tmp_path / 'data'}" in drafted.stdout
    assert (folder / "codes.csv").read_text().startswith("kind,code,means,note")
    checked = fullcount("check", folder, "--data", tmp_path / "data")
    assert checked.exit_code in (0, 2)
    again = fullcount("init", folder, "--data", tmp_path / "data")
    assert again.exit_code == 2, "a folder is never drafted over"
    assert "exists already" in again.stderr


def test_explain_tells_the_state_of_every_kind_of_entry(out: Path, fullcount) -> None:
    ledger = pl.read_parquet(out / "ledger.parquet").sort("report_id")
    for row in ledger.unique(["state", "reason"], keep="first", maintain_order=True).iter_rows(named=True):
        told = fullcount("explain", row["report_id"], "--out", out)
        assert told.exit_code == 0
        assert told.stdout.startswith(f"Report {row['report_id']}: {row['state']}\n")
        assert f"({row['reason']})" in told.stdout
        assert "What came in" in told.stdout
        assert "decided by" in told.stdout
        story = json.loads(fullcount("explain", row["report_id"], "--out", out, "--format", "json").stdout)
        assert story["entry"]["state"] == row["state"]


def test_explain_says_when_another_program_made_the_result(tmp_path: Path, fullcount) -> None:
    folder = write_small_force(tmp_path / "f", reports=[report(1, opening_code="ASLT")])
    assert fullcount("run", folder, "--out", tmp_path / "out").exit_code == 0
    result = tmp_path / "out" / ".store" / "current" / "results" / "result.json"
    body = json.loads(result.read_text())
    body["receipt"]["code"]["sha256"] = "0" * 64
    result.write_text(json.dumps(body))
    assert "another version of the program" in fullcount("explain", "R0001", "--out", tmp_path / "out").stdout


def test_fit_freezes_a_model_that_run_then_names(force: Path, tmp_path: Path, fullcount) -> None:
    model = tmp_path / "linkage.json"
    fitted = fullcount("fit", force, "--model", model)
    assert fitted.exit_code == 0, fitted.stderr
    assert f"Fitted and frozen: {model}" in fitted.stdout
    first = model.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["linkage.json"]
    assert fullcount("fit", force, "--model", model).exit_code == 0
    assert model.read_bytes() == first, "the same extracts and seed give the same model"
    run = fullcount("run", force, "--out", tmp_path / "out", "--model", model, "--format", "json")
    assert json.loads(run.stdout)["receipt"]["model"]["sha256"] is not None


def test_fit_says_when_no_model_is_needed(tmp_path: Path, fullcount) -> None:
    folder = write_small_force(tmp_path / "f", reports=[report(1)], crimes=[crime(1)], without=("surname", "place"))
    fitted = fullcount("fit", folder)
    assert fitted.exit_code == 0, fitted.stderr
    assert not (folder / "linkage.json").exists() or "Fitted" in fitted.stdout


def test_simulate_gives_the_same_bytes_for_the_same_seed(tmp_path: Path, fullcount) -> None:
    for name, seed in (("a", 4), ("b", 4), ("c", 5)):
        said = fullcount("simulate", tmp_path / name, "--reports", 30, "--seed", seed)
        assert said.exit_code == 0
        assert f"Next: fullcount run {tmp_path / name}" in said.stdout
    files = {name: {p.name: p.read_bytes() for p in (tmp_path / name).rglob("*") if p.is_file()} for name in "abc"}
    assert files["a"] == files["b"] != files["c"]
    assert fullcount("simulate", tmp_path / "a", "--reports", 30, "--seed", 5).exit_code == 0
    assert (tmp_path / "a" / "reports.csv").read_bytes() == files["c"]["reports.csv"], "ours may be written over"


def test_dictionary_has_every_column_of_every_table(fullcount) -> None:
    said = fullcount("dictionary").stdout
    for table in TABLES.values():
        section = said.split(f"\n## {table.name}\n")[1].split("\n## ")[0]
        for column in table.columns:
            assert f"| `{column.name}` | {column.kind} | {column.meaning} |" in section


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_every_option_has_help(name: str, fullcount) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.help
    for option in command.params:
        assert isinstance(option, click.Argument) or option.help, f"{name} {option.opts} has no help"
    said = fullcount(name, "--help")
    assert said.exit_code == 0
    assert f"\n  {name} " in fullcount("--help").stdout


def as_process(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "fullcount.cli", *map(str, arguments)],
        check=False, capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=120,
        env=os.environ | environment,
    )  # fmt: skip


def test_as_a_process_data_is_on_stdout_and_talk_on_stderr(tmp_path: Path) -> None:
    folder = write_small_force(tmp_path / "f", reports=[report(1, opening_code="ASLT")], crimes=[])
    run = as_process("run", folder, "--out", tmp_path / "out", "--format", "json")
    assert (run.returncode, run.stderr) == (0, "")
    assert json.loads(run.stdout)["ledger"]["population"] == 1
    missing = as_process("explain", "R2", "--out", tmp_path / "out")
    assert (missing.returncode, missing.stdout) == (7, "")
    assert missing.stderr.startswith("fullcount: no report 'R2'")


def test_as_a_process_on_a_terminal_without_the_letters(tmp_path: Path) -> None:
    folder = write_small_force(
        tmp_path / "f", reports=[report(1, opening_code="ASLT", text="He punched Zoë in the face")]
    )
    name = (folder / "force.toml").read_text(encoding="utf-8").replace("Small Police", "Zoë’s Police 👮")
    (folder / "force.toml").write_text(name, encoding="utf-8")
    for form in ("table", "json", "line"):
        run = as_process("run", folder, "--out", tmp_path / "out", "--format", form, PYTHONIOENCODING="ascii")
        assert (run.returncode, run.stderr) == (0, ""), form
    told = as_process("explain", "R0001", "--out", tmp_path / "out", PYTHONIOENCODING="ascii")
    assert (told.returncode, told.stderr) == (0, "")


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    command = f"{sys.executable} -m fullcount.cli dictionary | head -n 1"
    done = subprocess.run(["bash", "-c", command], check=False, capture_output=True, text=True, timeout=60)
    assert "Traceback" not in done.stderr
