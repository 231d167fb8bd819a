"""From a force's own columns to the canonical ones."""

from datetime import UTC, datetime

import polars as pl
import pytest

from fullcount.core.errors import ConfigError
from fullcount.core.tables import TABLES
from fullcount.pipeline.config import ExtractConfig, Source
from fullcount.pipeline.intake.columns import Mapper
from fullcount.pipeline.intake.readers.batch import ROW


def mapper(
    table: str = "reports", blank: tuple[str, ...] = (), formats: tuple[str, ...] = (), **columns: Source
) -> Mapper:
    """Return a mapper of a London force's extract."""
    return Mapper(
        ExtractConfig(table, ("x",), columns, blank=blank, date_formats=formats),
        TABLES[table],
        "Europe/London",
        "CAD01.csv",
    )


def frame(**columns: list[object]) -> pl.DataFrame:
    """Return a raw batch with row numbers."""
    made = pl.DataFrame(columns)
    return made.with_columns(pl.int_range(2, 2 + made.height).alias(ROW))


def mapped(name: str, source: Source, table: str = "reports", **columns: list[object]) -> list[object]:
    """Return one canonical column of a batch."""
    return mapper(table, **{name: source}).canonical(frame(**columns))[name].to_list()


@pytest.mark.parametrize(
    ("source", "values"),
    [
        (Source(("a",)), ["x", None, None]),
        (Source(("a", "b"), "join", "-"), ["x-1", "2", None]),
        (Source(("a", "b"), "first"), ["x", "2", None]),
        (Source(("b", "a"), "first"), ["1", "2", None]),
        (Source((), "value", value="101"), ["101", "101", "101"]),
        (Source(("source_file",)), ["CAD01.csv"] * 3),
        (Source(("b",), matches=r"^(\d)$"), ["1", "2", None]),
        (Source(("b",), matches=r"^1$"), ["1", None, None]),
        (Source(("a", "gone"), "first"), ["x", None, None]),
        (Source(("a", "gone"), "join"), ["x", None, None]),
        (Source(("gone",)), [None, None, None]),
    ],
)
def test_each_way_of_naming_a_source(source: Source, values: list[object]):
    assert mapped("route", source, a=[" x ", "", "  "], b=["1", "2", None]) == values


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (Source(("a",)), set()),
        (Source(("gone",)), {"route"}),
        (Source(("a", "gone"), "first"), set()),
        (Source(("a", "gone"), "join"), {"route"}),
    ],
)
def test_a_column_that_no_batch_had_is_missing(given: Source, missing: set[str]):
    found = mapper(route=given)
    found.canonical(frame(a=["x"]))
    assert found.missing == missing


def test_a_column_that_one_batch_had_is_not():
    found = mapper(route=Source(("a", "b"), "join"))
    found.canonical(frame(a=["x"]))
    found.canonical(frame(a=["x"], b=["y"]))
    assert found.missing == set()


def test_words_for_blank_are_blank():
    found = mapper(blank=("NULL", "-"), route=Source(("a",)), opening_code=Source(("b",)))
    made = found.canonical(frame(a=["NULL", " - ", "null"], b=[["-", "X"], ["NULL"], []]))
    assert (made["route"].to_list(), made["opening_code"].to_list()) == ([None, None, "null"], [["X"], None, None])


def test_a_cell_with_several_values_is_a_list():
    source = Source(("a",), separator="//")
    assert mapped("opening_code", source, a=["A // B", "//", " A//", None, "C"]) == [
        ["A", "B"],
        None,
        ["A"],
        None,
        ["C"],
    ]


@pytest.mark.parametrize(
    ("table", "name", "given", "value"),
    [
        ("reports", "latitude", "51.5", 51.5), ("reports", "latitude", "-90", -90.0), ("reports", "latitude",
        "90.1", None),
        ("reports", "longitude", "180", 180.0), ("reports", "longitude", "-180.5", None), ("reports", "latitude",
        "NaN", None),
        ("reports", "latitude", "inf", None), ("reports", "latitude", "51,5", None),
        ("audit_reviews", "crimes_disclosed", "2", 2), ("audit_reviews", "crimes_disclosed", "2.0", 2),
        ("audit_reviews", "crimes_disclosed", "2.5", None), ("audit_reviews", "crimes_disclosed", "-1", None),
        ("audit_reviews", "crimes_disclosed", "9999", 9999), ("audit_reviews", "crimes_disclosed", "10000", None),
        ("audit_reviews", "crimes_disclosed", "99999999999999999999", None),
        ("calls", "answered", "Y", True), ("calls", "answered", "abandoned", False), ("calls", "answered",
        "maybe", None),
    ],
)  # fmt: skip
def test_numbers_and_answers_are_read_or_flagged(table: str, name: str, given: str, value: object):
    made = mapper(table, **{name: Source(("a",))}).canonical(frame(a=[given, None]))
    assert made[name].to_list() == [value, None]
    assert made[f"{name}!"].to_list() == [value is None, False]


def test_a_number_made_from_the_row_is_the_same_for_the_same_content():
    numbers = mapper(report_id=Source((), "row"))
    first = numbers.canonical(frame(a=["x", "x", "y"], b=["1", "1", "1"]))["report_id"].to_list()
    assert first[0] == first[1] != first[2]
    other_order = numbers.canonical(frame(b=["1"], a=[" x "], added_later=[None]))["report_id"].to_list()
    assert other_order == first[:1]
    assert numbers.canonical(frame(a=["1"], b=["x"]))["report_id"].to_list() != first[:1]


def test_a_blank_number_is_made_from_the_row():
    made = (
        mapper(report_id=Source(("a",), or_row=True)).canonical(frame(a=["7", ""], b=["x", "y"]))["report_id"].to_list()
    )
    assert made[0] == "7"
    assert made[1].startswith("row-")


def test_a_review_without_a_number_gets_one():
    assert mapper("audit_reviews").canonical(frame(a=["x"]))["review_id"].to_list()[0].startswith("row-")


def test_times_that_are_times_already_are_local_unless_they_have_a_zone():
    naive = pl.Series([datetime(2026, 5, 12, 10, 30), datetime(2024, 3, 31, 1, 30), datetime(9999, 1, 1)])
    made = mapper(reported_at=Source(("a",))).canonical(frame(a=naive))
    assert made["reported_at"].to_list() == [datetime(2026, 5, 12, 9, 30, tzinfo=UTC), None, None]
    assert made["reported_at!"].to_list() == [False, True, True]
    aware = naive.head(1).dt.replace_time_zone("America/New_York")
    assert mapped("reported_at", Source(("a",)), a=aware) == [datetime(2026, 5, 12, 14, 30, tzinfo=UTC)]


def test_forms_that_only_later_batches_have_are_learnt():
    found = mapper(reported_at=Source(("a",)))
    assert found.canonical(frame(a=["2026-05-12 10:30"]))["reported_at"].null_count() == 0
    assert found.canonical(frame(a=["12 May 2026 10:30", "2026-05-12 10:30"]))["reported_at"].null_count() == 0
    assert len(found.forms["reported_at"]) == 2


def test_the_order_that_was_settled_first_holds():
    found = mapper(reported_at=Source(("a",)))
    found.canonical(frame(a=["25/01/2026 10:30"]))
    assert found.canonical(frame(a=["01/25/2026 10:30", "02/01/2026 10:30"]))["reported_at"].to_list() == [
        None,
        datetime(2026, 1, 2, 10, 30, tzinfo=UTC),
    ]


def test_a_stated_form_settles_the_order_of_others():
    found = mapper(reported_at=Source(("a",)), formats=("%d/%m/%Y %H:%M",))
    assert found.canonical(frame(a=["02/01/2026"]))["reported_at"].to_list() == [datetime(2026, 1, 2, tzinfo=UTC)]


def test_a_form_that_is_none_is_a_fault_of_force_toml():
    with pytest.raises(ConfigError, match="'%Q' is not a form of dates"):
        mapper(reported_at=Source(("a",), formats=("%Q",))).canonical(frame(a=["x"]))


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("31/03/2024 01:30", "is a local time that never was (the clocks went forward)"),
        ("soon", "is not a date and time that is known here"),
    ],
)
def test_why_a_time_was_not_read(value: str, why: str):
    found = mapper(reported_at=Source(("a",)))
    raw = frame(a=[value])
    found.canonical(raw)
    assert found.why_unread(TABLES["reports"].column("reported_at"), raw) == [why]


def test_why_an_open_date_was_not_read():
    found = mapper(reported_at=Source(("a",)))
    raw = frame(a=["03/04/2026"])
    found.canonical(raw)
    assert found.why_unread(TABLES["reports"].column("reported_at"), raw) == [
        "is a date whose day and month cannot be told apart: set date_order"
    ]


def test_a_number_made_from_the_row_does_not_change_with_the_file():
    one, two = mapper(report_id=Source((), "row")), mapper(report_id=Source((), "row"))
    two.file_name = "CAD02.csv"
    raw = frame(a=["x"])
    assert one.canonical(raw)["report_id"].to_list() == two.canonical(raw)["report_id"].to_list()
