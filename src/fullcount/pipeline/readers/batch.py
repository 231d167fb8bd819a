"""What a reader yields: rows as they stand, with their row numbers, and the rows that could not be read at all."""

from dataclasses import dataclass, field

import polars as pl

BATCH_ROWS = 100_000
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


def clipped(text: str) -> str:
    """Return the original kept with a refused row: at most 10,000 characters, and it says when it was cut."""
    return text if len(text) <= ORIGINAL_LIMIT else text[:ORIGINAL_LIMIT] + f" … ({len(text):,} characters in all)"
