"""The planner: its power against the tables, and its answers against each other."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import special

from fullcount.audit.effect.power import (
    Design,
    chance_to_see,
    freedom_of,
    planned,
    smallest_seen,
    standard_error_of,
    starts,
)
from fullcount.audit.effect.results import Planned
from fullcount.audit.results import Refusal

DESIGN = Design(teams=24, weeks=26, crimes=6.0, first=8, waves=4, apart=4)


def found(design: Design, effect: float) -> Planned:
    made = planned(design, effect)
    assert isinstance(made, Planned)
    return made


def test_power_is_cohens() -> None:
    assert chance_to_see(2.802, 1.0, 10**6) == pytest.approx(0.8, abs=1e-3)
    assert chance_to_see(0.0, 1.0, 24) == pytest.approx(0.025)
    assert chance_to_see(smallest_seen(0.02, 24, 0.8), 0.02, 24) == pytest.approx(0.8)


def test_waves_are_as_even_as_can_be_and_those_held_back_are_never_trained() -> None:
    week = starts(replace(DESIGN, teams=10, never=2))
    assert np.bincount(week[:8])[8::4].tolist() == [2, 2, 2, 2]
    assert (week[8:] > DESIGN.weeks).all()


def test_two_teams_side_by_side_have_the_textbook_error() -> None:
    # one wave, half held back, weeks alike: a difference of differences of four means
    design = Design(teams=10, weeks=20, crimes=5.0, first=10, waves=1, apart=1, never=5, rate=0.8, spread=0.0)
    cell = 0.8 * 0.2 / (5.0 * 5 * 10)
    assert standard_error_of(design) == pytest.approx(np.sqrt(4 * cell))
    wider = replace(design, spread=0.05)
    assert standard_error_of(wider) == pytest.approx(np.sqrt(4 * (cell + 0.05**2 / 50)))


def test_the_crimes_needed_give_the_power_asked_for() -> None:
    made = found(DESIGN, 0.06)
    assert made.crimes_needed is not None
    assert found(replace(DESIGN, crimes=made.crimes_needed), 0.06).power == pytest.approx(0.8, abs=1e-3)
    assert found(DESIGN, made.smallest).power == pytest.approx(0.8, abs=1e-6)
    assert found(replace(DESIGN, spread=0.15), 0.01).crimes_needed is None
    powers = [power for _, power in made.curve]
    assert powers == sorted(powers)
    half = (made.interval.high - made.interval.low) / 2
    assert half == pytest.approx(special.stdtrit(freedom_of(DESIGN), 0.975) * made.standard_error)
    assert 12.0 < freedom_of(DESIGN) < 23.0


def test_what_can_show_nothing_is_refused() -> None:
    assert isinstance(planned(replace(DESIGN, waves=1), 0.05), Refusal)
    assert isinstance(planned(replace(DESIGN, first=40), 0.05), Refusal)
