"""The limit shown is that of the reports themselves, not a constant."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from fullcount.pipeline.report.result import usual_limit

AT = datetime(2026, 5, 12, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "expected"), [([24, 24, 72], 24.0), ([72, 72, 24], 72.0), ([None], 24.0), ([], 24.0)]
)
def test_the_limit_that_most_reports_have(hours, expected):
    deadlines = [None if h is None else AT + timedelta(hours=h) for h in hours]
    moment = pl.Datetime("us", "UTC")
    frame = pl.DataFrame(
        {"reported_at": [AT] * len(hours), "deadline": deadlines}, schema={"reported_at": moment, "deadline": moment}
    )
    assert usual_limit(frame) == expected
