"""What `force.toml` says of one extract, as frozen objects; every fault of it is collected."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from fullcount.core.errors import Fault
from fullcount.core.tables import EXTRACTS, TABLES

SOURCE_KEYS = {
    "column", "join", "with", "first", "value", "row", "matches", "formats", "separator", "order",
}  # fmt: skip
EXTRACT_KEYS = {
    "files", "format", "encoding", "delimiter", "quote", "sheet", "date_formats", "date_order", "blank", "columns",
    "entries",
}  # fmt: skip
ENTRY_KEYS = {"log", "order", "line", "words"}
FORMATS = {"csv", "jsonl", "parquet", "xlsx", "ods"}
ORDERS = {"dmy", "mdy", "ymd"}
OWN_NAMES = {"source_file", "__row"}
"""Columns that every file has by our own doing."""


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
class Entries:
    """How the rows of a file, one an entry, make up logs: see `intake/gather.py`."""

    log: str
    line: tuple[str, ...]
    words: str
    order: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the file that gathering needs."""
        return tuple(dict.fromkeys((self.log, *((self.order,) if self.order else ()), *self.line)))


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
    entries: Entries | None = None

    @property
    def named(self) -> dict[str, tuple[str, ...]]:
        """The columns of the files that each key names: canonical column, or `entries: <column>`."""
        found = {name: source.columns for name, source in self.columns.items()}
        gathering = self.entries.columns if self.entries is not None else ()
        return found | {f"entries: {column}": (column,) for column in gathering}


def _bad_pattern(pattern: str) -> str | None:
    try:
        re.compile(pattern)
        pl.Series([""]).str.contains(pattern, strict=True)
    except (re.error, pl.exceptions.PolarsError) as error:
        return str(error).splitlines()[0]
    return None


class TomlReader:
    """Walks the parsed TOML and collects faults."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[Fault] = []

    def fault(self, where: str, what: str, todo: str = "") -> None:
        self.faults.append(Fault(f"{self.path.name} [{where}]", what, todo))

    def unknown_keys(self, given: Mapping[str, Any], known: set[str], where: str) -> None:
        """Note the keys that nothing here knows."""
        for key in sorted(set(given) - known):
            self.fault(where, f"unknown key {key!r}", f"known keys: {', '.join(sorted(known))}")

    def table(self, parent: Mapping[str, Any], key: str, allowed: set[str] | None = None) -> dict[str, Any]:
        found = parent.get(key, {})
        if not isinstance(found, dict):
            self.fault(key, "must be a table", f"write it as [{key}]")
            return {}
        if allowed is not None:
            self.unknown_keys(found, allowed, key)
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
        self.unknown_keys(given, SOURCE_KEYS, where)
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

    def entries(self, name: str, given: Mapping[str, Any], columns: Mapping[str, Source]) -> Entries | None:
        """Return how the rows of the files make up logs, or None: they do not, or it is noted why they cannot."""
        where, spec = f"extracts.{name}.entries", given.get("entries")
        if spec is None:
            return None
        if name != "reports" or not isinstance(spec, dict):
            what = "must be a table" if name == "reports" else "is known for reports only"
            self.fault(where, what, "[extracts.reports.entries]")
            return None
        self.unknown_keys(spec, ENTRY_KEYS, where)
        before = len(self.faults)
        log, order, words = (self.text(spec, key, where) for key in ("log", "order", "words"))
        line = self.texts(spec, "line", where)
        if len(self.faults) > before:
            return None
        for key, value, todo in (
            ("log", log, 'the column whose value is the same in all rows of a log: log = "Log No"'),
            ("line", line and all(line), 'the columns that make up a line: line = ["Time", "Author", "Text"]'),
            ("words", words, 'the name by which `columns` uses the joined lines: words = "Log Words"'),
        ):
            if not value:
                self.fault(where, f"{key} is required", todo)
        if not log or not line or not words:
            return None
        entries = Entries(log, line, words, order or None)
        if words in {*entries.columns, *OWN_NAMES}:
            self.fault(where, f"words {words!r} is the name of a column", "choose a name that no column has")
        elif not any(words in source.columns for source in columns.values()):
            self.fault(where, f"words {words!r} is not used by any column", f'text = "{words}" under columns')
        return entries

    def extract(self, name: str, given: Mapping[str, Any]) -> ExtractConfig | None:
        """Return what one extract's table says, or None after noting that there is no such table."""
        where = f"extracts.{name}"
        if name not in EXTRACTS:
            self.fault(where, "is not a table that is loaded", f"known tables: {', '.join(EXTRACTS)}")
            return None
        self.unknown_keys(given, EXTRACT_KEYS, where)
        files = self.texts(given, "files", where)
        if not files:
            self.fault(where, "names no files", 'files = ["incidents/*.csv"]')
        for key in ("delimiter", "quote"):
            if key in given and (not isinstance(given[key], str) or len(given[key].encode()) != 1):
                self.fault(where, f"{key} must be one character")
        for key, allowed in (("format", FORMATS), ("date_order", ORDERS)):
            if given.get(key) is not None and given[key] not in allowed:
                self.fault(where, f"{key} {given[key]!r} is not one of {', '.join(sorted(allowed))}")
        columns = self._columns(name, given)
        return ExtractConfig(
            name, files, columns,
            self.text(given, "format", where), self.text(given, "encoding", where),
            self.text(given, "delimiter", where), self.text(given, "quote", where, '"') or '"',
            self.text(given, "sheet", where), self.texts(given, "date_formats", where),
            self.text(given, "date_order", where), self.texts(given, "blank", where),
            self.entries(name, given, columns),
        )  # fmt: skip

    def _columns(self, name: str, given: Mapping[str, Any]) -> dict[str, Source]:
        """Return where each mapped canonical column comes from."""
        where, table = f"extracts.{name}", TABLES[name]
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
        return columns
