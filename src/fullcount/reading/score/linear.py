"""A linear model fitted to a sparse matrix: regression by SciPy's L-BFGS, as scikit-learn's own `lbfgs` does it."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import isotonic_regression, minimize
from scipy.sparse import csr_array

from fullcount.reading.score.model import Numbers

MOST_STEPS, REMEMBERED, CLOSE, FLAT = 500, 20, 1e-9, 1e-4
"""Where the search ends: steps; pairs kept; the loss gains less than this share; a report's gradient is below this."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A sum for a row of the matrix: row @ weights + intercept. weights: (n_terms,)."""

    weights: Numbers
    intercept: float

    def of(self, matrix: csr_array) -> Numbers:
        """Return (n_rows,) the sums."""
        found: Numbers = matrix @ self.weights + self.intercept
        return found


def logistic(matrix: csr_array, labels: Numbers, counts: Numbers, strength: float, start: Line | None = None) -> Line:
    """Return the line of least penalised loss: half the squared weights, plus `strength` times the sum of each report's
    log loss by its count. The intercept is not penalised.

    labels: (n_rows,) 0 or 1; counts: (n_rows,) how many reports each row stands for. `start` only saves time.
    """
    turned = matrix.T.tocsr()
    sign = np.where(labels > 0, 1.0, -1.0)

    def loss(at: Numbers) -> tuple[float, Numbers]:
        margin = sign * (matrix @ at[:-1] + at[-1])
        total = strength * float(counts @ np.logaddexp(0, -margin)) + 0.5 * float(at[:-1] @ at[:-1])
        slope = -strength * counts * sign * np.exp(-np.logaddexp(0, margin))
        return total, np.append(turned @ slope + at[:-1], slope.sum())

    first = np.zeros(matrix.shape[1] + 1) if start is None else np.append(start.weights, start.intercept)
    flat = FLAT * strength * float(counts.sum())
    options = {"maxiter": MOST_STEPS, "maxcor": REMEMBERED, "ftol": CLOSE, "gtol": flat}
    found = minimize(loss, first, jac=True, method="L-BFGS-B", options=options).x
    return Line(found[:-1], float(found[-1]))


def level(sums: Numbers, labels: Numbers, counts: Numbers) -> Numbers:
    """Return (n,) the share of ones among reports with such a sum, never falling as the sum rises (isotonic)."""
    order = np.argsort(sums, kind="stable")
    values, group = np.unique(sums[order], return_inverse=True)
    weight = np.bincount(group, counts[order], minlength=values.size)
    ones = np.bincount(group, (counts * labels)[order], minlength=values.size)
    fitted = isotonic_regression(ones / weight, weights=weight).x
    shares = np.empty(sums.size)
    shares[order] = fitted[group]
    return shares
