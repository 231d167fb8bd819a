"""The parts of the coverage grid that are not about the score's strata: clusters, rare groups, reviewers' errors,
a score learnt from the same reviews, unlike chances."""

import numpy as np
import polars as pl
from audit_populations import normal_scores
from scipy import special, stats

from fullcount.audit.estimating.answer import answered
from fullcount.audit.estimating.asked import Answer, Asked
from fullcount.audit.estimating.by_spread import spread_share
from fullcount.audit.intervals import hypergeometric_exact
from fullcount.audit.results import Refusal
from fullcount.audit.scored.crossfit import cross_fitted
from fullcount.audit.scored.cuts import cut, merged
from fullcount.audit.scored.profile import Counts, profile
from fullcount.audit.survey.design import design

ERRORS = (
    ("the reference", (0.01, 0.98), (0.0, 1.0)),
    ("the reference", (0.1, 0.8), (0.0, 1.0)),
    ("the reference", (0.4, 0.6), (0.0, 1.0)),
    ("an equal", (0.01, 0.98), (0.01, 0.98)),
    ("an equal", (0.04, 0.95), (0.01, 0.98)),
    ("an equal", (0.06, 0.95), (0.0, 1.0)),
    ("an equal", (0.0, 1.0), (0.06, 0.95)),
    ("an equal", (0.3, 0.7), (0.0, 1.0)),
)
FRAME = pl.DataFrame({
    "report_id": [*(f"u{i}" for i in range(4_000)), *(f"l{i}" for i in range(6_000))],
    "linked": [False] * 4_000 + [True] * 6_000, "crimes_recorded": [0] * 4_000 + [1] * 6_000,
})  # fmt: skip


def clusters(replicates: int, seed: int) -> list[str]:
    """Return coverage where whole teams were drawn: t over clusters beside reports taken as independent."""
    count = min(replicates // 5, 2000)
    lines = [
        f"Clusters: K of 400 teams of 20 to 60 unlinked reports, all read; log odds of a miss spread by 0.7 between "
        f"teams; {count:,} samples a cell.",
        "",
        "| teams drawn | missed in the unlinked | t over clusters | ± points | taken as simple (profile) |",
        "|---|---|---|---|---|",
    ]
    for teams in (8, 12, 20, 40):
        for share in (0.02, 0.08, 0.25):
            rng = np.random.default_rng([seed, teams, round(1000 * share)])
            size = rng.integers(20, 61, 400)
            missed = rng.binomial(size, special.expit(special.logit(share) + 0.7 * rng.normal(size=400)))
            truth = missed.sum() / size.sum()
            hits, width = 0, 0.0
            drawn = np.zeros((2, count, 1))
            for place in range(count):
                own = rng.choice(400, teams, replace=False)
                cluster = np.repeat(np.arange(teams), size[own])
                within = np.arange(len(cluster)) - np.repeat(np.cumsum(size[own]) - size[own], size[own])
                y = (within < np.repeat(missed[own], size[own])).astype(float)
                ends = spread_share(y, np.ones_like(y), design(np.ones_like(y), cluster=cluster), 0.95)
                hits += ends.low <= truth <= ends.high
                width += 50.0 * (ends.high - ends.low)
                drawn[:, place, 0] = len(y), y.sum()
            total = profile(Counts(np.full((count, 1), float(size.sum())), drawn[0], drawn[1]))
            plain = int(((total.low <= missed.sum()) & (missed.sum() <= total.high)).sum())
            lines.append(f"| {teams} | {share:.0%} | {hits / count:.1%} | {width / count:.1f} | {plain / count:.1%} |")
    return [*lines, "", "Fewer than 8 clusters are refused."]


def rare(replicates: int, seed: int) -> list[str]:  # noqa: ARG001  (nothing is drawn: exact sums)
    """Return the exact coverage in a small group, no draw needed: the hypergeometric chances are summed."""
    lines = [
        "Rare groups: a simple sample of a group of 966 reports (as sexual offences in the inspections); coverage "
        "computed exactly.",
        "",
        "| missed in the group | reviews | exact (product) | Wald |",
        "|---|---|---|---|",
    ]
    for held in (3, 11, 40):
        for reviews in (50, 100, 200):
            found = np.arange(0, min(held, reviews) + 1)
            chance = stats.hypergeom.pmf(found, 966, held, reviews)
            ends = [hypergeometric_exact(int(x), reviews, 966) for x in found]
            exact = sum(
                c for c, i in zip(chance, ends, strict=True) if i.low * 966 <= held + 1e-9 <= i.high * 966 + 2e-9
            )
            share = found / reviews
            half = 1.96 * np.sqrt(share * (1 - share) / reviews)
            normal = float(chance @ (np.abs(share - held / 966) <= half))
            lines.append(f"| {held} | {reviews} | {exact:.1%} | {normal:.1%} |")
    return lines


def errors(replicates: int, seed: int) -> list[str]:
    """Return coverage where reviewers err: against a reference that read a part, and between two equals."""
    count = max(20, min(replicates // 20, 500))
    lines = [
        f"Reviewers' errors: 400 of 4,000 reports that are not linked, a simple sample, 10% of them a missed crime and "
        f"6,000 linked; a first reader of all, a second of as many as said; {count:,} samples a cell. False alarms and "
        f"misses seen in %. Refused: the two differ in more than 10% of the reports that both read.",
        "",
        "| second reader | read twice | first errs | second errs | holds the truth | ± points | bias | refused |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for reader, first, second in ERRORS:
        for share in (0.3, 1.0):
            rng = np.random.default_rng([seed, round(10 * share), round(1000 * sum(first + second))])
            given = [_read_twice(rng, first, second, share, reader == "the reference") for _ in range(count)]
            kept = [answer.rate for answer in given if isinstance(answer, Answer)]
            hits = sum(rate.low <= 6_000 / 6_400 <= rate.high for rate in kept)
            half = sum(50.0 * (rate.high - rate.low) for rate in kept)
            bias = sum(100.0 * (rate.estimate - 6_000 / 6_400) for rate in kept)
            of = len(kept)
            held = f"{hits / of:.1%} | {half / of:.2f} | {bias / of:+.2f}" if of else "none given | |"
            told = [f"{100 * rates[0]:.0f}, {100 * rates[1]:.0f}" for rates in (first, second)]
            refused = 1 - of / count
            lines.append(f"| {reader} | {share:.0%} | {told[0]} | {told[1]} | {held} | {refused:.0%} |")
    return lines


def _read_twice(
    rng: np.random.Generator, first: tuple[float, float], second: tuple[float, float], share: float, is_reference: bool
) -> Answer | Refusal:
    row = rng.choice(4_000, 400, replace=False)
    truth = row < 400
    twice = rng.random(400) < share
    mark, again = (rng.random(400) < np.where(truth, seen, false) for false, seen in (first, second))
    ids = pl.Series("report_id", [f"u{place}" for place in row])
    tables = [
        pl.DataFrame({"report_id": ids, "crimes_disclosed": marks.astype(np.int64), "crimes_recorded": 0,
                      "reviewer": name}).filter(pl.Series(kept))
        for marks, name, kept in ((mark, "first", np.ones(400, np.bool_)), (again, "second", twice))
    ]  # fmt: skip
    return answered(pl.concat(tables), FRAME, Asked(reference="second" if is_reference else None))


def learnt(replicates: int, seed: int) -> list[str]:
    """Return coverage where the score is fitted to the very reviews it stratifies, and cross-fitted."""
    count = max(50, min(replicates // 10, 1000))
    lines = [
        f"A score learnt from the same reviews (ridge on 60 features, 6 of which tell): simple sample of 20,000 "
        f"unlinked, 8% missed; {count:,} samples a cell.",
        "",
        "| reviews | strata by that score | difference, normal | cross-fitted, 5 parts | ± points of the share |",
        "|---|---|---|---|---|",
    ]
    rng = np.random.default_rng([seed, 5])
    features = rng.normal(size=(20_000, 60))
    missed = rng.random(20_000) < special.expit(-3.2 + features[:, :6].sum(axis=1) * 0.55)
    truth = float(missed.sum())
    for reviews in (300, 1000):
        hits = np.zeros(3)
        width = 0.0
        for _ in range(count):
            rows = rng.choice(20_000, reviews, replace=False)
            part = np.arange(reviews) % 5
            own = _fitted(features[rows], missed[rows], features)
            whole = _cells(own, rows, missed[rows])
            total = profile(whole)
            hits[0] += total.low <= truth <= total.high
            rest = missed[rows] - own[rows]
            half = 1.96 * rest.std() / np.sqrt(reviews)
            hits[1] += abs(own.mean() + rest.mean() - truth / 20_000) <= half
            scores = [_fitted(features[rows[part != k]], missed[rows[part != k]], features) for k in range(5)]
            split = [rows[part == k] for k in range(5)]
            total = profile(cross_fitted(scores, split, [missed[place] for place in split]))
            hits[2] += total.low <= truth <= total.high
            width += 50.0 * (total.high - total.low) / 20_000
        shares = " | ".join(f"{hit / count:.1%}" for hit in hits)
        lines.append(f"| {reviews:,} | {shares} | {width / count:.2f} |")
    return lines


def _fitted(known: np.ndarray, missed: np.ndarray, features: np.ndarray) -> np.ndarray:
    """Return chances by logistic regression with a slight ridge: three steps of Newton's method."""
    x = np.column_stack([np.ones(len(known)), known])
    slope = np.zeros(x.shape[1])
    slope[0] = special.logit(np.clip(missed.mean(), 0.005, 0.995))
    ridge = 0.5 * np.eye(len(slope))
    ridge[0, 0] = 1e-6
    for _ in range(5):
        p = special.expit(x @ slope)
        inner = (x * (p * (1 - p))[:, None]).T @ x + ridge
        slope = slope + np.linalg.solve(inner, x.T @ (missed - p) - ridge @ slope)
    return special.expit(slope[0] + features @ slope[1:])


def _cells(score: np.ndarray, rows: np.ndarray, missed: np.ndarray) -> Counts:
    made = cut(score, len(rows))
    own = made.strata_of(score[rows])
    joined = merged(np.bincount(own, minlength=len(made.size)), 12)
    size = np.bincount(joined, weights=made.size)
    return Counts(size, np.bincount(joined[own], minlength=len(size)).astype(float),
                  np.bincount(joined[own], weights=missed, minlength=len(size)))  # fmt: skip


def chances(replicates: int, seed: int) -> list[str]:
    """Return coverage where reports were drawn one by one with chances by the score, weighted in cells."""
    count = min(replicates // 5, 2000)
    lines = [
        f"Unlike chances: each unlinked report drawn by itself, four fifths by the score's doubt and one fifth evenly; "
        f"{count:,} samples a cell, mean over 0.3 to 25% unrecorded (worst in brackets).",
        "",
        "| score | 200 | 400 | 1,000 |",
        "|---|---|---|---|",
    ]
    for name, auc, blind in (("AUC .80", 0.8, 0.0), ("AUC .95", 0.95, 0.0), (".90, blind to 15%", 0.9, 0.15)):
        row = []
        for reviews in (200, 400, 1000):
            shares = []
            for unrecorded in (0.003, 0.03, 0.10, 0.25):
                rng = np.random.default_rng([seed, round(100 * auc), reviews, round(1000 * unrecorded)])
                population = normal_scores(rng, unrecorded, auc, blind=blind)
                shares.append(_by_chance(population, reviews, count, rng))
            row.append(f"{np.mean(shares):.1%} ({min(shares):.1%})")
        lines.append(f"| {name} | {' | '.join(row)} |")
    return lines


def _by_chance(population, reviews, count, rng):  # type: ignore[no-untyped-def]
    doubt = np.sqrt(np.maximum(population.score * (1 - population.score), 0.008))
    chance = np.minimum(reviews * (0.8 * doubt / doubt.sum() + 0.2 / len(doubt)), 1.0)
    made = cut(population.score, reviews)
    strata = made.strata_of(population.score)
    held = 0
    for _ in range(count):
        rows = np.flatnonzero(rng.random(len(chance)) < chance)
        own, weight = strata[rows], 1.0 / chance[rows]
        joined = merged(np.bincount(own, minlength=len(made.size)), 12)
        size, cell = np.bincount(joined, weights=made.size), joined[own]
        whole, squares = (np.bincount(cell, weights=w, minlength=len(size)) for w in (weight, weight**2))
        share = np.bincount(cell, weights=weight * population.missed[rows], minlength=len(size)) / whole
        read = whole**2 / squares
        total = profile(Counts(size, read, read * share))
        held += total.low <= population.unrecorded <= total.high
    return held / count
