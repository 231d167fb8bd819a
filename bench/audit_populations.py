"""Populations of reports with known truth, for the audit's benches: who was missed, and what a score makes of it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

REPORTS, DISCLOSING = 200_000, 0.45
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Population:
    """Crimes recorded, and each report that is not linked: is a crime missed in it, its score, its true chance given
    all that the score could have used."""

    recorded: int
    missed: NDArray[np.bool_]
    score: Floats
    chance: Floats

    @property
    def unrecorded(self) -> int:
        return int(self.missed.sum())

    @property
    def rate(self) -> float:
        return self.recorded / (self.recorded + self.unrecorded)

    def regression(self, half_width: float, z: float = 1.96) -> float:
        """Return the reviews of a simple sample that a regression on the true chances would need: the yardstick."""
        crimes = self.recorded + self.unrecorded
        spread = self.chance * (1.0 - self.chance)
        return float(z * z * len(spread) * spread.sum() / (half_width * crimes**2 / self.recorded) ** 2)

    def best(self, half_width: float, z: float = 1.96) -> float:
        """Return the reviews that Neyman's allocation by the true chances would need (Godambe & Joshi's bound)."""
        crimes = self.recorded + self.unrecorded
        total = half_width * crimes**2 / self.recorded
        spread = self.chance * (1.0 - self.chance)
        return float(z * z * np.sqrt(spread).sum() ** 2 / (total**2 + z * z * spread.sum()))


def _counts(unrecorded: float) -> tuple[int, int, int]:
    crimes = round(REPORTS * DISCLOSING)
    missed = round(crimes * unrecorded)
    return crimes - missed, missed, REPORTS - crimes + missed


def normal_scores(
    rng: np.random.Generator,
    unrecorded: float,
    auc: float,
    *,
    blind: float = 0.0,
    tilt: tuple[float, float] = (1.0, 0.0),
) -> Population:
    """Return a score normal among missed and others alike, its means apart by what the AUC asks.

    `blind` of the missed look to it like the others. `tilt` multiplies and shifts the log odds: a mis-calibrated score.
    """
    recorded, missed, unlinked = _counts(unrecorded)
    apart = np.sqrt(2.0) * special.ndtri(auc)
    is_missed = np.arange(unlinked) < missed
    x = rng.normal(size=unlinked) + apart * (is_missed & (np.arange(unlinked) >= blind * missed))
    prior = missed / unlinked
    odds = special.logit(prior) + apart * x - apart**2 / 2.0
    score = special.expit(odds * tilt[0] + tilt[1])
    seen = prior * (1.0 - blind) * np.exp(apart * x - apart**2 / 2.0)
    return Population(recorded, is_missed, score, (seen + prior * blind) / (seen + prior * blind + 1.0 - prior))


def _auc(chance: Floats) -> float:
    p = np.sort(chance)
    below = np.cumsum(1.0 - p) - (1.0 - p) / 2.0
    return float((p * below).sum() / p.sum() / (1.0 - p).sum())


def _with_auc(made: Callable[[float], Floats], auc: float) -> Floats:
    return made(optimize.brentq(lambda spread: _auc(made(spread)) - auc, 0.05, 12.0, xtol=1e-3))


def _drawn(rng: np.random.Generator, unrecorded: float, chance: Floats) -> Population:
    return Population(_counts(unrecorded)[0], rng.random(len(chance)) < chance, chance, chance)


def logit_normal_scores(rng: np.random.Generator, unrecorded: float, auc: float) -> Population:
    """Return a calibrated score whose log odds are normal over the reports that are not linked."""
    _, missed, unlinked = _counts(unrecorded)
    noise = np.sort(rng.normal(size=unlinked))

    def made(spread: float) -> Floats:
        at = optimize.brentq(lambda m: special.expit(m + spread * noise).mean() - missed / unlinked, -60.0, 10.0)
        return special.expit(at + spread * noise)

    return _drawn(rng, unrecorded, _with_auc(made, auc))


def scores_of_kinds(rng: np.random.Generator, unrecorded: float, auc: float) -> Population:
    """Return a calibrated score over ten kinds of report, of which crimes are missed unlike often, most of them seldom.

    The kinds' log odds are spread by 1.5; inside a kind the score is as in `normal_scores`. So part of what the score
    knows is the kind, as it is of a force's own.
    """
    _, missed, unlinked = _counts(unrecorded)
    kind = rng.integers(0, 10, unlinked)
    offset = 1.5 * special.ndtri((np.arange(10) + 0.5) / 10.0)[kind]
    noise, lot = rng.normal(size=unlinked), rng.random(unlinked)

    def made(apart: float) -> Floats:
        def at(m: float) -> Floats:
            prior = special.expit(m + offset)
            x = noise + apart * (lot < prior)
            return special.expit(m + offset + apart * x - apart**2 / 2.0)

        middle = optimize.brentq(lambda m: float(special.expit(m + offset).mean()) - missed / unlinked, -30.0, 10.0)
        return at(middle)

    return _drawn(rng, unrecorded, _with_auc(made, auc))


def as_hard(
    made: Callable[[np.random.Generator, float, float], Population], seed: int, unrecorded: float, reviews: float
) -> tuple[Population, float]:
    """Return a population whose score leaves a regression on it so many reviews for two points; its AUC."""
    low, high = 0.87, 0.985
    for _ in range(9):
        middle = (low + high) / 2.0
        needs = made(np.random.default_rng(seed), unrecorded, middle).regression(0.02)
        low, high = (middle, high) if needs > reviews else (low, middle)
    return made(np.random.default_rng(seed), unrecorded, middle), middle
