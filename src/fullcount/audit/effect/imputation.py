"""The effect by imputation: the untrained weeks say what the trained ones would have been.

Borusyak, Jaravel & Spiess 2024, *Revisiting event-study designs: robust and efficient estimation*, Review of Economic
Studies 91:3253-3285, theorem 2: fit `rate = team + week` on untrained cells alone (least squares, each weighted by
its crimes), take the fitted value from each trained cell, and average what is left over the trained crimes. The
average is of crimes: a team with twice as many reviewed crimes counts twice.
"""

import numpy as np

from fullcount.audit.effect.cells import Cells
from fullcount.audit.effect.jackknife import LeftOut
from fullcount.audit.effect.rows import Floats

RIDGE = 1e-9
"""Added to the week equations, relative to their size: a week that nothing ties to the others gets 0, not an error."""


def imputed(cells: Cells) -> LeftOut:
    """Return the effect over all spans, then in each span: estimates (..., 1 + spans), a share -1 to 1.

    NaN where a span has no treated crime. Leaving a team out takes its terms from the sums, and one solve of the
    weeks' equations: no refit over teams. Check: Python's `diff-diff` 3.13 (`ImputationDiD`, a row a crime) gives
    the same estimates to ten digits, by week too, and `pyfixest` 0.60 (`did2s`) to six (tests/parity).
    """
    n, y = cells.control_n, cells.control_y
    total_n = n.sum(axis=-1, keepdims=True)
    share = np.divide(n, total_n, out=np.zeros_like(n), where=total_n > 0)
    own_rate = np.divide(y.sum(axis=-1), total_n[..., 0], out=np.zeros(n.shape[:-1]), where=total_n[..., 0] > 0)
    equations = _week_equations(n, share)
    right = y - n * own_rate[..., None]
    excess, pull, weight = _terms(cells, share, own_rate)

    weeks = _solved(equations.sum(axis=-3), right.sum(axis=-2))
    estimate = _ratio(excess.sum(axis=-1) - _at(pull.sum(axis=-2), weeks), weight.sum(axis=-1))
    weeks_without = _solved(
        equations.sum(axis=-3, keepdims=True) - equations, right.sum(axis=-2, keepdims=True) - right
    )
    pull_without = pull.sum(axis=-2, keepdims=True) - pull
    without = _ratio(
        excess.sum(axis=-1, keepdims=True) - excess - np.einsum("...kjt,...jt->...kj", pull_without, weeks_without),
        weight.sum(axis=-1, keepdims=True) - weight,
    )
    counts = (n.sum(axis=-1) + cells.treated_n.sum(axis=(-3, -1))) > 0
    return LeftOut(estimate, without, counts, weight, _teams_alike(_moved_by(cells, share, pull, weight), n, weight))


def _week_equations(n: Floats, share: Floats) -> Floats:
    """Return each team's part of the normal equations of the weeks, its own level taken out, (..., teams, weeks,
    weeks)."""
    equations = -n[..., :, None] * share[..., None, :]
    diagonal = np.arange(n.shape[-1])
    equations[..., diagonal, diagonal] += n
    return equations


def _terms(cells: Cells, share: Floats, own_rate: Floats) -> tuple[Floats, Floats, Floats]:
    """Return, by span (all first) and team: what its trained crimes exceed its own untrained rate by, how the week
    effects pull on that (..., spans, teams, weeks), and its trained crimes."""
    treated_n = np.concatenate([cells.treated_n.sum(axis=-3, keepdims=True), cells.treated_n], axis=-3)
    treated_y = np.concatenate([cells.treated_y.sum(axis=-3, keepdims=True), cells.treated_y], axis=-3).sum(axis=-1)
    weight = treated_n.sum(axis=-1)
    excess = treated_y - weight * own_rate[..., None, :]
    pull = treated_n - weight[..., None] * share[..., None, :, :]
    return excess, pull, weight


def _solved(equations: Floats, right: Floats) -> Floats:
    """Return the week effects, summing to 0; `equations` lack one rank, for a level may move between team and week."""
    weeks = equations.shape[-1]
    size = np.trace(equations, axis1=-2, axis2=-1)[..., None, None] / weeks + 1e-300
    full = equations + size * (1.0 / weeks + RIDGE * np.eye(weeks))
    solved: Floats = np.linalg.solve(full, right[..., None])[..., 0]
    return solved


def _at(pull: Floats, weeks: Floats) -> Floats:
    return np.asarray(np.einsum("...kt,...t->...k", pull, weeks))


def _ratio(above: Floats, below: Floats) -> Floats:
    return np.asarray(np.divide(above, below, out=np.full(np.shape(below), np.nan), where=below > 0))


def _moved_by(cells: Cells, share: Floats, pull: Floats, weight: Floats) -> Floats:
    """Return by how much one more untrained crime with the outcome moves each figure, (..., spans, teams, weeks)."""
    n = cells.control_n
    total, overall = n.sum(axis=-1)[..., None, :, None], weight.sum(axis=-1)[..., None, None]
    weeks = _solved(_week_equations(n, share).sum(axis=-3)[..., None, :, :], pull.sum(axis=-2))[..., None, :]
    own = np.divide(weight[..., None], total, out=np.zeros_like(pull[..., :1]), where=total > 0)
    moved = own + weeks - (share[..., None, :, :] * weeks).sum(axis=-1, keepdims=True)
    is_known = (n[..., None, :, :] > 0) & (overall > 0)
    return np.asarray(np.divide(-moved, overall, out=np.zeros_like(pull), where=is_known))


def _teams_alike(moved: Floats, n: Floats, weight: Floats) -> Floats:
    """Return how many teams of one weight would steady each figure as much as those there are, (..., spans).

    (sum of v) squared over sum of v squared, v being what a team's crimes, as if independent, add to the variance:
    Carter, Schnepel & Steigerwald 2017, Review of Economics and Statistics 99:698-709. It depends on who was reviewed
    and trained when, not on what was found. Check: four teams trained at once beside twenty like them, 5.7.
    """
    overall = weight.sum(axis=-1, keepdims=True)
    part = np.divide(weight, overall**2, out=np.zeros_like(weight), where=overall > 0)
    each = (n[..., None, :, :] * moved**2).sum(axis=-1) + part
    squares = (each**2).sum(axis=-1)
    return np.asarray(np.divide(each.sum(axis=-1) ** 2, squares, out=np.ones_like(squares), where=squares > 0))


def weights_of(cells: Cells) -> tuple[Floats, Floats]:
    """Return by how much one more crime with the outcome moves the overall effect: in each untrained cell and in each
    trained one, (..., teams, weeks) both.

    The estimate is linear in what was found: Borusyak, Jaravel & Spiess 2024, proposition 5. It is what the planner's
    variance rests on. Check: the weights times the counts sum to the estimate.
    """
    n = cells.control_n
    total = n.sum(axis=-1, keepdims=True)
    share = np.divide(n, total, out=np.zeros_like(n), where=total > 0)
    own_rate = np.zeros(n.shape[:-1])
    _, pull, weight = _terms(cells, share, own_rate)
    overall = weight[..., 0, :].sum(axis=-1)[..., None, None]
    control = _moved_by(cells, share, pull[..., :1, :, :], weight[..., :1, :])[..., 0, :, :]
    return control, np.where(cells.treated_n.sum(axis=-3) > 0, 1.0 / overall, 0.0)
