"""Whatever comes in, both ledgers balance, and nothing in them rests on the order of rows."""

import random
import sys
from datetime import timedelta
from pathlib import Path

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "spec" / "ledgers"))

from ledger_case import CRIME_TYPES, DEADLINE, NINE_THIRTY, WEEKS_LATER, books, crime, report, states

from fullcount.core.states import CrimeState, ReportState

DECISIONS = (
    "record", "record", "record", "not-a-crime", "crime-related-incident", "not-notifiable", "n100",
    "another-force-records", "refer-to-report-fraud", "not-yet-known",
)  # fmt: skip
CLASSES = ("8N", "5D", "105A", "49", "92D", None)
HOURS = st.integers(0, 24 * 40).map(lambda hours: NINE_THIRTY + timedelta(hours=hours))
MAYBE = st.sampled_from([True, False, None])


@st.composite
def reports(draw, number):
    decision = draw(st.sampled_from(DECISIONS))
    due = decision == "record"
    extra = draw(st.sampled_from(["", "", "92D"])) if due else ""
    return report(
        f"R{number}",
        decision=decision,
        reported_at=draw(HOURS),
        extra_classes=extra,
        crimes_due=draw(st.integers(1, 4)) + bool(extra) if due else 0,
        class_is_sure=draw(st.booleans()),
        opening_class=draw(st.sampled_from([*CLASSES, "unclear"])),
        closing_class=draw(st.sampled_from(CLASSES)),
        contrary=draw(st.booleans()),
        alleges=due or draw(st.booleans()),
        disposition_means=draw(st.sampled_from(["report-taken", "arrest", "cancelled", None])),
        other_force_ref=draw(st.sampled_from(["X", None])),
        number_not_found=draw(st.sampled_from([True, False, False])),
        first_published=draw(st.none() | HOURS),
        ref_published=draw(st.none() | HOURS),
        alleged_class="8N",
        **{"class": draw(st.sampled_from(CLASSES[:-1])) if due else None},
    )


@st.composite
def crimes(draw, number, of):
    cancelled = draw(st.sampled_from([True, False, False]))
    when = draw(st.sampled_from(["instant", "day", "published", "nothing"]))
    moment = draw(HOURS)
    name = draw(st.sampled_from(CLASSES))
    return crime(
        f"C{number}",
        draw(st.lists(st.sampled_from([f"R{n}" for n in range(of)]), max_size=3, unique=True)) if of else [],
        is_notifiable=True if name else draw(MAYBE),
        is_cancelled=cancelled,
        cancellation_valid=draw(MAYBE) if cancelled else None,
        cancellation_reason="why" if cancelled else None,
        victim_id=draw(st.sampled_from(["V", "W", None])),
        recorded_at=moment if when == "instant" else None,
        recorded_day=moment if when == "day" else None,
        first_published=moment if when == "published" else None,
        **{"class": name},
    )


@st.composite
def worlds(draw):
    """Draw a small force: up to six reports, up to six records, near misses, and the moment of the count."""
    made = [draw(reports(n)) for n in range(draw(st.integers(0, 6)))]
    records = [draw(crimes(n, len(made))) for n in range(draw(st.integers(0, 6)))]
    linked = {(one, record["crime_id"]) for record in records for one in record["answers"]}
    pairs = [(one["report_id"], record["crime_id"]) for one in made for record in records]
    near = [(*pair, draw(st.floats(0.01, 1))) for pair in pairs if pair not in linked and draw(st.booleans())]
    return made, records, near, draw(HOURS)


def counted(ledgers):
    return {name: tuple(row) for name, *row in ledgers.crimes.drop("rules").iter_rows()}


@given(worlds(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_both_ledgers_balance(world, has_crimes):
    """Each report once and in one state; each live notifiable record once; and what is due is filed or missing."""
    made, records, near, as_at = world
    ledgers = books(made, records, near=near, as_at=as_at, has_crimes=has_crimes)
    told = ledgers.reports
    assert sorted(told.get_column("report_id")) == sorted(one["report_id"] for one in made)
    assert set(told.get_column("state")) <= {state.value for state in ReportState}
    assert told.get_column("state_reason").null_count() == 0
    counts = ledgers.crimes.group_by("state").len()
    assert counts.get_column("len").sum() == ledgers.crimes.height
    assert set(counts.get_column("state")) <= {state.value for state in CrimeState}
    speaks = {one["report_id"] for one in made if one["alleges"] or one["decision"] in {"record", "n100"}}
    bare = [r for r in records if r["is_notifiable"] is None and r["answers"] and not speaks & set(r["answers"])]
    live = [r for r in records if not r["is_cancelled"] and r["is_notifiable"] is not False and r not in bare]
    held = ledgers.crimes.filter("recorded").get_column("crime_id").to_list()
    assert sorted(held) == sorted(record["crime_id"] for record in live)
    assert ledgers.live_records == len(live)
    unfiled = ledgers.crimes.filter(pl.col("crime_id").is_null()).group_by("report_id").len()
    assert dict(unfiled.iter_rows()) == dict(
        told.filter(pl.col("missing") > 0).select("report_id", "missing").iter_rows()
    )
    filed = pl.col("live") + pl.col("wrongly_cancelled") + pl.col("cancelled_unknown") + pl.col("rightly_cancelled")
    assert told.select((pl.col("missing") == (pl.col("due") - filed).clip(0)).all()).item()


@given(worlds())
@settings(max_examples=100, deadline=None)
def test_disclosed_and_recorded_are_what_the_state_says(world):
    made, records, near, as_at = world
    disclosed_only = {"unrecorded", "awaiting"}
    for row in books(made, records, near=near, as_at=as_at).crimes.to_dicts():
        if row["state"] in disclosed_only:
            assert (row["disclosed"], row["recorded"]) == (True, False)
        elif row["state"] in {"matched", "late", "misclassified"}:
            assert (row["disclosed"], row["recorded"]) == (True, True)
        elif row["state"] in {"over-recorded", "no-report-found"}:
            assert (row["disclosed"], row["recorded"]) == (False, True)
        elif row["state"] == "wrongly-cancelled":
            assert row["recorded"] is False
        assert row["disclosed"] <= (row["report_id"] is not None)


@given(worlds(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_rows_does_not_matter(world, chance: random.Random):
    made, records, near, as_at = world
    first = books(made, records, near=near, as_at=as_at)
    made, records, near = (chance.sample(rows, len(rows)) for rows in (made, records, near))
    again = books(made, records, near=near, as_at=as_at)
    assert states(first) == states(again)
    assert counted(first) == counted(again)


@given(worlds())
@settings(max_examples=100, deadline=None)
def test_a_record_more_never_makes_a_report_unrecorded(world):
    """A good record of what is due is added to one report: no report is unrecorded or awaiting that was not before."""
    made, records, _, as_at = world
    if not made:
        return
    before = states(books(made, records, as_at=as_at))
    better = crime("Cx", ["R0"], recorded_at=made[0]["reported_at"], **{"class": made[0]["class"] or "8N"})
    after = states(books(made, [*records, better], as_at=as_at))
    worse = {"unrecorded", "awaiting"}
    assert {one for one, (state, _) in after.items() if state in worse} <= {
        one for one, (state, _) in before.items() if state in worse
    }


@given(worlds(), st.integers(0, 24 * 40))
@settings(max_examples=100, deadline=None)
def test_time_moves_on_and_only_running_clocks_change(world, hours):
    """The same reports and records, counted later: only what was awaiting may stand elsewhere."""
    made, records, near, as_at = world
    early = books(made, records, near=near, as_at=as_at)
    late = books(made, records, near=near, as_at=as_at + timedelta(hours=hours))
    for one, was in states(early).items():
        assert was == states(late)[one] or was[0] == "awaiting"
    waiting = [name for name, row in counted(early).items() if "awaiting" in row]
    now = counted(late)
    for name, row in counted(early).items():
        assert row == now[name] or name in waiting


def test_an_empty_force():
    ledgers = books([], [], as_at=WEEKS_LATER)
    assert (ledgers.reports.height, ledgers.crimes.height, ledgers.live_records) == (0, 0, 0)


def test_the_worlds_are_of_the_right_columns():
    assert set(crime()) - {"answers"} == set(CRIME_TYPES)
    assert timedelta(hours=24) == DEADLINE - NINE_THIRTY
