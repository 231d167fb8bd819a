"""CSV: DuckDB's strict reader where the file is clean, a careful line-by-line reader where it is not.

The fast reader refuses a whole file at its first irregular row; then the careful one reads the file again and
quarantines exactly the rows that are irregular. Both number rows alike and skip blank lines.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import duckdb
import polars as pl

from fullcount.core.errors import Fault, InputError
from fullcount.pipeline.readers.batch import BATCH_ROWS, ROW, RawBatch, Refused, clipped

MAX_FIELD = 16 << 20
MAX_LINES_IN_ROW = 5_000
DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV file is written, and its header with every name made unique."""

    delimiter: str
    quote: str
    header: tuple[str, ...]
    repeated: tuple[str, ...]
    header_line: int


def dialect_of(path: Path, name: str, delimiter: str | None, quote: str) -> Dialect | None:
    """Return the dialect of a UTF-8 file, or None if the file holds no line at all. Raises InputError."""
    with path.open("rb") as stream:
        line, number = b"", 0
        while not line.strip(b"\xef\xbb\xbf \t\r\n"):
            line, number = stream.readline(MAX_FIELD), number + 1
            if not line:
                return None
    text = line.decode("utf-8-sig", errors="replace").rstrip("\r\n")
    if "\x00" in text:
        raise InputError(f"{name} is not a text file", [Fault(name, "its first line holds NUL bytes", "check the format")])
    chosen = delimiter or max(DELIMITERS, key=lambda mark: (text.count(mark), -DELIMITERS.index(mark)))
    try:
        fields = next(csv.reader([text], delimiter=chosen, quotechar=quote))
    except csv.Error:
        fields = text.split(chosen)
    header: list[str] = []
    repeated: list[str] = []
    for position, field in enumerate(fields, 1):
        given = field.strip() or f"column {position}"
        unique, count = given, 1
        while unique in header:
            count += 1
            unique = f"{given} ({count})"
        if unique != given:
            repeated.append(given)
        header.append(unique)
    return Dialect(chosen, quote, tuple(header), tuple(repeated), number)


class NotClean(Exception):
    """The fast reader met an irregular row: what it yielded so far must be thrown away and the careful reader used."""


def read_fast(path: Path, dialect: Dialect) -> Iterator[RawBatch]:
    """Yield the rows of a clean UTF-8 file. Raises NotClean at the first row that is not regular."""
    columns = "{" + ", ".join(f"'c{number}': 'VARCHAR'" for number in range(len(dialect.header))) + "}"
    mark, quote = (text.replace("'", "''") for text in (dialect.delimiter, dialect.quote))
    query = (
        f"SELECT * FROM read_csv(getvariable('path'), auto_detect=false, header=false, skip={dialect.header_line}, "
        f"delim='{mark}', quote='{quote}', escape='{quote}', columns={columns}, strict_mode=true, null_padding=false, "
        f"max_line_size={MAX_FIELD}, compression='none')"
    )
    with duckdb.connect(config={"preserve_insertion_order": True}) as connection:
        connection.execute("SET VARIABLE path = $1", [str(path)])
        row = 2
        try:
            for batch in connection.execute(query).to_arrow_reader(BATCH_ROWS):
                frame = pl.DataFrame(batch)
                frame.columns = list(dialect.header)
                yield RawBatch(frame.with_columns(pl.int_range(row, row + frame.height, eager=True).alias(ROW)))
                row += frame.height
        except duckdb.Error as error:
            raise NotClean(type(error).__name__) from None


@dataclass(slots=True)
class _Lines:
    """The physical lines of a file, one at a time, with one line of pushing back."""

    stream: IO[bytes]
    pending: list[bytes]

    def next(self) -> bytes:
        if self.pending:
            return self.pending.pop()
        line = self.stream.readline(MAX_FIELD + 1)
        if len(line) > MAX_FIELD:
            while (rest := self.stream.readline(MAX_FIELD)) and not rest.endswith(b"\n"):
                pass
        return line


def read_careful(path: Path, dialect: Dialect) -> Iterator[RawBatch]:
    """Yield the rows of any file; every irregular row is refused by itself, and reading goes on at the next line."""
    with path.open("rb") as stream:
        for _ in range(dialect.header_line):
            stream.readline(MAX_FIELD)
        lines = _Lines(stream, [])
        rows: list[list[str]] = []
        numbers: list[int] = []
        refused: list[Refused] = []
        row = 1
        while line := lines.next():
            if not line.strip(b"\r\n"):
                continue
            row += 1
            result = _record(line, lines, dialect)
            if isinstance(result, list):
                rows.append(result)
                numbers.append(row)
            else:
                refused.append(Refused(row, "", result, clipped(line.decode("utf-8", errors="replace").rstrip("\r\n"))))
            if len(rows) + len(refused) >= BATCH_ROWS:
                yield RawBatch(_frame(rows, numbers, dialect), refused)
                rows, numbers, refused = [], [], []
        yield RawBatch(_frame(rows, numbers, dialect), refused)


def _frame(rows: list[list[str]], numbers: list[int], dialect: Dialect) -> pl.DataFrame:
    columns = zip(*rows, strict=True) if rows else [()] * len(dialect.header)
    data = {name: list(values) for name, values in zip(dialect.header, columns, strict=True)}
    schema = dict.fromkeys(dialect.header, pl.String)
    return pl.DataFrame(data, schema=schema).with_columns(pl.Series(ROW, numbers, dtype=pl.Int64))


def _record(line: bytes, lines: _Lines, dialect: Dialect) -> list[str] | str:
    """Return the fields of the row that begins with `line`, or why it is refused; extra lines go back if it is."""
    taken: list[bytes] = []
    result = _parsed(line, dialect)
    quote = dialect.quote.encode()
    while result is None and len(taken) < MAX_LINES_IN_ROW:
        following = lines.next()
        if not following:
            break
        taken.append(following)
        if quote in following:
            result = _parsed(b"".join([line, *taken]), dialect)
    if isinstance(result, list) and len(result) == len(dialect.header):
        return result
    lines.pending.extend(reversed(taken))
    if isinstance(result, list):
        return f"has {len(result)} fields where the header has {len(dialect.header)}"
    return result or "a quotation mark is opened and never closed"


def _parsed(raw: bytes, dialect: Dialect) -> list[str] | str | None:
    """Return the fields, the reason for a refusal, or None where a quoted field is still open."""
    if len(raw) > MAX_FIELD:
        return f"is longer than {MAX_FIELD >> 20} MiB"
    try:
        text = raw.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        return f"byte {error.start + 1} is not valid UTF-8 (0x{raw[error.start]:02x})"
    if dialect.quote not in text:
        return text.split(dialect.delimiter)
    csv.field_size_limit(MAX_FIELD)
    try:
        return next(csv.reader([text + "\n"], delimiter=dialect.delimiter, quotechar=dialect.quote, strict=True))
    except csv.Error as error:
        if "unexpected end of data" in str(error) or "newline inside" in str(error):
            return None
        return "a quoted field is followed by something else than the separator"
