"""The words in which a lexicon speaks: what a phrase can mean, and what it can do to its neighbours."""

from dataclasses import dataclass
from enum import StrEnum

from fullcount.core.facts import FACT, Fact, FactKind

FROM_DISPOSITION = frozenset({"report_taken", "report_promised", "closed_as_no_crime"})
TEXT_FACTS: tuple[Fact, ...] = tuple(fact for fact in FACT.values() if fact.name not in FROM_DISPOSITION)
"""The facts that words can tell; the others come from how the log was closed."""


WHO_SAYS_SO = frozenset(
    {"victim_confirms", "victim_found", "reporter", "relationship", "number_of_victims", "is_dwelling"}
)
"""Facts about who and where: a phrase that tells only these leaves what it encloses to be read for itself."""


TAKES_BACK: dict[str, tuple[str, ...]] = {
    "violence_used": ("violence",), "property_taken": ("theft",), "property_damaged": ("damage",),
}  # fmt: skip
"""The facts whose denial in a correction takes back all that was said on their topics, and not only the fact itself."""

SETTLES = ("contrary_evidence", "false_alarm", "duplicate_report", "other_force_records")
"""The facts that settle a report as a whole: a cue of another sentence does not change how they are meant."""

SPARED = ("order_breached", "justice_interference", "custody_matter")
"""Facts that speak of courts and orders themselves: the signs of a closed matter do not change how they are meant."""

DONE = (
    "violence_used", "property_taken", "taken_by_force", "property_damaged", "threat_to_kill", "threat_of_violence",
    "entered_as_trespasser", "vehicle_taken", "sexual_touching", "rape_disclosed", "strangulation",
)  # fmt: skip
"""The facts that say what was done: told after a word of correction, they outlive what had settled the report."""


class Scope(StrEnum):
    """How a mention is meant. In this order, the later is believed where several apply, but for `asserted`.

    third-party: hearsay, told by somebody who was not there and names nobody who was. corrected: a later entry of the
    same log takes it back, or it was written by mistake.
    """

    ASSERTED = "asserted"
    NEGATED = "negated"
    QUOTED = "quoted"
    THIRD_PARTY = "third-party"
    HISTORIC = "historic"
    HYPOTHETICAL = "hypothetical"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one phrase says: a value of a fact, and how sure its author is that it means that (0 to 1)."""

    fact: str
    value: str
    sureness: float = 0.9


@dataclass(frozen=True, slots=True)
class Cue:
    """How words nearby are meant: up to `reach` words after (forward), before (backward) or on both sides.

    crosses_commas: whether it acts beyond a comma or dash; first_only: whether it stops at the first thing said;
    crosses_subjects: whether it acts beyond a comma after which somebody else acts (`if he comes back, he ...`).
    sentences: how many sentences beyond its own it acts on whole, whatever its reach (0: its own alone; -1: on none).
    """

    scope: Scope
    acts: str = "forward"
    reach: int = 4
    crosses_commas: bool = False
    first_only: bool = False
    crosses_subjects: bool = False
    sentences: int = -1


class Place(StrEnum):
    """Where a sign stands, seen from what is said, and never further from it than `signs.REACH`.

    here: in its sentence; near: nearby; earlier, later: in a sentence before or after it; text: in its text.
    """

    HERE = "here"
    NEAR = "near"
    EARLIER = "earlier"
    LATER = "later"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Setting:
    """How all that a sentence says is meant, told by the signs in and around it.

    needs: pairs (place, sign) that must all be there; bars: those of which none may be; quoted: whether it speaks only
    of what stands in quotation marks, single ones too; nouns: only of a crime called by its name (`the burglary`),
    which is a sign itself, not of a deed that is told.
    """

    scope: Scope
    needs: tuple[tuple[Place, str], ...]
    bars: tuple[tuple[Place, str], ...] = ()
    quoted: bool = False
    nouns: bool = False


class Marker(StrEnum):
    """Phrases that say nothing by themselves.

    yes: an answer after which what was asked is so; correction: what comes after it may take back what came before;
    fresh: its sentence tells of something new (see `wide`).
    """

    IGNORE = "ignore"
    BREAK = "break"
    CHAIN = "chain"
    QUESTION = "question"
    YES = "yes"
    CORRECTION = "correction"
    FRESH = "fresh"


SCOPES: tuple[Scope, ...] = tuple(Scope)
MARKERS: tuple[Marker, ...] = tuple(Marker)


def rank_of(fact: Fact, value: str) -> int:
    """Return the place of a value on its fact's ladder (false 0, true 1; a number is its own rank)."""
    if fact.kind is FactKind.YES_NO:
        return int(value == "true")
    return int(value) if fact.kind is FactKind.NUMBER else fact.values.index(value)


def value_at(fact: Fact, rank: int) -> str:
    """Return the value that stands at a place of its fact's ladder: what `rank_of` undoes."""
    if fact.kind is FactKind.YES_NO:
        return "true" if rank else "false"
    return str(rank) if fact.kind is FactKind.NUMBER else fact.values[rank]
