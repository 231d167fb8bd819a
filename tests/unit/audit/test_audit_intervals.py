"""One proportion: published values and the finite-population forms."""

import math

import pytest

from fullcount.audit.intervals import clopper_pearson, effective_size, finite_size, hypergeometric_exact, wilson

# Newcombe 1998, Statistics in Medicine 17:857-872, table I: methods 3 (score) and 5 (exact), 95%.
NEWCOMBE = [
    (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
    (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
    (0, 20, (0.0000, 0.1611), (0.0000, 0.1684)),
    (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
]


@pytest.mark.parametrize(("successes", "n", "score", "exact"), NEWCOMBE)
def test_the_values_that_newcombe_printed(successes, n, score, exact):
    assert (wilson(successes, n).low, wilson(successes, n).high) == pytest.approx(score, abs=5e-5)
    assert (clopper_pearson(successes, n).low, clopper_pearson(successes, n).high) == pytest.approx(exact, abs=5e-5)


def test_all_and_none_reach_the_end_exactly():
    assert wilson(50, 50).high == 1.0 == clopper_pearson(50, 50).high
    assert wilson(0, 50).low == 0.0 == clopper_pearson(0, 50).low


def test_half_of_a_population_tells_as_much_as_twice_the_sample():
    assert finite_size(100, 199) == pytest.approx(200.0)
    assert finite_size(100, 100) == math.inf
    assert wilson(90, 100, population=100).low == pytest.approx(0.9)
    assert wilson(90, 100, population=200).low > wilson(90, 100).low


def test_exact_interval_of_a_finite_population():
    assert hypergeometric_exact(0, 10, 20).high == 4 / 20  # P(0 of 10 | 4 of 20) = 0.0433, P(0 | 5) = 0.0163
    assert hypergeometric_exact(7, 10, 10) == clopper_pearson(7, 10, population=10)
    assert (hypergeometric_exact(7, 10, 10).low, hypergeometric_exact(7, 10, 10).high) == (0.7, 0.7)


def test_the_exact_interval_nears_the_binomial_in_a_large_population():
    binomial, finite = clopper_pearson(90, 100), clopper_pearson(90, 100, population=1_000_000)
    assert (finite.low, finite.high) == pytest.approx((binomial.low, binomial.high), abs=1e-4)


def test_effective_size():
    assert effective_size(0.9, 0.0009) == pytest.approx(100.0)
    assert effective_size(1.0, 0.0) == math.inf


@pytest.mark.parametrize(("successes", "n"), [(-1, 10), (11, 10), (0, 0)])
def test_what_is_not_a_share_is_an_error(successes, n):
    for interval in (wilson, clopper_pearson):
        with pytest.raises(ValueError, match="not a share"):
            interval(successes, n)


def test_a_level_outside_0_to_1_and_a_sample_above_its_population_are_errors():
    with pytest.raises(ValueError, match="level"):
        wilson(5, 10, level=95)
    with pytest.raises(ValueError, match="population"):
        wilson(5, 10, population=9)
