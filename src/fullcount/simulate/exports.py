"""The extracts as a supplier's export would print them: all text, English dates, blanks, slips, republished rows."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.calendar import DAY, HOUR, Seconds, Year, printed
from fullcount.simulate.happenings import NUMBER, Happenings, Mechanism
from fullcount.simulate.logs import write_logs
from fullcount.simulate.offences import OFFENCES
from fullcount.simulate.people import phones, surnames
from fullcount.simulate.places import Places, addresses, district_names, postcodes
from fullcount.simulate.records import Records, References
from fullcount.simulate.routing import ROUTES, results, type_codes, units

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

REPUBLISHED = 0.01  # share of reports exported twice, the second time with a crime number
BAD_ROWS = 0.0005  # rows added that cannot be read: no number, or a date that is none
NO_SUCH_DATE = "31/02/2025 25:61:00"

_CLASSES = pl.Series([offence.cls for offence in OFFENCES], dtype=pl.String)
_CODES = pl.Series([offence.code for offence in OFFENCES], dtype=pl.String)
_TITLES = pl.Series([offence.title for offence in OFFENCES], dtype=pl.String)
# Classes whose Home Office code belongs to no other class: the class may be left blank.
_CODE_TELLS = np.isin([o.cls for o in OFFENCES], ["3B", "8L", "8U", "39", "44", "45", "46", "48", "49A", "56B", "92E"])
_BAD_REASONS = pl.Series(["victim no longer wishes to support", "suspect denies it in interview",
                          "no cctv and no witness", "victim not replying to letters",
                          "not in public interest to pursue", "officer thinks it did not happen as told"])  # fmt: skip
_GOOD_REASONS = pl.Series(["item found by owner in loft on later search, owner confirms in writing",
                           "bank statement obtained later shows bill paid before the call, copy on file",
                           "full cctv obtained later shows no contact at any point, viewed with victim who agrees",
                           "finance company papers received later show lawful recovery"])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """What the printing of one batch needs: generator, year, numbers of the first report."""

    rng: np.random.Generator
    year: Year
    first: int

    def report_numbers(self, rows: Ints) -> pl.Series:
        """Return the incident numbers of those rows of the batch; blank for row -1."""
        serial = pl.Series(self.first + np.maximum(rows, 0) + 1).cast(pl.String).str.zfill(7)
        return (f"I{self.year.year % 100:02d}-" + serial).set(pl.Series(rows < 0), None)

    def crime_numbers(self, numbers: Ints) -> pl.Series:
        """Return crime numbers as printed, such as 77CR/0000012/25."""
        return "77CR/" + pl.Series(numbers + 1).cast(pl.String).str.zfill(7) + f"/{self.year.year % 100:02d}"

    def extracted(self, known: Seconds) -> Seconds:
        """Return when a row was exported: five the next morning, or with the last export."""
        return np.minimum((known // DAY + 1) * DAY + 5 * HOUR, self.year.export - HOUR // 2)


def _blank(rng: np.random.Generator, column: pl.Series, share: float) -> pl.Series:
    return column.set(pl.Series(rng.random(len(column)) < share), None)


def _coordinates(rng: np.random.Generator, places: Places, slip: float) -> list[pl.Series]:
    """Return latitude and longitude as printed, `slip` degrees (one standard deviation) from the truth."""
    return [
        pl.Series(np.round(degrees + rng.normal(0, slip, len(degrees)), 5)).cast(pl.String)
        for degrees in places.coordinates()
    ]


def _when(source: Source, instants: Seconds, rounded: Flags) -> pl.Series:
    return printed(source.year, np.where(rounded, instants // 900 * 900, instants))


def _named_crimes(source: Source, records: Records, wanted: Flags, number: int) -> tuple[pl.Series, Seconds]:
    """Return for each report its crime numbers (blank where it names none) and the last time one was recorded."""
    kept = (records.report >= 0) & wanted[records.report]
    numbers = source.crime_numbers(records.number[kept])
    found = pl.DataFrame({"row": records.report[kept], "number": numbers, "recorded": records.recorded[kept]})
    joined = found.group_by("row", maintain_order=True).agg(pl.col("number").str.join(";"), pl.col("recorded").max())
    all_rows = pl.DataFrame({"row": np.arange(number)}).join(joined, on="row", how="left", maintain_order="left")
    return all_rows["number"].fill_null(""), all_rows["recorded"].fill_null(0).to_numpy()


def reports_table(
    source: Source, happened: Happenings, route: Ints, records: Records, refs: References
) -> pl.DataFrame:
    """Return the reports extract of a batch, with its republished and its unreadable rows at the end."""
    rng, year, n = source.rng, source.year, len(happened)
    numbers, last_recorded = _named_crimes(source, records, refs.by_report, n)
    in_text = pl.Series(rng.random(n) < 0.7)
    opening, closing = type_codes(rng, happened)
    result = results(rng, happened)
    places, crime = happened.places, happened.offence >= 0
    rounded = rng.random(n) < 0.6
    unknown_when = ~crime & (rng.random(n) < 0.8) | (rng.random(n) < 0.18)
    latitude, longitude = _coordinates(rng, places, 0.0004)
    other = "OF" + pl.Series(rng.integers(10000, 99999, n)).cast(pl.String)
    table = pl.DataFrame({
        "Incident No": source.report_numbers(np.arange(n)),
        "Reported": printed(year, happened.reported),
        "Source": pl.Series(ROUTES).gather(route),
        "Opening Type": opening,
        "Closing Type": closing.set(result == "R10", None),
        "Result": result,
        "Log Text": write_logs(rng, year, happened, numbers.set(~in_text, ""), source.report_numbers(happened.earlier)),
        "Crime No": numbers,
        "Other Ref": other.set(pl.Series(~happened.has(Mechanism.ANOTHER_FORCE)), None),
        "From": printed(year, np.where(unknown_when, -1, happened.occurred_from // 60 * 60)),
        "To": _when(source, np.where(unknown_when, -900, happened.occurred_to), rounded),
        "Location": addresses(places),
        "Postcode": _blank(rng, postcodes(places), 0.15),
        "Lat": latitude, "Long": longitude,
        "District": district_names(places),
        "Tel": phones(np.where(rng.random(n) < 0.10, -1, happened.phone), spaced=False),
        "Surname": surnames(np.where(rng.random(n) < 0.08, -1, happened.caller), rng.random(n) < 0.03),
        "Unit": units(happened, route),
        "Extracted": printed(year, source.extracted(np.maximum(happened.reported, last_recorded))),
    })  # fmt: skip
    return _with_bad_rows(rng, _republish(source, table, happened, numbers), "Incident No", "Reported")


def _republish(source: Source, table: pl.DataFrame, happened: Happenings, numbers: pl.Series) -> pl.DataFrame:
    """Return the table with an earlier row added for some: the same report, still open, before its crime number."""
    before = source.extracted(happened.reported)
    later = pl.Series(printed(source.year, before)) != table["Extracted"]
    named = (numbers != "") & later
    share = min(1.0, REPUBLISHED * len(table) / max(1, int(named.sum())))
    chosen = named & pl.Series(source.rng.random(len(table)) < share)
    earlier = table.filter(chosen).with_columns(
        pl.lit("").alias("Crime No"), pl.lit(None, pl.String).alias("Closing Type"), pl.lit("R10").alias("Result"),
        pl.col("Log Text").str.replace(r"\s*\|[^|]*$", ""),
        printed(source.year, before).filter(chosen).alias("Extracted"),
    )  # fmt: skip
    return pl.concat([earlier, table])


def _with_bad_rows(rng: np.random.Generator, table: pl.DataFrame, key: str, date: str) -> pl.DataFrame:
    """Return the table with a few rows that no reader can accept; none of them is in the truth."""
    bad = table.filter(pl.Series(rng.random(len(table)) < BAD_ROWS))
    nameless = pl.Series(rng.random(len(bad)) < 0.5)
    unread = bad.with_columns(
        pl.when(nameless).then(None).otherwise("X" + pl.col(key)).alias(key),
        pl.when(nameless).then(date).otherwise(pl.lit(NO_SUCH_DATE)).alias(date),
    )
    return pl.concat([table, unread])


def _cancellations(source: Source, records: Records) -> dict[str, pl.Series]:
    """Return state, and when, under which code and why a record was cancelled."""
    rng, m = source.rng, len(records)
    bad = records.mechanism == NUMBER[Mechanism.WRONGLY_CANCELLED]
    good = records.mechanism == NUMBER[Mechanism.RIGHTLY_CANCELLED]
    off = bad | good
    at = np.minimum(records.recorded + rng.integers(DAY, 40 * DAY, m), source.year.export - 2 * HOUR)
    code = np.where(bad & (rng.random(m) < 0.4), "C4", "C2")
    reason = _BAD_REASONS.gather(rng.integers(0, len(_BAD_REASONS), m)).zip_with(
        pl.Series(bad), _GOOD_REASONS.gather(rng.integers(0, len(_GOOD_REASONS), m))
    )
    live = pl.Series(np.where(rng.random(m) < 0.6, "FILED", "LIVE"))
    return {
        "Status": live.set(pl.Series(off), "CANC"),
        "Cancelled Date": printed(source.year, np.where(off, at, -1)),
        "Cancelled Code": pl.Series(code).set(pl.Series(~off), None),
        "Cancelled Reason": reason.set(pl.Series(~off), None),
    }


def crimes_table(source: Source, records: Records, refs: References) -> pl.DataFrame:
    """Return the crimes extract of a batch: its own columns, its own spellings, its own slips."""
    rng, year, m = source.rng, source.year, len(records)
    named = (records.report >= 0) & refs.by_crime[records.report]
    no_class = _CODE_TELLS[records.offence] & (rng.random(m) < 0.06)
    latitude, longitude = _coordinates(rng, records.places, 0.0007)
    short = pl.Series(rng.random(m) < 0.5)
    address = addresses(records.places, short=True).str.to_uppercase().zip_with(short, addresses(records.places))
    slip = rng.integers(-1200, 1201, m)
    table = pl.DataFrame({
        "Crime Number": source.crime_numbers(records.number),
        "Date Recorded": printed(year, records.recorded),
        "Date Reported": printed(year, records.reported // 60 * 60),
        "HO Class": _CLASSES.gather(records.offence).set(pl.Series(no_class), None),
        "HO Code": _CODES.gather(records.offence),
        "Offence": _TITLES.gather(records.offence),
        "Incident Ref": source.report_numbers(np.where(named, records.report, -1)),
        "Committed From": printed(year, np.where(rng.random(m) < 0.08, -1, records.occurred_from + slip)),
        "Committed To": printed(year, np.where(rng.random(m) < 0.15, -1, records.occurred_to + slip)),
        "Address": address,
        "Post Code": _blank(rng, postcodes(records.places), 0.10),
        "Latitude": _blank(rng, latitude, 0.05), "Longitude": longitude,
        "District": district_names(records.places),
        "Victim Ref": "V" + pl.Series(records.surname * 7919 % 1_000_000 + records.phone).cast(pl.String).str.zfill(7),
        "Victim Surname": surnames(np.where(rng.random(m) < 0.05, -1, records.surname), rng.random(m) < 0.05),
        "Victim Phone": phones(np.where(rng.random(m) < 0.12, -1, records.phone)),
        **_cancellations(source, records),
        "Extracted": printed(year, source.extracted(records.recorded)),
    })  # fmt: skip
    return _with_bad_rows(rng, table, "Crime Number", "Date Recorded").with_columns(
        pl.when(pl.col("Latitude").is_null()).then(None).otherwise(pl.col("Longitude")).alias("Longitude")
    )
