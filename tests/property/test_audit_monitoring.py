"""What holds of every sequence of reviews: intervals are nested, and the same however the days are cut."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.audit.monitoring.bets import Plan
from fullcount.audit.monitoring.question import asked_of_reports
from fullcount.audit.monitoring.sequence import advanced, begun

REVIEWS = st.lists(st.sampled_from([(0, 0), (1, 0), (1, 1), (2, 1), (3, 3)]), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(REVIEWS, st.integers(0, 60), st.sampled_from([None, 60, 5000]), st.sampled_from([0.8, 0.95]))
def test_intervals_are_nested_and_the_same_in_two_parts(reviews, cut, size, level):
    plan, question = Plan(level=level), asked_of_reports(size, 0.02, most_crimes=3)
    out_of, found = (np.array(column, dtype=float) for column in zip(*reviews, strict=True))
    whole = advanced(begun(question, plan), question, plan, found, out_of)
    first = advanced(begun(question, plan), question, plan, found[:cut], out_of[:cut])
    second = advanced(first.state, question, plan, found[cut:], out_of[cut:])
    assert np.array_equal(np.concatenate([first.low, second.low]), whole.low, equal_nan=True)
    assert np.array_equal(np.concatenate([first.high, second.high]), whole.high, equal_nan=True)
    stands = ~np.isnan(whole.low)
    assert (np.diff(whole.low[stands]) >= 0).all()
    assert (np.diff(whole.high[stands]) <= 0).all()
    assert (whole.low[stands] < whole.high[stands]).all()
