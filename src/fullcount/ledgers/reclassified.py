"""Reclassification: reports opened as one offence and closed as another, which way, and for what reason."""

import polars as pl

from fullcount.ledgers.classes import SAID_BY_WORDS

LESSER, GRAVER, OTHER, NONE = "lesser", "graver", "other", "no-crime"
"""Closed as a lesser offence than opened, a graver one, one as grave, or as none at all."""
NO_REASON = "no-reason-given"
REASONS = ("words-tell-closing-class", "evidence-against", "duplicate", "left-to-another-force", NO_REASON)


def reclassified(reports: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """Return the reports whose opening and closing codes name different offences, or whose closing code names none.

    reports: the reports ledger. groups: class, group, harm. Columns: report_id, opened_class, closed_class (null: no
    crime), direction, reason (of REASONS), needs_person (no reason is given for making it less), and what is known of
    the report. A closing code that says nothing is no reclassification.
    """
    known = groups["class"].implode()
    harm = groups.select("class", "harm")
    rows = reports.filter(
        pl.col("opening_class").is_in(known)
        & (pl.col("closing_class").is_in(known) | (pl.col("closing_class") == "not-notifiable"))
        & (pl.col("opening_class") != pl.col("closing_class"))
    ).with_columns(
        pl.col("opening_class").alias("opened_class"),
        pl.when(pl.col("closing_class").is_in(known)).then("closing_class").alias("closed_class"),
    )  # fmt: skip
    for key in ("opened_class", "closed_class"):
        rows = rows.join(harm.rename({"class": key, "harm": f"harm_{key}"}), on=key, how="left", maintain_order="left")
    opened, closed = pl.col("harm_opened_class"), pl.col("harm_closed_class")
    direction = (
        pl.when(pl.col("closed_class").is_null()).then(pl.lit(NONE)).when(closed < opened).then(pl.lit(LESSER))
        .when(closed > opened).then(pl.lit(GRAVER)).otherwise(pl.lit(OTHER))
    )  # fmt: skip
    told = (pl.col("reason") == SAID_BY_WORDS) & (pl.col("class") == pl.col("closed_class"))
    elsewhere = (pl.col("disposition_means") == "other-agency") | pl.col("other_force_ref").is_not_null()
    reason = (
        pl.when(told).then(pl.lit(REASONS[0])).when(pl.col("contrary")).then(pl.lit(REASONS[1]))
        .when(pl.col("disposition_means") == "duplicate").then(pl.lit(REASONS[2]))
        .when(elsewhere).then(pl.lit(REASONS[3])).otherwise(pl.lit(NO_REASON))
    )  # fmt: skip
    made = rows.with_columns(direction.alias("direction"), reason.alias("why_reclassified"))
    less = pl.col("direction").is_in([LESSER, NONE]) & (pl.col("why_reclassified") == NO_REASON)
    return made.select(
        "report_id", "reported_at", "opened_class", "closed_class", "direction",
        pl.col("why_reclassified").alias("reason"), less.alias("needs_person"), "opening_code", "closing_code", "state",
        "district", "unit",
    ).sort("needs_person", "report_id", descending=[True, False])  # fmt: skip


def by_pair(rows: pl.DataFrame) -> pl.DataFrame:
    """Return how many reports were opened as one class and closed as another, with how many for each reason: one row a
    pair of classes, most reports first."""
    counts = [(pl.col("reason") == name).sum().alias(name) for name in REASONS]
    pairs = rows.group_by("opened_class", "closed_class", "direction").agg(pl.len().alias("count"), *counts)
    return pairs.sort("count", "opened_class", "closed_class", descending=[True, False, False], nulls_last=True)
