"""The estimate beside the truth: rate, unrecorded a year, parts of the force, and what the reviewers' errors did."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from fullcount.pipeline.ran import Ran
from fullcount.pipeline.report.estimating import YEAR

UNKNOWN = "unknown"
"""The part of reports that disclose a crime and name none (see audit.estimate.by_domain)."""


def estimate_section(reports: pl.DataFrame, ran: Ran) -> dict[str, Any]:
    """Return the run's estimate beside the truth. Population: planted reports that stand in the ledger.

    The true rate counts as the audit does: a crime wrongly cancelled, late or of a wrong class was recorded.
    """
    came = reports.filter(pl.col("state").is_not_null())
    disclosed, recorded = int(came["crimes_disclosed"].sum()), int(came["crimes_recorded"].sum())
    days = ran.result["force"]["window"]["days"]
    said = ran.result["estimate"]
    return {
        "disclosed": disclosed, "recorded": recorded,
        "rate": _beside(said["rate"], recorded / disclosed if disclosed else None),
        "why_no_rate": None if said["rate"] else said["why"],
        "unrecorded_a_year": _beside(
            (said["unrecorded"] or {}).get("per_year"), (disclosed - recorded) / days * YEAR if days else None
        ),
        "rules_say": said["rules_say"],
        "parts": [
            _covered("group", came, said["by_group"]),
            _covered("district", came, said["by_district"]),
        ],
    }  # fmt: skip


def _beside(said: Mapping[str, Any] | None, truth: float | None) -> dict[str, Any] | None:
    """Return an estimate with its interval, the truth, and whether it lies inside; None without an estimate."""
    if said is None:
        return None if truth is None else {"truth": round(truth, 6), "estimate": None, "inside": None}
    high = said["high"]
    inside = truth is not None and said["low"] <= truth and (high is None or truth <= high)
    return {
        "truth": None if truth is None else round(truth, 6),
        "estimate": said["estimate"], "low": said["low"], "high": high,
        "inside": inside if truth is not None else None,
    }  # fmt: skip


def _covered(column: str, came: pl.DataFrame, parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Return of the parts of the force that have an interval, how many intervals hold the truth, and which do not."""
    sums = came.group_by(pl.col(column).fill_null(UNKNOWN)).agg(pl.col("crimes_disclosed", "crimes_recorded").sum())
    true = {name: recorded / disclosed for name, disclosed, recorded in sums.iter_rows() if disclosed}
    beside = [
        {"name": part["name"], **found}
        for part in parts
        if part["rate"] and part["name"] in true and (found := _beside(part["rate"], true[part["name"]]))
    ]
    return {
        "name": column, "with_interval": len(beside), "inside": sum(bool(part["inside"]) for part in beside),
        "without_interval": sum(not part["rate"] for part in parts), "each": beside,
    }  # fmt: skip
