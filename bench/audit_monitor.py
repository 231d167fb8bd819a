"""Measures the confidence sequences of `audit monitor` on populations of known truth, and prints two tables.

    python bench/audit_monitor.py [--replicates 400] [--looks-replicates 1000] [--seed 20260401] [--only reviews|looks]

`reviews`: reviews until the interval of the recording rate is ±2 points, beside what else there is. `looks`: the share
of sequences that are ever wrong in 3,000 reviews, each of them a look.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from audit_monitor_page import section_written
from numpy.typing import NDArray
from scipy import special

from fullcount.audit.monitoring.bets import Plan
from fullcount.audit.monitoring.draws import Scored, draw_chances
from fullcount.audit.monitoring.question import Question, asked_of_reports, asked_of_scored, asked_of_unlinked
from fullcount.audit.monitoring.sequence import advanced, begun

REPORTS, DISCLOSING = 200_000, 0.45
AIM = 0.02
LOOKS = 3000
MOST = 4000
CONSTANT = Plan(toward=1e-9, steady=24)
"""The methods page's bets: 24 constant ones."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Population:
    """How reports and scores are made: `auc` of a binormal score, the share of misses that it cannot see (`blind`),
    what is done to the logit of a right score (`tilt` times it, plus `shift`), and crimes a missed report."""

    name: str
    unrecorded: float
    auc: float
    blind: float = 0.0
    tilt: float = 1.0
    shift: float = 0.0
    series: bool = False
    reports: int = REPORTS


EFFICIENT = (
    Population("10%, AUC 0.80", 0.10, 0.80),
    Population("10%, AUC 0.90", 0.10, 0.90),
    Population("10%, AUC 0.95", 0.10, 0.95),
    Population("25%, AUC 0.95", 0.25, 0.95),
    Population("10%, AUC 0.90, 15% of misses invisible", 0.10, 0.90, blind=0.15),
    Population("10%, AUC 0.90, score far too sure", 0.10, 0.90, tilt=2.0),
    Population("10%, AUC 0.90, up to 3 crimes a report", 0.10, 0.90, series=True),
)
VALID = (
    Population("10%, useless score", 0.10, 0.50),
    Population("10%, AUC 0.80", 0.10, 0.80),
    Population("10%, AUC 0.90", 0.10, 0.90),
    Population("10%, AUC 0.99", 0.10, 0.99),
    Population("10%, AUC 0.90, 15% of misses invisible", 0.10, 0.90, blind=0.15),
    Population("10%, AUC 0.95, half of the misses invisible", 0.10, 0.95, blind=0.5),
    Population("10%, AUC 0.90, score far too sure", 0.10, 0.90, tilt=2.0),
    Population("10%, AUC 0.90, score turned round", 0.10, 0.10),
    Population("10%, AUC 0.90, up to 3 crimes a report", 0.10, 0.90, series=True),
    Population("25%, AUC 0.95", 0.25, 0.95),
    Population("2%, AUC 0.90", 0.02, 0.90),
    Population("0.3%, AUC 0.90", 0.003, 0.90),
    Population("0.3%, AUC 0.90, all misses invisible", 0.003, 0.90, blind=1.0),
    Population("a district of 6,000 reports, 10%, AUC 0.90", 0.10, 0.90, reports=6_000),
)


@dataclass(frozen=True)
class Made:
    """One population: crimes unrecorded and score of each unlinked report, crimes recorded, and the true rate."""

    unrecorded: Floats
    score: Floats
    recorded: int
    most: int

    @property
    def rate(self) -> float:
        return self.recorded / (self.recorded + float(self.unrecorded.sum()))


def made(kind: Population, rng: np.random.Generator) -> Made:
    """Return a population of the kind; the score is right (the true chance) unless the kind says otherwise."""
    crimes = round(kind.reports * DISCLOSING)
    missed = round(crimes * kind.unrecorded)
    size = kind.reports - (crimes - missed)
    unrecorded = np.zeros(size)
    unrecorded[:missed] = 1.0
    apart = np.sqrt(2.0) * special.ndtri(kind.auc)
    latent = rng.normal(size=size) + apart * unrecorded
    hidden = round(missed * kind.blind)
    latent[:hidden] = rng.normal(size=hidden)
    logit = special.logit(missed / size) + (apart * latent - apart**2 / 2.0 if kind.auc >= 0.5 else -apart * latent)
    score = special.expit(kind.shift + kind.tilt * logit)
    if kind.series:
        unrecorded[:missed] = rng.choice([1.0, 2.0, 3.0], missed, p=[0.85, 0.1, 0.05])
    return Made(unrecorded, score, crimes - missed, 3 if kind.series else 1)


def by_score(population: Made, shape: tuple[int, int], rng: np.random.Generator) -> tuple[Question, Floats, Floats]:
    """Return the question, and payments of draws by score, shape (reviews, replicates)."""
    frame = Scored(population.score, draw_chances(population.score), population.most)
    edges = np.cumsum(frame.chance)
    places = np.minimum(np.searchsorted(edges, rng.random(shape) * edges[-1], side="right"), len(edges) - 1)
    found = frame.payment(places.ravel(), population.unrecorded[places.ravel()]).reshape(shape)
    return asked_of_scored(frame, population.recorded, AIM), found, np.ones(shape)


def of_unlinked(population: Made, shape: tuple[int, int], rng: np.random.Generator) -> tuple[Question, Floats, Floats]:
    """Return the question, and simple samples of the unlinked reports without return."""
    places = _without_return(len(population.score), shape, rng)
    question = asked_of_unlinked(len(population.score), population.recorded, AIM, population.most)
    return question, population.unrecorded[places], np.ones(shape)


def of_reports(population: Made, shape: tuple[int, int], rng: np.random.Generator) -> tuple[Question, Floats, Floats]:
    """Return the question, and simple samples of all reports without return."""
    size, unlinked = len(population.score) + population.recorded, len(population.score)
    places = _without_return(size, shape, rng)
    missed = np.where(places < unlinked, population.unrecorded[np.minimum(places, unlinked - 1)], 0.0)
    return asked_of_reports(size, AIM, population.most), missed, missed + (places >= unlinked)


def _without_return(size: int, shape: tuple[int, int], rng: np.random.Generator) -> NDArray[np.intp]:
    return np.stack([rng.choice(size, shape[0], replace=False, shuffle=True) for _ in range(shape[1])], axis=1)


Drawn = Callable[[Made, tuple[int, int], np.random.Generator], tuple[Question, Floats, Floats]]


def until_aim(question: Question, rate: float, drawn: tuple[Floats, Floats], plan: Plan) -> Floats:
    """Return the reviews of each replicate until the interval is ±2 points (or one more than were drawn).

    Cells within 1.2 points of the truth are taken to stand, and those beyond 3 points are not watched: neither can
    make a sequence look narrower than it is, since one end beyond 3 points leaves at least 4.2 in all.
    """
    away = np.abs((question.low + question.high) / 2.0 - rate)
    near = question.only((away > 0.012) & (away < 0.030))
    found, out_of = drawn
    reached = np.full(found.shape[1], len(found) + 1)
    state = begun(near, plan, (found.shape[1],))
    for first in range(0, len(found), 50):
        part = slice(first, first + 50)
        path = advanced(state, near, plan, found[part], out_of[part])
        state = path.state
        is_there = (path.high - path.low) / 2.0 <= AIM + 1e-9
        new = is_there.any(axis=0) & (reached > len(found))
        reached[new] = first + 1 + np.argmax(is_there, axis=0)[new]
        if (reached <= len(found)).all():
            break
    return reached.astype(float)


def beta_binomial(question: Question, rate: float, found: Floats) -> Floats:
    """Return the same for the mixture of all alternatives alike on simple 0/1 draws (Robbins 1970; Ville's bound)."""
    ends = []
    for cells in (question.low < rate, question.low >= rate):
        away = np.abs(question.low - rate)
        ends.append(question.only(cells & (away > 0.012) & (away < 0.030)))
    reached = np.full(found.shape[1], len(found) + 1)
    lower = np.full(found.shape[1], ends[0].low[0])
    upper = np.full(found.shape[1], ends[1].high[-1])
    hits = np.cumsum(found, axis=0)
    for n in range(50, len(found) + 1, 2):
        k = hits[n - 1][:, None]
        mixed = special.betaln(k + 1.0, n - k + 1.0)
        for side, cells in enumerate(ends):
            share = (cells.paid_low + cells.paid_high) / 2.0
            ruled = mixed - k * np.log(share) - (n - k) * np.log1p(-share) >= np.log(20.0)
            stands = ~ruled
            if side == 0:
                lower = np.maximum(lower, np.where(stands.any(1), cells.low[np.argmax(stands, 1)], cells.high[-1]))
            else:
                last = len(cells.high) - 1 - np.argmax(stands[:, ::-1], 1)
                upper = np.minimum(upper, np.where(stands.any(1), cells.high[last], cells.low[0]))
        new = ((upper - lower) / 2.0 <= AIM) & (reached > len(found))
        reached[new] = n
        if (reached <= len(found)).all():
            break
    return reached.astype(float)


def oracle(population: Made) -> float:
    """Return the reviews of one fixed sample with the best draws that the score allows: nobody may look before."""
    score = np.clip(population.score, 1e-9, 1.0 - 1e-9)
    spread = float(np.sqrt(score * (1.0 - score)).mean())
    step = AIM * population.recorded / (population.rate**2 * len(score))
    return 3.8415 * (spread / step) ** 2


def reviews_table(replicates: int, seed: int) -> list[str]:
    """Return the table of reviews until ±2 points."""
    lines = [
        f"Reviews until ±2 points, at any look: median of {replicates} sequences (nine of ten need at most)\n",
        "| unrecorded, score | drawn by score | 24 constant bets | simple, unlinked | simple, all reports "
        "| beta-binomial, unlinked | one fixed sample, best draws |",
        "|---|---|---|---|---|---|---|",
    ]
    for number, kind in enumerate(EFFICIENT):
        rng = np.random.default_rng([seed, number])
        population = made(kind, rng)
        is_plain = not (kind.blind or kind.tilt != 1.0 or kind.series)
        cells = []
        for draws, plan, most in ((by_score, Plan(aim=AIM), 1600), (by_score, CONSTANT, 1600),
                                  (of_unlinked, Plan(aim=AIM), MOST), (of_reports, Plan(aim=AIM), MOST)):  # fmt: skip
            runs = max(replicates // 4, 20) if cells else replicates
            if (cells and not is_plain) or (draws is not by_score and number == 0):
                cells.append("")
                continue
            question, found, out_of = draws(population, (most, runs), np.random.default_rng([seed, number, 1]))
            cells.append(_told(until_aim(question, population.rate, (found, out_of), plan), most))
        if cells[2]:
            question, found, _ = of_unlinked(population, (MOST, max(replicates // 4, 20)), rng)
            cells.append(_told(beta_binomial(question, population.rate, found), MOST))
        else:
            cells.append("")
        best = f"{oracle(population):,.0f}" if is_plain else ""
        lines.append(f"| {kind.name} | {' | '.join(cells)} | {best} |")
        print(lines[-1], flush=True)
    error = (
        f"The first column rests on {replicates} sequences, the others on a quarter as many; ± is the Monte Carlo "
        "error of a median, 1.25 times the sequences' spread over the root of their number."
    )
    return [*lines, "", error]


def _told(reached: Floats, most: int) -> str:
    middle, nine = np.median(reached), np.quantile(reached, 0.9)
    error = 1.25 * reached.std(ddof=1) / np.sqrt(len(reached))
    return f"{_number(middle, most)} ± {error:.0f} ({_number(nine, most)})"


def _number(value: float, most: int) -> str:
    return f"over {most:,}" if value > most else f"{value:,.0f}"


def ever_wrong(question: Question, rate: float, drawn: tuple[Floats, Floats], plan: Plan) -> float:
    """Return the share of sequences that ever rule out the cell of the true rate."""
    held = question.only((question.low <= rate + 1e-12) & (rate <= question.high + 1e-12))
    state = advanced(begun(held, plan, (drawn[0].shape[1],)), held, plan, *drawn).state
    return float((~state.standing.all(axis=-1)).mean())


def wald_wrong(population: Made, found: Floats) -> float:
    """Return the share of sequences in which Wald's interval, looked at after each review from the 50th, ever errs."""
    n = np.arange(1, len(found) + 1)[:, None]
    mean = np.cumsum(found, axis=0) / n
    variance = np.maximum(np.cumsum(found**2, axis=0) / n - mean**2, 0.0)
    truth = float(population.unrecorded.mean())
    wrong = np.abs(mean - truth) > 1.96 * np.sqrt(variance / n)
    return float(wrong[49:].any(axis=0).mean())


def looks_table(replicates: int, seed: int) -> list[str]:
    """Return the table of how many sequences are ever wrong."""
    lines = [
        f"Ever wrong in {LOOKS:,} looks: share of {replicates:,} sequences (promised: at most 5%)\n",
        "| unrecorded, score | drawn by score | 24 constant bets | simple, unlinked | simple, all reports "
        "| Wald, looked at daily |",
        "|---|---|---|---|---|---|",
    ]
    worst = 0.0
    for number, kind in enumerate(VALID):
        rng = np.random.default_rng([seed, 100 + number])
        population = made(kind, rng)
        question, found, out_of = by_score(population, (LOOKS, replicates), rng)
        plans = (Plan(aim=AIM), CONSTANT)
        shares = [ever_wrong(question, population.rate, (found, out_of), plan) for plan in plans]
        wald = wald_wrong(population, found)
        simple = max(replicates // 4, 50)
        for draws in (of_unlinked, of_reports):
            question, found, out_of = draws(population, (LOOKS, simple), rng)
            shares.append(ever_wrong(question, population.rate, (found, out_of), Plan(aim=AIM)))
        worst = max(worst, *shares)
        lines.append(f"| {kind.name} | {' | '.join(f'{share:.1%}' for share in [*shares, wald])} |")
        print(lines[-1], flush=True)
    error = 100.0 * np.sqrt(0.05 * 0.95 / replicates)
    lines.append(
        f"\nWorst of all sequences: {worst:.1%}. The Monte Carlo error of a share near 5% is {error:.1f} points "
        f"({2 * error:.1f} for simple samples, of which there are a quarter)."
    )
    return lines


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--replicates", type=int, default=400)
    options.add_argument("--looks-replicates", type=int, default=1000)
    options.add_argument("--seed", type=int, default=20260401)
    options.add_argument("--only", choices=["reviews", "looks"])
    chosen = options.parse_args()
    started = time.process_time()
    command = f"`python bench/audit_monitor.py --replicates {chosen.replicates} --looks-replicates "
    command += f"{chosen.looks_replicates} --seed {chosen.seed}`"
    if chosen.only != "looks":
        lines = reviews_table(chosen.replicates, chosen.seed)
        section_written("\n".join(["# Audit: monitoring, reviews needed", "", command, "", *lines]))
    if chosen.only != "reviews":
        lines = looks_table(chosen.looks_replicates, chosen.seed)
        section_written("\n".join(["# Audit: monitoring, ever wrong", "", command, "", *lines]))
    print(f"{time.process_time() - started:.0f} seconds of one core")


if __name__ == "__main__":
    main()
