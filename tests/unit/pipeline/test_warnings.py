"""What the data say about themselves: a column that was overwritten by the crime record."""

from datetime import UTC, datetime

import polars as pl
import pytest

from fullcount.pipeline.judging.warnings import ENOUGH, two_meanings, unmapped

TIME = pl.Datetime("us", "UTC")


def warned(months):
    """Return the warnings for months given as (closing code of linked reports, of unlinked ones, how many of each)."""
    rows, crimes = [], []
    for month, (linked, unlinked, count) in enumerate(months, 1):
        at = datetime(2025, month, 15, tzinfo=UTC)
        for n in range(count):
            rows += [(f"L{month}-{n}", at, [linked]), (f"U{month}-{n}", at, [unlinked])]
            crimes.append((f"L{month}-{n}", ["THEFT"]))
    reports = pl.DataFrame(
        rows, schema={"report_id": pl.String, "reported_at": TIME, "closing_code": pl.List(pl.String)}, orient="row"
    )
    reports = reports.with_columns(pl.lit(None, dtype=pl.List(pl.String)).alias("opening_code"))
    records = pl.DataFrame(crimes, schema={"crime_id": pl.String, "offence_code": pl.List(pl.String)}, orient="row")
    return list(two_meanings(reports, records, records.select(pl.col("crime_id").alias("report_id"), "crime_id")))


OVERWRITTEN, OWN = ("THEFT", "Taken", ENOUGH), ("Stealing", "Stealing", ENOUGH)


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        pytest.param([OWN, OWN], 0, id="the force's own words everywhere"),
        pytest.param([("THEFT", "THEFT", ENOUGH)], 0, id="the same words with and without a record"),
        pytest.param([OVERWRITTEN, OWN], 1, id="overwritten in one month"),
        pytest.param([("THEFT", "Stealing", ENOUGH - 1)], 0, id="too few to say"),
        pytest.param([], 0, id="nothing"),
    ],
)
def test_a_column_that_means_two_things(months, expected):
    found = warned(months)
    assert [one["code"] for one in found] == ["column-means-two-things"] * expected


def test_it_names_the_months():
    (found,) = warned([OWN, OVERWRITTEN, OVERWRITTEN, OWN])
    assert found["title"].startswith("closing_code")
    assert "From February 2025 to March 2025" in found["detail"]


def test_codes_that_mean_nothing_here():
    assert unmapped("type", pl.DataFrame(schema={"code": pl.String, "rows": pl.UInt32})) is None
    found = unmapped("type", pl.DataFrame({"code": ["X1", "X2"], "rows": [7, 2]}))
    assert found is not None
    assert "2 type code(s) on 9 rows" in found["title"]
    assert "X1 (7), X2 (2)" in found["detail"]
