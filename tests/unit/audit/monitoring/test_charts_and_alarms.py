"""Laney's score, the XmR chart's four signals, CUSUM and the e-detector, and a series charted whole."""

from datetime import date, timedelta

import numpy as np
import pytest
from scipy import stats

from fullcount.audit.monitoring.alarms import cusum, e_detector
from fullcount.audit.monitoring.charting import Series, charted
from fullcount.audit.monitoring.standard import learnt, standardised
from fullcount.audit.monitoring.xmr import Signal, limits_of, signals
from fullcount.audit.results import Refusal

DAYS = 300
WEEKDAY = np.arange(DAYS) % 7


def shares(seed=1, change_at=None, scatter=0.012, week=(0, 0.005, 0.003, 0, -0.004, 0.01, 0.012), days=DAYS):
    rng = np.random.default_rng(seed)
    rate = 0.10 + np.array(week)[np.arange(days) % 7] + scatter * rng.normal(size=days)
    if change_at is not None:
        rate[change_at:] += 0.03
    return rng.binomial(1200, rate) / 1200


def series(share):
    first = date(2026, 1, 5)  # a Monday
    days = tuple(first + timedelta(days=i) for i in range(len(share)))
    return Series(days, np.round(share * 1200), np.full(len(share), 1200.0))


def test_the_baseline_finds_the_scatter_and_the_week():
    share = shares(scatter=0.012, days=2100)
    known = learnt(share, np.full(2100, 1200.0), np.arange(2100) % 7)
    binomial = np.sqrt(0.1 * 0.9 / 1200)
    assert float(known.scatter) == pytest.approx(np.hypot(0.012, binomial) / binomial, rel=0.06)
    assert known.weekday[6] - known.weekday[4] == pytest.approx(0.016, abs=0.004)
    assert float(known.serial) == 0.0


def test_a_week_without_a_pattern_is_given_hardly_any():
    effects = [
        np.abs(learnt(shares(s, week=(0,) * 7)[:84], np.full(84, 1200.0), WEEKDAY[:84]).weekday).max()
        for s in range(20)
    ]
    raw = []
    for s in range(20):
        share = shares(s, week=(0,) * 7)[:84]
        means = np.array([share[WEEKDAY[:84] == d].mean() for d in range(7)])
        raw.append(np.abs(means - means.mean()).max())
    assert np.mean(effects) < 0.6 * np.mean(raw)


def test_scores_are_standard_normal_while_nothing_changes():
    rng = np.random.default_rng(3)
    counted = rng.binomial(1200, 0.1 + 0.012 * rng.normal(size=(300, 184)))
    out_of, weekday = np.full(184, 1200.0), np.arange(184) % 7
    known = learnt(counted[:, :84] / 1200, out_of[:84], weekday[:84])
    score = standardised(known, counted[:, 84:] / 1200, out_of[84:], weekday[84:])
    assert score.mean() == pytest.approx(0, abs=0.03)
    assert score.std() == pytest.approx(1, abs=0.05)


def test_a_score_is_the_normal_quantile_of_student_s_chance():
    share = shares()[:84]
    known = learnt(share, np.full(84, 1200.0), WEEKDAY[:84])
    freedom = float(known.freedom)
    at = known.expected(WEEKDAY[:1]) + 2 * known.deviation(np.array([1200.0]))
    wanted = stats.norm.isf(stats.t.sf(2.0, freedom)) / np.sqrt((1 + known.serial) / (1 - known.serial))
    assert standardised(known, at, np.array([1200.0]), WEEKDAY[:1])[0] == pytest.approx(float(wanted))


def test_days_that_are_alike_are_worth_less():
    rng = np.random.default_rng(8)
    extra = rng.normal(size=200)
    for day in range(1, 200):
        extra[day] = 0.6 * extra[day - 1] + 0.8 * extra[day]
    share = rng.binomial(1200, 0.1 + 0.02 * extra) / 1200
    assert float(learnt(share, np.full(200, 1200.0), np.arange(200) % 7).serial) > 0.3


def test_a_baseline_without_days_is_refused():
    assert isinstance(learnt(shares()[:11], np.full(11, 100.0), np.arange(11) % 7), Refusal)


@pytest.mark.parametrize("usual", [0.0, 1.0])
def test_after_a_baseline_without_any_event_or_other_a_change_is_still_seen(usual):
    share = np.full(120, usual)
    share[100:] = 0.5
    (stretch,) = charted(series(share))
    assert float(stretch.baseline.centre) == pytest.approx(abs(usual - 0.5 / (84 * 1200 + 1)), rel=1e-9)
    assert (float(stretch.baseline.scatter), float(stretch.baseline.serial)) == (1.0, 0.0)
    assert stretch.alarms[0].since == series(share).days[100]
    assert (stretch.alarms[0].day - stretch.alarms[0].since).days <= 3
    (quiet,) = charted(series(np.full(120, usual)))
    assert quiet.alarms == ()
    assert not any(point.signals or point.is_screened for point in quiet.points)


def test_scores_after_a_baseline_without_events_are_mid_p_of_the_binomial():
    known = learnt(np.zeros(84), np.full(84, 1200.0), WEEKDAY[:84])
    counts = np.array([0.0, 1.0, 2.0, 1200.0])
    score = standardised(known, counts / 1200, np.full(4, 1200.0), WEEKDAY[:4])
    few = stats.binom(1200, float(known.centre))
    middle = few.sf(counts[:3]) + few.pmf(counts[:3]) / 2
    assert score[:3] == pytest.approx(stats.norm.isf(middle), abs=1e-9)
    assert score[3] == pytest.approx(stats.norm.isf(1e-15))


def test_rare_events_after_a_baseline_without_any_set_off_no_alarms():
    """The true share is twice the one taken: 40 series of two years with an event a fortnight or so, at most."""
    rng = np.random.default_rng(5)
    known = learnt(np.zeros((40, 84)), np.full(84, 1200.0), WEEKDAY[:84])
    share = rng.binomial(1200, 2 * known.centre[0], size=(40, 730)) / 1200
    alarms = e_detector(standardised(known, share, np.full(730, 1200.0), np.arange(730) % 7))[1]
    assert alarms.any(axis=1).sum() <= 8


def test_limits_are_2_66_mean_moving_ranges_from_the_mean():
    limits = limits_of(np.array([1.0, 2, 3, 2, 1]))
    assert (limits.mean, limits.low, limits.high) == pytest.approx((1.8, 1.8 - 2.66, 1.8 + 2.66))
    assert limits.is_trial
    assert not limits_of(np.arange(12.0)).is_trial
    with pytest.raises(ValueError, match="two points"):
        limits_of(np.ones(1))


BASE = np.tile([1.0, -1.0], 20)


@pytest.mark.parametrize(
    ("tail", "signal", "at"),
    [
        ([9.0], Signal.BEYOND, 0),
        ([-9.0], Signal.BEYOND, 0),
        ([0.1] * 7, Signal.SHIFT, 6),
        ([0.2] + [-0.1] * 7, Signal.SHIFT, 7),
        ([-1.2, -0.5, -0.4, 0.1, 0.2, 0.3, 0.4], Signal.TREND, 6),
        ([4.0, 0.0, 4.0], Signal.NEAR, 2),
        ([-4.0, -4.0], Signal.NEAR, 1),
    ],
)
def test_each_signal_is_complete_at_the_last_of_its_points(tail, signal, at):
    limits = limits_of(BASE)
    found = signals(np.concatenate([BASE, tail]), limits)[signal]
    assert np.flatnonzero(found).tolist() == [len(BASE) + at]


@pytest.mark.parametrize(
    "tail", [[0.1] * 6, [0.1, 0.2, 0.3, 0.4, 0.5, 0.5, 0.6], [4.0, 0.0, 0.0, 4.0], [4.0, -4.0, 0.0]]
)
def test_less_than_a_signal_is_none(tail):
    values = np.concatenate([BASE, [-1.2] if tail[0] == 0.1 else [], tail])
    found = signals(values, limits_of(BASE))
    assert not any(on[len(BASE) :].any() for kind, on in found.items() if kind is not Signal.SHIFT or len(tail) < 7)


def test_cusum_by_hand():
    sums, alarms = cusum(np.array([2.5, 2.5, 2.5, 0.0, -1.0]))
    assert sums.tolist() == [2.0, 4.0, 6.0, 0.0, 0.5]
    assert alarms.tolist() == [False, False, True, False, False]
    assert cusum(-np.full(3, 2.5))[1].tolist() == [False, False, True]


def test_the_e_detector_by_hand():
    evidence, alarms = e_detector(np.array([1.0, -0.5]), run_length=10.0)
    shifts = np.array([1, 1.5, 2, -1, -1.5, -2])
    first = np.exp(shifts - shifts**2 / 2)
    second = (first + 1) * np.exp(-0.5 * shifts - shifts**2 / 2)
    assert evidence == pytest.approx([first.mean() / 10, second.mean() / 10])
    assert not alarms.any()
    assert not e_detector(np.zeros(5000))[1].any()


def test_the_mean_time_to_a_false_alarm_is_at_least_what_is_promised():
    """A run length of 100 days: the first alarms of 400 series of normal scores, cut at 1,000 days."""
    scores = np.random.default_rng(4).normal(size=(400, 1000))
    alarms = e_detector(scores, run_length=100.0)[1]
    first = np.where(alarms.any(axis=1), alarms.argmax(axis=1) + 1, 1000)
    assert first.mean() > 100
    assert first.mean() < 300


def test_one_wild_day_is_no_alarm():
    assert not e_detector(np.array([50.0, 0.0, 0.0]))[1].any()


def test_a_change_sets_the_alarm_off_and_its_beginning_is_found():
    share = shares(2, change_at=200)
    (stretch,) = charted(series(share))
    alarm = stretch.alarms[0]
    began = series(share).days[200]
    assert alarm.day >= began
    assert (alarm.day - began).days < 20
    assert abs((alarm.since - began).days) <= 4
    assert alarm.found - alarm.expected == pytest.approx(0.03, abs=0.012)
    quiet = [point for point in stretch.points if point.day < began]
    assert not any(point.is_alarm for point in quiet)
    assert all(point.score is None for point in stretch.points[:84])


def test_only_a_decision_moves_the_baseline():
    share = shares(2, change_at=150)
    data = series(share)
    assert len(charted(data)) == 1
    before, after = charted(data, [data.days[150]])
    assert before.points[-1].day < data.days[150] == after.points[0].day
    assert before.alarms == after.alarms == ()
    assert after.limits.mean - before.limits.mean == pytest.approx(0.03, abs=0.01)
    assert charted(series(share[:250]))[0].limits == charted(data)[0].limits


def test_a_short_series_has_trial_limits_and_no_alarm():
    (stretch,) = charted(series(shares()[:10]))
    assert stretch.limits.is_trial
    assert "12 days" in stretch.refusal.why
    (stretch,) = charted(series(shares()[:40]))
    assert not stretch.limits.is_trial
    assert "after 84 days" in stretch.refusal.why
    assert all(point.evidence is None for point in stretch.points)
