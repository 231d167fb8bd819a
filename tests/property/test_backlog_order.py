"""Whatever the backlog: each report has one turn, nobody waits for ever, and met limits are counted rightly."""

from datetime import date, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.audit.backlog import Limits, Unit, limits_of, planned

AS_AT = date(2026, 11, 30)
ROW = st.tuples(
    st.integers(0, 40) | st.integers(150, 400), st.sampled_from([0.0, 0.2, 0.5, 1.0]), st.booleans(), st.booleans()
)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(ROW, min_size=1, max_size=60),
    capacity=st.integers(1, 9),
    share=st.sampled_from([0.0, 0.2, 1.0]),
    week=st.integers(1, 7),
)
def test_every_report_has_its_turn(rows, capacity, share, week):
    misses = pl.DataFrame(
        [
            (f"r{i:02d}", AS_AT - timedelta(days=ago), harm, summary, cctv)
            for i, (ago, harm, summary, cctv) in enumerate(rows)
        ],
        schema={
            "report_id": pl.String,
            "date": pl.Date,
            "harm": pl.Float64,
            "summary_only": pl.Boolean,
            "cctv": pl.Boolean,
        },
        orient="row",
    )
    unit = Unit(capacity, week, share)
    order = planned(misses, AS_AT, unit)
    assert sorted(order["report_id"]) == sorted(misses["report_id"])
    days = sorted(set(order["day"]))
    by_day = order.group_by("day").len()
    assert by_day["len"].max() <= capacity
    assert by_day.filter(pl.col("day") != days[-1])["len"].min() in (None, capacity)
    assert all(day > AS_AT and day.weekday() < week for day in days)
    turn = {day: place for place, day in enumerate(days)}
    for row in order.iter_rows(
        named=True
    ):  # nobody waits longer than those before him in age take at the oldest's share
        older = (misses["date"] <= row["date"]).sum()
        assert turn[row["day"]] <= -(-older // unit.for_oldest)
    ends = limits_of(misses, Limits())
    late = (
        misses.select("report_id")
        .hstack(ends)
        .join(order.select("report_id", "day", "lapses", "lapsed"), on="report_id")
    )
    for row in late.iter_rows(named=True):
        for name in ends.columns:
            is_over = row[name] is not None and row[name] < row["day"]
            assert is_over == (name in row["lapses"] or name in row["lapsed"])
