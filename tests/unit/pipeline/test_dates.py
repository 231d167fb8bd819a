"""Forms of dates: which are told, which are left open, and what becomes of hours that the clocks made or took."""

from datetime import UTC, datetime

import polars as pl
import pytest

from fullcount.pipeline.intake.dates import forms_of, is_form, order_of, parsed

LONDON = "Europe/London"


def read(values: list[str], order: str | None = None, zone: str = LONDON) -> list[str | None]:
    """Return the values as UTC in short, by the forms that are found for them."""
    series = pl.Series("x", values)
    found = parsed(series, forms_of(series, order).formats, zone)
    return [None if moment is None else moment.strftime("%Y-%m-%d %H:%M") for moment in found.to_list()]


@pytest.mark.parametrize(
    "value",
    [
        "2024-01-31 13:05", "2024-01-31T13:05:00", "2024-01-31T13:05:00.000Z", "2024-01-31T14:05:00+01:00",
        "2024-01-31 13:05:00 +0000",
        "2024/01/31 13:05", "20240131 1305", "20240131130500", "2024-01-31 13:05:00 UTC", "31/01/2024 13:05",
        "31/01/2024 13:05:00",
        "31-01-2024 13:05", "31.01.2024 13:05", "31.01.2024 13.05", "31/1/24 13:05", "1/31/2024 1:05 PM",
        "01/31/24 01:05:00 pm",
        "31 Jan 2024 13:05", "31-JAN-24 01.05.00.000000 PM", "31-Jan-2024 13:05:00", "Wed 31 Jan 2024 13:05",
        "31 January 2024 13:05",
        "Jan 31, 2024 1:05 PM", "31/01/2024, 13:05", "31/01/2024 at 13:05", "31/01/2024 - 13:05", "31012024 1305",
        "45322.545138888887", "1706706300", "1706706300000",
    ],
)  # fmt: skip
def test_every_usual_form_is_told(value: str):
    assert read([value]) == ["2024-01-31 13:05"]


@pytest.mark.parametrize(
    "value",
    [
        "",
        "soon",
        "13:05",
        "0202-01-31",
        "9999-12-31",
        "1899-12-31",
        "31/02/2024",
        "2024-13-01",
        "32/01/2024",
        "19999",
        "90000",
        "123456",
        "2024",
    ],
)
def test_what_is_no_date_is_not_read(value: str):
    assert read([value]) == [None]


@pytest.mark.parametrize(
    ("value", "read_as"), [("1900-01-01", "1900-01-01 00:00"), ("2200-12-31", "2200-12-31 00:00"), ("2201-01-01", None)]
)
def test_years_from_1900_to_2200_are_believed(value: str, read_as: str | None):
    assert read([value], zone="UTC") == [read_as]


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("31/03/2024 00:59", "2024-03-31 00:59"), ("31/03/2024 01:00", None), ("31/03/2024 01:30", None),
        ("31/03/2024 02:00", "2024-03-31 01:00"),
        ("27/10/2024 00:59", "2024-10-26 23:59"), ("27/10/2024 01:00", "2024-10-27 00:00"), ("27/10/2024 01:30",
        "2024-10-27 00:30"),
        ("27/10/2024 02:00", "2024-10-27 02:00"),
    ],
)  # fmt: skip
def test_the_hour_the_clocks_took_never_was_and_the_one_they_gave_is_the_first(local: str, utc: str | None):
    assert read([local]) == [utc]


def test_an_offset_tells_the_two_hours_of_october_apart():
    assert read(["2024-10-27T01:30:00+01:00", "2024-10-27T01:30:00+00:00"]) == ["2024-10-27 00:30", "2024-10-27 01:30"]


@pytest.mark.parametrize(
    ("values", "order", "ambiguous"),
    [
        (["03/04/2026", "12/12/2026"], None, True),
        (["03/04/2026", "13/12/2026"], None, False),
        (["03/04/2026", "12/13/2026"], None, False),
        (["03/04/2026"], "dmy", False),
        (["13/04/2026", "04/13/2026"], None, True),
        (["13/04/2026"] * 3 + [f"{day}/04/2026" for day in range(14, 30)] * 3 + ["2026-04-03"], None, False),
    ],
)
def test_day_and_month_are_told_apart_by_a_value_above_twelve_or_not_at_all(
    values: list[str], order: str | None, ambiguous: bool
):
    assert forms_of(pl.Series("x", values), order).ambiguous is ambiguous


def test_nothing_is_read_while_the_order_is_open_and_iso_dates_are():
    assert read(["03/04/2026", "2026-04-03"]) == [None, "2026-04-02 23:00"]


@pytest.mark.parametrize(("order", "utc"), [("dmy", "2026-04-02 23:00"), ("mdy", "2026-03-04 00:00")])
def test_the_stated_order_settles_it(order: str, utc: str):
    assert read(["03/04/2026"], order) == [utc]


def test_year_first_with_two_digits_is_read_where_it_is_stated():
    assert read(["26/02/03"], "ymd") == ["2026-02-03 00:00"]


@pytest.mark.parametrize(("value", "year"), [("31/01/69", 2069), ("31/01/70", 1970), ("31/01/26", 2026)])
def test_two_digit_years_turn_at_seventy(value: str, year: int):
    assert read([value], zone="UTC") == [f"{year}-01-31 00:00"]


def test_one_stray_in_the_other_order_is_left_unread():
    days = [f"{day:02}/{month:02}/2024" for month in range(1, 13) for day in range(13, 29)]
    assert read([*days, "01/25/2024"])[-1] is None
    assert None not in read([*days, "01/25/2024"])[:-1]


def test_a_rare_form_is_found_among_thousands():
    many = [f"2024-01-{1 + n % 28:02} {n % 24:02}:{n % 60:02}:{n % 59:02}" for n in range(5_000)]
    assert read([*many, "31 Jan 2024 13:05"])[-1] == "2024-01-31 13:05"


def test_serial_numbers_are_dates_only_where_nothing_else_is():
    assert read(["45322", "2024-01-31"]) == [None, "2024-01-31 00:00"]


@pytest.mark.parametrize(
    ("form", "known"),
    [
        ("%d/%m/%Y %H:%M", True),
        ("%F %T", True),
        ("excel-serial", True),
        ("CAD%m%d%Y%H%M.csv", True),
        ("%Q", False),
        ("%H:%M", False),
        ("", False),
    ],
)
def test_a_stated_form_is_checked(form: str, known: bool):
    assert is_form(form) is known


def test_a_form_in_shorthand_keeps_its_time():
    assert parsed(pl.Series("x", ["2024-01-31 13:05:00"]), ("%F %T",)).to_list() == [
        datetime(2024, 1, 31, 13, 5, tzinfo=UTC)
    ]


def test_forms_settle_the_order_of_the_others():
    assert order_of(("%Y-%m-%d", "%d/%m/%Y %H:%M")) == "dmy"
    assert order_of(("%m/%d/%y",)) == "mdy"
    assert order_of(("%Y-%m-%d", "%d %b %Y")) is None
