"""What a file's columns probably are, told by their names and, where names do not settle it, by what stands in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import polars as pl

from fullcount.core.tables import TABLES, Column, Kind
from fullcount.pipeline.intake.dates import forms_of, order_of, parsed
from fullcount.pipeline.prepare.hints import HINTS, NEEDED, SHARED

QUALIFIERS = (" description", " desc", " name", " text")
"""A column so called says in words what its neighbour says as a code: it is taken where nothing else fits."""
CODES = {
    "opening_code": "type", "closing_code": "type", "disposition": "disposition", "offence_code": "offence",
    "status": "status",
}  # fmt: skip
SEPARATORS = ("//", ";", "|")
SEQUENCE = {"seq", "sequence", "sequence no", "sequence number", "entry no", "entry number", "line no", "action no"}
"""A file of logs with a column so called probably holds one row for every entry of a log."""


@dataclass(slots=True)
class Looked:
    """One file as far as it was looked at: what a row is, which columns are what, and what could not be told."""

    name: str
    frame: pl.DataFrame
    table: str = ""
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    separators: dict[str, str] = field(default_factory=dict)
    order: str | None = None
    unsure: list[str] = field(default_factory=list)

    def texts(self, column: str) -> pl.Series:
        """Return the filled values of a column as trimmed text."""
        values = self.frame.get_column(column)
        if values.dtype.is_nested():
            return pl.Series(column, [], dtype=pl.String)
        values = values.cast(pl.String, strict=False).str.strip_chars()
        return values.filter(values.str.len_bytes() > 0)

    def filled(self, column: str) -> float:
        """Return the share of rows in which a column has a value."""
        return len(self.texts(column)) / max(self.frame.height, 1)


def plain(name: str) -> str:
    """Return a column's name without case, dots, dashes and underscores."""
    return " ".join("".join(mark if mark.isalnum() else " " for mark in name).lower().split())


def by_name(header: Sequence[str], table: str) -> dict[str, str]:
    """Return canonical column -> the file's column, by their names; each column of the file is used once."""
    names = {plain(name): name for name in reversed(header)}
    for name in header:
        for qualifier in QUALIFIERS:
            if (stem := plain(name)).endswith(qualifier):
                names.setdefault(stem.removesuffix(qualifier), name)
    found: dict[str, str] = {}
    hints = HINTS[table] | {name: words for name, words in SHARED.items() if TABLES[table].column(name)}
    for canonical, words in hints.items():
        wanted = (canonical.replace("_", " "), *words)
        match = next((names[word] for word in wanted if word in names and names[word] not in found.values()), None)
        if match is not None:
            found[canonical] = match
    return found


def guess(name: str, frame: pl.DataFrame) -> Looked:
    """Return what a file probably is; `table` is blank where that cannot be told."""
    looked = Looked(name, frame)
    for table, needed in NEEDED.items():
        found: dict[str, tuple[str, ...]] = {
            canonical: (column,) for canonical, column in by_name(frame.columns, table).items()
        }
        if table == "reports":
            found = _completed(found, looked)
        if all(column in found for column in needed) and _fits(table, found, looked):
            looked.table, looked.columns = table, found
            break
    if looked.table:
        _settle(looked)
    return looked


def _fits(table: str, found: dict[str, tuple[str, ...]], looked: Looked) -> bool:
    """Say whether the columns of these names are filled as such a table's are: a log names a crime only at times."""
    if table == "crimes":
        return _are_crimes(found, looked)
    if TABLES[table].feeds_ledgers:
        return True
    required = [found[column.name][0] for column in TABLES[table].columns if column.required and column.name in found]
    return not looked.frame.height or min(map(looked.filled, required)) >= 0.9


def _are_crimes(found: dict[str, tuple[str, ...]], looked: Looked) -> bool:
    """Every crime has its number, and no crime file tells when a report came in without telling what was recorded.

    A log of incidents has a number for the few that became crimes, so its column is mostly blank.
    """
    numbered = looked.filled(found["crime_id"][0]) >= 0.99
    return numbered and ("text" not in by_name(looked.frame.columns, "reports") or "recorded_at" in found)


def _completed(found: dict[str, tuple[str, ...]], looked: Looked) -> dict[str, tuple[str, ...]]:
    """Return the columns of a report with what names alone do not tell: a date beside a time, a narrative."""
    names = {plain(name): name for name in reversed(looked.frame.columns)}
    numbers = [names[word] for word in HINTS["reports"]["report_id"] if word in names]
    whole = [name for name in numbers if looked.filled(name) == 1] or numbers
    if whole and found.get("report_id") != (whole[0],):
        swapped = {canonical: columns for canonical, columns in found.items() if columns != (whole[0],)}
        found = swapped | {"report_id": (whole[0],)}
        left = [name for name in numbers if name != whole[0] and plain(name) in HINTS["reports"]["crime_ref"]]
        if "crime_ref" not in found and left:
            found["crime_ref"] = (left[0],)
    time = names.get("time") or names.get("time reported")
    date = names.get("date") or names.get("date reported")
    if date and time and date != time and (found.get("reported_at", (date,))[0] in {date, time}):
        found["reported_at"] = (date, time)
    free = [name for name in looked.frame.columns if not any(name in columns for columns in found.values())]
    if "reported_at" not in found and (column := next(_dates(free, looked), None)) is not None:
        found["reported_at"] = (column,)
    if "text" not in found and (column := _longest(free, looked)) is not None:
        found["text"] = (column,)
    return found


def _dates(columns: Sequence[str], looked: Looked) -> Iterator[str]:
    for name in columns:
        values = looked.texts(name).head(200)
        forms = forms_of(values, "dmy").formats or forms_of(values, "mdy").formats
        if looked.frame.schema[name].is_temporal() or int(parsed(values, forms).is_not_null().sum()) > 0.9 * len(
            values
        ):
            yield name


def _longest(columns: Sequence[str], looked: Looked) -> str | None:
    """Return the column with the longest texts, if they are long and hardly ever alike."""
    lengths = []
    for name in columns:
        values = looked.texts(name)
        if len(values) and values.n_unique() > 0.5 * len(values):
            lengths.append((int(values.str.len_chars().sum()) / len(values), name))
    length, name = max(lengths, default=(0.0, ""))
    return name if length >= 40 else None


def _settle(looked: Looked) -> None:
    """Look into the columns: the order of day and month, dates that are none, lists in one cell, blank numbers."""
    table = TABLES[looked.table]
    if table.name == "reports" and (numbered := [name for name in looked.frame.columns if plain(name) in SEQUENCE]):
        why = f"{numbered[0]!r} looks like the number of an entry: if a log has several rows, say so"
        looked.unsure.append(f"{looked.name}: {why} in [extracts.reports.entries]")
    times = [column for column in table.columns if column.kind is Kind.TIME and column.name in looked.columns]
    looked.order = next((order for column in times if (order := _order(looked, column.name))), None)
    for column in times:
        _check_dates(looked, column)
    for column in table.columns:
        if column.kind is Kind.LIST and column.name in looked.columns:
            values = looked.texts(looked.columns[column.name][0])
            several = [
                mark
                for mark in SEPARATORS
                if len(values) and int(values.str.contains(mark, literal=True).sum()) > 0.01 * len(values)
            ]
            if several:
                looked.separators[column.name] = several[0]


def moments(looked: Looked, canonical: str) -> pl.Series | None:
    """Return the texts of a time column as they will be read, or None where they are times already."""
    given = looked.columns[canonical]
    if looked.frame.schema[given[0]].is_temporal() and len(given) == 1:
        return None
    joined = looked.frame.select(
        pl.concat_str([pl.col(name).cast(pl.String) for name in given], separator=" ").str.strip_chars().alias("x")
    )
    return joined.filter(pl.col("x").str.len_bytes() > 0).get_column("x")


def _order(looked: Looked, canonical: str) -> str | None:
    values = moments(looked, canonical)
    return order_of(forms_of(values, None).formats) if values is not None else None


def _check_dates(looked: Looked, column: Column) -> None:
    """Note values that are no dates; a column that is mostly none is left out, unless every row must have it."""
    values = moments(looked, column.name)
    if values is None or not len(values):
        return
    forms, given = forms_of(values, looked.order), " + ".join(looked.columns[column.name])
    if forms.ambiguous:
        looked.unsure.append(f"{looked.name} {given}: day and month cannot be told apart; set date_order")
        return
    unread = len(values) - int(parsed(values, forms.formats).is_not_null().sum())
    if unread > len(values) // 2 and not column.required:
        del looked.columns[column.name]
        looked.unsure.append(f"{looked.name} {given}: most values are no dates that are known here; left out")
    elif unread:
        looked.unsure.append(f"{looked.name} {given}: {unread:,} of {len(values):,} values are in no form known here")
