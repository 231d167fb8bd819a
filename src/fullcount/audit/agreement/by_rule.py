"""Agreement rule by rule, from one row a mark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from fullcount.audit.agreement.coefficients import (
    Coefficient,
    ac1,
    ac1_error,
    cohen,
    pooled_kappa,
    pooled_kappa_error,
    raw_agreement,
)
from fullcount.audit.agreement.small_sample import cohen_ends, drawn_ends
from fullcount.audit.intervals import Floats, clopper_pearson, normal_quantile
from fullcount.audit.results import Interval, Refusal

FEWEST_REPORTS = 10
"""Reports with two marks below which no coefficient is given: the interval would span nearly everything."""
NOT_ENOUGH = "not enough in the log"
"""A mark like any other: agreeing that the log does not say is agreement."""
COHEN, POOLED = "Cohen 1960", "Fleiss 1971, all reviewers together"


@dataclass(frozen=True, slots=True)
class Agreed:
    """A coefficient with the interval to quote (of small samples) and the large-sample one beside it."""

    estimate: float
    low: float
    high: float
    large_sample_low: float
    large_sample_high: float
    method: str


@dataclass(frozen=True, slots=True)
class RuleAgreement:
    """How far reviewers agree on one rule. `together` counts pairs of marks given to one report by two reviewers, the
    two in alphabetical order; `reports` those with two marks or more."""

    rule: str
    reports: int
    reviewers: int
    marks: tuple[str, ...]
    raw: Interval | None
    kappa: Agreed | Refusal
    ac1: Agreed | Refusal
    together: Mapping[tuple[str, str], int]


def agreement_by_rule(marks: pl.DataFrame, level: float = 0.95, seed: int = 1) -> list[RuleAgreement]:
    """Return the agreement on every rule, in order of name.

    `marks` has one row a mark: report_id, rule, reviewer, mark, all text; a reviewer marks a report once a rule (the
    caller keeps the last). Two reviewers in all: Cohen's kappa; more: Fleiss'. Intervals: `small_sample`, and the
    large-sample ones with t on the reports less one.
    """
    rules = sorted(marks["rule"].unique().to_list())
    return [
        _one(rule, marks.filter(pl.col("rule") == rule), level, np.random.default_rng([seed, place]))
        for place, rule in enumerate(rules)
    ]


def _one(rule: str, marks: pl.DataFrame, level: float, rng: np.random.Generator) -> RuleAgreement:
    names = tuple(sorted(marks["mark"].unique().to_list()))
    reviewers = sorted(marks["reviewer"].unique().to_list())
    counts = _counts(marks, names)
    paired = counts[counts.sum(axis=1) >= 2.0]
    together = _together(marks)
    raw = _raw(paired, level, rng) if len(paired) else None
    shown = (rule, len(paired), len(reviewers), names, raw)
    if len(paired) < FEWEST_REPORTS:
        few = Refusal(
            f"Only {len(paired):,} report(s) have two marks on this rule; at least {FEWEST_REPORTS} are needed."
        )
        return RuleAgreement(*shown, few, few, together)
    if len(names) < 2:
        alike = Refusal("Every mark is the same, so that chance alone would always agree: read the raw agreement.")
        return RuleAgreement(*shown, alike, alike, together)
    freedom = len(paired) - 1
    gwet = _agreed(ac1_error(counts), drawn_ends(counts, ac1, level, rng), (level, freedom), "Gwet 2008")
    return RuleAgreement(*shown, _kappa(marks, counts, reviewers, (level, freedom), rng), gwet, together)


def _kappa(
    marks: pl.DataFrame, counts: Floats, reviewers: Sequence[str], at: tuple[float, int], rng: np.random.Generator
) -> Agreed | Refusal:
    if len(reviewers) > 2:
        ends = drawn_ends(counts, pooled_kappa, at[0], rng)
        return _agreed(pooled_kappa_error(counts), ends, at, POOLED)
    table = _table(marks)
    if len(table) < 2:
        return Refusal("On the reports that both marked every mark is the same: read the raw agreement.")
    ends = cohen_ends(table, lambda drawn: cohen(drawn).value, at[0], rng)
    return _agreed(cohen(table), ends, at, COHEN)


def _agreed(found: Coefficient, ends: tuple[float, float], at: tuple[float, int], method: str) -> Agreed:
    from scipy import special

    level, freedom = at
    value = float(found.value)
    reach = float(special.stdtrit(freedom, 0.5 + level / 2.0)) * float(found.error)
    return Agreed(
        value, min(ends[0], value), max(ends[1], value), max(value - reach, -1.0), min(value + reach, 1.0), method
    )


def _raw(paired: Floats, level: float, rng: np.random.Generator) -> Interval:
    """Return the raw agreement: exact ends where every report has two marks, else drawn ones."""
    normal_quantile(level)
    if np.all(paired.sum(axis=1) == 2.0):
        alike = int((paired.max(axis=1) == 2.0).sum())
        return clopper_pearson(alike, len(paired), level)
    value = float(raw_agreement(paired))
    low, high = drawn_ends(paired, raw_agreement, level, rng)
    return Interval(value, min(low, value), max(high, value))


def _counts(marks: pl.DataFrame, names: Sequence[str]) -> Floats:
    """Return marks by report and category, reports in order of id, shape (reports, categories)."""
    places = {name: place for place, name in enumerate(names)}
    rows = marks.select(
        pl.col("report_id").rank("dense").alias("row") - 1,
        pl.col("mark").replace_strict(places, return_dtype=pl.Int64).alias("column"),
    )
    counts = np.zeros((marks["report_id"].n_unique(), len(names)))
    np.add.at(counts, (rows["row"].to_numpy(), rows["column"].to_numpy()), 1.0)
    return counts


def _pairs(marks: pl.DataFrame) -> pl.DataFrame:
    own = marks.select("report_id", "reviewer", "mark")
    return own.join(own, on="report_id", suffix="_other").filter(pl.col("reviewer") < pl.col("reviewer_other"))


def _together(marks: pl.DataFrame) -> dict[tuple[str, str], int]:
    counted = _pairs(marks).group_by("mark", "mark_other").len().sort("mark", "mark_other")
    return {(row["mark"], row["mark_other"]): row["len"] for row in counted.iter_rows(named=True)}


def _table(marks: pl.DataFrame) -> Floats:
    """Return the table of two reviewers over the reports that both marked: rows are the first's by name."""
    pairs = _pairs(marks)
    names = sorted({*pairs["mark"].to_list(), *pairs["mark_other"].to_list()})
    table = np.zeros((len(names), len(names)))
    for row in pairs.iter_rows(named=True):
        table[names.index(row["mark"]), names.index(row["mark_other"])] += 1.0
    return table
