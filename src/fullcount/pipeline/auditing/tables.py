"""A table of the audit, from CSV or Parquet: every cell is what its column promises, or the file is refused whole.

A sample with rows left out is no sample: so, unlike an extract, nothing is set aside here. All the faults of a file
are told at once, each with its row, its column, the reason and what to do, and no cell's text is repeated.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

import polars as pl

from fullcount.core.errors import Fault, InputError

MOST_TOLD = 20
"""Faults told of one file; the rest are counted."""
PARQUET_MARK = b"PAR1"
LARGEST = 1 << 53
"""Counts beyond this are no counts."""


class Kind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    COUNT = "a whole number, 0 or more"
    NUMBER = "a number"
    SHARE = "a number from 0 to 1"
    CHANCE = "a number above 0 and up to 1"
    DAY = "a date as 2026-11-30"
    YES_NO = "yes or no (or 1 or 0)"


TYPES = {
    Kind.TEXT: pl.String, Kind.COUNT: pl.Int64, Kind.NUMBER: pl.Float64, Kind.SHARE: pl.Float64,
    Kind.CHANCE: pl.Float64, Kind.DAY: pl.Date, Kind.YES_NO: pl.Boolean,
}  # fmt: skip
BOUNDS = {Kind.SHARE: (0.0, 1.0, True), Kind.CHANCE: (0.0, 1.0, False), Kind.COUNT: (0.0, float(LARGEST), True)}
NUMBERS = (Kind.COUNT, Kind.NUMBER, Kind.SHARE, Kind.CHANCE)
NESTED = (pl.List, pl.Array, pl.Struct, pl.Object)
NO_CELLS = {
    **dict.fromkeys(NESTED, "values within values"), pl.Duration: "spans of time", pl.Binary: "bytes",
    pl.Time: "times of day",
}  # fmt: skip
"""Types of a Parquet column that are neither text nor number nor day, and what they hold."""
DAYS = (date(1000, 1, 1), date(2200, 12, 31))
"""The first and the last day that can be meant; beyond them a calendar runs out."""
BREAKS = "[\x00\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]"
"""What ends a line, or a text. A report id with one would be two lines to a reader of a list."""
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
YES, NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what its cells are, whether it must be there, whether a cell may be blank, whether every
    cell must be another's."""

    name: str
    kind: Kind
    required: bool = False
    blank: bool = True
    unique: bool = False


def read_table(path: Path, columns: Sequence[Column]) -> pl.DataFrame:
    """Return the named columns that the file at `path` has, typed; others are left out, absent ones are absent.

    Raises InputError with every fault found: an unreadable file, a required column that is not there, a cell that is
    not what its column promises.
    """
    raw = _raw(path, [column.name for column in columns])
    absent = [column.name for column in columns if column.required and column.name not in raw.columns]
    if absent:
        faults = [
            Fault(f"{path.name} column {name}", "is not there", "name the column in the header") for name in absent
        ]
        raise InputError(f"{path.name} cannot be used", [*faults, *([] if raw.columns else _between_cells(path))])
    wanted = [column for column in columns if column.name in raw.columns]
    strange = [
        Fault(f"{path.name} column {column.name}", f"holds {what}, not {column.kind}", "save it as text or numbers")
        for column in wanted
        if (what := NO_CELLS.get(raw[column.name].dtype.base_type())) is not None
    ]
    if strange:
        raise InputError(f"{path.name} cannot be used", strange)
    made = pl.DataFrame([_read(raw[column.name], column) for column in wanted])
    faults = [fault for column in wanted for fault in _faults(path.name, raw, made, column)]
    if faults:
        told = faults[:MOST_TOLD]
        more = len(faults) - len(told)
        if more:
            told.append(Fault(path.name, f"{more:,} more fault(s) of these kinds", "mend those above first"))
        raise InputError(f"{path.name} cannot be used", told)
    return made


def _raw(path: Path, wanted: Sequence[str]) -> pl.DataFrame:
    try:
        with path.open("rb") as stream:
            mark = stream.read(4)
        if mark == PARQUET_MARK:
            names = _each_once(path, list(pl.read_parquet_schema(path)), wanted)
            return pl.read_parquet(path, columns=list(names)).rename(names)
        if not mark:
            raise InputError(
                f"{path.name} cannot be used", [Fault(path.name, "is empty", "give a table with a header")]
            )
        if mark[:2] in WIDE_MARKS:
            fault = Fault(path.name, "is in UTF-16", "save it again as CSV in UTF-8")
            raise InputError(f"{path.name} cannot be read", [fault])
        raw = pl.read_csv(path, infer_schema=False, truncate_ragged_lines=False)
    except OSError as error:
        raise InputError(
            f"{path.name} cannot be read", [Fault(str(path), error.strerror or "unreadable", "name a file")]
        ) from None
    except (pl.exceptions.PolarsError, UnicodeDecodeError, ValueError):
        raise InputError(
            f"{path.name} cannot be read",
            [
                Fault(
                    path.name,
                    "is neither Parquet nor a CSV in UTF-8 whose rows all have as many cells as its header",
                    "save it again as one of these",
                )
            ],
        ) from None
    names = _each_once(path, raw.columns, wanted)
    return raw.select(pl.col(given).alias(name) for given, name in names.items())


def _each_once(path: Path, given: Sequence[str], wanted: Sequence[str]) -> dict[str, str]:
    """Return the wanted among the given names of columns, each with the name meant.

    Raises InputError where two are meant by one name: Polars calls the second of two alike NAME_duplicated_0.
    """
    names = {name: name.strip().lstrip("\ufeff").strip() for name in given}
    there = {name: meant for name, meant in names.items() if meant in wanted}
    meant = list(there.values())
    twice = [
        name for name in wanted if meant.count(name) > 1 or (name in meant and f"{name}_duplicated_0" in names.values())
    ]
    if twice:
        raise InputError(
            f"{path.name} cannot be used",
            [Fault(f"{path.name} column {name}", "is there twice", "leave one of the two out") for name in twice],
        )
    return there


def _between_cells(path: Path) -> Iterator[Fault]:
    """Give a fault where the header looks like one whose cells are parted otherwise than by commas."""
    with path.open("rb") as stream:
        header = stream.readline(1 << 16)
    for sign, name in ((b";", "semicolons"), (b"\t", "tabs")):
        if header[:4] != PARQUET_MARK and sign in header:
            yield Fault(path.name, f"looks parted by {name}", "save it as CSV with commas")


def _read(given: pl.Series, column: Column) -> pl.Series:
    """Return the cells of a column, typed; null where one is not what it must be.

    A frame is long and its cells mostly plain: where a plain cast loses none of them, it is enough.
    """
    kind = column.kind
    if kind in NUMBERS and (given.dtype == pl.String or given.dtype.is_integer()):
        plain = given.cast(TYPES[kind], strict=False)
        if plain.null_count() == given.null_count():
            return plain
    if kind is Kind.YES_NO and given.dtype == pl.String:
        words = given.unique().drop_nulls().to_list()
        if len(words) <= len(YES + NO) and all(word.strip().lower() in YES + NO for word in words):
            return given.is_in([word for word in words if word.strip().lower() in YES])
    return given.to_frame().select(_typed(given.dtype, column).alias(column.name)).to_series()


def _typed(given: pl.DataType, column: Column) -> pl.Expr:
    value, kind = pl.col(column.name), column.kind
    if given == TYPES[kind]:
        return pl.when(value.is_between(*DAYS)).then(value).otherwise(None) if kind is Kind.DAY else value
    if given != pl.String:
        value = value.cast(pl.String, strict=False)
    text = value.str.strip_chars()
    text = pl.when(text == "").then(None).otherwise(text)
    if kind is Kind.TEXT:
        return text
    if kind is Kind.YES_NO:
        low = text.str.to_lowercase()
        return pl.when(low.is_in(YES)).then(True).when(low.is_in(NO)).then(False).otherwise(None)
    if kind is Kind.DAY:
        day = text.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
        return pl.when(day.is_between(*DAYS)).then(day).otherwise(None)
    number = text.cast(pl.Float64, strict=False)
    if kind is Kind.COUNT:
        is_whole = number.is_finite() & (number == number.floor()) & (number.abs() <= LARGEST)
        return pl.when(is_whole).then(number).otherwise(None).cast(pl.Int64)
    return number


def _is_clean(value: pl.Series, given: pl.Series, column: Column) -> bool:
    """Say whether a column surely has no fault, by what is quick to count: most have none, and a frame is long.

    Hashes that all differ are of values that all differ; where two are alike the values themselves are compared.
    """
    if value.null_count() > (given.null_count() if column.blank else 0):
        return False
    if not column.blank and given.dtype == pl.String and (given.str.strip_chars() == "").any():
        return False
    if value.dtype.is_float() and not value.is_finite().all():
        return False
    if column.kind in BOUNDS and value.null_count() < len(value):
        least, most, with_least = BOUNDS[column.kind]
        if not value.is_between(least, most, closed="both" if with_least else "right").all():
            return False
    if column.unique and value.dtype == pl.String and value.str.contains(BREAKS).any():
        return False
    return not column.unique or value.hash().n_unique() == len(value)


def _faults(name: str, raw: pl.DataFrame, made: pl.DataFrame, column: Column) -> Iterator[Fault]:
    value, given = made[column.name], raw[column.name]
    if _is_clean(value, given, column):
        return
    is_blank = given.is_null()
    if given.dtype == pl.String:
        is_blank = is_blank | (given.str.strip_chars() == "")
    wrong = value.is_null() & ~is_blank
    if value.dtype.is_float():
        wrong = wrong | ~value.is_finite().fill_null(value=True)
    if column.kind in BOUNDS:
        least, most, with_least = BOUNDS[column.kind]
        out = ((value < least) if with_least else (value <= least)) | (value > most)
        wrong = wrong | out.fill_null(value=False)
    for row in wrong.arg_true().to_list():
        yield Fault(f"{name} row {row + 2} column {column.name}", f"is not {column.kind}", "mend the cell")
    if not column.blank:
        for row in is_blank.arg_true().to_list():
            yield Fault(f"{name} row {row + 2} column {column.name}", "is blank", "fill the cell, or leave the row out")
    if column.unique and value.dtype == pl.String:
        for row in value.str.contains(BREAKS).fill_null(value=False).arg_true().to_list():
            yield Fault(f"{name} row {row + 2} column {column.name}", "holds a line break", "mend the cell")
    if column.unique:
        again = (~value.is_first_distinct() & value.is_not_null()).arg_true().to_list()
        for row in again:
            yield Fault(f"{name} row {row + 2} column {column.name}", "is there twice", "keep one row of the two")
