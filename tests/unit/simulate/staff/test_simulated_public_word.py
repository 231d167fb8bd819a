"""Promises and the helpline: every fault is planted, shows in the extract, and is named in the truth."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from fullcount.simulate.calendar import DAY, year_of_demand
from fullcount.simulate.context import Context
from fullcount.simulate.staff.roster import Roster, draw_roster
from fullcount.simulate.staff.tables import force_tables

YEAR = year_of_demand(2025)
Frames = dict[str, pl.DataFrame]


def day(column: str) -> pl.Expr:
    return pl.col(column).str.slice(0, 10).str.to_date("%d/%m/%Y")


def at(column: str) -> pl.Expr:
    return pl.col(column).str.to_datetime("%d/%m/%Y %H:%M:%S")


def test_the_change_of_the_promise_stands_beside_the_first(tables: Frames, truth: Frames) -> None:
    first, second = tables["promises.csv"].rows(named=True)[:2]
    assert second["Changes"] == first["Ref"]
    assert "August" in first["Exact Words"]
    assert "October" in second["Exact Words"]
    told = truth["promises.parquet"].rows(named=True)
    assert told[0]["true_state"] == "changed"
    assert told[1]["met"] < told[1]["population"]
    assert told[1]["true_state"] == "not-kept"


@pytest.mark.parametrize("seed", range(3))
def test_every_fate_of_a_promise_comes_to_pass_and_shows(
    seed: int, roster: Roster, context: Context, missed: pl.Series, closed: pl.Series
) -> None:
    tables, truth = force_tables(replace(context, seed=seed), roster, 1000, missed, closed)
    rows = tables["promises.csv"].join(truth["promises.parquet"], left_on="Ref", right_on="promise_id")
    assert set(rows["mechanism"]) == {"kept", "kept-late", "changed-quietly", "changed-openly", "closed-by-its-owner",
                                      "not-kept", "not-yet-due"}  # fmt: skip
    by = {name: rows.filter(pl.col("mechanism") == name) for name in set(rows["mechanism"])}
    assert (by["kept"].select(day("Done") <= day("Due")).to_series()).all()
    assert (by["kept-late"].select(day("Done") > day("Due")).to_series()).all()
    verified = pl.concat([by["kept"], by["kept-late"]])
    assert not verified.select((pl.col("Verified By") == pl.col("Owner")).fill_null(True)).to_series().any()
    own = by["closed-by-its-owner"]
    assert (own["Verified By"].is_null() | (own["Verified By"] == own["Owner"])).all()
    quiet = by["changed-quietly"].select(pl.col("Exact Words"), day("Due").dt.strftime("%-d %B %Y").alias("shown"))
    assert not any(shown in words for words, shown in quiet.rows())
    assert not rows["Exact Words"].str.contains(r"[{}\[\]]").any()


@pytest.mark.parametrize(("reports", "contacts"), [(400, 60), (9000, 112), (360_000, 200), (3_000_000, 200)])
def test_contacts_grow_mildly_with_the_force(
    roster: Roster, reports: int, contacts: int, context: Context, missed: pl.Series, closed: pl.Series
) -> None:
    table = force_tables(context, roster, reports, missed, closed)[0]["helpline.csv"]
    assert table.height == contacts


def test_each_fault_of_the_helpline_shows_in_the_table(tables: Frames, truth: Frames, closed: pl.Series) -> None:
    rows = tables["helpline.csv"].join(truth["helpline.parquet"], left_on="Contact Ref", right_on="contact_id")
    by = {name: rows.filter(pl.col("mechanism") == name) for name in set(rows["mechanism"])}
    assert set(by) >= {"answered-well", "answer-untrue", "no-owner", "overdue", "closed-with-open-duty",
                       "danger-not-asked", "unsafe-reply"}  # fmt: skip
    assert min(frame.height for name, frame in by.items() if name != "not-yet-due") >= 2
    assert by["no-owner"]["Owner"].null_count() == by["no-owner"].height
    assert rows.filter(pl.col("mechanism") != "no-owner")["Owner"].null_count() == 0
    assert not (by["danger-not-asked"]["Danger Asked"] == "Y").any()
    assert by["danger-not-asked"]["In Danger"].null_count() == by["danger-not-asked"].height
    late = by["overdue"].select(pl.col("Answered").is_null() | (at("Answered") > at("Due"))).to_series()
    assert late.all()
    well = by["answered-well"]
    assert (well.select(at("Answered") <= at("Due")).to_series()).all()
    assert (well.select(at("Answered") >= at("Received")).to_series()).all()
    assert not (well["Checked By"] == well["Owner"]).any()
    hidden = by["closed-with-open-duty"]
    assert hidden["Answered"].null_count() == hidden.height
    assert (hidden["State"] != "open").all()
    untrue = by["answer-untrue"]
    assert (untrue["report_id"].is_not_null() | untrue["crime_id"].is_not_null()).all()
    assert (rows["Closed"].is_null() == (rows["State"] == "open")).all()


def test_replies_go_by_a_safe_channel_unless_that_is_the_fault(tables: Frames, truth: Frames) -> None:
    words = {"phone": "Rang|phone", "text": "Texted|by text", "email": "Emailed|by email", "letter": "Letter|by letter",
             "in person": "in person"}  # fmt: skip
    rows = tables["helpline.csv"].join(truth["helpline.parquet"], left_on="Contact Ref", right_on="contact_id")
    sent = rows.drop_nulls("Answer").filter(pl.col("true_route") != "emergency")
    channel = pl.coalesce(
        pl.when(pl.col("Answer").str.contains(f"^[^.]*({form})")).then(pl.lit(name)) for name, form in words.items()
    )
    sent = sent.with_columns(channel.alias("sent"))
    assert sent["sent"].null_count() == 0
    safe = sent.select(pl.col("Safe Channels").str.split(";").list.contains(pl.col("sent"))).to_series()
    assert (safe == (sent["mechanism"] != "unsafe-reply")).all()


def test_a_contact_is_about_something_that_had_happened(
    tables: Frames, truth: Frames, context: Context, missed: pl.Series, closed: pl.Series
) -> None:
    moments = (YEAR.start + np.linspace(0.01, 0.99, len(missed)) * 365 * DAY).astype(np.int64)
    ends = (YEAR.start + np.linspace(0.01, 0.99, len(closed)) * 365 * DAY).astype(np.int64)
    roster = draw_roster(context)
    table, told = force_tables(context, roster, 9000, missed, closed, (moments, ends))
    rows = table["helpline.csv"].join(told["helpline.parquet"], left_on="Contact Ref", right_on="contact_id")
    for ids, column, times in ((missed, "report_id", moments), (closed, "crime_id", ends)):
        known = pl.DataFrame({column: ids, "at": pl.from_epoch(pl.Series(times))})
        both = rows.join(known, on=column)
        assert both.height > 10
        assert both[column].is_unique().all()
        assert (both.select(at("Received") - pl.col("at")).to_series().dt.total_days() >= 13).all()
    given = tables["helpline.csv"].drop_nulls("Incident No")
    assert set(given["Incident No"]) <= set(truth["helpline.parquet"]["report_id"].drop_nulls())


def test_a_helpline_with_nothing_to_ring_about_still_has_callers(roster: Roster, context: Context) -> None:
    empty = pl.Series([], dtype=pl.String)
    table, told = force_tables(context, roster, 50, empty, empty)
    assert table["helpline.csv"].height == 60
    assert set(told["helpline.parquet"]["true_route"]) == {"complaint", "support", "not police", "emergency"}
