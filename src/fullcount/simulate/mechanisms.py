"""The ways a count goes wrong, each by name with the rule that it breaks; and the ways it goes right."""

from enum import StrEnum


class Mechanism(StrEnum):
    """What happened to a report, a call or a crime record."""

    # rightly no crime
    NOT_A_CRIME = "not-a-crime"
    CRIME_RELATED_INCIDENT = "crime-related-incident"
    CONTRARY_EVIDENCE = "contrary-evidence"
    ANOTHER_FORCE = "another-force"
    DUPLICATE_LOG = "duplicate-log"
    # a crime, recorded as it should be
    RECORDED = "recorded"
    RIGHTLY_CANCELLED = "rightly-cancelled"
    NO_REPORT = "crime-with-no-report"
    # a crime, never recorded
    WRONG_ASSESSMENT = "wrong-assessment"
    WAITING_FOR_STATEMENT = "waiting-for-statement"
    VICTIM_NOT_SUPPORTING = "victim-not-supporting"
    SUSPECT_DENIES = "suspect-denies"
    THIRD_PARTY_IGNORED = "third-party-ignored"
    DOMESTIC_FORM_ONLY = "domestic-form-only"
    PROMISED = "promised-never-done"
    DOWNGRADED = "call-handler-downgrade"
    LOST_PROPERTY = "filed-as-lost-property"
    # a crime, recorded wrongly or in part
    ONE_MISSED = "one-of-several-missed"
    LATE = "recorded-late"
    BACK_DATED = "recorded-late-back-dated"
    WRONG_CLASS = "wrong-class"
    UNDER_LIMIT = "wrong-class-just-under-limit"
    WRONGLY_CANCELLED = "wrongly-cancelled"
    OVER_RECORDED = "over-recorded-duplicate"
    # between the systems
    EXTRACT_LOST = "record-lost-from-extract"
    EXTRACT_DELAYED = "record-delayed-in-extract"
    CALL_LOST = "call-to-log-loss"


MECHANISMS = tuple(Mechanism)
NUMBER = {mechanism: number for number, mechanism in enumerate(MECHANISMS)}
NEVER_RECORDED = (
    Mechanism.WRONG_ASSESSMENT, Mechanism.WAITING_FOR_STATEMENT, Mechanism.VICTIM_NOT_SUPPORTING,
    Mechanism.SUSPECT_DENIES, Mechanism.THIRD_PARTY_IGNORED, Mechanism.DOMESTIC_FORM_ONLY, Mechanism.PROMISED,
    Mechanism.DOWNGRADED, Mechanism.LOST_PROPERTY,
)  # fmt: skip
LOOKALIKES = (Mechanism.CRIME_RELATED_INCIDENT, Mechanism.CONTRARY_EVIDENCE, Mechanism.ANOTHER_FORCE,
              Mechanism.DUPLICATE_LOG)  # fmt: skip

# Rule broken: the id of a rule of the pack, or a citation where no single rule says it.
RULES: dict[Mechanism, str] = {
    Mechanism.WRONG_ASSESSMENT: "REC-TEXT", Mechanism.WAITING_FOR_STATEMENT: "CLOCK-24",
    Mechanism.VICTIM_NOT_SUPPORTING: "REC-TEXT", Mechanism.SUSPECT_DENIES: "REC-TEXT",
    Mechanism.THIRD_PARTY_IGNORED: "REC-PROFESSIONAL", Mechanism.DOMESTIC_FORM_ONLY: "REC-TEXT",
    Mechanism.PROMISED: "CLOCK-24", Mechanism.DOWNGRADED: "REC-TEXT", Mechanism.LOST_PROPERTY: "REC-TEXT",
    Mechanism.ONE_MISSED: "COUNT-VICTIMS", Mechanism.LATE: "CLOCK-24", Mechanism.BACK_DATED: "CLOCK-24",
    Mechanism.WRONG_CLASS: "the rules of the class disclosed",
    Mechanism.UNDER_LIMIT: "the rules of the class disclosed",
    Mechanism.WRONGLY_CANCELLED: "CAN2-NOTHING", Mechanism.OVER_RECORDED: "REC-DUPLICATE",
    Mechanism.CALL_LOST: "NSIR 2011, section 2: every report makes an incident log",
}  # fmt: skip
