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
from fullcount.simulate.happenings import Happenings, draw_happenings
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
def drawn(name: str, seed: int, reports: int) -> list[Happenings]:
    scenario = SCENARIOS[name]
    whole = Context(scenario, seed, year_of_demand(2025))
    roster = draw_roster(whole)
    roll_out = draw_roll_out(whole, roster)
    return [
        draw_happenings(
            Context(scenario, seed, whole.year, number + 1, first), (first / reports, (first + BATCH) / reports), BATCH,
            roster, roll_out,
        )
        for number, first in enumerate(range(0, reports - BATCH + 1, BATCH))
    ]  # fmt: skip


def counted(batches: list[Happenings], *groups: str) -> tuple[int, int]:
    """Return crimes disclosed and recorded of these groups (of all, where none is named)."""
    disclosed = recorded = 0
    for happened in batches:
        group = np.array([offence.group for offence in OFFENCES])[happened.offence]
        held = happened.is_crime & (np.isin(group, groups) if groups else True)
        disclosed += int(happened.disclosed[held].sum())
        recorded += int(happened.recorded[held].sum())
    return disclosed, recorded


def within_sampling_error(recorded: int, disclosed: int, rate: float, level: float = 1e-4) -> bool:
    """Say whether so many recorded of those disclosed are believable at this rate (exact binomial, two-sided)."""
    return bool(stats.binomtest(recorded, disclosed, rate).pvalue > level)


@pytest.mark.parametrize("seed", SEEDS[:2])
def test_a_year_of_greater_manchester(seed: int) -> None:
    batches = drawn("gmp-2020", seed, YEAR_OF_GMP)
    disclosed, recorded = counted(batches)
    scale = YEAR_OF_GMP / (BATCH * len(batches))
    assert disclosed * scale == pytest.approx(published.GMP_RECORDED.figure / published.GMP_RATE.figure, rel=0.01)
    assert recorded * scale == pytest.approx(published.GMP_RECORDED.figure, rel=0.01)
    assert (disclosed - recorded) * scale == pytest.approx(published.GMP_MISSED.figure, rel=0.01)
    assert within_sampling_error(recorded, disclosed, published.GMP_RATE.figure)


@pytest.mark.parametrize("seed", SEEDS)
def test_rates_of_greater_manchester_by_group(seed: int) -> None:
    batches = drawn("gmp-2020", seed, 300_000)
    rate = {group: recorded / disclosed for group in GROUPS for disclosed, recorded in [counted(batches, group)]}
    disclosed, recorded = counted(batches, *VIOLENT)
    assert within_sampling_error(recorded, disclosed, published.GMP_VIOLENT.figure)
    assert min(rate, key=lambda group: rate[group]) == "behavioural"
    assert rate["rape"] > 0.93
    at_home = [
        sum(int(h.recorded[h.is_crime & (h.domestic == flag)].sum()) for h in batches)
        / sum(int(h.disclosed[h.is_crime & (h.domestic == flag)].sum()) for h in batches)
        for flag in (True, False)
    ]
    assert at_home[0] < at_home[1] - 0.08


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", ["steady", "gmp-2020"])
def test_the_offence_mix_is_the_published_one(name: str, seed: int) -> None:
    codes = np.array([published_code(offence.cls) for offence in OFFENCES])
    seen: dict[str, int] = {}
    for happened in drawn(name, seed, 300_000):
        for code, number in zip(
            *np.unique(codes[happened.offence[happened.is_crime]], return_counts=True), strict=True
        ):
            seen[str(code)] = seen.get(str(code), 0) + int(number)
    mix = PUBLISHED[SCENARIOS[name].mix]
    wanted = np.array([mix[code] for code in sorted(seen)], dtype=float)
    found = np.array([seen[code] for code in sorted(seen)], dtype=float)
    common = wanted / wanted.sum() * found.sum() >= 5
    expected = wanted[common] / wanted[common].sum() * found[common].sum()
    assert stats.chisquare(found[common], expected).pvalue > 1e-4
    left_out = 1 - wanted.sum() / sum(mix.values())
    assert left_out < 0.02


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
