"""What a reader yields: rows as they stand, with their row numbers, and the rows that could not be read at all."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

BATCH_ROWS = 100_000
MAX_HELD = 64 << 20
"""Bytes of text after which a batch of fewer rows is handed on: huge fields must not fill the memory."""
ROW = "__row"
"""Row number as a spreadsheet shows it: the header is row 1, so the first row of data is row 2 (1 without a header)."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be taken: its number, the column at fault (or ""), the reason, and the row as it was."""

    row: int
    column: str
    reason: str
    original: str


@dataclass(frozen=True, slots=True)
class RawBatch:
    """Rows as they stand in the file, with their numbers in column `__row`, and the rows refused on the way."""

    frame: pl.DataFrame
    refused: list[Refused] = field(default_factory=list)


ORIGINAL_LIMIT = 10_000


def clipped(text: str, length: int = 0) -> str:
    """Return the original kept with a refused row: at most 10,000 characters, and it says when it was cut."""
    if len(text) <= ORIGINAL_LIMIT:
        return text
    return text[:ORIGINAL_LIMIT] + f" … ({max(length, len(text)):,} in all)"


def as_json(row: Mapping[str, Any]) -> str:
    """Return a row by the names of its columns."""
    return json.dumps(row, ensure_ascii=False, default=str)


def as_written(raw: bytes) -> str:
    """Return a refused line as text: bytes that are no text are shown as \\xNN."""
    return clipped(raw[: 4 * ORIGINAL_LIMIT + 4].decode("utf-8", errors="backslashreplace").rstrip("\r\n"), len(raw))


def unique_names(given: Iterable[str | None]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the columns, each made unique, and those that stood more than once.

    A blank name becomes `column 3`; a second `Date` becomes `Date (2)`; a name of our own is never taken over.
    """
    names: dict[str, None] = {}
    repeated: list[str] = []
    counts: dict[str, int] = {ROW: 1}
    for position, raw in enumerate(given, 1):
        name = (raw or "").strip() or f"column {position}"
        if name in names and name not in repeated:
            repeated.append(name)
        unique = name
        while unique in names or unique == ROW:
            counts[name] = counts.get(name, 1) + 1
            unique = f"{name} ({counts[name]})"
        names[unique] = None
    return tuple(names), tuple(repeated)
