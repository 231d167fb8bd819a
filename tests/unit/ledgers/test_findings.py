"""Which entries need a person, and in which order."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from fullcount.core.states import ReportState
from fullcount.ledgers.findings import ASKED, ASKED_OF_CRIME, DEFAULT_HARM, STATES, findings

NOW = datetime(2026, 6, 1, tzinfo=UTC)
TIME = pl.Datetime("us", "UTC")
COLUMNS = {
    "report_id": pl.String, "state": pl.String, "state_reason": pl.String, "alleges": pl.Boolean, "class": pl.String,
    "alleged_class": pl.String, "reported_at": TIME, "deadline": TIME, "certainty": pl.Float32,
}  # fmt: skip
HARMS = pl.DataFrame({"class": ["8N", "49"], "harm": [0.5, 0.1]})
DAY = timedelta(days=1)
USUAL = {
    "state": "unrecorded",
    "state_reason": "text-discloses-crime",
    "alleges": True,
    "class": "8N",
    "alleged_class": "8N",
    "reported_at": NOW - 2 * DAY,
    "deadline": NOW - DAY,
    "certainty": 1.0,
}


def found(*rows):
    ledger = pl.DataFrame([USUAL | {"report_id": f"R{n}"} | row for n, row in enumerate(rows)], schema=COLUMNS)
    return findings(ledger, HARMS, pl.lit(NOW)).to_dicts()


@pytest.mark.parametrize("state", list(ReportState))
def test_which_states(state):
    expected = state in STATES and state != ReportState.UNKNOWN
    assert bool(found({"state": state})) is expected


@pytest.mark.parametrize(
    ("reason", "alleges", "expected"),
    [
        *((reason, alleges, True) for reason in ASKED for alleges in (True, False)),
        *((reason, alleges, alleges) for reason in ASKED_OF_CRIME for alleges in (True, False)),
        *((reason, True, False) for reason in ("type-unclear-no-text", "recording-time-not-known", "code-not-mapped")),
    ],
)
def test_which_unknowns(reason, alleges, expected):
    """Those where crime was spoken of and one answer would settle it; not those of which nothing is known."""
    assert bool(found({"state": "unknown", "state_reason": reason, "alleges": alleges})) is expected


def test_the_more_harm_the_earlier():
    rows = found({"class": "49"}, {"class": "8N"}, {"class": None, "alleged_class": None})
    assert [(row["report_id"], row["rank"]) for row in rows] == [("R1", 1), ("R2", 2), ("R0", 3)]
    assert rows[1]["harm"] == DEFAULT_HARM


def test_the_surer_the_earlier_and_the_worse_state_the_earlier():
    assert [row["report_id"] for row in found({"certainty": 0.5}, {})] == ["R1", "R0"]
    assert [row["report_id"] for row in found({"state": "misclassified"}, {})] == ["R1", "R0"]


@pytest.mark.parametrize(
    ("deadline", "time"),
    [
        (NOW + DAY, 1.0),
        (NOW + DAY / 2, 1.25),
        (NOW + DAY / 24, 1.5 - 0.5 / 24),
        (NOW, 1.0),
        (NOW - DAY, 1 - 0.5 / 365),
        (NOW - 365 * DAY, 0.5),
        (NOW - 3650 * DAY, 0.5),
        (None, 1.0),
    ],
)
def test_the_weight_of_time(deadline, time):
    """A running clock weighs more the less is left of it; after the limit less can be done as the year goes by."""
    reported = NOW if deadline is None else deadline - DAY
    (row,) = found({"deadline": deadline, "reported_at": reported})
    assert row["priority"] == pytest.approx(0.5 * time, abs=1e-6)


def test_equal_scores_are_ordered_by_deadline_then_number():
    old = NOW - 400 * DAY
    rows = found(
        {},
        {"report_id": "Z", "deadline": old},
        {"report_id": "A", "deadline": old},
        {"report_id": "B", "deadline": old - DAY},
    )
    assert [row["report_id"] for row in rows] == ["R0", "B", "A", "Z"]


def test_hours_left_are_negative_after_the_limit():
    assert found({})[0]["hours_left"] == -24.0
    assert found({"state": "awaiting", "deadline": NOW + DAY / 8})[0]["hours_left"] == 3.0
