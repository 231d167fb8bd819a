"""The estimate on samples with known truth: small runs of the grids in bench/, and the published counts."""

import csv
import os
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from scipy import special

from fullcount.audit.estimating.answer import answered
from fullcount.audit.estimating.asked import Asked
from fullcount.audit.estimating.by_spread import spread_share
from fullcount.audit.intervals import wilson
from fullcount.audit.scored.cuts import allocated, cut
from fullcount.audit.scored.profile import Counts, profile
from fullcount.audit.survey.design import design

ROOT = Path(__file__).resolve().parents[2]
INSPECTIONS = (
    Path(os.environ.get("FULLCOUNT_DATA", ROOT.parent / "shared" / "data")).parent / "field" / "inspections.csv"
)


def scores(rng, missed, size, apart, *, blind=0.0, shift=0.0):
    is_missed = np.arange(size) < missed
    x = rng.normal(size=size) + apart * (is_missed & (np.arange(size) >= blind * missed))
    return is_missed, special.expit(special.logit(missed / size) + apart * x - apart**2 / 2 + shift)


@pytest.mark.parametrize("missed", [0.006, 0.076, 0.25])
@pytest.mark.parametrize(
    ("apart", "blind", "shift"),
    [(0.0, 0.0, 0.0), (1.81, 0.0, 0.0), (2.33, 0.0, 0.0), (1.81, 0.15, 0.0), (1.81, 0.0, -2.0)],
    ids=["useless", "AUC .90", "AUC .95", "blind to 15%", "odds too low"],
)
def test_a_bad_score_costs_width_and_not_validity(missed, apart, blind, shift):
    rng = np.random.default_rng([round(1000 * missed), round(100 * apart), round(100 * blind)])
    is_missed, score = scores(rng, round(30_000 * missed), 30_000, apart, blind=blind, shift=shift)
    made = cut(score, 300)
    read = allocated(made.size, made.wanted, 300)
    held = np.bincount(made.strata_of(score), weights=is_missed, minlength=len(read)).astype(int)
    found = rng.hypergeometric(held, made.size - held, read, (1500, len(read)))
    total = profile(Counts(made.size.astype(float), read.astype(float), found.astype(float)))
    share = np.mean((total.low <= is_missed.sum()) & (is_missed.sum() <= total.high))
    assert share > 0.94 - 3 * np.sqrt(0.94 * 0.06 / 1500)


def test_a_good_score_saves_reviews():
    rng = np.random.default_rng(2)
    is_missed, score = scores(rng, 2_280, 30_000, 1.81)
    made = cut(score, 400)
    read = allocated(made.size, made.wanted, 400)
    held = np.bincount(made.strata_of(score), weights=is_missed, minlength=len(read)).astype(int)
    found = rng.hypergeometric(held, made.size - held, read, (500, len(read)))
    total = profile(Counts(made.size.astype(float), read.astype(float), found.astype(float)))
    plain = profile(
        Counts(np.array([3e4]), np.array([400.0]), rng.hypergeometric(2_280, 27_720, 400, (500, 1)).astype(float))
    )
    ratio = (total.high - total.low).mean() / (plain.high - plain.low).mean()
    assert ratio**2 < 0.5


def test_clusters_drawn_whole_are_covered_and_would_not_be_as_a_simple_sample():
    rng = np.random.default_rng(3)
    size = rng.integers(20, 61, 400)
    missed = rng.binomial(size, special.expit(-2.4 + 0.7 * rng.normal(size=400)))
    truth, hits, plain = missed.sum() / size.sum(), 0, 0
    for _ in range(400):
        own = rng.choice(400, 20, replace=False)
        cluster = np.repeat(np.arange(20), size[own])
        within = np.arange(len(cluster)) - np.repeat(np.cumsum(size[own]) - size[own], size[own])
        y = (within < np.repeat(missed[own], size[own])).astype(float)
        ends = spread_share(y, np.ones_like(y), design(np.ones_like(y), cluster=cluster), 0.95)
        hits += ends.low <= truth <= ends.high
        simple = wilson(y.sum(), len(y))
        plain += simple.low <= truth <= simple.high
    assert hits / 400 > 0.94 - 3 * np.sqrt(0.94 * 0.06 / 400)
    assert plain < hits - 20


def rows_with(*columns):
    if not INSPECTIONS.exists():
        pytest.skip("needs field/inspections.csv beside the data folder (FULLCOUNT_DATA)")
    with INSPECTIONS.open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if all(row[column] for column in columns)]


def test_the_nine_published_rates_with_both_counts():
    rows = rows_with("sample_should_be_recorded", "sample_recorded")
    assert len(rows) == 9
    for row in rows:
        disclosed, recorded = int(row["sample_should_be_recorded"]), int(row["sample_recorded"])
        sample = pl.DataFrame({
            "report_id": [str(i) for i in range(disclosed)], "crimes_disclosed": [1] * disclosed,
            "crimes_recorded": [1] * recorded + [0] * (disclosed - recorded),
        })  # fmt: skip
        rate = answered(sample, 1_000_000, Asked()).rate
        assert round(100 * rate.estimate, 1) == float(row["overall_pct"]), row["force"]
        assert rate.low < recorded / disclosed < rate.high or recorded == disclosed


def test_the_published_intervals_fit_a_simple_sample_of_a_likely_size():
    """A consistency check only: none states its n, so it is what the half-width implies."""
    rows = rows_with("overall_pct", "overall_ci_half")
    assert len(rows) == 25
    sizes = []
    for row in rows:
        rate, half = float(row["overall_pct"]) / 100, float(row["overall_ci_half"]) / 100
        n = round(1.96**2 * rate * (1 - rate) / half**2)
        ends = wilson(rate * n, n)
        assert (ends.high - ends.low) / 2 == pytest.approx(half, rel=0.03)
        sizes.append(n)
    assert min(sizes) > 600
    assert max(sizes) < 2_000
