"""The effect of training beside other packages' figures, and beside what a simulated force was told to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pytest

from fullcount.audit.effect.cells import cells_of, joined, weeks_since
from fullcount.audit.effect.imputation import imputed
from fullcount.audit.effect.measure import measured
from fullcount.audit.effect.not_yet import not_yet_treated, start_weeks
from fullcount.audit.effect.results import Effect, Measured
from fullcount.audit.effect.rows import NEVER, Reviews, RollOut
from fullcount.simulate.calendar import DAY, year_of_demand
from fullcount.simulate.context import Context
from fullcount.simulate.happenings import Happenings, draw_happenings
from fullcount.simulate.scenarios.named import SCENARIOS
from fullcount.simulate.staff.roster import draw_roster
from fullcount.simulate.staff.training import RollOutDays, draw_roll_out

SEEDS = range(1, 7)
REPORTS = 60_000


def test_the_estimates_are_those_of_other_packages() -> None:
    """A row a crime: diff-diff 3.13.0 `ImputationDiD(cluster="team")` with its event study; `CallawaySantAnna(
    control_group="not_yet_treated", panel=False, estimation_method="reg")`, its ATT(g, t) averaged over the trained
    crimes; pyfixest 0.60.0 `did2s`."""
    rng = np.random.default_rng(5)
    start = np.array([6, 6, 6, 9, 9, 9, 12, 12, 12, 99, 99, 99])
    drawn = [
        (team, week, float(rng.random() < 0.8 + 0.01 * (team % 4) + 0.005 * (week % 3) + 0.06 * (week >= start[team])))
        for team in range(12)
        for week in range(18)
        for _ in range(rng.integers(2, 8))
    ]
    team, week, found = (np.array(column) for column in zip(*drawn, strict=True))
    reviews = Reviews(team, week * 7 + 1, np.ones(len(team)), found)
    trained = np.where(start < 18, start * 7 + 1, NEVER)
    is_after = reviews.day >= trained[team]
    cells = joined(cells_of(reviews, np.where(is_after, weeks_since(reviews, trained), -1), ~is_after, 12))
    ours = imputed(cells).estimate
    assert ours[0] == pytest.approx(0.049731444407417405, abs=1e-9)
    assert ours[0] == pytest.approx(0.04973116800592554, abs=1e-6)
    by_week = [0.05982051369309609, 0.06575628073274012, 0.075692024350674, 0.014160529826400375, 0.034157267158941344,
               0.01589627115256185, 0.10237911747553537, 0.08576202966159983, 0.0061569613121545685,
               0.24278732399148611, -0.22092633944160647, 0.05195792465526994]  # fmt: skip
    assert ours[1:] == pytest.approx(by_week, abs=1e-8)
    other = not_yet_treated(cells, start_weeks(trained, reviews.day), np.ones(())).estimate[0]
    assert other == pytest.approx(-0.021105667071850652, abs=1e-9)


@dataclass(frozen=True)
class Simulated:
    happened: Happenings
    roll_out: RollOutDays
    start: int


@lru_cache(maxsize=4)
def simulated(name: str, seed: int) -> Simulated:
    scenario = SCENARIOS[name]
    whole = Context(scenario, seed, year_of_demand(2025, scenario.clock_changes))
    roster = draw_roster(whole)
    roll_out = draw_roll_out(whole, roster)
    happened = draw_happenings(Context(scenario, seed, whole.year, 1), (0.0, 1.0), REPORTS, roster, roll_out)
    return Simulated(happened, roll_out, whole.year.start)


def measured_in(held: Simulated) -> Measured:
    """Every crime of the teams that were to be trained, as if all their reports had been reviewed rightly."""
    happened, first = held.happened, 7 * 105_000 + 1
    is_theirs = (happened.disclosed > 0) & (held.roll_out.trained_on[happened.team] >= 0)
    day = (happened.reported - held.start) // DAY + first
    trained = held.roll_out.trained_on
    trained = np.where(trained < 0, NEVER, (trained - held.start) // DAY + first)
    nobody = np.full(len(trained), -1)
    reviews = Reviews(
        happened.team[is_theirs].astype(np.int64), day[is_theirs].astype(np.int64),
        happened.disclosed[is_theirs].astype(float), happened.recorded[is_theirs].astype(float),
    )  # fmt: skip
    found = measured(reviews, RollOut(trained, nobody, nobody))
    assert isinstance(found, Measured)
    return found


def both() -> Iterator[tuple[Measured, Measured, float]]:
    """Yield what is measured where training works and where it does not, and the crimes that it truly gained: the two
    forces of a seed are alike in all but the effect."""
    for seed in SEEDS:
        works, nothing = simulated("training-works", seed), simulated("training-does-nothing", seed)
        one, other = works.happened, nothing.happened
        assert (one.disclosed == other.disclosed).all()
        counted = (one.disclosed > 0) & one.trained & (one.reported < works.roll_out.trained_on.max())
        gained = (one.recorded[counted] - other.recorded[counted]).sum() / one.disclosed[counted].sum()
        yield measured_in(works), measured_in(nothing), float(gained)


def test_the_planted_effect_is_recovered_and_none_is_found_where_none_was_planted() -> None:
    held, missed = 0, []
    for works, nothing, gained in both():
        assert 0.05 < gained < 0.15
        assert works.effect.low > 0.0
        assert nothing.effect.low <= 0.0 <= nothing.effect.high
        for made in (works, nothing):
            assert isinstance(made.placebo, Effect)
            assert made.placebo.p > 0.05
        held += works.effect.low <= gained <= works.effect.high
        missed.append(works.effect.estimate - gained)
    assert held >= len(SEEDS) - 1
    assert abs(float(np.mean(missed))) < 0.015
