"""The crime ledger: one row for every crime that a report discloses or the crime system holds."""

import polars as pl

from fullcount.core.errors import BalanceError
from fullcount.core.states import CrimeState as S
from fullcount.ledgers.recording_time import hours_to_record, recorded_in_time

DUE = ("record", "n100")
COLUMNS = (
    "crime_key", "report_id", "crime_id", "disclosed", "recorded", "class_due", "class_recorded", "state", "reason",
    "rules", "deadline", "recorded_at", "hours", "group", "district", "probability", "method",
)  # fmt: skip


def filed_records(crimes: pl.DataFrame, links: pl.DataFrame, reports: pl.DataFrame) -> pl.DataFrame:
    """Return every crime record once, with the report it answers (the earliest, if several) and what was due there.

    crimes: crime_id, class, is_notifiable (null: not known), is_cancelled, cancellation_valid (null: not known),
    cancellation_reason, recorded_at, recorded_day, victim_id, district. reports: the judged reports.
    """
    about = reports.select(
        "report_id", "reported_at", "deadline", "decision", "rules", pl.col("class").alias("class_due"),
        "class_is_sure", "contrary", pl.col("district").alias("report_district"), "first_published", "ref_published",
    )  # fmt: skip
    first = (
        links.join(about, on="report_id", how="left").sort("crime_id", "reported_at", "report_id")
        .unique("crime_id", keep="first", maintain_order=True)
    )  # fmt: skip
    records = crimes.rename({"first_published": "record_published"}).drop("ref_published")
    return records.join(first, on="crime_id", how="left").sort("crime_id")


def _is_repeat() -> pl.Expr:
    """A live record of the same class, for the same victim or with no victim named, as an earlier one of its report."""
    same = ["report_id", "class", "victim_id"]
    rank = pl.int_range(pl.len()).over(same)
    live = ~pl.col("is_cancelled") & pl.col("report_id").is_not_null() & pl.col("class").is_not_null()
    return live & (rank > 0)


def record_states(filed: pl.DataFrame, groups: pl.DataFrame, zone: str) -> pl.DataFrame:
    """Return the ledger's rows for crime records. Left out: records that are not notifiable crime, and those
    rightly cancelled. groups: class, group, harm. zone: the force's own."""
    rows = filed.filter(
        pl.col("is_notifiable").fill_null(value=True)
        & ~(pl.col("is_cancelled") & pl.col("cancellation_valid").fill_null(value=False))
    )
    rows = rows.sort("report_id", "is_cancelled", "crime_id", nulls_last=True).with_columns(_is_repeat().alias("is_repeat"))
    due = groups.rename({"class": "class_due", "group": "group_due", "harm": "harm_due"})
    rows = rows.join(groups, on="class", how="left").join(due, on="class_due", how="left")
    in_time = recorded_in_time(zone)
    wrong_class = (
        pl.col("class").is_not_null() & pl.col("class_due").is_not_null() & pl.col("class_is_sure")
        & (pl.col("class") != pl.col("class_due")) & (pl.col("group") != pl.col("group_due"))
    )  # fmt: skip
    none_due = pl.col("decision") == "not-a-crime"
    state = (
        pl.when(pl.col("is_cancelled") & (pl.col("cancellation_valid") == False)).then(pl.lit(S.WRONGLY_CANCELLED))  # noqa: E712
        .when(pl.col("is_cancelled")).then(pl.lit(S.UNKNOWN))
        .when(pl.col("report_id").is_null()).then(pl.lit(S.NO_REPORT_FOUND))
        .when(pl.col("is_repeat") | (none_due & pl.col("contrary"))).then(pl.lit(S.OVER_RECORDED))
        .when(wrong_class).then(pl.lit(S.MISCLASSIFIED))
        .when(in_time.eq_missing(pl.lit(value=False))).then(pl.lit(S.LATE))
        .when(in_time.is_null()).then(pl.lit(S.UNKNOWN))
        .otherwise(pl.lit(S.MATCHED))
    )  # fmt: skip
    reason = (
        pl.when(pl.col("is_cancelled")).then("cancellation_reason")
        .when(state == S.NO_REPORT_FOUND).then(pl.lit("no-report-found"))
        .when(pl.col("is_repeat")).then(pl.lit("recorded-twice"))
        .when(state == S.OVER_RECORDED).then(pl.lit("recorded-against-evidence"))
        .when(state == S.MISCLASSIFIED).then(pl.lit("recorded-as-another-group"))
        .when(state == S.UNKNOWN).then(pl.lit("recording-time-not-known"))
        .when(state == S.LATE).then(_late_reason())
        .otherwise(pl.lit("recorded-in-time"))
    )  # fmt: skip
    return rows.with_columns(state.alias("state"), reason.alias("reason"), hours_to_record().alias("hours")).select(
        pl.col("crime_id").alias("crime_key"), "report_id", "crime_id",
        (pl.col("report_id").is_not_null() & (pl.col("state") != S.OVER_RECORDED)).alias("disclosed"),
        (~pl.col("is_cancelled")).alias("recorded"), "class_due", pl.col("class").alias("class_recorded"), "state", "reason",
        "rules", "deadline", "recorded_at", "hours", pl.coalesce("group", "group_due").alias("group"),
        pl.coalesce("report_district", "district").alias("district"), "probability", "method",
    )  # fmt: skip


def _late_reason() -> pl.Expr:
    known = pl.col("recorded_at").is_not_null() | pl.col("recorded_day").is_not_null()
    return pl.when(known).then(pl.lit("recorded-after-the-limit")).otherwise(pl.lit("number-appeared-later"))


def missing_crimes(reports: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """Return the ledger's rows for crimes that reports disclose and nobody recorded: one row a crime.

    reports: judged reports with `missing` (crimes due less crimes filed), `missing_state` and `missing_reason`.
    """
    short = reports.filter(pl.col("missing") > 0).with_columns(pl.int_ranges(1, pl.col("missing") + 1).alias("number"))
    rows = short.explode("number").join(groups.select("class", "group"), on="class", how="left")
    return rows.select(
        (pl.col("report_id") + "/" + pl.col("number").cast(pl.String)).alias("crime_key"), "report_id",
        pl.lit(None, dtype=pl.String).alias("crime_id"), pl.lit(value=True).alias("disclosed"), pl.lit(value=False).alias("recorded"),
        pl.col("class").alias("class_due"), pl.lit(None, dtype=pl.String).alias("class_recorded"),
        pl.col("missing_state").alias("state"), pl.col("missing_reason").alias("reason"), "rules", "deadline",
        pl.lit(None, dtype=pl.Datetime("us", "UTC")).alias("recorded_at"), pl.lit(None, dtype=pl.Float64).alias("hours"),
        "group", "district", pl.lit(None, dtype=pl.Float64).alias("probability"), pl.lit(None, dtype=pl.String).alias("method"),
    )  # fmt: skip


def crime_ledger(records: pl.DataFrame, missing: pl.DataFrame) -> pl.DataFrame:
    """Return the crime ledger, sorted by key. Raises BalanceError if a crime has two rows or no state."""
    ledger = pl.concat([records.select(COLUMNS), missing.select(COLUMNS)]).sort("crime_key", "report_id")
    if ledger.get_column("crime_key").n_unique() != ledger.height:
        raise BalanceError("a crime stands twice in the crime ledger")
    if not ledger.get_column("state").is_in([state.value for state in S]).all():
        raise BalanceError("a crime has no state in the crime ledger")
    return ledger
