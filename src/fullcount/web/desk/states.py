"""The table of transitions: what may be decided on a case in which state, and what it becomes."""

from enum import StrEnum

from fullcount.web.desk.models import Status


class Verb(StrEnum):
    """What a person may decide."""

    ACCEPT = "accepted"
    AMEND = "amended"
    REJECT = "rejected"
    NEEDS_AUDIO = "needs-audio"
    NEEDS_VICTIM = "needs-victim"
    UNDO = "undone"


_WAITING = (Status.OPEN, Status.NEEDS_AUDIO, Status.NEEDS_VICTIM)
TRANSITIONS: dict[Verb, tuple[tuple[Status, ...], Status]] = {
    Verb.ACCEPT: (_WAITING, Status.SETTLED),
    Verb.AMEND: (_WAITING, Status.SETTLED),
    Verb.REJECT: (_WAITING, Status.SETTLED),
    Verb.NEEDS_AUDIO: ((Status.OPEN, Status.NEEDS_VICTIM), Status.NEEDS_AUDIO),
    Verb.NEEDS_VICTIM: ((Status.OPEN, Status.NEEDS_AUDIO), Status.NEEDS_VICTIM),
    Verb.UNDO: ((Status.SETTLED, Status.NEEDS_AUDIO, Status.NEEDS_VICTIM), Status.OPEN),
}
"""Verb: the states from which it may be decided, and the state after. The clock runs on in every one but settled."""
