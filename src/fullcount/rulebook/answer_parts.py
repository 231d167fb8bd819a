"""What an answer of the rulebook is made of."""

from dataclasses import dataclass
from datetime import datetime

from fullcount.core.states import Decision
from fullcount.rulebook.case import Tried
from fullcount.rulebook.counting import Crime
from fullcount.rulebook.next_question import NextQuestion
from fullcount.rulebook.points import Proof
from fullcount.rulebook.rule import Confidence

__all__ = ["Answer", "Incident", "NextQuestion"]


@dataclass(frozen=True, slots=True)
class Incident:
    """What is kept instead of a crime: a category of incident or the code of a notifiable one, and how many."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What should be done with a report, and why.

    `reason`: a code; `why`: the same in plain words. `timely`: whether what is recorded was recorded by the deadline
    (None: nothing is, or it is not known when). `decides`, `tells`: who must decide and who must be told, where the
    rules say so. `certainty`: 0 to 1. `confidence`: recalled, if a rule that decided was not read in its source.
    `tried`: every rule that was tried, of the allegation that decided. `proposed`: the outcome or cancellation judged;
    `instead`: outcomes that fit better.
    """

    decision: Decision
    crimes: tuple[Crime, ...]
    incident: Incident | None
    deadline: datetime | None
    timely: bool | None
    reason: str
    why: str
    certainty: float
    confidence: Confidence
    decides: str | None
    tells: str | None
    tried: tuple[Tried, ...]
    proof: tuple[Proof, ...]
    unknown: tuple[str, ...]
    question: NextQuestion | None
    proposed: str | None = None
    instead: tuple[str, ...] = ()

    @property
    def total_crimes(self) -> int:
        return sum(crime.count for crime in self.crimes)

    @property
    def decided(self) -> tuple[Tried, ...]:
        """Return the rules that made the answer."""
        return tuple(rule for rule in self.tried if rule.decided)
