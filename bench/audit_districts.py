"""Measures the rates of districts against the truth: error beside the direct estimate's, and how often intervals hold.

    python bench/audit_districts.py [--replicates 300] [--only NAME] [--seed 20261130]

Each replicate invents a force of 119,000 unlinked reports in forty districts: reports by sixty levels of a score and
three groups of offences; every district's own log odds of a miss are drawn anew; misses are binomial. A sample of
1,000 unlinked reports is drawn, the direct estimate is made from each district's own reviews (weighted), and the
product's posterior from the counts by band and group. Where a scenario is asked for by name, only the table of it is
printed and no file is written.
"""

import argparse
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import special
from sections import written
from simulated_pages import page_written

from fullcount.audit.districts.cells import Bands, Cells, band_of, cells_of
from fullcount.audit.districts.posterior import posterior

ROOT = Path(__file__).resolve().parents[1]
Floats = NDArray[np.float64]
UNLINKED, RECORDED = 119_000, 81_000
GROUP_SHARES, GROUP_ODDS = np.array([0.6, 0.3, 0.1]), np.array([0.0, 0.6, -0.6])
SPREAD = {0.80: 1.30, 0.90: 2.20, 0.95: 3.3}
"""Standard deviation of the score's log odds that gives the area under the curve."""
DISTRICTS, REVIEWS, LEVELS, BANDS, CHUNK = 40, 1000, 60, 12, 50


@dataclass(frozen=True)
class Scenario:
    """A world and a draw. `tau`: how much districts differ; `unrecorded`: of all crimes; `draw`: how reviews are
    spread: "in each district" simply, or over the force "by score" (0.15 of them evenly) or "half by score"."""

    name: str
    tau: float = 0.4
    auc: float = 0.90
    unrecorded: float = 0.10
    draw: str = "half by score"
    has_score: bool = True
    odd: float = 0.0
    blind: int = 0
    blind_part: float = 1.0
    unequal: bool = False
    slope: float = 1.0
    reviews: int = REVIEWS


SCENARIOS = (
    Scenario("as usual"),
    Scenario("simple in each district", draw="in each district"),
    Scenario("drawn by score", draw="by score"),
    Scenario("districts all alike", tau=0.0),
    Scenario("districts nearly alike", tau=0.2),
    Scenario("districts very different", tau=0.8),
    Scenario("no score", has_score=False, draw="in each district"),
    Scenario("AUC 0.80", auc=0.80),
    Scenario("AUC 0.95", auc=0.95),
    Scenario("score twice too sure", slope=0.5),
    Scenario("3% unrecorded", unrecorded=0.03),
    Scenario("one district unlike the rest", odd=1.5),
    Scenario("score blind in 8 districts", blind=8),
    Scenario("score blind in 8, drawn by score", blind=8, draw="by score"),
    Scenario("blind to 30% of misses in 8", blind=8, blind_part=0.3),
    Scenario("sizes from 1 to 13", unequal=True),
)


@dataclass(frozen=True)
class World:
    """Levels of the score: log odds, mean score and share of the reports; the intercept that gives the prevalence."""

    base: float
    logits: Floats
    score: Floats
    share: Floats


def world(scenario: Scenario) -> World:
    """Return the levels of the score, narrow where it is high, and the intercept, by halving."""
    z = special.ndtri((np.arange(6000) + 0.5) / 6000) * SPREAD[scenario.auc]
    wanted = scenario.unrecorded / (1.0 - scenario.unrecorded) * RECORDED / UNLINKED
    low, high = -25.0, 5.0
    for _ in range(60):
        base = (low + high) / 2.0
        mean = (special.expit(base + z[:, None] + GROUP_ODDS) * GROUP_SHARES).sum(axis=1).mean()
        low, high = (base, high) if mean < wanted else (low, base)
    score = special.expit(base + z)
    level = band_of(score, LEVELS)
    many = np.bincount(level)
    return World(base, np.bincount(level, z) / many, np.bincount(level, score) / many, many / len(z))


@dataclass(frozen=True)
class Samples:
    """Counts by sample, district, level and group: reports, misses, reviews, misses found; the reports that each
    review stands for; and the crimes recorded, by sample and district."""

    reports: NDArray[np.int64]
    misses: NDArray[np.int64]
    reviews: NDArray[np.int64]
    found: NDArray[np.int64]
    weight: Floats
    recorded: Floats


def drawn(scenario: Scenario, levels: World, count: int, rng: np.random.Generator) -> Samples:
    """Return `count` forces and a sample of each."""
    size = np.exp(np.linspace(-1.3, 1.3, DISTRICTS)) if scenario.unequal else np.ones(DISTRICTS)
    size = size / size.sum()
    own = rng.normal(0.0, scenario.tau, (count, DISTRICTS))
    own[:, 0] += scenario.odd
    reports = np.round(UNLINKED * size[:, None, None] * levels.share[:, None] * GROUP_SHARES).astype(np.int64)
    reports = np.broadcast_to(reports, (count, *reports.shape))
    odds = levels.base + scenario.slope * levels.logits[:, None] + GROUP_ODDS + own[:, :, None, None]
    chance = special.expit(odds)
    if scenario.blind:
        blind = slice(DISTRICTS - scenario.blind, DISTRICTS)
        mean = (chance * reports).sum((-1, -2), keepdims=True) / reports.sum((-1, -2), keepdims=True)
        part = scenario.blind_part
        chance[:, blind] = (1.0 - part) * chance[:, blind] + part * mean[:, blind]
    misses = rng.binomial(reports, chance)
    reviews, weight = _reviews(scenario, levels, reports, size, rng)
    found = rng.hypergeometric(misses, reports - misses, reviews)
    recorded = np.broadcast_to(np.round(RECORDED * size), (count, DISTRICTS))
    return Samples(reports, misses, reviews, found, weight, recorded)


def _reviews(
    scenario: Scenario, levels: World, reports: NDArray[np.int64], size: Floats, rng: np.random.Generator
) -> tuple[NDArray[np.int64], Floats]:
    """Return how many reports of each cell are read, and how many each stands for."""
    count, cells = len(reports), reports.shape[-1] * reports.shape[-2]
    flat = reports.reshape(count, DISTRICTS, cells)
    if scenario.draw == "in each district":
        many = np.maximum(np.round(scenario.reviews * size), 4).astype(np.int64)
        read = rng.multinomial(np.broadcast_to(many, (count, DISTRICTS)), flat / flat.sum(-1, keepdims=True))
        weight = np.broadcast_to((flat.sum(-1) / many)[..., None], flat.shape)
    else:
        evenly = {"by score": 0.15, "half by score": 0.5}[scenario.draw]
        stratum = banded(levels)
        need = np.sqrt(np.maximum(levels.score * (1.0 - levels.score), 0.004)) * levels.share
        wanted = (1.0 - evenly) * np.bincount(stratum, need) / need.sum() + evenly * np.bincount(stratum, levels.share)
        read, weight = np.zeros_like(flat), np.zeros(flat.shape)
        for place, many in enumerate(np.maximum(np.round(scenario.reviews * wanted), 8).astype(np.int64)):
            inside = np.repeat(stratum == place, reports.shape[-1])
            part = flat[..., inside].reshape(count, -1)
            of_it = rng.multinomial(np.full(count, many), part / part.sum(-1, keepdims=True))
            read[..., inside] = of_it.reshape(count, DISTRICTS, -1)
            weight[..., inside] = (part.sum(-1) / many)[:, None, None]
    return np.minimum(read, flat).reshape(reports.shape), weight.reshape(reports.shape)


def banded(levels: World) -> NDArray[np.int64]:
    """Return the band of each level, as the product bands the score."""
    need = np.sqrt(np.maximum(levels.score * (1.0 - levels.score), 0.004)) * levels.share
    place = ((np.cumsum(need) - need / 2.0) / need.sum() * BANDS).astype(np.int64)
    return np.unique(np.minimum(place, BANDS - 1), return_inverse=True)[1].reshape(-1)


def cells(scenario: Scenario, levels: World, samples: Samples) -> Cells:
    """Return what the product is given: counts by band and group."""
    band = banded(levels) if scenario.has_score else np.zeros(len(levels.share), dtype=np.int64)
    into = np.eye(band.max() + 1)[band]

    def gathered(counts: NDArray[np.int64]) -> Floats:
        return np.einsum("sdlg,lb->sdbg", counts.astype(float), into).reshape(*counts.shape[:2], -1)

    scores = tuple((levels.score * levels.share) @ into / (levels.share @ into)) if scenario.has_score else ()
    whole = gathered(samples.reports)
    reviewed = gathered(samples.reviews)
    bands = Bands(scores, ("a", "b", "c"))
    return cells_of(reviewed, gathered(samples.found), whole - reviewed, bands, whole.sum((0, 1)))


@dataclass(frozen=True)
class Measured:
    """By sample and district: the model's and the direct estimate's error of the rate, whether the interval holds the
    truth, its width, and the true rate."""

    error: Floats
    direct: Floats
    holds: NDArray[np.bool_]
    width: Floats
    truth: Floats


def measured(scenario: Scenario, replicates: int, seed: int) -> Measured:
    """Return what `replicates` samples show."""
    levels, rng, parts = (
        world(scenario),
        np.random.default_rng([seed, [s.name for s in SCENARIOS].index(scenario.name)]),
        [],
    )
    for first in range(0, replicates, CHUNK):
        samples = drawn(scenario, levels, min(CHUNK, replicates - first), rng)
        parts.append(_measured(scenario, levels, samples, rng))
    return Measured(*(np.concatenate([getattr(part, name) for part in parts]) for name in Measured.__annotations__))


def _measured(scenario: Scenario, levels: World, samples: Samples, rng: np.random.Generator) -> Measured:
    post = posterior(cells(scenario, levels, samples), rng)
    found, truth = samples.found.sum((-1, -2)), samples.misses.sum((-1, -2))
    mean, variance = post.expected, post.variance
    share = np.clip(1.0 - variance / np.maximum(mean, 1e-12), 1e-9, 1.0 - 1e-12)
    trials = np.maximum(np.round(mean / share), 1.0)
    crimes = found[:, None, :] + rng.binomial(trials.astype(np.int64), np.minimum(mean / trials, 1.0))
    low, middle, high = np.quantile(crimes, (0.025, 0.5, 0.975), axis=1)
    weighted, weights = ((samples.weight * c).sum((-1, -2)) for c in (samples.found, samples.reviews))
    alone = np.divide(weighted, weights, out=np.full(weights.shape, np.nan), where=weights > 0)
    alone = alone * samples.reports.sum((-1, -2))

    def rate(missed: Floats) -> Floats:
        return samples.recorded / (samples.recorded + missed)

    return Measured(
        rate(middle) - rate(truth), rate(alone) - rate(truth), (low <= truth) & (truth <= high),
        rate(low) - rate(high), rate(truth),
    )  # fmt: skip


def line(scenario: Scenario, found: Measured) -> str:
    """Return one row of the table."""
    error, direct = np.sqrt((found.error**2).mean()), np.sqrt(np.nanmean(found.direct**2))
    groups = {"all": slice(None)}
    if scenario.odd:
        groups["the odd one"] = slice(0, 1)
    if scenario.blind:
        groups["the blind"] = slice(DISTRICTS - scenario.blind, DISTRICTS)
    if scenario.unequal:
        groups |= {"the 10 smallest": slice(0, 10), "the 10 largest": slice(DISTRICTS - 10, DISTRICTS)}
    per_sample = found.holds.mean(axis=1)
    by_place = found.truth.argsort(axis=1)
    extremes = [
        np.take_along_axis(found.holds, by_place[:, part], axis=1).mean() for part in (slice(0, 4), slice(36, 40))
    ]
    holds = "; ".join(f"{name} {found.holds[:, part].mean():.1%}" for name, part in groups.items())
    doubt = per_sample.std(ddof=1) / np.sqrt(len(per_sample))
    return (
        f"| {scenario.name} | {error * 100:.2f} | {direct * 100:.2f} | {error / direct:.0%} | {holds} "
        f"| ±{doubt * 100:.1f} | {extremes[0]:.1%}, {extremes[1]:.1%} | {found.width.mean() * 50:.1f} |"
    )


HEAD = """| scenario | error | direct | ratio | intervals hold the truth | MC error | 4 worst, 4 best | half-width |
|---|---|---|---|---|---|---|---|"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--replicates", type=int, default=300)
    options.add_argument("--only", help="part of the name of the scenarios to run")
    options.add_argument("--reviews", type=int, default=REVIEWS)
    options.add_argument("--seed", type=int, default=20261130)
    asked = options.parse_args()
    chosen = [scenario for scenario in SCENARIOS if not asked.only or asked.only in scenario.name]
    rows = []
    for scenario in chosen:
        begun = time.perf_counter()
        world_of = scenario if asked.reviews == REVIEWS else replace(scenario, reviews=asked.reviews)
        found = measured(world_of, asked.replicates, asked.seed)
        rows.append(line(scenario, found))
        print(rows[-1], f"{time.perf_counter() - begun:.0f} s", flush=True)
    if asked.only or asked.reviews != REVIEWS:
        return
    table = (
        f"{asked.replicates:,} samples of {REVIEWS:,} reports, {DISTRICTS} districts, a row; seed"
        f" {asked.seed}; errors (root mean square) and half-widths in points of the rate, intervals at 95%.\n\n"
        + "\n".join([HEAD, *rows])
    )
    written(
        ROOT / "bench" / "RESULTS.md",
        f"# Audit: districts\n\n`python bench/audit_districts.py --replicates {asked.replicates}`\n\n{table}\n",
    )
    page_written(ROOT / "docs" / "audit" / "districts.md", table)


if __name__ == "__main__":
    main()
