"""Three shapes of a crime system's export, as three suppliers might print it."""

from collections.abc import Callable

import polars as pl

from fullcount.simulate.calendar import Year, printed

_TIMES = ("recorded", "reported", "from", "to", "cancelled", "extracted")
_FLAT = {
    "crime_id": "Crime Number", "recorded": "Date Recorded", "reported": "Date Reported", "cls": "HO Class",
    "code": "HO Code", "title": "Offence", "report_ref": "Incident Ref", "from": "Committed From",
    "to": "Committed To", "address": "Address", "postcode": "Post Code", "lat": "Latitude", "long": "Longitude",
    "district": "District", "victim_ref": "Victim Ref", "surname": "Victim Surname", "phone": "Victim Phone",
    "status": "Status", "cancelled": "Cancelled Date", "cancelled_code": "Cancelled Code",
    "cancelled_reason": "Cancelled Reason", "officer": "Officer In Case", "unit": "Team", "flags": "Flags",
    "extracted": "Extracted",
}  # fmt: skip
# Dates and times apart, class and title in one cell, the victim as a heading writes names, ISO dates.
_WIDE = {
    "crime_id": "CRIME_REF", "recorded_day": "RECORDED_DATE", "recorded_time": "RECORDED_TIME",
    "reported": "REPORTED_DTTM", "offence": "OFFENCE", "report_ref": "EVENT_REF", "from": "COMMITTED_FROM_DTTM",
    "to": "COMMITTED_TO_DTTM", "address": "LOCATION", "postcode": "LOC_POSTCODE", "lat": "LOC_LAT", "long": "LOC_LONG",
    "district": "BCU", "victim_ref": "NOMINAL_ID", "surname": "VICTIM_NAME", "phone": "VICTIM_TEL",
    "status": "STATUS_CD", "cancelled": "CANCEL_DTTM", "cancelled_code": "CANCEL_CD",
    "cancelled_reason": "CANCEL_TEXT", "officer": "OIC", "unit": "OIC_UNIT", "flags": "MARKERS",
    "extracted": "EXTRACT_DTTM",
}  # fmt: skip
# Semicolons between cells, Windows-1252, dates without marks, only the Home Office code, blanks written out.
_CODED = {
    "crime_id": "crime", "recorded": "rec", "reported": "rep", "code": "ho_sub", "cls": "ho_class",
    "report_ref": "log", "from": "com_from", "to": "com_to", "address": "addr", "postcode": "pc", "lat": "y",
    "long": "x", "district": "div", "victim_ref": "vic", "surname": "vic_sn", "phone": "vic_tel", "status": "st",
    "cancelled": "nc_date", "cancelled_code": "nc_code", "cancelled_reason": "nc_reason", "officer": "oic",
    "unit": "team", "flags": "flags", "extracted": "run_at",
}  # fmt: skip
_FORMS = {"flat": "%d/%m/%Y %H:%M:%S", "wide": "%Y-%m-%d %H:%M:%S", "coded": "%Y%m%d%H%M%S"}
_HEADERS = {"flat": _FLAT, "wide": _WIDE, "coded": _CODED}
BLANK = "NULL"


def _with_times(rows: pl.DataFrame, year: Year, form: str) -> pl.DataFrame:
    return rows.with_columns(printed(year, rows[name].to_numpy(), form).alias(name) for name in _TIMES)


def flat(rows: pl.DataFrame, year: Year) -> pl.DataFrame:
    """Return one plain row a record."""
    return _with_times(rows, year, _FORMS["flat"]).select(pl.col(n).alias(header) for n, header in _FLAT.items())


def wide(rows: pl.DataFrame, year: Year) -> pl.DataFrame:
    """Return one row a record with dates and times apart and class and title together."""
    instants = rows["recorded"].to_numpy()
    named = pl.concat_str(pl.coalesce("cls", "code"), pl.lit(" - "), "title")
    table = _with_times(rows, year, _FORMS["wide"]).with_columns(
        printed(year, instants, "%Y-%m-%d").alias("recorded_day"),
        printed(year, instants, "%H:%M:%S").alias("recorded_time"),
        named.alias("offence"), pl.col("surname").str.to_uppercase(),
        pl.col("flags").str.replace_all(";", "|"),
    )  # fmt: skip
    return table.select(pl.col(n).alias(header) for n, header in _WIDE.items())


def coded(rows: pl.DataFrame, year: Year) -> pl.DataFrame:
    """Return one row a record in a terse system's columns; blanks are written as a word."""
    table = _with_times(rows, year, _FORMS["coded"]).with_columns(pl.col("flags").str.replace_all(";", "/"))
    kept = table.select(pl.col(n).alias(header) for n, header in _CODED.items())
    return kept.with_columns(pl.all().exclude("crime", "rec").fill_null(BLANK))


CRIME_SHAPES: dict[str, Callable[[pl.DataFrame, Year], pl.DataFrame]] = {"flat": flat, "wide": wide, "coded": coded}
KEY_AND_DATE = {"flat": ("Crime Number", "Date Recorded"), "wide": ("CRIME_REF", "RECORDED_DATE"),
                "coded": ("crime", "rec")}  # fmt: skip
_NAMES = {
    "crime_id": "crime_id", "recorded": "recorded_at", "extracted": "published_at", "status": "status",
    "cancelled": "cancelled_at", "cancelled_code": "cancelled_code", "cancelled_reason": "cancelled_evidence",
    "victim_ref": "victim_id", "from": "occurred_from", "to": "occurred_to", "address": "place",
    "postcode": "postcode", "lat": "latitude", "long": "longitude", "district": "district", "phone": "phone",
    "surname": "surname", "officer": "officer_id", "unit": "unit",
}  # fmt: skip
_FLAG_MARKS = {"flat": ";", "wide": "|", "coded": "/"}


def crimes_mapping(shape: str) -> str:
    """Return the part of `force.toml` that says what the columns of a shape mean."""
    headers = _HEADERS[shape]
    lines = ["[extracts.crimes]", 'files = ["crimes*.csv"]', 'format = "csv"', f'date_formats = ["{_FORMS[shape]}"]']
    if shape == "coded":
        lines += ['encoding = "cp1252"', 'delimiter = ";"', f'blank = ["{BLANK}"]']
    lines += ["", "[extracts.crimes.columns]"]
    for name, canonical in _NAMES.items():
        source = f'"{headers.get(name, "")}"'
        if name == "recorded" and shape == "wide":
            source = '{ join = ["RECORDED_DATE", "RECORDED_TIME"], with = " " }'
        lines.append(f"{canonical} = {source}")
    offence = {"flat": '{ first = ["HO Class", "HO Code"] }', "coded": '{ first = ["ho_class", "ho_sub"] }',
               "wide": "{ column = \"OFFENCE\", matches = '^(\\S+) - ' }"}[shape]  # fmt: skip
    lines += [f"offence_code = {offence}",
              f'report_ref = {{ column = "{headers["report_ref"]}", separator = ";" }}',
              f'flags = {{ column = "{headers["flags"]}", separator = "{_FLAG_MARKS[shape]}" }}']  # fmt: skip
    return "\n".join(lines) + "\n"
