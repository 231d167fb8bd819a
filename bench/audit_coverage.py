"""Measures how often the audit's intervals hold the truth, over a grid of scores, rates and sizes, beside what users
would otherwise reach for.

    python bench/audit_coverage.py [--replicates 10000] [--only PART] [--seed 20260202]

Scores: 10,000 samples a cell by default; the rest a fifth of that or fewer (said in the table). Writes its section of
bench/RESULTS.md, and all of them the tables of docs/audit/estimate.md.
"""

import argparse
from pathlib import Path

import numpy as np
from audit_coverage_kinds import chances, clusters, errors, learnt, rare
from audit_designs import Ends, active, jeffreys, ppi, scored, simple, wald
from audit_populations import Population, normal_scores
from sections import written
from simulated_pages import page_written

RESULTS = Path(__file__).with_name("RESULTS.md")
PAGE = Path(__file__).parents[1] / "docs" / "audit" / "estimate.md"
HEADING = "# Audit: coverage of the estimate"
UNRECORDED = (0.003, 0.01, 0.03, 0.10, 0.25)
SIZES = (200, 400, 1000)
SCORES = {
    "useless": (0.5001, 0.0, (1.0, 0.0)), "AUC .80": (0.80, 0.0, (1.0, 0.0)), "AUC .90": (0.90, 0.0, (1.0, 0.0)),
    "AUC .95": (0.95, 0.0, (1.0, 0.0)), "nearly perfect (.99)": (0.99, 0.0, (1.0, 0.0)),
    ".90, odds e² too low": (0.90, 0.0, (1.0, -2.0)), ".90, odds e² too high": (0.90, 0.0, (1.0, 2.0)),
    ".90, twice too sure": (0.90, 0.0, (2.0, 0.0)), ".90, blind to 15%": (0.90, 0.15, (1.0, 0.0)),
    ".95, blind to 40%": (0.95, 0.40, (1.0, 0.0)),
}  # fmt: skip
BESIDE = {
    "simple, no score": simple,
    "Wald": wald,
    "PPI++": ppi,
    "active inference": active,
    "Jeffreys by stratum": jeffreys,
}


def held(population: Population, ends: Ends) -> float:
    """Return the share of the intervals that hold the number missed."""
    low, high = ends
    return float(((low <= population.unrecorded + 1e-6) & (population.unrecorded <= high + 1e-6)).mean())


def of_scores(replicates: int, seed: int) -> list[str]:
    """Return the table of the score-stratified interval: by score, its worst and mean over rates and sizes."""
    few = min(replicates, 2000)
    lines = [
        f"Scores: {len(UNRECORDED)} rates unrecorded (0.3 to 25%) by {len(SIZES)} sizes (200, 400, 1,000) in each row; "
        f"worst and mean coverage. Score-stratified: {replicates:,} samples a cell (Monte Carlo error .2 at 10,000), "
        f"the others {few:,} (0.5).",
        "",
        f"| score | score-stratified, worst | mean | {' | '.join(f'{name}, worst' for name in BESIDE)} |",
        f"|{'---|' * (len(BESIDE) + 3)}",
    ]
    everything, apart = [], []
    for number, (name, (auc, blind, tilt)) in enumerate(SCORES.items()):
        ours, others = [], {title: [] for title in BESIDE}
        for place, unrecorded in enumerate(UNRECORDED):
            rng = np.random.default_rng([seed, number, place])
            population = normal_scores(rng, unrecorded, auc, blind=blind, tilt=tilt)
            for size in SIZES:
                ours.append(held(population, scored(population, size, replicates, rng)))
                apart.append((ours[-1], name, unrecorded, size))
                for title, method in BESIDE.items():
                    blocks = [method(population, size, 500, rng) for _ in range(max(1, few // 500))]
                    others[title].append(np.mean([held(population, block) for block in blocks]))
        everything += ours
        worst = " | ".join(f"{min(values):.1%}" for values in others.values())
        lines.append(f"| {name} | {min(ours):.1%} | {np.mean(ours):.1%} | {worst} |")
        print(lines[-1], flush=True)
    lines += ["", f"All {len(everything)} cells: mean {np.mean(everything):.1%}; the five worst:"]
    for share, name, unrecorded, size in sorted(apart)[:5]:
        lines.append(f"- {share:.1%}: {name}, {unrecorded:.1%} unrecorded, {size:,} reviews")
    error = 3.0 * (0.94 * 0.06 / replicates) ** 0.5
    below = sum(share < 0.94 - error for share in everything)
    lines.append(f"- cells below 94% by more than three Monte Carlo errors: {below}")
    return lines


PARTS = {
    "scores": of_scores, "clusters": clusters, "rare": rare, "errors": errors, "learnt": learnt, "chances": chances,
}  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--replicates", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=20260202)
    options.add_argument("--only", choices=PARTS, help="one part; the other sections stay as they are")
    chosen = options.parse_args()
    for name, part in PARTS.items():
        if chosen.only in (None, name):
            lines = part(chosen.replicates, chosen.seed)
            command = (
                f"python bench/audit_coverage.py --only {name} --replicates {chosen.replicates} --seed {chosen.seed}"
            )
            written(RESULTS, "\n".join([f"{HEADING}, {name}", "", f"`{command}`", "", *lines]))
            print("\n".join(lines), flush=True)
    page_written(PAGE, on_the_page(RESULTS.read_text(encoding="utf-8")))


def on_the_page(results: str) -> str:
    """Return the sections of the parts that the results hold, one level down, in the order of PARTS."""
    held = []
    for name in PARTS:
        heading = f"{HEADING}, {name}\n"
        if heading in results:
            body = results.split(heading)[1].split("\n# ", maxsplit=1)[0].strip()
            held.append(f"### Coverage: {name}\n\n{body}")
    return "\n\n".join(held)


if __name__ == "__main__":
    main()
