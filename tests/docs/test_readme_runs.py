"""The commands of the README run, one after the other, as a new user gives them."""

import shlex
import shutil
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner
from documents import ROOT, commands

from fullcount.cli import main
from fullcount.pipeline.simulated import write_force
from fullcount.simulate.force import Wanted

PACKS = ROOT / "src" / "fullcount" / "rulebook" / "packs"
ANSWERS = "2026-05-04\n\n1\n1\n.\n"


def test_the_commands_of_the_readme_run_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_force(tmp_path / "simulated", Wanted(200, 1))
    (tmp_path / "EXTRACTS").mkdir()
    for path in (tmp_path / "simulated").glob("*.csv"):
        if path.name != "codes.csv":
            shutil.copy(path, tmp_path / "EXTRACTS")
    Path("CASE.json").write_text('{"reported_at": "2026-05-04", "facts": {"violence_used": true}}', encoding="utf-8")
    done = []
    for words in commands(ROOT / "README.md"):
        if words[0] != "fullcount":
            continue
        if "REPORT_ID" in words:
            number = pl.read_parquet("out/ledger.parquet")["report_id"][0]
            words = [number if word == "REPORT_ID" else word for word in words]  # noqa: PLW2901
        words = [str(PACKS / "crr-2026-27") if word == "PACK" else word for word in words]  # noqa: PLW2901
        if words[1] == "simulate":  # a small force is enough to see that the commands run
            words = [*words, "--reports", "300"]  # noqa: PLW2901
        result = CliRunner().invoke(main, words[1:], input=ANSWERS, catch_exceptions=False)
        assert result.exit_code == 0, f"{shlex.join(words)}: {result.output}"
        done.append(words[1])
        if words[1] == "init":  # the draft is read and completed by a person: here by the simulator's own files
            for name in ("force.toml", "codes.csv"):
                shutil.copy(tmp_path / "simulated" / name, tmp_path / "FOLDER" / name)
    assert done == [
        "simulate",
        "run",
        "truth",
        "init",
        "check",
        "run",
        "explain",
        "fit",
        "audit",
        "audit",
        "interview",
        "decide",
        "rules",
        "rules",
    ]
    assert sorted(path.name for path in Path("out").iterdir()) == sorted(
        [".store", "crime_ledger.parquet", "fairness.csv", "findings.csv", "index.html", "ledger.parquet",
         "links.parquet", "misclassified.csv", "near_misses.parquet", "quarantine.csv", "reclassified.csv",
         "result.json", "signals.csv",
         "to_read.csv"]
    )  # fmt: skip


def test_every_file_that_a_run_writes_is_described_with_its_columns(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "store.md").read_text(encoding="utf-8")
    write_force(tmp_path / "force", Wanted(60, 1))
    done = CliRunner().invoke(main, ["run", str(tmp_path / "force"), "--out", str(tmp_path / "out")])
    assert done.exit_code == 0
    for path in sorted((tmp_path / "out").iterdir()):
        if path.name.startswith("."):
            continue
        line = next(line for line in page.splitlines() if line.startswith(f"| `{path.name}`"))
        if path.name in {"ledger.parquet", "crime_ledger.parquet", "links.parquet"}:
            assert ", ".join(pl.read_parquet_schema(path)) in line, path.name
