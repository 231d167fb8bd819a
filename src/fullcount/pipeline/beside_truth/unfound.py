"""What was not found and why: the reasons and rules by which missed reports got the state that they have."""

from typing import Any

import polars as pl

from fullcount.core.states import ReportState as S
from fullcount.pipeline.beside_truth.kinds import FAULTS
from fullcount.pipeline.beside_truth.reports import ACCUSED, FOUND, ORDER
from fullcount.pipeline.report.wording import reason_title
from fullcount.rulebook.pack import Pack

MOST = 3
NO_ENTRY = "not-in-ledger"
SEEN = {
    "few": "the rules asked for as many crimes as were recorded",
    "more": "the rules asked for more crimes than it has records, and a state that goes before was taken",
    "none": "no class of crime was read in it",
    "truth": "the class was read as it is; the record's is of the same kind, or the closing code agrees with it",
    "another": "another class was read than the report tells of",
}
"""What the run saw in a report that it took for recorded in time, though a crime or its class is wrong."""


def not_found(reports: pl.DataFrame, pack: Pack) -> list[dict[str, Any]]:
    """Return for each mechanism that plants a fault the reports not found (asked about, too) and the commonest whys."""
    missed = reports.filter(pl.col("should_be").is_in(FAULTS) & (pl.col("verdict") != FOUND))
    return _whys(missed.with_columns(_seen().alias("seen")), pack)


def accused(reports: pl.DataFrame, pack: Pack) -> list[dict[str, Any]]:
    """Return the same for reports under which nothing is wrong and that the run accuses of a fault."""
    wrong = reports.filter(pl.col("verdict") == ACCUSED)
    return _whys(wrong.with_columns(pl.lit(None, dtype=pl.String).alias("seen")), pack)


def _seen() -> pl.Expr:
    """Return a key of SEEN where a fault was taken for recorded in time; null elsewhere."""
    taken = pl.col("state") == S.RECORDED_IN_TIME.value
    read, true = pl.col("class"), pl.col("true_class")
    return (
        pl.when(taken & (pl.col("should_be") == S.UNDER_RECORDED.value))
        .then(pl.when(pl.col("crimes_due") <= pl.col("records")).then(pl.lit("few")).otherwise(pl.lit("more")))
        .when(taken & (pl.col("should_be") == S.MISCLASSIFIED.value))
        .then(
            pl.when(read.is_null()).then(pl.lit("none"))
            .when(read == true).then(pl.lit("truth"))
            .otherwise(pl.lit("another"))
        )
    )  # fmt: skip


def _whys(missed: pl.DataFrame, pack: Pack) -> list[dict[str, Any]]:
    key = ["state", "reason", "rule", "seen"]
    named = missed.with_columns(pl.col("rules").str.split(" ").list.first().replace("", None).alias("rule"))
    counted = named.group_by("should_be", "mechanism", *key).len("count")
    counted = counted.sort("count", *key, descending=[True, *[False] * len(key)], nulls_last=True)
    parts = counted.partition_by("should_be", "mechanism", maintain_order=True)
    parts.sort(key=lambda part: (ORDER.index(part["should_be"][0]), -part["count"].sum(), part["mechanism"][0]))
    return [_mechanism(part, pack) for part in parts]


def _mechanism(part: pl.DataFrame, pack: Pack) -> dict[str, Any]:
    top, rest = part.head(MOST), part.tail(-MOST)
    return {
        "name": part["mechanism"][0], "should_be": part["should_be"][0], "count": int(part["count"].sum()),
        "why": [_why(row, pack) for row in top.to_dicts()],
        "for_other_reasons": int(rest["count"].sum()),
    }  # fmt: skip


def _why(row: dict[str, Any], pack: Pack) -> dict[str, Any]:
    if row["state"] is None:
        says = "It is not in the ledger: its row was quarantined or never exported"
        return {"name": NO_ENTRY, "state": None, "count": row["count"], "says": says, "rule": None, "rule_says": None,
                "seen": None}  # fmt: skip
    says = reason_title(row["reason"], pack)
    return {
        "name": row["reason"], "state": row["state"], "count": row["count"],
        "says": f"{says}: {SEEN[row['seen']]}" if row["seen"] else says,
        "rule": row["rule"], "rule_says": _title(row["rule"], pack), "seen": row["seen"],
    }  # fmt: skip


def _title(rule: str | None, pack: Pack) -> str | None:
    return next((one.title for one in pack.rules if one.id == rule), None)
