"""What is made of the tables before the ledgers: calls counted, crimes known by number only."""

import polars as pl

from fullcount.pipeline.judging.books import count_calls, crimes_by_number

CALLS = {"call_id": pl.String, "answered": pl.Boolean, "log_ref": pl.List(pl.String)}


def test_every_call_is_counted_once():
    calls = pl.DataFrame(
        [
            ("1", True, ["L1"]),
            ("2", None, ["l-1", "L2"]),
            ("3", False, ["L2"]),  # logged: a log is named, so it was answered
            ("4", True, ["L9"]),  # names a log that did not come in
            ("5", True, None),
            ("6", None, None),  # answered, or perhaps answered, and no log
            ("7", False, None),  # abandoned
        ],
        schema=CALLS,
        orient="row",
    )
    count = count_calls(calls, pl.DataFrame({"report_id": ["L1", "L2"]}))
    assert (count.calls, count.answered, count.abandoned) == (7, 6, 1)
    assert (count.logged, count.log_not_found, count.not_logged) == (3, 1, 2)


def test_a_number_named_in_two_writings_is_one_crime():
    reports = pl.DataFrame(
        {"crime_ref": [["CR/1"], ["cr 1", "CR/2"], None, []]}, schema={"crime_ref": pl.List(pl.String)}
    )
    found = crimes_by_number(reports)
    assert found.get_column("crime_id").to_list() == ["CR/1", "CR/2"]
    assert found.select("offence_code", "recorded_at", "status").null_count().row(0) == (2, 2, 2)
