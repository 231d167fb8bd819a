"""Chances of counts, and their correction for how many were asked."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from fullcount.audit.unlikely import at_least, at_least_of_drawn, corrected


def test_worked_examples():
    assert at_least(np.array([5]), np.array([10]), np.array([0.5]))[0] == pytest.approx(0.623047, abs=1e-6)
    assert at_least_of_drawn(*(np.array([n]) for n in (2, 5, 5, 50)))[0] == pytest.approx(0.071752, abs=1e-6)
    assert corrected(np.array([0.01, 0.02, 0.5])).tolist() == pytest.approx([0.03, 0.03, 0.5])


def test_none_asked_and_none_found():
    assert corrected(np.empty(0)).size == 0
    assert at_least(np.array([0]), np.array([10]), np.array([0.1]))[0] == 1.0


@given(st.integers(1, 60), st.integers(1, 60), st.floats(0.01, 0.99))
def test_as_scipy_has_it(count, more, share):
    """The tail of the binomial by the incomplete beta function is that by its sum."""
    mine = at_least(np.array([count]), np.array([count + more]), np.array([share]))[0]
    assert mine == pytest.approx(stats.binom.sf(count - 1, count + more, share), rel=1e-6, abs=1e-12)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_a_correction_never_makes_more_likely_less_and_keeps_the_order(chances):
    given_ = np.array(chances)
    made = corrected(given_)
    assert (made >= given_ - 1e-12).all()
    assert (made <= 1).all()
    order = np.argsort(given_, kind="stable")
    assert (np.diff(made[order]) >= -1e-12).all()
