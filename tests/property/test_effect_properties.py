"""What must not matter to the effect of training does not: names, order, split rows, levels of teams and weeks."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fullcount.audit.effect.measure import measured
from fullcount.audit.effect.results import Measured
from fullcount.audit.effect.rows import NEVER, Reviews, RollOut

TEAMS = 10


@st.composite
def roll_outs(draw: st.DrawFn) -> tuple[Reviews, RollOut]:
    """A row a review, teams trained on any days (at least three never), reviews wherever they fall."""
    seed = draw(st.integers(0, 2**32 - 1))
    rng = np.random.default_rng(seed)
    weeks = draw(st.integers(6, 16))
    days = draw(st.lists(st.integers(15, weeks * 7 - 10), min_size=TEAMS - 3, max_size=TEAMS - 3))
    many = draw(st.integers(300, 900))
    team, day = rng.integers(0, TEAMS, many), rng.integers(1, weeks * 7 + 1, many)
    disclosed = rng.integers(0, 3, many).astype(float)
    nobody = np.full(TEAMS, -1)
    plan = RollOut(np.array([*days, NEVER, NEVER, NEVER]), nobody, nobody)
    return Reviews(team, day, disclosed, rng.binomial(disclosed.astype(int), 0.8).astype(float)), plan


def effect_of(reviews: Reviews, plan: RollOut) -> Measured | None:
    found = measured(reviews, plan)
    return found if isinstance(found, Measured) else None


@given(roll_outs(), st.integers(0, 2**32 - 1))
def test_order_names_and_weeks_passed_do_not_matter(made: tuple[Reviews, RollOut], seed: int) -> None:
    reviews, plan = made
    before = effect_of(reviews, plan)
    rng = np.random.default_rng(seed)
    rows, names = rng.permutation(len(reviews.team)), rng.permutation(TEAMS)
    named = np.argsort(names)[reviews.team]
    moved = Reviews(named[rows], reviews.day[rows] + 7 * 52, reviews.out_of[rows], reviews.those[rows])
    trained = np.where(plan.trained >= NEVER, NEVER, plan.trained + 7 * 52)[names]
    after = effect_of(moved, RollOut(trained, plan.cohort, plan.area))
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert np.isclose(before.effect.estimate, after.effect.estimate, atol=1e-7)
        assert np.isclose(before.effect.high, after.effect.high, atol=1e-6)


@given(roll_outs())
def test_two_rows_are_worth_their_sum(made: tuple[Reviews, RollOut]) -> None:
    reviews, plan = made
    one = effect_of(reviews, plan)
    parts = [getattr(reviews, name) for name in Reviews.__slots__]
    halves = Reviews(*(np.tile(part, 2) for part in parts[:2]), *(np.tile(part / 2, 2) for part in parts[2:]))
    other = effect_of(halves, plan)
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert np.isclose(one.effect.estimate, other.effect.estimate, atol=1e-9)
        assert np.isclose(one.effect.low, other.effect.low, atol=1e-7)


@given(roll_outs(), st.integers(0, 2**32 - 1))
def test_what_a_team_always_has_and_a_week_gives_to_all_drops_out(made: tuple[Reviews, RollOut], seed: int) -> None:
    reviews, plan = made
    rng = np.random.default_rng(seed)
    level, shock = rng.normal(size=TEAMS), rng.normal(size=int(reviews.week().max()) + 1)
    share = level[reviews.team] + shock[reviews.week()]
    found = effect_of(Reviews(reviews.team, reviews.day, reviews.out_of, reviews.out_of * share), plan)
    if found is not None:
        assert abs(found.effect.estimate) < 1e-6
        assert found.effect.high - found.effect.low < 1e-5
