"""Was a crime recorded in time? Three answers: yes, no, and not known, with how it is known."""

from datetime import time

import polars as pl


def next_day(moment: pl.Expr, zone: str) -> pl.Expr:
    """Return the same local time a day later: 23 or 25 hours away where the clocks change."""
    return moment.dt.convert_time_zone(zone).dt.offset_by("1d").dt.convert_time_zone("UTC")


def is_day_only(moment: pl.Expr, zone: str) -> pl.Expr:
    """Say whether a time tells only the day: exactly local midnight is taken for 'some time on that day'."""
    return moment.dt.convert_time_zone(zone).dt.time() == time(0)


def latest_deadline(zone: str) -> pl.Expr:
    """Return the last moment at which the limit may run out: `deadline`, or the same a day later where only the day
    is known on which the clock started, since its hour may be any of that day."""
    started_at = pl.col("deadline") - pl.duration(hours=24)  # of the longer limit of before 2015: two days later
    return pl.when(is_day_only(started_at, zone)).then(next_day(pl.col("deadline"), zone)).otherwise("deadline")


def _known_by() -> pl.Expr:
    """The first moment at which the record is seen to exist: in a version of the report, or of the record itself."""
    return pl.min_horizontal("ref_published", "record_published")


def recorded_in_time(zone: str) -> pl.Expr:
    """Return yes, no or null for rows with deadline, recorded_at, recorded_day, first_published (of the report),
    ref_published (of its crime number), record_published (of the record) and the editions before those two.

    An instant decides by itself. Of a day only its limits are known: in time if all of it is before the deadline, late
    if none of it is. Without either, publication decides what it can: a record that was published before the deadline
    was made in time, if the hour of publication is known (the day on an export is often that of the events in it, not
    that on which it came out); one that `appeared_later` is late recording; anything else says nothing of when.
    """
    latest = latest_deadline(zone)
    by_instant = (
        pl.when(pl.col("recorded_at") <= pl.col("deadline")).then(True).when(pl.col("recorded_at") > latest).then(False)
    )
    by_day = (
        pl.when(next_day(pl.col("recorded_day"), zone) <= pl.col("deadline")).then(True)
        .when(pl.col("recorded_day") > latest).then(False)
    )  # fmt: skip
    known = _known_by()
    seen = ~is_day_only(known, zone) & (known <= pl.col("deadline"))
    by_publication = pl.when(seen).then(True).when(appeared_later(zone)).then(False)
    return (
        pl.when(pl.col("recorded_at").is_not_null()).then(by_instant)
        .when(pl.col("recorded_day").is_not_null()).then(by_day)
        .otherwise(by_publication)
    )  # fmt: skip


def appeared_later(zone: str) -> pl.Expr:
    """Say whether the report was published first without the record, which was still missing from an edition that
    came out after the limit. Without such an edition it may have been recorded in time and published late."""
    by_report = (pl.col("ref_published") <= pl.col("record_published")).fill_null(pl.col("record_published").is_null())
    before = pl.when(by_report).then("ref_edition_before").otherwise("record_edition_before")
    return (_known_by() > pl.col("first_published")) & (before >= latest_deadline(zone)).fill_null(value=False)


def edition_before(frame: pl.DataFrame, column: str, editions: pl.Series, name: str) -> pl.DataFrame:
    """Return the frame with `name`: the last edition strictly before the moment in `column`, null if there is none."""
    known = editions.drop_nulls().unique().sort().alias(name)
    wanted = frame.get_column(column).drop_nulls().unique().sort()
    number = known.search_sorted(wanted, side="left").cast(pl.Int64) - 1
    found = known.gather(number.clip(0)) if len(known) else pl.Series(name, [None] * len(wanted), dtype=known.dtype)
    look_up = pl.DataFrame({column: wanted, name: found}).with_columns(pl.when(number >= 0).then(name).alias(name))
    return frame.join(look_up, on=column, how="left", maintain_order="left")


def hours_to_record() -> pl.Expr:
    """Return the hours from report to record (a day counts from its start; never below zero); null if unknown."""
    of_day = pl.when(pl.col("recorded_day").is_not_null()).then(pl.max_horizontal("recorded_day", "reported_at"))
    hours = (pl.coalesce(pl.col("recorded_at"), of_day) - pl.col("reported_at")).dt.total_seconds() / 3600
    return pl.when(hours.is_not_null()).then(pl.max_horizontal(hours, pl.lit(0.0)))
