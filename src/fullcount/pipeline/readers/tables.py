"""Parquet, spreadsheets and JSON lines, as batches of rows."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from fullcount.core.errors import Fault, InputError
from fullcount.pipeline.readers.batch import BATCH_ROWS, ROW, RawBatch, Refused, clipped

SHEET_BYTES = 2 << 30


def _numbered(frame: pl.DataFrame, first: int) -> pl.DataFrame:
    return frame.with_columns(pl.int_range(first, first + frame.height, eager=True).alias(ROW))


def read_parquet(path: Path, name: str) -> Iterator[RawBatch]:
    """Yield the rows of a Parquet file, numbered from 1. Raises InputError when it is damaged."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    row = 1
    try:
        with pq.ParquetFile(path) as file:
            yield RawBatch(_numbered(pl.DataFrame(pl.from_arrow(file.schema_arrow.empty_table())), 1))
            for batch in file.iter_batches(BATCH_ROWS):
                frame = pl.DataFrame(pl.from_arrow(batch))
                yield RawBatch(_numbered(frame, row))
                row += frame.height
    except (pa.ArrowException, OSError, pl.exceptions.PolarsError) as error:
        raise InputError(
            f"{name} cannot be read", [Fault(name, f"damaged Parquet ({type(error).__name__})", "export it again")]
        ) from None


def read_sheet(path: Path, name: str, sheet: str | None) -> Iterator[RawBatch]:
    """Yield the rows of one sheet (the first unless named) as text, numbered as the spreadsheet shows them."""
    import zipfile

    import fastexcel

    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(info.file_size for info in archive.infolist())
        if size > SHEET_BYTES or (size > 64 << 20 and size > 150 * path.stat().st_size):
            raise InputError(f"{name} was refused", [Fault(name, "unpacks to far more than it holds", "export as CSV")])
        book = fastexcel.read_excel(str(path))
        chosen = sheet if sheet is not None else book.sheet_names[0]
        if chosen not in book.sheet_names:
            raise InputError(
                f"{name} has no sheet {chosen!r}", [Fault(name, f"its sheets: {', '.join(book.sheet_names)}", "set sheet")]
            )
        frame = book.load_sheet(chosen, dtypes="string", schema_sample_rows=0).to_polars()
    except InputError:
        raise
    except Exception as error:  # the reader is foreign code over hostile bytes: whatever it raises is the file's fault
        raise InputError(
            f"{name} cannot be read", [Fault(name, f"damaged workbook ({type(error).__name__})", "save it again or export as CSV")]
        ) from None
    yield RawBatch(_numbered(frame, 2))


def _as_text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _object(raw: bytes) -> dict[str, str | None] | str:
    try:
        value = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return "bytes that are not valid UTF-8"
    except (ValueError, RecursionError):
        return "is not valid JSON"
    if not isinstance(value, dict):
        return "is not a JSON object"
    return {str(key): _as_text(item) for key, item in value.items()}


def read_jsonl(path: Path) -> Iterator[RawBatch]:
    """Yield the objects of a JSON-lines file as text columns, numbered by line; keys absent from an object are blank."""
    rows: list[dict[str, str | None]] = []
    numbers: list[int] = []
    refused: list[Refused] = []
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            value = _object(line)
            if isinstance(value, str):
                refused.append(Refused(number, "", value, clipped(line.decode("utf-8", errors="replace").rstrip())))
            else:
                rows.append(value)
                numbers.append(number)
            if len(rows) + len(refused) >= BATCH_ROWS:
                yield RawBatch(_objects(rows, numbers), refused)
                rows, numbers, refused = [], [], []
    yield RawBatch(_objects(rows, numbers), refused)


def _objects(rows: list[dict[str, str | None]], numbers: list[int]) -> pl.DataFrame:
    names = dict.fromkeys(key for row in rows for key in row if key != ROW)
    data = {name: [row.get(name) for row in rows] for name in names}
    frame = pl.DataFrame(data, schema=dict.fromkeys(names, pl.String))
    return frame.with_columns(pl.Series(ROW, numbers, dtype=pl.Int64))
