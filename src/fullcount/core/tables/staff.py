"""The force's own people and what it promised: roster, absences, the refresher course, public commitments."""

from fullcount.core.tables.schema import Table, text, time, whole, yes_no

_PERSON = text("person_id", "collar or staff number", required=True, personal=True)

ROSTER = Table(
    "roster",
    "one posting of one member of the force",
    "posting_id",
    (
        text("posting_id", "number of the posting", required=True),
        _PERSON,
        text("rank", "rank held"),
        text("acting_rank", "rank acted in; blank: none"),
        text("role", "role: response, investigation, call handler, recorder"),
        text("unit", "team"),
        text("district", "district"),
        text("shift", "shift"),
        time("from_day", "first day of the posting"),
        time("to_day", "last day; blank: still"),
        text("status", "serving, left, career break or secondment"),
    ),
)
ABSENCES = Table(
    "absences",
    "one absence of one member of the force",
    "absence_id",
    (
        text("absence_id", "number of the absence", required=True),
        _PERSON,
        time("from_day", "first day", required=True),
        time("to_day", "last day; blank: still"),
        text("reason", "sick, maternity, annual leave or suspension", personal=True),
    ),
)
EXEMPTIONS = Table(
    "exemptions",
    "one exemption from the refresher",
    "exemption_id",
    (
        text("exemption_id", "number of the exemption", required=True),
        _PERSON,
        text("reason", "why", personal=True),
        text("approved_by", "who approved it"),
        time("from_day", "first day"),
        time("expires_on", "day on which it ends"),
    ),
)
COURSE_RECORDS = Table(
    "course_records",
    "one person's way through one module of the refresher",
    "record_id",
    (
        text("record_id", "number of the record", required=True),
        _PERSON,
        text("module", "the module"),
        time("due_on", "day by which it is to be passed"),
        time("started_at", "when it was begun"),
        time("passed_at", "when it was passed"),
        whole("score", "per cent of the last attempt", personal=True),
        whole("attempts", "how many attempts", personal=True),
    ),
)
COURSE_ANSWERS = Table(
    "course_answers",
    "one answer in the refresher",
    "answer_id",
    (
        text("answer_id", "number of the answer", required=True),
        _PERSON,
        text("item_id", "the item", required=True),
        time("answered_at", "when"),
        yes_no("right", "whether the rulebook agrees", personal=True),
    ),
)
PROMISES = Table(
    "promises",
    "one public commitment in its exact words",
    "promise_id",
    (
        text("promise_id", "number of the promise", required=True),
        text("kind", "promise, recommendation or cause of concern"),
        text("words", "the exact words", required=True),
        text("said_by", "who said it"),
        time("said_at", "when it was said"),
        text("source", "where it stands"),
        text("population", "whom or what it is about"),
        time("due_at", "by when"),
        text("changes", "the earlier promise that this one changes (its promise_id)"),
        text("owner", "who has it"),
        time("done_at", "when its owner says it was done"),
        text("verified_by", "who other than the owner verified it"),
        time("verified_at", "when it was verified"),
        text("state", "state of the promise as the force holds it"),
    ),
)
