"""Extracts broken in every way we can think of: no traceback, no row lost, the result before stays as it was.

`FULLCOUNT_FUZZ=20` runs twenty times as many examples.
"""

import bz2
import gzip
import hashlib
import io
import json
import lzma
import os
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fullcount.core.errors import FullcountError
from fullcount.pipeline.config import read_config
from fullcount.pipeline.intake import sources
from fullcount.pipeline.intake.parts import PartCounts, load_part, part_key
from fullcount.pipeline.run import RunRequest, run

TIMES = int(os.environ.get("FULLCOUNT_FUZZ", "1"))
ROWS = 14
TOML = """
[force]
name = "Small Police"
[codes]
table = "codes.csv"
[extracts.reports]
files = ["reports*"]
date_order = "dmy"
[extracts.reports.columns]
report_id = "Incident No"
reported_at = "Reported"
opening_code = { column = "Type", separator = "//" }
text = "Log"
crime_ref = "Crime No"
[extracts.crimes]
files = ["crimes*"]
date_order = "dmy"
[extracts.crimes.columns]
crime_id = "Crime No"
recorded_at = "Recorded"
offence_code = "Offence"
"""
TOKEN = re.compile(r"(?:INC|CR)\d{5}X")
"""The numbers of reports and crimes: a number that still stands in the broken file must stand in what came of it."""


def report_rows() -> list[list[str]]:
    """Return rows with what real logs have in them: quotation marks, commas, line breaks, signs beyond ASCII."""
    logs = ("nothing found", 'he said "give me £5", then ran', "first line\nsecond line", "Zoë’s flat, door forced", "")
    return [
        [f"INC{n:05}X", f"{n + 1:02}/03/2026 1{n % 10}:00", "BURG // ASLT", logs[n % 5], f"CR{n:05}X" if n % 2 else ""]
        for n in range(ROWS)
    ]


def crime_rows() -> list[list[str]]:
    """Return the crimes that every second report names."""
    return [[f"CR{n:05}X", f"{n + 2:02}/03/2026 09:00", "28E"] for n in range(1, ROWS, 2)]


HEADERS = {
    "reports": ["Incident No", "Reported", "Type", "Log", "Crime No"],
    "crimes": ["Crime No", "Recorded", "Offence"],
}
CONTENT = {"reports": report_rows(), "crimes": crime_rows()}


def as_csv(table: str, mark: str = ",", end: str = "\n") -> str:
    """Return the table as clean CSV with every field that needs it quoted."""

    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if re.search(r'[",;|\t\n]', text) else text

    return "".join(mark.join(map(cell, row)) + end for row in (HEADERS[table], *CONTENT[table]))


def as_json_lines(table: str) -> str:
    """Return the table as JSON lines."""
    rows = (dict(zip(HEADERS[table], row, strict=True)) for row in CONTENT[table])
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def as_parquet(table: str) -> bytes:
    """Return the table as Parquet."""
    stream = io.BytesIO()
    pl.DataFrame(CONTENT[table], schema=HEADERS[table], orient="row").write_parquet(stream)
    return stream.getvalue()


def zipped(raw: bytes) -> bytes:
    """Return a zip archive of one file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.csv", raw)
    return stream.getvalue()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes, ".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress, ".zip": zipped,
    ".zst": lambda raw: pa.compress(raw, codec="zstd", asbytes=True),
}  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-32", "latin-1")
SPLINTERS = (
    b"\x00", b'"', b'""', b"\xff", b"\xef\xbb\xbf", b"\r", b"\n", b"\r\n", b",", b",,,,", b";", b"\t", b"=cmd|' /C'!A0",
    b"\xc3", b"\xe2\x80", b"\x1a", b"'", b"\\", b"{", b"[", b"}", b"PAR1", b"PK\x03\x04", b"\x1f\x8b", b"\x85",
    b"\xe2\x80\xa8", b"31/03/2024 01:30", b"NaN", b"1e999", b"INC00001X", b"\xed\xa0\x80", b"-1", b"  ",
    b"a" * 900, b"\n\n\n", b'"\n"',
)  # fmt: skip


@st.composite
def breaks(draw: st.DrawFn) -> Callable[[bytes], bytes]:
    """Return one way of breaking bytes."""
    kind = draw(st.sampled_from(["flip", "cut", "insert", "drop", "double", "swap", "zero", "shuffle", "chop"]))
    at, size = draw(st.floats(0, 1, exclude_max=True)), draw(st.integers(1, 60))
    put, mask = draw(st.sampled_from(SPLINTERS)), draw(st.integers(1, 255))

    def broken(raw: bytes) -> bytes:  # noqa: PLR0911 - one line a way
        place = int(at * len(raw))
        before, after = raw[:place], raw[place:]
        lines = raw.splitlines(keepends=True)
        line = int(at * len(lines))
        match kind:
            case "flip":
                return before + bytes([after[0] ^ mask]) + after[1:] if after else raw
            case "cut":
                return before
            case "insert":
                return before + put + after
            case "drop":
                return before + after[size:]
            case "double":
                return before + after[:size] + after
            case "zero":
                return before + bytes(len(after[:size])) + after[size:]
            case "shuffle":
                return b"".join([*lines[:1], *reversed(lines[1:])])
            case "chop":
                return b"".join([*lines[:line], *lines[line + 1 :]])
            case _:
                return raw.replace(b",", put[:9], size)

    return broken


@st.composite
def broken_files(draw: st.DrawFn, table: str) -> tuple[str, bytes, str]:
    """Return the name of a file, its bytes, and the text in it as far as it can still be told."""
    shape = draw(st.sampled_from(["csv", "csv", "csv", "jsonl", "parquet"]))
    ways = draw(st.lists(breaks(), max_size=3))
    if shape == "parquet":
        raw = as_parquet(table)
    else:
        mark, end = draw(st.sampled_from([",", ";", "\t", "|"])), draw(st.sampled_from(["\n", "\r\n", "\r"]))
        text = as_csv(table, mark, end) if shape == "csv" else as_json_lines(table)
        raw = text.encode(draw(st.sampled_from(ENCODINGS)), errors="replace")
    for way in ways:
        raw = way(raw)
    plain = raw.decode("utf-8", errors="replace") if shape != "parquet" else ""
    packer = draw(st.sampled_from(sorted(PACKERS)))
    packed = PACKERS[packer](raw)
    if packer and draw(st.booleans()):
        packed = draw(breaks())(packed)
        plain = ""
    return f"{table}.{shape}{packer}", packed, plain


def write_force(folder: Path) -> None:
    """Write the small force's settings."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "force.toml").write_text(TOML)
    (folder / "codes.csv").write_text("kind,code,means,note\ntype,BURG,28E,\ntype,ASLT,8N,\n")


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as made:
        write_force(Path(made) / "force")
        yield Path(made)


quietly = settings(deadline=None, database=None, derandomize=TIMES == 1, suppress_health_check=list(HealthCheck))


def numbers_kept(part: Path, key: str) -> set[str]:
    """Return the numbers that stand in the accepted rows or in what was set aside."""
    rows = pl.read_parquet(part / f"{key}.rows.parquet").with_columns(
        pl.selectors.by_dtype(pl.List(pl.String)).list.join(" ")
    )
    aside = pl.read_parquet(part / f"{key}.quarantine.parquet")
    texts = [*rows.select(pl.selectors.string()).rows(), *aside.select("original").rows()]
    return set(TOKEN.findall(" ".join(str(cell) for row in texts for cell in row)))


def check_part(counts: PartCounts, part: Path, key: str, plain: str) -> None:
    """Assert that the part balances and that no number of the text was lost."""
    rows = pl.read_parquet(part / f"{key}.rows.parquet")
    aside = pl.read_parquet(part / f"{key}.quarantine.parquet").filter(pl.col("kind") == "row")
    assert counts.read == counts.accepted + counts.quarantined
    assert (rows.height, aside.get_column("row").n_unique()) == (counts.accepted, counts.quarantined)
    assert not set(rows["__row"]) & set(aside["row"])
    assert aside.filter(pl.col("original").is_null() | (pl.col("reason") == "")).height == 0
    if not counts.missing:  # a column that force.toml names and the file has not: told by itself, and its values unread
        assert numbers_in(plain) <= numbers_kept(part, key)


def numbers_in(plain: str) -> set[str]:
    """Return the numbers that stand where force.toml looks: not in a header, not under a key that it does not name."""
    body = plain.lstrip("\ufeff \t\r\n")
    if '"Incident No": ' not in body and '"Recorded": ' not in body:
        return set(TOKEN.findall("".join(re.split(r"\r\n|\r|\n", body, maxsplit=1)[1:])))
    known = {name for header in HEADERS.values() for name in header}
    keys = [set(re.findall(r'"([^"]*)": ', line)) for line in body.split("\n")]
    return {
        token
        for line, found in zip(body.split("\n"), keys, strict=True)
        if found <= known
        for token in TOKEN.findall(line)
    }


@settings(quietly, max_examples=250 * TIMES)
@given(st.sampled_from(["reports", "crimes"]).flatmap(lambda table: st.tuples(st.just(table), broken_files(table))))
def test_a_broken_file_is_refused_or_every_row_of_it_is_accounted_for(
    folder: Path, file: tuple[str, tuple[str, bytes, str]]
):
    table, (name, raw, plain) = file
    with tempfile.TemporaryDirectory(dir=folder) as made:
        path = Path(made) / name
        path.write_bytes(raw)
        config = read_config(folder / "force")
        extract = config.extracts[table]
        source = sources.source_file(table, name, path)
        part = Path(made) / "part"
        try:
            counts = load_part(source, extract, "Europe/London", None, part)
        except FullcountError as error:
            assert not TOKEN.search(str(error)), "no text of a report stands in an error"
            assert not list(part.glob("*")), "a file that is refused leaves nothing behind"
            return
        check_part(counts, part, part_key(source, extract, "Europe/London", None), plain)


def results(out: Path) -> dict[str, str]:
    """Return the hash of every file that the run shows."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.iterdir()) if path.is_file()
    }


@pytest.fixture(scope="module")
def force(folder: Path) -> Path:
    for table in CONTENT:
        (folder / "force" / f"{table}.csv").write_text(as_csv(table), encoding="utf-8")
    run(RunRequest(folder / "force", folder / "out", latest=date(2026, 12, 31)))
    return folder


@settings(quietly, max_examples=50 * TIMES)
@given(reports=broken_files("reports"), crimes=st.none() | broken_files("crimes"))
def test_a_run_over_broken_files_leaves_the_old_result_or_a_new_one_that_balances(
    force: Path, reports: tuple[str, bytes, str], crimes: tuple[str, bytes, str] | None
):
    with tempfile.TemporaryDirectory(dir=force) as made:
        write_force(Path(made))
        (Path(made) / reports[0]).write_bytes(reports[1])
        name, raw, _ = crimes or ("crimes.csv", as_csv("crimes").encode(), "")
        (Path(made) / name).write_bytes(raw)
        before = results(force / "out")
        assert "result.json" in before
        try:
            found = run(RunRequest(Path(made), force / "out", latest=date(2026, 12, 31))).result
        except FullcountError as error:
            assert not TOKEN.search(str(error))
            assert results(force / "out") == before
            return
    assert json.loads((force / "out" / "result.json").read_text()) == json.loads(json.dumps(found))
    for table in found["loaded"]:
        assert table["read"] == table["accepted"] + table["quarantined"]
        assert table["accepted"] == table["new"] + table["same_again"] + table["changed"] + table["after_as_at"]
    new = next(table["new"] for table in found["loaded"] if table["table"] == "reports")
    assert found["ledger"]["population"] == new == sum(row["count"] for row in found["ledger"]["states"])
    assert pl.read_parquet(force / "out" / "ledger.parquet").height == new
