"""From an extract's own columns to the canonical ones: what `force.toml` says, applied to a batch."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from fullcount.core.tables import Column, Kind, Table
from fullcount.pipeline.config import ExtractConfig, Source
from fullcount.pipeline.dates import forms_of, parse_one, to_utc
from fullcount.pipeline.readers.batch import ROW

FILE = "__file"
YES = ("y", "yes", "true", "t", "1", "answered")
NO = ("n", "no", "false", "f", "0", "abandoned", "unanswered", "not answered")
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
    absent: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    ambiguous: set[str] = field(default_factory=set)

    @property
    def missing(self) -> set[str]:
        """Canonical columns whose own columns no batch of the file had."""
        return self.absent - self.seen

    def canonical(self, raw: pl.DataFrame) -> pl.DataFrame:
        """Return the canonical columns of a batch with `__row`, and `<name>!` = True where a value was not read."""
        present = set(raw.columns)
        raw = raw.with_columns(pl.lit(self.file_name).alias("source_file")) if "source_file" not in present else raw
        wanted = [self._column(column, raw) for column in self.table.columns]
        made = raw.select(pl.col(ROW), *[part for parts in wanted for part in parts])
        return made

    def _column(self, column: Column, raw: pl.DataFrame) -> list[pl.Expr]:
        source = self.extract.columns.get(column.name)
        nothing = [pl.lit(None, dtype=TYPES[column.kind]).alias(column.name)]
        if source is None:
            return nothing
        absent = [name for name in source.columns if name not in raw.columns and name != "source_file"]
        if absent and (source.how != "first" or len(absent) == len(source.columns)):
            self.absent.add(column.name)
            return nothing
        self.seen.add(column.name)
        if column.kind is Kind.TIME and len(source.columns) == 1 and raw.schema[source.columns[0]].is_temporal():
            return [_temporal(source.columns[0], raw.schema[source.columns[0]], self.zone).alias(column.name)]
        text = self._text(source, raw)
        match column.kind:
            case Kind.TEXT:
                return [text.alias(column.name)]
            case Kind.LIST:
                return [_listed(text, source.separator).alias(column.name)]
            case Kind.TIME:
                return self._time(column.name, source, raw, text)
            case Kind.YES_NO:
                lowered = text.str.to_lowercase()
                value = pl.when(lowered.is_in(YES)).then(True).when(lowered.is_in(NO)).then(False)
            case Kind.NUMBER:
                value = text.cast(pl.Float64, strict=False)
            case Kind.WHOLE:
                value = text.str.replace(r"\.0+$", "").cast(pl.Int64, strict=False)
        return [value.alias(column.name), (text.is_not_null() & value.is_null()).alias(f"{column.name}!")]

    def _text(self, source: Source, raw: pl.DataFrame) -> pl.Expr:
        """Return the text that the source describes: trimmed, blanks null."""
        parts = [_clean(name, raw.schema[name], self.extract.blank) for name in source.columns if name in raw.columns]
        match source.how:
            case "value":
                text = pl.lit(source.value or None, dtype=pl.String)
            case "row":
                text = _row_number(raw)
            case "first":
                text = pl.coalesce(parts)
            case "join":
                joined = pl.concat_str(parts, separator=source.glue, ignore_nulls=True)
                text = pl.when(joined.str.len_bytes() > 0).then(joined)
            case _:
                text = parts[0]
        if source.matches is not None:
            grouped = re.compile(source.matches).groups > 0
            text = text.str.extract(source.matches, 1) if grouped else _where(text, source.matches)
        return pl.coalesce(text, _row_number(raw)) if source.or_row else text

    def _time(self, name: str, source: Source, raw: pl.DataFrame, text: pl.Expr) -> list[pl.Expr]:
        stated = source.formats or self.extract.date_formats
        order = source.order or self.extract.date_order
        if name not in self.forms:
            self.forms[name] = tuple(stated)
        if not stated:
            self._learn_forms(name, raw.select(text.alias(name)).to_series(), order)
        forms = self.forms[name]
        value = pl.coalesce([parse_one(text, form, self.zone) for form in forms]) if forms else _no_time()
        return [value.alias(name), (text.is_not_null() & value.is_null()).alias(f"{name}!")]

    def _learn_forms(self, name: str, values: pl.Series, order: str | None) -> None:
        """Add forms for the texts that the forms known so far cannot read."""
        column = pl.col(name)
        left = values.drop_nulls()
        if self.forms[name] and len(left):
            read = left.to_frame().select(pl.coalesce([parse_one(column, form, self.zone) for form in self.forms[name]]))
            left = left.filter(read.to_series().is_null())
        if len(left):
            found = forms_of(left, order)
            if found.ambiguous:
                self.ambiguous.add(name)
            self.forms[name] = tuple(dict.fromkeys((*self.forms[name], *found.formats)))


def _no_time() -> pl.Expr:
    return pl.lit(None, dtype=TIME_TYPE)


def _temporal(name: str, dtype: pl.DataType, zone: str) -> pl.Expr:
    """Return instants in UTC of a column that is a date or time already."""
    moment = pl.col(name)
    if isinstance(dtype, pl.Datetime) and dtype.time_zone is not None:
        return moment.dt.convert_time_zone("UTC").dt.cast_time_unit("us")
    return to_utc(moment.cast(pl.Datetime("us"), strict=False), zone)


def _clean(name: str, dtype: pl.DataType, blank: Sequence[str]) -> pl.Expr:
    """Return a column as trimmed text; blanks and the extract's own blank words are null; 12.0 is 12."""
    text = pl.col(name)
    if dtype.is_float():
        whole = text.cast(pl.Int64, strict=False)
        text = pl.when(whole.cast(dtype) == text).then(whole.cast(pl.String)).otherwise(text.cast(pl.String))
    elif dtype.is_nested() or dtype == pl.Binary:
        text = text.cast(pl.String, strict=False) if dtype == pl.Binary else pl.lit(None, dtype=pl.String)
    elif dtype != pl.String:
        text = text.cast(pl.String)
    text = text.str.strip_chars()
    words = ["", *blank]
    return pl.when(~text.is_in(words)).then(text)


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


def _row_number(raw: pl.DataFrame) -> pl.Expr:
    """Return a number made of the whole content of the row: alike in every column, alike in number."""
    names = [name for name in raw.columns if name not in {ROW, "source_file"}]
    content = pl.concat_str([pl.col(name).cast(pl.String, strict=False).fill_null("\x00") for name in names], separator="\x1f")
    return content.map_batches(_digests, return_dtype=pl.String)


def _digests(content: pl.Series) -> pl.Series:
    from hashlib import blake2b

    made = ["row-" + blake2b(text.encode(), digest_size=8).hexdigest() for text in content.to_list()]
    return pl.Series(content.name, made, dtype=pl.String)
