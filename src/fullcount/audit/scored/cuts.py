"""Where the scores are cut into strata, and how many reports are read in each."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fullcount.audit.intervals import Floats

MOST_STRATA = 24
FEWEST_READ = 6
"""Reports read in each stratum at least."""
FLOOR = 0.006
"""The least p (1 - p) that a report is credited with: a low score is never believed to be none."""
EVENLY, EVENLY_UNTRIED = 0.1, 0.3
"""The share of the reviews that is spread evenly over the reports, whatever their scores; and for an untried score."""
BY_CASES = 0.4
"""The share of the cutting measure that goes by the cases expected to be found, the rest by the reviews."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Strata by score: reports with a score at or above `edges[h - 1]` and below `edges[h]` form stratum h.

    `size` is how many reports each holds, `wanted` how many reviews each would get (not whole); shape (strata,).
    """

    edges: Floats
    size: NDArray[np.int64]
    wanted: Floats

    def strata_of(self, scores: Floats) -> NDArray[np.int64]:
        """Return the stratum of each score, from 0."""
        return np.searchsorted(self.edges, scores, side="right")


def doubt(chance: Floats) -> Floats:
    """Return s = sqrt(max(p (1 - p), .006)) of each chance. Check: 0.5 gives 0.5, 0 gives 0.0775."""
    return np.asarray(np.sqrt(np.maximum(chance * (1.0 - chance), FLOOR)), dtype=np.float64)


def cut(scores: Floats, reviews: int, evenly: float = EVENLY) -> Cut:
    """Return strata of the frame's scores, shape (reports,), for so many reviews.

    Reviews go to report i in proportion to a_i = (1 - d) s_i / sum s + d / M, where s_i = sqrt(max(p (1 - p), .006)).
    Neyman's allocation (1934, JRSS 97:558-625) for a score that is a chance of holding a case, with a part d spread
    evenly so that a bad score costs width only. The strata share equally three fifths of a_i and two fifths of the
    cases a_i p_i: by a_i alone the low strata would be so fine that none can be expected in them. No more strata than
    cases expected in the sample, than one for six reviews, or than twenty-four. Scores that are no chances (outside 0
    to 1) are cut into strata of equal size, one for sixteen reviews. Few values, no more than twenty-four or one for
    six reviews, are a stratum each.
    Check: scores all alike make one stratum.
    """
    order = scores if bool(np.all(scores[1:] >= scores[:-1])) else np.sort(scores)
    is_chance = bool(order[0] >= 0.0 and order[-1] <= 1.0)
    if is_chance:
        spread = doubt(order)
        share = (1.0 - evenly) * spread / spread.sum() + evenly / len(order)
        cases = share * order
        expected = float(cases.sum())
        measure = (1.0 - BY_CASES) * share + BY_CASES * cases / max(expected, 1e-300)
        strata = min(MOST_STRATA, reviews // FEWEST_READ, int(reviews * expected))
    else:
        share = measure = np.full(len(order), 1.0 / len(order))
        strata = min(MOST_STRATA, reviews // 16)
    reached = np.cumsum(measure)
    inner = np.arange(1, max(strata, 1)) / max(strata, 1)
    first = np.searchsorted(reached, inner * reached[-1], side="left")
    values = order[np.concatenate([[True], np.diff(order) > 0.0])]
    edges = (
        values
        if len(values) <= min(MOST_STRATA, reviews // FEWEST_READ)
        else np.unique(order[np.minimum(first, len(order) - 1)])
    )
    edges = edges[edges > order[0]]
    begins = np.concatenate([[0], np.searchsorted(order, edges, side="left"), [len(order)]])
    upto = np.concatenate([[0.0], np.cumsum(share)])
    return Cut(edges, np.diff(begins).astype(np.int64), reviews * np.diff(upto[begins]))


def allocated(size: NDArray[np.int64], wanted: Floats, reviews: int) -> NDArray[np.int64]:
    """Return whole numbers of reviews near `wanted`, at least six a stratum (or all of it), that sum to `reviews`.

    The sum is more where the least do not fit in, and less where the frame holds fewer reports.
    """
    least = np.minimum(FEWEST_READ, size)
    read = np.minimum(np.maximum(np.floor(wanted).astype(np.int64), least), size)
    while read.sum() > reviews and np.any(read > least):
        read[int(np.argmax(np.where(read > least, read - wanted, -np.inf)))] -= 1
    while read.sum() < reviews and np.any(read < size):
        read[int(np.argmax(np.where(read < size, wanted - read, -np.inf)))] += 1
    return read


def merged(reached: NDArray[np.int64], least: int) -> NDArray[np.int64]:
    """Return for each stratum the number of the merged one it joins, so that each has at least `least` reviews.

    Neighbours are joined from the lowest score up; what is left over joins the highest. The counts say nothing about
    what was found, so choosing by them is safe. Check: 3, 3, 6, 1 with at least 6 become 0, 0, 1, 1.
    """
    joined, current, held = np.zeros(len(reached), np.int64), 0, 0
    for number, count in enumerate(reached):
        joined[number] = current
        held += int(count)
        if held >= least:
            current, held = current + 1, 0
    if held < least and current > 0:
        joined[joined == current] = current - 1
    return joined
