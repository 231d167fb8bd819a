"""The reviewers beside the truth: how they erred, and what the same reports would have given had they not."""

from typing import Any

import polars as pl

from fullcount.pipeline.beside_truth.sources import Truth
from fullcount.pipeline.ran import Ran, stored
from fullcount.pipeline.report import estimating

NEAR = 1e-5


def reviewers_section(truth: Truth, ran: Ran) -> dict[str, Any] | None:
    """Return the reviewers' errors in the reviews that came in and their effect on the rate; None without reviews.

    The effect is the run's own estimator on the same reports twice, with the reviewers' marks and with the truth's:
    what is left between the second and the true rate is chance of the sample. It is None where the first does not
    give the run's rate again (a store of another version) or there is no rate.
    """
    reviews = stored(ran, "audit_reviews", "reviewed_at")
    if reviews is None or not reviews.height:
        return None
    if "marking" in reviews.columns:
        reviews = reviews.filter(pl.col("marking").is_null() | (pl.col("marking") == 1))
    true = truth.reports.select(
        "report_id", pl.col("crimes_disclosed").alias("told"), pl.col("crimes_recorded").alias("kept")
    )
    both = reviews.join(true, on="report_id", how="inner", maintain_order="left")
    marked = pl.col("crimes_disclosed")
    errors = both.select(
        (marked < pl.col("told")).sum().alias("crimes_not_seen"),
        (marked > pl.col("told")).sum().alias("crimes_not_there"),
    ).row(0, named=True)
    corrected = both.with_columns(pl.col("told").alias("crimes_disclosed"), pl.col("kept").alias("crimes_recorded"))
    return {
        "reviews": both.height, **errors,
        "known": _known(truth.siblings.get("reviewers")),
        "effect": _effect(ran, both.drop("told", "kept"), corrected.drop("told", "kept")),
    }  # fmt: skip


def _effect(ran: Ran, reviews: pl.DataFrame, corrected: pl.DataFrame) -> dict[str, Any] | None:
    said = ran.result["estimate"]["rate"]
    first, second = (_rate(ran, frame) for frame in (reviews, corrected))
    if said is None or first is None or second is None or abs(first["estimate"] - said["estimate"]) > NEAR:
        return None
    return {
        "estimate_without_errors": second["estimate"], "low": second["low"], "high": second["high"],
        "points": round((said["estimate"] - second["estimate"]) * 100, 4),
    }  # fmt: skip


def _rate(ran: Ran, reviews: pl.DataFrame) -> dict[str, Any] | None:
    """Return the rate that the run's estimator gives for these reviews."""
    ledger = ran.ledger.select("report_id", pl.col("crimes_recorded").alias("live"), "group", "district", "route")
    days = ran.result["force"]["window"]["days"]
    found: dict[str, Any] | None = estimating.estimated(
        estimating.Books(ledger, ran.crimes, reviews, days, {}), 0
    )["rate"]  # fmt: skip
    return found


def _known(errors: pl.DataFrame | None) -> dict[str, Any] | None:
    """Return what the truth says of how reviewers err, each share averaged over them; None if it says nothing."""
    if errors is None or not errors.height:
        return None
    shares = [name for name, kind in errors.schema.items() if kind.is_float()]
    means = errors.select(pl.col(shares).mean().round(6)).row(0, named=True) if shares else {}
    return {"reviewers": errors.height, "on_average": means}
