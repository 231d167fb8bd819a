"""How unlikely a count is where nothing is amiss, and how unlikely it still is after many such questions were asked."""

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def at_least(count: Ints, out_of: Ints, share: Floats) -> Floats:
    """Return the chance of so many hits or more `out_of` so many cases, each a hit with chance `share`: binomial.

    Check: 5 or more of 10 at 0.5 is 0.623047.
    """
    hits = np.maximum(count.astype(np.float64), 1.0)
    tail = special.betainc(hits, out_of - hits + 1.0, np.clip(share, 0.0, 1.0))
    return np.asarray(np.where(count <= 0, 1.0, tail), dtype=np.float64)


def at_least_of_drawn(count: Ints, drawn: Ints, marked: Ints, all_: Ints) -> Floats:
    """Return the chance that of `drawn` from `all_`, of which `marked` are marked, so many or more are: hypergeometric.

    Check: 2 or more of 5 drawn from 50 with 5 marked is 0.071752.
    """
    return np.asarray(stats.hypergeom.sf(count - 1, all_, marked, drawn), dtype=np.float64)


def corrected(chances: Floats) -> Floats:
    """Return the chances corrected for their number: what is called at 0.01 is false in 1 of 100, on average.

    Benjamini and Hochberg 1995, *Journal of the Royal Statistical Society B* 57, 289-300. Check: 0.01, 0.02, 0.5 become
    0.03, 0.03, 0.5.
    """
    if not chances.size:
        return chances
    order = np.argsort(chances, kind="stable")
    ranked = chances[order] * chances.size / np.arange(1, chances.size + 1)
    falling = np.minimum.accumulate(ranked[::-1])[::-1]
    result = np.empty_like(chances)
    result[order] = np.minimum(falling, 1.0)
    return result
