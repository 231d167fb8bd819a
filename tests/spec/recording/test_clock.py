"""By when: 24 hours from the report (CRR p10); 72 hours before 1 April 2015. Local days are those of London."""

from datetime import UTC, datetime, timedelta

import pytest

# title | reported (UTC) | hours allowed
CLOCKS = [
    ("an ordinary day", datetime(2026, 5, 12, 9, 30, tzinfo=UTC), 24),
    ("the last instant of 31 March 2015, in summer time", datetime(2015, 3, 31, 22, 59, 59, 999999, tzinfo=UTC), 72),
    ("the first instant of 1 April 2015, in summer time", datetime(2015, 3, 31, 23, 0, tzinfo=UTC), 24),
    ("the night the clocks go back: 24 hours that passed", datetime(2026, 10, 24, 23, 30, tzinfo=UTC), 24),
    ("the night the clocks go forward", datetime(2026, 3, 28, 23, 30, tzinfo=UTC), 24),
]


@pytest.mark.parametrize(("title", "reported", "hours"), CLOCKS)
def test_deadline(answer, title, reported, hours):
    assert answer({"violence_used": True}, at=reported).deadline == reported + timedelta(hours=hours), title


def test_a_report_without_a_time_has_no_deadline(answer):
    assert answer({"violence_used": True}, at=None).deadline is None
