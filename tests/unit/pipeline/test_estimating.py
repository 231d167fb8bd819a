"""What the rules say where nobody has audited: a range, never a rate."""

import polars as pl
import pytest

from fullcount.pipeline.report.estimating import Books, estimated, rules_say

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
