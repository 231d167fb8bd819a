"""Who is in the force, and who of them is on duty."""

import time

import numpy as np
import polars as pl
import pytest

from fullcount.simulate.calendar import DAY, year_of_demand
from fullcount.simulate.staff.establishment import GROUPS, RANKS, Group
from fullcount.simulate.staff.roster import Roster
from fullcount.simulate.staff.teams import FIRST, RESPONSE_TEAMS, TEAMS

YEAR = year_of_demand(2025)
Frames = dict[str, pl.DataFrame]


def day(column: str) -> pl.Expr:
    return pl.col(column).str.slice(0, 10).str.to_date("%d/%m/%Y")


def at(column: str) -> pl.Expr:
    return pl.col(column).str.to_datetime("%d/%m/%Y %H:%M:%S")


def test_about_seven_thousand_people_one_officer_in_six_and_a_half_a_sergeant(roster: Roster) -> None:
    assert 6800 < len(roster) < 7200
    assert len(np.unique(roster.number)) == len(roster)
    assert ((roster.number >= 1000) & (roster.number <= 99_999)).all()
    sergeants = np.isin(roster.rank, [RANKS.index("PS"), RANKS.index("DS")]).sum()
    assert roster.is_officer.sum() / sergeants == pytest.approx(6.5, abs=0.15)
    assert (roster.joined > 0).mean() == pytest.approx(0.04, abs=0.002)
    assert (roster.left < 366).mean() == pytest.approx(0.05, abs=0.002)
    assert (np.diff(roster.team) >= 0).all()
    assert set(roster.team) == set(range(len(TEAMS)))
    kinds = np.bincount([FIRST[TEAMS[team].kind] for team in roster.team])
    assert kinds.argmax() == FIRST["response"]


def test_whoever_is_on_duty_serves_that_day_and_is_not_away(roster: Roster) -> None:
    rng = np.random.default_rng(1)
    n = 20_000
    team, when = rng.integers(0, RESPONSE_TEAMS, n), YEAR.reported(rng, 0, 1, n)
    rows = roster.on_duty(rng, team, when)
    on = (YEAR.local(when) - YEAR.start) // DAY
    assert (roster.team[rows] == team).all()
    assert (roster.group[rows] == GROUPS.index("constable")).all()
    assert ((roster.joined[rows] <= on) & (roster.left[rows] > on)).all()
    spells = roster.absences
    away = np.zeros((len(roster), 370), dtype=np.bool_)
    for row, first, last in zip(spells.row, spells.first, spells.last, strict=True):
        away[row, max(first, 0) : last + 1] = True
    assert away[:, :365].mean() > 0.08
    assert not away[rows, on].any()
    out = roster.spell[rows] > 0
    assert not (out & (roster.spell_first[rows] <= on) & (roster.spell_last[rows] >= on)).any()


@pytest.mark.parametrize(("group", "kind"), [("sergeant", "cid"), ("handler", "contact"), ("dispatcher", "contact"),
                                             ("recorder", "bureau"), ("recorder", "recording")])  # fmt: skip
def test_every_group_is_found_where_it_works(roster: Roster, group: Group, kind: str) -> None:
    rng = np.random.default_rng(2)
    team = np.full(500, FIRST[kind])
    rows = roster.on_duty(rng, team, YEAR.reported(rng, 0, 1, 500), group)
    assert (roster.group[rows] == GROUPS.index(group)).all()
    assert (roster.team[rows] == team).all()


def test_an_inspector_who_is_away_is_covered_by_one_of_the_same_kind_of_team(roster: Roster) -> None:
    rng = np.random.default_rng(3)
    team = rng.integers(0, RESPONSE_TEAMS, 5000)
    rows = roster.on_duty(rng, team, YEAR.reported(rng, 0, 1, 5000), "inspector")
    assert (roster.group[rows] == GROUPS.index("inspector")).all()
    assert (roster.team[rows] < RESPONSE_TEAMS).all()
    covered = roster.team[rows] != team
    assert 0 < covered.mean() < 0.3


def test_a_group_that_a_team_does_not_have_falls_back_to_its_own_people(roster: Roster) -> None:
    rng = np.random.default_rng(4)
    team = np.full(200, FIRST["bureau"])
    rows = roster.on_duty(rng, team, YEAR.reported(rng, 0, 1, 200), "constable")
    assert (roster.team[rows] == FIRST["bureau"]).all()


def test_two_hundred_thousand_picks_take_less_than_a_tenth_of_a_second(roster: Roster) -> None:
    rng = np.random.default_rng(6)
    team, when = rng.integers(0, RESPONSE_TEAMS, 200_000), YEAR.reported(rng, 0, 1, 200_000)
    best = 9.0
    for _ in range(3):
        start = time.perf_counter()
        roster.on_duty(rng, team, when)
        best = min(best, time.perf_counter() - start)
    assert best < 0.1


def test_numbers_are_blank_for_nobody(roster: Roster) -> None:
    assert roster.numbers(np.array([0, -1])).to_list() == [str(roster.number[0]), None]


def test_postings_of_a_person_follow_each_other_without_a_gap(tables: Frames, roster: Roster) -> None:
    rows = tables["roster.csv"].with_columns(day("From").alias("first"), day("To").alias("last"))
    assert rows["Posting Ref"].is_unique().all()
    assert set(rows["Collar No"]) == set(roster.collar)
    following = rows.with_columns(pl.col("first").shift(-1).over("Collar No").alias("next"))
    gap = following.drop_nulls("next").select((pl.col("next") - pl.col("last")).dt.total_days())
    assert gap.height > 200
    assert set(gap.to_series()) == {1}
    last = rows.unique("Collar No", keep="last", maintain_order=True)
    assert (last["last"].is_null() == (last["Status"] != "left")).all()
    assert (last["Status"] == "left").sum() == (roster.left < 366).sum()


def test_acting_ranks_are_spells_of_their_own(tables: Frames) -> None:
    acting = tables["roster.csv"].drop_nulls("Acting Rank")
    assert 100 < acting.height < 300
    assert set(acting.filter(pl.col("Rank") == "PC")["Acting Rank"]) == {"PS"}
    assert acting["Collar No"].is_unique().all()
    statuses = set(tables["roster.csv"]["Status"])
    assert statuses == {"serving", "left", "career break", "secondment"}


def test_absences_of_a_person_never_overlap(tables: Frames) -> None:
    rows = tables["absences.csv"].with_columns(day("First Day").alias("first"), day("Last Day").alias("last"))
    assert set(rows["Absence Type"]) == {"sick", "maternity", "annual leave", "suspension"}
    rows = rows.sort("Collar No", "first").with_columns(pl.col("first").shift(-1).over("Collar No").alias("next"))
    assert not (rows["last"] >= rows["next"]).any()
    assert (rows["last"] >= rows["first"]).all()
    assert rows["last"].null_count() > 50
