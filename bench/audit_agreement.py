"""Measures the intervals of agreement, and how rarely and how soon a reviewer who differs is named.

python bench/audit_agreement.py [--replicates 500] [--seed 20261130]
"""

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import special
from sections import written
from simulated_pages import page_written

from fullcount.audit.agreement.coefficients import ac1, ac1_error, cohen
from fullcount.audit.agreement.drift import BORROWED, highest_evidence
from fullcount.audit.agreement.small_sample import cohen_ends, drawn_ends

ROOT = Path(__file__).resolve().parents[1]
Floats = NDArray[np.float64]
MARKS = {"even": (0.4, 0.4, 0.2), "as usual": (0.8, 0.15, 0.05), "rare": (0.96, 0.03, 0.01)}
"""Shares of the three marks: no crime, crime, not enough in the log."""
ALIKE = (0.75, 0.90, 0.97)
"""Share of reports on which both take the same mark knowingly; else each marks by the shares, by chance."""
SIZES = (20, 50, 200)
REVIEWERS, COMPARISONS, CHANGE, RULES = 8, 400, 100, (0.03, 0.08, 0.15)


def table_of(shares: tuple[float, ...], alike: float) -> Floats:
    """Return the true shares of pairs of marks."""
    p = np.array(shares)
    return alike * np.diag(p) + (1.0 - alike) * np.outer(p, p)


def marks_of(counts: Floats) -> Floats:
    """Return the reports' marks by category from a table of counts."""
    rows = [np.eye(3)[i] + np.eye(3)[j] for i in range(3) for j in range(3) for _ in range(int(counts[i, j]))]
    return np.array(rows)


def covered(shares: tuple[float, ...], alike: float, n: int, replicates: int, rng: np.random.Generator) -> list[float]:
    """Return how often the small-sample and the large-sample intervals of AC1 and of kappa hold the truth."""
    truth = table_of(shares, alike)
    pairs = (np.eye(3)[:, None, :] + np.eye(3)[None, :, :]).reshape(-1, 3)
    true_ac1, true_kappa = float(ac1(pairs, truth.reshape(-1))), float(cohen(truth).value)
    t = float(special.stdtrit(n - 1, 0.975))
    holds = []
    for _ in range(replicates):
        counts = rng.multinomial(n, truth.reshape(-1)).reshape(3, 3).astype(float)
        marks = marks_of(counts)
        gwet, kappa = ac1_error(marks), cohen(counts)
        low, high = drawn_ends(marks, ac1, 0.95, rng)
        low_k, high_k = cohen_ends(counts, lambda drawn: cohen(drawn).value, 0.95, rng)
        holds.append(
            (
                low <= true_ac1 <= high,
                abs(gwet.value - true_ac1) <= t * gwet.error,
                low_k <= true_kappa <= high_k,
                bool(abs(kappa.value - true_kappa) <= t * kappa.error),
            )
        )
    return np.array(holds, dtype=float).mean(axis=0).tolist()


def evidence(teams: int, more: float, rng: np.random.Generator) -> Floats:
    """Return the evidence about every reviewer, (teams, reviewers, comparisons), the first of each team differing with
    odds `more` times as high from the hundredth comparison on, against known answers."""
    rule = rng.integers(0, len(RULES), (teams, REVIEWERS, COMPARISONS))
    chance = np.array(RULES)[rule]
    odds = np.ones(chance.shape)
    odds[:, 0, CHANGE:] = more
    differs = (rng.random(chance.shape) < chance * odds / (1.0 - chance + chance * odds)).astype(float)
    by_rule = np.stack([(rule == r) * 1.0 for r in range(len(RULES))], axis=-1)
    hits, many = (differs[..., None] * by_rule).sum(2), by_rule.sum(2)
    hits, many = hits.sum(1, keepdims=True) - hits, many.sum(1, keepdims=True) - many
    overall = (hits.sum(-1, keepdims=True) + 1.0) / (many.sum(-1, keepdims=True) + 2.0)
    shares = (hits + BORROWED * overall) / (many + BORROWED)
    return highest_evidence(differs, np.take_along_axis(shares, rule, axis=2))


def drift_rows(teams: int, seed: int) -> list[str]:
    """Return the rows about reviewers, for odds of 1 (nobody differs) and more."""
    rows = []
    for more in (1.0, 3.0, 5.0, 10.0):
        found = evidence(teams, more, np.random.default_rng([seed, int(more)])) >= 100.0
        named = found.any(axis=-1)
        first = np.where(named[:, 0], found[:, 0].argmax(axis=-1) - CHANGE + 1, COMPARISONS)
        late = first[first > 0]
        others = named[:, 1:].mean()
        if more == 1.0:
            rows.append(f"| nobody differs | {named.mean():.2%} | | |")
            continue
        rows.append(f"| odds {more:.0f} times | {others:.2%} | {np.median(late):.0f} | {(late <= 200).mean():.0%} |")
    return rows


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--replicates", type=int, default=500)
    options.add_argument("--seed", type=int, default=20261130)
    asked = options.parse_args()
    rows = []
    for name, shares in MARKS.items():
        for alike in ALIKE:
            for n in SIZES:
                rng = np.random.default_rng([asked.seed, n, round(alike * 100), round(shares[0] * 100)])
                found = covered(shares, alike, n, asked.replicates, rng)
                rows.append(f"| {name} | {alike:.0%} | {n} | " + " | ".join(f"{share:.1%}" for share in found) + " |")
                print(rows[-1], flush=True)
    teams = max(asked.replicates // 4, 50)
    table = "\n".join(
        (
            f"{asked.replicates:,} samples a row, seed {asked.seed}; how often intervals at 95% hold the truth.",
            "",
            "| marks | alike knowingly | reports | AC1 | AC1, large-sample | kappa | kappa, large-sample |",
            "|---|---|---|---|---|---|---|",
            *rows,
            "",
            f"{teams:,} teams of {REVIEWERS}, {COMPARISONS} comparisons each with known answers on rules of which 3, 8"
            f" and 15% usually differ; one reviewer differs more from comparison {CHANGE} on. Named at a chance of 1%.",
            "",
            "| one reviewer | others ever named | comparisons until named, median | named within 200 |",
            "|---|---|---|---|",
            *drift_rows(teams, asked.seed),
        )
    )
    print(table)
    command = f"`python bench/audit_agreement.py --replicates {asked.replicates}`"
    written(ROOT / "bench" / "RESULTS.md", f"# Audit: agreement\n\n{command}\n\n{table}\n")
    page_written(ROOT / "docs" / "audit" / "agreement.md", table)


if __name__ == "__main__":
    main()
