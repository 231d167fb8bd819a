"""When to stop reading: what share of the crimes in a pool has certainly been found, from a random sample of the pool.

The pool is put in an order and read from its top. Before, a simple random sample of the whole pool is drawn and read.
The order must not know the sample: a sampled report's answer is kept from the learner until the order reaches it (see
`order.replayed`), so the order is the same whichever reports were drawn. Then a sampled crime is as likely to lie
deep as any other, and how many of the sampled ones have not been reached tells how many of the others have not.
"""

import math
from dataclasses import dataclass

from fullcount.audit.screening.chances import few_drawn, many_of

RECALL, CONFIDENCE = 0.95, 0.95


@dataclass(frozen=True, slots=True)
class Sample:
    """A random sample of a pool of `pool` reports: `drawn` of them, all read.

    chance: each report's chance to be in it. Left out, it is a simple sample without return and the exact finite
    chances are used; given, each report was drawn or kept with that chance at least, independently or less alike
    than that (see `drawing.thinned`), and the binomial's tail, which is then the heavier, is used.
    """

    pool: int
    drawn: int
    chance: float | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.drawn <= self.pool or (self.chance is not None and not 0.0 < self.chance <= 1.0):
            raise ValueError(f"{self.drawn} of {self.pool} is no sample")

    @property
    def odds(self) -> float:
        """Return the odds that a report was drawn: how many sampled crimes stand for one that was not."""
        share = self.chance or (self.drawn / self.pool if self.pool else 1.0)
        return share / (1.0 - share) if share < 1.0 else math.inf

    def few(self, most: int, crimes: int) -> float:
        """Return the chance that at most `most` of so many reports of the pool are in the sample."""
        return few_drawn(most, crimes, self.pool, self.drawn, self.chance)


@dataclass(frozen=True, slots=True)
class Reached:
    """How far the reading has come. found: crimes among the reports read in order or drawn, each once; behind: those
    of them that were drawn and that the order has not reached; unread: reports neither reached nor drawn, where it is
    known how many: no more crimes than these can be missing."""

    found: int
    behind: int
    unread: int | None = None


def least_bad(found: int, recall: float) -> int:
    """Return the fewest crimes not found with which `found` are less than the share `recall` of all.

    Check: with 95 found and 95% promised, 6 (95 of 100 keep it, 95 of 101 do not).
    """
    missed = max(int(found * (1.0 - recall) / recall) - 1, 0)
    while found >= recall * (found + missed) - 1e-9:
        missed += 1
    return missed


def most_behind(found: int, sample: Sample, recall: float = RECALL, confidence: float = CONFIDENCE) -> int | None:
    """Return the most sampled crimes not yet reached with which reading may stop, or None: not even with none.

    Let v be the fewest crimes not found that would break the promise, `least_bad(found)`. Going up the order from its
    end, the sampled crimes that are met before the v-th that was not sampled are at most g exactly when at most g of
    the first v + g crimes are in the sample: the chance of that is the hypergeometric's. The answer is the largest g
    for which it is at most 1 - confidence. As `found` grows so does v and so does the answer, while the crimes behind
    become fewer: if one stops too early at any time, the count at the last moment at which the promise was still
    broken was that low already. So one test is made in all, and looking as often as one likes costs nothing.

    This is the quantile idea of Lewis, Yang & Frieder 2021 (CIKM, "Certifying one-phase technology-assisted reviews")
    with what is known beyond their sample counted in: crimes found are known, not estimated; sampled crimes are found;
    the pool is finite. Check: 2,000 found, a tenth of 20,000 drawn, promise 95%: v =
    106 and 5 may be behind (at most 5 of 111 in the sample: 0.0287; at most 6 of 112: 0.0604).
    """
    missed, error = least_bad(found, recall), 1.0 - confidence
    if missed > sample.pool - sample.drawn:
        return sample.drawn  # fewer than that were never read at all
    if sample.few(0, missed) > error:
        return None
    low, high = 0, min(sample.drawn, math.ceil(missed * sample.odds))
    while low < high:  # the chance rises with g, and is about a half where g is `high`
        middle = (low + high + 1) // 2
        if missed + middle <= sample.pool and sample.few(middle, missed + middle) <= error:
            low = middle
        else:
            high = middle - 1
    return low


def most_missed(reached: Reached, sample: Sample, confidence: float = CONFIDENCE) -> int:
    """Return how many crimes at most have not been found: the upper end of a one-sided interval, at this one look.

    The largest v for which at most `behind` of behind + v crimes in the sample is no less likely than 1 - confidence.
    Check: none behind, a tenth of a large pool drawn, 95%: 28 (0.9^28 = 0.0523; 0.9^29 = 0.0471).
    """
    low, high = 0, sample.pool - sample.drawn if reached.unread is None else reached.unread
    while low < high:
        middle = (low + high + 1) // 2
        if sample.few(reached.behind, reached.behind + middle) > 1.0 - confidence:
            low = middle
        else:
            high = middle - 1
    return low


def may_stop(reached: Reached, sample: Sample, recall: float = RECALL, confidence: float = CONFIDENCE) -> bool:
    """Say whether the share `recall` of the pool's crimes has been found, with `confidence` over draws of the sample.

    The same as `reached.behind <= most_behind(...)`: at most `most_missed` are not found. Valid at any number of looks:
    over all ways to draw the sample, stopping at the first yes breaks the promise with a chance of at most
    1 - confidence.
    """
    missed = most_missed(reached, sample, confidence)
    return reached.found >= recall * (reached.found + missed) - 1e-9


def certified_recall(reached: Reached, sample: Sample, confidence: float = CONFIDENCE) -> float:
    """Return the largest share that `may_stop` would certify now: found / (found + `most_missed`).

    It holds for somebody who chose the share beforehand; a share chosen after looking is a description.
    Check: 2,000 found, a tenth of 20,000 drawn: 5 behind, 0.9537 (at most 97 not found); 6 behind, 0.9483.
    """
    missed = most_missed(reached, sample, confidence)
    return reached.found / (reached.found + missed) if reached.found + missed else 1.0


def qbcb_rank(crimes: int, recall: float = RECALL, confidence: float = CONFIDENCE) -> int | None:
    """Return k: reading may stop at the k-th reached of `crimes` sampled ones (QBCB), or None with too few of them.

    k = min{k: P(Bin(crimes, recall) >= k) <= 1 - confidence}: Lewis, Yang & Frieder 2021, section 4 (quantile binomial
    confidence bound). Kept beside `most_behind`, which needs less reading, to be compared with. Check: 59 is the
    fewest at 95% and 95% (0.95^59 = 0.0485), with k = 59; at recall 0.80 it is 14 (0.8^14 = 0.0440).
    """
    for k in range(math.ceil(crimes * recall), crimes + 1):
        if many_of(k, crimes, recall) <= 1.0 - confidence:
            return k
    return None


def expected_missed(reached: Reached, sample: Sample) -> float:
    """Return how many crimes are estimated not to have been found: those behind, by the odds of not being drawn.

    Each crime was drawn with chance c, so for each drawn one behind there are (1 - c) / c others. Unbiased at a time
    fixed beforehand. Check: 5 behind of a sample of a tenth: 45.
    """
    return reached.behind / sample.odds if sample.odds > 0 else math.inf


__all__ = [
    "CONFIDENCE", "RECALL", "Reached", "Sample", "certified_recall", "expected_missed", "least_bad", "may_stop",
    "most_behind", "most_missed", "qbcb_rank",
]  # fmt: skip
