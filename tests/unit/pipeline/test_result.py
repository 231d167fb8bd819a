"""A figure that does not add up is never written."""

import polars as pl
import pytest

from fullcount.core.errors import BalanceError
from fullcount.pipeline.report.result import CallsCount, calls_section, check_loaded, crimes_section

LOADED = {
    "table": "reports",
    "read": 10,
    "accepted": 9,
    "quarantined": 1,
    "new": 6,
    "same_again": 1,
    "changed": 1,
    "after_as_at": 1,
}


def test_rows_read_are_accounted_for():
    check_loaded(LOADED)


@pytest.mark.parametrize("column", ["read", "accepted", "quarantined", "new", "same_again", "changed", "after_as_at"])
def test_a_row_lost_is_refused(column):
    with pytest.raises(BalanceError, match="reports"):
        check_loaded(LOADED | {column: LOADED[column] + 1})


def test_a_live_record_lost_is_refused():
    ledger = pl.DataFrame({"state": ["matched", "unrecorded"], "disclosed": [True, True], "recorded": [True, False]})
    assert crimes_section(ledger, 1)["population"] == 2
    with pytest.raises(BalanceError, match="1 of 2 live records"):
        crimes_section(ledger, 2)


def test_calls():
    section = calls_section(CallsCount(7, 6, 1, 3, 2, 1))
    assert (section["status"], section["not_logged"], section["log_not_found"]) == ("given", 2, 1)
    assert calls_section(None)["status"] == "absent"
    with pytest.raises(BalanceError):
        calls_section(CallsCount(8, 6, 1, 3, 2, 1))
