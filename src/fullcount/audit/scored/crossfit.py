"""A score learnt from the reviews themselves: each part of them is stratified by a score fitted to the other parts."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fullcount.audit.intervals import Floats
from fullcount.audit.scored.cuts import cut, merged
from fullcount.audit.scored.profile import Counts

FEWEST_KEPT = 12
"""Reviews that a stratum formed after the draw must have."""


def cross_fitted(
    scores: Sequence[Floats], rows: Sequence[NDArray[np.int64]], found: Sequence[NDArray[np.bool_]]
) -> Counts:
    """Return the cells of a simple sample read in parts, for `profile`, none stratified by a score that has seen it.

    For each part: `scores` of every report of the frame from a fit without that part, the `rows` of its reviews in the
    frame, what they `found`. Each part estimates the whole, and counts as its share of the reviews: its cells hold that
    share of the frame. (Schick 1986, Annals of Statistics 14:1139-1151; Chernozhukov et al. 2018, Econometrics Journal
    21:C1-C68; for predictions from the same labels Zrnic & Candès 2024, PNAS 121:e2322083121.) Measured:
    docs/audit/estimate.md; stratified by a score fitted to all of the same reviews, coverage is lost.
    """
    reviews = sum(len(part) for part in rows)
    size, read, hits = [], [], []
    for score, place, hit in zip(scores, rows, found, strict=True):
        made = cut(score, len(place))
        own = made.strata_of(score[place])
        joined = merged(np.bincount(own, minlength=len(made.size)), FEWEST_KEPT)
        size.append(np.bincount(joined, weights=made.size) * len(place) / reviews)
        read.append(np.bincount(joined[own], minlength=int(joined.max()) + 1))
        hits.append(np.bincount(joined[own], weights=hit, minlength=int(joined.max()) + 1))
    return Counts(*(np.concatenate(part).astype(np.float64) for part in (size, read, hits)))
