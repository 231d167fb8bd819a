"""The peak of the posterior of the logistic model with a random intercept a district, and its curvature there."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from fullcount.audit.districts.cells import Cells
from fullcount.audit.intervals import Floats

STEPS = 60
CLOSE = 1e-6
LONGEST = 2.0
"""No step of Newton's moves a term or an intercept further than this: districts without a case would run away."""


@dataclass(frozen=True, slots=True)
class Mode:
    """The peak where the districts' intercepts are normal with one standard deviation.

    `terms` (..., k) and their `covariance` (..., k, k); the districts' `intercepts` (..., D) and each one's `spread`,
    its standard deviation given the terms.
    """

    terms: Floats
    covariance: Floats
    intercepts: Floats
    spread: Floats


def mode(cells: Cells, tau: float, start: Mode | None = None) -> Mode:
    """Return the peak for districts that differ by `tau` (standard deviation of the log odds).

    Newton's method on the joint log posterior, the intercepts eliminated district by district (Rao & Molina 2015,
    *Small Area Estimation*, 2nd edition, section 9.5, gives the model).
    """
    shape, k = cells.reviewed.shape[:-1], cells.design.shape[1]
    terms = start.terms if start else np.broadcast_to(cells.centre, (*shape[:-1], k)).copy()
    own = start.intercepts if start else np.zeros(shape)
    for _ in range(STEPS):
        step, own_step, *_ = _newton(cells, terms, own, tau)
        longest = np.maximum(np.abs(step).max(-1), np.abs(own_step).max(-1))
        brake = np.minimum(1.0, LONGEST / np.maximum(longest, 1e-12))[..., None]
        terms, own = terms + brake * step, own + brake * own_step
        if longest.max() < CLOSE:
            break
    _, _, schur, mine = _newton(cells, terms, own, tau)
    covariance: Floats = np.asarray(np.linalg.inv(schur), dtype=np.float64)
    return Mode(terms, covariance, own, 1.0 / np.sqrt(mine))


def _newton(cells: Cells, terms: Floats, own: Floats, tau: float) -> tuple[Floats, Floats, Floats, Floats]:
    """Return Newton's steps, Schur's complement (..., k, k) and the districts' curvature (..., D)."""
    x = cells.design
    p = special.expit((terms @ x.T)[..., None, :] + own[..., None])
    gap, weight = cells.found - cells.reviewed * p, cells.reviewed * p * (1.0 - p)
    squares = np.einsum("ci,cj->cij", x, x).reshape(len(x), -1)
    k = x.shape[1]
    whole = (weight.sum(-2) @ squares).reshape(*weight.shape[:-2], k, k) + np.diag(cells.precision)
    cross, mine = weight @ x, weight.sum(-1) + tau**-2
    schur = whole - np.einsum("...di,...dj->...ij", cross / mine[..., None], cross)
    up = gap.sum(-2) @ x - cells.precision * (terms - cells.centre)
    up_own = gap.sum(-1) - own / tau**2
    step = np.linalg.solve(schur, (up - np.einsum("...dk,...d->...k", cross, up_own / mine))[..., None])[..., 0]
    return step, (up_own - np.einsum("...dk,...k->...d", cross, step)) / mine, schur, mine
