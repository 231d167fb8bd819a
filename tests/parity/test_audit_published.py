"""Published figures reproduced: inspections, Greater Manchester 2020, tables of coverage, R's survey package."""

import csv
import os
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from scipy import stats

from fullcount.audit.estimate import estimate
from fullcount.audit.intervals import wilson
from fullcount.audit.moments import moments_of
from fullcount.audit.ratio import combined_ratio
from fullcount.audit.results import Interval
from fullcount.audit.unrecorded import unrecorded

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("FULLCOUNT_DATA", ROOT.parent / "shared" / "data"))


def published(*parts):
    path = DATA.parent.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"needs {'/'.join(parts)} beside the data folder (FULLCOUNT_DATA)")
    return path


def rows_of(*parts):
    with published(*parts).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_each_inspection_that_published_both_counts():
    rows = [
        row
        for row in rows_of("field", "inspections.csv")
        if row["sample_should_be_recorded"] and row["sample_recorded"]
    ]
    assert len(rows) >= 9
    for row in rows:
        disclosed, recorded = int(row["sample_should_be_recorded"]), int(row["sample_recorded"])
        reviews = pl.DataFrame(
            {
                "report_id": [str(i) for i in range(disclosed)],
                "crimes_disclosed": [1] * disclosed,
                "crimes_recorded": [1] * recorded + [0] * (disclosed - recorded),
            }
        )
        rate = estimate(reviews, {None: 1_000_000})
        assert round(100 * rate.estimate, 1) == float(row["overall_pct"]), row["force"]
        plain = wilson(recorded, disclosed)
        assert rate.low <= plain.low + 1e-4
        assert rate.high >= plain.high - 0.003


def test_published_half_widths_need_the_sample_that_the_planner_says():
    # 0.9 with half-width 1.65 points needs about 1,270 crimes
    interval = wilson(1143, 1270)
    assert 100 * (interval.high - interval.low) / 2 == pytest.approx(1.65, abs=0.01)


def test_greater_manchester_2020():
    answer = unrecorded(279_093, Interval(0.777, 0.76, 0.79))
    assert answer.per_year.estimate == pytest.approx(80_100, abs=1)
    assert 219 <= answer.per_day.estimate <= 220
    assert answer.per_year.low == pytest.approx(279_093 * (1 / 0.79 - 1))


def test_coverage_of_wilson_near_the_edge():
    """True coverage and mean half-width (points) of the Wilson interval, for 56 cells, to the digit printed."""
    rows = rows_of("vectors", "wald_edge_coverage.csv")
    assert len(rows) == 56
    for row in rows:
        p, n = float(row["rate"]), int(row["n"])
        intervals = [wilson(x, n) for x in range(n + 1)]
        chance = stats.binom.pmf(np.arange(n + 1), n, p)
        holds = np.array([i.low <= p <= i.high for i in intervals])
        half = np.array([(i.high - i.low) / 2 for i in intervals])
        assert round(float(chance @ holds), 4) == float(row["wilson"]), row
        assert round(float(100 * chance @ half), 3) == float(row["wilson_halfwidth_pts"]), row


def survey(name, x, y, *, cluster=None, stratum=None):
    """Return the ratio of y over x and its standard error in one of R survey's samples of Californian schools."""
    rows = rows_of("vectors", "api", f"{name}.csv")
    frame = pl.DataFrame(
        {
            "stratum": [row[stratum] if stratum else None for row in rows],
            "unit": [row[cluster or "cds"] for row in rows],
            "x": [float(row[x]) if x else 1.0 for row in rows],
            "y": [float(row[y]) for row in rows],
        },
        schema_overrides={"stratum": pl.String},
    )
    sizes = {row[stratum] if stratum else None: int(row["fpc"]) for row in rows}
    units = frame.group_by("unit", "stratum").agg(pl.col("x", "y").sum())
    ratio, variance = combined_ratio(moments_of(units, sorted(sizes, key=str), sizes))
    return float(ratio), float(np.sqrt(variance))


def test_stratified_mean_as_r_survey_gives_it():
    assert survey("apistrat", None, "api00", stratum="stype") == pytest.approx((662.29, 9.4089), rel=2e-5)


def test_mean_over_clusters_as_r_survey_gives_it():
    assert survey("apiclus1", None, "api00", cluster="dnum") == pytest.approx((644.17, 23.542), rel=2e-5)


def test_ratio_of_two_totals_as_r_survey_documents_it():
    answer = survey("apistrat", "enroll", "api.stu", stratum="stype")
    assert answer == pytest.approx((0.8369569, 0.007757103), rel=1e-6)
