"""CSV: DuckDB's strict reader where the file is clean, a careful line-by-line reader where it is not.

The fast reader refuses a whole file at its first irregular row; then the careful one reads the file again and
quarantines exactly the rows that are irregular. Both number rows alike and skip blank lines.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import duckdb
import polars as pl
import pyarrow as pa

from fullcount.core.errors import Fault, InputError
from fullcount.pipeline.intake.readers.batch import (
    BATCH_ROWS,
    MAX_HELD,
    ROW,
    RawBatch,
    Refused,
    as_written,
    unique_names,
)

MAX_FIELD = 16 << 20
MAX_HEADER = 1 << 20
MAX_COLUMNS = 5_000
MOST_HEADER_LINES = 10
MAX_NAME = 300
MAX_LINES_IN_ROW = 5_000
DELIMITERS = (",", ";", "\t", "|")
NO_NETWORK: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
CSV_FAULTS = (
    ("unexpected end of data", "a quotation mark is opened and never closed"),
    ("expected after", "a quoted field is followed by something else than the separator"),
    ("new-line character", "a line break stands outside quotation marks"),
    ("field larger than", f"is longer than {MAX_FIELD >> 20} MiB"),
)
BLANK = b" \r\n\x0c"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV file is written, and its header with every name made unique."""

    delimiter: str
    quote: str
    header: tuple[str, ...]
    repeated: tuple[str, ...]
    header_line: int
    is_plain: bool = True


def dialect_of(path: Path, name: str, delimiter: str | None, quote: str) -> Dialect | None:
    """Return the dialect of a UTF-8 file, or None if the file holds no line at all. Raises InputError.

    `header_line` counts the lines up to the end of the header; `is_plain` is False where that is not
    the first line alone. A first line `sep=;`, which Excel writes and obeys, is obeyed too.
    """
    with path.open("rb") as stream:
        lines = _Lines(stream, [])
        while line := lines.next():
            if line.lstrip(b"\xef\xbb\xbf").strip(BLANK + b"\t"):
                break
        else:
            return None
        text = _decoded_header(line, name)
        if (said := re.fullmatch(r"sep=(.)\s*", text, re.IGNORECASE)) is not None:
            delimiter = delimiter or said[1]
            text = _decoded_header(lines.next(), name)
        chosen = delimiter or _delimiter(text, quote)
        fields = _first_row(text, lines, chosen, quote)
    if len(fields) > MAX_COLUMNS:
        raise InputError(
            f"{name} cannot be read", [Fault(name, f"its first line has {len(fields):,} columns", "check delimiter")]
        )
    header, repeated = unique_names(fields)
    is_plain = lines.number == 1  # DuckDB counts the lines to skip in its own way where there are more
    return Dialect(chosen, quote, header, repeated, lines.number, is_plain)


def _decoded_header(line: bytes, name: str) -> str:
    text = line.decode("utf-8-sig", errors="replace").rstrip("\r\n")
    if "\x00" in text or len(line) > MAX_HEADER:
        what = "its first line holds NUL bytes" if "\x00" in text else "its first line never ends"
        raise InputError(f"{name} is not a text file", [Fault(name, what, "check the format")])
    return text


def _delimiter(text: str, quote: str) -> str:
    """Return the usual separator that stands most often in the header outside quotation marks."""
    bare = re.sub(f"{re.escape(quote)}[^{re.escape(quote)}]*{re.escape(quote)}?", "", text)
    return max(DELIMITERS, key=lambda mark: (bare.count(mark), -DELIMITERS.index(mark)))


def _first_row(text: str, lines: "_Lines", delimiter: str, quote: str) -> list[str]:
    """Return the header's fields, from more lines than one where a quoted name goes on; as it stands if that fails."""
    taken: list[bytes] = []

    def more() -> Iterator[str]:
        yield text + "\n"
        while len(taken) < MOST_HEADER_LINES and (line := lines.next()):
            taken.append(line)
            yield line.decode("utf-8", errors="replace")

    try:
        fields = next(csv.reader(more(), delimiter=delimiter, quotechar=quote, strict=True))
    except csv.Error:
        fields = []
    if not fields or max(map(len, fields)) > MAX_NAME:  # a stray quotation mark must not swallow the rows below
        lines.back(taken)
        fields = [field.strip().strip(quote) for field in text.split(delimiter)]
    return [" ".join(field.split()) for field in fields]


class NotCleanError(Exception):
    """The fast reader met an irregular row: what it yielded so far must be thrown away and the careful reader used."""


def read_fast(path: Path, dialect: Dialect) -> Iterator[RawBatch]:
    """Yield the rows of a clean UTF-8 file. Raises NotCleanError at the first row that is not regular."""
    if not dialect.is_plain:
        raise NotCleanError("header")
    columns = "{" + ", ".join(f"'c{number}': 'VARCHAR'" for number in range(len(dialect.header))) + "}"
    mark, quote = (text.replace("'", "''") for text in (dialect.delimiter, dialect.quote))
    query = (
        "SELECT * FROM read_csv(getvariable('path'), auto_detect=false, header=false, "  # noqa: S608 - marks are quoted
        f"skip={dialect.header_line}, "
        f"delim='{mark}', quote='{quote}', escape='{quote}', columns={columns}, strict_mode=true, null_padding=false, "
        f"max_line_size={MAX_FIELD}, compression='none', hive_partitioning=false)"
    )
    with duckdb.connect(config=NO_NETWORK) as connection:
        connection.execute("SET VARIABLE path = $1", [str(path.resolve())])
        row = 2
        try:
            for batch in connection.sql(query).to_arrow_reader(BATCH_ROWS):
                frame = pl.DataFrame(batch)
                frame.columns = list(dialect.header)
                yield RawBatch(frame.with_columns(pl.int_range(row, row + frame.height, eager=True).alias(ROW)))
                row += frame.height
        except (duckdb.Error, pa.ArrowException, OSError) as error:  # as Arrow passes on what DuckDB found
            raise NotCleanError(type(error).__name__) from None
    if row == 2 and _holds_more(path):
        raise NotCleanError("no row was found")


def _holds_more(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.readline(MAX_HEADER)
        return any(line.strip(BLANK) for line in stream)


@dataclass(slots=True)
class _Lines:
    """The physical lines of a file, one at a time; `number` counts those taken and not given back."""

    stream: IO[bytes]
    pending: list[bytes]
    number: int = 0

    def next(self) -> bytes:
        self.number += 1
        if self.pending:
            return self.pending.pop()
        line = self.stream.readline(MAX_FIELD + 1)
        if len(line) > MAX_FIELD and not line.endswith(b"\n"):
            while (rest := self.stream.readline(MAX_FIELD)) and not rest.endswith(b"\n"):
                pass
        if not line:
            self.number -= 1
        return line

    def back(self, lines: list[bytes]) -> None:
        self.pending.extend(reversed(lines))
        self.number -= len(lines)


def read_careful(path: Path, dialect: Dialect) -> Iterator[RawBatch]:
    """Yield the rows of any file; every irregular row is refused by itself, and reading goes on at the next line."""
    with path.open("rb") as stream:
        lines = _Lines(stream, [])
        for _ in range(dialect.header_line):
            lines.next()
        rows: list[list[str]] = []
        numbers: list[int] = []
        refused: list[Refused] = []
        row, held = 1, 0
        while line := lines.next():
            if not line.strip(BLANK):
                continue
            row += 1
            held += len(line)
            result = _record(line, lines, dialect)
            if isinstance(result, list):
                rows.append(result)
                numbers.append(row)
            else:
                refused.append(Refused(row, "", result, as_written(line)))
            if len(rows) + len(refused) >= BATCH_ROWS or held >= MAX_HELD:
                yield RawBatch(_frame(rows, numbers, dialect), refused)
                rows, numbers, refused, held = [], [], [], 0
        yield RawBatch(_frame(rows, numbers, dialect), refused)


def _frame(rows: list[list[str]], numbers: list[int], dialect: Dialect) -> pl.DataFrame:
    columns = zip(*rows, strict=True) if rows else [()] * len(dialect.header)
    data = {name: list(values) for name, values in zip(dialect.header, columns, strict=True)}
    schema = dict.fromkeys(dialect.header, pl.String)
    return pl.DataFrame(data, schema=schema).with_columns(pl.Series(ROW, numbers, dtype=pl.Int64))


def _record(line: bytes, lines: _Lines, dialect: Dialect) -> list[str] | str:
    """Return the fields of the row that begins with `line`, or why it is refused; extra lines go back if it is."""
    taken: list[bytes] = []
    try:
        fields = _fields(line, lines, dialect, taken)
    except UnicodeDecodeError as error:
        why = f"byte {error.start + 1} is not valid UTF-8 (0x{error.object[error.start]:02x})"
    except _TooLongError:
        why = f"is longer than {MAX_FIELD >> 20} MiB"
    except csv.Error as error:
        why = next((why for sign, why in CSV_FAULTS if sign in str(error)), "its quotation marks are wrong")
    else:
        if len(fields) == len(dialect.header):
            return fields
        why = f"has {len(fields)} fields where the header has {len(dialect.header)}"
    lines.back(taken)
    return why if not taken or why.startswith("byte") else f"{why} (looked at {len(taken) + 1:,} lines)"


class _TooLongError(Exception):
    """A row is longer than any genuine one."""


def _fields(line: bytes, lines: _Lines, dialect: Dialect, taken: list[bytes]) -> list[str]:
    """Return the fields of a row; the lines after the first that it needed are added to `taken`."""
    if len(line) > MAX_FIELD:
        raise _TooLongError
    text = line.decode("utf-8")
    if dialect.quote not in text:
        return text.rstrip("\r\n").split(dialect.delimiter)
    spaced = re.compile(f"{re.escape(dialect.quote)} +(?={re.escape(dialect.delimiter)}|[\r\n]|$)")

    def physical() -> Iterator[str]:
        size = len(line)
        yield spaced.sub(dialect.quote, text)
        while len(taken) < MAX_LINES_IN_ROW and (following := lines.next()):
            taken.append(following)
            if (size := size + len(following)) > MAX_FIELD:
                raise _TooLongError
            yield spaced.sub(dialect.quote, following.decode("utf-8"))

    csv.field_size_limit(MAX_FIELD)
    return next(
        csv.reader(physical(), delimiter=dialect.delimiter, quotechar=dialect.quote, skipinitialspace=True, strict=True)
    )
