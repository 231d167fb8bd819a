"""Limits for planned looks, against the tables that users of group sequential tests know."""

import numpy as np
import pytest

from fullcount.audit.monitoring.spending import obrien_fleming, spent_quantiles


def test_obrien_and_fleming_s_constants():
    """Jennison & Turnbull 2000, table 2.3, at 5%: 1.960, 1.977, 2.040 and 2.087 for 1, 2, 5 and 10 looks."""
    found = [obrien_fleming(looks)[-1] for looks in (1, 2, 5, 10, 12)]
    assert found == pytest.approx([1.960, 1.977, 2.040, 2.087, 2.098], abs=0.0006)
    assert obrien_fleming(4) == pytest.approx(obrien_fleming(4)[-1] * np.sqrt(4 / np.arange(1, 5)))


def test_lan_and_demets_spending_at_five_even_looks():
    found = spent_quantiles(np.arange(1.0, 6.0), 5)
    assert found == pytest.approx([4.877, 3.357, 2.680, 2.290, 2.031], abs=0.001)


def test_the_looks_taken_so_far_do_not_depend_on_those_to_come():
    whole = spent_quantiles(np.array([120.0, 180.0, 400.0, 900.0]), 12)
    assert spent_quantiles(np.array([120.0, 180.0]), 12) == pytest.approx(whole[:2], abs=1e-6)


def test_uneven_looks_are_wrong_together_as_often_as_promised():
    information = np.array([100.0, 150.0, 400.0, 450.0, 1000.0])
    quantiles = spent_quantiles(information, 5)
    steps = np.random.default_rng(2).normal(size=(40_000, 5)) * np.sqrt(np.diff(information, prepend=0.0))
    z = np.cumsum(steps, axis=1) / np.sqrt(information)
    assert (np.abs(z) > quantiles).any(axis=1).mean() == pytest.approx(0.05, abs=0.004)


@pytest.mark.parametrize("information", [[1.0, 1.0], [1.0, 2.0, 3.0]])
def test_looks_beyond_the_plan_or_without_reviews_are_refused(information):
    with pytest.raises(ValueError, match="looks"):
        spent_quantiles(np.array(information), 2)
