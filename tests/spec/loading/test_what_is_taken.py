"""What is taken from an extract, what is set aside, and why: accepted + quarantined = read, always."""

import gzip

import pytest

HEADER = "Incident No,Reported,Log\n"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("I1,12/05/2026 09:30,window broken", None),
        ('I1,12/05/2026 09:30,"she said ""stop"", twice,\nand ran"', None),
        ("I1,12/05/2026 09:30,", None),
        (",12/05/2026 09:30,window broken", "report_id is blank"),
        ("I1,,window broken", "reported_at is blank"),
        ("I1,yesterday,window broken", "reported_at is not a date and time that is known here"),
        ("I1,12/05/0202 09:30,x", "reported_at is not a date and time that is known here"),
        ("I1,31/12/1899,x", "reported_at is not a date and time that is known here"),
        ("I1,01/01/1900,x", None),
        ("I1,31/03/2024 00:59,x", None),
        ("I1,31/03/2024 01:30,x", "reported_at is a local time that never was (the clocks went forward)"),
        ("I1,31/03/2024 02:00,x", None),
        ("I1,12/05/2026 09:30,window broken,and more", "has 4 fields where the header has 3"),
        ("I1,12/05/2026 09:30", "has 2 fields where the header has 3"),
        ('I1,12/05/2026 09:30,"window" broken', "a quoted field is followed by something else than the separator"),
    ],
)
def test_a_row_is_taken_or_set_aside_with_its_reason(taken, row: str, reason: str | None):
    rows, aside = taken((HEADER + "I0,11/05/2026 08:00,before\n" + row + "\nI9,13/05/2026 08:00,after\n").encode())
    assert rows["report_id"].to_list() == (["I0", "I1", "I9"] if reason is None else ["I0", "I9"])
    assert aside.select("row", "reason").rows() == ([] if reason is None else [(3, reason)])


def test_what_is_set_aside_keeps_its_original_and_its_row(taken):
    _, aside = taken((HEADER + "I1,yesterday,window broken\n").encode())
    assert aside.select("row", "kind", "column").rows() == [(2, "row", "Reported")]
    assert aside["original"].to_list() == ['{"Incident No": "I1", "Reported": "yesterday", "Log": "window broken"}']


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("27/10/2024 00:59", "2024-10-26 23:59"),
        ("27/10/2024 01:30", "2024-10-27 00:30"),
        ("27/10/2024 02:00", "2024-10-27 02:00"),
    ],
)
def test_a_local_time_that_happened_twice_is_the_first(taken, local: str, utc: str):
    rows, _ = taken((HEADER + f"I1,{local},x\n").encode())
    assert rows["reported_at"].dt.to_string("%Y-%m-%d %H:%M").to_list() == [utc]


@pytest.mark.parametrize(
    ("order", "days"),
    [("dmy", ["2026-03-04"]), ("mdy", ["2026-04-03"]), (None, [])],
)
def test_a_date_that_may_be_two_is_read_only_when_the_order_is_stated(taken, order: str | None, days: list[str]):
    rows, aside = taken((HEADER + "I1,04/03/2026 12:00,x\n").encode(), order=order)
    assert rows["reported_at"].dt.to_string("%Y-%m-%d").to_list() == days
    assert aside.height == (0 if days else 1)


@pytest.mark.parametrize("number", ["00123", "1234.0", "1e5", "=1+1", "-5", "I 1"])
def test_a_number_of_a_report_is_kept_as_it_is_written(taken, number: str):
    rows, _ = taken((HEADER + f"{number},12/05/2026,x\n").encode())
    assert rows["report_id"].to_list() == [number]


def test_a_packed_extract_is_read_as_the_plain_one(taken):
    plain = (HEADER + "I1,12/05/2026,x\n").encode()
    assert taken(gzip.compress(plain, mtime=0), "reports.csv.gz")[0].equals(taken(plain)[0])
