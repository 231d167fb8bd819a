"""A simulated force is written whole, with its truth beside it, and never over anything of anybody else."""

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
    write_force(tmp_path, Wanted(10, 1))
    write_force(tmp_path, Wanted(20, 1))
    for name, text in (("force.toml", '[force]\nname = "A real force"\n'), ("force.toml", None)):
        path = tmp_path / name
        path.unlink() if text is None else path.write_text(text)
        before = (tmp_path / "reports.csv").read_bytes()
        with pytest.raises(StoreError, match="is not empty"):
            write_force(tmp_path, Wanted(30, 1))
        assert (tmp_path / "reports.csv").read_bytes() == before
