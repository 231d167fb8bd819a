"""A log detail sheet gives the same reports however its rows lie, and balances wherever it is cut.

`FULLCOUNT_FUZZ=20` runs twenty times as many examples.
"""

import csv
import io
import os
import random
import tempfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fullcount.core.errors import FullcountError
from fullcount.pipeline.config import Entries, ExtractConfig, Source
from fullcount.pipeline.intake import sources
from fullcount.pipeline.intake.parts import PartCounts, load_part, part_key
from fullcount.pipeline.intake.readers import csv as reader

TIMES = int(os.environ.get("FULLCOUNT_FUZZ", "1"))
quietly = settings(deadline=None, database=None, derandomize=TIMES == 1, suppress_health_check=list(HealthCheck))
HEADER = ["Log No", "Seq", "Time", "Author", "Text"]
COLUMNS = {
    "report_id": Source(("Log No",)),
    "reported_at": Source(("Time",)),
    "text": Source(("Log Words",)),
    "handler_id": Source(("Author",)),
}
EXTRACT = ExtractConfig(
    "reports",
    ("*",),
    COLUMNS,
    date_formats=("%d/%m/%Y %H:%M",),
    entries=Entries("Log No", ("Time", "Author", "Text"), "Log Words", "Seq"),
)
CELLS = st.sampled_from(["", " ", "caller hung up", 'said "stop", twice', "two\nlines", "Zoë’s flat", "N/A", "x" * 40])


@st.composite
def sheets(draw: st.DrawFn) -> list[list[str]]:
    """Return the rows of a sheet: whole logs with distinct numbers, and some rows of no log."""
    rows: list[list[str]] = []
    for log in range(draw(st.integers(0, 6))):
        numbers = draw(st.lists(st.integers(-3, 40), min_size=1, max_size=9, unique=True))
        for number in numbers:
            time = draw(st.sampled_from(["", "soon", f"12/05/2026 0{log}:{abs(number):02}"]))
            rows.append([f"L{log}", str(number), time, draw(st.sampled_from(["", "H1", "D2"])), draw(CELLS)])
    rows += [["", "1", "", "", draw(CELLS)] for _ in range(draw(st.integers(0, 2)))]
    return draw(st.permutations(rows))


def as_csv(rows: list[list[str]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows([HEADER, *rows])
    return stream.getvalue().encode()


def expected(rows: list[list[str]]) -> dict[str, tuple[str | None, str | None]]:
    """Return log -> (words, author) as a person with a pencil would have it."""
    found = {}
    for log in {row[0] for row in rows if row[0]}:
        entries = sorted((row for row in rows if row[0] == log), key=lambda row: int(row[1]))
        lines = [" ".join(cell.strip() for cell in row[2:] if cell.strip()) for row in entries]
        words = "\n".join(line for line in lines if line).strip()
        times = [row[2] for row in entries if row[2]]
        if times and times[0] != "soon":
            found[log] = (words or None, next((row[3] for row in entries if row[3]), None))
    return found


def loaded(raw: bytes, folder: Path) -> tuple[pl.DataFrame, pl.DataFrame, PartCounts]:
    """Return the rows, what was set aside and the counts of a sheet; they balance."""
    path = folder / "sheet.csv"
    path.write_bytes(raw)
    source = sources.source_file("reports", path.name, path)
    counts = load_part(source, EXTRACT, "Europe/London", None, folder / "part")
    key = part_key(source, EXTRACT, "Europe/London", None)
    rows = pl.read_parquet(folder / "part" / f"{key}.rows.parquet")
    aside = pl.read_parquet(folder / "part" / f"{key}.quarantine.parquet").filter(pl.col("kind") == "row")
    assert counts.read == counts.accepted + counts.quarantined
    assert (rows.height, aside.get_column("row").n_unique()) == (counts.accepted, counts.quarantined)
    assert not set(rows["__row"]) & set(aside["row"])
    return rows, aside, counts


@pytest.fixture(params=[2, 5, 100_000])
def batch_rows(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many rows the careful reader hands on at once."""
    monkeypatch.setattr(reader, "BATCH_ROWS", request.param)
    return int(request.param)


@pytest.mark.usefixtures("batch_rows")
@settings(quietly, max_examples=25 * TIMES)
@given(rows=sheets(), seed=st.integers(0, 1000), ragged=st.booleans())
def test_shuffled_rows_give_the_same_reports(rows: list[list[str]], seed: int, ragged: bool):
    end = b"ragged\n" if ragged else b""  # sends the file to the careful reader, which has the small batches
    found = []
    together = sorted(rows, key=lambda row: row[0])
    for order in (rows, together, random.Random(seed).sample(rows, len(rows))):
        with tempfile.TemporaryDirectory() as made:
            taken, _, counts = loaded(as_csv(order) + end, Path(made))
        logs = {row[0] for row in rows if row[0]}
        of_none = sum(not row[0] for row in rows)
        assert counts.entries == len(rows) + ragged
        assert counts.read == len(logs) + of_none + ragged
        found.append(taken.drop("__row").sort("report_id"))
    assert {row["report_id"]: (row["text"], row["handler_id"]) for row in found[0].to_dicts()} == expected(rows)
    assert found[0].equals(found[1])
    assert found[0].equals(found[2])


SHEET = as_csv(
    [
        [log, str(n), "12/05/2026 09:30", "H1", text]
        for log, n, text in (("L1", 1, 'a "stop",\nZoë'), ("L1", 2, "b"), ("", 3, "c"), ("L2", 1, "d"), ("L1", 3, "e"))
    ]
)


def test_a_sheet_cut_at_any_byte_balances(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reader, "BATCH_ROWS", 2)
    for at in range(len(SHEET) + 1):
        with tempfile.TemporaryDirectory() as made:
            try:
                rows, aside, counts = loaded(SHEET[:at], Path(made))
            except FullcountError as error:
                assert "Zoë" not in str(error), "no words of a log stand in an error"
                continue
        whole = at == len(SHEET)
        assert (counts.read, counts.entries) == (3, 5) or not whole
        assert counts.entries >= counts.read
        assert set(rows["report_id"]) <= {"L1", "L2", "L"}, at
        assert aside.filter(pl.col("reason") == "").height == 0
