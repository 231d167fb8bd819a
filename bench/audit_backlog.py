"""Measures how often the forecast's interval holds the day on which the backlog is done, in units of known ways.

    python bench/audit_backlog.py [--replicates 150] [--seed 20261130]

Each replicate invents a unit (its true average capacity, its arrivals with their week and their bunching), 91 days of
history, and then lets days pass one by one until the backlog is done.
"""

import argparse
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from sections import written
from simulated_pages import page_written

from fullcount.audit.backlog import Work, forecast

ROOT = Path(__file__).resolve().parents[1]
AS_AT = date(2026, 11, 30)
WEEK = np.array([1.1, 1.0, 1.0, 1.0, 1.2, 1.0, 0.7])
"""Arrivals by weekday beside the average."""


@dataclass(frozen=True)
class Scenario:
    """A unit: backlog, stated capacity a working day, arrivals a day; `bunched`: variance over mean of a day's
    arrivals; `off`: the true average capacity's relative standard deviation about the stated; `flu`: six weeks in
    which a third of the staff are away."""

    name: str
    waiting: int = 3000
    capacity: float = 60.0
    arriving: float = 20.0
    bunched: float = 1.5
    off: float = 0.1
    flu: bool = False


SCENARIOS = (
    Scenario("as usual"),
    Scenario("capacity exactly as stated", off=0.0),
    Scenario("arrivals bunched", bunched=4.0),
    Scenario("little slack", waiting=1000, capacity=50.0, arriving=28.0, off=0.05),
    Scenario("small", waiting=150, capacity=6.0, arriving=1.5),
    Scenario("six weeks of flu, not foreseen", flu=True),
)


def arrivals(scenario: Scenario, days: list[date], rng: np.random.Generator) -> np.ndarray:
    """Return a day's new misses, bunched, with the week's shape."""
    means = scenario.arriving * WEEK[[day.weekday() for day in days]]
    share = 1.0 / scenario.bunched
    return rng.negative_binomial(means * share / (1.0 - share), share)


def lived(scenario: Scenario, capacity: float, rng: np.random.Generator) -> float:
    """Return the days after which all is done, as they turn out."""
    days = [AS_AT + timedelta(days=d) for d in range(1, 5 * 365)]
    coming = np.cumsum(arrivals(scenario, days, rng))
    away = np.full(len(days), 0.1)
    if scenario.flu:
        away[20:62] = 1.0 / 3.0
    works = np.array([day.weekday() < 5 for day in days])
    present = rng.binomial(8, 1.0 - away)
    done = np.cumsum(rng.poisson(capacity * present / 7.2 * works))
    is_done = done >= scenario.waiting + coming
    return float(is_done.argmax() + 1) if is_done.any() else float("inf")


@dataclass(frozen=True)
class Measured:
    """Whether each interval held the day, how wide it was and its middle; the units for which no date was given."""

    holds: list[bool]
    widths: list[float]
    middles: list[float]
    refused: int


def measured(scenario: Scenario, replicates: int, seed: int) -> Measured:
    """Return what the forecasts of so many units show."""
    rng = np.random.default_rng([seed, SCENARIOS.index(scenario)])
    history = [AS_AT - timedelta(days=d) for d in range(90, -1, -1)]
    holds, widths, middles = [], [], []
    for turn in range(replicates):
        true = max(scenario.capacity * (1.0 + scenario.off * rng.standard_normal()), 1.0)
        past = tuple(int(n) for n in arrivals(scenario, history, rng))
        told = forecast(Work(scenario.waiting, scenario.capacity, past, doubt=scenario.off), AS_AT, turn).days
        if told is not None:
            holds.append(told.low <= lived(scenario, true, rng) <= told.high)
            middles.append(told.estimate)
            widths.append(told.high - told.low)
    return Measured(holds, widths, middles, replicates - len(holds))


def line(scenario: Scenario, found: Measured, replicates: int) -> str:
    """Return one row of the table."""
    if not found.holds:
        return f"| {scenario.name} | none given | | | | 100% |"
    share = np.mean(found.holds)
    error = np.sqrt(share * (1.0 - share) / len(found.holds))
    return (
        f"| {scenario.name} | {share:.1%} | ±{error * 100:.1f} | {np.median(found.middles):.0f}"
        f" | {np.median(found.widths):.0f} | {found.refused / replicates:.0%} |"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--replicates", type=int, default=150)
    options.add_argument("--seed", type=int, default=20261130)
    asked = options.parse_args()
    rows = []
    for scenario in SCENARIOS:
        rows.append(line(scenario, measured(scenario, asked.replicates, asked.seed), asked.replicates))
        print(rows[-1], flush=True)
    table = "\n".join(
        (
            f"{asked.replicates:,} units a row, seed {asked.seed}; intervals at 95%, days in the calendar.",
            "",
            "| unit | interval holds the day | MC error | median forecast | median width | no date given |",
            "|---|---|---|---|---|---|",
            *rows,
        )
    )
    command = f"`python bench/audit_backlog.py --replicates {asked.replicates}`"
    written(ROOT / "bench" / "RESULTS.md", f"# Audit: backlog\n\n{command}\n\n{table}\n")
    page_written(ROOT / "docs" / "audit" / "backlog.md", table)


if __name__ == "__main__":
    main()
