"""A force of any size and seed balances with its own truth."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.simulate.force import Wanted, simulate_batches


@settings(max_examples=25, deadline=None)
@given(reports=st.integers(1, 90), seed=st.integers(0, 2**31), batch=st.integers(1, 60))
def test_any_force_balances(reports: int, seed: int, batch: int) -> None:
    batches = list(simulate_batches(Wanted(reports, seed, people=False), batch=max(batch, 1 + reports // 5)))
    truth = {name: pl.concat([b.truth[name] for b in batches]) for name in batches[0].truth}
    tables = {name: pl.concat([b.tables[name] for b in batches]) for name in batches[0].tables}
    told = truth["reports.parquet"]
    assert told.height == reports
    assert set(told["report_id"]) <= set(tables["reports.csv"]["Incident No"])
    assert truth["crimes.parquet"]["crime_id"].is_unique().all()
    assert set(truth["links.parquet"]["crime_id"]) <= set(truth["crimes.parquet"]["crime_id"])
    assert truth["links.parquet"].height >= told["crimes_recorded"].sum()
    first = tables["audit.csv"].filter(pl.col("Marking") == "1")
    assert first.height == min(1300, reports // 5)
