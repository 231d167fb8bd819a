"""The crime ledger: one row for every crime that a report discloses or the crime system holds."""

import polars as pl

from fullcount.core.errors import BalanceError
from fullcount.core.states import CrimeState as S
from fullcount.ledgers.classes import with_compared, with_witnesses
from fullcount.ledgers.precedence import Step, first_true
from fullcount.ledgers.recording_time import edition_before, hours_to_record, recorded_in_time

TIME = pl.Datetime("us", "UTC")
COLUMNS = (
    "crime_key", "report_id", "crime_id", "disclosed", "recorded", "class_due", "class_recorded", "state", "reason",
    "rules", "deadline", "recorded_at", "hours", "group", "district", "probability", "method",
)  # fmt: skip


def filed_records(crimes: pl.DataFrame, links: pl.DataFrame, reports: pl.DataFrame) -> pl.DataFrame:
    """Return every crime record once, with the report it answers (the earliest, if several) and what was due there.

    crimes: crime_id, class, is_notifiable (null: not known), offence_code, is_cancelled, cancellation_valid (null: not
    known), cancellation_reason, recorded_at, recorded_day, victim_id, district, first_published. reports: the judged
    reports.
    """
    about = reports.select(
        "report_id", "reported_at", "deadline", "decision", "rules", "contrary", "first_published", "ref_published",
        pl.col("class").alias("class_due"), "extra_classes", "class_is_sure", "closing_class",
        "opening_class", pl.col("reason").alias("reason_due"), pl.col("district").alias("report_district"),
    )  # fmt: skip
    first = (
        links.join(about, on="report_id", how="left").sort("crime_id", "reported_at", "report_id")
        .unique("crime_id", keep="first", maintain_order=True)
    )  # fmt: skip
    records = crimes.rename({"first_published": "record_published"}).drop("ref_published")
    filed = records.join(first, on="crime_id", how="left").sort("crime_id")
    filed = edition_before(filed, "record_published", crimes["first_published"], "record_edition_before")
    editions = pl.concat([reports["first_published"], reports["ref_published"].alias("first_published")])
    return edition_before(filed, "ref_published", editions, "ref_edition_before")


def _is_repeat() -> pl.Expr:
    """A live record of the same class and the same named victim as an earlier one of its report.

    Records that name no victim may well be for two: nothing is said of them.
    """
    same = ["report_id", "class", "victim_id"]
    rank = pl.int_range(pl.len()).over(same)
    named = pl.all_horizontal([pl.col(name).is_not_null() for name in same])
    return ~pl.col("is_cancelled") & named & (rank > 0)


def _is_wrong_class() -> pl.Expr:
    """A record of another class than the witnesses agree on (see `classes`), or of another kind (offence subgroup)
    than any of them names.

    The second is said only where the class due is known well enough, and those who closed the log also named a class of
    another kind than the record's: words alone tell too little of a class. Not said where another record of the report
    fits, or where the record is one of the crimes due beside the principal one.
    """
    of_other_kind = (pl.col("kind") != pl.col("kind_due")) & (pl.col("kind") != pl.col("kind_closed"))
    fits = ((pl.col("class") == pl.col("class_due")) | (pl.col("kind") == pl.col("kind_due"))).fill_null(value=False)
    fitted = (fits & ~pl.col("is_cancelled")).any().over("report_id")
    of_no_kind = (pl.col("class_is_sure") & of_other_kind & ~fitted).fill_null(value=False)
    return (pl.col("against_agreed") | (of_no_kind & ~pl.col("found_later"))) & ~_is_extra()


def _is_extra() -> pl.Expr:
    return pl.col("extra_classes").fill_null("").str.split(" ").list.contains(pl.col("class")).fill_null(value=False)


def has_unmapped_code() -> pl.Expr:
    """A record with an offence code that no code table has: whether it is a crime is not known."""
    return pl.col("is_notifiable").is_null() & pl.col("offence_code").is_not_null()


def record_states(filed: pl.DataFrame, groups: pl.DataFrame, zone: str) -> pl.DataFrame:
    """Return the ledger's rows for crime records. Left out: records that are not notifiable crime, and those
    rightly cancelled. groups: class, group, subgroup (blank: the group is not divided), harm. zone: the force's own."""
    rows = filed.filter(
        pl.col("is_notifiable").fill_null(value=True)
        & ~(pl.col("is_cancelled") & pl.col("cancellation_valid").fill_null(value=False))
    )
    rows = rows.sort("report_id", "is_cancelled", "crime_id", nulls_last=True).with_columns(
        _is_repeat().alias("is_repeat")
    )
    kinds = groups.select("class", "group", pl.concat_str("group", "subgroup", separator="/").alias("kind"))
    due = kinds.select(
        pl.col("class").alias("class_due"), pl.col("group").alias("group_due"), pl.col("kind").alias("kind_due")
    )
    closed = kinds.select(pl.col("class").alias("closing_class"), pl.col("kind").alias("kind_closed"))
    for table, key in ((kinds, "class"), (due, "class_due"), (closed, "closing_class")):
        rows = rows.join(table, on=key, how="left", maintain_order="left")
    rows = with_compared(with_witnesses(rows, groups), groups)
    rows = rows.with_columns(recorded_in_time(zone).alias("in_time"), _is_wrong_class().alias("wrong_class"))
    against = (pl.col("decision") == "not-a-crime").fill_null(value=False) & pl.col("contrary").fill_null(value=False)
    steps: list[Step] = [
        (pl.col("is_cancelled") & (pl.col("cancellation_valid") == False).fill_null(value=False),  # noqa: E712
         S.WRONGLY_CANCELLED, pl.col("cancellation_reason")),
        (pl.col("is_cancelled"), S.UNKNOWN, pl.col("cancellation_reason")),
        (pl.col("report_id").is_null(), S.NO_REPORT_FOUND, pl.lit("no-report-found")),
        (pl.col("is_repeat"), S.OVER_RECORDED, pl.lit("recorded-twice")),
        (against, S.OVER_RECORDED, pl.lit("recorded-against-evidence")),
        (has_unmapped_code(), S.UNKNOWN, pl.lit("recorded-offence-not-known")),
        (pl.col("wrong_class"), S.MISCLASSIFIED, pl.col("direction")),
        (pl.col("in_time").eq_missing(pl.lit(value=False)), S.LATE, _late_reason()),
        (pl.col("in_time").is_null(), S.UNKNOWN, pl.lit("recording-time-not-known")),
    ]  # fmt: skip
    is_timed = pl.col("recorded_at").is_not_null() | pl.col("recorded_day").is_not_null()
    matched = pl.when(is_timed).then(pl.lit("recorded-in-time")).otherwise(pl.lit("seen-before-the-limit"))
    state, reason = first_true(steps, (S.MATCHED, matched))
    rows = rows.with_columns(state.alias("state"), reason.alias("reason"))
    return rows.select(
        pl.col("crime_id").alias("crime_key"), "report_id", "crime_id",
        (pl.col("report_id").is_not_null() & (pl.col("state") != S.OVER_RECORDED)).alias("disclosed"),
        (~pl.col("is_cancelled")).alias("recorded"),
        pl.when(_is_extra()).then("class").when(pl.col("wrong_class") & pl.col("against_agreed")).then("agreed_class")
        .otherwise("class_due").alias("class_due"),
        pl.col("class").alias("class_recorded"), "state", "reason", "rules", "deadline", "recorded_at",
        hours_to_record().alias("hours"), pl.coalesce("group", "group_due").alias("group"),
        pl.coalesce("report_district", "district").alias("district"), "probability", "method",
    )  # fmt: skip


def _late_reason() -> pl.Expr:
    known = pl.col("recorded_at").is_not_null() | pl.col("recorded_day").is_not_null()
    return pl.when(known).then(pl.lit("recorded-after-the-limit")).otherwise(pl.lit("number-appeared-later"))


def _unmet(short: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """Return (report_id, number, class) of the crimes due that nobody recorded, as many as are `missing`.

    Of the classes due, those that a record of the report has are met; of the rest the last are taken, since a record
    of another class stands for the principal crime.
    """
    extras = (
        pl.when(pl.col("extra_classes").fill_null("") == "")
        .then(pl.lit([], dtype=pl.List(pl.String)))
        .otherwise(pl.col("extra_classes").str.split(" "))
    )
    principals = pl.col("class").repeat_by((pl.col("due") - extras.list.len()).clip(1))
    due = short.select("report_id", "missing", principals.list.concat(extras).alias("class")).explode("class")
    nth = pl.int_range(pl.len()).over("report_id", "class").alias("nth")
    met = records.filter(pl.col("state") != S.OVER_RECORDED).select(
        "report_id", pl.col("class_recorded").alias("class")
    )
    due = due.with_columns(nth).join(
        met.with_columns(nth), on=["report_id", "class", "nth"], how="anti", maintain_order="left"
    )
    last = due.with_columns(pl.int_range(pl.len()).reverse().over("report_id").alias("from_last"))
    kept = last.filter(pl.col("from_last") < pl.col("missing"))
    return kept.select("report_id", (pl.int_range(pl.len()).over("report_id") + 1).alias("number"), "class")


def missing_crimes(reports: pl.DataFrame, groups: pl.DataFrame, records: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return the ledger's rows for crimes that reports disclose and nobody recorded: one row a crime.

    reports: judged reports with `missing` (crimes due less crimes filed), `missing_state` and `missing_reason`.
    records: the rows of the crime records, by which the class of what is missing is told.
    """
    short = reports.filter(pl.col("missing") > 0)
    known = (
        pl.DataFrame(schema={"report_id": pl.String, "state": pl.String, "class_recorded": pl.String})
        if records is None
        else records
    )
    about = short.select("report_id", "missing_state", "missing_reason", "rules", "deadline", "district")
    rows = _unmet(short, known).join(about, on="report_id", how="left", maintain_order="left")
    rows = rows.join(groups.select("class", "group"), on="class", how="left", maintain_order="left")
    text, number = pl.String(), pl.Float64()
    nothing: dict[str, pl.DataType] = {
        "crime_id": text, "class_recorded": text, "recorded_at": TIME, "hours": number, "probability": number,
        "method": text,
    }  # fmt: skip
    return rows.select(
        (pl.col("report_id") + "/" + pl.col("number").cast(pl.String)).alias("crime_key"), "report_id",
        pl.lit(value=True).alias("disclosed"), pl.lit(value=False).alias("recorded"),
        pl.col("class").alias("class_due"), pl.col("missing_state").alias("state"),
        pl.col("missing_reason").alias("reason"), "rules", "deadline", "group", "district",
        *(pl.lit(None, dtype=dtype).alias(name) for name, dtype in nothing.items()),
    ).select(COLUMNS)  # fmt: skip


def crime_ledger(records: pl.DataFrame, missing: pl.DataFrame) -> pl.DataFrame:
    """Return the crime ledger, sorted by key. Raises BalanceError if a crime has two rows or no state."""
    ledger = pl.concat([records.select(COLUMNS), missing.select(COLUMNS)]).sort("crime_key", "report_id")
    if ledger.select("crime_key", "crime_id").is_duplicated().any():
        raise BalanceError("a crime stands twice in the crime ledger")
    if not ledger.get_column("state").is_in([state.value for state in S]).all():
        raise BalanceError("a crime has no state in the crime ledger")
    return ledger
