"""When reading may stop: check values, and the promise kept over draws, orders and looks."""

import numpy as np
import pytest
from scipy import stats

from fullcount.audit.screening.certificate import (
    Reached,
    Sample,
    certified_recall,
    expected_missed,
    least_bad,
    may_stop,
    most_behind,
    most_missed,
    qbcb_rank,
)
from fullcount.audit.screening.chances import few_drawn, many_of


def test_the_tails_are_those_of_the_distributions():
    for most, crimes, pool, drawn in [(5, 111, 2000, 200), (0, 40, 41, 20), (30, 300, 900, 90), (3, 3, 10, 2)]:
        assert few_drawn(most, crimes, pool, drawn) == pytest.approx(stats.hypergeom.cdf(most, pool, drawn, crimes))
    assert few_drawn(2, 50, 10**6, 1, 0.1) == pytest.approx(stats.binom.cdf(2, 50, 0.1))
    assert few_drawn(-1, 5, 10, 3) == 0.0
    assert many_of(59, 59, 0.95) == pytest.approx(0.95**59)
    with pytest.raises(ValueError, match="cannot be"):
        few_drawn(1, 11, 10, 3)


def test_the_fewest_missed_that_break_a_promise():
    assert [least_bad(found, 0.95) for found in (0, 18, 19, 95, 2000)] == [1, 1, 2, 6, 106]
    for found in range(1, 400):
        missed = least_bad(found, 0.9)
        assert found / (found + missed) < 0.9 <= found / (found + missed - 1)


def test_how_many_sampled_crimes_may_be_behind():
    sample = Sample(20_000, 2_000)
    assert sample.few(5, 111) == pytest.approx(0.0287, abs=5e-5)
    assert sample.few(6, 112) == pytest.approx(0.0604, abs=5e-5)
    assert most_behind(2_000, sample) == 5
    assert most_behind(100, sample) is None
    assert most_behind(50, Sample(52, 50)) == 50, "two unread reports cannot hold the three that would break it"


def test_more_found_never_allows_fewer_behind():
    for sample in (Sample(3_000, 400), Sample(3_000, 400, 0.1), Sample(500, 250)):
        allowed = [-1 if (most := most_behind(found, sample)) is None else most for found in range(0, 2_000, 13)]
        assert allowed == sorted(allowed)
        assert allowed[-1] >= 0 > allowed[0]


def test_qbcb_as_published():
    assert (qbcb_rank(59), qbcb_rank(58)) == (59, None)
    assert (qbcb_rank(14, 0.8), qbcb_rank(13, 0.8)) == (14, None)
    assert qbcb_rank(225) == 220
    assert many_of(220, 225, 0.95) <= 0.05 < many_of(219, 225, 0.95)


def test_what_is_left_at_one_look():
    tenth = Sample(100_000, 10_000)
    assert most_missed(Reached(0, 0), tenth) == 28
    assert expected_missed(Reached(70, 5), tenth) == pytest.approx(45)
    assert most_missed(Reached(0, 0), Sample(100, 100)) == 0
    assert expected_missed(Reached(3, 0), Sample(100, 100)) == 0


def test_the_certain_share_is_where_stopping_begins():
    tenth = Sample(20_000, 2_000)
    assert certified_recall(Reached(2_000, 5), tenth) == pytest.approx(0.9537, abs=5e-5)
    assert certified_recall(Reached(2_000, 6), tenth) == pytest.approx(0.9483, abs=5e-5)
    assert certified_recall(Reached(0, 0, unread=0), tenth) == 1.0
    assert certified_recall(Reached(0, 0), tenth) == 0.0


def test_both_ways_to_say_stop_are_one():
    rng = np.random.default_rng(9)
    for pool in rng.integers(2, 900, 400).tolist():
        sample = Sample(pool, int(rng.integers(0, pool + 1)))
        found = int(rng.integers(0, pool + 1))
        behind = int(rng.integers(0, min(found, sample.drawn) + 1))
        recall, confidence = float(rng.choice([0.5, 0.8, 0.95])), float(rng.choice([0.8, 0.95]))
        most = most_behind(found, sample, recall, confidence)
        stops = may_stop(Reached(found, behind), sample, recall, confidence)
        assert stops == (most is not None and behind <= most)


def test_a_sample_that_cannot_be():
    with pytest.raises(ValueError, match="no sample"):
        Sample(10, 11)
    with pytest.raises(ValueError, match="no sample"):
        Sample(10, 5, 0.0)


@pytest.mark.parametrize(
    ("pool", "crimes", "drawn", "recall"), [(4000, 400, 900, 0.9), (600, 120, 200, 0.8), (2000, 60, 800, 0.9)]
)
def test_the_promise_is_kept_however_often_one_looks(pool, crimes, drawn, recall):
    """A look after every crime in the order is the hardest case."""
    rng, runs = np.random.default_rng(11), 2_000
    sample = Sample(pool, drawn)
    allowed = np.array([-1 if (most := most_behind(f, sample, recall)) is None else most for f in range(crimes + 1)])
    many = rng.hypergeometric(crimes, pool - crimes, drawn, runs)
    is_drawn = rng.permuted(np.arange(crimes) < many[:, None], axis=1)
    behind = np.column_stack([many, many[:, None] - is_drawn.cumsum(axis=1)])
    found = np.arange(crimes + 1) + behind
    stops = behind <= allowed[found]
    at = np.where(stops.any(axis=1), stops.argmax(axis=1), crimes)
    broken = (found[np.arange(runs), at] < recall * crimes - 1e-9).mean()
    assert 0.005 < broken < 0.05 + 3 * (0.05 * 0.95 / runs) ** 0.5
