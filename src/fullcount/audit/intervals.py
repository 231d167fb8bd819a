"""Intervals for one proportion from a simple sample. Shares are 0 to 1; `level` is two-sided."""

import math
from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray
from scipy import special

from fullcount.audit.results import Interval

Floats = NDArray[np.float64]


def normal_quantile(level: float) -> float:
    """Return z with `level` of a standard normal between -z and z (0.95: 1.959964)."""
    if not 0.0 < level < 1.0:
        raise ValueError(f"level must lie between 0 and 1, not {level}")
    return float(special.ndtri(0.5 + level / 2.0))


def effective_size(rate: float, variance: float) -> float:
    """Return the size of a simple sample with replacement whose proportion `rate` would have this variance.

    rate (1 - rate) / variance: Kish 1965, *Survey Sampling*, section 8.2. Infinite when the variance is nought.
    Check: 0.9 with variance 0.0009 is 100.
    """
    return rate * (1.0 - rate) / variance if variance > 0.0 else math.inf


def finite_size(n: float, population: int | None) -> float:
    """Return the sample size that, drawn with replacement, tells as much as `n` out of `population` drawn without.

    n (N - 1) / (N - n): Cochran 1977, *Sampling Techniques*, section 2.6. Check: 100 of 199 tell as much as 200.
    """
    if population is None:
        return n
    if n > population:
        raise ValueError(f"a sample of {n} cannot come from a population of {population}")
    return math.inf if n == population else n * (population - 1) / (population - n)


def wilson_ends(share: Floats, size: Floats, z: float) -> tuple[Floats, Floats]:
    """Return the ends of Wilson's interval for arrays of shares and (effective, perhaps infinite) sample sizes."""
    pull = z * z / size
    centre = (share + pull / 2.0) / (1.0 + pull)
    half = np.sqrt(pull * share * (1.0 - share) + pull * pull / 4.0) / (1.0 + pull)
    return np.clip(centre - half, 0.0, share), np.clip(centre + half, share, 1.0)


def wilson(successes: float, n: float, level: float = 0.95, population: int | None = None) -> Interval:
    """Return Wilson's score interval of `successes` out of `n`; in a finite `population`, with n enlarged for it.

    Wilson 1927, JASA 22:209-212. Check: 81 of 263 gives 0.2553 to 0.3662 (Newcombe 1998, Stat. Med. 17:857-872,
    table I, method 3). The coverage tables of `docs/estimate.md` rest on it.
    """
    _check_counts(successes, n)
    share = successes / n
    size = finite_size(n, population)
    low, high = wilson_ends(np.array([share]), np.array([size]), normal_quantile(level))
    return Interval(share, float(low[0]), float(high[0]))


def clopper_pearson(successes: int, n: int, level: float = 0.95, population: int | None = None) -> Interval:
    """Return the exact interval of `successes` out of `n`: it never covers less than `level`.

    Clopper & Pearson 1934, Biometrika 26:404-413. Check: 81 of 263 gives 0.2527 to 0.3676 (Newcombe 1998, table I,
    method 5). In a finite `population` the hypergeometric is inverted instead of the binomial.
    """
    _check_counts(successes, n)
    if population is not None:
        return hypergeometric_exact(successes, n, population, level)
    normal_quantile(level)
    tail = (1.0 - level) / 2.0
    low = 0.0 if successes == 0 else float(special.betaincinv(successes, n - successes + 1, tail))
    high = 1.0 if successes == n else float(special.betainccinv(successes + 1, n - successes, tail))
    return Interval(successes / n, low, high)


def hypergeometric_exact(successes: int, n: int, population: int, level: float = 0.95) -> Interval:
    """Return the exact interval of the share of a finite `population`, from `successes` of `n` drawn without return.

    The ends are counts over the population: those that a test of each tail does not reject (Buonaccorsi 1987,
    American Statistician 41:215-218). Check: none of 10 out of 20 gives 0 to 4/20; all drawn gives one point.
    """
    _check_counts(successes, n)
    finite_size(n, population)
    normal_quantile(level)
    tail = (1.0 - level) / 2.0
    possible = range(successes, population - (n - successes) + 1)
    from scipy import stats  # half a second to import, and needed here alone

    first = bisect_left(possible, True, key=lambda k: stats.hypergeom.sf(successes - 1, population, k, n) > tail)
    last = bisect_left(possible, True, key=lambda k: stats.hypergeom.cdf(successes, population, k, n) <= tail) - 1
    return Interval(successes / n, possible[first] / population, possible[last] / population)


def _check_counts(successes: float, n: float) -> None:
    if n <= 0 or not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} is not a share of anything")
