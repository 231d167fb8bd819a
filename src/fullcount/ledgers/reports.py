"""The reports ledger: exactly one state for every report, by the published precedence, with its reason."""

import polars as pl

from fullcount.core.errors import BalanceError
from fullcount.core.states import ReportState as S
from fullcount.ledgers.classes import DIRECTIONS
from fullcount.ledgers.precedence import Step, first_true
from fullcount.ledgers.recording_time import latest_deadline

FILED_COUNTS = (
    "live", "repeats", "wrongly_cancelled", "cancelled_unknown", "rightly_cancelled", "not_notifiable", "misclassified",
    "late", "offence_unknown", "time_unknown", "records",
)  # fmt: skip
ELSEWHERE = 0.95
"""How likely a pair must be for a report to be taken for a second report of an event that is recorded already."""


def filed_counts(filed: pl.DataFrame, states: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """Return one row a report that has any crime record: how many of each kind answer it.

    Every report that a crime answers is credited with it, also where one crime answers several reports.
    """
    known = filed.select(
        "crime_id", "is_cancelled", pl.col("cancellation_valid").fill_null(value=False).alias("valid"),
        pl.col("is_notifiable").fill_null(value=True).alias("counts"),
    ).join(states.select("crime_id", "state", "reason"), on="crime_id", how="left")  # fmt: skip
    each = links.select("report_id", "crime_id").join(known, on="crime_id", how="inner")
    is_ = pl.col("state")
    return each.group_by("report_id").agg(
        (pl.col("counts") & ~pl.col("is_cancelled") & (is_ != "over-recorded")).sum().alias("live"),
        (is_ == "over-recorded").sum().alias("repeats"),
        (is_ == "wrongly-cancelled").sum().alias("wrongly_cancelled"),
        ((is_ == "unknown") & pl.col("is_cancelled")).sum().alias("cancelled_unknown"),
        (pl.col("is_cancelled") & pl.col("valid")).sum().alias("rightly_cancelled"),
        (~pl.col("counts")).sum().alias("not_notifiable"),
        (is_ == "misclassified").sum().alias("misclassified"),
        (is_ == "late").sum().alias("late"),
        (pl.col("reason") == "recorded-offence-not-known").sum().alias("offence_unknown"),
        (pl.col("reason") == "recording-time-not-known").sum().alias("time_unknown"),
        *[((is_ == "misclassified") & (pl.col("reason") == way)).any().alias(way) for way in DIRECTIONS],
        pl.len().alias("records"),
        (pl.col("reason") == "number-appeared-later").any().alias("appeared_later"),
    )  # fmt: skip


def perhaps_elsewhere(reports: pl.DataFrame, near_misses: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """Return the report_id of each report that fits, at ELSEWHERE or more, a live record of the same class that answers
    another report: six neighbours may report one crime, and only the logs can tell.

    near_misses: report_id, crime_id, probability. records: the crime ledger's rows of records.
    """
    alleged = reports.select("report_id", "alleged_class")
    live = records.filter(pl.col("recorded") & pl.col("report_id").is_not_null()).select("crime_id", "class_recorded")
    pairs = near_misses.filter(pl.col("probability") >= ELSEWHERE).select("report_id", "crime_id")
    fitting = pairs.join(live, on="crime_id", how="inner").join(alleged, on="report_id", how="inner")
    return fitting.filter(pl.col("class_recorded") == pl.col("alleged_class")).select("report_id").unique()


def with_missing(
    reports: pl.DataFrame,
    counts: pl.DataFrame,
    as_at: pl.Expr,
    *,
    has_crimes: bool,
    zone: str = "UTC",
    elsewhere: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Return the reports with their counts, `due`, `missing`, `missing_state`, `missing_reason` and what these rest on.

    missing: crimes due and not filed in any form. reports needs number_not_found: the log names a crime number that
    the crime extract does not hold. has_crimes: whether anything given says which crimes were recorded. elsewhere: see
    `perhaps_elsewhere`. The clock runs up to and including the deadline.
    """
    made = reports.join(counts, on="report_id", how="left", maintain_order="left").with_columns(
        pl.col(name).fill_null(0).cast(pl.Int64) for name in FILED_COUNTS
    )
    others = pl.DataFrame(schema={"report_id": pl.String}) if elsewhere is None else elsewhere
    made = made.join(
        others.with_columns(pl.lit(value=True).alias("elsewhere")), on="report_id", how="left", maintain_order="left"
    )
    made = made.with_columns(
        pl.col("elsewhere").fill_null(value=False) & (pl.col("records") == 0),
        pl.lit(value=has_crimes).alias("has_crimes"),
    )
    due = pl.when(pl.col("decision") == "record").then(pl.col("crimes_due").cast(pl.Int64)).otherwise(0)
    filed = pl.col("live") + pl.col("wrongly_cancelled") + pl.col("cancelled_unknown") + pl.col("rightly_cancelled")
    missing = pl.max_horizontal(due - filed, pl.lit(0))
    running = latest_deadline(zone) >= as_at
    unknown = ~pl.col("has_crimes") | pl.col("number_not_found") | pl.col("elsewhere") | pl.col("deadline").is_null()
    state = (
        pl.when(unknown).then(pl.lit(S.UNKNOWN)).when(running).then(pl.lit(S.AWAITING)).otherwise(pl.lit(S.UNRECORDED))
    )
    reason = (
        pl.when(~pl.col("has_crimes")).then(pl.lit("no-crime-numbers-in-the-extract"))
        .when("number_not_found").then(pl.lit("crime-number-not-in-extract"))
        .when("elsewhere").then(pl.lit("perhaps-recorded-under-another-report"))
        .when(pl.col("deadline").is_null()).then(pl.lit("no-limit-known"))
        .when(running).then(pl.lit("clock-running"))
        .when(pl.col("disposition_means").is_in(["report-taken", "arrest"]) & (pl.col("records") == 0))
        .then(pl.lit("report-taken-no-record"))
        .when(pl.col("not_notifiable") > 0).then(pl.lit("recorded-as-not-a-crime"))
        .when(pl.col("live") > 0).then(pl.lit("fewer-recorded-than-disclosed"))
        .otherwise("reason")
    )  # fmt: skip
    return made.with_columns(
        due.alias("due"), missing.alias("missing"), state.alias("missing_state"), reason.alias("missing_reason")
    )


def _open_question() -> pl.Expr:
    """Return why a report for which no crime is shown to be due still cannot be settled; null if it can."""
    none_live = pl.col("live") == 0
    undecided = (pl.col("decision") == "not-yet-known") & none_live
    as_none = undecided & pl.col("alleges") & (pl.col("not_notifiable") > 0)
    left_to_others = (pl.col("decision") == "another-force-records") & none_live & pl.col("alleges")
    return (
        pl.when(pl.col("number_not_found") & none_live).then(pl.lit("crime-number-not-in-extract"))
        .when(pl.col("has_crimes") & (pl.col("disposition_means") == "report-taken") & (pl.col("records") == 0))
        .then(pl.lit("report-taken-no-record"))
        .when(left_to_others & pl.col("other_force_ref").is_null()).then(pl.lit("other-force-number-missing"))
        .when((pl.col("decision") == "n100") & none_live)
        .then(pl.when("has_crimes").then(pl.lit("reported-rape-no-record")).otherwise("reason"))
        .when(as_none).then(pl.lit("opened-as-crime-recorded-as-none"))
        .when(undecided & pl.col("elsewhere") & pl.col("alleges")).then(pl.lit("perhaps-recorded-under-another-report"))
        .when(undecided).then("reason")
    )  # fmt: skip


def report_ledger(reports: pl.DataFrame) -> pl.DataFrame:
    """Return the ledger: every report with `state` and `state_reason`. Raises BalanceError if one has none.

    reports: what `with_missing` returned. The order of the conditions is the precedence in core.states.
    """
    short = pl.col("missing") > 0
    none_live = pl.col("live") == 0
    unrecorded = pl.col("missing_state") == S.UNRECORDED
    question = _open_question()
    steps: list[Step] = [
        (short & none_live & unrecorded, S.UNRECORDED, pl.col("missing_reason")),
        (short & (pl.col("missing_state") == S.AWAITING), S.AWAITING, pl.lit("clock-running")),
        (pl.col("wrongly_cancelled") > 0, S.WRONGLY_CANCELLED, pl.lit("cancelled-without-evidence")),
        (short & ~none_live & unrecorded, S.UNDER_RECORDED, pl.lit("fewer-recorded-than-disclosed")),
        (pl.col("misclassified") > 0, S.MISCLASSIFIED, _direction()),
        (pl.col("late") > 0, S.RECORDED_LATE, _late_reason()),
        (short, S.UNKNOWN, pl.col("missing_reason")),
        (pl.col("cancelled_unknown") > 0, S.UNKNOWN, pl.lit("cancellation-evidence-not-given")),
        (question.is_not_null(), S.UNKNOWN, question),
        (pl.col("offence_unknown") > 0, S.UNKNOWN, pl.lit("recorded-offence-not-known")),
        (pl.col("time_unknown") > 0, S.UNKNOWN, pl.lit("recording-time-not-known")),
        (pl.col("live") > 0, S.RECORDED_IN_TIME, pl.lit("recorded-in-time")),
        (pl.col("rightly_cancelled") > 0, S.RIGHTLY_NOT_A_CRIME, pl.lit("cancelled-with-evidence")),
        (pl.col("repeats") > 0, S.RIGHTLY_NOT_A_CRIME, pl.lit("recorded-against-evidence")),
    ]  # fmt: skip
    state, reason = first_true(steps, (S.RIGHTLY_NOT_A_CRIME, pl.col("reason")))
    ledger = reports.with_columns(state.alias("state"), reason.alias("state_reason"))
    check_report_ledger(ledger, reports.height)
    return ledger


def _direction() -> pl.Expr:
    """Return which way a report's record is misclassified; of several, recorded as less counts first."""
    less, more, other = DIRECTIONS
    is_ = {way: pl.col(way).fill_null(value=False) for way in DIRECTIONS}
    return pl.when(is_[less]).then(pl.lit(less)).when(is_[more]).then(pl.lit(more)).otherwise(pl.lit(other))


def _late_reason() -> pl.Expr:
    return (
        pl.when(pl.col("appeared_later").fill_null(value=False))
        .then(pl.lit("number-appeared-later"))
        .otherwise(pl.lit("recorded-after-the-limit"))
    )


def check_report_ledger(ledger: pl.DataFrame, came_in: int) -> None:
    """Raise BalanceError unless every report that came in stands once, in exactly one known state."""
    counted = ledger.group_by("state").len()
    known = set(counted.get_column("state").to_list()) <= {state.value for state in S}
    once = ledger.get_column("report_id").n_unique() == ledger.height
    if not known or not once or counted.get_column("len").sum() != came_in:
        raise BalanceError(f"the reports ledger does not balance: {came_in} came in, {ledger.height} stand in it")
