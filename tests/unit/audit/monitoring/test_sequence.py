"""The confidence sequence: stakes, questions, and intervals that are the same however the reviews come in."""

import numpy as np
import pytest

from fullcount.audit.monitoring.bets import Plan, deadline_stake, played, reviews_left, steady_stakes
from fullcount.audit.monitoring.draws import Scored, draw_chances, drawn
from fullcount.audit.monitoring.question import CELL, asked_of_reports, asked_of_scored, asked_of_unlinked
from fullcount.audit.monitoring.sequence import advanced, begun
from fullcount.audit.monitoring.watch import looks, rate_of, watched

PLAN = Plan()


def binary(n, share, seed=1):
    return (np.random.default_rng(seed).random(n) < share).astype(float)


def test_steady_stakes_are_those_of_the_paper():
    assert steady_stakes(PLAN, np.ones(1))[0, 0] == pytest.approx(np.sqrt(2 * np.log(40) / 50))
    assert steady_stakes(PLAN, np.ones(1)).shape == (6, 1)


def test_the_deadline_stake_is_the_slope_of_the_normal_chance_of_arriving():
    half_way = deadline_stake(np.array([1.0]), 2.0, np.array([1.0]))[0]
    assert half_way == pytest.approx(2 / np.sqrt(2 * np.pi))
    assert deadline_stake(np.array([0.1]), 2.0, np.array([1.0]))[0] > half_way
    assert deadline_stake(np.array([1.0]), 2.0, np.array([4.0]))[0] == pytest.approx(half_way / 2)


def test_a_deadline_that_has_passed_is_put_off_and_never_near():
    assert reviews_left(0, np.array([0.04]), np.array([0.02]))[0] == pytest.approx(500)
    assert reviews_left(499, np.array([0.04]), np.array([0.02]))[0] == 25
    assert reviews_left(510, np.array([0.04]), np.array([0.02]))[0] == pytest.approx(500 * 1.15 - 510)


def test_no_stake_can_lose_all():
    worst = np.array([0.5])
    assert played(np.ones(1), np.array([99.0]), worst, np.array([-0.5]))[0] == pytest.approx(0.02)


def test_draw_chances_mix_the_spread_with_the_even_draw():
    assert draw_chances(np.array([0.5, 0.5])).tolist() == [0.5, 0.5]
    chances = draw_chances(np.array([0.0, 0.5, 0.5]))
    spread = np.sqrt([0.01, 0.25, 0.25])
    assert chances == pytest.approx(0.6 * spread / spread.sum() + 0.4 / 3)


def test_payments_average_to_the_share_unrecorded_whatever_the_score():
    rng = np.random.default_rng(3)
    score, unrecorded = rng.random(50), binary(50, 0.2, 4)
    frame = Scored(score, draw_chances(score))
    payments = frame.payment(np.arange(50), unrecorded)
    assert (frame.chance * payments).sum() == pytest.approx(unrecorded.mean())
    low, high = frame.bounds()
    assert low - 1e-12 <= payments.min()
    assert payments.max() <= high + 1e-12


def test_draws_can_be_made_again_and_go_by_their_chances():
    chance = np.array([0.1, 0.2, 0.3, 0.4])
    whole = drawn(chance, "a", 1, 4000)
    assert np.array_equal(drawn(chance, "a", 1001, 500), whole[1000:1500])
    assert not np.array_equal(drawn(chance, "b", 1, 4000), whole)
    assert np.bincount(whole) / 4000 == pytest.approx(chance, abs=0.03)
    assert drawn(np.full(4, 0.25), "a", 1, 5).tolist() == [0, 3, 1, 2, 3]


@pytest.mark.parametrize("cut", [1, 31, 32, 200])
def test_reviews_in_two_parts_give_what_they_give_in_one(cut):
    question = asked_of_unlinked(5000, 4000, PLAN.aim)
    found, ones = binary(400, 0.1), np.ones(400)
    whole = advanced(begun(question, PLAN), question, PLAN, found, ones)
    first = advanced(begun(question, PLAN), question, PLAN, found[:cut], ones[:cut])
    second = advanced(first.state, question, PLAN, found[cut:], ones[cut:])
    assert np.array_equal(np.concatenate([first.low, second.low]), whole.low)
    assert np.array_equal(np.concatenate([first.high, second.high]), whole.high)


def test_sequences_side_by_side_are_those_one_by_one():
    question = asked_of_reports(None, PLAN.aim)
    found = np.stack([binary(150, 0.1, seed) for seed in (1, 2)], axis=1)
    out_of = np.ones_like(found)
    both = advanced(begun(question, PLAN, (2,)), question, PLAN, found, out_of)
    for i in range(2):
        alone = advanced(begun(question, PLAN), question, PLAN, found[:, i], out_of[:, i])
        assert np.array_equal(both.low[:, i], alone.low)
        assert np.array_equal(both.high[:, i], alone.high)


def test_an_interval_never_widens_and_keeps_the_truth_here():
    question = asked_of_unlinked(20_000, 18_000, PLAN.aim)
    path = advanced(begun(question, PLAN), question, PLAN, binary(1500, 0.1), np.ones(1500))
    assert (np.diff(path.low) >= 0).all()
    assert (np.diff(path.high) <= 0).all()
    assert path.low[-1] < 0.9 < path.high[-1]
    assert path.high[-1] - path.low[-1] < 0.06


def test_a_population_read_whole_is_known_to_a_cell_or_two():
    unrecorded = np.random.default_rng(5).permutation(np.repeat([1.0, 0.0], [30, 270]))
    question = asked_of_unlinked(300, 270, PLAN.aim)
    path = advanced(begun(question, PLAN), question, PLAN, unrecorded, np.ones(300))
    assert path.low[-1] <= 0.9 <= path.high[-1]
    assert path.high[-1] - path.low[-1] <= 3 * CELL


def test_a_small_population_is_known_sooner_at_either_end():
    """Half of a population tells more than as many of a large one: with return the two would be alike."""
    found = np.random.default_rng(6).permutation(np.repeat([1.0, 0.0], [60, 540]))
    ends = []
    for size in (1200, 120_000):
        question = asked_of_unlinked(size, size, PLAN.aim)
        path = advanced(begun(question, PLAN), question, PLAN, found, np.ones(600))
        ends.append((path.low[-1], path.high[-1]))
    rate = 1 / 1.1
    (small_low, small_high), (large_low, large_high) = ends
    assert rate - small_low < 0.85 * (rate - large_low)
    assert small_high - rate < 0.85 * (large_high - rate)


def test_reports_without_a_crime_change_no_ratio():
    question = asked_of_reports(None, PLAN.aim)
    found, out_of = binary(200, 0.1), np.ones(200)
    sparse = np.zeros((400,)), np.zeros((400,))
    sparse[0][::2], sparse[1][::2] = found, out_of
    dense = watched(question, PLAN, found, out_of)
    thin = watched(question, PLAN, *sparse)
    assert thin.estimate[-1] == pytest.approx(dense.estimate[-1])
    assert abs(thin.path.low[-1] - dense.path.low[-1]) < 0.03


@pytest.mark.parametrize("rate", [0.62, 0.9, 0.997])
def test_a_payment_maps_to_its_rate(rate):
    size, recorded = 11_000, 8_000
    question = asked_of_unlinked(size, recorded, PLAN.aim)
    assert rate_of(question, recorded * (1 / rate - 1) / size) == pytest.approx(rate, abs=1e-4)
    assert rate_of(asked_of_reports(None, PLAN.aim), 1 - rate) == pytest.approx(rate, abs=1e-9)
    assert np.isnan(rate_of(question, float("nan")))


def test_how_many_more_reviews_is_about_right():
    question = asked_of_unlinked(110_000, 81_000, PLAN.aim)
    found, ones = binary(4000, 0.0756, 7), np.ones(4000)
    path = advanced(begun(question, PLAN), question, PLAN, found, ones)
    needed = int(np.argmax((path.high - path.low) / 2 <= PLAN.aim)) + 1
    half = watched(question, PLAN, found[: needed // 2], ones[: needed // 2])
    assert half.more_reviews == pytest.approx(needed - needed // 2, rel=0.4)
    assert watched(question, PLAN, found[:needed], ones[:needed]).more_reviews == 0


def test_draws_that_are_not_what_they_are_said_to_be_are_told():
    question = asked_of_reports(None, PLAN.aim)
    found = np.repeat([0.0, 1.0], 600)
    seen = watched(question, PLAN, found, np.ones(1200))
    assert seen.is_contradicted
    assert not watched(question, PLAN, found[:600], np.ones(600)).is_contradicted


def test_planned_looks_hold_the_textbook_interval_with_the_look_s_quantile():
    question = asked_of_reports(None, PLAN.aim)
    found = binary(1200, 0.1)
    given = looks(question, found, np.ones(1200), np.array([50, 600, 1200]), (3, 0.95))
    assert [look.reviews for look in given] == [600, 1200]
    last = given[-1]
    share = found.mean()
    half = last.quantile * np.sqrt(share * (1 - share) / 1199)
    assert (last.low, last.high) == pytest.approx((1 - share - half, 1 - share + half), abs=1e-9)
    assert given[0].quantile > last.quantile


def test_a_bad_score_widens_and_does_not_mislead():
    rng = np.random.default_rng(9)
    unrecorded = binary(20_000, 0.08, 11)
    recorded = 15_000
    rate = recorded / (recorded + unrecorded.sum())
    widths = []
    for score in (np.clip(0.9 * unrecorded + 0.02, 0, 1), rng.random(20_000)):
        frame = Scored(score, draw_chances(score))
        places = drawn(frame.chance, "s", 1, 600)
        question = asked_of_scored(frame, recorded, PLAN.aim)
        path = watched(question, PLAN, frame.payment(places, unrecorded[places]), np.ones(600)).path
        assert path.low[-1] <= rate <= path.high[-1]
        widths.append(path.high[-1] - path.low[-1])
    assert widths[0] < widths[1] / 2
