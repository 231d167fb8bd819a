"""A simulated force is written whole, with its truth beside it, and never over anything of anybody else."""

import shutil
from pathlib import Path

import polars as pl
import pytest

from fullcount.core.errors import StoreError
from fullcount.pipeline.config import read_config
from fullcount.pipeline.simulated import write_force
from fullcount.simulate.force import Wanted


def test_a_force_is_what_run_takes(tmp_path: Path) -> None:
    said: list[str] = []
    write_force(tmp_path / "f", Wanted(40, 1), said.append)
    config = read_config(tmp_path / "f")
    assert set(config.extracts) >= {"reports", "crimes", "calls", "audit_reviews", "outcomes", "roster", "promises"}
    files = {path.name for path in (tmp_path / "f").glob("*.csv")} - {"codes.csv"}
    assert len(files) == len(config.extracts)
    assert pl.read_csv(tmp_path / "f" / "reports.csv", infer_schema=False).height >= 40
    assert list((tmp_path / "f" / "truth").glob("*.parquet"))
    assert said


def test_nothing_but_a_simulated_force_is_written_over(tmp_path: Path) -> None:
    write_force(tmp_path, Wanted(10, 1, people=False))
    write_force(tmp_path, Wanted(20, 1, people=False))
    for name, text in (("force.toml", '[force]\nname = "A real force"\n'), ("force.toml", None)):
        path = tmp_path / name
        path.unlink() if text is None else path.write_text(text)
        before = (tmp_path / "reports.csv").read_bytes()
        with pytest.raises(StoreError, match="is not empty"):
            write_force(tmp_path, Wanted(30, 1, people=False))
        assert (tmp_path / "reports.csv").read_bytes() == before


def test_a_file_of_somebody_elses_in_a_simulated_force_is_never_lost(tmp_path: Path) -> None:
    write_force(tmp_path / "f", Wanted(10, 1, people=False))
    for foreign in (tmp_path / "f" / "notes.txt", tmp_path / "f" / "truth" / "notes.txt"):
        foreign.write_text("mine")
        with pytest.raises(StoreError, match="is not empty"):
            write_force(tmp_path / "f", Wanted(20, 1, people=False))
        assert foreign.read_text() == "mine"
        foreign.unlink()


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("moment", range(3))
def test_a_kill_at_any_rename_leaves_a_whole_force_and_no_remains(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    """A process that dies between two renames: the next one puts back what stood aside and clears what was left."""
    folder = tmp_path / "f"
    write_force(folder, Wanted(10, 1, people=False))
    before = contents(folder)
    dead = 2**22 + 1  # no process has this number
    renames = 0
    rename = Path.rename

    class Killed(BaseException):
        pass

    def dying(path: Path, target: Path) -> Path:
        nonlocal renames
        if renames == moment:
            raise Killed
        renames += 1
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr("os.getpid", lambda: dead)
        patch.setattr(Path, "rename", dying)
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)
        if moment < 2:
            with pytest.raises(Killed):
                write_force(folder, Wanted(20, 2, people=False))
        else:
            write_force(folder, Wanted(20, 2, people=False))
    if moment == 0:
        assert contents(folder) == before
    write_force(folder, Wanted(30, 3, people=False))
    assert [path.name for path in tmp_path.iterdir()] == ["f"]
    assert pl.read_parquet(folder / "truth" / "reports.parquet").height == 30


def test_a_force_moved_aside_by_a_killed_process_comes_back_when_the_next_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "f"
    write_force(folder, Wanted(10, 1, people=False))
    (folder / "notes.txt").write_text("mine")
    folder.rename(tmp_path / f".f.{2**22 + 1}.old")
    with pytest.raises(StoreError, match="is not empty"):
        write_force(folder, Wanted(20, 1, people=False))
    assert (folder / "notes.txt").read_text() == "mine"
