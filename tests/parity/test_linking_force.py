"""Linking a small synthetic force as well as the issue asks, beside its truth: 35% of references missing, 5% mistyped.

The floors are those of the whole forces in `bench/linking.py`, which prints the figures; a small force is harder, since
less is learnt from it.
"""

from pathlib import Path

import polars as pl
import pytest

from fullcount.linking.methods import BY_EVENT, BY_PROBABILITY, BY_SLIP
from fullcount.pipeline.run import RunRequest, run
from fullcount.pipeline.simulated import write_force
from fullcount.simulate.force import Wanted
from fullcount.simulate.references import ReferenceFaults

PAIR = ["report_id", "crime_id"]


def shares(said: pl.DataFrame, true: pl.DataFrame) -> tuple[float, float]:
    right = said.join(true, on=PAIR, how="semi").height
    return right / said.height, right / true.height


@pytest.mark.parametrize("worse", [False, True], ids=["missing at random", "missing where recording is worse"])
def test_links_are_right_and_complete(tmp_path: Path, worse: bool) -> None:
    write_force(tmp_path / "force", Wanted(8000, 4, people=False, references=ReferenceFaults(0.35, 0.05, worse)))
    run(RunRequest(tmp_path / "force", tmp_path / "out"))
    run(RunRequest(tmp_path / "force", tmp_path / "again"))
    for name in ("links.parquet", "near_misses.parquet", "ledger.parquet"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "again" / name).read_bytes()
    truth = pl.read_parquet(tmp_path / "force" / "truth" / "links.parquet").select(PAIR).unique()
    links = pl.read_parquet(tmp_path / "out" / "links.parquet").filter(pl.col("method") != BY_EVENT)
    precision, recall = shares(links, truth)
    assert precision >= 0.98
    assert recall >= 0.95
    likely = links.filter(pl.col("method") == BY_PROBABILITY)
    rest = truth.join(links.filter(pl.col("method") != BY_PROBABILITY), on=PAIR, how="anti")
    precision, recall = shares(likely, rest)
    assert 2 * precision * recall / (precision + recall) >= 0.92
    slips = links.filter(pl.col("method") == BY_SLIP)
    assert slips.height > 50
    assert shares(slips, truth)[0] >= 0.95
