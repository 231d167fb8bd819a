"""How far twice the log-likelihood may fall before a total is disbelieved: more than chi-squared says, where counts are
few or the strata many."""

from functools import lru_cache

import numpy as np
from scipy import special

from fullcount.audit.intervals import Floats, normal_quantile

EXACT_BELOW, MID_P_ABOVE = 10.0, 40.0
"""Counts as precise as the estimate (see `factor`): up to ten, the exact test of one count; from forty, its mid-p."""


def factor(theta: Floats, size: Floats, read: Floats, level: float, *, is_high: bool) -> Floats:
    """Return by what the chi-squared drop is multiplied, at least 1, at the shares `theta`; all of shape (..., strata).

    Two reasons, of which the greater counts.

    Few cases: the likelihood of one count is lumpy, and its interval covers too little (no case of many rules out 1.92
    expected, where the exact test rules out 3.69). So an estimate that is as precise as one Poisson count is judged as
    that count would be: by Garwood's exact ends (1936, Biometrika 28:437-442) up to ten expected, by mid-p ends
    (Lancaster 1961, JASA 56:223-234) from forty, between in between. The count is (T (M - T) / M)^2 / V, where V is
    the variance of the estimated total T of M reports.

    Many strata: the share of a stratum read n times is fitted to it, and the variance t (1 - t) so fitted falls short
    by n / (n - 1) on average (Cochran 1977, theorem 3.3), but for what the total itself fixes: a stratum that makes up
    the part a of V counts with 1 - a. One stratum alone has nothing to fit.

    Check: one stratum of a large frame in which no case is found has the factor 1.92 at its upper end (3.69 expected),
    one with a hundred expected 1.00.
    """
    part = size / size.sum(axis=-1, keepdims=True)
    spread = theta * (1.0 - theta) / read
    variance = np.maximum((part**2 * spread).sum(axis=-1), 1e-30)
    total = (part * theta).sum(axis=-1)
    expected = (total * (1.0 - total)) ** 2 / variance
    few = _for_few(expected, level, np.where(total > 0.5, not is_high, is_high))

    shares = part**2 * spread / variance[..., None]
    small = 1.0 + (shares * (1.0 - shares) / np.maximum(read - 1.0, 1.0)).sum(axis=-1)
    return np.asarray(np.maximum(few, small), dtype=np.float64)


def _for_few(expected: Floats, level: float, is_upper: np.ndarray) -> Floats:
    log = np.log(np.maximum(expected, 1e-12))
    return np.where(is_upper, np.interp(log, *_of_one_count(level, True)), np.interp(log, *_of_one_count(level, False)))


@lru_cache(maxsize=8)
def _of_one_count(level: float, is_upper: bool) -> tuple[Floats, Floats]:
    """Return log ends of the interval of one Poisson count, rising, and the factor by which likelihood gives them."""
    tail, chi = (1.0 - level) / 2.0, normal_quantile(level) ** 2
    count = np.concatenate([np.arange(0.0 if is_upper else 1.0, 20.0, 0.25), np.geomspace(20.0, 3000.0, 80)])
    least = count if is_upper else np.full_like(count, 1e-9)
    most = count + 12.0 * np.sqrt(count + 4.0) if is_upper else count
    for _ in range(80):
        middle = (least + most) / 2.0
        is_beyond = _tail(count, middle, is_upper) > tail
        moves_up = is_beyond if is_upper else ~is_beyond
        least, most = np.where(moves_up, middle, least), np.where(moves_up, most, middle)
    end = (least + most) / 2.0
    fall = 2.0 * (end - count + special.xlogy(count, count) - special.xlogy(count, end))
    return np.log(end), np.maximum(fall / chi, 1.0)


def _tail(count: Floats, mean: Floats, is_upper: bool) -> Floats:
    """Return the chance of a count as far out as `count` or further, half of its own where many are expected."""
    own = 0.5 + 0.5 * np.clip((MID_P_ABOVE - mean) / (MID_P_ABOVE - EXACT_BELOW), 0.0, 1.0)
    at_least = np.where(count > 0.0, special.gammainc(np.maximum(count, 1e-9), mean), 1.0)
    above = special.gammainc(count + 1.0, mean)
    beyond = 1.0 - at_least if is_upper else above
    return np.asarray(beyond + own * (at_least - above), dtype=np.float64)
