"""Counts the reviews that each method needs for a recording rate within two points, beside the best possible.

    python bench/audit_efficiency.py [--replicates 400] [--only NAME] [--seed 20260201]

Populations of 200,000 reports, 45% of which disclose a crime (bench/audit_populations.py). The reviews needed are those
at which the mean half-width of the 95% interval of the rate is two points. "Best" is Neyman's allocation with the true
chances and a normal interval. Writes its section of bench/RESULTS.md.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
from audit_designs import Ends, greg, inspectorate, ppi, scored, simple
from audit_populations import Population, as_hard, logit_normal_scores, normal_scores, scores_of_kinds
from sections import written

RESULTS = Path(__file__).with_name("RESULTS.md")
HALF_WIDTH = 0.02
Method = Callable[[Population, int, int, np.random.Generator], Ends]
METHODS: dict[str, Method] = {
    "inspectorate's way": inspectorate, "simple sample of the unlinked": simple, "PPI++": ppi, "GREG": greg,
    "score-stratified": scored,
}  # fmt: skip
Maker = Callable[[np.random.Generator, float, float], Population]


def blind(rng: np.random.Generator, unrecorded: float, auc: float) -> Population:
    return normal_scores(rng, unrecorded, auc, blind=0.15)


POPULATIONS: dict[str, Maker] = {
    "normal": normal_scores, "logit-normal": logit_normal_scores, "ten kinds of report": scores_of_kinds,
    "normal, 15% of misses invisible": blind,
}  # fmt: skip
CASES = (
    ("normal", 0.10, 0.80, None), ("normal", 0.10, 0.90, 400), ("normal", 0.10, 0.95, 250),
    ("normal", 0.25, 0.95, None),
    ("logit-normal", 0.10, 0.90, 400), ("logit-normal", 0.10, 0.95, 250),
    ("ten kinds of report", 0.10, 0.90, 400), ("ten kinds of report", 0.10, 0.95, 250),
    ("normal, 15% of misses invisible", 0.10, 0.90, 550),
)  # fmt: skip
AS_HARD = (
    ("normal", 604, 400), ("logit-normal", 604, 400), ("ten kinds of report", 604, 400),
    ("normal", 445, 250), ("logit-normal", 445, 250), ("ten kinds of report", 445, 250),
    ("normal, 15% of misses invisible", 665, 550),
)  # fmt: skip
"""Scores so good that a regression on them needs so many reviews: what the field notes report of theirs; an AUC alone
does not fix how hard a population is."""


def half_width(population: Population, ends: Ends) -> float:
    """Return the mean half-width of the rate's interval."""
    low, high = (population.recorded / (population.recorded + np.maximum(u, 0.0)) for u in ends)
    return float((low - high).mean() / 2.0)


def needed(method: Method, population: Population, replicates: int, seed: int) -> int:
    """Return the reviews for the half-width: the width falls as the root, so a few steps of that rule suffice."""
    reviews = 600
    for _ in range(5):
        width = half_width(population, method(population, reviews, replicates, np.random.default_rng([seed, reviews])))
        reviews = max(60, round(reviews * (width / HALF_WIDTH) ** 2))
    return reviews


def covered(population: Population, reviews: int, replicates: int, seed: int) -> float:
    """Return how often the score-stratified interval holds the truth."""
    low, high = scored(population, reviews, replicates, np.random.default_rng([seed, 7]))
    return float(((low <= population.unrecorded) & (population.unrecorded <= high)).mean())


def row(words: tuple[str, str, str], population: Population, asked: int | None, chosen: argparse.Namespace) -> str:
    """Return one line of the table."""
    counts = [needed(method, population, chosen.replicates, chosen.seed) for method in METHODS.values()]
    best = population.best(HALF_WIDTH)
    share = covered(population, counts[-1], 5 * chosen.replicates, chosen.seed)
    verdict = "" if asked is None else f"{asked}: {'met' if counts[-1] <= asked else 'not met'}"
    told = [f"{count:,}" for count in counts] + [f"{best:,.0f}", f"{counts[-1] / best:.2f}", f"{share:.1%}", verdict]
    return f"| {' | '.join([*words, *told])} |"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--replicates", type=int, default=400)
    options.add_argument("--seed", type=int, default=20260201)
    options.add_argument("--only", help="a population by name; nothing is written")
    chosen = options.parse_args()
    lines = [
        "# Audit: reviews for a rate within two points",
        "",
        f"`python bench/audit_efficiency.py --replicates {chosen.replicates} --seed {chosen.seed}`: "
        f"{chosen.replicates:,} samples for each width, coverage over {5 * chosen.replicates:,}. A figure is right to "
        "about 1%. Half-width: the mean over samples, 95%.",
        "",
        f"| score | unrecorded | AUC | {' | '.join(METHODS)} | best | ratio to best | coverage | asked |",
        f"|{'---|' * (len(METHODS) + 7)}",
    ]
    for number, (name, unrecorded, auc, asked) in enumerate(CASES):
        if chosen.only in (None, name):
            population = POPULATIONS[name](np.random.default_rng([chosen.seed, number]), unrecorded, auc)
            lines.append(row((name, f"{unrecorded:.0%}", f"{auc:.2f}"), population, asked, chosen))
            print(lines[-1], flush=True)
    for name, yardstick, asked in AS_HARD:
        if chosen.only in (None, name):
            population, auc = as_hard(POPULATIONS[name], chosen.seed, 0.10, yardstick)
            words = (f"{name}, regression needs {yardstick}", "10%", f"{auc:.2f}")
            lines.append(row(words, population, asked, chosen))
            print(lines[-1], flush=True)
    if chosen.only is None:
        written(RESULTS, "\n".join(lines))


if __name__ == "__main__":
    main()
