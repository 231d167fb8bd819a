"""Imputation, not-yet-treated and the jackknife, on roll-outs whose answer is known."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from effect_cases import DAYS, START, TEAMS, WEEKS, exact, noisy

from fullcount.audit.effect.cells import Cells, cells_of, joined, weeks_since
from fullcount.audit.effect.imputation import imputed, weights_of
from fullcount.audit.effect.jackknife import freedom, half_width, standard_error, two_sided
from fullcount.audit.effect.not_yet import not_yet_treated, start_weeks
from fullcount.audit.effect.rows import NEVER, Reviews


def cells(reviews: Reviews, days: np.ndarray = DAYS) -> Cells:
    day = days[reviews.team]
    spans = np.where(reviews.day >= day, weeks_since(reviews, days), -1)
    return cells_of(reviews, spans, reviews.day < day, TEAMS)


@pytest.mark.parametrize("effect", [0.0, 0.05, -0.1])
def test_both_estimators_find_an_exact_effect_in_every_week(effect: float) -> None:
    held = joined(cells(exact(effect)))
    assert imputed(held).estimate == pytest.approx(effect, abs=1e-9)
    assert not_yet_treated(held, START, np.ones(())).estimate == pytest.approx(effect, abs=1e-9)
    assert standard_error(imputed(held)) == pytest.approx(0.0, abs=1e-8)


def test_leaving_a_team_out_is_what_a_fit_without_it_gives() -> None:
    held = joined(cells(noisy(3, 0.05)))
    found = imputed(held)
    for team in range(TEAMS):
        kept = np.arange(TEAMS) != team
        without = Cells(held.control_n[kept], held.control_y[kept], held.treated_n[:, kept], held.treated_y[:, kept])
        assert found.without[:, team] == pytest.approx(imputed(without).estimate, abs=1e-9, nan_ok=True)
        one = not_yet_treated(held, START, np.ones(())).without[0, team]
        assert one == pytest.approx(not_yet_treated(without, START[kept], np.ones(())).estimate[0], abs=1e-9)


def test_the_imputation_is_the_least_squares_fit_of_untrained_crimes() -> None:
    reviews = noisy(4, 0.05)
    held = joined(cells(reviews))
    week = reviews.week()
    is_control = week < START[reviews.team]
    design = np.zeros((len(week), TEAMS + WEEKS))
    design[np.arange(len(week)), reviews.team] = 1
    design[np.arange(len(week)), TEAMS + week] = 1
    fit = np.linalg.lstsq(design[is_control], reviews.those[is_control], rcond=None)[0]
    gap = reviews.those - design @ fit
    assert imputed(held).estimate[0] == pytest.approx(gap[~is_control].mean(), abs=1e-7)


def test_the_weights_times_the_counts_are_the_estimate() -> None:
    held = joined(cells(noisy(5, 0.05)))
    control, treated = weights_of(held)
    total = (control * held.control_y).sum() + (treated * held.treated_y.sum(axis=0)).sum()
    assert total == pytest.approx(imputed(held).estimate[0], abs=1e-10)


def test_replicates_give_what_each_gives_alone() -> None:
    alone = [cells(noisy(seed, 0.05)) for seed in (6, 7)]
    names = ("control_n", "control_y", "treated_n", "treated_y")
    both = Cells(*(np.stack([getattr(one, name) for one in alone]) for name in names)).compared()
    found = imputed(both)
    for place, one in enumerate(alone):
        single = imputed(one.compared())
        assert found.estimate[place] == pytest.approx(single.estimate, abs=1e-12)
        assert half_width(found, 0.95)[place] == pytest.approx(half_width(single, 0.95), abs=1e-12)


def test_the_jackknife_of_a_mean_is_its_standard_error() -> None:
    found = imputed(joined(cells(noisy(8))))
    values = np.random.default_rng(1).normal(size=TEAMS)
    without = ((values.sum() - values) / (TEAMS - 1))[None]
    mean = replace(found, alike=np.full(1, np.inf), estimate=values.mean(keepdims=True), without=without)
    assert standard_error(mean)[0] == pytest.approx(values.std(ddof=1) / np.sqrt(TEAMS))
    assert two_sided(mean)[0] == pytest.approx(_t_test(values), abs=1e-12)


def _t_test(values: np.ndarray) -> float:
    from scipy import stats

    return float(stats.ttest_1samp(values, 0.0).pvalue)


def test_a_week_is_split_at_the_day_of_training() -> None:
    days = np.array([10, NEVER])  # the Wednesday of the second week
    reviews = Reviews(np.array([0, 0, 0, 1]), np.array([8, 9, 10, 10]), np.ones(4), np.ones(4))
    held = cells_of(reviews, np.where(reviews.day >= days[reviews.team], 0, -1), reviews.day < days[reviews.team], 2)
    assert held.control_n.tolist() == [[2.0], [1.0]]
    assert held.treated_n.tolist() == [[[1.0], [0.0]]]
    assert weeks_since(reviews, days)[:3].tolist() == [-1, -1, 0]
    assert start_weeks(days, reviews.day).tolist() == [0, NEVER]


def test_weeks_with_too_few_untrained_teams_are_not_measured() -> None:
    days = np.where(np.arange(TEAMS) < 11, 6 * 7 + 1, NEVER)
    assert not joined(cells(exact(0.05), days)).treated_n.any()
    two_left = np.where(np.arange(TEAMS) < 10, 6 * 7 + 1, NEVER)
    assert joined(cells(exact(0.05), two_left)).treated_n.any()


def test_what_no_untrained_week_ties_together_is_not_measured() -> None:
    reviews = exact(0.05)
    apart = reviews.week() < 3  # the first three weeks have other teams than the rest
    kept = np.where(apart, reviews.team < 6, True) & ~((reviews.week() >= 3) & (reviews.team < 6))
    split = Reviews(*(getattr(reviews, name)[kept] for name in Reviews.__slots__))
    held = joined(cells(split))
    assert not held.treated_n[:, :6].any()
    assert imputed(held).estimate[0] == pytest.approx(0.05, abs=1e-8)


def test_empty_cells_and_teams_without_reviews_change_nothing_else() -> None:
    reviews = exact(0.05)
    kept = (reviews.team != 4) & ((reviews.team + reviews.week()) % 5 != 0)
    thin = Reviews(*(getattr(reviews, name)[kept] for name in Reviews.__slots__))
    found = imputed(joined(cells(thin)))
    assert found.estimate[0] == pytest.approx(0.05, abs=1e-8)
    assert found.counts.sum() == TEAMS - 1


def test_a_few_stragglers_do_not_carry_the_comparison_for_everybody() -> None:
    teams = 40
    trained = np.where(np.arange(teams) < 37, 6 * 7 + 1, NEVER)  # three of forty are fewer than a tenth
    team, week = (axis.ravel() for axis in np.indices((teams, 10)))
    reviews = Reviews(team, week * 7 + 1, np.full(len(team), 4.0), np.full(len(team), 3.0))
    is_after = reviews.day >= trained[team]
    assert not cells_of(reviews, np.where(is_after, 0, -1), ~is_after, teams).compared().treated_n.any()
    one_more = np.where(np.arange(teams) < 36, 6 * 7 + 1, NEVER)
    is_after = reviews.day >= one_more[team]
    assert cells_of(reviews, np.where(is_after, 0, -1), ~is_after, teams).compared().treated_n.any()


def test_a_team_whose_untrained_weeks_nobody_shares_is_not_measured() -> None:
    reviews = exact(0.05)
    days = np.where(np.arange(TEAMS) < 6, 6 * 7 + 1, DAYS)
    week, is_first = reviews.week(), reviews.team < 6
    kept = np.where(is_first, (week < 3) | (week >= 6), week >= 3)
    held = cells(Reviews(*(getattr(reviews, name)[kept] for name in Reviews.__slots__)), days)
    assert held.compared().treated_n[:, :6].any()
    assert not joined(held).treated_n[:, :6].any()
    assert joined(held).treated_n[:, 6:].any()


def test_weeks_run_from_monday_to_sunday() -> None:
    days = np.array([date(2026, 11, day).toordinal() for day in (23, 29, 30)])
    assert Reviews(np.zeros(3, np.int64), days, np.ones(3), np.ones(3)).week().tolist() == [0, 0, 1]


def test_few_teams_on_one_side_count_as_few() -> None:
    teams = 24
    team, week = (axis.ravel() for axis in np.indices((teams, 10)))
    reviews = Reviews(team, week * 7 + 1, np.full(len(team), 4.0), np.full(len(team), 3.0))
    for trained, alike in ((4, 5.7), (12, 24.0), (20, 5.7)):
        is_after = (week >= 5) & (team < trained)
        found = imputed(cells_of(reviews, np.where(is_after, 0, -1), ~is_after, teams))
        assert found.alike == pytest.approx(alike, abs=0.05)
        assert freedom(found) == pytest.approx(min(alike, 23.0), abs=0.05)
