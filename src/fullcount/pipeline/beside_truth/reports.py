"""Reports: by mechanism, what was planted and what the run made of it; by state, what was called so and what it was."""

from typing import Any

import polars as pl

from fullcount.core.states import ReportState as S
from fullcount.pipeline.beside_truth.kinds import FAULTS, MISSED, report_should_be
from fullcount.pipeline.beside_truth.share import share
from fullcount.pipeline.beside_truth.sources import Truth, after_as_at
from fullcount.pipeline.ran import Ran

ORDER = [state.value for state in S]
FOUND, ASKED, OTHER, UNFOUND = "found", "asked", "as_another", "not_found"
LEFT, ACCUSED, ABSENT = "left_alone", "accused", "not_in_ledger"


def joined(truth: Truth, ran: Ran) -> pl.DataFrame:
    """Return every planted report with the entry that it has in the ledger (null where it has none) and a verdict.

    Columns: those of the truth with `true_class`; should_be; state, reason, rules, class, group, district and counts
    of the ledger; in_findings; verdict. Where rows lie after the day of the figures, reports without an entry are
    left out, since the run was not meant to see them.
    """
    planted = truth.reports.with_columns(
        report_should_be(),
        (pl.col("class") if "class" in truth.reports.columns else pl.lit(None, pl.String)).alias("true_class"),
        (pl.col("rule") if "rule" in truth.reports.columns else pl.lit(None, pl.String)).alias("breaks"),
        pl.col("mechanism").fill_null("not named"),
    ).select("report_id", "crimes_disclosed", "crimes_recorded", "true_class", "mechanism", "breaks", "should_be")
    planted = _with_extract(planted, truth)
    entries = ran.ledger.select(
        "report_id", "state", "reason", "rules", "class", "group", "district", "crimes_due",
        pl.col("crimes_recorded").alias("records"),
    )  # fmt: skip
    shown = pl.DataFrame({"report_id": ran.findings.unique()}).with_columns(pl.lit(value=True).alias("in_findings"))
    found = planted.join(entries, on="report_id", how="left", maintain_order="left").join(
        shown, on="report_id", how="left", maintain_order="left"
    )
    if after_as_at(ran):
        found = found.filter(pl.col("state").is_not_null())
    return found.with_columns(pl.col("in_findings").fill_null(value=False), _verdict().alias("verdict"))


def _with_extract(planted: pl.DataFrame, truth: Truth) -> pl.DataFrame:
    """Return the reports, those with nothing wrong named by what the export did to their record (lost, delayed)."""
    if not {"crimes", "links"} <= truth.siblings.keys():
        return planted
    by_export = truth.siblings["crimes"].filter(pl.col("mechanism").str.split("-").list.contains("extract"))
    pairs = truth.siblings["links"].join(
        by_export.select("crime_id", pl.col("mechanism").alias("exported")), on="crime_id"
    )
    worst = pairs.group_by("report_id").agg(
        pl.col("exported").max()
    )  # one that is lost goes before one that is delayed
    named = (
        pl.when(~pl.col("should_be").is_in(FAULTS)).then(pl.coalesce("exported", "mechanism")).otherwise("mechanism")
    )
    return (
        planted.join(worst, on="report_id", how="left", maintain_order="left")
        .with_columns(named.alias("mechanism"))
        .drop("exported")
    )


def _verdict() -> pl.Expr:
    state, should = pl.col("state"), pl.col("should_be")
    due = (state == S.AWAITING.value) & should.is_in(MISSED)  # a crime is due and not there: the fault is said
    is_fault = should.is_in(FAULTS)
    return (
        pl.when(state.is_null()).then(pl.when(is_fault).then(pl.lit(UNFOUND)).otherwise(pl.lit(ABSENT)))
        .when(state == S.UNKNOWN.value).then(pl.lit(ASKED))
        .when(is_fault & ((state == should) | due)).then(pl.lit(FOUND))
        .when(is_fault & state.is_in(FAULTS)).then(pl.lit(OTHER))
        .when(is_fault).then(pl.lit(UNFOUND))
        .when(state.is_in(FAULTS)).then(pl.lit(ACCUSED))
        .otherwise(pl.lit(LEFT))
    )  # fmt: skip


def mechanisms(reports: pl.DataFrame) -> list[dict[str, Any]]:
    """Return each mechanism that plants a fault: planted = found + asked + as another + not found; recall.

    Recall is of reports found: their state says the fault. With those asked about, it is the share that a person sees.
    """
    faults = reports.filter(pl.col("should_be").is_in(FAULTS))
    rows = [_recall(name, state, part) for state, name, part in _parts(faults)]
    return [*rows, _recall("every fault", None, faults)] if rows else []


def _recall(name: str, state: str | None, part: pl.DataFrame) -> dict[str, Any]:
    counts = dict(part.group_by("verdict").len().iter_rows())
    found, asked = counts.get(FOUND, 0), counts.get(ASKED, 0)
    return {
        "name": name, "should_be": state, "planted": part.height, FOUND: found, ASKED: asked,
        OTHER: counts.get(OTHER, 0), UNFOUND: counts.get(UNFOUND, 0),
        "asked_in_findings": int((part["in_findings"] & (part["verdict"] == ASKED)).sum()),
        "recall": share(found, part.height), "found_or_asked": share(found + asked, part.height),
        "breaks": part["breaks"].drop_nulls().mode().sort().first() if state else None,
    }  # fmt: skip


def right_ones(reports: pl.DataFrame) -> list[dict[str, Any]]:
    """Return each mechanism under which nothing is wrong: how many were left alone, asked about, wrongly accused."""
    right = reports.filter(~pl.col("should_be").is_in(FAULTS))
    rows = [_accused(name, state, part) for state, name, part in _parts(right)]
    return [*rows, _accused("everything right", None, right)] if rows else []


def _accused(name: str, state: str | None, part: pl.DataFrame) -> dict[str, Any]:
    counts = dict(part.group_by("verdict").len().iter_rows())
    as_what = part.filter(pl.col("verdict") == ACCUSED).group_by("state").len("count")
    return {
        "name": name, "should_be": state, "planted": part.height,
        **{what: counts.get(what, 0) for what in (LEFT, ASKED, ACCUSED, ABSENT)},
        "accused_of": as_what.sort("count", "state", descending=[True, False]).to_dicts(),
        "share_accused": share(counts.get(ACCUSED, 0), part.height),
    }  # fmt: skip


def _parts(reports: pl.DataFrame) -> list[tuple[str, str, pl.DataFrame]]:
    """Return (state it should have, mechanism, its reports) in order of the states, most reports first."""
    parts = [(str(key[0]), str(key[1]), part) for key, part in reports.group_by("should_be", "mechanism")]
    return sorted(parts, key=lambda part: (ORDER.index(part[0]), -part[2].height, part[1]))


def states(reports: pl.DataFrame) -> list[dict[str, Any]]:
    """Return for each state that says a fault, and for `unknown`: called = that fault + another fault + no fault.

    Precision is the share of what was called so that is so. For `unknown`, which says no fault, it is the share of
    those asked about that have one.
    """
    return [
        row for state in (*FAULTS, S.UNKNOWN.value) if (row := _called(state, reports.filter(state=state))) is not None
    ]


def _called(state: str, called: pl.DataFrame) -> dict[str, Any] | None:
    if not called.height:
        return None
    is_fault = called["should_be"].is_in(FAULTS)
    wanted = {S.AWAITING.value: list(MISSED), S.UNKNOWN.value: list(FAULTS)}.get(state, [state])
    right = int(called["should_be"].is_in(wanted).sum())
    none = int((~is_fault).sum())
    return {
        "name": state, "called": called.height, "right": right, "another_fault": called.height - right - none,
        "no_fault": none, "precision": share(right, called.height),
    }  # fmt: skip
