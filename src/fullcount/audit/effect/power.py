"""Before anybody is trained: what a roll-out could show, and how many reviews that takes."""

from dataclasses import dataclass, replace

import numpy as np
from scipy import optimize, special

from fullcount.audit.effect.cells import Cells
from fullcount.audit.effect.imputation import imputed, weights_of
from fullcount.audit.effect.jackknife import freedom
from fullcount.audit.effect.results import Planned
from fullcount.audit.effect.rows import Ints
from fullcount.audit.results import Interval, Refusal

MOST_CRIMES = 1000.0


@dataclass(frozen=True, slots=True)
class Design:
    """A roll-out to come. `crimes`: reviewed crimes of a team in a week; `first`: weeks watched before the first
    training; `waves` of teams, `apart` weeks from one to the next; `never`: teams held back to the end; `rate`: the
    recording rate now; `spread`: how far a team's true rate strays from week to week, as a standard deviation (0.03 is
    three points), beside what the count of crimes explains; `effects`: the same of the effect from team to team.
    """

    teams: int
    weeks: int
    crimes: float
    first: int
    waves: int
    apart: int
    never: int = 0
    rate: float = 0.85
    spread: float = 0.03
    effects: float = 0.0


def starts(design: Design) -> Ints:
    """Return the week in which each team is trained, (teams,); the last `never` teams beyond the last week."""
    trained = design.teams - design.never
    week = design.first + design.apart * (np.arange(design.teams) * design.waves // max(trained, 1))
    return np.where(np.arange(design.teams) < trained, week, design.weeks + 1)


def planned_cells(design: Design) -> Cells:
    """Return the cells that the design would give, every review made; counts with the outcome are left at 0."""
    is_treated = np.arange(design.weeks) >= starts(design)[:, None]
    crimes = np.full(is_treated.shape, design.crimes)
    return Cells(crimes * ~is_treated, crimes * 0.0, (crimes * is_treated)[None], crimes[None] * 0.0).compared()


def standard_error_of(design: Design) -> float | None:
    """Return the standard error that the design's effect would have, a share; None where it can show none.

    The estimate is linear in the cells' rates with known weights (`weights_of`), so its variance is the sum of
    squared weights times `rate (1 - rate) / crimes + spread²` (Borusyak, Jaravel & Spiess 2024, proposition 5).
    Check: `bench/audit_effect.py` prints it beside the spread of simulated estimates.
    """
    cells = planned_cells(design)
    if not cells.treated_n.any():
        return None
    control, treated = weights_of(cells)
    each = design.rate * (1.0 - design.rate) / design.crimes + design.spread**2
    cell = (design.crimes * control) ** 2 * (cells.control_n > 0) + (design.crimes * treated) ** 2
    part = (cells.treated_n[0] * treated).sum(axis=-1)
    return float(np.sqrt(each * cell.sum() + design.effects**2 * (part**2).sum()))


def freedom_of(design: Design) -> float:
    """Return the degrees of freedom that the design's interval would have, as `jackknife.freedom` counts them."""
    return float(freedom(imputed(planned_cells(design)))[0])


def chance_to_see(effect: float, error: float, degrees: float, level: float = 0.95) -> float:
    """Return the power: how often the interval at `level` leaves nought out on the side of the effect.

    Student's t with so many degrees of freedom, not central (Cohen 1988, section 2.5). Check: an effect of 2.802
    standard errors is seen with 80% where teams are very many.
    """
    quantile = float(special.stdtrit(degrees, 0.5 + level / 2.0))
    below = float(special.nctdtr(degrees, abs(effect) / error, quantile))
    return 1.0 if np.isnan(below) else 1.0 - below  # far beyond what scipy computes, nothing is left below


def smallest_seen(error: float, degrees: float, power: float, level: float = 0.95) -> float:
    """Return the smallest effect that is seen with that power, a share."""
    return float(optimize.brentq(lambda size: chance_to_see(size, error, degrees, level) - power, 0.0, 100.0 * error))


def planned(design: Design, effect: float, power: float = 0.8, level: float = 0.95) -> Planned | Refusal:
    """Return what the design would show of the effect, or why it can show nothing."""
    error = standard_error_of(design)
    if error is None:
        return Refusal("in no week are some teams trained and others not yet: add weeks, waves or teams held back")
    degrees = freedom_of(design)
    smallest = smallest_seen(error, degrees, power, level)
    sizes = np.linspace(0.0, max(2.0 * smallest, 1.2 * abs(effect)), 41)
    half = float(special.stdtrit(degrees, 0.5 + level / 2.0)) * error
    return Planned(
        error,
        chance_to_see(effect, error, degrees, level),
        smallest,
        _crimes_needed(design, effect, power, level),
        tuple((float(size), chance_to_see(float(size), error, degrees, level)) for size in sizes),
        Interval(effect, effect - half, effect + half),
    )


def _crimes_needed(design: Design, effect: float, power: float, level: float) -> float | None:
    """Return the reviewed crimes a team and week that give the power, by bisection; None beyond a thousand."""

    degrees = freedom_of(design)

    def short(crimes: float) -> float:
        error = standard_error_of(replace(design, crimes=crimes))
        assert error is not None
        return chance_to_see(effect, error, degrees, level) - power

    if effect == 0.0 or short(MOST_CRIMES) < 0.0:
        return None
    return 0.1 if short(0.1) >= 0.0 else float(optimize.brentq(short, 0.1, MOST_CRIMES, xtol=0.01))
