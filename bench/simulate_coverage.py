"""Measures how often the audit's intervals hold the truth, over forces with known truth, and prints the table.

    python bench/simulate_coverage.py [--replicates 4000] [--seed 20260101]

Each cell invents one finite frame of reports, by kind of report (how many crimes it discloses, how many of them were
missed), so that the true rate is known exactly; draws samples without return; and asks the product's own estimator
for its interval. Samples that the product would refuse are counted apart.
"""

import argparse
import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fullcount.audit.estimate import FEWEST_CRIMES, FEWEST_REPORTS
from fullcount.audit.moments import Moments
from fullcount.audit.ratio import missed_share

SERIES = 20
KINDS = np.array([*((x, y) for x in range(5) for y in range(x + 1)), (SERIES, 0), (SERIES, SERIES)])
"""Kinds of report: crimes disclosed, crimes missed. A series of twenty crimes is missed as a whole or not at all."""
CRIMES_EACH = {
    "one crime": {1: 1.0},
    "several": {1: 0.80, 2: 0.12, 3: 0.05, 4: 0.03},
    "rare series": {1: 0.99, SERIES: 0.01},
}
"""Of the reports that disclose a crime, the shares that disclose so many."""
DISCLOSING = 0.30
UNRECORDED = (0.003, 0.01, 0.03, 0.05, 0.10, 0.15, 0.25, 0.50)
SIZES = (200, 500, 1000, 2000)


@dataclass(frozen=True)
class Design:
    """A way to draw the sample: shares of the frame and of the sample by stratum, and how the missed are spread.

    `risk` is each stratum's rate of missed crimes relative to the others; `disclosing` the share of its reports that
    disclose a crime; `sampled` the share of the frame that is read (0: a frame of 200,000 reports).
    """

    name: str
    frame: tuple[float, ...] = (1.0,)
    sample: tuple[float, ...] = (1.0,)
    risk: tuple[float, ...] = (1.0,)
    disclosing: tuple[float, ...] = (DISCLOSING,)
    sampled: float = 0.0


THREE = (0.60, 0.30, 0.10)
DESIGNS = (
    Design("simple"),
    Design("simple, a quarter of the frame", sampled=0.25),
    Design("simple, half of the frame", sampled=0.5),
    Design("3 strata, alike", THREE, (0.2, 0.3, 0.5), (1, 1, 1), (0.3, 0.3, 0.3)),
    Design("3 strata, missed where oversampled", THREE, (0.2, 0.3, 0.5), (1, 4, 12), (0.15, 0.4, 0.8)),
    Design("3 strata, missed where undersampled", THREE, (0.2, 0.3, 0.5), (6, 2, 1), (0.25, 0.3, 0.5)),
    Design("3 strata, equal, a quarter", THREE, (1 / 3, 1 / 3, 1 / 3), (1, 2, 4), (0.2, 0.4, 0.6), sampled=0.25),
    Design("10 strata, in proportion", (0.1,) * 10, (0.1,) * 10, tuple(range(1, 11)), (0.3,) * 10),
    Design("a domain: one report in twenty discloses", disclosing=(0.05,)),
)


def frame_counts(design: Design, several: str, unrecorded: float, n: int) -> NDArray[np.int64]:
    """Return how many reports of each kind the frame holds, shape (strata, kinds)."""
    size = int(n / design.sampled) if design.sampled else 200_000
    reports = np.array(design.frame) * size
    if design.sampled:
        reports = np.maximum(reports, np.array(design.sample) * n * 1.25)
    each = CRIMES_EACH[several]
    crimes = reports * np.array(design.disclosing) * sum(x * share for x, share in each.items())
    risk = np.array(design.risk, dtype=float)
    missed = np.minimum(unrecorded * risk * crimes.sum() / (risk * crimes).sum(), 0.95)
    counts = np.zeros((len(reports), len(KINDS)), dtype=np.int64)
    for h, (total, discloses, rate) in enumerate(zip(reports, design.disclosing, missed, strict=True)):
        for k, (x, y) in enumerate(KINDS):
            if x in each:
                counts[h, k] = round(total * discloses * each[x] * _missed_share(x, y, rate))
        counts[h, 0] = round(total) - counts[h, 1:].sum()
    return counts


def _missed_share(x: int, y: int, rate: float) -> float:
    """Return the chance that y of a report's x crimes are missed: half of the missed are missed all together."""
    together = rate if x == SERIES else rate / 2.0
    if x == SERIES:
        return together if y else 1.0 - together
    alone = (rate - together) / (1.0 - together)
    ways = {(2, 1): 2, (3, 1): 3, (3, 2): 3, (4, 1): 4, (4, 2): 6, (4, 3): 4}.get((x, y), 1)
    return (1.0 - together) * ways * alone**y * (1.0 - alone) ** (x - y) + (together if y == x else 0.0)


def drawn(
    counts: NDArray[np.int64], sizes: NDArray[np.int64], replicates: int, rng: np.random.Generator
) -> tuple[Moments, NDArray[np.float64]]:
    """Return the sums of `replicates` samples drawn without return, and the reports in each that disclose a crime."""
    x, y = KINDS[:, 0], KINDS[:, 1]
    kinds = np.stack(
        [rng.multivariate_hypergeometric(c, n, size=replicates) for c, n in zip(counts, sizes, strict=True)], axis=1
    ).astype(float)
    sums = Moments(
        frame=np.broadcast_to(counts.sum(axis=1).astype(float), kinds.shape[:2]),
        reviewed=np.broadcast_to(sizes.astype(float), kinds.shape[:2]),
        x=kinds @ x, y=kinds @ y, xx=kinds @ (x * x), xy=kinds @ (x * y), yy=kinds @ (y * y), xxxx=kinds @ x**4,
    )  # fmt: skip
    return sums, (kinds @ (x > 0)).sum(axis=-1)


@dataclass(frozen=True)
class Cell:
    """What one cell showed: the share of intervals that hold the truth, and how wide they are."""

    design: str
    several: str
    unrecorded: float
    n: int
    coverage: float
    missed_low: float
    missed_high: float
    half_width: float
    is_beta: float
    refused: float
    inspectorate: float


def simulate(
    design: Design, several: str, unrecorded: float, n: int, replicates: int, rng: np.random.Generator
) -> Cell:
    """Return what `replicates` samples of `n` reports show in one cell."""
    counts = frame_counts(design, several, unrecorded, n)
    truth = (counts @ KINDS[:, 1]).sum() / (counts @ KINDS[:, 0]).sum()
    sizes = np.maximum(np.round(np.array(design.sample) * n).astype(np.int64), 2)
    m, disclosing = drawn(counts, np.minimum(sizes, counts.sum(axis=1)), replicates, rng)
    given = (m.x.sum(axis=-1) >= FEWEST_CRIMES) & (disclosing >= FEWEST_REPORTS)
    if given.sum() < replicates / 2:
        return Cell(design.name, several, truth, n, *[np.nan] * 5, 1.0 - given.mean(), np.nan)
    ends = missed_share(Moments(*(getattr(m, name)[given] for name in Moments.__slots__)))
    below, above = truth < ends.low - 1e-12, truth > ends.high + 1e-12
    x, y = m.x[given].sum(axis=-1), m.y[given].sum(axis=-1)
    wald = 1.96 * np.sqrt(y / x * (1 - y / x) / x)
    return Cell(
        design.name, several, truth, n,
        coverage=float(1.0 - (below | above).mean()), missed_low=float(above.mean()), missed_high=float(below.mean()),
        half_width=float((ends.high - ends.low).mean() / 2.0), is_beta=float(ends.is_beta.mean()),
        refused=float(1.0 - given.mean()), inspectorate=float((np.abs(y / x - truth) <= wald).mean()),
    )  # fmt: skip


def grid(replicates: int, seed: int) -> list[Cell]:
    """Return every cell of the grid, each from its own generator, so that any one can be run again alone."""
    cells = itertools.product(DESIGNS, CRIMES_EACH, UNRECORDED, SIZES)
    return [simulate(*cell, replicates, np.random.default_rng([seed, i])) for i, cell in enumerate(cells)]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--replicates", type=int, default=4000)
    options.add_argument("--seed", type=int, default=20260101)
    options.add_argument("--all", action="store_true", help="print every cell, not only the summary")
    chosen = options.parse_args()
    cells = grid(chosen.replicates, chosen.seed)
    print(f"{len(cells)} cells, {chosen.replicates:,} samples each, seed {chosen.seed}, nominal 95%")
    if chosen.all:
        print(
            "| design | crimes | unrecorded | reports | covers | truth above | truth below | ± points | beta | Wald |"
        )
        print("|---|---|---|---|---|---|---|---|---|---|")
        for c in cells:
            print(
                f"| {c.design} | {c.several} | {c.unrecorded:.1%} | {c.n:,} | {c.coverage:.1%} | {c.missed_low:.1%} "
                f"| {c.missed_high:.1%} | {100 * c.half_width:.2f} | {c.is_beta:.0%} | {c.inspectorate:.1%} |"
            )
    summary(cells)


def summary(cells: list[Cell]) -> None:
    """Print, by design and number of reports: the worst coverage over the rates, and the width."""
    given = [c for c in cells if not np.isnan(c.coverage)]
    sizes = " | ".join(f"{n:,}" for n in SIZES)
    print("\nWorst coverage by reports reviewed (one crime, or several, a report), then mean half-width in points")
    print("at 10% unrecorded, one crime a report.")
    print(f"\n| design | {sizes} | ± {sizes.replace('| ', '| ± ')} |\n|---|{'---|' * 2 * len(SIZES)}")
    for design in DESIGNS:
        rows = [[c for c in given if (c.design, c.n) == (design.name, n) and c.several != "rare series"] for n in SIZES]
        worst = [f"{min(c.coverage for c in row):.1%}" if row else "refused" for row in rows]
        print(f"| {design.name} | {' | '.join(worst + [_width_at_ten(row) for row in rows])} |")
    for several in CRIMES_EACH:
        cells_of = [c.coverage for c in given if c.several == several]
        print(f"\n{several}: worst {min(cells_of):.1%}, mean {np.mean(cells_of):.1%} of {len(cells_of)} cells.", end="")
    print(f"\nMost samples are refused in {len(cells) - len(given)} cells more.")
    simple = [c for c in given if c.design == "simple"]
    print(f"Wald, crimes taken as independent, simple sample: worst {min(c.inspectorate for c in simple):.1%}.")


def _width_at_ten(row: list[Cell]) -> str:
    found = [c.half_width for c in row if c.several == "one crime" and abs(c.unrecorded - 0.10) < 0.02]
    return f"{100 * found[0]:.1f}" if found else ""


if __name__ == "__main__":
    main()
