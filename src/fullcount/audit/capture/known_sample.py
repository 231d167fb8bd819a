"""The size of a population where one list is a random sample drawn with a known chance: no other list need be fair."""

from scipy import special

from fullcount.audit.results import Interval


def by_sample(elsewhere: int, sample_only: int, chance: float, level: float = 0.95) -> Interval:
    """Return how many there are: those on any other list, counted, and those on none, from the sample that found some.

    Each crime that no other list has is in the sample with `chance`; so `sample_only` of them are seen of N0, binomial.
    Unbiased: `elsewhere` + `sample_only` / `chance` (Horvitz & Thompson 1952, JASA 47:663-685), whatever the other
    lists' dependence and however unlike the crimes are; the ends invert the binomial in N0 (Clopper & Pearson 1934;
    as the beta of a negative binomial's counts). Check: nothing found alone at a chance of 0.1 gives 0 to 35 unseen.
    """
    tail = (1.0 - level) / 2.0
    low = 0.0 if sample_only == 0 else _count_at(sample_only - 1, chance, 1.0 - tail) + 1.0
    high = _count_at(sample_only, chance, tail)
    return Interval(elsewhere + sample_only / chance, elsewhere + low, elsewhere + high)


def _count_at(found: int, chance: float, share: float) -> float:
    """Return the largest N0 with a chance above `share` of finding at most `found` of it.

    P(Bin(N, p) <= k) falls with N; it is the regularised beta of (N - k, k + 1) at 1 - p.
    """
    if chance >= 1.0:
        return float(found)
    low, high = float(found), float(found) + 1.0
    while special.bdtr(found, int(high), chance) > share:
        low, high = high, high * 2.0
    while high - low > 1.0:
        middle = float(int((low + high) / 2.0))
        low, high = (middle, high) if special.bdtr(found, int(middle), chance) > share else (low, middle)
    return low


def sample_reach(elsewhere: int, elsewhere_in_sample: int, chance: float) -> float:
    """Return the two-sided p-value of the sample holding so few, or many, of the others' crimes as it does.

    Exact binomial; small where records were not matched, or the sample was not drawn as said.
    """
    below = float(special.bdtr(elsewhere_in_sample, elsewhere, chance))
    above = 1.0 if elsewhere_in_sample == 0 else float(special.bdtrc(elsewhere_in_sample - 1, elsewhere, chance))
    return min(1.0, 2.0 * min(below, above))
