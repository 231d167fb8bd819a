"""Files as they lie about: each is read, or refused with a reason, and no row is lost."""

import gzip
import io
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fullcount.core.errors import FullcountError, InputError
from fullcount.pipeline.config import Source
from fullcount.pipeline.intake.readers import csv
from fullcount.pipeline.intake.readers.batch import clipped, unique_names

AT = "2026-05-12 09:30"
HEAD = "id,at,log\n"


def rows_of(*cells: tuple[str, str]) -> str:
    """Return CSV rows of (number, log), all reported at the same time."""
    return "".join(f"{number},{AT},{log}\n" for number, log in cells)


# what is taken from CSV


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_every_usual_line_end_and_separator_is_told_from_the_file(load, mark: str, end: str):
    body = (HEAD + rows_of(("1", "x"), ("2", '"a\nb"'))).replace(",", mark)
    found = load(body.replace("\n", end).replace(f"a{end}b", "a\nb").encode())
    assert found.ids == ["1", "2"]
    assert found.rows["text"].to_list() == ["x", "a\nb"]
    assert found.rows["__row"].to_list() == [2, 3]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("utf-8", "café £5 – 日本"), ("utf-8-sig", "café £5"), ("cp1252", "café “ok” – £5"), ("utf-16", "café 日本"),
     ("utf-16-le", "cafe £5"), ("utf-16-be", "cafe £5"), ("utf-32", "café £5")],
)  # fmt: skip
def test_every_usual_encoding_is_told_from_the_bytes(load, encoding: str, text: str):
    assert load((HEAD + rows_of(("1", text))).encode(encoding)).rows["text"].to_list() == [text]


def test_bytes_that_windows_1252_does_not_know_are_kept(load):
    found = load((HEAD + rows_of(("1", "caf\xe9 \x81"))).encode("latin-1"))
    assert found.rows["text"].to_list() == ["café \x81"]


def test_a_few_bad_bytes_in_utf_8_cost_their_row_and_no_other(load):
    good = "".join(rows_of((f"g{n}", "Zoë’s café")) for n in range(9))
    found = load((HEAD + good).encode() + b"bad," + AT.encode() + b",x\xff\n" + rows_of(("last", "ok")).encode())
    assert found.ids == [*(f"g{n}" for n in range(9)), "last"]
    assert found.reasons == [(11, "byte 23 is not valid UTF-8 (0xff)")]
    assert found.aside["original"].to_list() == [f"bad,{AT},x\\xff"]


@pytest.mark.parametrize("before", ["\n\n", " \n", "\r\n"])
def test_blank_lines_before_the_header_do_not_hide_the_rows(load, before: str):
    assert load((before + HEAD + rows_of(("1", "x"), ("2", "y"))).encode()).ids == ["1", "2"]


def test_blank_lines_are_no_rows_and_a_row_of_separators_is_one(load):
    found = load((HEAD + "\n" + rows_of(("1", "x")) + "\n\n,,\n" + rows_of(("2", "y"))).encode())
    assert (found.ids, found.counts.read) == (["1", "2"], 3)
    assert found.reasons == [(3, "report_id is blank")]


def test_a_first_line_for_excel_names_the_separator(load):
    assert load(("sep=;\n" + (HEAD + rows_of(("1", "a|b|c|d"))).replace(",", ";")).encode()).ids == ["1"]


def test_a_separator_inside_a_quoted_name_is_not_counted(load):
    columns = {"report_id": Source(("id; a, b, c",)), "reported_at": Source(("at",))}
    assert load(f'"id; a, b, c";at\n1;{AT}\n'.encode(), columns=columns).ids == ["1"]


def test_a_header_on_two_lines_is_one_header(load):
    columns = {"report_id": Source(("Incident No",)), "reported_at": Source(("at",))}
    assert load(f'"Incident\nNo",at\n1,{AT}\n2,{AT}\n'.encode(), columns=columns).ids == ["1", "2"]


def test_names_that_stand_twice_or_not_at_all_are_made_unique(load):
    columns = {"report_id": Source(("id (2)",)), "reported_at": Source(("column 3",))}
    found = load(f"id,id,,__row\n1,2,{AT},9\n".encode(), columns=columns)
    assert found.ids == ["2"]
    assert found.counts.notes == ["two columns are called 'id'; the second is read as 'id (2)'"]
    assert unique_names(["a", "a", "a (2)", "", None, "__row"])[0] == (
        "a",
        "a (2)",
        "a (2) (2)",
        "column 4",
        "column 5",
        "__row (2)",
    )


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"\xef\xbb\xbf", HEAD.encode(), HEAD.strip().encode(), b"\xff\xfe"])
def test_a_file_without_rows_has_no_rows(load, raw: bytes):
    assert load(raw).counts.read == 0


# what is refused in CSV, row by row


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (f"2,{AT}", "has 2 fields where the header has 3"),
        (f"2,{AT},x,y", "has 4 fields where the header has 3"),
        (f'2,{AT},"never closed', "a quotation mark is opened and never closed (looked at 2 lines)"),
        (f'2,{AT},"x"y', "a quoted field is followed by something else than the separator"),
        (f'"2"\r"x",{AT},y', "a line break stands outside quotation marks"),
    ],
)
def test_an_irregular_row_is_refused_alone(load, line: str, reason: str):
    found = load((HEAD + rows_of(("1", "x")) + line + "\n" + rows_of(("3", "z"))).encode())
    assert found.ids == ["1", "3"]
    assert found.rows["__row"].to_list() == [2, 4]
    assert found.reasons == [(3, reason)]
    assert found.aside["original"].to_list() == [line]


def test_a_quote_never_closed_does_not_swallow_the_rows_below_it(load):
    rows = rows_of(*((str(n), f'"log {n}"') for n in range(50)))
    found = load((HEAD + f'a,{AT},"open\n' + rows).encode())
    assert found.ids == [str(n) for n in range(50)]


def test_spaces_about_quotation_marks_are_no_fault_even_beside_one(load):
    found = load(f'{HEAD}"1" ,{AT}, "a, b" \nragged\n'.encode())
    assert found.ids == ["1"]
    assert found.rows["text"].to_list() == ["a, b"]


@pytest.mark.parametrize(("size", "taken"), [((16 << 20) - 200, True), ((16 << 20) + 1, False)])
def test_a_field_of_sixteen_mebibytes_is_taken_and_a_longer_one_refused(load, size: int, taken: bool):
    body = HEAD + f"1,{AT}," + "x" * size + "\n" + rows_of(("2", "y"))
    found = load(body.encode())
    assert found.ids == (["1", "2"] if taken else ["2"])
    if not taken:
        assert found.reasons == [(2, "is longer than 16 MiB")]
        assert len(found.aside["original"][0]) < 11_000


def test_a_line_that_ends_just_beyond_the_limit_does_not_take_the_next_with_it(tmp_path: Path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"a,b\n" + b"1," + b"x" * (csv.MAX_FIELD - 2) + b"\n2,y\n")
    dialect = csv.dialect_of(path, "x.csv", None, '"')
    batches = list(csv.read_careful(path, dialect))
    assert [value for batch in batches for value in batch.frame["a"].to_list()] == ["2"]
    assert sum(len(batch.refused) for batch in batches) == 1


def test_nul_bytes_in_a_row_are_kept_and_a_header_with_them_is_no_text(load):
    assert load((HEAD + rows_of(("1", "a\x00b"))).encode()).rows["text"].to_list() == ["a\x00b"]
    with pytest.raises(InputError, match="NUL"):
        load(b"id\x00,at,log\n1,2,3\n")


def test_formulas_are_kept_as_the_text_they_are(load):
    assert load((HEAD + rows_of(("=1+1", "@SUM(A1)"))).encode()).ids == ["=1+1"]


def test_a_header_without_end_is_refused():
    with pytest.raises(InputError, match="never ends"):
        csv._decoded_header(b"x" * (csv.MAX_HEADER + 1), "x.csv")


def test_more_columns_than_any_extract_has_are_refused(load):
    with pytest.raises(InputError, match="6,000 columns"):
        load(b"," * 5_999 + b"\n1\n")


@pytest.mark.parametrize(
    "name", ["a b.csv", "it's.csv", "x [1].csv", "star*.csv", "what?.csv", "new\nline.csv", "day=1/x.csv", "é.csv"]
)
def test_any_name_of_a_file_is_read_as_it_is(load, name: str):
    assert load((HEAD + rows_of(("1", "x"))).encode(), name).ids == ["1"]


@pytest.mark.parametrize("delimiter", ["\n", '"', "\x00", " "])
def test_a_strange_separator_is_no_traceback(load, delimiter: str):
    with suppress(FullcountError):
        load((HEAD + rows_of(("1", "x"))).encode(), delimiter=delimiter)


quoted = st.sampled_from(["a", '"a"', '"a\nb"', '"a,b"', '"a""b"', "", ' "s" ', 'x"y', '"a\r\nb"', " ", "é", "=1"])


@settings(deadline=None, derandomize=True, database=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(
    st.integers(1, 3).flatmap(lambda n: st.lists(st.lists(quoted, min_size=n, max_size=n), min_size=1, max_size=6)),
    st.sampled_from(["\n", "\r\n"]),
)
def test_both_readers_of_csv_read_clean_files_alike(tmp_path: Path, rows: list[list[str]], end: str):
    path = tmp_path / "x.csv"
    path.write_bytes((",".join("hij"[: len(rows[0])]) + end + end.join(",".join(row) for row in rows) + end).encode())
    dialect = csv.dialect_of(path, "x.csv", None, '"')

    def cells(batches) -> list[tuple[str, ...]]:
        found = [row[:-1] for batch in batches for row in batch.frame.rows()]
        return [row for row in (tuple((cell or "").strip(" ") for cell in row) for row in found) if any(row)]

    try:
        fast = cells(csv.read_fast(path, dialect))
    except csv.NotCleanError:
        return
    assert fast == cells(csv.read_careful(path, dialect))


# JSON lines


def jsonl(*objects: object) -> bytes:
    """Return JSON lines, all reported at the same time unless they say otherwise."""
    return "".join(
        json.dumps({"at": AT} | item if isinstance(item, dict) else item) + "\n" for item in objects
    ).encode()


def test_json_lines_take_objects_whose_keys_differ(load):
    found = load(
        jsonl({"id": "1"}, {"id": 2, "log": "x"}, {"log": "y", "id": 3.0, "more": [1, {"a": None}]}), "r.jsonl"
    )
    assert found.ids == ["1", "2", "3"]
    assert found.rows["text"].to_list() == [None, "x", "y"]


def test_a_key_that_only_a_later_batch_brings_is_not_missing(load, monkeypatch):
    monkeypatch.setattr("fullcount.pipeline.intake.readers.json_lines.BATCH_ROWS", 2)
    columns = {
        "report_id": Source(("id",)),
        "reported_at": Source(("at",)),
        "text": Source(("log", "more"), "join", "\n"),
    }
    found = load(
        jsonl({"id": "1", "log": "a"}, {"id": "2"}, {"id": "3", "more": "b"}, {"id": "4", "log": "c"}),
        "r.jsonl",
        columns=columns,
    )
    assert found.rows["text"].to_list() == ["a", None, "b", "c"]
    assert found.counts.missing == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"id": 1, "id": 2}', "names one of its keys twice"),
        (b'{"id": 1', "is not valid JSON"), (b"[1, 2]", "is not a JSON object"), (b'"x"', "is not a JSON object"),
        (b'{"id": "\\ud800"}', "holds half of a surrogate pair, which is no character"),
        (b'{"id": "\xc3\xa9\xc3\xa9x\xff"}', "byte 14 is not valid UTF-8 (0xff)"),
        (b'{"a":' * 20_000 + b"1" + b"}" * 20_000, "is not valid JSON"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_object_is_refused_alone(load, line: bytes, reason: str):
    found = load(jsonl({"id": "1"}) + line + b"\n\n" + jsonl({"id": "3"}), "r.jsonl")
    assert found.ids == ["1", "3"]
    assert found.rows["__row"].to_list() == [1, 4]
    assert found.reasons == [(2, reason)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("00123", "00123"),
        (123, "123"),
        (1234.0, "1234"),
        (1e5, "100000"),
        (1.5, "1.5"),
        (True, "true"),
        ([1, "a"], '[1, "a"]'),
        (float("nan"), "NaN"),
    ],
)
def test_json_values_become_text_as_they_are_meant(load, value: object, text: str):
    assert load(jsonl({"id": value}), "r.jsonl").ids == [text]


def test_a_hundred_deep_value_is_kept(load):
    deep = "[" * 100 + "]" * 100
    found = load(f'{{"id": "1", "at": "{AT}", "log": {deep}}}\n'.encode(), "r.jsonl")
    assert (found.ids, found.rows["text"].to_list()) == (["1"], [deep])


def test_one_json_array_is_refused_as_what_it_is(load):
    with pytest.raises(InputError, match="JSON array"):
        load(b'[{"id": 1}]', "r.json")


# Parquet


def parquet(frame: pl.DataFrame | pa.Table) -> bytes:
    """Return a Parquet file."""
    stream = io.BytesIO()
    frame.write_parquet(stream) if isinstance(frame, pl.DataFrame) else pq.write_table(frame, stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (pl.Series([123, 45]), ["123", "45"]),
        (pl.Series([123.0, 1.5]), ["123", "1.5"]),
        (pl.Series(["a", "b"], dtype=pl.Categorical), ["a", "b"]),
        (pl.Series([b"ab", b"\xff\x00"]), ["ab", "0xff00"]),
        (pl.Series([Decimal("12"), Decimal("13")]), ["12", "13"]),
        (pl.Series([["a", "b"], ["c"]]), ['["a", "b"]', '["c"]']),
        (pl.Series([{"k": 1}, {"k": 2}]), ['{"k": 1}', '{"k": 2}']),
        (pl.Series([time(1, 30), time(2)]), ["01:30:00", "02:00:00"]),
        (pl.Series([True, False]), ["true", "false"]),
    ],
    ids=["whole", "float", "categorical", "binary", "decimal", "list", "struct", "time", "bool"],
)  # fmt: skip
def test_every_type_of_parquet_column_becomes_text(load, values: pl.Series, texts: list[str]):
    found = load(parquet(pl.DataFrame({"id": values, "at": [AT, AT]})), "r.parquet", columns={
        "report_id": Source(("id",)), "reported_at": Source(("at",))})  # fmt: skip
    assert found.ids == texts


def test_missing_numbers_that_pandas_wrote_as_nan_are_blank(load):
    frame = pl.DataFrame({"id": [1.0, float("nan")], "at": [AT, AT], "log": ["x", "y"]})
    assert load(parquet(frame), "r.parquet").reasons == [(2, "report_id is blank")]


def test_a_list_column_of_parquet_is_a_list(load):
    frame = pl.DataFrame({"id": ["1", "2"], "at": [AT, AT], "codes": [["A", " ", "B "], []]})
    columns = {"report_id": Source(("id",)), "reported_at": Source(("at",)), "opening_code": Source(("codes",))}
    assert load(parquet(frame), "r.parquet", columns=columns).rows["opening_code"].to_list() == [["A", "B"], None]


def test_a_date_and_a_time_column_join_to_a_moment(load):
    columns = {"report_id": Source(("id",)), "reported_at": Source(("day", "hour"), "join")}
    for day in (date(2026, 5, 12), datetime(2026, 5, 12)):
        frame = pl.DataFrame({"id": ["1"], "day": [day], "hour": [time(10, 30)]})
        assert load(parquet(frame), "r.parquet", columns=columns).rows["reported_at"].to_list() == [
            datetime(2026, 5, 12, 9, 30, tzinfo=UTC)
        ]


def test_text_in_parquet_that_is_not_utf_8_costs_its_row_alone(load):
    bad = pa.Array.from_buffers(
        pa.string(), 2, [None, pa.py_buffer(b"\x00\0\0\0\x01\0\0\0\x03\0\0\0"), pa.py_buffer(b"a\xffb")]
    )
    table = pa.table({"id": pa.array(["1", "2"]), "at": pa.array([AT, AT]), "log": bad})
    found = load(parquet(table), "r.parquet")
    assert (found.ids, found.reasons) == (["1"], [(2, "text that is not valid UTF-8")])
    assert "\\\\xffb" in found.aside["original"][0]


def test_parquet_columns_of_one_name_are_told_apart(load):
    table = pa.Table.from_arrays(
        [pa.array(["1"]), pa.array([AT]), pa.array(["x"]), pa.array(["y"])], names=["id", "at", "log", "log"]
    )
    assert load(parquet(table), "r.parquet").rows["text"].to_list() == ["x"]


@pytest.mark.parametrize("cut", [4, 100, -1])
def test_a_parquet_file_cut_short_is_refused(load, cut: int):
    with pytest.raises(InputError):
        load(parquet(pl.DataFrame({"id": ["1"], "at": [AT], "log": ["x"]}))[:cut], "r.parquet")


# Spreadsheets


def test_a_sheet_gives_ids_dates_and_times_as_they_are_meant(load, xlsx: Callable[..., bytes]):
    rows = [
        ["id", "at", "log"],
        [("1234",), ("45321.5", 1), "x"],
        ["00123", ("45321", 2), '<c r="REF" t="e"><v>#N/A</v></c>'],
        ["=1+1", "30/01/2024 12:00", '<c r="REF" t="str"><f>A1</f><v>=cmd</v></c>'],
    ]
    found = load(xlsx({"Log": rows}), "r.xlsx", date_order="dmy")
    assert found.ids == ["1234", "00123", "=1+1"]
    noon, midnight = datetime(2024, 1, 30, 12, tzinfo=UTC), datetime(2024, 1, 30, tzinfo=UTC)
    assert found.rows["reported_at"].to_list() == [noon, midnight, noon]
    assert found.rows["text"].to_list() == ["x", "#NA!", "=cmd"]


def test_serial_dates_in_cells_without_a_date_format_are_dates(load, xlsx: Callable[..., bytes]):
    found = load(xlsx({"Log": [["id", "at", "log"], ["1", ("45321.5",), "x"]]}), "r.xlsx")
    assert found.rows["reported_at"].to_list() == [datetime(2024, 1, 30, 12, tzinfo=UTC)]


def test_blank_rows_of_a_sheet_are_no_rows_and_numbers_are_those_shown(load, xlsx: Callable[..., bytes]):
    rows = [[None], ["id", "at", "log"], [None, " "], ["1", AT, "x"], [], [None, AT, "no number"]]
    found = load(xlsx({"Log": rows}), "r.xlsx")
    assert (found.rows["__row"].to_list(), found.reasons) == ([4], [(6, "report_id is blank")])


def test_a_date_cell_and_a_time_cell_join(load, xlsx: Callable[..., bytes]):
    columns = {"report_id": Source(("id",)), "reported_at": Source(("day", "hour"), "join")}
    found = load(xlsx({"Log": [["id", "day", "hour"], ["1", ("45321", 2), ("0.5", 1)]]}), "r.xlsx", columns=columns)
    assert found.rows["reported_at"].to_list() == [datetime(2024, 1, 30, 12, tzinfo=UTC)]


def test_sheets_that_are_not_read_are_named_and_one_that_is_not_there_is_a_fault(load, xlsx: Callable[..., bytes]):
    book = xlsx({"Log": [["id", "at", "log"], ["1", AT, "x"]], "Other": [["y"]]})
    assert load(book, "r.xlsx").counts.notes == ["only the sheet 'Log' is read, not 'Other'"]
    with pytest.raises(InputError, match="has no sheet 'Third'"):
        load(book, "r.xlsx", sheet="Third")


def test_an_empty_workbook_has_no_rows(load, xlsx: Callable[..., bytes]):
    assert load(xlsx({"Log": []}), "r.xlsx").counts.read == 0


def test_an_ods_sheet_is_read_with_its_dates_times_and_repeats(load, ods: Callable[[str], bytes]):
    def cell(value: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    moment = '<table:table-cell office:value-type="date" office:date-value="2026-05-12T10:30:00"/>'
    hour = '<table:table-cell office:value-type="time" office:time-value="PT01H30M00S"/>'
    rows = [cell("id") + cell("at") + cell("log"), cell("1") + moment + hour]
    body = '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
    found = load(ods(body + "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)), "r.ods")
    assert found.rows.select("__row", "report_id", "text").rows() == [(4, "1", "01:30:00")]
    assert found.rows["reported_at"].to_list() == [datetime(2026, 5, 12, 9, 30, tzinfo=UTC)]


@settings(deadline=None, derandomize=True, database=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(place=st.floats(0, 1, exclude_max=True), put=st.binary(max_size=6), drop=st.integers(0, 40))
def test_a_damaged_workbook_is_refused_or_read(load, xlsx: Callable[..., bytes], place: float, put: bytes, drop: int):
    raw = xlsx({"Log": [["id", "at", "log"], ["1", AT, "x"]]})
    at = int(place * len(raw))
    with suppress(InputError):
        load(raw[:at] + put + raw[at + drop :], "r.xlsx")


def test_what_is_kept_of_a_huge_original_says_how_much_there_was():
    assert clipped("x" * 10_000) == "x" * 10_000
    assert clipped("x" * 10_001).endswith("(10,001 in all)")


def test_the_packed_copy_and_the_plain_one_are_read_alike(load):
    plain = (HEAD + rows_of(("1", "x"))).encode()
    assert load(gzip.compress(plain, mtime=0), "r.csv.gz").ids == load(plain).ids
