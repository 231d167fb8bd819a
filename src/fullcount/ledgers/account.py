"""Both ledgers in one step: from judged reports, crime records and the links between them."""

from dataclasses import dataclass
from datetime import datetime

import polars as pl

from fullcount.ledgers import crimes as crime_book
from fullcount.ledgers import reports as report_book


@dataclass(frozen=True, slots=True)
class Matched:
    """What the ledgers are made from.

    reports: as the rulebook judged them, with number_not_found. crimes: every record, classed. links: report_id,
    crime_id, probability, method. near_misses: report_id, crime_id, probability. groups: class, group, harm.
    """

    reports: pl.DataFrame
    crimes: pl.DataFrame
    links: pl.DataFrame
    near_misses: pl.DataFrame
    groups: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Ledgers:
    """The two ledgers, and how many live notifiable records came in: as many as the crime ledger counts as recorded."""

    reports: pl.DataFrame
    crimes: pl.DataFrame
    live_records: int


def without_bare_numbers(matched: Matched) -> pl.DataFrame:
    """Return the crimes; a number of which nothing else is known counts as a crime record only if a report that names
    it speaks of crime. What a force numbers is not always a crime: collisions and lost property have numbers too."""
    speaks = pl.col("alleges") | pl.col("decision").is_in(["record", "n100"])
    told = matched.links.join(matched.reports.select("report_id", speaks.alias("speaks")), on="report_id", how="inner")
    kinds = told.group_by("crime_id").agg(pl.col("speaks").any())
    crimes = matched.crimes.join(kinds, on="crime_id", how="left", maintain_order="left")
    bare = (
        pl.col("is_notifiable").is_null() & pl.col("offence_code").is_null() & ~pl.col("speaks").fill_null(value=True)
    )
    return crimes.with_columns(pl.when(bare).then(False).otherwise("is_notifiable").alias("is_notifiable")).drop(
        "speaks"
    )


def account(matched: Matched, as_at: datetime, zone: str, *, has_crimes: bool) -> Ledgers:
    """Return both ledgers as at a moment (the first instant that is not yet accounted for), for a force in `zone`.

    has_crimes: whether anything given says which crimes were recorded. Raises BalanceError if anything stands twice or
    in no state.
    """
    reports, crimes, links = matched.reports, without_bare_numbers(matched), matched.links
    filed = crime_book.filed_records(crimes, links, reports)
    records = crime_book.record_states(filed, matched.groups, zone)
    counts = report_book.filed_counts(crimes, records, links)
    elsewhere = report_book.perhaps_elsewhere(reports, matched.near_misses, records)
    moment = pl.lit(as_at)
    judged = report_book.with_missing(reports, counts, moment, has_crimes=has_crimes, zone=zone, elsewhere=elsewhere)
    missing = crime_book.missing_crimes(judged, matched.groups, records)
    live = ~crimes["is_cancelled"] & crimes["is_notifiable"].fill_null(value=True)
    return Ledgers(report_book.report_ledger(judged), crime_book.crime_ledger(records, missing), int(live.sum()))
