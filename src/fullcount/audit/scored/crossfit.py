"""A score learnt from the reviews themselves: each part of them is stratified by a score fitted to the other parts."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fullcount.audit.intervals import Floats
from fullcount.audit.scored.cuts import cut, merged
from fullcount.audit.scored.profile import Counts

FEWEST_KEPT = 12
"""Reviews that a stratum formed after the draw must have."""


def cross_fitted_cells(
    scores: Sequence[Floats], rows: Sequence[NDArray[np.int64]]
) -> tuple[Floats, list[NDArray[np.int64]]]:
    """Return the cells of a simple sample read in parts, none stratified by a score that has seen it.

    For each part: `scores` of every report of the frame from a fit without that part, and the `rows` of its reviews in
    the frame. Back come the size of each cell and the cell of each part's reviews. Each part estimates the whole, and
    counts as its share of the reviews: its cells hold that share of the frame. (Schick 1986, Annals of Statistics
    14:1139-1151; Chernozhukov et al. 2018, Econometrics Journal 21:C1-C68; for predictions from the same labels Zrnic
    & Candès 2024, PNAS 121:e2322083121.) Measured: docs/audit/estimate.md; stratified by a score fitted to all of the
    same reviews, coverage is lost.
    """
    reviews = sum(len(part) for part in rows)
    sizes: list[Floats] = []
    cells: list[NDArray[np.int64]] = []
    before = 0
    for score, place in zip(scores, rows, strict=True):
        made = cut(score, len(place))
        own = made.strata_of(score[place])
        joined = merged(np.bincount(own, minlength=len(made.size)), FEWEST_KEPT)
        sizes.append(np.bincount(joined, weights=made.size) * len(place) / reviews)
        cells.append(joined[own] + before)
        before += int(joined.max()) + 1
    return np.concatenate(sizes), cells


def cross_fitted(
    scores: Sequence[Floats], rows: Sequence[NDArray[np.int64]], found: Sequence[NDArray[np.bool_]]
) -> Counts:
    """Return the counts of `cross_fitted_cells` for `profile`, with what each part `found`."""
    size, cells = cross_fitted_cells(scores, rows)
    cell, hits = np.concatenate(cells), np.concatenate(found).astype(np.float64)
    read = np.bincount(cell, minlength=len(size)).astype(np.float64)
    return Counts(size, read, np.bincount(cell, weights=hits, minlength=len(size)).astype(np.float64))
