"""Chances of a report by its score: most reviews where the score is in doubt, some everywhere.

A bad score costs width and never validity: each report has a known chance, and none is nought. Where the score is cut
into strata instead, and how many reports of each are read, `scored.cuts` says, for the draw and the estimate alike.
"""

import numpy as np
from numpy.typing import NDArray

from fullcount.audit.scored.cuts import doubt

Floats = NDArray[np.float64]


def unscored_part(score: Floats, unscored: int, evenly: float) -> float:
    """Return the part of the reviews for reports without a score, each taken for one of the mean `score`, `(M,)`.

    Neyman's allocation with a part spread evenly, as in `scored.cuts.cut`. Check: 100 beside 100 with the score 0.5
    get half.
    """
    if not unscored:
        return 0.0
    own = unscored * float(doubt(np.array([score.mean()]))[0])
    by_doubt = own / (own + float(doubt(score).sum()))
    return (1.0 - evenly) * by_doubt + evenly * unscored / (unscored + score.size)


def chances(score: Floats, n: int) -> Floats:
    """Return the inclusion probability of each report, `(M,)`, summing to `n`: half by doubt, half alike.

    π = n q, q = 0.5 s / Σs + 0.5 / M; those that would be above one are drawn for sure and the rest is shared out anew.
    None is nought. Särndal, Swensson & Wretman 1992, *Model Assisted Survey Sampling*, 3.6. Check: scores (0, 0.5) and
    one review give 0.3171 and 0.6829.
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
