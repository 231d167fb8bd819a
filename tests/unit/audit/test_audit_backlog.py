"""The backlog: limits, the order, the day when it is done."""

from datetime import date, timedelta

import polars as pl
import pytest

from fullcount.audit.backlog import Limits, Unit, Work, forecast, limits_of, planned
from fullcount.audit.backlog.limits import CCTV, CLOCK, COURT
from fullcount.audit.backlog.order import HARM, LIMIT, WAITED

MONDAY = date(2026, 11, 30)
FLAGS = {"summary_only": pl.Boolean, "cctv": pl.Boolean}


def misses(*rows):
    schema = {"report_id": pl.String, "date": pl.Date, "harm": pl.Float64, **FLAGS}
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_the_last_days_on_which_something_can_be_done():
    table = misses(("a", date(2026, 8, 31), 0.5, True, True), ("b", date(2026, 8, 31), 0.5, False, None)).with_columns(
        offence_date=pl.Series([date(2026, 8, 30), None]), limit_day=pl.Series([None, date(2027, 1, 5)])
    )
    ends = limits_of(table, Limits())
    assert ends[COURT].to_list() == [date(2027, 2, 27), date(2027, 1, 5)]
    assert ends[CCTV].to_list() == [date(2026, 9, 29), None]
    assert ends[CLOCK].to_list() == [date(2026, 9, 1), date(2026, 9, 1)]


def test_the_knobs_move_the_limits():
    table = misses(("a", date(2026, 8, 31), 0.5, True, True))
    ends = limits_of(table, Limits(summary_months=3, cctv_days=14, clock_hours=72))
    assert ends.row(0) == (date(2026, 11, 29), date(2026, 9, 14), date(2026, 9, 3))


def test_graver_harm_goes_first_where_nothing_lapses():
    old = MONDAY - timedelta(days=400)
    order = planned(misses(*((f"r{i}", old, i / 10, None, None) for i in range(10))), MONDAY, Unit(2, oldest_share=0.1))
    assert order["report_id"].to_list()[0] == "r9"
    assert order["day"].to_list() == sorted(order["day"].to_list())
    assert order["rank"].to_list() == list(range(1, 11))


def test_a_limit_that_can_still_be_met_goes_before_graver_harm_that_can_wait():
    old, new = MONDAY - timedelta(days=400), MONDAY - timedelta(days=28)
    rows = [(f"grave{i}", old, 0.9, None, None) for i in range(40)] + [("film", new, 0.5, None, True)]
    order = planned(misses(*rows), MONDAY, Unit(2))
    film = order.row(by_predicate=pl.col("report_id") == "film", named=True)
    assert film["day"] <= new + timedelta(days=30)
    assert film["why"] == LIMIT
    assert film["lapses"] == []


def test_what_has_lapsed_is_said_and_counts_for_less():
    late, soon = MONDAY - timedelta(days=90), MONDAY - timedelta(days=1)
    order = planned(misses(("late", late, 0.8, None, True), ("soon", soon, 0.8, None, True)), MONDAY, Unit(10))
    by_id = {row["report_id"]: row for row in order.iter_rows(named=True)}
    assert by_id["late"]["lapsed"] == [CCTV, CLOCK]
    assert by_id["late"]["worth"] == pytest.approx(0.8 * (1 - 0.3 - 0.1))
    assert by_id["soon"]["lapsed"] == [CLOCK]
    assert by_id["soon"]["worth"] == pytest.approx(0.8 * 0.9)


def test_what_will_lapse_before_its_turn_is_said():
    rows = [(f"r{i:02d}", MONDAY - timedelta(days=27), 0.5, None, True) for i in range(30)]
    order = planned(misses(*rows), MONDAY, Unit(2))
    lapsing = order.filter(pl.col("lapses").list.contains(CCTV))
    kept = MONDAY - timedelta(days=27) + timedelta(days=30)
    assert lapsing["day"].min() > kept
    assert lapsing.height == 30 - order.filter(pl.col("day") <= kept).height > 0


def test_the_last_day_of_a_limit_is_still_in_time():
    (row,) = planned(misses(("a", MONDAY, 0.5, None, None)), MONDAY, Unit(1)).iter_rows(named=True)
    assert row["day"] == MONDAY + timedelta(days=1)  # and the 24 hours end on that day
    assert (row["lapsed"], row["lapses"]) == ([], [])


def test_the_costlier_limits_are_met_where_not_all_can_be():
    day = MONDAY - timedelta(days=29)  # CCTV is kept until tomorrow, and tomorrow holds five reports
    rows = [(f"r{i}", day, 0.1 * (i + 1), None, True) for i in range(9)]
    order = planned(misses(*rows), MONDAY, Unit(5, oldest_share=0.2))
    saved = set(order.filter(pl.col("day") == MONDAY + timedelta(days=1))["report_id"])
    assert {"r8", "r7", "r6", "r5"} <= saved


def test_only_working_days_are_used():
    rows = [(f"r{i:02d}", MONDAY, 0.5, None, None) for i in range(12)]
    days = planned(misses(*rows), MONDAY + timedelta(days=3), Unit(2))["day"].to_list()
    assert all(day.weekday() < 5 for day in days)
    assert days[0] == MONDAY + timedelta(days=4)
    assert days[-1] == MONDAY + timedelta(days=11)


def test_the_longest_waiting_has_its_share_of_every_day():
    rows = [("old", date(2020, 1, 1), 0.0, None, None)] + [(f"r{i:03d}", MONDAY, 1.0, None, None) for i in range(100)]
    order = planned(misses(*rows), MONDAY, Unit(5))
    old = order.row(by_predicate=pl.col("report_id") == "old", named=True)
    assert old["day"] == MONDAY + timedelta(days=1)
    assert old["why"] == WAITED
    assert set(order["why"]) <= {WAITED, HARM, LIMIT}


def test_a_backlog_of_a_drifting_walk():
    # 1,000 waiting, 30 a day done, 20 a day coming: 100 days (Cox & Miller 1965)
    found = forecast(Work(1000, 30.0, (20,) * 91, days_a_week=7, absence=0.0, doubt=0.0), MONDAY)
    assert found.days.estimate == pytest.approx(100, abs=3)
    assert found.this_list.estimate == pytest.approx(34, abs=1)
    assert found.days.low < 92
    assert found.days.high > 108


def test_doubt_about_the_capacity_widens_the_interval():
    sure = forecast(Work(1000, 30.0, (10,) * 91, doubt=0.0), MONDAY).days
    unsure = forecast(Work(1000, 30.0, (10,) * 91, doubt=0.2), MONDAY).days
    assert unsure.high - unsure.low > 2 * (sure.high - sure.low)


def test_no_date_where_more_comes_than_is_done():
    found = forecast(Work(500, 10.0, (9,) * 91, days_a_week=5), MONDAY)
    assert found.days is None
    assert found.unfinished > 0.9
    assert found.needed == pytest.approx(9 * 7 / 5)


def test_the_same_seed_gives_the_same_day():
    work = Work(800, 30.0, (5, 9, 0, 4, 7, 3, 2) * 13)
    assert forecast(work, MONDAY, seed=4) == forecast(work, MONDAY, seed=4)
    assert forecast(work, MONDAY, seed=4) != forecast(work, MONDAY, seed=5)


def test_nothing_waiting_and_nothing_coming_is_done_at_once():
    assert forecast(Work(0, 5.0, ()), MONDAY).days.high == 1.0
