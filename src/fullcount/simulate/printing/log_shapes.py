"""Three shapes of a command-and-control export: plain rows, events with numbered employees, and log detail sheets."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.calendar import Year, printed
from fullcount.simulate.printing.report_rows import ReportRows
from fullcount.simulate.printing.slips import NO_SUCH_DATE

Ints = npt.NDArray[np.int64]

_PLAIN = {
    "report_id": "Incident No", "reported": "Reported", "route": "Source", "opening": "Opening Type",
    "closing": "Closing Type", "result": "Result", "qualifiers": "Qualifiers", "grade": "Grade", "text": "Log Text",
    "crime_ref": "Crime No", "other_ref": "Other Ref", "from": "From", "to": "To", "location": "Location",
    "postcode": "Postcode", "lat": "Lat", "long": "Long", "district": "District", "phone": "Tel", "surname": "Surname",
    "unit": "Unit", "handler": "Handler", "officer": "Officer", "extracted": "Extracted",
}  # fmt: skip
_EVENT = {
    "report_id": "EVENT_NUM", "reported": "CREATE_DTG", "route": "CALL_SOURCE", "grade": "PRIORITY",
    "opening": "TYPE_INITIAL", "closing": "TYPE_FINAL", "qualifiers": "QUALIFIERS", "result": "DISPO",
    "employees": "EMPLOYEES", "text": "REMARKS", "closing_text": "CLOSING_REMARK", "crime_ref": "CASE_NUM",
    "other_ref": "XREF", "from": "OCC_FROM", "to": "OCC_TO", "location": "LOC", "postcode": "ZIP", "lat": "LAT",
    "long": "LON", "district": "BEAT", "phone": "CLR_TEL", "surname": "CLR_NAME", "unit": "PRIM_UNIT",
    "handler": "CT_ID", "officer": "DISP_ID", "extracted": "EXPORT_DTG",
}  # fmt: skip
_SHEET = {
    "report_id": "Log Ref", "seq": "Seq", "action_at": "Action Time", "action": "Action", "author": "Author",
    "text": "Text", "reported": "Log Created", "route": "Origin", "grade": "Grade", "opening": "Opening Code",
    "closing": "Closing Code", "qualifiers": "Qualifier", "result": "Local Result", "crime_ref": "Linked Crime",
    "other_ref": "Linked Other", "from": "Happened From", "to": "Happened To", "location": "Incident Address",
    "postcode": "Postcode", "lat": "Latitude", "long": "Longitude", "district": "Division", "phone": "Contact No",
    "surname": "Caller Surname", "unit": "Dealing Team", "handler": "Created By", "officer": "Dealt By",
    "extracted": "Run Date",
}  # fmt: skip
_TIMES = ("reported", "from", "to", "extracted")


def _with_times(rows: ReportRows, year: Year, form: str) -> pl.DataFrame:
    return rows.columns.with_columns(printed(year, rows.columns[name].to_numpy(), form).alias(name) for name in _TIMES)


def _joined(lines: list[pl.Series], between: str) -> pl.Series:
    """Return lines joined, blank ones left out."""
    marked = [pl.when(pl.col(f"l{n}") == "").then(None).otherwise(pl.col(f"l{n}")) for n in range(len(lines))]
    frame = pl.DataFrame({f"l{n}": line for n, line in enumerate(lines)})
    return frame.select(pl.concat_str(marked, separator=between, ignore_nulls=True)).to_series()


def _stamped(stamp: pl.Series, text: pl.Series) -> pl.Series:
    return pl.select(pl.when(text == "").then(pl.lit("")).otherwise(stamp + text)).to_series()


def _versions(rows: ReportRows, table: pl.DataFrame, year: Year, form: str, earlier_text: pl.Series) -> pl.DataFrame:
    """Return the table with earlier versions before it (open, without a crime number) and unreadable rows after it."""
    before = table[rows.before].with_columns(
        pl.lit("").alias("crime_ref"), pl.lit(None, pl.String).alias("closing"), pl.lit("R10").alias("result"),
        earlier_text.gather(rows.before).alias("text"), printed(year, rows.before_extracted, form).alias("extracted"),
    )  # fmt: skip
    return pl.concat([before, table, _bad(rows, table)])


def _bad(rows: ReportRows, table: pl.DataFrame) -> pl.DataFrame:
    nameless = pl.Series(rows.bad_is_nameless)
    return table[rows.bad].with_columns(
        pl.when(nameless).then(None).otherwise("X" + pl.col("report_id")).alias("report_id"),
        pl.when(nameless).then("reported").otherwise(pl.lit(NO_SUCH_DATE)).alias("reported"),
    )


def plain(rows: ReportRows, year: Year) -> pl.DataFrame:
    """Return one row a report, its entries in one cell: the first as told, the others after time and collar number."""
    form = "%d/%m/%Y %H:%M:%S"
    lines = [
        entry.text if number == 0 else _stamped(printed(year, entry.at, "| %H:%M ") + author + " ", entry.text)
        for number, (entry, author) in enumerate(zip(rows.entries, rows.authors, strict=True))
    ]
    table = _with_times(rows, year, form).with_columns(_joined(lines, " ").alias("text"))
    return _versions(rows, table, year, form, _joined(lines[:-1], " ")).select(
        pl.col(name).alias(header) for name, header in _PLAIN.items()
    )


def _numbered(authors: list[pl.Series]) -> list[Ints]:
    """Return each entry's employee by number, `(n,)` each: the first entry that the same person wrote, from 1."""
    collars = [author.to_numpy() for author in authors]
    numbers = []
    for at, collar in enumerate(collars):
        number = np.full(len(collar), at + 1)
        for earlier in range(at - 1, -1, -1):
            number = np.where(collars[earlier] == collar, earlier + 1, number)
        numbers.append(number)
    return numbers


def event(rows: ReportRows, year: Year) -> pl.DataFrame:
    """Return one row an event: time-stamped remarks, one a line, by employees numbered in a cell of their own."""
    form = "%Y-%m-%d %H:%M:%S"
    numbers, lines = _numbered(rows.authors), []
    employees: list[pl.Series] = []
    for number, (entry, author) in enumerate(zip(rows.entries, rows.authors, strict=True)):
        printed_number = pl.Series(numbers[number]).cast(pl.String)
        lines.append(_stamped(printed(year, entry.at, "%d%m%y %H:%M:%S") + " [" + printed_number + "] ", entry.text))
        wrote_before = np.zeros(len(author), dtype=np.bool_)
        for earlier in range(number):
            wrote_before |= (numbers[earlier] == numbers[number]) & (rows.entries[earlier].text != "").to_numpy()
        named = printed_number + "=" + author + f" {entry.hand.value}"
        employees.append(named.set(pl.Series(wrote_before) | (entry.text == ""), ""))
    table = _with_times(rows, year, form).with_columns(
        _joined(lines[:-1], "\n").alias("text"),
        lines[-1].alias("closing_text"),
        _joined(employees, "; ").alias("employees"),
    )
    return _versions(rows, table, year, form, table["text"]).select(
        pl.col(name).alias(header) for name, header in _EVENT.items()
    )


def sheet(rows: ReportRows, year: Year) -> pl.DataFrame:
    """Return one row an entry, in sequence, with its author; what belongs to the whole log stands in its first row."""
    form = "%d-%b-%Y %H:%M:%S"
    table = _with_times(rows, year, form)
    n = table.height
    parts = []
    for number, (entry, author) in enumerate(zip(rows.entries, rows.authors, strict=True)):
        held = np.flatnonzero((entry.text != "").to_numpy() | (number == 0))
        own = {
            "row": held, "order": np.full(len(held), number), "report_id": table["report_id"].gather(held),
            "action_at": printed(year, entry.at[held], form), "action": pl.Series([entry.action] * len(held)),
            "author": author.gather(held), "text": entry.text.gather(held),
        }  # fmt: skip
        parts.append(pl.DataFrame(own))
    lines = pl.concat(parts).sort("row", "order")
    seq = pl.int_range(pl.len()).over("row") + 1
    whole = table.drop("report_id").with_columns(pl.int_range(n).alias("row"), pl.lit(0, pl.Int64).alias("order"))
    joined = lines.join(whole, on=["row", "order"], how="left", maintain_order="left")
    told = joined.with_columns(seq.cast(pl.String).alias("seq"))
    bad = told.filter(pl.col("row").is_in(rows.bad.tolist()) & (pl.col("order") == 0)).with_columns(
        pl.lit(None, pl.String).alias("report_id")
    )
    return pl.concat([told, bad]).select(pl.col(name).alias(header) for name, header in _SHEET.items())


LOG_SHAPES: dict[str, Callable[[ReportRows, Year], pl.DataFrame]] = {"plain": plain, "event": event, "sheet": sheet}
_LISTS = {"closing": "closing_code", "crime_ref": "crime_ref", "qualifiers": "qualifiers"}
_NAMES = {
    "report_id": "report_id", "reported": "reported_at", "extracted": "published_at", "route": "route",
    "opening": "opening_code", "result": "disposition", "grade": "grade", "text": "text",
    "other_ref": "other_force_ref", "from": "occurred_from", "to": "occurred_to", "location": "place",
    "postcode": "postcode", "lat": "latitude", "long": "longitude", "district": "district", "phone": "phone",
    "surname": "surname", "unit": "unit", "handler": "handler_id", "officer": "officer_id",
}  # fmt: skip
_FORMS = {"plain": "%d/%m/%Y %H:%M:%S", "event": "%Y-%m-%d %H:%M:%S", "sheet": "%d-%b-%Y %H:%M:%S"}
_HEADERS = {"plain": _PLAIN, "event": _EVENT, "sheet": _SHEET}


def reports_mapping(shape: str) -> str:
    """Return the part of `force.toml` that says what the columns of a shape mean."""
    headers = _HEADERS[shape]
    lines = ["[extracts.reports]", 'files = ["reports*.csv"]', 'format = "csv"',
             f'date_formats = ["{_FORMS[shape]}"]', ""]  # fmt: skip
    if shape == "sheet":
        lines += ["[extracts.reports.entries]", f'log = "{headers["report_id"]}"', f'order = "{headers["seq"]}"',
                  f'line = ["{headers["action_at"]}", "{headers["author"]}", "{headers["text"]}"]',
                  'words = "Log Words"', ""]  # fmt: skip
    lines.append("[extracts.reports.columns]")
    for name, canonical in _NAMES.items():
        source = f'"{headers[name]}"'
        if name == "text" and shape == "sheet":
            source = '"Log Words"'
        if name == "text" and shape == "event":
            source = f'{{ join = ["{headers["text"]}", "{headers["closing_text"]}"], with = "\\n" }}'
        lines.append(f"{canonical} = {source}")
    lines += [f'{canonical} = {{ column = "{headers[name]}", separator = ";" }}' for name, canonical in _LISTS.items()]
    return "\n".join(lines) + "\n"
