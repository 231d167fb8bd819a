"""Intervals of an agreement coefficient that hold with few reports, or with none on which reviewers disagree."""

from collections.abc import Callable

import numpy as np

from fullcount.audit.intervals import Floats

DRAWS = 4000


def drawn_ends(
    marks: Floats, coefficient: Callable[[Floats, Floats], Floats], level: float, rng: np.random.Generator
) -> tuple[float, float]:
    """Return the ends of a coefficient's interval from reports weighed at random, with one report's worth of doubt.

    The Bayesian bootstrap (Rubin 1981, Ann. Statist. 9:130-134) over the reports and, beside them, over every pair of
    marks that two reviewers could give, 1 / categories^2 of a report each: the Dirichlet prior of Perks 1947 (J. Inst.
    Actuaries 73:285-334), which sums to one report. So twenty reports without one disagreement do not show perfect
    agreement. `marks` is (reports, categories).
    """
    count = marks.shape[-1]
    pairs = (np.eye(count)[:, None, :] + np.eye(count)[None, :, :]).reshape(-1, count)
    both = np.concatenate([marks, pairs])
    size = np.concatenate([np.ones(len(marks)), np.full(len(pairs), 1.0 / len(pairs))])
    patterns, place = np.unique(both, axis=0, return_inverse=True)
    total = np.bincount(place.reshape(-1), size)
    weights = rng.standard_gamma(total, size=(DRAWS, len(total)))
    drawn = coefficient(patterns, weights)
    tail = (1.0 - level) / 2.0
    low, high = np.nanquantile(drawn, (tail, 1.0 - tail))
    return float(low), float(high)


def cohen_ends(
    table: Floats, kappa: Callable[[Floats], Floats], level: float, rng: np.random.Generator
) -> tuple[float, float]:
    """Return the ends of Cohen's kappa from the table's Dirichlet posterior, with the same one report's worth of doubt.

    `table` is (categories, categories), rows the first reviewer's marks.
    """
    cells = rng.standard_gamma(table + 1.0 / table.size, size=(DRAWS, *table.shape))
    tail = (1.0 - level) / 2.0
    low, high = np.nanquantile(kappa(cells), (tail, 1.0 - tail))
    return float(low), float(high)
