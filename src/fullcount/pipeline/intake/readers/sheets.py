"""Spreadsheets (XLSX, ODS), every cell as the text that it shows a program: numbers plain, dates in ISO form."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from fullcount.core.errors import Fault, InputError
from fullcount.pipeline.intake.readers.batch import BATCH_ROWS, ROW, RawBatch, unique_names

_DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)")
_TIME_OF_DAY = r"^1899-12-3[01][ T](\d\d:\d\d:\d\d)(?:\.\d+)?$"
"""What a cell with a time and no date becomes in the reader."""
_INSIDE = re.compile(r"but got '(.*)'$", re.DOTALL)


def read_sheet(path: Path, name: str, sheet: str | None, notes: list[str]) -> Iterator[RawBatch]:
    """Yield the rows of one sheet (the first unless named) as text, numbered as the spreadsheet shows them.

    The first row that is not blank is the header; blank rows are no rows. Sheets that are not read are noted.
    Raises InputError for a sheet or workbook that cannot be read.
    """
    cells = _cells(path, name, sheet, notes)
    filled = pl.any_horizontal(pl.exclude(ROW).str.strip_chars().str.len_bytes() > 0).fill_null(value=False)
    cells = cells.filter(filled) if cells.width > 1 else cells.clear()
    if not cells.height:
        notes.append("the sheet is empty")
        return
    header, repeated = unique_names(
        None if cell is None else " ".join(str(cell).split()) for cell in cells.drop(ROW).row(0)
    )
    notes.extend(
        f"two columns are called {given[:60]!r}; the second is read as '{given[:60]} (2)'" for given in repeated
    )
    rows = cells.slice(1).rename(dict(zip(cells.drop(ROW).columns, header, strict=True)))
    yield RawBatch(rows.clear())
    for start in range(0, rows.height, BATCH_ROWS):
        yield RawBatch(rows.slice(start, BATCH_ROWS))


def _cells(path: Path, name: str, sheet: str | None, notes: list[str]) -> pl.DataFrame:
    """Return every cell of the sheet from its first row, all text, with row numbers."""
    import fastexcel

    try:
        book = fastexcel.read_excel(str(path))
        chosen = sheet if sheet is not None else book.sheet_names[0]
        if chosen not in book.sheet_names:
            raise InputError(
                f"{name} has no sheet {chosen!r}",
                [Fault(name, f"its sheets: {', '.join(book.sheet_names)}", "set sheet")],
            )
        if others := [other for other in book.sheet_names if other != chosen]:
            notes.append(f"only the sheet {chosen!r} is read, not {', '.join(map(repr, others[:10]))}")
        loaded = book.load_sheet(chosen, header_row=None, skip_rows=0, dtypes="string")
        table, errors = loaded.to_arrow_with_errors()
    except InputError:
        raise
    except (
        BaseException
    ) as error:  # foreign code over hostile bytes: whatever it raises, a panic too, is the file's fault
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise InputError(
            f"{name} cannot be read",
            [Fault(name, f"damaged workbook ({type(error).__name__})", "save it again or export as CSV")],
        ) from None
    frame = pl.DataFrame(pl.from_arrow(table), schema=[f"cell {number}" for number in range(table.num_columns)])
    frame = _with_errors(frame.cast(pl.String), errors).with_columns(pl.all().str.replace(_TIME_OF_DAY, "$1"))
    return frame.with_columns(pl.int_range(1, frame.height + 1, eager=True).alias(ROW))


def _with_errors(frame: pl.DataFrame, errors: Any) -> pl.DataFrame:
    """Put what the reader could not make text of back in its place: times of day, and errors such as #N/A."""
    places: dict[int, list[tuple[int, str]]] = {}
    for error in errors.errors if errors is not None else ():
        row, column = error.offset_position
        if 0 <= row < frame.height and 0 <= column < frame.width:
            places.setdefault(column, []).append((row, _shown(error.detail)))
    for column, found in places.items():
        values = frame.to_series(column).to_list()
        for row, text in found:
            values[row] = text
        frame = frame.with_columns(pl.Series(frame.columns[column], values, dtype=pl.String))
    return frame


def _shown(detail: str) -> str:
    match = _INSIDE.search(detail)
    text = match[1] if match else "?"
    if (lasted := _DURATION.search(text)) is not None:
        return ":".join(part.zfill(2) for part in lasted.groups())
    return "#" + text.removeprefix("Error(").rstrip(")").upper() + "!"
