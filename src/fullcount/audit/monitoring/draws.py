"""Which report is read next: draws by the score, one at a time, that anybody can make again from the seed.

Draw k is a point between 0 and 1 made from SHA-256 of the seed and k, laid on the reports' chances in the order of
their ids. The same report may come twice: its review then counts twice and is not made again.
"""

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

EVEN = 0.4
"""The part of every draw that ignores the score: it bounds what a surprise can cost. Tried at AUC 0.90: half, and 0.004
below, take the aim some 3% more reviews."""
LEAST_SPREAD = 0.01
"""A score is never believed surer than this variance."""


@dataclass(frozen=True, slots=True)
class Scored:
    """The unlinked reports: their scores p and their chances q to be the next one drawn, shape (reports,).

    `most_crimes` is the most that one report can hold unrecorded, fixed beforehand.
    """

    score: Floats
    chance: Floats
    most_crimes: int = 1

    def payment(self, places: NDArray[np.intp], unrecorded: Floats) -> Floats:
        """Return X = pbar + (u - p) / (M q) for the reports at `places`: its mean over the draws is U / M.

        The difference estimator for draws with unequal chances: Särndal, Swensson & Wretman 1992, section 6.3; Hansen &
        Hurwitz 1943 for the weights.
        """
        away: Floats = (unrecorded - self.score[places]) / (len(self.score) * self.chance[places])
        return float(self.score.mean()) + away

    def bounds(self) -> tuple[float, float]:
        """Return the least and the greatest payment that any report could make."""
        scale = len(self.score) * self.chance
        mean = float(self.score.mean())
        return mean - float((self.score / scale).max()), mean + float(((self.most_crimes - self.score) / scale).max())

    def foreseen_variance(self) -> float:
        """Return the variance of a payment, were the score right."""
        return float((self.score * (1.0 - self.score) / self.chance).sum()) / len(self.score) ** 2


def draw_chances(score: Floats, even: float = EVEN) -> Floats:
    """Return the chance of each report to be the next one drawn: a part `even` alike, the rest by the score's spread.

    q = (1 - even) s / sum(s) + even / M, with s = sqrt(max(p (1 - p), 0.01)): Neyman's allocation for single draws,
    mixed with the uniform one. Scores are 0 to 1. Check: scores 0.5 and 0.5 give a half each.
    """
    spread = np.sqrt(np.maximum(score * (1.0 - score), LEAST_SPREAD))
    chances: Floats = (1.0 - even) * spread / spread.sum() + even / len(score)
    return chances


def drawn(chance: Floats, seed: str, first: int, count: int) -> NDArray[np.intp]:
    """Return the places of draws `first` to `first + count - 1` (the first of all is 1), with return.

    `chance` follows the reports in the order of their ids. Check: seed "a", four equal chances, draws 1 to 5 give
    places 0, 3, 1, 2, 3.
    """
    edges = np.cumsum(chance)
    points = np.array([_point(seed, k) for k in range(first, first + count)]) * edges[-1]
    places: NDArray[np.intp] = np.minimum(np.searchsorted(edges, points, side="right"), len(chance) - 1)
    return places


def _point(seed: str, number: int) -> float:
    digest = hashlib.sha256(f"{seed}:{number}".encode()).digest()
    return (int.from_bytes(digest[:8], "big") >> 11) / float(1 << 53)
