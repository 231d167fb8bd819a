"""Every canonical table: its columns with unit and meaning. The data dictionary is generated from here.

Times are instants in UTC, microseconds. `required` columns must have a value in every row: a row without one is
quarantined. `personal` columns never leave the store except in what a reviewer is shown.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    TEXT = "text"
    TIME = "time"
    NUMBER = "number"
    WHOLE = "whole number"
    YES_NO = "yes/no"
    LIST = "list of text"


@dataclass(frozen=True, slots=True)
class Column:
    """One canonical column: name, kind, what it means with its unit, whether every row must have it."""

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One canonical table: what a row is, which column names it, and whether a force must supply it."""

    name: str
    row_is: str
    key: str
    columns: tuple[Column, ...]
    must_supply: bool = False
    in_use: bool = False

    def column(self, name: str) -> Column | None:
        """Return the column of that name, or None."""
        return next((column for column in self.columns if column.name == name), None)


def _text(name: str, meaning: str, *, required: bool = False, personal: bool = False) -> Column:
    return Column(name, Kind.TEXT, meaning, required, personal)


def _time(name: str, meaning: str, *, required: bool = False) -> Column:
    return Column(name, Kind.TIME, meaning, required)


_PLACE = (
    _text("place", "address or named place as written", personal=True),
    _text("postcode", "postcode of the place", personal=True),
    Column("latitude", Kind.NUMBER, "degrees north (WGS 84)", personal=True),
    Column("longitude", Kind.NUMBER, "degrees east (WGS 84)", personal=True),
    _text("district", "district, division or borough that answers for the place"),
)
_WHEN = (
    _time("occurred_from", "earliest instant at which the event may have happened"),
    _time("occurred_to", "latest instant at which the event may have happened"),
)
_WHO = (
    _text("phone", "telephone number of the caller or victim (digits are compared, never shown)", personal=True),
    _text("surname", "surname of the caller or victim", personal=True),
)
_PUBLISHED = _time(
    "published_at",
    "when this row was exported: the later of two rows with one id is believed, what it held is known by then",
)

REPORTS = Table(
    "reports",
    "one report of anything, from any source",
    "report_id",
    must_supply=True,
    in_use=True,
    columns=(
        _text("report_id", "the force's number for the incident log or report", required=True),
        _time("reported_at", "when the report first reached the force (the clock starts here)", required=True),
        _PUBLISHED,
        _text("route", "how it came: 999, 101, online, front desk, partner referral, officer"),
        Column("opening_code", Kind.LIST, "local type code(s) given when the log was opened"),
        Column("closing_code", Kind.LIST, "local type code(s) given when the log was closed"),
        _text("disposition", "how the log was closed: the local result code"),
        _text("text", "the words of the log: summary, remarks, closing text", personal=True),
        Column("crime_ref", Kind.LIST, "number(s) of the crime record(s) that the log itself names"),
        _text("other_force_ref", "another force's or agency's number for the same event"),
        *_WHEN,
        *_PLACE,
        *_WHO,
        _text("unit", "team, unit or shift that dealt with it"),
    ),
)
CRIMES = Table(
    "crimes",
    "one record in the crime system",
    "crime_id",
    must_supply=True,
    in_use=True,
    columns=(
        _text("crime_id", "the crime number", required=True),
        _time("recorded_at", "when the crime was recorded"),
        Column("recorded_day", Kind.TIME, "the day on which it was recorded, where the hour is not known"),
        _PUBLISHED,
        Column("report_ref", Kind.LIST, "number(s) of the report(s) that the crime record itself names"),
        Column("offence_code", Kind.LIST, "local offence code(s) or Home Office code(s) recorded"),
        _text("status", "state of the record in the crime system"),
        _time("cancelled_at", "when the record was cancelled or transferred, if it was"),
        _text("cancelled_code", "why: C1 to C5, or the force's own code"),
        _text("cancelled_evidence", "the additional verifiable information relied on", personal=True),
        _text("victim_id", "the force's number for the victim", personal=True),
        *_WHEN,
        *_PLACE,
        *_WHO,
    ),
)
CALLS = Table(
    "calls",
    "one telephone call to a public line",
    "call_id",
    in_use=True,
    columns=(
        _text("call_id", "number of the call in the telephone system", required=True),
        _time("called_at", "when the call arrived", required=True),
        _text("line", "999, 101 or the name of the line"),
        Column("answered", Kind.YES_NO, "whether anybody answered"),
        Column("log_ref", Kind.LIST, "number(s) of the report(s) opened from the call"),
        _PUBLISHED,
    ),
)
AUDIT_REVIEWS = Table(
    "audit_reviews",
    "one report read by a reviewer, with the answer",
    "review_id",
    in_use=True,
    columns=(
        _text("review_id", "number of the review", required=True),
        _text("report_id", "the report reviewed", required=True),
        _text("reviewer", "who reviewed it (a number or initials)", personal=True),
        _time("reviewed_at", "when"),
        Column("crimes_disclosed", Kind.WHOLE, "how many crimes should have been recorded", required=True),
        Column("crimes_recorded", Kind.WHOLE, "how many of those were; blank: as the ledger counts them"),
        _text("class", "Home Office class of the (principal) crime, in the reviewer's view"),
        _text(
            "stratum",
            "sampling stratum the report was drawn from: a route, as in reports.route; blank: a simple sample",
        ),
        _PUBLISHED,
    ),
)
OFFENCES_ALLEGED = Table(
    "offences_alleged",
    "one offence that a report alleges, as a code or words name it",
    "report_id",
    (
        _text("report_id", "the report", required=True),
        _text("class", "Home Office class", required=True),
        _text("source", "opening code, closing code or text"),
    ),
)
OUTCOMES = Table(
    "outcomes",
    "one outcome given to a crime",
    "crime_id",
    (
        _text("crime_id", "the crime", required=True),
        _text("outcome", "outcome 1 to 24, 1A to 3A", required=True),
        _time("given_at", "when"),
        _text("decided_by", "rank or role of who decided"),
    ),
)
CANCELLATIONS = Table(
    "cancellations",
    "one cancellation or transfer of a crime",
    "crime_id",
    (
        _text("crime_id", "the crime", required=True),
        _text("code", "C1 to C5", required=True),
        _time("cancelled_at", "when"),
        _text("decided_by", "rank or role of who decided"),
        _text("evidence", "additional verifiable information", personal=True),
        _time("victim_told_at", "when the victim was told"),
    ),
)
ENQUIRIES = Table(
    "enquiries",
    "one line of enquiry",
    "crime_id",
    (
        _text("crime_id", "the crime", required=True),
        _text("kind", "CCTV, witness, phone, forensics, suspect interview"),
        _time("done_at", "when it was done"),
        _text("refused_reason", "why it was not"),
    ),
)
VICTIMS = Table(
    "victims",
    "one victim of one crime",
    "victim_id",
    (
        _text("victim_id", "number of the victim", required=True, personal=True),
        _text("crime_id", "the crime", required=True),
        _text("enhanced_reason", "why enhanced rights apply"),
    ),
)
CONTACTS_MADE = Table(
    "contacts_made",
    "one contact with a victim",
    "victim_id",
    (
        _text("victim_id", "the victim", required=True, personal=True),
        _time("made_at", "when", required=True),
        _text("right", "which right of the Victims' Code it met"),
    ),
)
PEOPLE = Table(
    "people",
    "one person named in a report",
    "person_id",
    (
        _text("person_id", "number of the person", required=True, personal=True),
        _text("report_id", "the report", required=True),
        _text("role", "victim, caller, witness, suspect"),
    ),
)
ROSTER = Table(
    "roster",
    "one member of the force on one day",
    "person_id",
    (
        _text("person_id", "collar number", required=True, personal=True),
        _text("rank", "rank held or acted in"),
        _text("unit", "unit"),
        _text("status", "present, absent, left"),
    ),
)
COURSE_ANSWERS = Table(
    "course_answers",
    "one answer in the refresher",
    "person_id",
    (
        _text("person_id", "collar number", required=True, personal=True),
        _text("item_id", "the item", required=True),
        _time("answered_at", "when"),
        Column("right", Kind.YES_NO, "whether the rulebook agrees"),
    ),
)
HELPLINE_CONTACTS = Table(
    "helpline_contacts",
    "one contact with the helpline",
    "contact_id",
    (
        _text("contact_id", "number of the contact", required=True),
        _time("received_at", "when", required=True),
        _text("state", "open, or one of the public end states"),
    ),
)
PROMISES = Table(
    "promises",
    "one public commitment in its exact words",
    "promise_id",
    (
        _text("promise_id", "number of the promise", required=True),
        _text("words", "the exact words"),
        _time("due_at", "by when"),
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        REPORTS,
        CRIMES,
        CALLS,
        AUDIT_REVIEWS,
        OFFENCES_ALLEGED,
        OUTCOMES,
        CANCELLATIONS,
        ENQUIRIES,
        VICTIMS,
        CONTACTS_MADE,
        PEOPLE,
        ROSTER,
        COURSE_ANSWERS,
        HELPLINE_CONTACTS,
        PROMISES,
    )
}
EXTRACTS: tuple[str, ...] = tuple(name for name, table in TABLES.items() if table.in_use)
"""The tables that this release loads from a force's files."""
