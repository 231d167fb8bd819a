"""A rule as a page that can be read aloud, and what each kind of rule leads to."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

from fullcount.core.states import Decision
from fullcount.rulebook.condition import Condition


class Chapter(StrEnum):
    """The kinds of rule; each is one file of a pack."""

    RECORDING = "recording"
    CLASSIFICATION = "classification"
    COUNTING = "counting"
    CLOCK = "clock"
    CANCELLATION = "cancellation"


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


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a recording rule decides, by which reason, and what to ask first where it cannot be decided."""

    decision: Decision
    reason: str
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Offence:
    """The crime that a classification rule finds alleged: its class and code.

    `asks`: a fact that, while unknown, leaves the class open, and `question`, how to ask for it.
    """

    family: str
    class_: str
    code: str | None = None
    per_victim: bool = False
    asks: str | None = None
    question: str | None = None


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


Consequence = Ruling | Offence | Counting | Limit | Verdict
T_co = TypeVar("T_co", bound=Consequence, covariant=True)


@dataclass(frozen=True, slots=True)
class Rule(Generic[T_co]):
    """One rule: when `when` is true of a report made while it is in force, then `then`."""

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
