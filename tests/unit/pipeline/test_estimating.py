"""What the rules say where nobody has audited: a range, never a rate."""

import polars as pl
import pytest

from fullcount.core.tables import AUDIT_REVIEWS
from fullcount.pipeline.intake.assemble import with_columns_of
from fullcount.pipeline.report.estimating import Books, estimated, reviewed, rules_say

CRIMES = {"state": pl.String, "disclosed": pl.Boolean, "recorded": pl.Boolean}
EACH = {
    "matched": (True, True),
    "late": (True, True),
    "misclassified": (True, True),
    "unrecorded": (True, False),
    "wrongly-cancelled": (True, False),
    "awaiting": (True, False),
    "over-recorded": (False, True),
    "no-report-found": (False, True),
}


def crimes(**counts):
    rows = [(state.replace("_", "-"), *EACH[state.replace("_", "-")]) for state, n in counts.items() for _ in range(n)]
    return pl.DataFrame(rows, schema=CRIMES, orient="row")


@pytest.mark.parametrize(
    ("counts", "questions", "recorded", "unrecorded", "low", "high"),
    [
        ({"matched": 8, "unrecorded": 2}, 0, 8, 2, 0.8, 0.8),
        ({"matched": 6, "late": 1, "misclassified": 1, "unrecorded": 1, "wrongly_cancelled": 1}, 0, 8, 2, 0.8, 0.8),
        ({"matched": 8, "unrecorded": 2}, 6, 8, 2, 0.5, 0.8),
        ({"matched": 8, "unrecorded": 2, "awaiting": 5, "over_recorded": 3, "no_report_found": 4}, 0, 8, 2, 0.8, 0.8),
        ({"no_report_found": 4}, 0, 0, 0, None, None),
        ({}, 3, 0, 0, 0.0, None),
    ],
)
def test_rules_say(counts, questions, recorded, unrecorded, low, high):
    """Clocks still running, records too many and records without a report are no part of the share."""
    said = rules_say(crimes(**counts), questions)
    assert (said["recorded"], said["unrecorded"], said["share_low"], said["share_high"]) == (
        recorded,
        unrecorded,
        low,
        high,
    )


def test_unknown_crimes_widen_the_range():
    unknown = pl.DataFrame([("unknown", True, False), ("unknown", True, True)], schema=CRIMES, orient="row")
    said = rules_say(pl.concat([crimes(matched=7, unrecorded=1), unknown]), 0)
    assert (said["recorded"], said["unknown"]) == (8, 1)  # recorded at an unknown time is recorded
    assert (said["share_low"], said["share_high"]) == (0.8, round(8 / 9, 6))


def test_without_reviews_there_is_no_rate():
    section = estimated(Books(pl.DataFrame(), crimes(matched=3), None, 30.0, {}), 0)
    assert section["rate"] is None
    assert section["unrecorded"] is None
    assert section["grade"] is None
    assert section["why"].startswith("No audited sample")


REVIEW = {
    "review_id": pl.String, "report_id": pl.String, "reviewed_at": pl.Datetime("us", "UTC"), "marking": pl.Int64,
    "crimes_disclosed": pl.Int64, "crimes_recorded": pl.Int64,
}  # fmt: skip


def marked(*rows):
    """Return the books of three reports with these reviews: (review, report, marking, disclosed, recorded)."""
    reviews = pl.DataFrame(
        [(review, report, None, marking, due, made) for review, report, marking, due, made in rows],
        schema=REVIEW, orient="row",
    )  # fmt: skip
    ledger = pl.DataFrame(
        {"report_id": ["A", "B", "C"], "live": [1, 1, 1], "group": ["g"] * 3, "district": ["d"] * 3, "route": ["r"] * 3}
    )
    return Books(ledger, crimes(matched=3), with_columns_of(reviews, AUDIT_REVIEWS), 30.0, {})


def test_a_second_marking_is_no_second_report_and_settles_nothing():
    first = [("1", "A", 1, 1, 1), ("2", "B", None, 1, 0)]
    second = [("3", "A", 2, 5, 0), ("4", "C", 2, 1, 0), ("5", "B", 0, 9, 0)]
    found, warnings = reviewed(marked(*first, *second))
    assert found.select("report_id", "crimes_disclosed", "crimes_recorded").sort("report_id").rows() == [
        ("A", 1, 1),
        ("B", 1, 0),
    ]
    assert warnings == ["3 second marking(s) are no part of the estimate"]
    assert reviewed(marked(*first))[1] == []


def test_an_audit_of_second_markings_alone_gives_no_rate():
    section = estimated(marked(("1", "A", 2, 1, 1)), 0)
    assert section["rate"] is None
    assert section["warnings"] == ["1 second marking(s) are no part of the estimate"]


def test_the_last_of_several_first_markings_stands():
    found, warnings = reviewed(marked(("1", "A", 1, 1, 1), ("2", "A", None, 2, 0), ("3", "A", 2, 3, 3)))
    assert found["crimes_disclosed"].to_list() == [2]
    assert any("reviewed more than once" in warning for warning in warnings)
