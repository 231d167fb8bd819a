"""result.json: every figure of the page, built from the ledgers and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from fullcount.audit.survival import kaplan_meier
from fullcount.core.errors import BalanceError
from fullcount.core.states import CrimeState, ReportState
from fullcount.figures.words import CRIME_WORDS, REPORT_WORDS
from fullcount.ledgers.reclassified import REASONS, by_pair
from fullcount.pipeline.report.wording import reason_title
from fullcount.rulebook.pack import Pack

USUAL_LIMIT_HOURS = 24.0
"""Shown where no report has a limit of its own (CRR p10)."""
FEWEST_DUE = 10
"""A place is 'worst' only among those with at least this many crimes due: smaller ones are chance."""
WORST = 12
UNJUDGED = (
    "These reports stand as unknown in the ledger: they are hidden in no other state, and are outside the range that "
    "the rules give."
)
MISSED = [CrimeState.UNRECORDED.value, CrimeState.WRONGLY_CANCELLED.value]
OPEN = [CrimeState.UNRECORDED.value, CrimeState.AWAITING.value]


def counts_by_state(ledger: pl.DataFrame, words: dict[Any, Any], states: Sequence[str]) -> list[dict[str, Any]]:
    """Return every state with its count and share, in order of precedence, absent ones with nought."""
    found = dict(ledger.group_by("state").len().iter_rows())
    total = ledger.height
    return [
        {"state": str(state), "title": words[state].title, "count": found.get(state, 0),
         "share": round(found.get(state, 0) / total, 6) if total else 0.0}
        for state in states
    ]  # fmt: skip


def reports_section(ledger: pl.DataFrame, pack: Pack) -> dict[str, Any]:
    """Return the reports ledger's counts. Raises BalanceError if they do not sum to what came in."""
    states = counts_by_state(ledger, REPORT_WORDS, [state.value for state in ReportState])
    if sum(row["count"] for row in states) != ledger.height:
        raise BalanceError("the reports ledger's states do not sum to its population")
    reasons = (
        ledger.group_by("state", "state_reason")
        .len("count")
        .sort("count", "state", "state_reason", descending=[True, False, False])
    )
    return {
        "population": ledger.height, "balances": True, "states": states,
        "reasons": [
            {
                "state": row["state"], "reason": row["state_reason"],
                "title": reason_title(row["state_reason"], pack), "count": row["count"],
            }
            for row in reasons.to_dicts()
        ],
    }  # fmt: skip


def crimes_section(ledger: pl.DataFrame, live_records: int) -> dict[str, Any]:
    """Return the crime ledger's counts. Raises BalanceError if states or records do not add up."""
    states = counts_by_state(ledger, CRIME_WORDS, [state.value for state in CrimeState])
    recorded = int(ledger.get_column("recorded").sum())
    if sum(row["count"] for row in states) != ledger.height or recorded != live_records:
        raise BalanceError(f"the crime ledger does not balance: {recorded} of {live_records} live records stand in it")
    return {
        "population": ledger.height, "disclosed": int(ledger.get_column("disclosed").sum()), "recorded": recorded,
        "balances": True, "states": states,
    }  # fmt: skip


def _tally(crimes: pl.DataFrame, by: str) -> pl.DataFrame:
    state = pl.col("state")
    return crimes.group_by(by).agg(
        pl.col("disclosed").sum().alias("due"), pl.col("recorded").sum().alias("recorded"),
        state.is_in(MISSED).sum().alias("unrecorded"),
        (state == CrimeState.LATE).sum().alias("late"), (state == CrimeState.UNKNOWN).sum().alias("unknown"),
        (state == CrimeState.MISCLASSIFIED).sum().alias("misclassified"),
    )  # fmt: skip


def groups_section(crimes: pl.DataFrame) -> list[dict[str, Any]]:
    """Return crimes by offence group; crimes whose class is not known stand under 'class not known'."""
    named = crimes.with_columns(pl.col("group").fill_null("Class not known"))
    rows = _tally(named, "group").sort("unrecorded", "due", "group", descending=[True, True, False])
    return rows.select("group", "due", "recorded", "unrecorded", "late", "unknown", "misclassified").to_dicts()


def districts_section(reports: pl.DataFrame, crimes: pl.DataFrame) -> list[dict[str, Any]]:
    """Return crimes by district, with the reports that came in there; empty if no report has a district."""
    if reports.get_column("district").null_count() == reports.height:
        return []
    named = crimes.with_columns(pl.col("district").fill_null("not given"))
    came = reports.group_by(pl.col("district").fill_null("not given")).len("reports")
    rows = came.join(_tally(named, "district"), on="district", how="full", coalesce=True).with_columns(
        pl.col(name).fill_null(0) for name in ("reports", "due", "recorded", "unrecorded", "late", "unknown")
    )
    return (
        rows.select("district", "reports", "due", "recorded", "unrecorded", "late", "unknown")
        .sort("district")
        .to_dicts()
    )


def lateness_section(crimes: pl.DataFrame, reports: pl.DataFrame, as_at: datetime) -> dict[str, Any]:
    """Return how fast crimes due were recorded, in hours; those still open count as open up to the as-at moment.

    Population: crimes disclosed by a report. The curve is Kaplan and Meier's (see `audit/survival.py`).
    """
    due = crimes.filter(pl.col("disclosed") & pl.col("report_id").is_not_null())
    due = due.join(reports.select("report_id", "reported_at"), on="report_id", how="left")
    is_open = pl.col("state").is_in(OPEN)
    watched = (pl.lit(as_at) - pl.col("reported_at")).dt.total_seconds() / 3600
    rows = due.select(pl.when(is_open).then(watched).otherwise("hours").alias("hours"), is_open.alias("open"))
    limit = usual_limit(reports)
    curve = kaplan_meier(rows["hours"], rows["open"], always=(limit,))
    within = next((p.recorded for p in curve.points if p.hours == limit), None) if curve.recorded else None
    return {
        "limit_hours": limit, "with_time": curve.crimes, "still_open": curve.still_open,
        "time_unknown": curve.time_unknown, "within_limit": None if within is None else round(within, 6),
        "curve": [
            {"hours": round(p.hours, 4), "recorded": round(p.recorded, 6)} for p in curve.points if curve.recorded
        ],
        "median_hours": None if curve.median_hours is None or not curve.recorded else round(curve.median_hours, 4),
    }  # fmt: skip


def usual_limit(reports: pl.DataFrame) -> float:
    """Return the hours that the rules allowed for most of these reports: 24, or 72 before April 2015."""
    hours = ((pl.col("deadline") - pl.col("reported_at")).dt.total_seconds() / 3600).alias("hours")
    found = reports.select(hours).drop_nulls().group_by("hours").len().sort("len", "hours", descending=[True, False])
    return float(found.item(0, "hours")) if found.height else USUAL_LIMIT_HOURS


def places_section(reports: pl.DataFrame, crimes: pl.DataFrame) -> list[dict[str, Any]]:
    """Return where most crimes went unrecorded: opening codes, districts, routes, dispositions and units."""
    per_report = (
        crimes.filter(pl.col("disclosed") & pl.col("report_id").is_not_null())
        .group_by("report_id")
        .agg(
            pl.len().alias("due"),
            pl.col("state").is_in(MISSED).sum().alias("unrecorded"),
        )
    )
    kinds = {"opening code": "opening_code", "district": "district", "route": "route", "disposition": "disposition",
             "unit": "unit"}  # fmt: skip
    lists = [column for column in kinds.values() if reports.schema[column] == pl.List]
    named = per_report.join(reports.select("report_id", *kinds.values()), on="report_id", how="inner").with_columns(
        pl.col(column).list.join(" // ") for column in lists
    )
    found = []
    for kind, column in kinds.items():
        rows = named.filter(pl.col(column).is_not_null())
        tally = rows.group_by(pl.col(column).alias("name")).agg(pl.col("due").sum(), pl.col("unrecorded").sum())
        if tally.height > 1:
            found.append(tally.with_columns(pl.lit(kind).alias("kind")))
    if not found:
        return []
    places = pl.concat(found).filter((pl.col("due") >= FEWEST_DUE) & (pl.col("unrecorded") > 0))
    places = places.with_columns((pl.col("unrecorded") / pl.col("due")).round(6).alias("share"))
    top = places.sort("unrecorded", "share", "kind", "name", descending=[True, True, False, False]).head(WORST)
    return top.select("kind", "name", "due", "unrecorded", "share").to_dicts()


def findings_section(findings: pl.DataFrame, pack: Pack, groups: pl.DataFrame, most: int = 10) -> dict[str, Any]:
    """Return the number of findings and the first of them, without a word of any log."""
    top = findings.head(most).join(
        groups.select("class", pl.col("group").alias("offence_group")), on="class", how="left", maintain_order="left"
    )
    rows = [
        {"rank": row["rank"], "report_id": row["report_id"], "state": row["state"], "reason": row["state_reason"],
         "title": reason_title(row["state_reason"], pack), "class": row["class"], "group": row["offence_group"],
         "deadline": None if row["deadline"] is None else row["deadline"].isoformat(), "harm": round(row["harm"], 4),
         "certainty": row["certainty"], "priority": row["priority"]}
        for row in top.to_dicts()
    ]  # fmt: skip
    return {"count": findings.height, "top": rows}


@dataclass(frozen=True, slots=True)
class CallsCount:
    """Calls reconciled with reports: calls = abandoned + logged + not_logged + log_not_found."""

    calls: int
    answered: int
    abandoned: int
    logged: int
    not_logged: int
    log_not_found: int


def calls_section(count: CallsCount | None) -> dict[str, Any]:
    """Return what became of the calls; without a calls extract, that calls never logged are outside every figure."""
    if count is None:
        names = dict.fromkeys(("calls", "answered", "abandoned", "logged", "not_logged", "log_not_found"), 0)
        return {
            "status": "absent",
            **names,
            "note": "No calls extract was given: calls that were never logged are outside every figure here.",
        }
    if count.calls != count.abandoned + count.logged + count.not_logged + count.log_not_found:
        raise BalanceError("the calls do not balance")
    note = (
        f"{count.not_logged:,} answered call(s) have no log, and {count.log_not_found:,} name a log that did not come "
        "in. What they disclosed is not in the ledger."
    )
    return {
        "status": "given", "calls": count.calls, "answered": count.answered, "abandoned": count.abandoned,
        "logged": count.logged, "not_logged": count.not_logged, "log_not_found": count.log_not_found, "note": note,
    }  # fmt: skip


def check_loaded(row: dict[str, Any]) -> None:
    """Raise BalanceError unless every row read is accounted for."""
    if row["read"] != row["accepted"] + row["quarantined"]:
        raise BalanceError(
            f"{row['table']}: {row['read']} rows read, {row['accepted']} accepted, {row['quarantined']} quarantined"
        )
    if row["accepted"] != row["new"] + row["same_again"] + row["changed"] + row["after_as_at"]:
        raise BalanceError(f"{row['table']}: the accepted rows do not add up")


def not_known_section(reports: pl.DataFrame, crimes: pl.DataFrame, crimes_are_known: bool) -> list[dict[str, Any]]:
    """Return what these extracts cannot tell, each with how many entries it touches."""
    found: list[dict[str, Any]] = []

    def add(title: str, detail: str, count: int | None) -> None:
        found.append({"title": title, "detail": detail, "count": count})

    if not crimes_are_known:
        add(
            "Which crimes were recorded",
            "No crime extract was given and no report names a crime number: whether anything was recorded cannot be "
            "said.",
            reports.height,
        )
    without_text = int((~reports["has_text"].fill_null(value=False)).sum())
    if without_text:
        add(
            "What the logs say",
            "These reports came without the words of the log: they are judged by their codes alone.",
            without_text,
        )
    for reason, title in (
        ("recording-time-not-known", "When crimes were recorded"),
        ("type-unclear-no-text", "What hides under types that say nothing"),
        ("code-not-mapped", "What codes mean that no table has"),
        ("crime-number-not-in-extract", "Crime records that the extract does not hold"),
    ):  # fmt: skip
        count = reports.filter((pl.col("state") == ReportState.UNKNOWN) & (pl.col("state_reason") == reason)).height
        if count:
            add(
                title,
                UNJUDGED,
                count,
            )
    orphans = crimes.filter(pl.col("state") == CrimeState.NO_REPORT_FOUND).height
    if orphans:
        add(
            "Where some crimes came from",
            "No report was found for these crime records: their report may be missing from the extract.",
            orphans,
        )
    add(
        "Crimes that nobody reported",
        "Only what was reported is counted here; crimes never reported to the police are outside every figure.",
        None,
    )
    return found


def _reasons_of(pair: dict[str, Any]) -> list[dict[str, Any]]:
    found = [{"reason": name, "count": pair[name]} for name in REASONS if pair[name]]
    return sorted(found, key=lambda one: (-one["count"], one["reason"]))


def reclassified_section(rows: pl.DataFrame, most: int = 40) -> dict[str, Any]:
    """Return how many reports were closed as another offence than they were opened as: the commonest pairs of classes,
    with the reasons. A pair without a class it was closed as was closed as no crime."""
    pairs = [
        {"opened": row["opened_class"], "closed": row["closed_class"], "direction": row["direction"],
         "count": row["count"], "reasons": _reasons_of(row)}
        for row in by_pair(rows).head(most).to_dicts()
    ]  # fmt: skip
    return {"count": rows.height, "without_reason": int(rows["needs_person"].sum()), "pairs": pairs}
