"""The entries of a log become one report, whatever file they stand in and however they lie there."""

import json
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from fullcount.pipeline.config import Entries, ExtractConfig, Source
from fullcount.pipeline.intake import gather, sources
from fullcount.pipeline.intake.parts import part_key

ENTRIES = Entries("Log", ("Time", "By", "Text"), "Words", "Seq")
COLUMNS = {
    "report_id": Source(("Log",)),
    "reported_at": Source(("Time",)),
    "text": Source(("Words",)),
    "handler_id": Source(("By",)),
    "route": Source(("Route",)),
}
HEAD = "Log,Seq,Time,By,Text,Route\n"
ASKED = {"columns": COLUMNS, "entries": ENTRIES, "date_formats": ("%H:%M %d/%m/%Y",)}
WORDS = ["09:00 12/05/2026 H1 window broken", "09:05 12/05/2026 D2 unit sent", "09:30 12/05/2026 P3 no trace"]


def sheet(*rows: str) -> bytes:
    """Return a sheet of entries; a row is `log|seq|minute|by|text|route`, its time 12 May 2026 at nine and so much."""
    lines = []
    for row in rows:
        log, seq, minute, by, text, route = row.split("|")
        lines.append(f"{log},{seq},{f'09:{minute} 12/05/2026' if minute else ''},{by},{text},{route}\n")
    return (HEAD + "".join(lines)).encode()


A = ("A|1|00|H1|window broken|", "A|2|05|D2|unit sent|999", "A|10|30|P3|no trace|101")
B = ("B|1|10|H7|noise|online",)


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fullcount.pipeline.intake.readers.csv.BATCH_ROWS", 2)


@pytest.fixture
def modes(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Return a list of how each file was gone through: True where its logs were taken to stand together."""
    gone: list[bool] = []
    true = gather.Gatherer.gathered

    def noted(self, batches):
        gone.append(self.together)
        return true(self, batches)

    monkeypatch.setattr(gather.Gatherer, "gathered", noted)
    return gone


def words(found) -> dict[str, str | None]:
    return dict(found.rows.select("report_id", "text").rows())


def test_the_lines_of_a_log_are_joined_and_its_other_columns_are_the_first_that_is_not_blank(load, modes):
    found = load(sheet(*A, *B), **ASKED)
    assert words(found) == {"A": "\n".join(WORDS), "B": "09:10 12/05/2026 H7 noise"}
    assert found.rows.select("__row", "handler_id", "route").rows() == [(2, "H1", "999"), (5, "H7", "online")]
    assert found.rows["reported_at"][0] == datetime(2026, 5, 12, 8, 0, tzinfo=UTC)
    assert (found.counts.read, found.counts.accepted, found.counts.entries) == (2, 2, 4)
    assert (found.counts.missing, found.counts.notes, modes) == ([], [], [True])


def test_entries_stand_by_their_number_and_not_by_its_spelling(load):
    assert words(load(sheet(A[2], A[0], A[1]), **ASKED))["A"] == "\n".join(WORDS)
    as_decimals = [row.replace("|10|", "|10.0|") for row in (A[2], A[0], A[1])]
    assert words(load(sheet(*as_decimals), **ASKED))["A"] == "\n".join(WORDS)


@pytest.mark.parametrize("number", ["", "x", "1.5", "99999999999999999999"])
def test_a_log_with_a_number_that_is_none_stands_in_the_order_of_the_file(load, number: str):
    as_they_lie = (A[1], A[2].replace("|10|", f"|{number}|"), A[0], "B|2|11|H8|second|", *B)
    found = words(load(sheet(*as_they_lie), **ASKED))
    assert found["A"] == "\n".join([WORDS[1], WORDS[2], WORDS[0]])
    assert found["B"] == "09:10 12/05/2026 H7 noise\n09:11 12/05/2026 H8 second", "other logs keep their own order"


def test_without_an_order_and_with_equal_numbers_the_file_is_followed(load):
    rows = (A[1], A[0])
    plain = ASKED | {"entries": Entries("Log", ENTRIES.line, "Words")}
    for found in (load(sheet(*rows), **plain), load(sheet(*(r.replace("|2|", "|1|") for r in rows)), **ASKED)):
        assert words(found)["A"] == "\n".join([WORDS[1], WORDS[0]])


def test_blank_cells_and_blank_lines_are_left_out(load):
    raw = sheet("A|1|00|H1|  |", "A|2||||", "A|3||N/A|went home |", "B|1|01|||")
    found = load(raw, **ASKED, blank=("N/A",))
    assert words(found) == {"A": "09:00 12/05/2026 H1\nwent home", "B": "09:01 12/05/2026"}
    none = ASKED | {"entries": Entries("Log", ("Text",), "Words")}
    assert words(load(sheet("A|1|00|H1||"), **none)) == {"A": None}


def test_a_row_of_no_log_is_set_aside_by_itself(load):
    found = load(sheet(*A, "|4|40|P3|who is this|", *B, "  |1|||lost|"), **ASKED)
    assert found.reasons == [(5, "Log is blank: an entry of no log"), (7, "Log is blank: an entry of no log")]
    assert json.loads(found.aside["original"][0])["Text"] == "who is this"
    assert found.aside["column"].to_list() == ["Log", "Log"]
    assert (found.counts.read, found.counts.quarantined, found.counts.entries) == (4, 2, 6)


def test_a_log_that_cannot_be_taken_is_set_aside_once(load):
    found = load(sheet("A|1||H1|no time|", "A|2||H1|none here|", *B), **ASKED)
    assert found.reasons == [(2, "reported_at is blank")]
    assert json.loads(found.aside["original"][0])["Words"] == "H1 no time\nH1 none here"
    assert (found.counts.read, found.counts.accepted, found.counts.quarantined) == (2, 1, 1)


def test_a_row_that_cannot_be_read_does_not_take_its_log_with_it(load):
    found = load(sheet(*A[:2]) + b"ragged\n" + sheet(A[2]).removeprefix(HEAD.encode()), **ASKED)
    assert words(found)["A"] == "\n".join(WORDS)
    assert found.reasons == [(4, "has 1 fields where the header has 6")]
    assert (found.counts.read, found.counts.entries) == (2, 4)


@pytest.mark.usefixtures("small_batches")
def test_a_log_goes_on_over_batches(load, modes):
    rows = [f"L{log}|{n}|{n:02}|H|line {n}|" for log in range(6) for n in range(log + 1)]
    found = load(sheet(*rows) + b"ragged\n", **ASKED)  # the careful reader has the small batches
    for log in range(6):
        assert words(found)[f"L{log}"].splitlines()[-1] == f"09:{log:02} 12/05/2026 H line {log}"
        assert len(words(found)[f"L{log}"].splitlines()) == log + 1
    assert found.rows["__row"].to_list() == [2, 3, 5, 8, 12, 17]
    assert modes == [True, True], "irregular, so read twice; gathered as it came both times"


@pytest.mark.usefixtures("small_batches")
def test_a_log_that_turns_up_again_is_gathered_whole(load, modes):
    found = load(sheet(A[0], *B, A[2], "C|1|50|H|last|", A[1]) + b"ragged\n", **ASKED)
    assert words(found)["A"] == "\n".join(WORDS)
    assert found.rows.select("report_id", "__row").rows() == [("A", 2), ("B", 3), ("C", 5)]
    assert (found.counts.read, found.counts.quarantined, found.counts.entries) == (4, 1, 6)
    assert modes[-1] is False


def test_a_log_that_turns_up_again_in_the_same_batch_is_gathered_whole(load, modes):
    found = load(sheet(A[0], *B, A[2], A[1], "C|1|50|H|last|"), **ASKED)
    assert words(found)["A"] == "\n".join(WORDS)
    assert found.rows["__row"].to_list() == [2, 3, 6]
    assert modes == [True, False]


@pytest.mark.usefixtures("small_batches")
def test_a_file_that_needs_every_second_look_gets_it(load, monkeypatch: pytest.MonkeyPatch):
    """Irregular, scattered, and with dates that only its last logs settle."""
    monkeypatch.setattr(gather, "LOGS_AT_ONCE", 3)
    lines = [f"L{n % 20:02},{n // 20},{n % 20 + 1:02}/01/2026 10:00,H,line {n},\n" for n in range(40)]
    asked = ASKED | {"date_formats": ()}
    found = load((HEAD + "".join(lines) + "ragged\n").encode(), **asked)
    assert (found.counts.read, found.counts.accepted, found.counts.entries) == (21, 20, 41)
    assert found.rows["reported_at"].dt.day().to_list() == list(range(1, 21))
    assert words(found)["L19"] == "20/01/2026 10:00 H line 19\n20/01/2026 10:00 H line 39"


def test_many_logs_that_lie_apart_are_handed_on_in_pieces(load, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gather, "LOGS_AT_ONCE", 3)
    rows = [f"L{n % 8}|{n // 8}|{n:02}|H|line {n}|" for n in range(24)]
    found = load(sheet(*rows), **ASKED)
    assert found.ids == [f"L{n}" for n in range(8)]
    assert {len(text.splitlines()) for text in words(found).values()} == {3}


def test_the_words_are_read_only_when_the_log_is_whole_in_json_lines_too(load, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("fullcount.pipeline.intake.readers.json_lines.BATCH_ROWS", 2)
    rows = [{"Log": 7, "Time": "09:00 12/05/2026", "Text": "one"}, {"Log": 7, "Text": "two"}]
    rows += [{"Log": 7, "By": "H9", "Text": "three", "Route": "999"}, {"Log": 8, "Time": "09:01 12/05/2026"}]
    raw = "".join(json.dumps(row) + "\n" for row in rows).encode()
    found = load(raw, "reports.jsonl", **ASKED | {"entries": Entries("Log", ("Text",), "Words")})
    assert found.rows.select("report_id", "text", "handler_id", "route").rows() == [
        ("7", "one\ntwo\nthree", "H9", "999"),
        ("8", None, None, None),
    ]


def test_columns_that_have_types_keep_them(load, tmp_path: Path):
    at = [datetime(2026, 5, 12, 9, minute) for minute in (30, 0)]
    pl.DataFrame(
        {"Log": [7.0, 7.0], "Seq": [10, 9], "Time": at, "Text": ["b", "a"], "Share": [None, 0.5]}
    ).write_parquet(tmp_path / "x.parquet")
    columns = COLUMNS | {"latitude": Source(("Share",))}
    asked = {"columns": columns, "entries": Entries("Log", ("Text",), "Words", "Seq")}
    found = load((tmp_path / "x.parquet").read_bytes(), "reports.parquet", **asked)
    assert found.rows.select("report_id", "text", "reported_at", "latitude").rows() == [
        ("7", "a\nb", datetime(2026, 5, 12, 8, 0, tzinfo=UTC), 0.5)
    ]


def test_a_workbook_is_gathered(load, xlsx):
    rows = [["Log", "Seq", "Time", "By", "Text", "Route"]]
    rows += [["A", ("2", 0), "09:05 12/05/2026", "D2", "unit sent", None]]
    rows += [["A", ("1", 0), "09:00 12/05/2026", "H1", "window broken", None]]
    assert words(load(xlsx({"s": rows}), "reports.xlsx", **ASKED)) == {"A": "\n".join(WORDS[:2])}


def test_what_the_file_lacks_is_named_and_its_rows_are_set_aside(load):
    raw = b"Number,Time,Text\nA,09:00 12/05/2026,x\n"
    found = load(raw, **ASKED)
    assert found.reasons == [(2, "Log is not a column of this file")]
    assert found.counts.missing == ["entries: By", "entries: Log", "entries: Seq", "handler_id", "report_id", "route"]
    without_by = load(b"Log,Time,Text\nA,09:00 12/05/2026,x\n", **ASKED)
    assert words(without_by) == {"A": "09:00 12/05/2026 x"}


def test_a_file_may_be_one_log_by_its_name(load, tmp_path: Path):
    entries = Entries("source_file", ("Text",), "Words")
    columns = COLUMNS | {"report_id": Source(("source_file",), matches=r"^(.*)\.csv$")}
    found = load(
        b"Time,Text\n09:00 12/05/2026,x\n09:00 12/05/2026,y\n",
        "L77.csv",
        **ASKED | {"entries": entries, "columns": columns},
    )
    assert words(found) == {"L77": "x\ny"}
    path = tmp_path / "in" / "L77.csv"
    extract = ExtractConfig("reports", (), {}, entries=entries)
    named = [sources.source_file("reports", name, path) for name in ("a.csv", "b.csv")]
    assert len({part_key(source, extract, "UTC", None) for source in named}) == 2


def test_the_key_of_a_part_depends_on_how_its_entries_are_gathered(tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(sheet(*A))
    source = sources.source_file("reports", "a.csv", tmp_path / "a.csv")
    ways = (None, ENTRIES, Entries("Log", ENTRIES.line, "Words"))
    keys = {part_key(source, ExtractConfig("reports", (), COLUMNS, entries=way), "UTC", None) for way in ways}
    assert len(keys) == 3


def test_a_column_of_the_files_own_that_is_called_like_the_words_gives_way_and_is_said(load):
    found = load(b"Log,Time,By,Text,Words\nA,09:00 12/05/2026,H1,x,something else\n", **ASKED)
    assert words(found) == {"A": "09:00 12/05/2026 H1 x"}
    assert found.counts.notes == ["its column 'Words' is not read: the joined lines have its name"]


@pytest.mark.parametrize("scattered", [False, True])
def test_a_log_that_is_none_is_set_aside(load, monkeypatch: pytest.MonkeyPatch, scattered: bool):
    monkeypatch.setattr(gather, "MOST_WORDS", 60)
    rows = (A[0], *B, A[1], A[2], "C|1|59|H|end|") if scattered else (*A, *B, "C|1|59|H|end|")
    found = load(sheet(*rows), **ASKED)
    assert found.ids == ["B", "C"]
    assert found.reasons == [(2, "has more than 0 MiB of words: Log does not tell logs apart")]
    assert (found.counts.read, found.counts.quarantined) == (3, 1)


def test_an_empty_sheet_is_an_empty_table(load):
    for raw in (HEAD.encode(), b""):
        found = load(raw, **ASKED)
        assert (found.rows.height, found.counts.read, found.counts.entries) == (0, 0, 0)
