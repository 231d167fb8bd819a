"""Takes apart by how much the score-stratified interval needs more reviews than the best possible.

    python bench/audit_efficiency_apart.py [--replicates 400] [--seed 20260201]

The populations of bench/audit_efficiency.py. Each step adds one departure from the best: strata and not each report by
itself; the numbers read in them, which do not believe a low score; the profile's ends; the factor of `scored.critical`.
Writes its section of bench/RESULTS.md.
"""

import argparse
from unittest.mock import patch

import numpy as np
from audit_designs import Floats, Z, scored
from audit_efficiency import AS_HARD, HALF_WIDTH, POPULATIONS, RESULTS, covered, half_width, needed
from audit_populations import Population, as_hard
from sections import written

from fullcount.audit.scored import profile
from fullcount.audit.scored.cuts import allocated, cut

UNRECORDED = 0.10
STEPS = ("best", "strata, Neyman by the truth", "reviews as allocated", "profile, chi-squared", "profile, as it is")


def plain(theta: Floats, *_: object, **__: object) -> Floats:
    """Return one: the fall in likelihood is judged by chi-squared alone."""
    return np.ones(theta.shape[:-1])


def steps(population: Population, reviews: int, replicates: int, seed: int) -> list[float]:
    """Return the reviews for the half-width after each step, its width at `reviews` scaled."""
    made = cut(population.score, reviews)
    size, read = made.size.astype(float), allocated(made.size, made.wanted, reviews).astype(float)
    theta = np.bincount(made.strata_of(population.score), population.chance, len(size)) / size
    spread = np.sqrt(theta * (1.0 - theta))
    crimes = population.recorded + population.unrecorded
    by_truth = reviews * size * spread / (size * spread).sum()

    def scaled(width: float) -> float:
        return reviews * (width / HALF_WIDTH) ** 2

    def normal(read: Floats) -> float:
        error = np.sqrt((size**2 * spread**2 * (1.0 - read / size) / read).sum())
        return scaled(float(Z * error * population.recorded / crimes**2))

    def profiled() -> float:
        return scaled(half_width(population, scored(population, reviews, replicates, np.random.default_rng(seed))))

    with patch.object(profile, "factor", plain):
        without = profiled()
    return [population.best(HALF_WIDTH), normal(by_truth), normal(read), without, profiled()]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--replicates", type=int, default=400)
    options.add_argument("--seed", type=int, default=20260201)
    chosen = options.parse_args()
    lines = [
        "# Audit: where the reviews beyond the best go",
        "",
        f"`python bench/audit_efficiency_apart.py --replicates {chosen.replicates} --seed {chosen.seed}`: reviews for "
        "a rate within two points at 10% unrecorded, each column with one departure from the best more than the one "
        "before; the profile's two over samples (right to about 1%), the others by formula.",
        "",
        f"| score | {' | '.join(STEPS)} | coverage |",
        f"|{'---|' * (len(STEPS) + 2)}",
    ]
    for name, auc in (("normal", 0.90), ("normal", 0.95), ("logit-normal", 0.95), ("ten kinds of report", 0.95)):
        population = POPULATIONS[name](np.random.default_rng(chosen.seed), UNRECORDED, auc)
        lines.append(row(f"{name}, AUC {auc:.2f}", population, chosen))
        print(lines[-1], flush=True)
    for name, yardstick, _ in AS_HARD:
        population, _ = as_hard(POPULATIONS[name], chosen.seed, UNRECORDED, yardstick)
        lines.append(row(f"{name}, regression needs {yardstick}", population, chosen))
        print(lines[-1], flush=True)
    written(RESULTS, "\n".join(lines))


def row(words: str, population: Population, chosen: argparse.Namespace) -> str:
    """Return one line of the table."""
    reviews = needed(scored, population, chosen.replicates, chosen.seed)
    told = [f"{count:,.0f}" for count in steps(population, reviews, chosen.replicates, chosen.seed)]
    share = covered(population, reviews, 10 * chosen.replicates, chosen.seed)
    return f"| {' | '.join([words, *told, f'{share:.1%}'])} |"


if __name__ == "__main__":
    main()
