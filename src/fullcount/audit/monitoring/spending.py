"""A figure published a few times a year from reviews that go on: limits for each look, so that all hold at once.

Narrower than the confidence sequence, because the looks are few and fixed beforehand; nothing may be published between
them. The limits are those of a normal estimate, so they hold in large samples only.
"""

import math

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

Floats = NDArray[np.float64]

NODES, WEIGHTS = np.polynomial.legendre.leggauss(201)
"""Points between the limits on which the chance of having stayed inside is carried from look to look."""
FEWEST_REVIEWS = 100
"""Reviews below which a normal estimate is not published."""
WIDEST = 12.0


def obrien_fleming(looks: int, level: float = 0.95) -> Floats:
    """Return the quantile of each look, shape (looks,): C sqrt(K / k) for looks that are equally far apart.

    O'Brien & Fleming 1979 (Biometrics 35:549-556): wide at first, nearly the single-look value at the end. Check: one
    look 1.960, five 2.040 at the last (Jennison & Turnbull 2000, table 2.3), twelve 2.098.
    """
    shares = np.arange(1, looks + 1) / looks

    def outside(constant: float) -> float:
        inside, left = _Inside(), 0.0
        for share in shares:
            quantile = constant / math.sqrt(share)
            left += inside.leaving(share, quantile)
            inside = inside.carried(share, quantile)
        return left - (1.0 - level)

    constant = float(optimize.brentq(outside, 1.0, 6.0, xtol=1e-8))
    quantiles: Floats = constant / np.sqrt(shares)
    return quantiles


def spent_quantiles(information: Floats, looks: int, level: float = 0.95) -> Floats:
    """Return the quantiles of the looks taken so far, of `looks` planned, when reviews come unevenly.

    `information`, shape (taken,), is the reviews there were at each look, rising. By look k each side has spent
    2 - 2 Phi(z / sqrt(k / looks)) of its half of the error: Lan & DeMets 1983 (Biometrika 70:659-663). Check: five even
    looks, 4.877, 3.357, 2.680, 2.290, 2.031 (Jennison & Turnbull 2000, section 7.2; R's ldbounds).
    Raises ValueError where looks are more than planned, or reviews do not rise.
    """
    taken = len(information)
    if taken > looks or np.any(np.diff(information, prepend=0.0) <= 0.0):
        raise ValueError("looks are at most as many as planned, each with more reviews than the last")
    z = float(special.ndtri(1.0 - (1.0 - level) / 4.0))
    spent = 4.0 * special.ndtr(-z / np.sqrt(np.arange(1, taken + 1) / looks))
    shares, quantiles, inside = information / information[-1], np.empty(taken), _Inside()
    for k, (share, now) in enumerate(zip(shares, np.diff(spent, prepend=0.0), strict=True)):
        quantiles[k] = inside.quantile(float(share), float(now))
        inside = inside.carried(float(share), float(quantiles[k]))
    return quantiles


class _Inside:
    """Where a driftless sum is while it has stayed within its limits, carried from look to look by quadrature.

    Armitage, McPherson & Rowe 1969 (JRSS A 132:235-244).
    """

    def __init__(self, share: float = 0.0, sums: Floats | None = None, chance: Floats | None = None) -> None:
        self.share = share
        self.sums = np.zeros(1) if sums is None else sums
        self.chance = np.ones(1) if chance is None else chance

    def leaving(self, share: float, quantile: float) -> float:
        """Return the chance to be outside the limits at `share` of the information, for the first time."""
        limit, scale = quantile * math.sqrt(share), math.sqrt(share - self.share)
        beyond = special.ndtr((self.sums - limit) / scale) + special.ndtr((-limit - self.sums) / scale)
        return float((self.chance * beyond).sum())

    def quantile(self, share: float, chance: float) -> float:
        """Return the quantile at which the chance of leaving is `chance`."""
        if self.leaving(share, WIDEST) >= chance:
            return WIDEST
        return float(optimize.brentq(lambda q: self.leaving(share, q) - chance, 0.1, WIDEST, xtol=1e-9))

    def carried(self, share: float, quantile: float) -> "_Inside":
        """Return where the sum is at the next look, given that it is within."""
        limit, variance = quantile * math.sqrt(share), share - self.share
        sums = NODES * limit
        away = (sums[:, None] - self.sums[None, :]) ** 2
        density = np.exp(-away / (2.0 * variance)) / math.sqrt(2.0 * math.pi * variance)
        return _Inside(share, sums, WEIGHTS * limit * (density @ self.chance))
