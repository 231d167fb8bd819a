"""From an extract's own columns to the canonical ones: what `force.toml` says, applied to a batch."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from fullcount.core.errors import ConfigError, Fault
from fullcount.core.tables import Column, Kind, Table
from fullcount.pipeline.config import ExtractConfig, Source
from fullcount.pipeline.intake.dates import forms_of, is_form, order_of, parse_one, parsed, to_utc, within_reason
from fullcount.pipeline.intake.readers.batch import ROW

YES = ("y", "yes", "true", "t", "1", "answered")
NO = ("n", "no", "false", "f", "0", "abandoned", "unanswered", "not answered")
MOST_COUNTED = 9_999
"""The largest number of crimes that one report is believed to disclose."""
FURTHEST = {"latitude": 90.0, "longitude": 180.0}
MIDNIGHT = r"^(\d{4}-\d\d-\d\d)[ T]00:00:00(?:\.0+)?$"
"""A day, as databases and spreadsheets write it: joined with a time it would not be a date any more."""
WORDS = {
    Kind.NUMBER: "is not a number that can be",
    Kind.WHOLE: f"is not a whole number from 0 to {MOST_COUNTED:,}",
    Kind.YES_NO: "is neither yes nor no",
}
NO_TIME = "is not a date and time that is known here"
NEVER_WAS = "is a local time that never was (the clocks went forward)"
OPEN_ORDER = "is a date whose day and month cannot be told apart: set date_order"
TIME_TYPE = pl.Datetime("us", "UTC")
TYPES: Mapping[Kind, pl.DataType] = {
    Kind.TEXT: pl.String(),
    Kind.TIME: TIME_TYPE,
    Kind.NUMBER: pl.Float64(),
    Kind.WHOLE: pl.Int64(),
    Kind.YES_NO: pl.Boolean(),
    Kind.LIST: pl.List(pl.String()),
}


@dataclass(slots=True)
class Mapper:
    """Maps batches of one file. Keeps the date forms found so far, so that a file is read alike throughout."""

    extract: ExtractConfig
    table: Table
    zone: str
    file_name: str
    forms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=lambda: {"source_file"})
    ambiguous: set[str] = field(default_factory=set)

    @property
    def missing(self) -> set[str]:
        """Canonical columns that name a column which no batch of the file had (`first`: none of those named)."""
        absent = set()
        for name, source in self.extract.columns.items():
            lacking = [column for column in source.columns if column not in self.seen]
            if lacking and (source.how != "first" or len(lacking) == len(source.columns)):
                absent.add(name)
        return absent

    def source(self, column: Column) -> Source | None:
        """Return where a column comes from; a key that every row must have and nobody mapped is made from the row."""
        found = self.extract.columns.get(column.name)
        return Source((), "row") if found is None and column.required and column.name == self.table.key else found

    def canonical(self, raw: pl.DataFrame) -> pl.DataFrame:
        """Return the canonical columns of a batch with `__row`, and `<name>!` = True where a value was not read."""
        self.seen |= set(raw.columns)
        raw = self._with_file(raw)
        wanted = [self._column(column, raw) for column in self.table.columns]
        return raw.select(pl.col(ROW), *[part for parts in wanted for part in parts])

    def why_unread(self, column: Column, raw: pl.DataFrame) -> list[str]:
        """Return why each of these rows' values was not read."""
        if column.kind is not Kind.TIME:
            return [WORDS.get(column.kind, "cannot be read")] * raw.height
        source, raw = self.extract.columns[column.name], self._with_file(raw)
        text = raw.select(self._text(source, raw, is_time=True).alias("x")).to_series()
        somewhere = parsed(text, self.forms.get(column.name, ("%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d"))).is_not_null()
        open_order = text.str.contains(r"^\d{1,2}[/.-]?\d{1,2}[/.-]?\d{2,4}\b") & pl.Series(
            [column.name in self.ambiguous]
        )
        return [NEVER_WAS if never else OPEN_ORDER if unsure else NO_TIME
                for never, unsure in zip(somewhere.to_list(), open_order.to_list(), strict=True)]  # fmt: skip

    def _with_file(self, raw: pl.DataFrame) -> pl.DataFrame:
        return raw if "source_file" in raw.columns else raw.with_columns(pl.lit(self.file_name).alias("source_file"))

    def _column(self, column: Column, raw: pl.DataFrame) -> list[pl.Expr]:
        source = self.source(column)
        present = [name for name in source.columns if name in raw.columns] if source is not None else []
        if source is None or (source.columns and not present and not source.or_row):
            return [pl.lit(None, dtype=TYPES[column.kind]).alias(column.name)]
        alone = present[0] if len(source.columns) == len(present) == 1 and source.matches is None else None
        dtype = raw.schema[alone] if alone is not None else None
        if alone is not None and column.kind is Kind.TIME and isinstance(dtype, pl.Datetime | pl.Date):
            return _flagged(column.name, _temporal(alone, dtype, self.zone), pl.col(alone))
        if alone is not None and column.kind is Kind.LIST and isinstance(dtype, pl.List | pl.Array):
            return [_own_list(alone, self.extract.blank).alias(column.name)]
        text = self._text(source, raw, is_time=column.kind is Kind.TIME)
        match column.kind:
            case Kind.TEXT | Kind.LIST:
                value = text if column.kind is Kind.TEXT else _listed(text, source.separator)
                return [value.alias(column.name)]
            case Kind.TIME:
                return self._time(column.name, source, raw, text)
            case _:
                return _flagged(column.name, _number_or_answer(column, text), text)

    def _text(self, source: Source, raw: pl.DataFrame, *, is_time: bool = False) -> pl.Expr:
        """Return the text that the source describes: trimmed, blanks null."""
        parts = [cleaned(name, raw.schema[name], self.extract.blank) for name in source.columns if name in raw.columns]
        parts = parts or [pl.lit(None, dtype=pl.String)]
        match source.how:
            case "value":
                text = pl.lit(source.value or None, dtype=pl.String)
            case "row":
                text = self._row_number(raw)
            case "first":
                text = pl.coalesce(parts)
            case "join":
                parts = [part.str.replace(MIDNIGHT, "$1") for part in parts] if is_time else parts
                joined = pl.concat_str(parts, separator=source.glue, ignore_nulls=True)
                text = pl.when(joined.str.len_bytes() > 0).then(joined)
            case _:
                text = parts[0]
        if source.matches is not None:
            grouped = re.compile(source.matches).groups > 0
            text = text.str.extract(source.matches, 1) if grouped else _where(text, source.matches)
        return pl.coalesce(text, self._row_number(raw)) if source.or_row else text

    def _row_number(self, raw: pl.DataFrame) -> pl.Expr:
        """Return a number made of the whole content of the row: alike in every column, alike in number.

        Neither the order of the columns nor blank ones matter: a column added to the export later, and still blank,
        changes no number.
        """
        names = sorted(name for name in raw.columns if name not in {ROW, "source_file"})
        cells = [pl.lit(f"{name}\x1e") + cleaned(name, raw.schema[name], self.extract.blank) for name in names]
        content = pl.concat_str(cells, separator="\x1f", ignore_nulls=True) if cells else pl.lit("")
        return content.map_batches(_digests, return_dtype=pl.String)

    def _time(self, name: str, source: Source, raw: pl.DataFrame, text: pl.Expr) -> list[pl.Expr]:
        stated = source.formats or self.extract.date_formats
        if name not in self.forms:
            refuse_unknown_forms(stated, f"extracts.{self.extract.table}.columns.{name}")
            self.forms[name] = tuple(stated)
        if not source.formats:
            self._learn_forms(name, raw.select(text.alias(name)).to_series(), source.order or self.extract.date_order)
        forms = self.forms[name]
        value = pl.coalesce([parse_one(text, form, self.zone) for form in forms]) if forms else _no_time()
        return _flagged(name, value, text)

    def _learn_forms(self, name: str, values: pl.Series, order: str | None) -> None:
        """Add forms for the texts that the forms known so far cannot read, until nothing more is learnt.

        The order of day and month that was settled first holds for the whole file.
        """
        left = values.drop_nulls()
        while len(left):
            left = left.filter(parsed(left, self.forms[name]).is_null())
            found = forms_of(left, order or order_of(self.forms[name]))
            if found.ambiguous:
                self.ambiguous.add(name)
            fresh = [form for form in found.formats if form not in self.forms[name]]
            if not fresh:
                return
            self.forms[name] = (*self.forms[name], *fresh)


def refuse_unknown_forms(forms: Sequence[str], where: str) -> None:
    """Raise ConfigError for a stated form that no date can be read by."""
    faults = [
        Fault(where, f"{form!r} is not a form of dates", 'e.g. "%d/%m/%Y %H:%M"') for form in forms if not is_form(form)
    ]
    if faults:
        raise ConfigError("force.toml states forms of dates that cannot be used", faults)


def _flagged(name: str, value: pl.Expr, given: pl.Expr) -> list[pl.Expr]:
    return [value.alias(name), (given.is_not_null() & value.is_null()).alias(f"{name}!")]


def _number_or_answer(column: Column, text: pl.Expr) -> pl.Expr:
    """Return a number within what can be, or yes or no; null for anything else."""
    if column.kind is Kind.YES_NO:
        lowered = text.str.to_lowercase()
        return pl.when(lowered.is_in(YES)).then(True).when(lowered.is_in(NO)).then(False)
    if column.kind is Kind.WHOLE:
        count = text.str.replace(r"\.0+$", "").cast(pl.Int64, strict=False)
        return pl.when(count.is_between(0, MOST_COUNTED)).then(count)
    number = text.cast(pl.Float64, strict=False)
    return pl.when(number.abs() <= FURTHEST.get(column.name, 1e15)).then(number)


def _no_time() -> pl.Expr:
    return pl.lit(None, dtype=TIME_TYPE)


def _temporal(name: str, dtype: pl.DataType, zone: str) -> pl.Expr:
    """Return instants in UTC of a column that is a date or time already."""
    moment = pl.col(name)
    if isinstance(dtype, pl.Datetime) and dtype.time_zone is not None:
        return within_reason(moment.dt.convert_time_zone("UTC").dt.cast_time_unit("us"))
    return to_utc(within_reason(moment.cast(pl.Datetime("us"), strict=False)), zone)


def cleaned(name: str, dtype: pl.DataType, blank: Sequence[str]) -> pl.Expr:
    """Return a column as trimmed text; blanks and the extract's own blank words are null; 12.0 is 12."""
    text = pl.col(name)
    if dtype.is_float():
        text = text.fill_nan(None)
        whole = text.cast(pl.Int64, strict=False)
        text = pl.when(whole.cast(dtype) == text).then(whole.cast(pl.String)).otherwise(text.cast(pl.String))
    elif dtype.is_nested() or dtype in {pl.Binary, pl.Object}:
        text = text.map_batches(_as_json, return_dtype=pl.String)
    elif dtype != pl.String:
        text = text.cast(pl.String, strict=False)
    text = text.str.strip_chars()
    words = ["", *blank]
    return pl.when(~text.is_in(words)).then(text)


def _as_json(values: pl.Series) -> pl.Series:
    """Return lists and structures as JSON, bytes as the text they hold (or as hexadecimal)."""
    return pl.Series(values.name, [_json_of(value) for value in values.to_list()], dtype=pl.String)


def _json_of(value: Any) -> str | None:
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return "0x" + value.hex()
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def _own_list(name: str, blank: Sequence[str]) -> pl.Expr:
    """Return a column that is a list already: its values trimmed, blanks dropped; null where none is left."""
    values = pl.col(name).cast(pl.List(pl.String), strict=False).list.eval(pl.element().str.strip_chars())
    values = values.list.eval(pl.element().filter(~pl.element().is_in(["", *blank])))
    return pl.when(values.list.len() > 0).then(values)


def _where(text: pl.Expr, pattern: str) -> pl.Expr:
    return pl.when(text.str.contains(pattern)).then(text)


def _listed(text: pl.Expr, separator: str | None) -> pl.Expr:
    """Return the values of a cell: split at the separator, trimmed, blanks dropped; null where none is left."""
    if separator is None:
        return pl.when(text.is_not_null()).then(pl.concat_list(text))
    parts = text.str.split(separator).list.eval(
        pl.element().str.strip_chars().filter(pl.element().str.strip_chars().str.len_bytes() > 0)
    )
    return pl.when(parts.list.len() > 0).then(parts)


def _digests(content: pl.Series) -> pl.Series:
    from hashlib import blake2b

    made = ["row-" + blake2b(text.encode(), digest_size=8).hexdigest() for text in content.to_list()]
    return pl.Series(content.name, made, dtype=pl.String)
