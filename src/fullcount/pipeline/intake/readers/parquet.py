"""Parquet, as batches of rows with the types they have."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from fullcount.core.errors import Fault, InputError
from fullcount.pipeline.intake.readers.batch import BATCH_ROWS, ROW, RawBatch, Refused, clipped, unique_names

TEXTS = (pa.string(), pa.large_string())


def read_parquet(path: Path, name: str) -> Iterator[RawBatch]:
    """Yield the rows of a Parquet file, numbered from 1. Raises InputError when it is damaged."""
    row = 1
    try:
        with pq.ParquetFile(path) as file:
            names, _ = unique_names(file.schema_arrow.names)
            yield _numbered(_frame(file.schema_arrow.empty_table(), names), 1)
            for batch in file.iter_batches(BATCH_ROWS):
                table = pa.Table.from_batches([batch])
                yield _sound(table, names, row)
                row += table.num_rows
    except (
        pa.ArrowException,
        OSError,
        ValueError,
        KeyError,
        OverflowError,
        MemoryError,
        pl.exceptions.PolarsError,
    ) as error:
        raise InputError(
            f"{name} cannot be read", [Fault(name, f"damaged Parquet ({type(error).__name__})", "export it again")]
        ) from None


def _frame(table: Any, names: tuple[str, ...]) -> pl.DataFrame:
    columns = [pl.Series(name, pl.from_arrow(column)) for name, column in zip(names, table.columns, strict=True)]
    return pl.DataFrame(columns)


def _numbered(frame: pl.DataFrame, first: int) -> RawBatch:
    return RawBatch(frame.with_columns(pl.int_range(first, first + frame.height, eager=True).alias(ROW)))


def _sound(table: Any, names: tuple[str, ...], first: int) -> RawBatch:
    """Return a batch; rows with text that is not UTF-8 are refused, for Parquet's writers do not check it."""
    try:
        table.validate(full=True)
        return _numbered(_frame(table, names), first)
    except pa.ArrowInvalid:
        bad: dict[int, str] = {}
        for position, (name, column) in enumerate(zip(names, table.columns, strict=True)):
            if column.type in TEXTS:
                texts, wrong = _decoded(column)
                bad |= dict.fromkeys(wrong, name)
                table = table.set_column(position, table.schema.names[position], texts)
    table.validate(full=True)
    whole = _numbered(_frame(table, names), first).frame
    originals = whole.filter(pl.col(ROW).is_in([first + number for number in bad])).rows(named=True)
    refused = [
        Refused(
            row[ROW],
            bad[row[ROW] - first],
            "text that is not valid UTF-8",
            clipped(str({k: v for k, v in row.items() if k != ROW})),
        )
        for row in originals
    ]
    return RawBatch(whole.filter(~pl.col(ROW).is_in([item.row for item in refused])), refused)


def _decoded(column: Any) -> tuple[Any, list[int]]:
    """Return the texts with bad bytes shown as \\xNN, and the places of those that had any."""
    texts: list[str | None] = []
    wrong: list[int] = []
    for place, raw in enumerate(column.cast(pa.large_binary()).to_pylist()):
        try:
            texts.append(None if raw is None else raw.decode("utf-8"))
        except UnicodeDecodeError:
            wrong.append(place)
            texts.append(raw.decode("utf-8", errors="backslashreplace"))
    return pa.array(texts, pa.large_string()), wrong
