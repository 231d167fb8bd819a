"""How the tables in this folder are read: a report and the records that answer it, and what the ledgers make of them.

Only what a line is about is written in it; all else is as in REPORT and CRIME: one assault with injury, reported on
Tuesday 12 May 2026 at half past nine in the morning (UTC), due within 24 hours, recorded an hour later.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl

from fullcount.ledgers.account import Ledgers, Matched, account

NINE_THIRTY = datetime(2026, 5, 12, 9, 30, tzinfo=UTC)
DEADLINE = NINE_THIRTY + timedelta(hours=24)
WEEKS_LATER = datetime(2026, 6, 1, tzinfo=UTC)
LONDON = "Europe/London"
TIME = pl.Datetime("us", "UTC")

REPORT: dict[str, Any] = {
    "report_id": "R1",
    "reported_at": NINE_THIRTY,
    "deadline": None,
    "decision": "record",
    "class": "8N",
    "extra_classes": "",
    "crimes_due": 1,
    "reason": "text-discloses-crime",
    "rules": 0,
    "question": None,
    "certainty": 0.9,
    "class_is_sure": True,
    "opening_class": None,
    "closing_class": "8N",
    "contrary": False,
    "alleges": True,
    "alleged_class": "8N",
    "disposition_means": None,
    "other_force_ref": None,
    "number_not_found": False,
    "first_published": None,
    "ref_published": None,
    "district": None,
}
REPORT_TYPES: dict[str, Any] = {
    "report_id": pl.String,
    "reported_at": TIME,
    "deadline": TIME,
    "decision": pl.String,
    "class": pl.String,
    "extra_classes": pl.String,
    "crimes_due": pl.UInt16,
    "reason": pl.String,
    "rules": pl.UInt64,
    "question": pl.String,
    "certainty": pl.Float32,
    "class_is_sure": pl.Boolean,
    "opening_class": pl.String,
    "closing_class": pl.String,
    "contrary": pl.Boolean,
    "alleges": pl.Boolean,
    "alleged_class": pl.String,
    "disposition_means": pl.String,
    "other_force_ref": pl.String,
    "number_not_found": pl.Boolean,
    "first_published": TIME,
    "ref_published": TIME,
    "district": pl.String,
}
CRIME: dict[str, Any] = {
    "crime_id": "C1",
    "class": "8N",
    "is_notifiable": True,
    "offence_code": ["8N"],
    "is_cancelled": False,
    "cancellation_valid": None,
    "cancellation_reason": None,
    "recorded_at": NINE_THIRTY + timedelta(hours=1),
    "recorded_day": None,
    "victim_id": None,
    "district": None,
    "first_published": None,
    "ref_published": None,
}
CRIME_TYPES: dict[str, Any] = {
    "crime_id": pl.String,
    "class": pl.String,
    "is_notifiable": pl.Boolean,
    "offence_code": pl.List(pl.String),
    "is_cancelled": pl.Boolean,
    "cancellation_valid": pl.Boolean,
    "cancellation_reason": pl.String,
    "recorded_at": TIME,
    "recorded_day": TIME,
    "victim_id": pl.String,
    "district": pl.String,
    "first_published": TIME,
    "ref_published": TIME,
}
VIOLENCE, THEFT = "Violence against the person", "Theft"
GROUPS = pl.DataFrame(
    [
        ("8N", VIOLENCE, "Violence with injury", 0.5), ("5D", VIOLENCE, "Violence with injury", 0.8),
        ("105A", VIOLENCE, "Violence without injury", 0.3), ("49", THEFT, "Other theft", 0.1),
        ("39", THEFT, "Theft from the person", 0.2), ("92D", "Drug offences", "Possession of drugs", 0.1),
        ("34B", "Robbery", "", 0.6),
        ("20A", "Sexual offences", "Other sexual offences", 0.6),
        ("17A", "Sexual offences", "Other sexual offences", 0.6),
    ],
    schema={"class": pl.String, "group": pl.String, "subgroup": pl.String, "harm": pl.Float64}, orient="row",
)  # fmt: skip
LINKS = {"report_id": pl.String, "crime_id": pl.String, "probability": pl.Float64, "method": pl.String}
NEAR = {"report_id": pl.String, "crime_id": pl.String, "probability": pl.Float64}


def report(report_id: str = "R1", **facts: Any) -> dict[str, Any]:
    """Return a judged report: REPORT but for `facts`; due 24 hours after it was made unless they say otherwise."""
    made = REPORT | {"report_id": report_id} | facts
    if "deadline" not in facts:
        made["deadline"] = made["reported_at"] + timedelta(hours=24)
    if "alleged_class" not in facts:
        made["alleged_class"] = made["class"]
    return made


def crime(crime_id: str = "C1", answers: Iterable[str] = ("R1",), **facts: Any) -> dict[str, Any]:
    """Return a crime record: CRIME but for `facts`, answering the reports named (none: no report was found for it)."""
    made = CRIME | {"crime_id": crime_id} | facts
    if "class" in facts and "offence_code" not in facts:
        made["offence_code"] = None if facts["class"] is None else [facts["class"]]
    return made | {"answers": tuple(answers)}


def books(
    reports: list[dict[str, Any]], crimes: Iterable[Mapping[str, Any]] = (), *, as_at: datetime = WEEKS_LATER,
    zone: str = LONDON, has_crimes: bool = True, near: Iterable[tuple[str, str, float]] = (),
) -> Ledgers:  # fmt: skip
    """Return both ledgers of these reports and crimes."""
    crimes = list(crimes)
    links = [(one, made["crime_id"], 1.0, "reference") for made in crimes for one in made["answers"]]
    rows = [{name: made[name] for name in CRIME_TYPES} for made in crimes]
    matched = Matched(
        pl.DataFrame(reports, schema=REPORT_TYPES),
        pl.DataFrame(rows, schema=CRIME_TYPES),
        pl.DataFrame(links, schema=LINKS, orient="row"),
        pl.DataFrame(list(near), schema=NEAR, orient="row"),
        GROUPS,
    )
    return account(matched, as_at, zone, has_crimes=has_crimes)


def states(ledgers: Ledgers) -> dict[str, tuple[str, str]]:
    """Return state and reason of every report."""
    return {row[0]: row[1:] for row in ledgers.reports.select("report_id", "state", "state_reason").iter_rows()}


def crime_states(ledgers: Ledgers) -> dict[str, tuple[str, str]]:
    """Return state and reason of every crime."""
    return {row[0]: row[1:] for row in ledgers.crimes.select("crime_key", "state", "reason").iter_rows()}


def standing(made: dict[str, Any], *crimes: Mapping[str, Any], **how: Any) -> tuple[str, str]:
    """Return state and reason of one report with these records."""
    return states(books([made], crimes, **how))[made["report_id"]]
