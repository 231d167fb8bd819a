"""What comes in and what is recorded: reports, crimes, calls, the reviews of an audited sample."""

from fullcount.core.tables.schema import PUBLISHED, Table, listed, number, text, time, whole, yes_no

_PLACE = (
    text("place", "address or named place as written", personal=True),
    text("postcode", "postcode of the place", personal=True),
    number("latitude", "degrees north (WGS 84)", personal=True),
    number("longitude", "degrees east (WGS 84)", personal=True),
    text("district", "district, division or borough that answers for the place"),
)
_WHEN = (
    time("occurred_from", "earliest instant at which the event may have happened"),
    time("occurred_to", "latest instant at which the event may have happened"),
)
_WHO = (
    text("phone", "telephone number of the caller or victim (digits are compared, never shown)", personal=True),
    text("surname", "surname of the caller or victim", personal=True),
)

REPORTS = Table(
    "reports",
    "one report of anything, from any source",
    "report_id",
    must_supply=True,
    feeds_ledgers=True,
    columns=(
        text("report_id", "the force's number for the incident log or report", required=True),
        time("reported_at", "when the report first reached the force (the clock starts here)", required=True),
        PUBLISHED,
        text("route", "how it came: 999, 101, online, front desk, partner referral, officer"),
        text("grade", "how fast the force meant to answer: 1 emergency to 4, or the force's own grade"),
        listed("opening_code", "local type code(s) given when the log was opened"),
        listed("closing_code", "local type code(s) given when the log was closed"),
        listed("qualifiers", "what the log was marked with beside its type: domestic, hate, mental health, drink"),
        text("disposition", "how the log was closed: the local result code"),
        text("text", "the words of the log: summary, remarks, closing text", personal=True),
        listed("crime_ref", "number(s) of the crime record(s) that the log itself names"),
        text("other_force_ref", "another force's or agency's number for the same event"),
        *_WHEN,
        *_PLACE,
        *_WHO,
        text("unit", "team, unit or shift that dealt with it"),
        text("handler_id", "collar or staff number of who opened the log", personal=True),
        text("officer_id", "collar number of the officer who dealt with it", personal=True),
    ),
)
CRIMES = Table(
    "crimes",
    "one record in the crime system",
    "crime_id",
    must_supply=True,
    feeds_ledgers=True,
    columns=(
        text("crime_id", "the crime number", required=True),
        time("recorded_at", "when the crime was recorded"),
        time("recorded_day", "the day on which it was recorded, where the hour is not known"),
        PUBLISHED,
        listed("report_ref", "number(s) of the report(s) that the crime record itself names"),
        listed("offence_code", "local offence code(s) or Home Office code(s) recorded"),
        listed("flags", "what the record was marked with: domestic abuse, hate, child, knife"),
        text("status", "state of the record in the crime system"),
        time("cancelled_at", "when the record was cancelled or transferred, if it was"),
        text("cancelled_code", "why: C1 to C5, or the force's own code"),
        text("cancelled_evidence", "the additional verifiable information relied on", personal=True),
        text("victim_id", "the force's number for the victim", personal=True),
        *_WHEN,
        *_PLACE,
        *_WHO,
        text("unit", "team that has the case"),
        text("officer_id", "collar number of the officer in the case", personal=True),
    ),
)
CALLS = Table(
    "calls",
    "one telephone call to a public line",
    "call_id",
    feeds_ledgers=True,
    columns=(
        text("call_id", "number of the call in the telephone system", required=True),
        time("called_at", "when the call arrived", required=True),
        text("line", "999, 101 or the name of the line"),
        yes_no("answered", "whether anybody answered"),
        listed("log_ref", "number(s) of the report(s) opened from the call"),
        text("handler_id", "collar or staff number of who answered", personal=True),
        PUBLISHED,
    ),
)
AUDIT_REVIEWS = Table(
    "audit_reviews",
    "one report read by a reviewer, with the answer",
    "review_id",
    feeds_ledgers=True,
    columns=(
        text("review_id", "number of the review", required=True),
        text("report_id", "the report reviewed", required=True),
        text("reviewer", "who reviewed it (a number or initials)", personal=True),
        time("reviewed_at", "when"),
        whole("marking", "1 first marking, 2 blind second marking; the estimate takes 1 or blank only"),
        whole("crimes_disclosed", "how many crimes should have been recorded", required=True),
        whole("crimes_recorded", "how many of those were; blank: as the ledger counts them"),
        text("class", "Home Office class of the (principal) crime, in the reviewer's view"),
        text(
            "stratum",
            "sampling stratum the report was drawn from: a route, as in reports.route; blank: a simple sample",
        ),
        PUBLISHED,
    ),
)
LINK_DECISIONS = Table(
    "link_decisions",
    "one decision of a person on whether a crime record answers a report; it holds over every rerun",
    "decision_id",
    feeds_ledgers=True,
    columns=(
        text("decision_id", "number of the decision", required=True),
        text("report_id", "the report", required=True),
        text("crime_id", "the crime record", required=True),
        yes_no("linked", "yes: the record answers the report; no: it does not", required=True),
        text("decided_by", "who decided (a number or initials)", personal=True),
        time("decided_at", "when; of several decisions on one pair the last holds"),
        text("reason", "why, in the decider's words", personal=True),
        PUBLISHED,
    ),
)
DESK_DECISIONS = Table(
    "desk_decisions",
    "one decision of a person on a finding, as the desk exports it; the last of a report holds",
    "decision_id",
    columns=(
        text("decision_id", "number of the decision on the desk", required=True),
        text("report_id", "the report", required=True),
        text("decision", "accepted, amended, rejected, needs-audio, needs-victim or undone", required=True),
        whole("crimes_due", "how many crimes should be recorded, in the decider's view"),
        listed("class", "Home Office class(es) that should be recorded, in the decider's view"),
        text("reason", "why, in the decider's words", personal=True),
        text("decided_by", "who decided (a number or initials)", personal=True),
        time("decided_at", "when"),
        PUBLISHED,
    ),
)
OFFENCES_ALLEGED = Table(
    "offences_alleged",
    "one offence that a report alleges, as a code or words name it",
    "report_id",
    in_use=False,
    columns=(
        text("report_id", "the report", required=True),
        text("class", "Home Office class", required=True),
        text("source", "opening code, closing code or text"),
    ),
)
PEOPLE = Table(
    "people",
    "one person named in a report",
    "person_id",
    in_use=False,
    columns=(
        text("person_id", "number of the person", required=True, personal=True),
        text("report_id", "the report", required=True),
        text("role", "victim, caller, witness, suspect"),
    ),
)
