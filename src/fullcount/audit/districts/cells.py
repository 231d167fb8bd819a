"""The unlinked reports of every district boiled down to counts by cell: reports of one group and one band of the score.

Counts have a leading dimension of samples: one sample, or thousands in a simulation, go through the same lines.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fullcount.audit.intervals import Floats


@dataclass(frozen=True, slots=True)
class Cells:
    """Counts of unlinked reports, shape (samples, districts, cells), and what the model knows of each cell.

    `reviewed`: reports read; `found`: those of them with a crime that was not recorded; `unread`: reports of the frame
    not read. `design`, shape (cells, terms), is the model's row for a cell; `centre` and `precision`, shape (terms,),
    are the normal prior of its terms.
    """

    reviewed: Floats
    found: Floats
    unread: Floats
    design: Floats
    centre: Floats
    precision: Floats


@dataclass(frozen=True, slots=True)
class Bands:
    """The cells' meaning: `score` is the mean score of each band (none: no score), `groups` the groups by name.

    Cell (band, group) stands at place `band * len(groups) + group`.
    """

    score: tuple[float, ...]
    groups: tuple[str, ...]


LEAST, MOST = 1e-4, 1.0 - 1e-4
"""Scores are kept inside these: a logit of a score of 0 or 1 is infinite, and no score is that sure."""


def logit(share: Floats) -> Floats:
    """Return the log odds of shares, kept within 1 in 10,000 of 0 and 1."""
    kept = np.clip(share, LEAST, MOST)
    logs: Floats = np.log(kept) - np.log1p(-kept)
    return logs


def band_of(score: Floats, bands: int) -> NDArray[np.int64]:
    """Return the band of each report, shape (reports,), 0 the lowest: bands of equal sums of sqrt(s (1 - s)).

    Narrow where the score is high and few reports lie, as the square-root rule wants (Dalenius & Hodges 1959, JASA
    54:88-101, on the model's own spread). Reports of one score share a band.
    """
    order = np.argsort(score, kind="stable")
    spread = np.sqrt(np.maximum(score * (1.0 - score), 0.004))[order]
    edges = np.cumsum(spread) - spread / 2.0
    place = np.minimum((edges / spread.sum() * bands).astype(np.int64), bands - 1)
    values, first = np.unique(score[order], return_index=True)
    by_value = place[first]
    _, band = np.unique(by_value[np.searchsorted(values, score)], return_inverse=True)
    return band.astype(np.int64).reshape(score.shape)


def cells_of(reviewed: Floats, found: Floats, unread: Floats, bands: Bands, weights: Floats) -> Cells:
    """Return the cells with their design: 1, the score's logit, and each group but the commonest.

    `weights`, shape (cells,), are the frame's reports by cell: the logit is centred where the score expects the misses.
    Priors, stated: intercept normal(-2, 3), the slope of the logit normal(1, 1) (1: the score is calibrated), groups
    normal(0, 1) about the commonest.
    """
    groups = len(bands.groups)
    count = max(len(bands.score), 1)
    columns, centre, precision = [np.ones(count * groups)], [-2.0], [1.0 / 9.0]
    if bands.score:
        logs = np.repeat(logit(np.array(bands.score)), groups)
        share = np.repeat(np.array(bands.score), groups) * weights
        logs = logs - (share * logs).sum() / share.sum()
        columns.append(logs)
        centre.append(1.0)
        precision.append(1.0)
    common = int(weights.reshape(count, groups).sum(axis=0).argmax())
    for group in range(groups):
        if group != common:
            columns.append(np.tile(np.eye(groups)[group], count))
            centre.append(0.0)
            precision.append(1.0)
    return Cells(
        reviewed, found, unread, np.stack(columns, axis=-1), np.array(centre), np.array(precision)
    )  # fmt: skip
