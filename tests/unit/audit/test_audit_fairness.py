"""Error rates by group: counted right, with an interval that holds the truth, refused of few."""

import numpy as np
import polars as pl
import pytest

from fullcount.audit.fairness import error_rates


def test_rates_by_group_and_none_of_few() -> None:
    groups = pl.Series(["A"] * 40 + ["B"] * 29 + [None] * 30)
    wrong = pl.Series([True] * 10 + [False] * 30 + [True] * 29 + [False] * 30)
    one, two, blank = error_rates(groups, wrong)
    assert (one.group, one.errors, one.of) == ("A", 10, 40)
    assert one.rate is not None
    assert one.rate.estimate == 0.25
    assert (one.rate.low, one.rate.high) == pytest.approx((0.1269, 0.4120), abs=1e-4)
    assert (two.group, two.of, two.rate) == ("B", 29, None)
    assert blank.group == "not given"


def test_intervals_hold_the_planted_rate() -> None:
    """Of 400 forces with a planted error of 10% in one group, 20% in the other, at least 95% of intervals hold it."""
    lot, held = np.random.default_rng(3), 0
    groups = pl.Series(["A"] * 120 + ["B"] * 80)
    for _ in range(400):
        wrong = pl.Series(lot.random(200) < np.where(np.arange(200) < 120, 0.1, 0.2))
        for found, truth in zip(error_rates(groups, wrong), (0.1, 0.2), strict=True):
            assert found.rate is not None
            held += found.rate.low <= truth <= (found.rate.high or 1.0)
    assert held >= 0.95 * 800


def test_nobody_no_rates() -> None:
    assert error_rates(pl.Series([], dtype=pl.String), pl.Series([], dtype=pl.Boolean)) == []
