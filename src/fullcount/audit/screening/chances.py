"""Tails of the hypergeometric and the binomial distribution, summed from logarithms of binomial coefficients.

SciPy's own distributions take half a second to import, and half a millisecond a call; these are asked thousands of
times in one command.
"""

import numpy as np
import numpy.typing as npt
from scipy import special

Numbers = npt.NDArray[np.float64]


def few_drawn(most: int, crimes: int, pool: int, drawn: int, chance: float | None = None) -> float:
    """Return the chance that at most `most` of `crimes` reports are in a random sample.

    A simple sample of `drawn` out of `pool`, exactly (hypergeometric); with a `chance`, each on its own (binomial).
    Check: at most 0 of 2 in 1 of 4: 0.5; at most 1 of 3 each with chance 0.5: 0.5.
    """
    if most >= crimes:
        return 1.0
    if most < 0:
        return 0.0
    if chance is not None:
        return float(special.bdtr(most, crimes, chance))
    if crimes > pool:
        raise ValueError(f"{crimes} of {pool} reports cannot be")
    x = np.arange(max(0, crimes - (pool - drawn)), min(most, drawn) + 1, dtype=np.float64)
    if not x.size:
        return 0.0
    logs = _choose(drawn, x) + _choose(pool - drawn, crimes - x) - _choose(pool, np.array([float(crimes)]))
    return min(1.0, float(np.exp(logs).sum()))


def many_of(least: int, trials: int, chance: float) -> float:
    """Return the chance that at least `least` of `trials` succeed. Check: 59 of 59, each with chance 0.95: 0.0485."""
    return 1.0 if least <= 0 else float(special.bdtrc(least - 1, trials, chance))


def _choose(n: int, k: Numbers) -> Numbers:
    """Return the logarithms of the binomial coefficients n over k."""
    found: Numbers = special.gammaln(n + 1.0) - special.gammaln(k + 1.0) - special.gammaln(n - k + 1.0)
    return found
