"""How a number of reports is shared out over strata: whole numbers, none below a minimum, none above what there is."""

import numpy as np
from numpy.typing import NDArray

from fullcount.audit.results import Refusal

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def shared_out(n: int, weights: Floats, sizes: Ints, least: int) -> Ints | Refusal:
    """Return how many of each stratum to draw, `(H,)`: in proportion to `weights`, at least `least`, at most its size.

    A stratum that proportion would give less than `least` gets `least` (all of it, where it is smaller), one that it
    would give more than it has gives all; the rest is shared out anew among the others. Fractions go to the largest
    remainders, of equal ones to the first. Refused where `n` is below the minima, or where a stratum would get none:
    a stratum without a chance is a blind spot. Proportional: weights are sizes. Neyman 1934, *JRSS* 97:558-625 (Cochran
    1977, 5.5): weights are N_h S_h. Check: 100 over (400, 200, 200) with S (1, 2, 5) is 22, 22, 56.
    """
    sizes = np.asarray(sizes, dtype=np.int64)
    floor = np.minimum(least, sizes)
    if n > sizes.sum():
        return Refusal(f"{n:,} reports cannot be drawn from {int(sizes.sum()):,}.")
    if n < floor.sum():
        return Refusal(
            f"{n:,} reports are too few: {sizes.size:,} strata with at least {least} each take {int(floor.sum()):,}. "
            "Read more, or merge small strata."
        )
    share = _fractions(float(n), np.maximum(np.asarray(weights, dtype=np.float64), 0.0), sizes, floor)
    made = np.minimum(np.floor(share + 1e-9).astype(np.int64), sizes)
    room = sizes - made
    short = n - int(made.sum())
    order = np.lexsort((np.arange(sizes.size), -np.where(room > 0, share - made, -1.0)))
    made[order[:short]] += 1
    if np.any((made == 0) & (sizes > 0)):
        return Refusal(
            f"{int(np.sum((made == 0) & (sizes > 0))):,} of {sizes.size:,} strata would have no chance to be drawn. "
            "Read more, give each stratum at least one, or merge small strata."
        )
    return made


def _fractions(n: float, weights: Floats, sizes: Ints, floor: Ints) -> Floats:
    """Return the share of each stratum before rounding, between its floor and its size."""
    fixed: Floats = np.full(sizes.size, np.nan)
    for _ in range(2 * sizes.size + 1):
        is_open = np.isnan(fixed)
        left = n - float(np.nansum(fixed))
        if not is_open.any():
            break
        by = weights[is_open] if weights[is_open].sum() > 0 else sizes[is_open].astype(np.float64)
        share = np.full(sizes.size, np.nan)
        share[is_open] = left * by / by.sum() if by.sum() > 0 else 0.0
        over, under = is_open & (share > sizes + 1e-9), is_open & (share < floor - 1e-9)
        if not over.any() and not under.any():
            return np.where(is_open, share, fixed)
        # whichever goes further decides which side is held first, so that both bounds are kept in the end
        excess = float(np.sum((share - sizes)[over])) - float(np.sum((floor - share)[under]))
        if excess >= 0 and over.any():
            fixed[over] = sizes[over]
        else:
            fixed[under] = floor[under]
    return fixed
