"""Findings: the entries that need a person, ranked by harm, certainty and the time left."""

import polars as pl

from fullcount.core.states import ReportState as S

STATES: dict[S, float] = {
    S.UNRECORDED: 1.0, S.AWAITING: 1.0, S.WRONGLY_CANCELLED: 0.9, S.UNDER_RECORDED: 0.8, S.MISCLASSIFIED: 0.5,
    S.UNKNOWN: 0.7, S.RECORDED_LATE: 0.1,
}  # fmt: skip
"""How much of the harm is still at stake in each state (a stated choice; what was recorded late cannot be mended)."""

ASKED = (
    "report-taken-no-record", "reported-rape-no-record", "confirmation-not-known", "reporter-not-known",
    "relationship-unknown", "single-act-or-course", "message-content-unknown",
)  # fmt: skip
"""Reasons for an unknown that are a finding by themselves: crime was spoken of, and one answer would settle it."""
ASKED_OF_CRIME = (
    "opened-as-crime-closed-as-none", "opened-as-crime-recorded-as-none", "closed-as-no-crime-without-evidence",
    "duplicate-of-another", "perhaps-recorded-under-another-report", "other-force-number-missing",
    "cancellation-evidence-not-given", "crime-number-not-in-extract", "recorded-offence-not-known",
)  # fmt: skip
"""... and those that are one where a code or the words allege crime."""
DEFAULT_HARM = 0.3


def findings(ledger: pl.DataFrame, harms: pl.DataFrame, as_at: pl.Expr) -> pl.DataFrame:
    """Return the findings, ranked. harms: class, group, harm (0..1).

    priority = harm x certainty x weight of the state x time. Time: a running clock counts 1 with all of it left, up to
    1.5 at the limit; after the limit 1, falling by half over a year, since less can still be done.
    """
    asked = pl.col("state_reason").is_in(ASKED) | (pl.col("alleges") & pl.col("state_reason").is_in(ASKED_OF_CRIME))
    wanted = pl.col("state").is_in([state.value for state in STATES if state != S.UNKNOWN]) | (
        (pl.col("state") == S.UNKNOWN) & asked
    )
    rows = ledger.filter(wanted).with_columns(pl.coalesce("class", "alleged_class").alias("class"))
    left = (pl.col("deadline") - as_at).dt.total_seconds() / 3600
    limit = pl.max_horizontal((pl.col("deadline") - pl.col("reported_at")).dt.total_seconds() / 3600, pl.lit(1.0))
    time = (
        pl.when(left.is_null()).then(1.0).when(left > 0).then(1.5 - 0.5 * pl.min_horizontal(left / limit, pl.lit(1.0)))
        .otherwise(pl.max_horizontal(1.0 - 0.5 * (-left / (24 * 365)), pl.lit(0.5)))
    )  # fmt: skip
    weight = pl.col("state").replace_strict(
        [state.value for state in STATES], list(STATES.values()), return_dtype=pl.Float64
    )
    scored = rows.join(harms, on="class", how="left", maintain_order="left").with_columns(
        pl.col("harm").fill_null(DEFAULT_HARM),
        left.round(2).alias("hours_left"),
        pl.col("certainty").cast(pl.Float64).round(4),
    )
    scored = scored.with_columns((pl.col("harm") * pl.col("certainty") * weight * time).round(6).alias("priority"))
    ranked = scored.sort("priority", "deadline", "report_id", descending=[True, False, False], nulls_last=True)
    return ranked.with_row_index("rank", offset=1)
