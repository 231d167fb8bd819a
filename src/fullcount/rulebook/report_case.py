"""A report told in full: its facts, its people, its events, what is already recorded, and what is proposed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from fullcount.rulebook.condition import Value

Facts = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Person:
    """One person or body. `role`: victim, offender or other; `facts`: what is told of this one alone."""

    id: str
    role: str
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. No victims or offenders listed: those of the report.

    `at`: when it happened; `reported_at`: when it was reported, where that was not with the rest.
    """

    id: str
    at: datetime | None = None
    reported_at: datetime | None = None
    victims: tuple[str, ...] = ()
    offenders: tuple[str, ...] = ()
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A crime that is already recorded, of one victim and offender where they are named.

    `last_incident_at`: when its course last went on; `dealt_with_at`: when police dealt with the offender for it
    (charge, summons, caution, conviction, order).
    """

    class_: str
    code: str | None = None
    count: int = 1
    recorded_at: datetime | None = None
    last_incident_at: datetime | None = None
    dealt_with_at: datetime | None = None
    victim: str | None = None
    offender: str | None = None


@dataclass(frozen=True, slots=True)
class ReportCase:
    """A report as it is put to `decide_report`. `facts` hold for every event that does not say otherwise.

    `as_at`: the time at which the answer is wanted; `asking_force`: the force that asks. `has_text`: the facts were
    read from the words of a log.
    """

    reported_at: datetime | None
    facts: Facts = field(default_factory=dict)
    as_at: datetime | None = None
    asking_force: str | None = None
    people: Sequence[Person] = ()
    events: Sequence[Event] = ()
    recorded: Sequence[Recorded] = ()
    proposed: Mapping[str, object] = field(default_factory=dict)
    opening_class: str | None = None
    closing_class: str | None = None
    has_text: bool = False
