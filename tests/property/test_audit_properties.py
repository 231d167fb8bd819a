"""What holds of every sample: ends inside 0 to 1, about the estimate; order of rows is nothing; a census is certain."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.audit.estimate import estimate
from fullcount.audit.results import Rate, Refusal
from fullcount.audit.survival import kaplan_meier

REPORT = st.tuples(st.integers(0, 4), st.integers(0, 5), st.sampled_from(["A", "B", "C"]))
REPORTS = st.lists(REPORT, min_size=1, max_size=120)


def frame_of(reports):
    return pl.DataFrame(
        [(str(i), *report) for i, report in enumerate(reports)],
        schema={
            "report_id": pl.String,
            "crimes_disclosed": pl.Int64,
            "crimes_recorded": pl.Int64,
            "stratum": pl.String,
        },
        orient="row",
    )


@settings(max_examples=150, deadline=None)
@given(REPORTS, st.integers(0, 1000), st.sampled_from([0.8, 0.95, 0.99]))
def test_every_rate_is_about_its_estimate_and_inside_0_to_1(reports, more, level):
    reviews = frame_of(reports)
    sizes = {name: count + more for name, count in reviews.group_by("stratum").len().iter_rows()}
    answer = estimate(reviews, sizes, level)
    if isinstance(answer, Refusal):
        assert answer.why
        return
    assert 0.0 <= answer.low <= answer.estimate <= answer.high <= 1.0
    assert (answer.high > answer.low) == (more > 0)
    assert answer == estimate(reviews.reverse(), sizes, level)


@settings(max_examples=60, deadline=None)
@given(REPORTS)
def test_a_higher_level_is_wider(reports):
    reviews = frame_of(reports).drop("stratum")
    narrow, wide = (estimate(reviews, {None: 10_000}, level) for level in (0.90, 0.99))
    if isinstance(narrow, Rate):
        assert wide.low <= narrow.low
        assert wide.high >= narrow.high


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1000), st.booleans()), max_size=200))
def test_a_curve_rises_and_balances(crimes):
    hours = pl.Series([hour for hour, _ in crimes], dtype=pl.Float64)
    is_open = pl.Series([still for _, still in crimes], dtype=pl.Boolean)
    curve = kaplan_meier(hours, is_open)
    shares = [point.recorded for point in curve.points]
    assert shares == sorted(shares)
    assert all(0.0 <= share <= 1.0 for share in shares)
    assert len(shares) <= 60
    assert curve.recorded + curve.still_open == curve.crimes == len(crimes)
