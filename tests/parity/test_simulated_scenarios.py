"""Each scenario does what it says, by its own truth; the reserved one is used by nothing but the test of itself."""

from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from fullcount.simulate.calendar import year_of_demand
from fullcount.simulate.context import Context
from fullcount.simulate.force import SimulatedForce, Wanted, simulate_force
from fullcount.simulate.happenings import Happenings, draw_happenings
from fullcount.simulate.scenarios.named import SCENARIOS
from fullcount.simulate.staff.roster import Roster, draw_roster
from fullcount.simulate.staff.training import RollOutDays, draw_roll_out

TESTS = Path(__file__).resolve().parents[1]


@cache
def made(name: str, reports: int = 6_000, seed: int = 3) -> SimulatedForce:
    return simulate_force(Wanted(reports, seed, SCENARIOS[name]))


@lru_cache(maxsize=2)
def drawn(name: str, seed: int, reports: int = 100_000) -> tuple[Happenings, Roster, RollOutDays]:
    scenario = SCENARIOS[name]
    whole = Context(scenario, seed, year_of_demand(2025, scenario.clock_changes))
    roster = draw_roster(whole)
    roll_out = draw_roll_out(whole, roster)
    context = Context(scenario, seed, whole.year, 1)
    return draw_happenings(context, (0.0, 1.0), reports, roster, roll_out), roster, roll_out


def kept_by(happened: Happenings, key: np.ndarray) -> dict[int, float]:
    """Return the recording rate in each stretch of the year that `key` names."""
    crime = happened.is_crime
    return {
        int(part): float(
            happened.recorded[crime & (key == part)].sum() / happened.disclosed[crime & (key == part)].sum()
        )
        for part in np.unique(key)
    }


def quarters(happened: Happenings) -> np.ndarray:
    return np.minimum((happened.reported - year_of_demand(2025).start) // (91 * 86_400), 3)


def test_steady_stays_and_improving_rises() -> None:
    steady, improving = drawn("steady", 1)[0], drawn("improving", 1)[0]
    still = kept_by(steady, quarters(steady))
    assert max(still.values()) - min(still.values()) < 0.02
    rising = list(kept_by(improving, quarters(improving)).values())
    assert rising == sorted(rising)
    assert rising[3] - rising[0] > 0.08


def log_odds_ratio(happened: Happenings) -> tuple[float, float]:
    """Return the Mantel-Haenszel log odds ratio of recording, trained against not, over teams and months, and its
    standard error (Robins, Breslow and Greenland, Biometrics 42, 1986)."""
    rows = pl.DataFrame({
        "team": happened.team, "month": (happened.reported - year_of_demand(2025).start) // (30 * 86_400),
        "kept": happened.recorded > 0, "trained": happened.trained, "domestic": happened.domestic,
        "offence": happened.offence,
    }).filter(pl.Series(happened.is_crime))  # fmt: skip
    cells = rows.group_by("month", "offence", "domestic").agg(
        (pl.col("kept") & pl.col("trained")).sum().cast(pl.Float64).alias("a"),
        (~pl.col("kept") & pl.col("trained")).sum().cast(pl.Float64).alias("b"),
        (pl.col("kept") & ~pl.col("trained")).sum().cast(pl.Float64).alias("c"),
        (~pl.col("kept") & ~pl.col("trained")).sum().cast(pl.Float64).alias("d"),
    )
    a, b, c, d = (cells[name].to_numpy() for name in "abcd")
    n = a + b + c + d
    r, s, p, q = a * d / n, b * c / n, (a + d) / n, (b + c) / n
    spread = (p * r).sum() / (2 * r.sum() ** 2) + (p * s + q * r).sum() / (2 * r.sum() * s.sum())
    return float(np.log(r.sum() / s.sum())), float(np.sqrt(spread + (q * s).sum() / (2 * s.sum() ** 2)))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_training_works_only_where_it_is_said_to(seed: int) -> None:
    # Teams differ by chance too: 50 teams with a spread of 0.25 make the comparison of waves err by some 0.1.
    effect = SCENARIOS["training-works"].roll_out
    assert effect is not None
    works, _ = log_odds_ratio(drawn("training-works", seed)[0])
    nothing, error = log_odds_ratio(drawn("training-does-nothing", seed)[0])
    assert works == pytest.approx(effect.effect, abs=0.35)
    assert abs(nothing) < 0.25 + 3 * error
    assert works - nothing > 0.4


def test_the_roll_out_is_staggered_and_written_to_the_truth() -> None:
    teams = made("training-works").truth["teams.parquet"]
    response = teams.filter(pl.col("team").str.starts_with("RESP"))
    assert response["trained_on"].null_count() == 0
    assert response.group_by("wave").len().height == 5
    assert response["trained_on"].n_unique() == 5
    assert set(response["training_effect"]) == {0.8}
    assert set(made("steady").truth["teams.parquet"]["training_effect"].drop_nulls()) == set()


def test_gaming_leaves_its_marks() -> None:
    force, plain = made("gaming"), made("steady")
    planted = force.truth["reports.parquet"]["mechanism"].value_counts()
    counts = dict(planted.rows())
    assert counts["wrong-class-just-under-limit"] > 20
    assert counts["recorded-late-back-dated"] > 20
    lost = pl.col("mechanism") == "filed-as-lost-property"
    shares = [f.truth["reports.parquet"].filter(lost).height for f in (force, plain)]
    assert shares[0] > 4 * max(1, shares[1])
    closures = [f.truth["closures.parquet"] for f in (force, plain)]
    for name in ("mass-closure", "copied-closure-text"):
        with_it = [
            c.filter((pl.col("mechanism") == name) | pl.col("also").list.contains(name)).height for c in closures
        ]
        assert with_it[0] > 20
        assert with_it[0] > 3 * with_it[1]


def test_back_dated_records_are_stamped_in_the_last_minutes_of_the_limit() -> None:
    force = made("gaming")
    crimes = force.tables["crimes.csv"].filter(pl.col("Crime Number").str.starts_with("77CR/"))
    pairs = (
        force.truth["links.parquet"]
        .join(force.truth["reports.parquet"], on="report_id")
        .filter(pl.col("mechanism") == "recorded-late-back-dated")
        .join(force.truth["crimes.parquet"].select("crime_id", "recorded_at"), on="crime_id")
        .join(crimes, left_on="crime_id", right_on="Crime Number")
    )
    printed = (
        pairs["Date Recorded"]
        .str.to_datetime("%d/%m/%Y %H:%M:%S")
        .dt.replace_time_zone("Europe/London", ambiguous="earliest")
        .dt.convert_time_zone("UTC")
    )
    stamped = (printed - pairs["reported_at"]).dt.total_seconds()
    assert pairs.height > 20
    assert ((pairs["recorded_at"] - pairs["reported_at"]).dt.total_seconds() > 86_400).all()
    assert stamped.is_between(23.9 * 3600, 24 * 3600).all()


def test_a_cut_over_loses_and_delays_part_of_the_extract() -> None:
    force = made("backlog")
    truth, crimes = force.truth["crimes.parquet"], force.tables["crimes.csv"]
    lost = truth.filter(~pl.col("in_extract"))
    assert lost.height > 20
    assert set(lost["mechanism"]) == {"record-lost-from-extract"}
    assert set(lost["crime_id"]) & set(crimes["Crime Number"]) == set()
    day = lost["recorded_at"].dt.ordinal_day()
    backlog = SCENARIOS["backlog"].backlog
    assert backlog is not None
    assert day.is_between(backlog.first_day, backlog.first_day + backlog.days + 1).all()
    late = truth.filter(pl.col("mechanism") == "record-delayed-in-extract").join(
        crimes, left_on="crime_id", right_on="Crime Number"
    )
    waited = late["Extracted"].str.to_datetime("%d/%m/%Y %H:%M:%S") - late["recorded_at"].dt.replace_time_zone(None)
    assert late.height > 20
    assert (waited.dt.total_days() >= backlog.delay_days - 1).all()
    assert (
        truth.filter(pl.col("in_extract")).height
        == crimes.filter(pl.col("Crime Number").str.starts_with("77CR/")).height
    )


def test_clock_changes_are_crowded_and_print_hours_that_happen_twice() -> None:
    force, plain = made("clock-change"), made("steady")

    def in_the_nights(held: SimulatedForce) -> float:
        at = held.truth["reports.parquet"]["reported_at"].dt.convert_time_zone("Europe/London")
        day = at.dt.strftime("%m-%d")
        return float((day.is_in(["03-30", "10-26"]) & (at.dt.hour() < 7)).mean())

    assert in_the_nights(force) > 10 * in_the_nights(plain)
    table = force.tables["reports.csv"].filter(pl.col("Incident No").str.starts_with("I"))
    twice = table.filter(pl.col("Reported").str.starts_with("26/10/2025 01:"))
    at = twice.join(force.truth["reports.parquet"], left_on="Incident No", right_on="report_id")["reported_at"]
    assert (at.dt.hour() == 0).sum() > 3
    assert (at.dt.hour() == 1).sum() > 3
    assert not table["Reported"].str.starts_with("30/03/2025 01:").any()


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_scenario_makes_a_force_near_its_rate(name: str) -> None:
    happened = drawn(name, 5)[0]
    rate = happened.recorded.sum() / happened.disclosed.sum()
    expected = SCENARIOS[name].recording_rate
    roll_out = SCENARIOS[name].roll_out
    if roll_out is not None and roll_out.effect > 0:
        assert rate > expected + 0.02
    else:
        assert rate == pytest.approx(expected, abs=0.008)


def naming(word: str, allowed: Callable[[Path], bool]) -> list[Path]:
    return [path for path in TESTS.rglob("*.py") if f'"{word}"' in path.read_text("utf-8") and not allowed(path)]


def test_the_reserved_scenario_is_used_by_no_test_of_another_part() -> None:
    assert naming("reserved", lambda path: path == Path(__file__).resolve()) == []
    words = made("reserved", 600).tables["reports.csv"]["Log Text"]
    assert words.n_unique() > 550
    assert SCENARIOS["reserved"].grammar not in {s.grammar for name, s in SCENARIOS.items() if name != "reserved"}
