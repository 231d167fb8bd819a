"""Strata of the score, and chances by the score: most reviews where the score is in doubt, some everywhere.

A bad score costs width and never validity: within a stratum reports are drawn simply, and each has a known chance.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEAST_VARIANCE = 0.004
"""What p (1 - p) is taken for at least: a score that says "surely not" is not believed that far."""
MOST_STRATA, PER_STRATUM = 12, 12
LEAST = 8
"""Reports of each stratum of the score at least."""
SPREAD, SPREAD_OF_A_NEW_SCORE = 0.15, 0.3
"""The part of the reviews that is shared out by size alone, whatever the score says."""


def doubt(score: Floats) -> Floats:
    """Return s = sqrt(max(p (1 - p), 0.004)) of each score, `(M,)`. Check: 0.5 gives 0.5, 0 gives 0.0632."""
    return np.asarray(np.sqrt(np.maximum(score * (1.0 - score), LEAST_VARIANCE)), dtype=np.float64)


def strata_count(n: int) -> int:
    """Return H = min(12, n / 12), at least one. Check: 60 reviews make 5 strata, 400 make 12."""
    return max(1, min(MOST_STRATA, n // PER_STRATUM))


def score_strata(score: Floats, count: int) -> Ints:
    """Return the stratum of each report, 0 (lowest scores) to `count` - 1, `(M,)`: equal sums of doubt in each.

    `score` must be in rising order (ties by report id, which the caller sees to). The rule of equal sums of the square
    root follows Dalenius & Hodges 1959, *JASA* 54:88-101 (Cochran 1977, 5A.7). Each stratum that this leaves empty is
    absent: the numbers then run without a gap. Check: scores (0, 0, 0, 0, .5) in two strata fall 4 and 1.
    """
    if not score.size:
        return np.zeros(0, dtype=np.int64)
    if np.any(np.diff(score) < 0):
        raise ValueError("the scores must be in rising order")
    upto = np.cumsum(doubt(score))
    middle = upto - doubt(score) / 2.0
    made = np.minimum((middle / upto[-1] * count).astype(np.int64), count - 1)
    return np.unique(made, return_inverse=True)[1].astype(np.int64)


def score_weights(sizes: Ints, means: Floats, spread: float = SPREAD) -> Floats:
    """Return the share of the reviews of each stratum of the score, `(H,)`, summing to one.

    (1 - d) N_h S_h / Σ N_h S_h + d N_h / M with S_h = sqrt(max(θ_h (1 - θ_h), 0.004)), θ_h the mean score, d `spread`.
    Neyman's allocation, mixed with the proportional one. Check: two strata of 100 with means 0 and 0.5 and d = 0.15
    get 0.1704 and 0.8296.
    """
    by_doubt = sizes * doubt(means)
    return np.asarray((1.0 - spread) * by_doubt / by_doubt.sum() + spread * sizes / sizes.sum(), dtype=np.float64)


def chances(score: Floats, n: int) -> Floats:
    """Return the inclusion probability of each report, `(M,)`, summing to `n`: half by doubt, half alike.

    π = n q, q = 0.5 s / Σs + 0.5 / M; those that would be above one are drawn for sure and the rest is shared out anew.
    None is nought. Särndal, Swensson & Wretman 1992, *Model Assisted Survey Sampling*, 3.6. Check: scores (0, 0.5) and
    one review give 0.3061 and 0.6939.
    """
    if not 0 <= n <= score.size:
        raise ValueError(f"{n} of {score.size} reports cannot be drawn")
    size = 0.5 * doubt(score) / max(float(doubt(score).sum()), 1e-300) + 0.5 / max(score.size, 1)
    made = np.zeros(score.size)
    is_open = np.ones(score.size, dtype=np.bool_)
    while is_open.any():
        made[is_open] = (n - np.sum(~is_open)) * size[is_open] / size[is_open].sum()
        over = is_open & (made >= 1.0)
        if not over.any():
            break
        made[over] = 1.0
        is_open &= ~over
    return made
