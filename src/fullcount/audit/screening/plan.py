"""How many reports to draw at random before a pool is screened: few leave the end unsure, many are read in vain."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from fullcount.audit.screening.certificate import CONFIDENCE, RECALL, Sample, most_behind
from fullcount.audit.screening.learner import Numbers

SIZES = 30
"""Sizes tried, evenly spaced by ratio."""
FEWEST = 50
UNSEEN = (0.0, 0.05, 0.15)
"""Shares of the crimes that a score may not see: they lie anywhere."""
SHARES, AUCS = (0.02, 0.08), (0.85, 0.95)
"""Where no score says anything: shares of the pool that may tell of a crime, and how well they may be ordered."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Reports to draw at random, and by what is expected: how far down the order reading may stop, and the reports
    read in all (those drawn included, each counted once). Expected, not promised."""

    drawn: int
    stop: int
    reads: int


def planned(guesses: Sequence[Numbers], recall: float = RECALL, confidence: float = CONFIDENCE) -> Plan:
    """Return the size of the random sample that is never much worse than the best one, whichever guess is right.

    guesses: (n,) each, the chance that each report tells of a crime, in any order. A bad guess costs reading and never
    the certificate. For each size and guess: with a share f of the pool drawn and D(j) crimes expected beyond the j-th
    report, f D(j) sampled ones are behind and all but (1 - f) D(j) are found; the first j at which that many may be
    behind (see `most_behind`) is where reading stops, after j + f (pool - j) reports. The size is the one whose reads,
    as a ratio to those of the guess's best size, are fewest for the guess that it suits worst (Savage 1951, JASA
    46:55-67); `stop` and `reads` are of the first guess.
    """
    pool = guesses[0].size
    if pool <= FEWEST:
        return Plan(pool, pool, pool)
    sizes = np.unique(np.geomspace(FEWEST, pool, SIZES).round().astype(int)).tolist()
    beyond = [np.append(np.cumsum(np.sort(guess))[::-1], 0.0) for guess in guesses]
    plans = [[_with(size, crimes, recall, confidence) for crimes in beyond] for size in sizes]
    reads = np.array([[plan.reads for plan in row] for row in plans], dtype=np.float64)
    worst = (reads / reads.min(axis=0)).max(axis=1)
    return plans[int(worst.argmin())][0]


def _with(drawn: int, beyond: Numbers, recall: float, confidence: float) -> Plan:
    """beyond: (pool + 1,) crimes expected beyond the first 0, 1, 2 ... reports of the order."""
    pool = beyond.size - 1
    sample, share = Sample(pool, drawn), drawn / pool

    def stops(j: int) -> bool:
        found = int(beyond[0] - (1.0 - share) * beyond[j])
        most = most_behind(found, sample, recall, confidence)
        return most is not None and share * beyond[j] <= most

    low, high = 0, pool
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if stops(middle) else (middle + 1, high)
    return Plan(drawn, low, low + round(share * (pool - low)))


def guesses_by(score: Numbers) -> list[Numbers]:
    """Return (n,) each: the scores as chances, with a share UNSEEN of the crimes spread over all the pool; and their
    squares, brought to the same sum: what the order may come to when the learner has made it sharper."""
    sharper = score * score
    blunt = [(1.0 - unseen) * score + unseen * score.mean() for unseen in UNSEEN]
    return [*blunt, sharper * (score.sum() / sharper.sum())]


def guesses_without(pool: int) -> list[Numbers]:
    """Return (pool,) each: what may be so where no score says anything."""
    return [assumed(pool, share, auc) for share in SHARES for auc in AUCS]


def assumed(pool: int, share: float, auc: float) -> Numbers:
    """Return (pool,) chances such that their mean is `share` and an order by them has this AUC.

    Crimes' scores are normal about d, the others' about 0, with d = sqrt(2) x the normal quantile of the AUC (Green &
    Swets 1966): the chance at each of `pool` even quantiles of all scores. Check: AUC 0.5 gives `share` everywhere.
    """
    apart = float(np.sqrt(2.0) * special.ndtri(auc))
    grid = np.linspace(-6.0, 6.0 + apart, 4001)
    below = (1 - share) * special.ndtr(grid) + share * special.ndtr(grid - apart)
    score = np.interp((np.arange(pool) + 0.5) / pool, below, grid)
    odds = share / (1 - share) * np.exp(apart * score - apart * apart / 2)
    chances: Numbers = odds / (1 + odds)
    return chances
