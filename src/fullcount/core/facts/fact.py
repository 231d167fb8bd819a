"""What a fact is: one word of the vocabulary in which a report is told, and never what the report amounts to."""

from dataclasses import dataclass
from enum import StrEnum


class FactKind(StrEnum):
    YES_NO = "yes-no"
    CHOICE = "choice"
    NUMBER = "number"


class About(StrEnum):
    """What a fact is told of. A fact of the report holds for every event in it unless the event says otherwise."""

    REPORT = "report"
    EVENT = "event"
    VICTIM = "victim"
    OFFENDER = "offender"
    PROPOSAL = "proposal"


Told = bool | int | str


@dataclass(frozen=True, slots=True)
class Fact:
    """One word of the vocabulary.

    `values`: those of a choice, least to most serious where that makes sense; `means`: what each value means, in the
    same order (may be empty where the words speak for themselves). `question`: how to ask for it. `silence`: what is
    taken where nothing is said; None: silence is not denial, and the fact is unknown.
    """

    name: str
    kind: FactKind
    meaning: str
    values: tuple[str, ...] = ()
    question: str = ""
    about: About = About.EVENT
    silence: Told | None = None
    means: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A chapter of the vocabulary: `asks` is whether a report touches it at all (empty: every report does)."""

    id: str
    title: str
    asks: str
    facts: tuple[Fact, ...]


def yes_no(
    name: str, meaning: str, question: str = "", about: About = About.EVENT, *, silence: bool | None = None
) -> Fact:
    """Return a fact that is true or false."""
    return Fact(name, FactKind.YES_NO, meaning, question=question, about=about, silence=silence)


def choice(
    name: str,
    meaning: str,
    values: dict[str, str],
    question: str = "",
    about: About = About.EVENT,
    *,
    silence: str | None = None,
) -> Fact:
    """Return a fact that is one of some values; `values` maps each to its meaning (may be ""), least serious first."""
    means = tuple(values.values()) if any(values.values()) else ()
    return Fact(name, FactKind.CHOICE, meaning, tuple(values), question, about, silence, means)


def number(
    name: str, meaning: str, question: str = "", about: About = About.EVENT, *, silence: int | None = None
) -> Fact:
    """Return a fact that is a whole number."""
    return Fact(name, FactKind.NUMBER, meaning, question=question, about=about, silence=silence)
