"""The effect by teams not yet trained: each cohort's change since the week before its training, beside theirs.

Callaway & Sant'Anna 2021, *Difference-in-differences with multiple time periods*, Journal of Econometrics
225:200-230: ATT(g, t) with not-yet-treated comparisons and the last week before training as base, for reviews as
repeated cross-sections without covariates (their section 2.2 and equation 2.8), averaged over the trained crimes. It
assumes less than the imputation (parallel change from the last week on, not from the first) and is wider.
"""

import numpy as np

from fullcount.audit.effect.cells import LEAST_COMPARED, Cells
from fullcount.audit.effect.jackknife import LeftOut
from fullcount.audit.effect.rows import NEVER, Flags, Floats, Ints


def not_yet_treated(cells: Cells, start: Ints, alike: Floats) -> LeftOut:
    """Return the overall effect and its values without each team: one figure, a share -1 to 1. `alike`, (...), is how
    many teams of one weight it rests on: taken from the imputation, which is made of the same teams.

    `start`, (teams,), is the week in which each team was trained (NEVER: not). A cohort is the teams of one week; its
    base is the last week before in which it and two teams not yet trained were reviewed. A cohort, or a week of it,
    without these is left out. The teams that compare are those untrained through the whole of week t, the same at
    the base. Check: `diff-diff` 3.13 (`CallawaySantAnna`, a row a crime, repeated cross-sections) gives the same
    ATT(g, t), averaged over crimes, to ten digits (tests/parity/test_training_effect.py).
    """
    n1 = cells.treated_n.sum(axis=-3)
    weeks = n1.shape[-1]
    above = np.zeros((*n1.shape[:-2], n1.shape[-2] + 1))
    below = np.zeros_like(above)
    counted = np.zeros(n1.shape[:-1])
    for g in np.unique(start[start < weeks]):
        base = _base(cells, start, int(g))
        if base < 0:
            continue
        is_later = start[:, None] > np.arange(weeks)
        parts = _differences(cells, start == g, is_later, base, int(g))
        above += parts[0]
        below += parts[1]
        counted += n1[..., int(g) :].sum(axis=-1) * (start == g)
    value = np.divide(above, below, out=np.full_like(above, np.nan), where=below > 0)
    has_rows = (cells.control_n.sum(axis=-1) + n1.sum(axis=-1)) > 0
    return LeftOut(value[..., :1], value[..., None, 1:], has_rows, counted[..., None, :], alike[..., None])


def _base(cells: Cells, start: Ints, g: int) -> int:
    """Return the last week before g in which the cohort and two later teams were reviewed, -1 where there is none.

    Replicates share the week that fits in most of them; the few that lack it lose the cohort.
    """
    seen = (cells.control_n > 0).reshape(-1, *cells.control_n.shape[-2:])
    fits = seen[:, start == g].any(axis=1) & (seen[:, start > g].sum(axis=1) >= LEAST_COMPARED)
    before = np.flatnonzero(fits.mean(axis=0)[:g] > 0.5)
    return int(before[-1]) if len(before) else -1


def _differences(cells: Cells, is_cohort: Flags, is_later: Flags, base: int, g: int) -> tuple[Floats, Floats]:
    """Return the sums, over the weeks from g on, of ATT(g, t) times the trained crimes, and of these crimes, with all
    teams and then without each: (..., 1 + teams) both."""
    cohort, later = is_cohort[:, None], is_later[:, g:]
    n1, y1 = cells.treated_n.sum(axis=-3)[..., g:], cells.treated_y.sum(axis=-3)[..., g:]
    n0, y0 = cells.control_n, cells.control_y
    own_n, own_y = _without(n1 * cohort), _without(y1 * cohort)
    base_n, base_y = _without(n0[..., base : base + 1] * cohort), _without(y0[..., base : base + 1] * cohort)
    now_n, now_y = _without(n0[..., g:] * later), _without(y0[..., g:] * later)
    then_n, then_y = _without(n0[..., base : base + 1] * later), _without(y0[..., base : base + 1] * later)
    is_whole = (own_n > 0) & (base_n > 0) & (now_n > 0) & (then_n > 0)
    compared = ((n0[..., g:] * later) > 0).sum(axis=-2, keepdims=True) >= LEAST_COMPARED
    is_whole &= compared

    def rate(y: Floats, n: Floats) -> Floats:
        return np.divide(y, n, out=np.zeros(np.broadcast_shapes(y.shape, n.shape)), where=n > 0)

    change = rate(own_y, own_n) - rate(base_y, base_n) - rate(now_y, now_n) + rate(then_y, then_n)
    crimes = np.where(is_whole, own_n, 0.0)
    return (change * crimes).sum(axis=-1), crimes.sum(axis=-1)


def _without(values: Floats) -> Floats:
    """Return the sums over teams, with all and then without each, (..., 1 + teams, weeks)."""
    total = values.sum(axis=-2, keepdims=True)
    return np.concatenate([total, total - values], axis=-2)


def start_weeks(trained: Ints, days: Ints) -> Ints:
    """Return the week, counted as `Reviews.week` counts, in which each team was trained; NEVER where it was not."""
    first = (days.min() - 1) // 7 if len(days) else 0
    return np.where(trained >= NEVER, NEVER, (trained - 1) // 7 - first)
