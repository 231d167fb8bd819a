"""The profile interval of a total over strata: against the exact test of one, by hand, and where nothing is found."""

import numpy as np
import pytest

from fullcount.audit.intervals import hypergeometric_exact
from fullcount.audit.scored.critical import factor
from fullcount.audit.scored.profile import Counts, curve, profile


def one(size, read, found, level=0.95):
    return profile(Counts(np.array([size]), np.array([read]), np.array([found])), level)


@pytest.mark.parametrize("found", [0, 1, 3, 8, 292, 299, 300])
def test_one_stratum_with_few_cases_is_judged_as_the_exact_test_would(found):
    total, exact = one(100_000, 300, found), hypergeometric_exact(found, 300, 100_000)
    assert total.low == pytest.approx(exact.low * 100_000, rel=0.02, abs=100)
    assert total.high == pytest.approx(exact.high * 100_000, rel=0.02, abs=100)


def test_one_stratum_with_many_cases_lies_inside_the_exact_interval_but_not_far():
    total, exact = one(1_000_000, 1000, 100), hypergeometric_exact(100, 1000, 1_000_000)
    assert exact.low < total.low / 1e6 < exact.low + 0.003
    assert exact.high - 0.003 < total.high / 1e6 < exact.high


def test_a_stratum_wholly_read_has_no_uncertainty_and_one_with_nothing_found_still_widens():
    size = np.array([50.0, 5_000.0])
    known = profile(Counts(size[:1], size[:1], np.array([4.0])))
    assert (known.low, known.estimate, known.high) == (4.0, 4.0, 4.0)
    both = profile(Counts(size, np.array([50.0, 100.0]), np.array([4.0, 0.0])))
    assert both.estimate == both.low == 4.0
    assert both.high == pytest.approx(4.0 + hypergeometric_exact(0, 100, 5_000).high * 5_000, rel=0.02)


def test_the_likelihood_has_fallen_by_the_critical_amount_at_both_ends():
    """The fall of the likelihood, computed along a grid of multipliers, is the critical one at both ends."""
    counts = Counts(np.array([4e6, 2e6, 1e6]), np.array([40.0, 60.0, 80.0]), np.array([1.0, 9.0, 30.0]))
    totals, falls = curve(counts)
    total = profile(counts)
    for end in (float(total.low), float(total.high)):
        assert np.interp(end, totals, falls) == pytest.approx(1.959964**2, rel=0.01)


def test_many_samples_at_once_are_each_as_alone():
    size, read = np.array([9_000.0, 1_000.0]), np.array([60.0, 40.0])
    found = np.array([[0.0, 0.0], [1.0, 7.0], [60.0, 40.0]])
    together = profile(Counts(size, read, found))
    for place, row in enumerate(found):
        alone = profile(Counts(size, read, row))
        assert together.low[place] == pytest.approx(float(alone.low))
        assert together.high[place] == pytest.approx(float(alone.high))


def test_the_factor_is_that_of_one_count_and_of_the_strata():
    size, read = np.array([1e7]), np.array([1e5])
    assert factor(np.array([3.689e-5]), size, read, 0.95, is_high=True) == pytest.approx(1.92, abs=0.01)
    assert factor(np.array([0.01]), size, read, 0.95, is_high=True) == pytest.approx(1.0, abs=0.01)
    strata, few = np.full(10, 1e6), np.full(10, 11.0)
    # ten strata alike: each makes up a tenth of V, so 0.9 of it is fitted to 11 reviews: 1 + 0.9 / 10
    assert factor(np.full(10, 0.4), strata, few, 0.95, is_high=False) == pytest.approx(1.09, abs=0.01)


def test_a_higher_level_is_wider_and_cases_and_their_absence_are_mirrored():
    narrow, wide = one(10_000, 200, 20, 0.80), one(10_000, 200, 20, 0.99)
    assert wide.low < narrow.low < narrow.high < wide.high
    other = one(10_000, 200, 180, 0.80)
    assert float(other.low) == pytest.approx(10_000 - float(narrow.high), rel=1e-3)


def test_half_of_the_frame_read_leaves_half_the_doubt():
    total, exact = one(400, 200, 40), hypergeometric_exact(40, 200, 400)
    assert total.low == pytest.approx(exact.low * 400, abs=1.5)
    assert total.high == pytest.approx(exact.high * 400, abs=1.5)
