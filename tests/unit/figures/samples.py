"""Invented results: an audited force, an unaudited one, one with nothing, one with a single report, a hostile one."""

import copy
import math
from typing import Any

from fullcount.core.states import CrimeState, ReportState
from fullcount.figures.words import CRIME_WORDS, REPORT_WORDS

SHA = "ab" * 32
HOSTILE = "<script>alert(1)</script>\"'&=cmd|' /C calc'!A0\u202egnp.exe\u2066\x07\ud800 {{ 7*7 }} {% x %} </style> ]]>"
LONG = "Wolverstone-upon-the-Upper-Marsh-and-Saint-Botolph-" * 8

REPORTS = {
    ReportState.UNRECORDED: 3_117,
    ReportState.AWAITING: 204,
    ReportState.WRONGLY_CANCELLED: 86,
    ReportState.UNDER_RECORDED: 421,
    ReportState.MISCLASSIFIED: 655,
    ReportState.RECORDED_LATE: 2_090,
    ReportState.UNKNOWN: 5_433,
    ReportState.RECORDED_IN_TIME: 21_644,
    ReportState.RIGHTLY_NOT_A_CRIME: 58_902,
}
CRIMES = {
    CrimeState.UNRECORDED: 3_602,
    CrimeState.AWAITING: 215,
    CrimeState.WRONGLY_CANCELLED: 88,
    CrimeState.MISCLASSIFIED: 671,
    CrimeState.OVER_RECORDED: 130,
    CrimeState.NO_REPORT_FOUND: 944,
    CrimeState.LATE: 2_174,
    CrimeState.UNKNOWN: 1_020,
    CrimeState.MATCHED: 22_310,
}


def rate(estimate: float, low: float, high: float, reviewed: int = 1_180) -> dict[str, Any]:
    return {
        "estimate": estimate,
        "low": low,
        "high": high,
        "level": 0.95,
        "method": "stratified sample, profile likelihood",
        "reports_reviewed": reviewed,
        "crimes_disclosed": 812,
        "crimes_recorded": 702,
    }


def audited() -> dict[str, Any]:
    return {
        "format": "fullcount-result/1",
        "force": {
            "name": "Northshire Police",
            "time_zone": "Europe/London",
            "as_at": "2026-05-31",
            "window": {"from": "2025-05-31T23:00:12Z", "to": "2026-05-31T22:58:40Z", "days": 365.0},
        },
        "receipt": {
            "id": "0123456789abcdef",
            "inputs": [
                {"table": "reports", "file": "incidents/2025-06.csv.gz", "sha256": SHA, "bytes": 9_120, "rows": 92_600},
                {"table": "crimes", "file": "crimes.csv", "sha256": SHA, "bytes": 3_001_882, "rows": 30_112},
            ],
            "config_sha256": SHA,
            "rules": {"pack": "crr-2026-27", "sha256": SHA},
            "lexicon": {"name": "en-GB", "sha256": SHA},
            "model": {"sha256": SHA, "method": "by reference, else by probability"},
            "score": {"sha256": "5" * 64},
            "seed": 20260531,
            "code": {"version": "0.1.0", "sha256": SHA},
        },
        "loaded": [
            _loaded("reports", 92_600, 48),
            _loaded("crimes", 30_112, 3),
            _loaded("calls", 0, 0),
        ],
        "quarantine": [
            {"table": "reports", "file": "incidents/2025-06.csv.gz", "reason": "reported_at is not a time", "rows": 48,
             "example_row": 1_204},
            {"table": "crimes", "file": "crimes.csv", "reason": "crime_id is blank", "rows": 3, "example_row": None},
        ],
        "ledger": {
            "population": sum(REPORTS.values()),
            "balances": True,
            "states": _states(REPORTS, REPORT_WORDS),
            "reasons": [
                _reason("unrecorded", "closed-no-crime", "Closed as no crime, and no evidence says why", 1_240),
                _reason("unrecorded", "waiting-for-investigation", "Waiting for an investigation first", 902),
                _reason("unrecorded", "victim-unwilling", "Victim did not want police action", 611),
                _reason("unrecorded", "report-never-written", "A report was promised and never written", 364),
                _reason("unknown", "code-not-mapped", "The type code has no meaning in the code table", 4_433),
                _reason("unknown", "no-words", "The log has no words", 1_000),
                _reason("recorded-late", "after-24-hours", "Recorded after 24 hours", 2_090),
            ],
        },
        "crime_ledger": {
            "population": sum(CRIMES.values()),
            "disclosed": 29_900,
            "recorded": 26_200,
            "balances": True,
            "states": _states(CRIMES, CRIME_WORDS),
        },
        "groups": [
            _group("Violence against the person", 9_880, 1_402),
            _group("Stalking and harassment", 5_120, 1_101),
            _group("Criminal damage and arson", 3_410, 390),
            _group("Public order", 2_911, 322),
            _group("Theft", 6_204, 241),
            _group("Sexual offences", 1_208, 84),
            _group("Burglary", 1_733, 62),
            _group("Robbery", 410, 0),
        ],
        "districts": [
            {"district": f"District {letter}", "reports": 18_000, "due": 5_600, "recorded": 4_700, "unrecorded": 700,
             "late": 400, "unknown": 200}
            for letter in "ABCDE"
        ],
        "estimate": {
            "status": "audited",
            "why": "1,180 reports were read by reviewers.",
            "rate": rate(0.8642, 0.8489, 0.8781),
            "unrecorded": {
                "per_year": {"estimate": 4_402.3, "low": 3_888.1, "high": 4_991.7},
                "per_day": {"estimate": 12.06, "low": 10.65, "high": 13.68},
                "recorded_per_year": 28_017.0,
                "formula": "recorded a year × (1/rate − 1)",
            },
            "by_group": [
                {"name": "Violence against the person", "rate": rate(0.842, 0.812, 0.868, 402), "why": None},
                {"name": "Stalking and harassment", "rate": rate(0.771, 0.702, 0.827, 190), "why": None},
                {"name": "Theft", "rate": rate(0.958, 0.921, 0.979, 202), "why": None},
                {"name": "Robbery", "rate": None, "why": "only 4 reports were reviewed"},
            ],
            "by_district": [
                {"name": "District A", "rate": rate(0.88, 0.84, 0.91, 300), "why": None},
                {"name": "District B", "rate": None, "why": "only 8 reports were reviewed"},
            ],
            "grade": {"name": "requires improvement", "lowest": 0.8},
            "rules_say": _rules_say(24_500, 3_602, 1_020),
            "warnings": [],
        },
        "lateness": {
            "limit_hours": 24,
            "with_time": 27_110,
            "still_open": 3_602,
            "time_unknown": 911,
            "within_limit": 0.7921,
            "curve": curve(),
            "median_hours": 3.5,
        },
        "calls": {
            "status": "given", "calls": 240_112, "answered": 201_090, "abandoned": 39_022, "logged": 88_004,
            "not_logged": 113_080, "log_not_found": 6, "note": "Calls about one event are not told apart.",
        },
        "places": [
            _place("opening code", "DOMESTIC NO OFFENCE", 1_204, 410),
            _place("disposition", "closed without report", 2_090, 611),
            _place("route", "partner referral", 880, 201),
            _place("district", "District C", 5_600, 1_020),
            _place("unit", "Response team 4", 1_004, 160),
        ],
        "findings": {"count": 3_117, "top": [_finding(rank) for rank in range(1, 11)]},
        "score": {
            "status": "used", "why": "The number expected is fitted to what reviewers saw.", "to_read": 812,
            "expected": 601.5, "not_in_findings": 215, "expected_not_in_findings": 102.1, "reviewed": 431,
            "fairness": [
                {"error": "to be read, and the reviewer saw none", "by": "district", "group": "North", "of": 120,
                 "errors": 3, "rate": 0.025, "low": 0.0052, "high": 0.0713, "why": None},
            ],
        },
        "links": {
            "fairness": [
                {"error": "without its reference, the crime would be given no report", "by": "victim's sex",
                 "group": "F", "of": 1_400, "errors": 7, "rate": 0.005, "low": 0.002, "high": 0.01, "why": None},
            ],
        },
        "warnings": [
            {"code": "contaminated-column", "title": "The words of some logs were written after the crime was recorded",
             "detail": "In 1,204 reports the words name a crime number; they are not read for what the caller said."},
        ],
        "not_known": [
            {"title": "Codes without a meaning", "detail": "12 type codes are not in the code table.", "count": 4_433},
            {"title": "Crime that nobody reported", "detail": "Outside what any record shows.", "count": None},
        ],
        "signals": {
            "count": 3, "readers": "Read by people who do not answer to the unit.",
            "kinds": [
                {"signal": "copied-closing-text", "title": "The same closing text on many crimes", "count": 3},
                {"signal": "recorded-as-less", "title": "Crimes recorded as lesser ones", "count": 0},
            ],
        },
        "reclassified": {
            "count": 41, "without_reason": 12,
            "pairs": [
                {"opened": "8N", "closed": "105A", "direction": "lesser", "count": 30,
                 "reasons": [{"reason": "words-tell-closing-class", "count": 18},
                             {"reason": "no-reason-given", "count": 12}]},
                {"opened": "49", "closed": None, "direction": "no-crime", "count": 11,
                 "reasons": [{"reason": "evidence-against", "count": 11}]},
            ],
        },
    }  # fmt: skip


def unaudited() -> dict[str, Any]:
    result = audited()
    result["estimate"] |= {
        "status": "unaudited",
        "why": "No report has been read by a reviewer, so nobody knows how often the rules are right here.",
        "rate": None,
        "unrecorded": None,
        "by_group": [],
        "by_district": [],
        "grade": None,
    }
    result["calls"] = {
        "status": "absent", "calls": 0, "answered": 0, "abandoned": 0, "logged": 0, "not_logged": 0,
        "log_not_found": 0, "note": "No calls were given: a call that never became a report cannot be seen.",
    }  # fmt: skip
    return result


def empty() -> dict[str, Any]:
    result = unaudited()
    result["force"]["window"] = {"from": None, "to": None, "days": 0.0}
    result["receipt"]["inputs"] = []
    result["receipt"]["model"] = {"sha256": None, "method": "by reference only"}
    result["loaded"] = [_loaded("reports", 0, 0), _loaded("crimes", 0, 0)]
    result["ledger"] |= {"population": 0, "states": _states(dict.fromkeys(ReportState, 0), REPORT_WORDS), "reasons": []}
    result["crime_ledger"] = {
        "population": 0, "disclosed": 0, "recorded": 0, "balances": True,
        "states": _states(dict.fromkeys(CrimeState, 0), CRIME_WORDS),
    }  # fmt: skip
    result["estimate"]["rules_say"] = _rules_say(0, 0, 0)
    result["lateness"] |= {
        "with_time": 0, "still_open": 0, "time_unknown": 0, "within_limit": None, "curve": [], "median_hours": None,
    }  # fmt: skip
    result["findings"] = {"count": 0, "top": []}
    result |= {key: [] for key in ("quarantine", "groups", "districts", "places", "warnings", "not_known")}
    result["signals"] |= {"count": 0, "kinds": []}
    result["reclassified"] = {"count": 0, "without_reason": 0, "pairs": []}
    return result


def one_report() -> dict[str, Any]:
    result = empty()
    instant = "2026-05-30T13:05:00Z"
    result["force"]["window"] = {"from": instant, "to": instant, "days": 0.0}
    result["loaded"][0] = _loaded("reports", 1, 0)
    result["ledger"] |= {
        "population": 1,
        "states": _states(dict.fromkeys(ReportState, 0) | {ReportState.UNRECORDED: 1}, REPORT_WORDS),
        "reasons": [_reason("unrecorded", "no-record", "No crime record answers it", 1)],
    }
    result["crime_ledger"] |= {
        "population": 1, "disclosed": 1,
        "states": _states(dict.fromkeys(CrimeState, 0) | {CrimeState.UNRECORDED: 1}, CRIME_WORDS),
    }  # fmt: skip
    result["groups"] = [_group("Theft", 1, 1)]
    result["estimate"]["rules_say"] = _rules_say(0, 1, 0)
    result["lateness"] |= {
        "with_time": 1,
        "still_open": 1,
        "within_limit": 0.0,
        "curve": [{"hours": 0.0, "recorded": 0.0}],
    }
    result["findings"] = {"count": 1, "top": [_finding(1)]}
    return result


def hostile() -> dict[str, Any]:
    """Return an audited result in which every free text is an attack or very long."""
    result = audited()
    for place, text in enumerate((HOSTILE, LONG, "=cmd()", "")):
        result["groups"][place]["group"] = text
        result["places"][place]["name"] = text
        result["ledger"]["reasons"][place]["title"] = text
        result["districts"][place]["district"] = text
        result["findings"]["top"][place]["report_id"] = text
    result["force"]["name"] = HOSTILE
    result["estimate"]["by_group"][0]["name"] = LONG
    result["estimate"]["by_group"][1]["name"] = HOSTILE
    result["estimate"]["grade"]["name"] = HOSTILE
    result["estimate"]["warnings"] = [HOSTILE]
    result["warnings"][0] |= {"title": HOSTILE, "detail": LONG}
    result["not_known"][0] |= {"title": HOSTILE, "detail": HOSTILE}
    result["quarantine"][0] |= {"file": HOSTILE, "reason": LONG}
    result["receipt"]["inputs"][0]["file"] = HOSTILE
    result["calls"]["note"] = HOSTILE
    result["signals"]["readers"] = HOSTILE
    result["reclassified"]["pairs"][0]["opened"] = HOSTILE
    return result


ALL = {
    "audited": audited,
    "unaudited": unaudited,
    "empty": empty,
    "one report": one_report,
    "hostile": hostile,
}


def without(result: dict[str, Any], *path: str | int) -> dict[str, Any]:
    """Return a copy of a result that lacks the value at `path`."""
    changed = copy.deepcopy(result)
    inner: Any = changed
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    return changed


def curve() -> list[dict[str, float]]:
    hours = [0.25 * 1.06**step for step in range(140)]
    return [{"hours": h, "recorded": 0.88 * (1 - math.exp(-((h / 9) ** 0.85)))} for h in hours]


def _states(counts: dict[Any, int], words: dict[Any, Any]) -> list[dict[str, Any]]:
    total = sum(counts.values())
    return [
        {"state": str(state), "title": words[state].title, "count": number, "share": number / total if total else 0.0}
        for state, number in counts.items()
    ]


def _reason(state: str, reason: str, title: str, count: int) -> dict[str, Any]:
    return {"state": state, "reason": reason, "title": title, "count": count}


def _group(group: str, due: int, unrecorded: int) -> dict[str, Any]:
    return {
        "group": group, "due": due, "recorded": due - unrecorded, "unrecorded": unrecorded, "late": unrecorded // 2,
        "unknown": unrecorded // 9, "misclassified": unrecorded // 7,
    }  # fmt: skip


def _place(kind: str, name: str, due: int, unrecorded: int) -> dict[str, Any]:
    return {"kind": kind, "name": name, "due": due, "unrecorded": unrecorded, "share": unrecorded / due}


def _loaded(table: str, read: int, quarantined: int) -> dict[str, Any]:
    accepted = read - quarantined
    return {
        "table": table, "files": 1, "read": read, "accepted": accepted, "quarantined": quarantined,
        "new": accepted, "same_again": 0, "changed": 0, "after_as_at": 0, "values_set_aside": 0,
    }  # fmt: skip


def _rules_say(recorded: int, unrecorded: int, unknown: int) -> dict[str, Any]:
    total = recorded + unrecorded + unknown
    return {
        "recorded": recorded, "unrecorded": unrecorded, "unknown": unknown,
        "share_low": recorded / total if total else None,
        "share_high": (recorded + unknown) / total if total else None,
        "label": "unaudited: what the rules say of what was written down",
    }  # fmt: skip


def _finding(rank: int) -> dict[str, Any]:
    return {
        "rank": rank, "report_id": f"INC-2026-{4000 + rank}", "state": "unrecorded", "reason": "closed-as-no-crime",
        "title": "Closed as no crime, without evidence to the contrary", "class": "8N",
        "group": "Violence against the person" if rank % 3 else None,
        "deadline": "2026-05-30T13:05:00Z" if rank % 4 else None,
        "harm": 7.5, "certainty": 0.9, "priority": 6.75 / rank,
    }  # fmt: skip
