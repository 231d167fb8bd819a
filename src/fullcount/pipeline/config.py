"""`force.toml` as a frozen object; every fault of the file is found before any is reported."""

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import polars as pl

from fullcount.core.errors import ConfigError, Fault
from fullcount.core.tables import EXTRACTS, TABLES

SOURCE_KEYS = {
    "column", "join", "with", "first", "value", "row", "matches", "formats", "separator", "order",
}  # fmt: skip
EXTRACT_KEYS = {
    "files", "format", "encoding", "delimiter", "quote", "sheet", "date_formats", "date_order", "blank", "columns",
}  # fmt: skip
TOP_KEYS = {"force", "clock", "bands", "codes", "extracts", "linking"}
FORCE_KEYS = {"name", "time_zone", "rules", "text_language"}
FORMATS = {"csv", "jsonl", "parquet", "xlsx", "ods"}
ORDERS = {"dmy", "mdy", "ymd"}


@dataclass(frozen=True, slots=True)
class Source:
    """Where one canonical column comes from: columns of the extract and what is done with them."""

    columns: tuple[str, ...] = ()
    how: str = "column"  # column | join | first | value | row
    glue: str = " "
    value: str = ""
    matches: str | None = None
    formats: tuple[str, ...] = ()
    separator: str | None = None
    order: str | None = None
    or_row: bool = False


@dataclass(frozen=True, slots=True)
class ExtractConfig:
    """One extract: which files, how they are written, and what their columns mean."""

    table: str
    files: tuple[str, ...]
    columns: Mapping[str, Source]
    format: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    quote: str = '"'
    sheet: str | None = None
    date_formats: tuple[str, ...] = ()
    date_order: str | None = None
    blank: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForceConfig:
    """A force as its folder describes it."""

    name: str
    zone: ZoneInfo
    rules: str | None
    clock_start: str
    bands: Mapping[str, float]
    code_tables: tuple[Path, ...]
    extracts: Mapping[str, ExtractConfig]
    folder: Path
    sha256: str
    notes: tuple[str, ...] = field(default=())


def _bad_pattern(pattern: str) -> str | None:
    try:
        re.compile(pattern)
        pl.Series([""]).str.contains(pattern, strict=True)
    except (re.error, pl.exceptions.PolarsError) as error:
        return str(error).splitlines()[0]
    return None


class _Reader:
    """Walks the parsed TOML and collects faults."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[Fault] = []

    def fault(self, where: str, what: str, todo: str = "") -> None:
        self.faults.append(Fault(f"{self.path.name} [{where}]", what, todo))

    def table(self, parent: Mapping[str, Any], key: str, allowed: set[str] | None = None) -> dict[str, Any]:
        found = parent.get(key, {})
        if not isinstance(found, dict):
            self.fault(key, "must be a table", f"write it as [{key}]")
            return {}
        for name in found if allowed is not None else ():
            if name not in (allowed or ()):
                known = ", ".join(sorted(allowed or ()))
                self.fault(key, f"unknown key {name!r}", f"known keys: {known}")
        return found

    def text(self, parent: Mapping[str, Any], key: str, where: str, default: str | None = None) -> str | None:
        found = parent.get(key, default)
        if found is not None and not isinstance(found, str):
            self.fault(where, f"{key} must be text, not {type(found).__name__}")
            return default
        return found

    def texts(self, parent: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
        found = parent.get(key, [])
        found = [found] if isinstance(found, str) else found
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            self.fault(where, f"{key} must be text or a list of texts")
            return ()
        return tuple(found)

    def source(self, given: object, where: str) -> Source | None:
        """Return the source that one entry under `columns` describes, or None after noting why not."""
        if isinstance(given, str):
            return Source((given,))
        if not isinstance(given, dict):
            self.fault(where, "must be a column's name or a table", 'e.g. { column = "Type", separator = "//" }')
            return None
        for key in sorted(set(given) - SOURCE_KEYS):
            self.fault(where, f"unknown key {key!r}", f"known keys: {', '.join(sorted(SOURCE_KEYS))}")
        ways = [way for way in ("column", "join", "first", "value", "row") if way in given]
        falls_back = ways in (["column", "row"], ["first", "row"], ["join", "row"])
        if len(ways) != 1 and not falls_back:
            self.fault(where, "must have exactly one of column, join, first, value, row")
            return None
        how = ways[0]
        columns = () if how in {"value", "row"} else self.texts(given, how, where)
        if how not in {"value", "row"} and not columns:
            self.fault(where, f"{how} names no column")
        order = self.text(given, "order", where)
        if order is not None and order not in ORDERS:
            self.fault(where, f"order {order!r} is not one of dmy, mdy, ymd")
        matches = self.text(given, "matches", where)
        if matches is not None and (why := _bad_pattern(matches)):
            self.fault(
                where, f"matches is not a usable pattern: {why}", "look-around and back-references are not known"
            )
            matches = None
        return Source(
            columns, how, self.text(given, "with", where, " ") or "", self.text(given, "value", where, "") or "",
            matches, self.texts(given, "formats", where),
            self.text(given, "separator", where), order, falls_back,
        )  # fmt: skip

    def extract(self, name: str, given: Mapping[str, Any]) -> ExtractConfig | None:
        where = f"extracts.{name}"
        if name not in EXTRACTS:
            self.fault(where, "is not a table that is loaded", f"known tables: {', '.join(EXTRACTS)}")
            return None
        for key in sorted(set(given) - EXTRACT_KEYS):
            self.fault(where, f"unknown key {key!r}", f"known keys: {', '.join(sorted(EXTRACT_KEYS))}")
        files = self.texts(given, "files", where)
        if not files:
            self.fault(where, "names no files", 'files = ["incidents/*.csv"]')
        for key in ("delimiter", "quote"):
            if key in given and (not isinstance(given[key], str) or len(given[key].encode()) != 1):
                self.fault(where, f"{key} must be one character")
        for key, allowed in (("format", FORMATS), ("date_order", ORDERS)):
            if given.get(key) is not None and given[key] not in allowed:
                self.fault(where, f"{key} {given[key]!r} is not one of {', '.join(sorted(allowed))}")
        table = TABLES[name]
        columns: dict[str, Source] = {}
        for column, spec in self.table(given, "columns").items():
            if table.column(column) is None:
                known = ", ".join(c.name for c in table.columns)
                self.fault(f"{where}.columns", f"{name} has no column {column!r}", f"canonical columns: {known}")
            elif (source := self.source(spec, f"{where}.columns.{column}")) is not None:
                columns[column] = source
        for column_ in table.columns:
            if column_.required and column_.name not in columns and column_.name != "review_id":
                self.fault(
                    f"{where}.columns", f"{column_.name} is required", f"say which column has it: {column_.meaning}"
                )
        return ExtractConfig(
            name, files, columns,
            self.text(given, "format", where), self.text(given, "encoding", where),
            self.text(given, "delimiter", where), self.text(given, "quote", where, '"') or '"',
            self.text(given, "sheet", where), self.texts(given, "date_formats", where),
            self.text(given, "date_order", where), self.texts(given, "blank", where),
        )  # fmt: skip


def _zone(reader: _Reader, force: Mapping[str, Any]) -> ZoneInfo:
    name = reader.text(force, "time_zone", "force", "Europe/London") or "Europe/London"
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        reader.fault("force", f"time_zone {name!r} is not a known zone", 'e.g. "Europe/London"')
        return ZoneInfo("Europe/London")


def _bands(reader: _Reader, given: Mapping[str, Any]) -> dict[str, float]:
    bands: dict[str, float] = {}
    for name, low in given.items():
        if isinstance(low, bool) or not isinstance(low, int | float) or not 0 <= low <= 100:
            reader.fault("bands", f"{name} must be a percentage from 0 to 100")
        else:
            bands[name] = float(low)
    return bands


def _parsed(path: Path) -> tuple[bytes, dict[str, Any]]:
    """Return the file's bytes and what they say. Raises ConfigError if it is not there, unreadable or no TOML."""
    folder = path.parent
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        what = "is not a force's folder" if folder.is_dir() else "is not there"
        todo = f"run: fullcount init {folder}"
        raise ConfigError(f"{folder} has no {path.name}", [Fault(str(folder), what, todo)]) from None
    except OSError as error:
        why = error.strerror or "unreadable"
        raise ConfigError(f"{path} cannot be read", [Fault(str(path), why, "check its rights")]) from None
    try:
        return raw, tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        todo = "save it in UTF-8"
        raise ConfigError(f"{path.name} is not valid TOML", [Fault(path.name, "is not UTF-8", todo)]) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{path.name} is not valid TOML", [Fault(path.name, str(error))]) from None


def _rules(reader: _Reader, force: Mapping[str, Any], folder: Path) -> str | None:
    """Return the pack that the force names: a name, or the path of a folder beside force.toml."""
    name = reader.text(force, "rules", "force")
    return str(folder / name) if name and (folder / name).is_dir() else name


def _digest(raw: bytes, tables: Sequence[Path]) -> str:
    digest = hashlib.sha256(raw)
    for table in tables:
        if table.is_file():
            digest.update(table.read_bytes())
    return digest.hexdigest()


def read_config(folder: Path) -> ForceConfig:
    """Return the force that `folder/force.toml` describes. Raises ConfigError with every fault found."""
    path = folder / "force.toml"
    raw, data = _parsed(path)
    reader = _Reader(path)
    for key in sorted(set(data) - TOP_KEYS):
        reader.fault("top level", f"unknown table {key!r}", f"known tables: {', '.join(sorted(TOP_KEYS))}")
    force = reader.table(data, "force", FORCE_KEYS)
    clock = reader.table(data, "clock", {"start"})
    codes = reader.table(data, "codes", {"table"})
    extracts: dict[str, ExtractConfig] = {}
    for name, given in reader.table(data, "extracts").items():
        if not isinstance(given, dict):
            reader.fault(f"extracts.{name}", "must be a table")
        elif (extract := reader.extract(name, given)) is not None:
            extracts[name] = extract
    if "reports" not in extracts:
        reader.fault("extracts", "there is no [extracts.reports]", "name the files of the incident logs")
    start = reader.text(clock, "start", "clock", "reported_at") or "reported_at"
    if start not in {"reported_at", "published_at"}:
        reader.fault("clock", f"start {start!r} is not reported_at or published_at")
    zone = _zone(reader, force)
    tables = tuple(folder / name for name in reader.texts(codes, "table", "codes"))
    for table in tables:
        if not table.resolve().is_relative_to(folder.resolve()):
            reader.fault("codes", f"{table.name} lies outside the force's folder", "put it beside force.toml")
    bands = _bands(reader, reader.table(data, "bands"))
    name, rules = reader.text(force, "name", "force") or folder.resolve().name, _rules(reader, force, folder)
    if reader.faults:
        raise ConfigError(f"{path.name} has {len(reader.faults)} fault(s)", reader.faults)
    return ForceConfig(name, zone, rules, start, bands, tables, extracts, folder, _digest(raw, tables))
