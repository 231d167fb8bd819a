"""A file becomes a part: every row is in it once, with what was set aside and why."""

import errno
import json
from pathlib import Path

import pytest

from fullcount.core.errors import InputError, StoreError
from fullcount.pipeline.config import ExtractConfig, Source
from fullcount.pipeline.intake import parts as intake
from fullcount.pipeline.intake import sources
from fullcount.pipeline.intake.parts import load_part, part_key

COLUMNS = {
    "report_id": Source(("id",)),
    "reported_at": Source(("at",)),
    "occurred_from": Source(("from",)),
    "text": Source(("log",)),
}


def test_a_row_without_what_every_row_must_have_is_set_aside_whole(load):
    found = load(b"id,at,from,log\n1,2026-05-12,soon,x\n,2026-05-12,,y\n3,never,,z\n4,,,\n", columns=COLUMNS)
    assert found.ids == ["1"]
    assert found.aside.select("row", "kind", "column", "reason").rows() == [
        (2, "value", "from", "occurred_from is not a date and time that is known here"),
        (3, "row", "id", "report_id is blank"),
        (4, "row", "at", "reported_at is not a date and time that is known here"),
        (5, "row", "at", "reported_at is blank"),
    ]
    assert json.loads(found.aside["original"][1]) == {"id": None, "at": "2026-05-12", "from": None, "log": "y"}
    counts = found.counts
    assert (counts.read, counts.accepted, counts.quarantined, counts.values_set_aside) == (4, 1, 3, 1)


def test_a_column_that_the_file_does_not_have_is_named(load):
    found = load(b"id,at\n1,2026-05-12\n", columns=COLUMNS)
    assert found.counts.missing == ["occurred_from", "text"]
    assert load(b"at,log\n2026-05-12,x\n", columns=COLUMNS).reasons == [(2, "report_id is not a column of this file")]


def test_row_numbers_go_on_over_refused_rows_and_batches(load, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("fullcount.pipeline.intake.readers.csv.BATCH_ROWS", 3)
    lines = [f"{n},2026-05-12,,x" if n % 4 else "ragged" for n in range(2, 22)]
    found = load(("id,at,from,log\n" + "\n".join(lines) + "\n").encode(), columns=COLUMNS)
    assert found.rows["__row"].to_list() == [int(number) for number in found.ids]
    assert [row for row, _ in found.reasons] == [4, 8, 12, 16, 20]


def test_a_file_that_is_irregular_late_is_read_once_not_twice(load, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("fullcount.pipeline.intake.readers.csv.BATCH_ROWS", 2_048)
    rows = "".join(f"{n},2026-05-12,,x\n" for n in range(30_000))
    found = load(("id,at,from,log\n" + rows + "ragged\n").encode(), columns=COLUMNS)
    assert (found.counts.accepted, found.counts.quarantined, found.rows["report_id"].n_unique()) == (30_000, 1, 30_000)


def test_later_rows_that_settle_day_and_month_settle_the_earlier_ones(load, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("fullcount.pipeline.intake.readers.csv.BATCH_ROWS", 2)
    body = "id,at,from,log\n" + "".join(f"{n},{n:02}/01/2026,,x\n" for n in range(1, 15)) + "ragged\n"
    found = load(body.encode(), columns=COLUMNS)
    assert (found.counts.accepted, found.counts.quarantined) == (14, 1)
    assert found.rows["reported_at"].dt.day().to_list() == list(range(1, 15))
    assert not any("date_order" in note for note in found.counts.notes)


def test_dates_that_nothing_settles_are_set_aside_and_say_so(load):
    found = load(b"id,at,from,log\n1,03/04/2026,,x\n", columns=COLUMNS)
    assert found.reasons == [(2, "reported_at is a date whose day and month cannot be told apart: set date_order")]
    assert found.counts.notes == ["reported_at: day and month cannot be told apart; set date_order"]


def test_a_file_that_cannot_be_read_leaves_nothing_behind(load, tmp_path: Path):
    with pytest.raises(InputError):
        load(b"\x1f\x8b" + bytes(50), columns=COLUMNS)
    assert list((tmp_path / "part").iterdir()) == []


@pytest.mark.parametrize(("number", "kind"), [(errno.ENOSPC, StoreError), (errno.EIO, InputError)])
def test_a_disk_that_fails_is_no_traceback(load, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[Exception]):
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, "the disk says no")

    monkeypatch.setattr(intake, "read_batches", fail)
    with pytest.raises(kind, match="the disk says no"):
        load(b"id\n1\n", columns=COLUMNS)


def test_the_key_depends_on_content_and_meaning_and_not_on_the_name(tmp_path: Path):
    for name, raw in (("a.csv", b"1"), ("b.csv", b"1"), ("c.csv", b"2")):
        (tmp_path / name).write_bytes(raw)
    a, b, c = (sources.source_file("reports", name, tmp_path / name) for name in ("a.csv", "b.csv", "c.csv"))
    plain = ExtractConfig("reports", ("*.csv",), COLUMNS)
    named = ExtractConfig("reports", ("*.csv",), {"published_at": Source(("source_file",))})
    assert part_key(a, plain, "UTC", None) == part_key(b, plain, "UTC", None) != part_key(c, plain, "UTC", None)
    assert part_key(a, named, "UTC", None) != part_key(b, named, "UTC", None)
    assert part_key(a, plain, "UTC", None) != part_key(a, plain, "Europe/London", None)


def test_the_same_file_gives_the_same_bytes(tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(b"id,at,from,log\n1,2026-05-12,,x\nragged\n")
    source = sources.source_file("reports", "a.csv", tmp_path / "a.csv")
    extract = ExtractConfig("reports", ("a.csv",), COLUMNS)
    for folder in ("one", "two"):
        load_part(source, extract, "Europe/London", None, tmp_path / folder)
    one, two = (sorted((tmp_path / folder).iterdir()) for folder in ("one", "two"))
    assert [path.name for path in one] == [path.name for path in two]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
