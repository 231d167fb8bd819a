"""Rows become tables: of rows with one number the latest is believed, and every accepted row is accounted for."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import polars as pl
import pytest

from fullcount.core.tables import REPORTS
from fullcount.pipeline.intake.assemble import assemble
from fullcount.pipeline.intake.columns import TYPES
from fullcount.pipeline.intake.parts import empty_rows
from fullcount.pipeline.intake.readers.batch import ROW

NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
DAY = timedelta(days=1)
LATER = NOON + 30 * DAY


@pytest.fixture
def table(tmp_path):
    """Return a function from parts (lists of rows) to the reports as at a moment."""

    def of(*parts, as_at=LATER):
        schema = empty_rows(REPORTS).schema
        known = {column.name: TYPES[column.kind] for column in REPORTS.columns}
        for number, rows in enumerate(parts):
            made = [{"report_id": "R1", "reported_at": NOON, ROW: n} | row for n, row in enumerate(rows, 2)]
            frame = pl.DataFrame(
                made, schema_overrides={n: t for n, t in known.items() if any(n in row for row in made)}
            )
            missing = [
                pl.lit(None, dtype=dtype).alias(name) for name, dtype in schema.items() if name not in frame.columns
            ]
            frame.with_columns(missing).select(schema.names()).cast(dict(schema)).write_parquet(
                tmp_path / f"p{number}.rows.parquet"
            )
        keys = [SimpleNamespace(key=f"p{number}") for number in range(len(parts))]
        book = assemble(keys, tmp_path, "reports", "reported_at", pl.lit(as_at))
        accepted = sum(map(len, parts)) - book.clashes.height
        assert accepted == book.rows.height + book.same_again + book.changed + book.after_as_at
        return book

    return of


def test_rows_that_say_the_same_again_count_once(table):
    book = table([{}, {}], [{}])
    assert (book.rows.height, book.same_again, book.changed) == (1, 2, 0)


def test_the_latest_published_is_believed_whatever_the_order(table):
    old, new = {"disposition": "OPEN", "published_at": NOON}, {"disposition": "CLOSED", "published_at": NOON + DAY}
    for parts in ([[old], [new]], [[new], [old]], [[new, old]]):
        book = table(*parts)
        assert book.rows.select("disposition", "first_published").row(0) == ("CLOSED", NOON)
        assert book.changed == 1


def test_a_reference_once_given_stays_with_when_it_was_first_seen(table):
    rows = [
        {"published_at": NOON},
        {"published_at": NOON + DAY, "crime_ref": ["C1"]},
        {"published_at": NOON + 2 * DAY, "disposition": "CLOSED"},
    ]
    book = table(rows)
    assert book.rows.select("crime_ref", "first_published", "ref_published").row(0) == (["C1"], NOON, NOON + DAY)


def test_what_had_not_come_in_by_the_moment_is_left_out(table):
    book = table(
        [{}, {"report_id": "R2", "reported_at": NOON + 2 * DAY}, {"published_at": NOON + 2 * DAY}], as_at=NOON + DAY
    )
    assert book.rows.get_column("report_id").to_list() == ["R1"]
    assert book.after_as_at == 2


@pytest.mark.parametrize(("days", "clashes"), [(7, 0), (8, 1)])
def test_a_number_used_again_for_another_report_is_set_aside(table, days, clashes):
    book = table([{"published_at": NOON}, {"published_at": NOON + DAY, "reported_at": NOON + days * DAY}])
    assert book.clashes.height == clashes


def test_nothing(table):
    assert table().rows.height == 0
