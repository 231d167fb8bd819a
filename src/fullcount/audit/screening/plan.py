"""How many reports to draw at random before a pool is screened: few leave the end unsure, many are read in vain."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from fullcount.audit.screening.certificate import CONFIDENCE, RECALL, Sample, most_behind
from fullcount.audit.screening.learner import Numbers

SIZES = 40
"""Sizes tried, evenly spaced by ratio."""
FEWEST = 50
ASSUMED_SHARE, ASSUMED_AUC = 0.05, 0.90


@dataclass(frozen=True, slots=True)
class Plan:
    """Reports to draw at random, and by what is expected: how far down the order reading may stop, and the reports
    read in all (those drawn included, each counted once). Expected, not promised."""

    drawn: int
    stop: int
    reads: int


def planned(likely: Numbers, recall: float = RECALL, confidence: float = CONFIDENCE) -> Plan:
    """Return the size of the random sample for which the fewest reports are expected to be read in all.

    likely: (n,) the chance that each report tells of a crime, in any order. A bad guess costs reading and never the
    certificate. For each size tried: with a share f of the pool drawn and D(j) crimes expected beyond the j-th
    report, f D(j) sampled ones are behind and all but (1 - f) D(j) are found; the first j at which that many may be
    behind (see `most_behind`) is where reading stops, after j + f (pool - j) reports. The expected count is put where
    a random one will stand, so half of all screenings stop a little later.
    """
    pool = likely.size
    if pool <= FEWEST:
        return Plan(pool, pool, pool)
    beyond = np.append(np.cumsum(np.sort(likely))[::-1], 0.0)
    sizes = np.unique(np.geomspace(FEWEST, pool, SIZES).round().astype(int))
    plans = [_with(int(size), beyond, recall, confidence) for size in sizes]
    return min(plans, key=lambda plan: (plan.reads, plan.drawn))


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


def assumed(pool: int, share: float = ASSUMED_SHARE, auc: float = ASSUMED_AUC) -> Numbers:
    """Return (pool,) chances such that their mean is `share` and an order by them has this AUC, where nothing is known.

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
