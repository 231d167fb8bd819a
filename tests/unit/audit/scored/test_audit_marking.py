"""Reviewers' errors from double marking, and the total corrected for them."""

import numpy as np
import pytest

from fullcount.audit.scored.marking import FALSE, SEEN, Errors, by_each_other, by_reference, corrected, groups_of
from fullcount.audit.scored.profile import Counts, profile

COUNTS = Counts(np.array([50_000.0, 5_000.0]), np.array([300.0, 300.0]), np.array([9.0, 120.0]))


def pairs(both, first, second, neither):
    rows = [(True, True)] * both + [(True, False)] * first + [(False, True)] * second + [(False, False)] * neither
    return np.array(rows)


def test_against_a_reference_the_rates_are_the_shares():
    errors = by_reference(pairs(90, 4, 10, 396))
    assert errors.false_alarms == pytest.approx(0.01, rel=0.1)
    assert errors.sensitivity == pytest.approx(0.9)


def test_without_errors_the_interval_is_that_of_the_marks():
    sure = Errors(np.where((FALSE[:, None] == 0.0) & (SEEN[None, :] == 1.0), 0.0, np.inf))
    estimate, low, high = corrected(COUNTS, sure)
    plain = profile(COUNTS)
    assert estimate == pytest.approx(float(plain.estimate), rel=0.02)
    assert (low, high) == (pytest.approx(float(plain.low), rel=0.02), pytest.approx(float(plain.high), rel=0.02))


def test_false_alarms_take_off_what_they_put_on_and_widen():
    """Rogan and Gladen by hand: 3,500 marked of 55,000; (3,500 - 550) / (0.9 - 0.01) = 3,315."""
    errors = by_reference(pairs(900, 40, 100, 3960))
    estimate, low, high = corrected(COUNTS, errors)
    assert estimate == pytest.approx((3_500 - 0.01 * 55_000) / (0.9 - 0.01), rel=0.05)
    plain = profile(COUNTS)
    assert high - low > float(plain.high - plain.low)


def test_equals_can_be_told_apart_where_strata_differ_and_not_where_they_do_not():
    rng = np.random.default_rng(3)
    case = np.concatenate([rng.random(4_000) < 0.01, rng.random(1_000) < 0.6])
    marks = rng.random((5_000, 2)) < np.where(case, 0.9, 0.02)[:, None]
    group = np.repeat([0, 1], [4_000, 1_000])
    errors = by_each_other(marks, group)
    assert errors.false_alarms == pytest.approx(0.02, abs=0.008)
    assert errors.sensitivity == pytest.approx(0.9, abs=0.05)
    together = by_each_other(marks, np.zeros(5_000, np.int64))
    assert (together.fall < 0.5).sum() > 3 * (errors.fall < 0.5).sum()


def test_groups_split_the_cases_by_their_share():
    found, read = np.array([0.0, 1.0, 2.0, 9.0]), np.array([10.0, 10.0, 10.0, 10.0])
    assert groups_of(found, read).tolist() == [0, 0, 0, 2]
