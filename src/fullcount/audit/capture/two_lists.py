"""The size of a population from two lists, and the least that it can be from how often each was seen."""

import math

from fullcount.audit.intervals import normal_quantile
from fullcount.audit.results import Interval


def chapman(first: int, second: int, both: int, level: float = 0.95) -> Interval:
    """Return how many there are, from two independent lists with `both` in common.

    (n1 + 1)(n2 + 1) / (m + 1) - 1: Chapman 1951, Univ. Calif. Publ. Stat. 1:131-160; the variance is Seber's (1970,
    Biometrika 57:313-318). The ends are those of a lognormal for what no list has (Chao 1987, Biometrics 43:783-791),
    so that the lower one is never below what was seen. Check: 135 and 122 with 49 in common (hepatitis A in Taiwan,
    Chao et al. 2001, Stat. Med. 20:3123-3157) give 333.6; Petersen's own estimate is 336.
    """
    estimate = (first + 1) * (second + 1) / (both + 1) - 1.0
    variance = (first + 1) * (second + 1) * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    return lognormal_ends(estimate, variance, first + second - both, level)


def chao_lower(once: int, twice: int, seen: int, lists: int, level: float = 0.95) -> Interval:
    """Return the least that there are: those on one list only and on two tell how many are on none.

    Chao 1987, Biometrics 43:783-791, bias-corrected for few lists as in Chao 1989 (Biometrics 45:427-438): a lower
    bound where some are harder to find than others. `once` and `twice` count those on exactly one and two lists.
    Check: hepatitis A in Taiwan (187 once, 56 twice, 271 seen, 3 lists) gives 271 + (2/3) 187 x 186 / (2 x 57) = 474.4.
    """
    part = (lists - 1.0) / lists
    unseen = part * once * (once - 1) / (2.0 * (twice + 1))
    variance = (
        part * once * (once - 1) / (2.0 * (twice + 1))
        + part**2 * once * (2 * once - 1) ** 2 / (4.0 * (twice + 1) ** 2)
        + part**2 * once**2 * twice * (once - 1) ** 2 / (4.0 * (twice + 1) ** 4)
    )
    return lognormal_ends(seen + unseen, variance, seen, level)


def lognormal_ends(estimate: float, variance: float, seen: int, level: float) -> Interval:
    """Return the interval of a size whose unseen part is lognormal with the given variance."""
    unseen = max(estimate - seen, 0.0)
    if unseen <= 0.0 or variance <= 0.0:
        return Interval(max(estimate, float(seen)), float(seen), max(estimate, float(seen)))
    spread = math.exp(normal_quantile(level) * math.sqrt(math.log1p(variance / unseen**2)))
    return Interval(estimate, seen + unseen / spread, seen + unseen * spread)
