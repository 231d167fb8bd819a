"""The crimes missed in all the cells: exact in one, by profile likelihood over many."""

import numpy as np
from numpy.typing import NDArray

from fullcount.audit.estimating.asked import Asked
from fullcount.audit.estimating.cells import Cells
from fullcount.audit.estimating.reviewed import Reviewed
from fullcount.audit.intervals import Floats, hypergeometric_exact
from fullcount.audit.results import Interval
from fullcount.audit.scored.profile import Counts, profile

EXACT_UPTO = 20
"""Reports with a missed crime (or without, if these are fewer) up to which a single cell is judged exactly."""
EXACT, PROFILE = "exact hypergeometric", "profile likelihood"


def crimes_each(missed: Floats, weight: Floats | None = None) -> float:
    """Return the crimes that a missed crime's own report holds: sum of squares over sum, 1 where one each is missed.

    A count with this scale has, to the second moment, the spread of a yes or no: k mu - mu^2 against k^2 t (1 - t).
    """
    weight = np.ones_like(missed) if weight is None else weight
    below = float((weight * missed).sum())
    return float((weight * missed**2).sum()) / below if below > 0.0 else 1.0


def counts_of(reviews: Reviewed, cells: Cells, weight: Floats | None) -> tuple[Counts, float]:
    """Return the cells' counts in units of k crimes, and k.

    With weights the share in a cell is the weighted one (Hájek), and the reviews count as Kish's effective number,
    (sum w)^2 / sum w^2 (1965, *Survey Sampling*, section 11.7).
    """
    read = cells.read
    w = np.ones(reviews.n) if weight is None else weight
    held = np.bincount(cells.cell, weights=w, minlength=len(read))
    mean = np.bincount(cells.cell, weights=w * reviews.missed, minlength=len(read)) / np.maximum(held, 1e-300)
    squares = np.bincount(cells.cell, weights=w * w, minlength=len(read))
    effective = np.minimum(held**2 / np.maximum(squares, 1e-300), read)
    each = max(crimes_each(reviews.missed, w), float(mean.max()))
    return Counts(cells.size, effective, effective * mean / each), each


def missed_in_cells(
    reviews: Reviewed, cells: Cells, asked: Asked, weight: Floats | None = None, only: NDArray[np.bool_] | None = None
) -> tuple[Interval, str]:
    """Return the crimes missed in the cells (those that are `only`), and the method's name.

    One cell with few (or nearly all) missed: the exact hypergeometric interval. Else `scored.profile`.
    """
    counts, each = counts_of(reviews, cells, weight)
    if only is not None:
        counts = Counts(counts.size[only], counts.read[only], counts.found[only])
    if len(counts.size) == 1 and each == 1.0 and weight is None:
        size, read, found = int(counts.size[0]), int(counts.read[0]), round(float(counts.found[0]))
        if min(found, read - found) <= EXACT_UPTO:
            share = hypergeometric_exact(found, read, size, asked.level)
            return Interval(share.estimate * size, share.low * size, share.high * size), EXACT
    total = profile(counts, asked.level)
    return Interval(*(float(each * end) for end in (total.estimate, total.low, total.high))), PROFILE
