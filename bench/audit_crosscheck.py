"""Measures the cross-check by lists on populations of known size, where its assumptions hold and where they do not.

python bench/audit_crosscheck.py [--replicates 500] [--seed 20261130]
"""

import argparse
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import special
from sections import written
from simulated_pages import page_written

from fullcount.audit.capture.known_sample import by_sample
from fullcount.audit.capture.loglinear import loglinear
from fullcount.audit.capture.two_lists import chao_lower, chapman
from fullcount.audit.results import Interval

ROOT = Path(__file__).resolve().parents[1]
SIZE = 2000
CHANCES = (0.10, 0.25, 0.20, 0.15)
"""The random sample, the helpline, partners, online."""


@dataclass(frozen=True)
class Scenario:
    """`helped`: how much likelier (log odds) a report on the helpline is on the partners' list; `uneven`: the standard
    deviation, among reports, of the log odds of being on any list but the sample."""

    name: str
    helped: float = 0.0
    uneven: float = 0.0


SCENARIOS = (
    Scenario("all assumptions hold"),
    Scenario("helpline and partners help each other", helped=1.5),
    Scenario("some reports harder to find", uneven=1.0),
    Scenario("both", helped=1.5, uneven=1.0),
)
METHODS = ("sample's chance", "log-linear, 4 lists", "Chapman, helpline × partners", "Chao, at least")


def found(scenario: Scenario, rng: np.random.Generator) -> dict[str, Interval]:
    """Return the estimates of one population by method."""
    base = special.logit(np.array(CHANCES))
    ease = scenario.uneven * rng.standard_normal(SIZE)
    on = [rng.random(SIZE) < CHANCES[0]]
    for place in range(1, 4):
        odds = base[place] + ease + (scenario.helped * on[1] if place == 2 else 0.0)
        on.append(rng.random(SIZE) < special.expit(odds))
    cells = np.stack(on, axis=1)
    histories = Counter(tuple(int(mark) for mark in row) for row in cells if row.any())
    times = cells.sum(axis=1)
    elsewhere = cells[:, 1:].any(axis=1)
    weighed = loglinear(histories)
    assert weighed is not None
    both = int((cells[:, 1] & cells[:, 2]).sum())
    return dict(
        zip(
            METHODS,
            (
                by_sample(int(elsewhere.sum()), int((cells[:, 0] & ~elsewhere).sum()), CHANCES[0]),
                weighed.total,
                chapman(int(cells[:, 1].sum()), int(cells[:, 2].sum()), both),
                chao_lower(int((times == 1).sum()), int((times == 2).sum()), int((times > 0).sum()), 4),
            ),
            strict=True,
        )
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--replicates", type=int, default=500)
    options.add_argument("--seed", type=int, default=20261130)
    asked = options.parse_args()
    rows = []
    for number, scenario in enumerate(SCENARIOS):
        rng = np.random.default_rng([asked.seed, number])
        every = [found(scenario, rng) for _ in range(asked.replicates)]
        cells = []
        for method in METHODS:
            middle = np.median([one[method].estimate for one in every]) / SIZE
            holds = np.mean([one[method].low <= SIZE <= one[method].high for one in every])
            cells.append(f"{middle:.0%}, {holds:.1%}")
        rows.append(f"| {scenario.name} | " + " | ".join(cells) + " |")
        print(rows[-1], flush=True)
    table = "\n".join(
        (
            f"{asked.replicates:,} populations of {SIZE:,} a row, seed {asked.seed}: the median estimate over truth,"
            " and how often the interval at 95% holds the truth.",
            "",
            "| population | " + " | ".join(METHODS) + " |",
            "|---|" + "---|" * len(METHODS),
            *rows,
        )
    )
    command = f"`python bench/audit_crosscheck.py --replicates {asked.replicates}`"
    written(ROOT / "bench" / "RESULTS.md", f"# Audit: cross-check\n\n{command}\n\n{table}\n")
    page_written(ROOT / "docs" / "audit" / "crosscheck.md", table)


if __name__ == "__main__":
    main()
