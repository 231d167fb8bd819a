"""How fast crimes are recorded, with those still open counted as open."""

import numpy as np
import polars as pl
import pytest

from fullcount.audit.survival import kaplan_meier

# Freireich et al. 1963, 6-MP arm, in weeks; Kalbfleisch & Prentice 2002, table 1.2
RELAPSED = [6.0, 6.0, 6.0, 7.0, 10.0, 13.0, 16.0, 22.0, 23.0]
STILL_IN_REMISSION = [6.0, 9.0, 10.0, 11.0, 17.0, 19.0, 20.0, 25.0, 32.0, 32.0, 34.0, 35.0]
HOURS = pl.Series(RELAPSED + STILL_IN_REMISSION)
OPEN = pl.Series([False] * len(RELAPSED) + [True] * len(STILL_IN_REMISSION))
REMISSION = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
ERRORS = {6: 0.0764, 7: 0.0869, 10: 0.0963, 13: 0.1068, 16: 0.1141, 22: 0.1282, 23: 0.1346}


def test_the_textbook_curve():
    curve = kaplan_meier(HOURS, OPEN, always=())
    points = {point.hours: point for point in curve.points}
    assert {t: points[t].recorded for t in REMISSION} == pytest.approx(
        {t: 1 - s for t, s in REMISSION.items()}, abs=5e-4
    )
    assert {t: points[t].standard_error for t in ERRORS} == pytest.approx(ERRORS, abs=5e-5)
    assert points[10.0].at_risk == 15
    assert set(points) == {0.0, *map(float, REMISSION), 35.0}
    assert (curve.crimes, curve.recorded, curve.still_open, curve.median_hours) == (21, 9, 12, 23.0)


def test_without_open_ones_it_is_the_plain_share():
    curve = kaplan_meier(pl.Series([1.0, 2.0, 30.0, 40.0]), pl.Series([False] * 4))
    assert {point.hours: point.recorded for point in curve.points}[24.0] == pytest.approx(0.5)
    assert curve.points[-1].recorded == pytest.approx(1.0)
    assert curve.median_hours == 2.0


def test_an_hour_not_yet_watched_is_not_a_point():
    curve = kaplan_meier(pl.Series([1.0, 5.0]), pl.Series([False, True]))
    assert [point.hours for point in curve.points] == [0.0, 1.0, 5.0]


def test_recorded_at_once_and_all_still_open():
    assert kaplan_meier(pl.Series([0.0, 3.0]), pl.Series([False, True])).points[0].recorded == 0.5
    curve = kaplan_meier(pl.Series([3.0, 30.0]), pl.Series([True, True]))
    assert [(point.hours, point.recorded) for point in curve.points] == [(0.0, 0.0), (24.0, 0.0), (30.0, 0.0)]
    assert curve.median_hours is None


def test_times_that_cannot_be_are_counted_apart():
    curve = kaplan_meier(
        pl.Series([1.0, -2.0, None, float("nan"), float("inf"), 4.0]),
        pl.Series([False, False, False, False, True, None]),
    )
    assert (curve.crimes, curve.time_unknown) == (1, 5)


def test_no_crime_no_curve():
    curve = kaplan_meier(pl.Series([], dtype=pl.Float64), pl.Series([], dtype=pl.Boolean))
    assert (curve.points, curve.crimes, curve.median_hours) == ((), 0, None)


def test_thinned_to_sixty_points_that_lie_on_the_whole_curve():
    hours = pl.Series(np.random.default_rng(5).exponential(20.0, 20_000))
    still = hours > 60
    thin, whole = (kaplan_meier(hours.clip(0, 60), still, most_points=most) for most in (60, 10**6))
    exact = {point.hours: point for point in whole.points}
    assert len(thin.points) <= 60 < len(whole.points)
    assert all(exact[point.hours] == point for point in thin.points)
    assert 24.0 in {point.hours for point in thin.points}
    assert max(np.diff([point.recorded for point in thin.points])) < 0.03
    assert thin.median_hours == whole.median_hours
