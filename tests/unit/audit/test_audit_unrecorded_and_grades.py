"""Crimes left unrecorded by a rate, and the grade of a rate."""

import pytest

from fullcount.audit.grades import Grade, grade_of
from fullcount.audit.results import Interval, Rate, Refusal
from fullcount.audit.unrecorded import unrecorded


def rate(estimate, low, high):
    return Rate(estimate, low, high, 0.95, "test", 1000, 400, round(400 * estimate))


def test_both_ends_are_mapped_and_change_places():
    answer = unrecorded(1_000, rate(0.8, 0.5, 1.0), days=250)
    assert answer.per_year == Interval(pytest.approx(250), 0, pytest.approx(1_000))
    assert answer.per_day == Interval(pytest.approx(1), 0, pytest.approx(4))
    assert answer.recorded_per_year == 1_000
    assert "1 / recording rate - 1" in answer.formula


def test_a_rate_that_may_be_nought_has_no_upper_end():
    assert isinstance(unrecorded(1_000, rate(0.1, 0.0, 0.2)), Refusal)


def test_less_than_no_crime_recorded_is_an_error():
    with pytest.raises(ValueError, match="count"):
        unrecorded(-1, rate(0.9, 0.8, 0.95))


BANDS = {"good": 90.0, "outstanding": 95.0, "requires_improvement": 80.0}
GRADES = [
    ((0.96, 0.951, 0.97), Grade("outstanding", "outstanding", 0.95)),
    ((0.902, 0.885, 0.917), Grade("good or requires improvement", "good", 0.90)),
    ((0.85, 0.79, 0.91), Grade("good or requires improvement or inadequate", "requires improvement", 0.80)),
    ((0.70, 0.68, 0.72), Grade("inadequate", "inadequate", None)),
    ((0.90, 0.90, 0.949999), Grade("good", "good", 0.90)),
    ((0.92, 0.90, 0.95), Grade("outstanding or good", "good", 0.90)),
    ((0.91, 0.899999, 0.92), Grade("good or requires improvement", "good", 0.90)),
]


@pytest.mark.parametrize(("ends", "grade"), GRADES)
def test_grade_names_every_band_that_the_interval_touches(ends, grade):
    assert grade_of(rate(*ends), BANDS) == grade


def test_the_floating_point_edge_belongs_to_the_band():
    share = 1 - 0.07
    assert share < 0.93
    assert grade_of(rate(share, share, share), {"good": 93.0}).name == "good"


def test_no_bands_no_grade_and_a_given_inadequate_is_not_doubled():
    assert grade_of(rate(0.9, 0.8, 0.95), {}) is None
    assert grade_of(rate(0.5, 0.4, 0.6), {"good": 90.0, "inadequate": 50.0}).name == "inadequate"
