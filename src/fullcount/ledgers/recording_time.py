"""Was a crime recorded in time? Three answers: yes, no, and not known, with how it is known."""

from datetime import time

import polars as pl

DAY = pl.duration(hours=24)


def _known_by() -> pl.Expr:
    """The first moment at which the record is seen to exist: in a version of the report, or of the record itself."""
    return pl.min_horizontal("ref_published", "record_published")


def _end(moment: pl.Expr, zone: str) -> pl.Expr:
    """Return the end of what a publication time says: a time at exactly local midnight is taken for the whole day."""
    is_day = moment.dt.convert_time_zone(zone).dt.time() == time(0)
    return pl.when(is_day).then(moment + DAY).otherwise(moment)


def recorded_in_time(zone: str) -> pl.Expr:
    """Return yes, no or null for rows with deadline, recorded_at, recorded_day, first_published (of the report),
    ref_published (of its crime number) and record_published (of the record).

    An instant decides by itself. Of a day only its limits are known: in time if all of it is before the deadline, late
    if none of it is. Without either, publication decides what it can: a record that was published before the deadline
    was made in time; one that appeared only after the deadline, though the report had been published before without
    it, is late recording; anything else says nothing of when.
    """
    by_instant = pl.col("recorded_at") <= pl.col("deadline")
    by_day = (
        pl.when(pl.col("recorded_day") + DAY <= pl.col("deadline")).then(True)
        .when(pl.col("recorded_day") > pl.col("deadline")).then(False)
    )  # fmt: skip
    by_publication = pl.when(_end(_known_by(), zone) <= pl.col("deadline")).then(True).when(appeared_later()).then(False)
    has_day = pl.col("recorded_day").is_not_null()
    return pl.coalesce(by_instant, pl.when(has_day).then(by_day).otherwise(by_publication))


def appeared_later() -> pl.Expr:
    """Say whether the report was published first without the record, which appeared after the deadline."""
    return (_known_by() > pl.col("first_published")) & (_known_by() > pl.col("deadline"))


def hours_to_record() -> pl.Expr:
    """Return the hours from the report to the record (a day counts from its start; never below zero); null if unknown."""
    of_day = pl.when(pl.col("recorded_day").is_not_null()).then(pl.max_horizontal("recorded_day", "reported_at"))
    hours = (pl.coalesce(pl.col("recorded_at"), of_day) - pl.col("reported_at")).dt.total_seconds() / 3600
    return pl.when(hours.is_not_null()).then(pl.max_horizontal(hours, pl.lit(0.0)))
