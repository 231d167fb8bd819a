"""Reviewers err: how likely a second reader says that a crime was missed, given what the first said."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fullcount.audit.intervals import Floats, normal_quantile, wilson_ends

FEWEST_PAIRS = 30
"""Reports read by two below which a reader's own errors are pooled with the others', and equals are not judged."""


@dataclass(frozen=True, slots=True)
class Second:
    """Reports read by two, arrays of shape (pairs,): who marked first, whether as missed, whether the second did, and
    how many reports of the frame each stands for."""

    reader: NDArray[np.object_]
    mark: NDArray[np.bool_]
    again: NDArray[np.bool_]
    weight: Floats


def second_says(
    pairs: Second, readers: NDArray[np.object_], *, is_marked: bool, level: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """Return the chance that the second says missed, and its ends (Wilson's), for the reader of each report; (n,).

    Given that the first marked it so (`is_marked`) or not. Weighted shares, on Kish's effective number. A reader with
    fewer than 30 pairs is given the chances of all. No pair at all: anything from 0 to 1.
    Check: 9 of 10 marks confirmed, 0.9 from 0.596 to 0.982.
    """
    made = np.empty((3, len(readers)))
    for name in set(readers.tolist()):
        is_own = pairs.reader == name
        own = is_own if is_own.sum() >= FEWEST_PAIRS else np.ones(len(is_own), np.bool_)
        here = own & (pairs.mark == is_marked)
        made[:, readers == name] = np.array(_share(pairs.again[here], pairs.weight[here], level))[:, None]
    return made[0], made[1], made[2]


def _share(said: NDArray[np.bool_], weight: Floats, level: float) -> tuple[float, float, float]:
    if not len(said):
        return 0.5, 0.0, 1.0
    share = float((weight * said).sum() / weight.sum())
    size = float(weight.sum() ** 2 / (weight**2).sum())
    low, high = wilson_ends(np.array([share]), np.array([size]), normal_quantile(level))
    return share, float(low[0]), float(high[0])
