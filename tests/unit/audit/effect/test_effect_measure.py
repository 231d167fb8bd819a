"""What is said of a roll-out: refusals, warnings, placebos and the p-value by lot."""

from dataclasses import replace

import numpy as np
import pytest
from effect_cases import DAYS, NOBODY, PLAN, TEAMS, exact, noisy

from fullcount.audit.effect.cells import joined
from fullcount.audit.effect.imputation import imputed
from fullcount.audit.effect.lot import Lot, orders, p_by_lot, sides
from fullcount.audit.effect.measure import Asked, measured
from fullcount.audit.effect.placebo import backdated
from fullcount.audit.effect.results import Effect, Measured
from fullcount.audit.effect.rows import NEVER, Reviews, RollOut
from fullcount.audit.results import Refusal

USUAL = Asked()
BY_LOT = Asked(lot=Lot.TEAM, seed=3)


def only(reviews: Reviews, kept: np.ndarray) -> Reviews:
    return Reviews(*(getattr(reviews, name)[kept] for name in Reviews.__slots__))


def found(reviews: Reviews, plan: RollOut = PLAN, asked: Asked = USUAL) -> Measured:
    made = measured(reviews, plan, asked)
    assert isinstance(made, Measured), made
    return made


def refused(reviews: Reviews, plan: RollOut = PLAN) -> str:
    made = measured(reviews, plan)
    assert isinstance(made, Refusal)
    return made.why


def test_a_clear_effect_is_found_with_its_weeks_and_nothing_before() -> None:
    made = found(noisy(1, 0.15, crimes=30))
    assert made.effect.low < 0.15 < made.effect.high
    assert made.effect.low > 0.0
    assert isinstance(made.placebo, Effect)
    assert made.placebo.low < 0.0 < made.placebo.high
    assert made.placebo_weeks == 3
    assert [week.week for week in made.by_week] == list(range(-3, 12))
    assert sum(week.crimes for week in made.by_week if week.week >= 0) == made.treated_crimes
    assert (made.teams, made.trained_teams, made.beyond) == (12, 9, 0)


def test_refusals_say_what_is_missing() -> None:
    reviews = noisy(2, crimes=10)
    assert "nothing to compare with" in refused(only(reviews, reviews.day >= DAYS[reviews.team]))
    assert "after any team's training" in refused(only(reviews, reviews.day < DAYS[reviews.team]))
    assert "only 7 teams" in refused(only(reviews, reviews.team > 4))
    at_once = replace(PLAN, trained=np.full(TEAMS, 60))
    assert "all at once" in refused(reviews, at_once)
    few = replace(PLAN, trained=np.where(np.arange(TEAMS) < 3, 60, NEVER))
    assert "only 3 trained teams" in refused(reviews, few)
    assert "too few reviews" in refused(only(reviews, np.arange(len(reviews.team)) % 20 == 0))
    assert "nothing to compare with" in refused(only(reviews, reviews.team < 0))


def test_moving_before_training_is_told_and_can_be_left_out() -> None:
    early = exact(0.10, early=0.10)
    rng = np.random.default_rng(3)
    drawn = rng.binomial(early.out_of.astype(int), early.those / early.out_of).astype(float)
    early = replace(early, those=drawn)
    made = found(early)
    assert any("in the 3 weeks before training" in warning for warning in made.warnings)
    assert made.effect.estimate < 0.095
    left_out = found(early, asked=Asked(anticipation=2))
    assert not any("before training the teams already" in warning for warning in left_out.warnings)
    assert left_out.effect.estimate == pytest.approx(0.10, abs=0.02)


def test_spill_over_is_looked_for_among_neighbours() -> None:
    area = np.array([0, 1, 2, 0, 1, 2, 0, 1, 2, 3, 3, 3])
    plan = RollOut(DAYS, NOBODY, area)
    first = np.array([DAYS[(area == one) & (np.arange(TEAMS) != team)].min() for team, one in enumerate(area)])
    rng = np.random.default_rng(4)
    held = exact(0.10)
    is_beside = (held.day >= first[held.team]) & (held.day < DAYS[held.team])
    chance = held.those / held.out_of + 0.08 * is_beside
    spilt = Reviews(held.team, held.day, held.out_of, rng.binomial(held.out_of.astype(int), chance).astype(float))
    made = found(spilt, plan)
    assert isinstance(made.spill_over, Effect)
    assert made.spill_over.low > 0.0
    assert any("spills over" in warning for warning in made.warnings)
    plain = found(noisy(5, 0.10, crimes=30), plan)
    assert not any("spills over" in warning for warning in plain.warnings)
    assert isinstance(found(noisy(5)).spill_over, Refusal)


def test_a_team_that_dominates_is_told() -> None:
    held = exact(0.05)
    heavy = np.where(held.team == 0, 40.0, 1.0)
    odd = np.where((held.team == 0) & (held.day >= DAYS[0]), 0.2, 0.0)
    made = found(Reviews(held.team, held.day, held.out_of * heavy, (held.those + odd * held.out_of) * heavy))
    assert made.influence.team == 0
    assert made.influence.without == pytest.approx(0.05, abs=1e-6)
    assert any("one team dominates" in warning for warning in made.warnings)
    assert not any("dominates" in warning for warning in found(noisy(6, 0.05, crimes=30)).warnings)


def test_effects_that_are_not_measured_for_lack_of_untrained_teams_are_counted() -> None:
    plan = replace(PLAN, trained=np.where(np.arange(TEAMS) < 9, DAYS, 13 * 7 + 1))
    reviews = exact(0.05)
    made = found(reviews, plan)
    after = reviews.day >= plan.trained[reviews.team]
    assert made.beyond == reviews.out_of[after & (reviews.day >= 13 * 7 + 1)].sum()
    assert made.treated_crimes + made.beyond == reviews.out_of[after].sum()


def test_the_p_value_by_lot_is_small_where_training_worked_and_even_where_it_did_not() -> None:
    rng = np.random.default_rng(5)
    assert p_by_lot(noisy(7, 0.2, crimes=20), PLAN, Lot.TEAM, 0, rng) < 0.02
    nothing = [p_by_lot(noisy(seed, 0.0, crimes=3), PLAN, Lot.TEAM, 0, rng) for seed in range(12)]
    assert 0.2 < np.mean(nothing) < 0.8
    assert found(noisy(7), asked=BY_LOT).lot_p == found(noisy(7), asked=BY_LOT).lot_p
    assert found(noisy(7)).lot_p is None


def test_orders_of_a_lot_are_counted() -> None:
    four = RollOut(np.array([8, 8, 50, 50]), np.array([0, 0, 1, 1]), np.full(4, -1))
    assert orders(four, Lot.TEAM) == 6
    assert orders(four, Lot.COHORT) == 2
    cohorts = replace(PLAN, cohort=np.repeat(np.arange(4), 3))
    made = found(noisy(8), cohorts, Asked(lot=Lot.COHORT))
    assert any("only 24 orders" in warning for warning in made.warnings)
    assert made.lot_p is not None
    assert made.lot_p >= 1 / 24 * 0.5


def test_the_placebo_finds_what_happened_before_training_week_by_week() -> None:
    found_before = imputed(joined(backdated(exact(0.3, early=0.1), DAYS, 4, 0)))
    assert found_before.estimate[1:] == pytest.approx([0.0, 0.0, 0.1, 0.1], abs=1e-8)
    left_out = imputed(joined(backdated(exact(0.3, early=0.1), DAYS, 3, 14)))
    assert left_out.estimate == pytest.approx(0.0, abs=1e-8)


def test_the_days_before_training_are_on_neither_side_where_they_are_left_out() -> None:
    reviews = Reviews(np.zeros(4, np.int64), np.array([1, 8, 14, 15]), np.ones(4), np.ones(4))
    spans, is_control = sides(reviews, np.array([15]), 7)
    assert spans.tolist() == [-1, -1, -1, 0]
    assert is_control.tolist() == [True, False, False, False]
