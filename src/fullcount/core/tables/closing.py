"""What becomes of a recorded crime: outcomes, cancellations, enquiries, what supervisors wrote, what happened."""

from fullcount.core.tables.schema import PUBLISHED, Table, text, time

_CRIME = text("crime_id", "the crime", required=True)
_DECIDED_BY = text("decided_by", "rank or role of who decided")
_DECIDED_BY_ID = text("decided_by_id", "collar number of who decided", personal=True)

OUTCOMES = Table(
    "outcomes",
    "one outcome given to a crime",
    "outcome_id",
    (
        text("outcome_id", "number of the decision", required=True),
        _CRIME,
        text("outcome", "outcome 1 to 24, 1A to 3A", required=True),
        time("given_at", "when it was given"),
        _DECIDED_BY,
        _DECIDED_BY_ID,
        text("evidence", "the closing evidence or text", personal=True),
        time("victim_asked_at", "when the victim's view was asked"),
        text("victim_asked_how", "how it was asked: in person, phone, letter, message"),
        text("victim_words", "the victim's own words", personal=True),
        time("victim_told_at", "when the victim was told of the outcome"),
        text("victim_told_how", "how the victim was told"),
        text("suspect", "none, described, named or interviewed"),
    ),
)
CANCELLATIONS = Table(
    "cancellations",
    "one cancellation or transfer of a crime",
    "cancellation_id",
    (
        text("cancellation_id", "number of the cancellation", required=True),
        _CRIME,
        text("code", "C1 to C5", required=True),
        time("cancelled_at", "when"),
        _DECIDED_BY,
        _DECIDED_BY_ID,
        text("evidence", "additional verifiable information", personal=True),
        time("victim_told_at", "when the victim was told"),
        PUBLISHED,
    ),
    feeds_ledgers=True,
)
ENQUIRIES = Table(
    "enquiries",
    "one line of enquiry",
    "enquiry_id",
    (
        text("enquiry_id", "number of the enquiry", required=True),
        _CRIME,
        text("kind", "cctv, witness, phone, forensic, suspect"),
        time("raised_at", "when it was raised"),
        time("done_at", "when it was done"),
        text("refused_reason", "why it was not done"),
        text("result", "what came of it"),
    ),
)
SUPERVISOR_ENTRIES = Table(
    "supervisor_entries",
    "one entry that a supervisor made on a crime",
    "entry_id",
    (
        text("entry_id", "number of the entry", required=True),
        _CRIME,
        time("entered_at", "when it was made"),
        text("by_id", "collar number of who made it", personal=True),
        text("rank", "rank of who made it, held or acted in"),
        text("kind", "plan, review or closure"),
        text("text", "its words", personal=True),
    ),
)
CASE_EVENTS = Table(
    "case_events",
    "one event that starts a duty to tell the victim",
    "event_id",
    (
        text("event_id", "number of the event", required=True),
        _CRIME,
        text(
            "event",
            "arrest, interview, bail, released, decision-not-to-investigate, charge or outcome",
            required=True,
        ),
        time("happened_at", "when it happened", required=True),
    ),
)
