"""The refresher: roll-out in waves, and extracts that agree with their own truth but where a fault is planted."""

from dataclasses import replace

import numpy as np
import polars as pl

from fullcount.simulate.calendar import year_of_demand
from fullcount.simulate.context import Context
from fullcount.simulate.scenarios.scenario import Scenario
from fullcount.simulate.staff.course.answers import ITEMS_AN_ATTEMPT
from fullcount.simulate.staff.roster import Roster
from fullcount.simulate.staff.tables import force_tables
from fullcount.simulate.staff.teams import FIRST, RESPONSE_TEAMS, TEAMS
from fullcount.simulate.staff.training import draw_roll_out

YEAR = year_of_demand(2025)
Frames = dict[str, pl.DataFrame]


def day(column: str) -> pl.Expr:
    return pl.col(column).str.slice(0, 10).str.to_date("%d/%m/%Y")


def at(column: str) -> pl.Expr:
    return pl.col(column).str.to_datetime("%d/%m/%Y %H:%M:%S")


def test_response_teams_are_drawn_into_equal_waves(roster: Roster, context: Context) -> None:
    days = draw_roll_out(context, roster)
    assert np.bincount(days.wave[:RESPONSE_TEAMS]).tolist() == [10] * 5
    assert (days.trained_on[RESPONSE_TEAMS:] == -1).all()
    other = draw_roll_out(replace(context, seed=6), roster)
    assert (other.wave != days.wave).any()
    team = np.arange(RESPONSE_TEAMS)
    assert not days.trained(team, days.trained_on[team] - 1).any()
    assert days.trained(team, days.trained_on[team]).all()
    assert not days.trained(np.array([FIRST["cid"]]), np.array([YEAR.export])).any()


def test_without_a_roll_out_no_team_is_trained_but_people_are(
    roster: Roster, context: Context, missed: pl.Series, closed: pl.Series
) -> None:
    plain = replace(context, scenario=Scenario("plain", "no roll-out"))
    assert (draw_roll_out(plain, roster).trained_on == -1).all()
    found = force_tables(plain, roster, 1000, missed, closed)[1]
    assert found["teams.parquet"]["trained_on"].null_count() == len(TEAMS)
    assert (found["training.parquet"]["mechanism"] == "passed").mean() > 0.8


def test_people_pass_with_their_team(truth: Frames) -> None:
    both = truth["training.parquet"].join(truth["teams.parquet"].drop_nulls("trained_on"), on="team")
    both = both.drop_nulls("passed_on")
    after = (both["passed_on"] - both["trained_on"]).dt.total_days()
    assert both.height > 2000
    assert after.min() >= 0
    assert (after == 0).mean() > 0.5


def test_records_say_what_is_true_but_for_those_forged(tables: Frames, truth: Frames) -> None:
    both = tables["course_records.csv"].join(truth["training.parquet"], left_on="Collar No", right_on="person_id")
    assert both.height == tables["course_records.csv"].height == truth["training.parquet"].height
    forged = both["mechanism"] == "recorded-as-passed-but-not-attended"
    assert 5 <= forged.sum() <= 60
    honest, lies = both.filter(~forged), both.filter(forged)
    assert (honest["Passed"].is_null() == honest["passed_on"].is_null()).all()
    assert lies["Passed"].null_count() == 0
    assert lies["passed_on"].null_count() == lies.height
    late = honest.filter(pl.col("mechanism") == "late")
    assert (late.select(day("Passed") > day("Due")).to_series()).all()
    in_time = honest.filter(pl.col("mechanism") == "passed")
    assert (in_time.select(day("Passed") <= day("Due")).to_series()).all()
    assert (honest.filter(pl.col("mechanism") == "not-started")["Started"].null_count()) > 50


def test_those_forged_were_away_that_day_and_answered_nothing(tables: Frames, truth: Frames) -> None:
    forged = truth["training.parquet"].filter(pl.col("mechanism") == "recorded-as-passed-but-not-attended")
    answered = tables["course_answers.csv"]["Collar No"].implode()
    assert not forged["person_id"].is_in(answered).any()
    sat = tables["course_records.csv"].filter(pl.col("Collar No").is_in(forged["person_id"].implode()))
    away = tables["absences.csv"].with_columns(day("First Day").alias("a"), day("Last Day").alias("b"))
    spells = sat.join(away, on="Collar No", how="left").with_columns(day("Passed").alias("on"))
    covered = spells.filter((pl.col("a") <= pl.col("on")) & (pl.col("b").is_null() | (pl.col("b") >= pl.col("on"))))
    out = tables["roster.csv"].filter(pl.col("Status").is_in(["career break", "secondment"]))["Collar No"]
    assert set(sat["Collar No"]) == set(covered["Collar No"]) | (set(sat["Collar No"]) & set(out))


def test_scores_are_those_of_the_answers(tables: Frames) -> None:
    answers = tables["course_answers.csv"]
    last = answers.group_by("Collar No", maintain_order=True).agg(
        (pl.col("Correct").tail(ITEMS_AN_ATTEMPT) == "Y").sum().alias("right"), pl.len().alias("asked"),
        pl.col("Item").n_unique().alias("different"),
    )  # fmt: skip
    assert (last["asked"] == last["different"]).all()
    both = last.join(tables["course_records.csv"], on="Collar No")
    assert (both["asked"] == both["Attempts"].cast(pl.Int64) * ITEMS_AN_ATTEMPT).all()
    assert (both["Score"].cast(pl.Int64) == (both["right"] / ITEMS_AN_ATTEMPT * 100).round()).all()
    assert (both.drop_nulls("Passed")["Score"].cast(pl.Int64) >= 80).all()
    assert (both.filter(pl.col("Passed").is_null())["Score"].cast(pl.Int64) < 80).all()
    assert set(answers["Item"]) == {f"C{number:03d}" for number in range(1, 61)}


def test_abler_people_answer_better_and_one_item_has_a_wrong_key(tables: Frames, truth: Frames) -> None:
    right = (pl.col("Correct") == "Y").mean().alias("right")
    first = tables["course_answers.csv"].group_by("Collar No", maintain_order=True).head(ITEMS_AN_ATTEMPT)
    both = first.group_by("Collar No").agg(right).join(truth["training.parquet"], left_on="Collar No",
                                                       right_on="person_id")  # fmt: skip
    assert both.select(pl.corr("right", "ability")).item() > 0.4
    items = truth["course_items.parquet"].join(
        tables["course_answers.csv"].group_by("Item").agg(right), left_on="item_id", right_on="Item"
    )
    assert items["wrong_key"].sum() == 1
    assert items.sort("right")["wrong_key"][0]
    assert items.filter(~pl.col("wrong_key")).select(pl.corr("right", "difficulty")).item() < -0.7


def test_exemptions_run_out_and_some_are_nobodys(tables: Frames, truth: Frames) -> None:
    rows = tables["exemptions.csv"]
    states = truth["training.parquet"].join(rows, left_on="person_id", right_on="Collar No")
    by = dict(states.group_by("mechanism").agg(pl.col("person_id")).rows())
    assert {"exempt", "lapsed"} <= set(by)
    lapsed = states.filter(pl.col("mechanism") == "lapsed")
    assert (lapsed.select(day("Expires").dt.year()).to_series() == 2025).all()
    assert rows["Approved By"].null_count() == 12
    assert not (rows["Approved By"] == rows["Collar No"]).any()
    assert set(rows["Approved By"].drop_nulls()) <= set(tables["roster.csv"]["Collar No"])
