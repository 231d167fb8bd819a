"""Samples of the audit's populations, many at once, and the intervals that each method makes of them.

A method takes a population, reviews and replicates and returns the ends of the number missed, arrays (replicates,).
"""

import numpy as np
from audit_populations import DISCLOSING, REPORTS, Population
from numpy.typing import NDArray

from fullcount.audit.moments import Moments
from fullcount.audit.ratio import missed_share
from fullcount.audit.scored.cuts import allocated, cut
from fullcount.audit.scored.profile import Counts, profile

Floats = NDArray[np.float64]
Ends = tuple[Floats, Floats]
Z = 1.959964
BLOCK = 2_000


def _strata(population: Population, reviews: int) -> tuple[Floats, Floats, Floats]:
    made = cut(population.score, reviews)
    held = np.bincount(made.strata_of(population.score), weights=population.missed, minlength=len(made.size))
    return made.size.astype(float), allocated(made.size, made.wanted, reviews).astype(float), held


def _found(population: Population, reviews: int, replicates: int, rng: np.random.Generator) -> Counts:
    size, read, held = _strata(population, reviews)
    found = rng.hypergeometric(held.astype(int), (size - held).astype(int), read.astype(int), (replicates, len(size)))
    return Counts(size, read, found.astype(float))


def scored(population: Population, reviews: int, replicates: int, rng: np.random.Generator) -> Ends:
    """The product's: strata by the score, profile likelihood."""
    counts = _found(population, reviews, replicates, rng)
    parts = [
        profile(Counts(counts.size, counts.read, counts.found[i : i + BLOCK])) for i in range(0, replicates, BLOCK)
    ]
    return np.concatenate([p.low for p in parts]), np.concatenate([p.high for p in parts])


def jeffreys(population: Population, reviews: int, replicates: int, rng: np.random.Generator) -> Ends:
    """The same sample; a Jeffreys posterior in each stratum, their sum taken as normal."""
    counts = _found(population, reviews, replicates, rng)
    a, b = counts.found + 0.5, counts.read - counts.found + 0.5
    mean = (counts.size * a / (a + b)).sum(axis=1)
    spread = np.sqrt((counts.size**2 * a * b / (a + b) ** 2 / (a + b + 1.0)).sum(axis=1))
    return mean - Z * spread, mean + Z * spread


def simple(population: Population, reviews: int, replicates: int, rng: np.random.Generator) -> Ends:
    """The product's without a score: a simple sample of the unlinked, one cell."""
    size, held = len(population.missed), population.unrecorded
    found = rng.hypergeometric(held, size - held, reviews, (replicates, 1)).astype(float)
    total = profile(Counts(np.array([float(size)]), np.array([float(reviews)]), found))
    return total.low, total.high


def wald(population: Population, reviews: int, replicates: int, rng: np.random.Generator) -> Ends:
    """A simple sample of the unlinked and the normal interval."""
    size, held = len(population.missed), population.unrecorded
    share = rng.hypergeometric(held, size - held, reviews, replicates) / reviews
    half = Z * np.sqrt(share * (1.0 - share) / reviews)
    return size * (share - half), size * (share + half)


def _simple_scores(
    population: Population, reviews: int, replicates: int, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    rows = rng.integers(0, len(population.missed), (replicates, reviews))
    return population.missed[rows].astype(float), population.score[rows]


def ppi(population: Population, reviews: int, replicates: int, rng: np.random.Generator) -> Ends:
    """PPI++ (Angelopoulos, Duchi & Zrnic 2023, arXiv 2311.01453): a difference with the best slope, normal ends."""
    y, p = _simple_scores(population, reviews, replicates, rng)
    size, mean = len(population.missed), population.score.mean()
    spread = p.var(axis=1)
    slope = np.divide(((y - y.mean(1, keepdims=True)) * p).mean(1), spread, out=np.zeros(replicates), where=spread > 0)
    slope = np.clip(slope, 0.0, None)
    rest = y - slope[:, None] * p
    centre, half = slope * mean + rest.mean(axis=1), Z * rest.std(axis=1, ddof=1) / np.sqrt(reviews)
    return size * (centre - half), size * (centre + half)


def greg(population: Population, reviews: int, replicates: int, rng: np.random.Generator) -> Ends:
    """GREG on one and the score, as R survey's calibrate gives it: normal ends from the calibrated residuals."""
    y, p = _simple_scores(population, reviews, replicates, rng)
    size, mean = len(population.missed), population.score.mean()
    about = p - p.mean(axis=1, keepdims=True)
    squares = np.maximum((about**2).sum(axis=1), 1e-300)
    slope = (about * y).sum(axis=1) / squares
    gap = mean - p.mean(axis=1)
    rest = y - y.mean(axis=1, keepdims=True) - slope[:, None] * about
    weight = 1.0 / reviews + gap[:, None] * about / squares[:, None]
    error = np.sqrt(((weight * rest) ** 2).sum(axis=1) * reviews / (reviews - 1.0))
    centre = y.mean(axis=1) + slope * gap
    return size * (centre - Z * error), size * (centre + Z * error)


def active(population: Population, reviews: int, replicates: int, rng: np.random.Generator) -> Ends:
    """Active inference (Zrnic & Candès 2024, ICML): drawn half by the score's doubt; difference, normal."""
    doubt = np.sqrt(population.score * (1.0 - population.score))
    chance = 0.5 * doubt / doubt.sum() + 0.5 / len(doubt)
    rows = np.minimum(
        np.searchsorted(np.cumsum(chance), rng.random((replicates, reviews)), side="right"), len(doubt) - 1
    )
    rest = (population.missed[rows] - population.score[rows]) / (len(doubt) * chance[rows])
    centre = population.score.mean() + rest.mean(axis=1)
    half = Z * rest.std(axis=1, ddof=1) / np.sqrt(reviews)
    return len(doubt) * (centre - half), len(doubt) * (centre + half)


def inspectorate(population: Population, reviews: int, replicates: int, rng: np.random.Generator) -> Ends:
    """The inspectorate's: a simple sample of all reports, recorded over disclosed; here as rates, turned into U."""
    crimes = round(REPORTS * DISCLOSING)
    kinds = [population.recorded, population.unrecorded, REPORTS - crimes]
    found = rng.multivariate_hypergeometric(kinds, reviews, size=replicates).astype(float)
    x, y = found[:, :1] + found[:, 1:2], found[:, 1:2]
    whole = np.full_like(x, float(REPORTS))
    ends = missed_share(Moments(whole, np.full_like(x, float(reviews)), x, y, x, y, y, x))
    odds = [population.recorded * share / (1.0 - share) for share in (ends.low, ends.high)]
    return odds[0], odds[1]
