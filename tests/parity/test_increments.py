"""A run from scratch equals the increments, byte for byte, given the same frozen model and as-at day."""

import csv
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from fullcount.pipeline.run import RunRequest, run
from fullcount.pipeline.store import RESULTS

DAYS = ("2025-05-01", "2025-09-01", "2026-02-01")
AS_AT = date(2026, 1, 1)


def results(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in RESULTS}


def split_by_export(source: Path, force: Path, upto: int) -> None:
    """Write the force's extracts as they would have stood after `upto` exports: one file an export."""
    force.mkdir(exist_ok=True)
    for name in ("force.toml", "codes.csv"):
        shutil.copy(source / name, force / name)
    for path in sorted(set(source.glob("*.csv")) - {source / "codes.csv"}):
        name = path.name
        with path.open(newline="") as stream:
            header, *rows = list(csv.reader(stream))
        stamp = header.index("Extracted") if "Extracted" in header else None
        for number in range(upto):
            low, high = ("" if number == 0 else DAYS[number - 1]), DAYS[number]
            part = [
                row
                for row in rows
                if (stamp is None and number == 0) or (stamp is not None and low < iso(row[stamp]) <= high)
            ]
            with (force / f"{Path(name).stem}-{number}.csv").open("w", newline="") as stream:
                csv.writer(stream).writerows([header, *part])


def iso(uk: str) -> str:
    day, month, year = uk[:10].split("/")
    return f"{year}-{month}-{day}"


@pytest.fixture(scope="module")
def grown(simulated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path, Path]]:
    """A force that grew over three exports, the result that grew with it, and the model frozen at the first."""
    base = tmp_path_factory.mktemp("grown")
    force, out = base / "force", base / "out"
    for upto in (1, 2, 3):
        split_by_export(simulated, force, upto)
        run(RunRequest(force, out, as_at=AS_AT))
    yield force, out, out / ".store" / "current" / "linking" / "model.json"


def test_the_exports_hold_republished_rows(grown: tuple[Path, Path, Path]) -> None:
    """Otherwise the next test would prove little: some reports stand in more than one export, changed."""
    loaded = {row["table"]: row for row in run(RunRequest(grown[0], grown[1], as_at=AS_AT)).result["loaded"]}
    assert loaded["reports"]["changed"] > 0


def test_scratch_equals_increments(grown: tuple[Path, Path, Path], tmp_path: Path) -> None:
    force, out, model = grown
    score = out / ".store" / "current" / "score" / "score.json"
    run(RunRequest(force, tmp_path / "scratch", as_at=AS_AT, model=model, score=score))
    assert results(tmp_path / "scratch") == results(out)


def test_two_runs_give_the_same_bytes(simulated: Path, tmp_path: Path) -> None:
    run(RunRequest(simulated, tmp_path / "one"))
    run(RunRequest(simulated, tmp_path / "two"))
    assert results(tmp_path / "one") == results(tmp_path / "two")
    trees = [
        {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        for out in (tmp_path / "one", tmp_path / "two")
    ]
    assert trees[0] == trees[1]


def test_a_run_with_nothing_new_changes_nothing(simulated: Path, tmp_path: Path) -> None:
    first = run(RunRequest(simulated, tmp_path / "out"))
    before = results(tmp_path / "out")
    again = run(RunRequest(simulated, tmp_path / "out"))
    assert (first.was_current, again.was_current) == (False, True)
    assert results(tmp_path / "out") == before


def test_another_as_at_gives_another_result(grown: tuple[Path, Path, Path], tmp_path: Path) -> None:
    force, out, model = grown
    run(RunRequest(force, tmp_path / "earlier", as_at=date(2025, 6, 1), model=model))
    assert results(tmp_path / "earlier")["ledger.parquet"] != results(out)["ledger.parquet"]
