"""The simulated force has the published shares and rates, within sampling error, whatever the seed."""

import os
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from scipy import stats

from fullcount.simulate.calendar import year_of_demand
from fullcount.simulate.context import Context
from fullcount.simulate.force import Wanted, simulate_force
from fullcount.simulate.happenings import draw_happenings
from fullcount.simulate.offences import GROUPS, OFFENCES, VIOLENT, published_code
from fullcount.simulate.scenarios import published
from fullcount.simulate.scenarios.named import SCENARIOS
from fullcount.simulate.scenarios.offence_mix import PUBLISHED
from fullcount.simulate.staff.roster import draw_roster
from fullcount.simulate.staff.training import draw_roll_out

DATA = Path(os.environ.get("FULLCOUNT_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
SEEDS = (1, 2, 3, 4)
YEAR_OF_GMP = 1_190_000  # reports, of which 29% disclose a crime, four in a hundred of those two
BATCH = 50_000


@cache
def drawn(name: str, seed: int, reports: int) -> pl.DataFrame:
    """Return the reports of a year that disclose a crime, counted: class, domestic, reports, disclosed, recorded."""
    scenario = SCENARIOS[name]
    whole = Context(scenario, seed, year_of_demand(2025))
    roster = draw_roster(whole)
    roll_out = draw_roll_out(whole, roster)
    counts = []
    for number, first in enumerate(range(0, reports - BATCH + 1, BATCH)):
        context = Context(scenario, seed, whole.year, number + 1, first)
        span = (first / reports, (first + BATCH) / reports)
        happened = draw_happenings(context, span, BATCH, roster, roll_out)
        rows = pl.DataFrame({
            "offence": happened.offence, "domestic": happened.domestic, "disclosed": happened.disclosed,
            "recorded": happened.recorded,
        })  # fmt: skip
        counts.append(
            rows.filter(pl.col("offence") >= 0)
            .group_by("offence", "domestic")
            .agg(pl.len().alias("reports"), pl.col("disclosed", "recorded").sum())
        )
    groups = pl.Series([offence.group for offence in OFFENCES])
    codes = pl.Series([published_code(offence.cls) for offence in OFFENCES])
    return pl.concat(counts).with_columns(
        groups.gather(pl.concat(counts)["offence"]).alias("group"),
        codes.gather(pl.concat(counts)["offence"]).alias("code"),
    )


def counted(year: pl.DataFrame, *where: pl.Expr) -> tuple[int, int]:
    """Return crimes disclosed and recorded of those reports."""
    disclosed, recorded = year.filter(*where).select(pl.col("disclosed", "recorded").sum()).row(0)
    return disclosed, recorded


def within_sampling_error(recorded: int, disclosed: int, rate: float, level: float = 1e-4) -> bool:
    """Say whether so many recorded of those disclosed are believable at this rate (exact binomial, two-sided)."""
    return bool(stats.binomtest(recorded, disclosed, rate).pvalue > level)


@pytest.mark.parametrize("seed", SEEDS[:2])
def test_a_year_of_greater_manchester(seed: int) -> None:
    reports = YEAR_OF_GMP // BATCH * BATCH
    disclosed, recorded = counted(drawn("gmp-2020", seed, reports))
    scale = YEAR_OF_GMP / reports
    assert disclosed * scale == pytest.approx(published.GMP_RECORDED.figure / published.GMP_RATE.figure, rel=0.01)
    assert recorded * scale == pytest.approx(published.GMP_RECORDED.figure, rel=0.01)
    assert (disclosed - recorded) * scale == pytest.approx(published.GMP_MISSED.figure, rel=0.01)
    assert within_sampling_error(recorded, disclosed, published.GMP_RATE.figure)


@pytest.mark.parametrize("seed", SEEDS)
def test_rates_of_greater_manchester_by_group(seed: int) -> None:
    year = drawn("gmp-2020", seed, 300_000)
    rate = {}
    for group in GROUPS:
        disclosed, recorded = counted(year, pl.col("group") == group)
        rate[group] = recorded / disclosed
    disclosed, recorded = counted(year, pl.col("group").is_in(VIOLENT))
    assert within_sampling_error(recorded, disclosed, published.GMP_VIOLENT.figure)
    assert min(rate, key=lambda group: rate[group]) == "behavioural"
    assert rate["rape"] > 0.93
    at_home, elsewhere = counted(year, pl.col("domestic")), counted(year, ~pl.col("domestic"))
    assert at_home[1] / at_home[0] < elsewhere[1] / elsewhere[0] - 0.08


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", ["steady", "gmp-2020"])
def test_the_offence_mix_is_the_published_one(name: str, seed: int) -> None:
    seen = drawn(name, seed, 300_000).group_by("code").agg(pl.col("reports").sum()).sort("code")
    mix = PUBLISHED[SCENARIOS[name].mix]
    wanted = np.array([mix[code] for code in seen["code"]], dtype=float)
    found = seen["reports"].to_numpy().astype(float)
    common = wanted / wanted.sum() * found.sum() >= 5
    expected = wanted[common] / wanted[common].sum() * found[common].sum()
    assert stats.chisquare(found[common], expected).pvalue > 1e-4
    assert 1 - wanted.sum() / sum(mix.values()) < 0.02


def test_the_mix_in_the_program_is_that_of_the_extract() -> None:
    path = DATA / "england_wales" / "prc_pfa_2017_18.parquet"
    if not path.is_file():
        pytest.skip(f"the real extracts are not at {DATA}: set FULLCOUNT_DATA")
    data = pl.read_parquet(path).filter(~pl.col("Offence_Group").str.contains("(?i)fraud"))
    for mix, held in PUBLISHED.items():
        of_mix = data if mix == "England and Wales" else data.filter(pl.col("Force_Name") == mix)
        counts = of_mix.group_by("Offence_Code").agg(pl.col("Number_of_Offences").sum().alias("n"))
        assert dict(counts.filter(pl.col("n") > 0).rows()) == held


@pytest.mark.parametrize("seed", SEEDS[:3])
def test_seven_in_ten_domestic_cases_are_closed_as_the_victim_not_supporting(seed: int) -> None:
    made = simulate_force(Wanted(20_000, seed, SCENARIOS["gmp-2020"]))
    closed = made.truth["closures.parquet"].filter(pl.col("domestic") & (pl.col("outcome") != ""))
    sixteen = closed.filter(pl.col("outcome") == "16").height
    assert closed.height > 300
    assert within_sampling_error(sixteen, closed.height, published.GMP_DOMESTIC_16.figure)


@pytest.mark.parametrize("seed", SEEDS[:3])
def test_one_call_to_101_in_five_is_not_answered(seed: int) -> None:
    calls = simulate_force(Wanted(20_000, seed, SCENARIOS["gmp-2020"])).tables["calls.csv"]
    to_101 = calls.filter(pl.col("Line") == "101")
    unanswered = to_101.filter(pl.col("Answered") == "N").height
    assert within_sampling_error(unanswered, to_101.height, published.GMP_UNANSWERED_101.figure)
