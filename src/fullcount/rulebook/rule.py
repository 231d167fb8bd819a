"""A rule as a page that can be read aloud, and what each kind of rule leads to."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

from fullcount.core.states import Decision
from fullcount.rulebook.condition import Condition, tests
from fullcount.rulebook.evaluate import Check


class Chapter(StrEnum):
    """The kinds of rule; each is one file of a pack."""

    RECORDING = "recording"
    CLASSIFICATION = "classification"
    COUNTING = "counting"
    CLOCK = "clock"
    CANCELLATION = "cancellation"
    OUTCOMES = "outcomes"


class Confidence(StrEnum):
    """`seen`: read in the source cited; `recalled`: from knowledge of the field, to be confirmed."""

    SEEN = "seen"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class Citation:
    source: str
    page: str

    def __str__(self) -> str:
        return f"{self.source} p{self.page}" if self.page[:1].isdigit() else f"{self.source} {self.page}"


@dataclass(frozen=True, slots=True)
class InForce:
    """From the first to the last day (both included) on which reports fall under a rule.

    `starts` and `ends` are the same as instants in UTC (`ends` is the first instant after the last day); None: no
    limit on that side.
    """

    first: date | None = None
    last: date | None = None
    starts: datetime | None = None
    ends: datetime | None = None

    @property
    def has_limits(self) -> bool:
        return self.starts is not None or self.ends is not None

    def covers(self, reported_at: datetime | None) -> bool | None:
        """Return whether a report of that instant falls under the rule; None if that cannot be known."""
        if not self.has_limits:
            return True
        if reported_at is None:
            return None
        return (self.starts is None or self.starts <= reported_at) and (self.ends is None or reported_at < self.ends)

    def overlaps(self, other: "InForce") -> bool:
        """Return whether some day lies in both."""
        return (self.last is None or other.first is None or other.first <= self.last) and (
            other.last is None or self.first is None or self.first <= other.last
        )


class Unit(StrEnum):
    """What a class is counted by (CRR p12 and the counting units of the classes): one crime for each."""

    REPORT = "report"
    VICTIM = "victim"
    OFFENDER = "offender"
    PENETRATOR = "penetrator"
    PREMISES = "premises"
    DEATH = "death"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a recording rule decides, by which reason, and what to ask first where it cannot be decided.

    `victims_only`: it holds back crimes against victims and leaves what is against the state (CRR p7-8). `incident`:
    the category, or the code of a notifiable incident, under which it is kept; `per_death`: one for each death.
    `decides`: who must decide; `tells`: who must be told.
    """

    decision: Decision
    reason: str
    question: str | None = None
    victims_only: bool = False
    incident: str | None = None
    per_death: bool = False
    decides: str | None = None
    tells: str | None = None


@dataclass(frozen=True, slots=True)
class Offence:
    """The crime that a classification rule finds alleged: its class and code.

    `asks`: a fact that, while unknown, leaves the class open, and `question`, how to ask for it. `flags`: the marks
    that the record must carry.
    """

    family: str
    class_: str
    code: str | None = None
    unit: Unit = Unit.REPORT
    asks: str | None = None
    question: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counting:
    """Of which family a crime is counted in addition to the principal crime; or which fact multiplies the crimes."""

    family: str | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """Hours from the report within which a crime must be recorded."""

    hours: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a cancellation is shown to be valid (None: cannot be known), and why."""

    valid: bool | None
    reason: str


class Standing(StrEnum):
    """What a rule of the outcomes chapter says of a proposal: it fails, is doubtful, or rests on what is not said."""

    FAULT = "no"
    DOUBT = "questionable"
    OPEN = "unknown"


class Effect(StrEnum):
    """What a finding does to the record beside judging the proposal."""

    CHARGE_IS_ANOTHER_CRIME = "charge-is-another-crime"
    NOT_TO_BE_RECORDED = "not-to-be-recorded"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of a proposed outcome or cancellation that it is true of.

    `question`: what to ask where it stays open; `instead`: the outcome or cancellation that may fit; `decides`: who
    must decide; `tells`: who must be told; `effect`: what charged does not stand in for the recorded crime and is a
    crime beside it (CRR p18), or what was not reported before is not to be recorded.
    """

    standing: Standing
    question: str | None = None
    instead: str | None = None
    decides: str | None = None
    tells: str | None = None
    effect: Effect | None = None


Consequence = Finding | Ruling | Offence | Counting | Limit | Verdict
T_co = TypeVar("T_co", bound=Consequence, covariant=True)


@dataclass(frozen=True, slots=True)
class Rule(Generic[T_co]):
    """One rule: when `when` is true of a report made while it is in force, then `then`.

    `in_law`: the days of the event (not of the report) on which the offence was one in law. `check`: the condition as
    a function of what is known; `speaks`: each comparison in it, by the fact that it looks at; `file`: where it stands.
    """

    id: str
    title: str
    chapter: Chapter
    citation: Citation
    in_force: InForce
    when: Condition
    then: T_co
    reason: str
    author: str
    checker: str
    review: date
    confidence: Confidence
    check: Check = field(repr=False, compare=False)
    speaks: tuple[tuple[str, Check], ...] = field(repr=False, compare=False)
    in_law: InForce = InForce()
    file: str = field(default="", compare=False)
    facts: tuple[str, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", tuple(dict.fromkeys(test.fact for test in tests(self.when))))

    def applies(self, reported_at: datetime | None, event_at: datetime | None) -> bool | None:
        """Return whether the rule was in force at the report and its offence was one in law at the event; None where
        that cannot be known. An event without a time is taken to be of the time of the report."""
        in_force, in_law = self.in_force.covers(reported_at), self.in_law.covers(event_at or reported_at)
        if in_force is False or in_law is False:
            return False
        return True if in_force and in_law else None


AnyRule = Rule[Consequence]


@dataclass(frozen=True, slots=True)
class Family:
    """Offences of one kind, of which a report alleges at most one: the first rule that is true, in the order written.

    `state_based`: an offence against the state; it never takes the place of a crime against a victim.
    """

    id: str
    title: str
    state_based: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """A short code for why a report was decided so: its title in plain words, and how sure such an answer is."""

    code: str
    title: str
    certainty: float
