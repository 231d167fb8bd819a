"""What `gaming` plants is found, and `steady` is left in peace: on small forces (bench/signals.py has the large)."""

from pathlib import Path

import polars as pl
import pytest

from fullcount.pipeline.run import RunRequest, run
from fullcount.pipeline.simulated import Wanted, write_force
from fullcount.simulate.scenarios.named import SCENARIOS

PLANTED = {
    "recorded-just-inside-the-limit", "closed-at-the-month's-end", "copied-closing-text",
    "injury-recorded-without-injury",
}  # fmt: skip


def signals(folder: Path, scenario: str) -> pl.DataFrame:
    write_force(folder / "force", Wanted(12_000, 31, scenario=SCENARIOS[scenario]))
    run(RunRequest(folder / "force", folder / "out"))
    return pl.read_csv(folder / "out" / "signals.csv", infer_schema=False)


@pytest.mark.timeout(300)
def test_gaming_shows_and_steady_does_not(tmp_path: Path) -> None:
    gamed = signals(tmp_path / "gaming", "gaming")
    assert set(gamed["signal"]) >= PLANTED
    assert signals(tmp_path / "steady", "steady").height <= 1
    units = set(pl.read_parquet(tmp_path / "gaming" / "out" / "ledger.parquet")["unit"].drop_nulls())
    persons = pl.read_csv(tmp_path / "gaming" / "force" / "roster.csv", infer_schema=False)
    cells = " ".join(" ".join(value or "" for value in row) for row in gamed.drop("unit", "examples").iter_rows())
    numbers = set(persons[persons.columns[0]].drop_nulls())
    assert not numbers & set(cells.replace(",", " ").split())
    named = gamed.filter(pl.col("level") == "unit")["unit"]
    assert set(named) <= units | set(
        pl.read_csv(tmp_path / "gaming" / "force" / "crimes.csv", infer_schema=False)["Team"]
    )
