"""The plain title and one-line meaning of every state, in the order in which a reader is shown them."""

from dataclasses import dataclass
from enum import StrEnum

from fullcount.core.states import CrimeState, ReportState


class Standing(StrEnum):
    """What a state asks of the force: nothing, an act, or first an answer. Drawn as blue, orange and grey."""

    RIGHT = "right"
    WRONG = "wrong"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class StateWords:
    """What a reader is told of one state: its title, its meaning in one sentence, what it asks for."""

    title: str
    meaning: str
    standing: Standing


REPORT_WORDS: dict[ReportState, StateWords] = {
    ReportState.UNRECORDED: StateWords(
        "Unrecorded",
        "By the rules a crime should have been recorded, and none was in the time allowed.",
        Standing.WRONG,
    ),
    ReportState.AWAITING: StateWords(
        "Awaiting", "A crime should be recorded, and the time allowed has not yet run out.", Standing.OPEN
    ),
    ReportState.WRONGLY_CANCELLED: StateWords(
        "Wrongly cancelled", "A crime was recorded, then cancelled without what the rules ask for.", Standing.WRONG
    ),
    ReportState.UNDER_RECORDED: StateWords(
        "Under-recorded", "Fewer crimes were recorded than the report tells of.", Standing.WRONG
    ),
    ReportState.MISCLASSIFIED: StateWords(
        "Misclassified", "A crime was recorded, but not as the kind of crime that the report tells of.", Standing.WRONG
    ),
    ReportState.RECORDED_LATE: StateWords(
        "Recorded late", "The crime was recorded, but after the time allowed.", Standing.WRONG
    ),
    ReportState.UNKNOWN: StateWords(
        "Unknown", "Something that the rules need is missing; the reason names it.", Standing.OPEN
    ),
    ReportState.RECORDED_IN_TIME: StateWords(
        "Recorded in time", "Every crime that the report tells of was recorded in the time allowed.", Standing.RIGHT
    ),
    ReportState.RIGHTLY_NOT_A_CRIME: StateWords(
        "Rightly not a crime",
        "As far as its codes and words were read, the rules ask for no crime record.",
        Standing.RIGHT,
    ),
}

CRIME_WORDS: dict[CrimeState, StateWords] = {
    CrimeState.UNRECORDED: StateWords(
        "Unrecorded", "A report tells of it, and no crime record was found in the time allowed.", Standing.WRONG
    ),
    CrimeState.AWAITING: StateWords(
        "Awaiting", "A report tells of it, and the time allowed has not yet run out.", Standing.OPEN
    ),
    CrimeState.WRONGLY_CANCELLED: StateWords(
        "Wrongly cancelled", "It was recorded, then cancelled without what the rules ask for.", Standing.WRONG
    ),
    CrimeState.MISCLASSIFIED: StateWords(
        "Misclassified", "It was recorded as another kind of crime than the report tells of.", Standing.WRONG
    ),
    CrimeState.OVER_RECORDED: StateWords(
        "Over-recorded", "It was recorded, and by the rules its report does not call for it.", Standing.WRONG
    ),
    CrimeState.NO_REPORT_FOUND: StateWords(
        "No report found", "It was recorded, and no report that it answers was found.", Standing.OPEN
    ),
    CrimeState.LATE: StateWords("Late", "It was recorded after the time allowed.", Standing.WRONG),
    CrimeState.UNKNOWN: StateWords(
        "Unknown", "Something that the rules need is missing; the reason names it.", Standing.OPEN
    ),
    CrimeState.MATCHED: StateWords(
        "Matched",
        "A report tells of it, it was recorded in time, and nothing shows that its class is wrong.",
        Standing.RIGHT,
    ),
}
