"""What a lexicon is once read: phrases, what each says or does to its neighbours, as columns for whole batches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.core.facts import FACT, Fact, FactKind
from fullcount.reading.match import Trie
from fullcount.reading.words import Index

FROM_DISPOSITION = frozenset({"report_taken", "report_promised", "closed_as_no_crime", "duplicate_report"})
TEXT_FACTS: tuple[Fact, ...] = tuple(fact for fact in FACT.values() if fact.name not in FROM_DISPOSITION)
"""The facts that words can tell; the others come from how the log was closed."""


WHO_SAYS_SO = frozenset(
    {"victim_confirms", "victim_found", "reporter", "relationship", "number_of_victims", "is_dwelling"}
)
"""Facts about who and where: a phrase that tells only these leaves what it encloses to be read for itself."""


class Scope(StrEnum):
    """How a mention is meant. In this order, the later is believed where several apply, but for `asserted`."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    QUOTED = "quoted"
    HISTORIC = "historic"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one phrase says: a value of a fact, and how sure its author is that it means that (0 to 1)."""

    fact: str
    value: str
    sureness: float = 0.9


@dataclass(frozen=True, slots=True)
class Cue:
    """How words nearby are meant: up to `reach` words after (forward), before (backward) or on both sides.

    crosses_commas: whether it acts beyond a comma or dash; first_only: whether it stops at the first thing said.
    """

    scope: Scope
    acts: str = "forward"
    reach: int = 4
    crosses_commas: bool = False
    first_only: bool = False


class Marker(StrEnum):
    """Phrases that say nothing by themselves."""

    IGNORE = "ignore"
    BREAK = "break"
    CHAIN = "chain"
    QUESTION = "question"


SCOPES: tuple[Scope, ...] = tuple(Scope)
MARKERS: tuple[Marker, ...] = tuple(Marker)


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All phrases, compiled. phrases[i] says meanings[i], which is empty for cues and markers."""

    name: str
    sha256: str
    phrases: tuple[str, ...]
    meanings: tuple[tuple[Meaning, ...], ...]
    trie: Trie
    sayings: "Sayings"
    roles: "Roles"


@dataclass(frozen=True, slots=True, eq=False)
class Sayings:
    """The meanings as columns; those of phrase p are first[p] up to first[p + 1].

    fact: (n_meanings,) place in TEXT_FACTS; rank: place of the value on its fact's ladder; kept_in_quotes: whether it
    still counts inside quotation marks; table: fact, value, term and sureness in words.
    """

    first: Index
    fact: npt.NDArray[np.int16]
    rank: npt.NDArray[np.int16]
    kept_in_quotes: npt.NDArray[np.bool_]
    table: pl.DataFrame


@dataclass(frozen=True, slots=True, eq=False)
class Roles:
    """For each phrase: whether it says a fact; whether only who says so; its kind of cue and its marker, or -1."""

    says: npt.NDArray[np.bool_]
    opens: npt.NDArray[np.bool_]
    cue: npt.NDArray[np.int16]
    marker: npt.NDArray[np.int8]
    cues: tuple[tuple[Cue, ...], ...]


def rank_of(fact: Fact, value: str) -> int:
    """Return the place of a value on its fact's ladder (false 0, true 1; a number is its own rank)."""
    if fact.kind is FactKind.YES_NO:
        return int(value == "true")
    return int(value) if fact.kind is FactKind.NUMBER else fact.values.index(value)


def sayings_of(phrases: Sequence[str], meanings: Sequence[Sequence[Meaning]], keep: frozenset[str]) -> Sayings:
    """Return the meanings of all phrases as columns."""
    place = {fact.name: number for number, fact in enumerate(TEXT_FACTS)}
    flat = [meaning for said in meanings for meaning in said]
    counts = [len(said) for said in meanings]
    return Sayings(
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        np.array([place[meaning.fact] for meaning in flat], dtype=np.int16),
        np.array([rank_of(FACT[meaning.fact], meaning.value) for meaning in flat], dtype=np.int16),
        np.array([meaning.fact in keep for meaning in flat], dtype=np.bool_),
        pl.DataFrame(
            {
                "fact": [meaning.fact for meaning in flat],
                "value": [meaning.value for meaning in flat],
                "term": [phrase for phrase, said in zip(phrases, meanings, strict=True) for _ in said],
                "sureness": pl.Series([meaning.sureness for meaning in flat], dtype=pl.Float32),
            }
        ),
    )


def roles_of(
    meanings: Sequence[Sequence[Meaning]], cues: Mapping[int, tuple[Cue, ...]], markers: Mapping[int, Marker]
) -> Roles:
    """Return what each phrase does, as columns."""
    kinds = tuple(dict.fromkeys(cues.values()))
    cue = np.full(len(meanings), -1, dtype=np.int16)
    for phrase, kind in cues.items():
        cue[phrase] = kinds.index(kind)
    marker = np.full(len(meanings), -1, dtype=np.int8)
    for phrase, mark in markers.items():
        marker[phrase] = MARKERS.index(mark)
    says = np.array([bool(said) for said in meanings], dtype=np.bool_)
    opens = [bool(said) and all(meaning.fact in WHO_SAYS_SO for meaning in said) for said in meanings]
    return Roles(says, np.array(opens, dtype=np.bool_), cue, marker, kinds)
