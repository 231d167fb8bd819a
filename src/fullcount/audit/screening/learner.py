"""The linear model that orders a screening, refitted as people decide."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_array

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Index = npt.NDArray[np.int64]
STRENGTH = 0.11
CRIMES_WEIGH = 9.8
"""All that tell of a crime weigh so many times as much as all that do not. Both as in ASReview's default (ELAS u4)."""
MOST_STEPS, CLOSE, FLAT = 100, 1e-5, 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A fitted line: weights (n_terms,) and intercept."""

    weights: Numbers
    intercept: float

    def of(self, matrix: csr_array) -> Numbers:
        """Return (n_rows,) the sums."""
        found: Numbers = matrix @ self.weights.astype(matrix.dtype) + self.intercept
        return found.astype(np.float64)


def fitted(matrix: csr_array, is_crime: Flags, start: Fit | None = None) -> Fit:
    """Return the line of least penalised squared hinge loss for the rows that people decided.

    Half the squared weights and intercept, plus STRENGTH times the sum over rows of weight x max(0, 1 - margin)^2:
    the linear support vector machine of Fan et al. 2008 (JMLR 9:1871-1874), L2-loss primal, by L-BFGS. The weights
    are those of `row_weights`. `start` only saves time.
    """
    columns = np.unique(matrix.indices)
    place = np.empty(matrix.shape[1], dtype=np.int32)
    place[columns] = np.arange(columns.size, dtype=np.int32)
    small = csr_array((matrix.data.astype(np.float64), place[matrix.indices], matrix.indptr),
                      shape=(matrix.shape[0], columns.size))  # fmt: skip
    turned = small.T.tocsr()
    sign, weight = np.where(is_crime, 1.0, -1.0), STRENGTH * row_weights(is_crime)

    def loss(at: Numbers) -> tuple[float, Numbers]:
        short = np.maximum(1.0 - sign * (small @ at[:-1] + at[-1]), 0.0)
        pulled = weight * short
        slope = -2.0 * sign * pulled
        return float(pulled @ short + 0.5 * (at @ at)), np.append(turned @ slope, slope.sum()) + at

    first = np.zeros(columns.size + 1)
    if start is not None:
        first = np.append(start.weights[columns], start.intercept)
    options = {"maxiter": MOST_STEPS, "maxcor": 10, "ftol": CLOSE, "gtol": FLAT}
    found = minimize(loss, first, jac=True, method="L-BFGS-B", options=options).x
    weights = np.zeros(matrix.shape[1])
    weights[columns] = found[:-1]
    return Fit(weights, float(found[-1]))


def row_weights(is_crime: Flags) -> Numbers:
    """Return (n,) how much each row counts: crimes together CRIMES_WEIGH times the others together, the mean one."""
    crimes = int(is_crime.sum())
    weight = np.where(is_crime, 1.0, crimes / (CRIMES_WEIGH * max(is_crime.size - crimes, 1)))
    level: Numbers = weight * (weight.size / weight.sum())
    return level
