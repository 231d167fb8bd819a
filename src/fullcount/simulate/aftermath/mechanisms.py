"""The named ways in which what follows a recorded crime goes right or wrong."""

from enum import StrEnum


class Closure(StrEnum):
    """How a crime was closed. The order is the precedence: the first that holds is the principal mechanism."""

    NAMED_AS_NONE = "suspect-named-closed-as-none"
    WITHOUT_WORDS = "closed-without-victims-words"
    LOW_RANK = "decided-at-too-low-a-rank"
    WITHOUT_ENQUIRIES = "closed-without-enquiries"
    WITHIN_HOURS = "closed-within-hours"
    MASS = "mass-closure"
    COPIED = "copied-closure-text"
    CONTACT_GAP = "contact-gap-before-withdrawal"
    NOT_TOLD = "victim-not-told"
    PROPER = "closed-properly"


class Right(StrEnum):
    """What became of one right that was owed."""

    IN_TIME = "given-in-time"
    LATE = "given-late"
    NEVER = "never-given"
    DECLINED = "declined"
    NOT_YET_DUE = "not-yet-due"


class Contact(StrEnum):
    """Whether a contact kept to what the victim asked for."""

    SAFE = "safe"
    UNSAFE_NUMBER = "unsafe-number"
    UNSAFE_TIME = "unsafe-time"
    VOICEMAIL = "voicemail-against-wish"


class Cancelling(StrEnum):
    """How a crime was cancelled; `rightly-cancelled` and `victim-not-told` of a record that was rightly taken off."""

    RIGHTLY = "rightly-cancelled"
    NOT_TOLD = "victim-not-told"
    WITHDRAWAL = "withdrawal-taken-as-proof"
    PRESSURE = "withdrawal-under-pressure"
    NOTHING_NEW = "no-additional-information"
    UNCHECKED = "information-not-verifiable"
    NO_ERROR = "no-recording-error"
    ANOTHER_EVENT = "twin-of-another-event"
    SELF_DEFENCE_CLAIMED = "self-defence-only-claimed"
    LOW_RANK = "decided-at-too-low-a-rank"


CLOSURES = tuple(Closure)
COLUMN = {mechanism: number for number, mechanism in enumerate(CLOSURES)}
