"""What an entry rests on, in one line."""

import polars as pl

from fullcount.pipeline.report.outputs import evidence, quarantine_section

LISTS = pl.List(pl.String)


def test_evidence():
    ledger = pl.DataFrame(
        [(["A", "B"], ["C"], "R1", "punched (violence_used)"), (None, None, None, None), (None, ["C"], None, "")],
        schema={"opening_code": LISTS, "closing_code": LISTS, "disposition": pl.String, "said": pl.String},
        orient="row",
    )
    first, nothing, some = ledger.select(evidence(ledger)).to_series().to_list()
    assert first == "opened as: A // B; closed as: C; disposition: R1; words: punched (violence_used)"
    assert nothing == ""
    assert some.startswith("closed as: C")


def test_quarantine_is_grouped_by_file_and_reason():
    columns = {"table": pl.String, "file": pl.String, "row": pl.Int64, "kind": pl.String, "reason": pl.String}
    rows = [("reports", "a.csv", n, "row", "no time") for n in (9, 4, 7)] + [
        ("reports", "a.csv", 5, "row", "no number"),
        ("reports", "a.csv", 6, "value", "odd"),
    ]
    found = quarantine_section(pl.DataFrame(rows, schema=columns, orient="row"))
    assert [(one["reason"], one["rows"], one["example_row"]) for one in found] == [
        ("no time", 3, 4),
        ("no number", 1, 5),
    ]
    assert quarantine_section(pl.DataFrame(schema=columns)) == []
