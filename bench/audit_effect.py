"""Measures what the estimators of a training effect are worth, on simulated roll-outs of known effect.

    python bench/audit_effect.py [--replicates 4000] [--seed 20260206] [--only main,placebo,others,lot,power]

Writes its section of bench/RESULTS.md and the marked part of docs/audit/effect.md (not with --only).

A force: 12, 24 or 60 teams, watched for 26 weeks, trained in four waves by lot in weeks 8, 12, 16 and 20, nobody held
back. Teams' rates lie between 78 and 92%; all teams rise by three points over the watch and share weekly shocks of a
point; each team drifts by itself (standard deviation 1.5 points, 0.7 of it carried from week to week) and its weeks
are over-dispersed (beta-binomial, correlation 0.02). A team has 3 to 10 reviewed crimes a week on average, Poisson, so
that some weeks have none. The truth is the average effect over the reviewed crimes that are measured.
"""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import special

from fullcount.audit.effect.cells import Cells
from fullcount.audit.effect.imputation import imputed, weights_of
from fullcount.audit.effect.jackknife import LeftOut, half_width, standard_error, two_sided
from fullcount.audit.effect.lot import at_least_as_much
from fullcount.audit.effect.not_yet import not_yet_treated
from fullcount.audit.effect.power import Design, chance_to_see, freedom_of, smallest_seen, standard_error_of, starts

Floats = NDArray[np.float64]
HERE = Path(__file__).resolve().parent
LEVEL = 0.95
WEEKS = 26
DESIGN = Design(teams=24, weeks=WEEKS, crimes=6.5, first=8, waves=4, apart=4)
TEAMS = (12, 24, 60)
EFFECTS: dict[str, Callable[[Floats], Floats]] = {
    "none": lambda since: 0.0 * since,
    "constant, 5 points": lambda since: 0.05 + 0.0 * since,
    "growing to 6 points": lambda since: np.minimum(0.005 * (since + 1), 0.06),
}
BACK = 4


@dataclass(frozen=True)
class Force:
    """How a force is drawn: its design, the effect by weeks since training, and what is out of the ordinary."""

    design: Design
    effect: str
    in_log_odds: bool = False
    worst_first: bool = False
    effects_differ: float = 0.0
    rare: float = 1.0


@dataclass(frozen=True)
class Drawn:
    """Replicates of a force: cells with one span, the start weeks, each replicate's chances with and without."""

    cells: Cells
    start: NDArray[np.int64]
    gained: Floats


def drawn(force: Force, replicates: int, rng: np.random.Generator) -> Drawn:
    """Return `replicates` forces. Chances are beta with the mean that the description above gives."""
    design = force.design
    shape = (replicates, design.teams, design.weeks)
    start = starts(design)
    level = rng.uniform(0.78, 0.92, shape[:2])
    if force.worst_first:
        level = np.sort(level, axis=1)
    drift = np.empty(shape)
    drift[..., 0] = rng.normal(0.0, 0.015, shape[:2])
    for week in range(1, design.weeks):
        drift[..., week] = 0.7 * drift[..., week - 1] + rng.normal(0.0, 0.015 * np.sqrt(1 - 0.49), shape[:2])
    shared = np.linspace(-0.015, 0.015, design.weeks) + rng.normal(0.0, 0.01, (replicates, 1, design.weeks))
    since = np.arange(design.weeks) - start[:, None]
    is_treated = since >= 0
    own = rng.normal(0.0, force.effects_differ, shape[:2])[..., None]
    effect = np.where(is_treated, EFFECTS[force.effect](since.astype(float)) + own, 0.0)
    if force.in_log_odds:
        slope = level * (1 - level)
        score = special.logit(level)[..., None] + (drift + shared) / 0.1275
        before, after = special.expit(score), special.expit(score + effect / 0.1275 + 0.0 * slope[..., None])
    else:
        before = level[..., None] + drift + shared
        after = before + effect
    before, after = np.clip(before, 0.02, 0.995), np.clip(after, 0.02, 0.995)
    crimes = rng.poisson(rng.uniform(3.0, 10.0, shape[:2])[..., None] * force.rare, shape).astype(float)
    chance = rng.beta(after * 49.0, (1.0 - after) * 49.0)  # 1 / (1 + 49): correlation 0.02
    found = rng.binomial(crimes.astype(np.int64), chance).astype(float)
    cells = Cells(
        crimes * ~is_treated, found * ~is_treated, (crimes * is_treated)[:, None], (found * is_treated)[:, None]
    ).compared()
    return Drawn(cells, start, after - before)


def truth(held: Drawn) -> Floats:
    """Return the average effect over the treated crimes that are measured, (replicates,)."""
    weight = held.cells.treated_n[:, 0]
    return (weight * held.gained).sum(axis=(1, 2)) / weight.sum(axis=(1, 2))


@dataclass(frozen=True)
class Answer:
    """An estimate and half the width of its interval, (replicates,) both."""

    estimate: Floats
    half: Floats


def ours(cells: Cells) -> Answer:
    found = imputed(cells)
    return Answer(found.estimate[:, 0], half_width(found, LEVEL)[:, 0])


def its_packages(cells: Cells, start: NDArray[np.int64]) -> Answer:
    """Imputation with the errors that its packages give by default: theorem 3 of its paper, treated residuals from
    the mean of their cohort and week, normal quantile."""
    control, treated = weights_of(cells)
    n0, n1 = cells.control_n, cells.treated_n[:, 0]
    rate0 = np.divide(cells.control_y, n0, out=np.zeros_like(n0), where=n0 > 0)
    rate1 = np.divide(cells.treated_y[:, 0], n1, out=np.zeros_like(n1), where=n1 > 0)
    fitted = _fitted(n0, rate0)
    gap = rate1 - fitted
    v1 = n1 * treated
    middle = np.zeros_like(gap)
    for g in np.unique(start):
        of = start == g
        squares = v1[:, of] ** 2
        total = squares.sum(axis=1, keepdims=True)
        mean = np.divide((squares * gap[:, of]).sum(axis=1, keepdims=True), total, out=0 * total, where=total > 0)
        middle[:, of] = mean
    score = (n0 * control * (rate0 - fitted) + v1 * (gap - middle)).sum(axis=-1)
    estimate = (v1 * gap).sum(axis=(1, 2))
    return Answer(estimate, special.ndtri(0.975) * np.sqrt((score**2).sum(axis=-1)))


def _fitted(n: Floats, rate: Floats) -> Floats:
    """Return team and week effects of a weighted two-way fit, at every cell."""
    total = n.sum(axis=-1, keepdims=True)
    share = np.divide(n, total, out=np.zeros_like(n), where=total > 0)
    equations = -n[..., :, None] * share[..., None, :]
    weeks = np.arange(n.shape[-1])
    equations[..., weeks, weeks] += n
    own = (share * rate).sum(axis=-1, keepdims=True)
    right = (n * (rate - own)).sum(axis=1)
    solved = np.linalg.solve(equations.sum(axis=1) + 1.0 + 1e-9 * np.eye(n.shape[-1]), right[..., None])[..., 0]
    solved = solved[:, None, :]
    return own - (share * solved).sum(axis=-1, keepdims=True) + solved


def two_way(cells: Cells) -> Answer:
    """Two-way fixed effects: one coefficient of 'trained', errors clustered by team, Student's t (CR1)."""
    n = cells.control_n + cells.treated_n[:, 0]
    y = cells.control_y + cells.treated_y[:, 0]
    is_treated = (cells.treated_n[:, 0] > 0) * 1.0
    rate = np.divide(y, n, out=np.zeros_like(n), where=n > 0)
    left, right = is_treated - _fitted(n, is_treated), rate - _fitted(n, rate)
    below = (n * left**2).sum(axis=(1, 2))
    estimate = (n * left * right).sum(axis=(1, 2)) / below
    score = (n * left * (right - estimate[:, None, None] * left)).sum(axis=-1)
    teams, rows = n.shape[1], (n > 0).sum(axis=(1, 2))
    small = teams / (teams - 1) * (rows - 1) / np.maximum(rows - teams - n.shape[2], 1)
    error = np.sqrt(small * (score**2).sum(axis=-1)) / below
    return Answer(estimate, special.stdtrit(teams - 1, 0.975) * error)


def before_and_after(cells: Cells) -> Answer:
    """The naive way: the rate of all trained crimes less that of all untrained ones, crimes as independent."""
    n0, n1 = cells.control_n.sum(axis=(1, 2)), cells.treated_n.sum(axis=(1, 2, 3))
    p0, p1 = cells.control_y.sum(axis=(1, 2)) / n0, cells.treated_y.sum(axis=(1, 2, 3)) / n1
    return Answer(p1 - p0, special.ndtri(0.975) * np.sqrt(p0 * (1 - p0) / n0 + p1 * (1 - p1) / n1))


def callaway(cells: Cells, start: NDArray[np.int64], *, is_jackknife: bool) -> Answer:
    """Callaway–Sant'Anna; with its usual errors (influence functions by team, normal) or the jackknife and t."""
    found = not_yet_treated(cells, start, imputed(cells).alike[:, 0])
    if is_jackknife:
        return Answer(found.estimate[:, 0], half_width(found, LEVEL)[:, 0])
    teams = found.counts.sum(axis=-1)
    usual = standard_error(found)[:, 0] * np.sqrt((teams - 1) / teams)
    return Answer(found.estimate[:, 0], special.ndtri(0.975) * usual)


METHODS: dict[str, Callable[[Drawn], Answer]] = {
    "**imputation, jackknife over teams**": lambda held: ours(held.cells),
    "imputation, its packages' errors": lambda held: its_packages(held.cells, held.start),
    "not yet treated, jackknife": lambda held: callaway(held.cells, held.start, is_jackknife=True),
    "not yet treated, its usual errors": lambda held: callaway(held.cells, held.start, is_jackknife=False),
    "two-way fixed effects, clustered": lambda held: two_way(held.cells),
    "before and after": lambda held: before_and_after(held.cells),
}


def chunks(force: Force, replicates: int, seed: list[int]) -> Iterator[Drawn]:
    """Yield the replicates in parts of constant memory; the same seed gives the same ones."""
    rng = np.random.default_rng(seed)
    each = max(50, 3_000_000 // (force.design.teams * force.design.weeks**2))
    for first in range(0, replicates, each):
        yield drawn(force, min(each, replicates - first), rng)


@dataclass(frozen=True)
class Seen:
    """What one method did in one cell; bias and half-width in points, Monte Carlo errors beside."""

    bias: float
    bias_error: float
    coverage: float
    half: float
    refused: float

    def shown(self, replicates: int) -> str:
        error = np.sqrt(max(self.coverage * (1 - self.coverage), 1e-4) / replicates)
        return f"{self.bias:+.2f} ({self.bias_error:.2f}) | {self.coverage:.1%} ({error:.1%}) | {self.half:.1f}"


def seen(force: Force, replicates: int, seed: list[int]) -> dict[str, Seen]:
    """Return what every method did on the same replicates."""
    errors: dict[str, list[Floats]] = {name: [] for name in METHODS}
    halves: dict[str, list[Floats]] = {name: [] for name in METHODS}
    for held in chunks(force, replicates, seed):
        true = truth(held)
        for name, method in METHODS.items():
            answer = method(held)
            errors[name].append(answer.estimate - true)
            halves[name].append(answer.half)
    made = {}
    for name in METHODS:
        miss, half = np.concatenate(errors[name]), np.concatenate(halves[name])
        known = np.isfinite(miss) & np.isfinite(half)
        made[name] = Seen(
            100 * float(miss[known].mean()), 100 * float(miss[known].std() / np.sqrt(known.sum())),
            float((np.abs(miss) <= half)[known].mean()), 100 * float(half[known].mean()), 1 - float(known.mean()),
        )  # fmt: skip
    return made


HEAD = "| bias, points (±) | covers (±) | half-width "


def main_table(replicates: int, seed: int) -> str:
    """Return bias, coverage and width of every method, by teams and effect."""
    rows = [f"| teams | effect | method {HEAD}|", "|---|---|---|---|---|---|"]
    for i, teams in enumerate(TEAMS):
        for j, effect in enumerate(EFFECTS):
            found = seen(Force(replace(DESIGN, teams=teams), effect), replicates, [seed, 1, i, j])
            rows += [f"| {teams} | {effect} | {name} | {of.shown(replicates)} |" for name, of in found.items()]
    return "\n".join(rows)


OTHERS = {
    "8 teams (the fewest answered)": Force(replace(DESIGN, teams=8), "constant, 5 points"),
    "6 teams (refused: why)": Force(replace(DESIGN, teams=6, waves=3), "constant, 5 points"),
    "24 teams, 4 of them trained, all at once": Force(replace(DESIGN, waves=1, never=20), "constant, 5 points"),
    "24 teams, 21 of them trained, all at once": Force(replace(DESIGN, waves=1, never=3), "constant, 5 points"),
    "60 teams, 6 of them trained, all at once": Force(
        replace(DESIGN, teams=60, waves=1, never=54), "constant, 5 points"
    ),
    "24 teams, 8 of them held back": Force(replace(DESIGN, never=8), "growing to 6 points"),
    "24 teams, the worst trained first": Force(DESIGN, "growing to 6 points", worst_first=True),
    "24 teams, effects differ by team (3 points)": Force(DESIGN, "constant, 5 points", effects_differ=0.03),
    "24 teams, alike in log-odds, not in points": Force(DESIGN, "constant, 5 points", in_log_odds=True),
    "24 teams, a quarter of the reviews (empty weeks)": Force(DESIGN, "constant, 5 points", rare=0.25),
}


def others_table(replicates: int, seed: int) -> str:
    """Return what the imputation and the not-yet-treated estimator do in less usual forces."""
    rows = [f"| force | method {HEAD}|", "|---|---|---|---|---|"]
    shown = [*list(METHODS)[:3:2], "before and after"]
    for i, (name, force) in enumerate(OTHERS.items()):
        found = seen(force, replicates, [seed, 2, i])
        rows += [f"| {name} | {method} | {found[method].shown(replicates)} |" for method in shown]
    return "\n".join(rows)


def back_dated(held: Drawn) -> Cells:
    """Return the cells as if trained four weeks earlier; those from the true training on are in neither side."""
    n, y = held.cells.control_n, held.cells.control_y
    is_fake = np.arange(n.shape[-1]) >= held.start[:, None] - BACK
    return Cells(n * ~is_fake, y * ~is_fake, (n * is_fake)[:, None], (y * is_fake)[:, None]).compared()


def rejected(found: LeftOut) -> Floats:
    return two_sided(found)[:, 0] < 1 - LEVEL


def placebo_table(replicates: int, seed: int) -> str:
    """Return how often the placebo date is rejected, by teams and kind of force, where nothing happened before."""
    rows = ["| teams | force | placebo rejected (±) |", "|---|---|---|"]
    kinds = {
        "as above": Force(DESIGN, "constant, 5 points"),
        "worst trained first": Force(DESIGN, "constant, 5 points", worst_first=True),
        "alike in log-odds": Force(DESIGN, "constant, 5 points", in_log_odds=True),
    }
    for i, teams in enumerate(TEAMS):
        for j, (name, force) in enumerate(kinds.items()):
            sized = replace(force, design=replace(force.design, teams=teams))
            hits = [rejected(imputed(back_dated(held))) for held in chunks(sized, replicates, [seed, 3, i, j])]
            share = float(np.concatenate(hits).mean())
            rows.append(f"| {teams} | {name} | {share:.1%} ({np.sqrt(share * (1 - share) / replicates):.1%}) |")
    return "\n".join(rows)


def lot_table(replicates: int, seed: int) -> str:
    """Return how often the p-value by lot is at most 5%: no effect, and 5 points, 12 teams, 199 re-drawn orders."""
    rows = ["| effect | p by lot at most 5% (±) | p of the jackknife at most 5% |", "|---|---|---|"]
    few = max(replicates // 10, 20)
    for j, effect in enumerate(list(EFFECTS)[:2]):
        force = Force(replace(DESIGN, teams=12), effect)
        rng, hits, usual = np.random.default_rng([seed, 4, j]), [], []
        for _ in range(few):
            held = drawn(force, 1, rng)
            n = held.cells.control_n[0] + held.cells.treated_n[0, 0]
            y = held.cells.control_y[0] + held.cells.treated_y[0, 0]
            orders = np.stack([held.start, *(rng.permutation(held.start) for _ in range(199))])
            is_after = np.arange(n.shape[-1]) >= orders[..., None]
            cells = Cells(n * ~is_after, y * ~is_after, (n * is_after)[:, None], (y * is_after)[:, None]).compared()
            hits.append(at_least_as_much(cells) <= 0.05)
            usual.append(bool(rejected(imputed(held.cells))[0]))
        share = float(np.mean(hits))
        rows.append(f"| {effect} | {share:.1%} ({np.sqrt(share * (1 - share) / few):.1%}) | {np.mean(usual):.1%} |")
    return "\n".join(rows)


def power_table(replicates: int, seed: int) -> str:
    """Return the planner's standard error and power beside those of simulated roll-outs."""
    rows = [
        "| teams | standard error planned, points | simulated | power for 5 points planned | simulated (±) "
        "| smallest effect seen with 80%, planned |",
        "|---|---|---|---|---|---|",
    ]
    for i, teams in enumerate(TEAMS):
        # What the planner is told: a beta-binomial of 0.02 and a drift of 1.5 points make sqrt(.02 p(1-p) + .015^2).
        design = replace(DESIGN, teams=teams, spread=float(np.sqrt(0.02 * 0.1275 + 0.015**2)))
        error, degrees = standard_error_of(design), freedom_of(design)
        estimates, hits = [], []
        for held in chunks(Force(design, "constant, 5 points"), replicates, [seed, 5, i]):
            answer = ours(held.cells)
            estimates.append(answer.estimate - truth(held))
            hits.append(answer.estimate > answer.half)
        share = float(np.concatenate(hits).mean())
        rows.append(
            f"| {teams} | {100 * error:.2f} | {100 * np.concatenate(estimates).std():.2f} "
            f"| {chance_to_see(0.05, error, degrees):.0%} "
            f"| {share:.0%} ({np.sqrt(share * (1 - share) / replicates):.1%}) "
            f"| {100 * smallest_seen(error, degrees, 0.8):.1f} points |"
        )
    return "\n".join(rows)


PARTS: dict[str, tuple[str, Callable[[int, int], str]]] = {
    "main": ("Effect of training: bias, coverage, half-width in points at 95%", main_table),
    "placebo": ("Placebo date four weeks early, at 5%", placebo_table),
    "others": ("Less usual forces", others_table),
    "lot": ("P-value by lot", lot_table),
    "power": ("The planner beside simulation", power_table),
}


def main() -> None:
    from sections import written
    from simulated_pages import page_written

    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--replicates", type=int, default=4000)
    options.add_argument("--seed", type=int, default=20260206)
    options.add_argument("--only", help=f"of {','.join(PARTS)}; nothing is written")
    chosen = options.parse_args()
    names = chosen.only.split(",") if chosen.only else list(PARTS)
    told = [
        f"`python bench/audit_effect.py --replicates {chosen.replicates} --seed {chosen.seed}`: "
        f"{chosen.replicates:,} roll-outs a cell (by lot: a tenth); in brackets the Monte Carlo error."
    ]
    for name in names:
        title, table = PARTS[name]
        told.append(f"**{title}**\n\n{table(chosen.replicates, chosen.seed)}")
        print(told[-1], flush=True)
    if not chosen.only:
        text = "\n\n".join(told)
        written(HERE / "RESULTS.md", f"# Audit: effect of training\n\n{text}")
        page_written(HERE.parent / "docs" / "audit" / "effect.md", text)


if __name__ == "__main__":
    main()
