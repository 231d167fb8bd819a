"""The crime ledger: one row for every crime that a report discloses or the crime system holds."""

from datetime import timedelta

import polars as pl
import pytest
from ledger_case import DEADLINE, NINE_THIRTY, books, crime, crime_states, report

from fullcount.core.errors import BalanceError
from fullcount.ledgers.crimes import COLUMNS, crime_ledger

CANCELLED = {"is_cancelled": True, "cancellation_valid": False, "cancellation_reason": "cancellation-without-evidence"}


def rows(ledgers):
    """Return (class due, class recorded, state) of every crime, in order of key."""
    return ledgers.crimes.select("class_due", "class_recorded", "state").rows()


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param([], {"R1/1": ("unrecorded", "text-discloses-crime")}, id="disclosed, not recorded"),
        pytest.param([crime()], {"C1": ("matched", "recorded-in-time")}, id="disclosed and recorded"),
        pytest.param(
            [crime(recorded_at=DEADLINE + timedelta(minutes=1))],
            {"C1": ("late", "recorded-after-the-limit")},
            id="late",
        ),
        pytest.param(
            [crime(**{"class": "49"})], {"C1": ("misclassified", "recorded-as-less")}, id="as something lesser"
        ),
        pytest.param(
            [crime(**CANCELLED)], {"C1": ("wrongly-cancelled", "cancellation-without-evidence")}, id="cancelled"
        ),
        pytest.param(
            [crime(**CANCELLED | {"cancellation_valid": None})],
            {"C1": ("unknown", "cancellation-without-evidence")},
            id="cancelled, on what ground is not known",
        ),
        pytest.param(
            [crime(**CANCELLED | {"cancellation_valid": True})], {}, id="rightly cancelled: no crime, so no row"
        ),
        pytest.param(
            [crime(is_notifiable=False, **{"class": None})],
            {"R1/1": ("unrecorded", "recorded-as-not-a-crime")},
            id="a record that is no notifiable crime has no row of its own",
        ),
        pytest.param(
            [crime(recorded_at=None)], {"C1": ("unknown", "recording-time-not-known")}, id="when is not known"
        ),
        pytest.param(
            [crime(), crime("C2", [])],
            {"C1": ("matched", "recorded-in-time"), "C2": ("no-report-found", "no-report-found")},
            id="a record without a report",
        ),
        pytest.param(
            [crime("C1", victim_id="V"), crime("C2", victim_id="V")],
            {"C1": ("matched", "recorded-in-time"), "C2": ("over-recorded", "recorded-twice")},
            id="recorded twice for the same victim",
        ),
    ],
)
def test_one_report(records, expected):
    assert crime_states(books([report()], records)) == expected


def test_several_crimes_of_one_report():
    """Four crimes are due, two are recorded: the two that are missing stand as rows of their own."""
    made = report(crimes_due=4, extra_classes="92D")
    ledgers = books([made], [crime("C1"), crime("C2")])
    assert rows(ledgers) == [
        ("8N", "8N", "matched"),
        ("8N", "8N", "matched"),
        ("8N", None, "unrecorded"),
        ("92D", None, "unrecorded"),
    ]


@pytest.mark.parametrize(
    ("recorded", "missing"),
    [
        pytest.param("8N", "92D", id="the assault is recorded, the drugs are missing"),
        pytest.param("92D", "8N", id="the drugs are recorded, the assault is missing"),
        pytest.param("49", "92D", id="the assault is recorded as theft, the drugs are missing"),
    ],
)
def test_which_of_several_is_missing(recorded, missing):
    ledgers = books([report(crimes_due=2, extra_classes="92D")], [crime(**{"class": recorded})])
    lacking = ledgers.crimes.filter(~pl.col("recorded"))
    assert lacking.get_column("class_due").to_list() == [missing]
    assert crime_states(ledgers)["C1"][0] == ("misclassified" if recorded == "49" else "matched")


def test_one_crime_of_six_reports_is_one_row():
    """It is filed under the earliest report, whose clock it answers."""
    made = [report(f"R{n}", reported_at=NINE_THIRTY - timedelta(minutes=n)) for n in range(6)]
    ledgers = books(made, [crime("C1", [one["report_id"] for one in made])])
    assert ledgers.crimes.select("crime_key", "report_id").rows() == [("C1", "R5")]


def test_disclosed_and_recorded():
    """Of a crime it is said apart whether a report discloses it and whether the crime system holds it live."""
    records = [
        crime("matched", ["R1"], victim_id="V"),
        crime("twice", ["R1"], victim_id="V"),
        crime("cancelled", ["R2"], **CANCELLED),
        crime("orphan", []),
        crime("orphan, cancelled", [], **CANCELLED),
    ]
    ledgers = books([report("R1"), report("R2"), report("R3")], records)
    said = {
        key: (disclosed, recorded)
        for key, disclosed, recorded in ledgers.crimes.select("crime_key", "disclosed", "recorded").rows()
    }
    assert said == {
        "matched": (True, True), "twice": (False, True), "cancelled": (True, False), "orphan": (False, True),
        "orphan, cancelled": (False, False), "R3/1": (True, False),
    }  # fmt: skip
    assert ledgers.live_records == 3


def test_a_crime_number_that_looks_like_the_key_of_a_missing_crime():
    ledgers = books([report("R1")], [crime("R1/1", [])])
    assert sorted(ledgers.crimes.select("crime_key", "state").rows()) == [
        ("R1/1", "no-report-found"),
        ("R1/1", "unrecorded"),
    ]


@pytest.mark.parametrize("fault", ["twice", "no state"])
def test_a_ledger_that_does_not_balance_is_refused(fault):
    good = books([report()], [crime()]).crimes.select(COLUMNS)
    bad = pl.concat([good, good]) if fault == "twice" else good.with_columns(pl.lit("lost").alias("state"))
    with pytest.raises(BalanceError):
        crime_ledger(bad, good.clear())
