"""The states of the reports ledger and its crime ledger, in the design's words, with the published precedence."""

from enum import StrEnum


class ReportState(StrEnum):
    """Exactly one for every report. Order = precedence: the first that is true of a report is its state."""

    UNRECORDED = "unrecorded"
    AWAITING = "awaiting"
    WRONGLY_CANCELLED = "wrongly-cancelled"
    UNDER_RECORDED = "under-recorded"
    MISCLASSIFIED = "misclassified"
    RECORDED_LATE = "recorded-late"
    UNKNOWN = "unknown"
    RECORDED_IN_TIME = "recorded-in-time"
    RIGHTLY_NOT_A_CRIME = "rightly-not-a-crime"


class CrimeState(StrEnum):
    """Exactly one for every crime, whether disclosed by a report or found in the crime system."""

    UNRECORDED = "unrecorded"
    AWAITING = "awaiting"
    WRONGLY_CANCELLED = "wrongly-cancelled"
    MISCLASSIFIED = "misclassified"
    OVER_RECORDED = "over-recorded"
    NO_REPORT_FOUND = "no-report-found"
    LATE = "late"
    UNKNOWN = "unknown"
    MATCHED = "matched"


class Decision(StrEnum):
    """What the rulebook says should have been done with a report."""

    RECORD = "record"
    NOT_A_CRIME = "not-a-crime"
    CRIME_RELATED_INCIDENT = "crime-related-incident"
    NOT_NOTIFIABLE = "not-notifiable"
    N100 = "n100"
    N300 = "n300"
    ANOTHER_FORCE_RECORDS = "another-force-records"
    REFER_TO_REPORT_FRAUD = "refer-to-report-fraud"
    NOT_YET_RECORDED = "not-yet-recorded"
    ADD_TO_EXISTING_CRIME = "add-to-existing-crime"
    NOT_YET_KNOWN = "not-yet-known"
    CANCELLATION_VALID = "cancellation-valid"
    CANCELLATION_INVALID = "cancellation-invalid"
    OUTCOME_VALID = "outcome-valid"
    OUTCOME_INVALID = "outcome-invalid"
    OUTCOME_QUESTIONABLE = "outcome-questionable"


class CodeMeaning(StrEnum):
    """What a local type code may mean besides a Home Office class (see `codes.csv`)."""

    NOT_NOTIFIABLE = "not-notifiable"
    UNCLEAR = "unclear"


class DispositionMeaning(StrEnum):
    """What a local disposition (how the log was closed) may mean."""

    REPORT_TAKEN = "report-taken"
    REPORT_LATER = "report-later"
    ARREST = "arrest"
    NO_CRIME = "no-crime"
    NO_REPORT = "no-report"
    CANCELLED = "cancelled"
    GONE = "gone-on-arrival"
    DUPLICATE = "duplicate"
    OTHER_AGENCY = "other-agency"
    OPEN = "open"
    CLOSED = "closed"
