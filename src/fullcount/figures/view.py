"""The page's sentences: from the result to the words, charts and tables that the template sets out."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from fullcount.core.states import CrimeState, ReportState
from fullcount.figures import charts
from fullcount.figures.charts.balance import sum_in_words
from fullcount.figures.headline import headline, window_words
from fullcount.figures.svg import Chart
from fullcount.figures.tables import PageTable, page_table
from fullcount.figures.wording import count, day, hours, instant, named, percent, plural
from fullcount.figures.words import CRIME_WORDS, REPORT_WORDS


def page_view(result: Mapping[str, Any]) -> dict[str, Any]:
    """Return everything that the template names, as finished words."""
    force, ledger = result["force"], result["ledger"]
    zone = ZoneInfo(force["time_zone"])
    as_at = day(force["as_at"], zone)
    return {
        "force": force["name"],
        "as_at": as_at,
        "window": window_words(force["window"], zone),
        "headline": headline(result["estimate"]),
        "glance": _glance(result),
        "balance": charts.balance_flow(ledger),
        "balance_sum": sum_in_words(ledger),
        "balances": ledger["balances"] and _adds_up(ledger),
        "rates": _rates(result["estimate"]),
        "groups": charts.unrecorded_by_group(result["groups"]),
        "reasons": charts.unrecorded_by_reason(ledger),
        "lateness": charts.lateness_curve(result["lateness"], as_at),
        "places": charts.worst_places(result["places"]),
        "districts": _districts(result),
        "findings": _findings(result["findings"], zone),
        "to_read": _to_read(result["score"]),
        "findings_count": result["findings"]["count"],
        "reclassified": _reclassified(result["reclassified"]),
        "signals": result["signals"],
        "not_known": _not_known(result),
        "quarantine": _quarantine(result),
        "crimes": _crimes(result["crime_ledger"]),
        "crimes_sum": sum_in_words(result["crime_ledger"]),
        "crimes_balance": result["crime_ledger"]["balances"] and _adds_up(result["crime_ledger"]),
        "loaded": _loaded(result),
        "receipt": result["receipt"],
        "inputs": _inputs(result["receipt"]),
    }


def _adds_up(ledger: Mapping[str, Any]) -> bool:
    return bool(sum(state["count"] for state in ledger["states"]) == ledger["population"])


def _glance(result: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the three figures beside the headline: a figure in words, and what it counts."""
    states = {state["state"]: state["count"] for state in result["ledger"]["states"]}
    unrecorded, unknown = states[ReportState.UNRECORDED], states[ReportState.UNKNOWN]
    within, limit = result["lateness"]["within_limit"], hours(result["lateness"]["limit_hours"])
    said = result["estimate"]["rules_say"]
    is_told = said["recorded"] + said["unrecorded"] > 0 or said["unknown"] == 0
    return [
        (
            count(unrecorded),
            f"{_noun(unrecorded)} that, by the rules, should be a crime record and {_is(unrecorded)} not",
        )
        if is_told
        else ("Not known", "how many reports should be a crime record and are not: nothing says what was recorded"),
        ("Not known", f"how much crime was recorded within {limit}")
        if within is None
        else (
            percent(within),
            f"of the crimes that the rules found were recorded within {limit}, those still waiting counted",
        ),
        (count(unknown), f"{_noun(unknown)} that cannot be decided: something needed is missing"),
    ]


def _noun(number: int) -> str:
    return "report" if number == 1 else "reports"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _rates(estimate: Mapping[str, Any]) -> list[Chart]:
    """Return the rates by group and by district, each beside the force's own; none for an unaudited force."""
    if estimate["rate"] is None:
        return []
    return [
        charts.rate_interval(kind, estimate["rate"], rows)
        for kind, rows in (("group", estimate["by_group"]), ("district", estimate["by_district"]))
        if rows
    ]


def _districts(result: Mapping[str, Any]) -> PageTable:
    counts = ("reports", "due", "recorded", "unrecorded", "late", "unknown")
    return page_table(
        "districts-table",
        "Every district, by the rules (unaudited)",
        ("District", "Reports", "Crimes that should be recorded", "Recorded", "Unrecorded", "Late", "Unknown"),
        [(named(row["district"]), *(count(row[key]) for key in counts)) for row in result["districts"]],
        numeric=range(1, 7),
    )


def _findings(findings: Mapping[str, Any], zone: ZoneInfo) -> PageTable:
    return page_table(
        "findings-table",
        "The first findings to look at",
        ("Report", "Finding", "Reason", "Group", "Should have been recorded by"),
        [
            (
                named(row["report_id"]),
                REPORT_WORDS[ReportState(row["state"])].title,
                row["title"],
                row["group"] or "not known",
                instant(row["deadline"], zone) if row["deadline"] else "not known",
            )
            for row in findings["top"]
        ],
    )


CLOSED_AS = {"lesser": "a lesser offence", "graver": "a graver offence", "other": "another offence",
             "no-crime": "no crime"}  # fmt: skip


def _reclassified(found: Mapping[str, Any], most: int = 15) -> PageTable | None:
    """Return the commonest pairs of classes that reports were opened and closed as; None where there are none."""
    if not found["pairs"]:
        return None
    return page_table(
        "reclassified-table",
        "Opened as one offence, closed as another: the commonest pairs",
        ("Opened as", "Closed as", "Which is", "Reports", "Nothing says why"),
        [
            (row["opened"], row["closed"] or "none", CLOSED_AS[row["direction"]], count(row["count"]),
             count(sum(one["count"] for one in row["reasons"] if one["reason"] == "no-reason-given")))
            for row in found["pairs"][:most]
        ],
        numeric=(3, 4),
    )  # fmt: skip


def _to_read(score: Mapping[str, Any]) -> str:
    """Return what the score says to read, or nothing where it is not used or names none."""
    if score["status"] != "used" or not score["to_read"]:
        return ""
    expected, alone = round(score["expected"]), round(score["expected_not_in_findings"])
    first = plural(score["to_read"], "report without a crime record is", "reports without a crime record are")
    return (
        f"By their words, {first} to be read first (to_read.csv): about {count(expected)} are expected to tell of a "
        f"crime, {count(alone)} of them among the {count(score['not_in_findings'])} that are no finding. {score['why']}"
    )


def _not_known(result: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what is not known as title and detail: what the run names, its warnings, calls, rows set aside."""
    named = [
        (item["title"] + (f": {count(item['count'])}" if item["count"] is not None else ""), item["detail"])
        for item in result["not_known"]
    ]
    warned = [(item["title"], item["detail"]) for item in result["warnings"]]
    doubted = [("About the estimate", words) for words in result["estimate"]["warnings"]]
    rows = sum(item["rows"] for item in result["quarantine"])
    aside = [("Rows that could not be read", f"{plural(rows, 'row was', 'rows were')} set aside; see “Rows in”.")]
    return [*warned, *doubted, *named, _calls(result["calls"]), *(aside if rows else [])]


def _calls(calls: Mapping[str, Any]) -> tuple[str, str]:
    if calls["status"] == "absent":
        return ("Calls that never became a report", calls["note"] or "No calls were given, so these are not counted.")
    words = (
        f"Of {plural(calls['calls'], 'call', 'calls')}, {count(calls['answered'])} were answered and"
        f" {count(calls['abandoned'])} abandoned; {count(calls['logged'])} led to a report,"
        f" {count(calls['not_logged'])} did not, and {count(calls['log_not_found'])} name a report that was not found."
    )
    return ("Calls that never became a report", f"{words} {calls['note']}".strip())


def _quarantine(result: Mapping[str, Any]) -> PageTable:
    return page_table(
        "quarantine-table",
        "Rows set aside, by reason",
        ("Table", "File", "Reason", "Rows", "First such row"),
        [
            (row["table"], row["file"], row["reason"], count(row["rows"]),
             "" if row["example_row"] is None else count(row["example_row"]))
            for row in result["quarantine"]
        ],
        numeric=(3, 4),
    )  # fmt: skip


def _crimes(ledger: Mapping[str, Any]) -> PageTable:
    population = ledger["population"]
    return page_table(
        "crimes-table",
        "Every crime, disclosed by a report or found in the crime system",
        ("State", "Crimes", "Share", "What it means"),
        [
            (
                CRIME_WORDS[CrimeState(state["state"])].title,
                count(state["count"]),
                percent(state["count"] / population) if population else "none",
                CRIME_WORDS[CrimeState(state["state"])].meaning,
            )
            for state in ledger["states"]
        ]
        + [("All crimes", count(population), percent(1.0) if population else "none", "")],
        numeric=(1, 2),
    )


def _loaded(result: Mapping[str, Any]) -> PageTable:
    counts = (
        "files", "read", "accepted", "quarantined", "new", "same_again", "changed", "after_as_at", "values_set_aside",
    )  # fmt: skip
    return page_table(
        "loaded-table",
        "Rows read and what became of them: accepted and set aside make up read",
        (
            "Table", "Files", "Read", "Accepted", "Set aside", "New", "Same again", "Changed", "After the as-at",
            "Values set aside",
        ),
        [(row["table"], *(count(row[key]) for key in counts)) for row in result["loaded"]],
        numeric=range(1, 10),
    )  # fmt: skip


def _inputs(receipt: Mapping[str, Any]) -> PageTable:
    return page_table(
        "inputs-table",
        "Files that went in",
        ("File", "Table", "Rows", "Bytes", "SHA-256"),
        [
            (row["file"], row["table"], count(row["rows"]), count(row["bytes"]), row["sha256"])
            for row in receipt["inputs"]
        ],
        numeric=(2, 3),
    )
