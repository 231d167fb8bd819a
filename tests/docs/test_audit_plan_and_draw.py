"""The commands of docs/audit/plan-and-draw.md run, one after the other."""

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from documents import ROOT, blocks

from fullcount.cli import main
from fullcount.pipeline.simulated import write_force
from fullcount.simulate.force import Wanted


def test_the_commands_of_the_page_run_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_force(tmp_path / "force", Wanted(1_500, 1, people=False))
    done = CliRunner().invoke(main, ["run", "force", "--out", "out", "--quiet"], catch_exceptions=False)
    assert done.exit_code == 0
    page = (ROOT / "docs" / "audit" / "plan-and-draw.md").read_text(encoding="utf-8")
    shown = [shlex.split(line) for line in blocks(page)]
    assert [words[2] for words in shown] == ["frame", "plan", "seal", "draw", "draw", "draw"]
    for words in shown:
        assert words[0] == "fullcount"
        result = CliRunner().invoke(main, words[1:], catch_exceptions=False)
        assert result.exit_code == 0, f"{shlex.join(words)}: {result.output}"
    for name in ("plan.svg", "seal.json", "sample.csv", "sample.second.csv", "manifest.json", "drawn.parquet"):
        assert Path(name).stat().st_size > 0, name
