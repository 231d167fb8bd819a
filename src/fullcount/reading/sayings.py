"""What phrases say, as columns for whole batches, and which of them contradict each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.core.facts import FACT
from fullcount.reading.vocabulary import TEXT_FACTS, Meaning, rank_of, value_at
from fullcount.reading.words import Index

_PLACE = {fact.name: number for number, fact in enumerate(TEXT_FACTS)}
_MOST_VALUES = 1000
"""More than any ladder has steps."""


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
class Statements:
    """Every time that a term of the lexicon states something, in the order of the files.

    phrase: (n_statements,) which phrase; meaning: which of the meanings; run: which run of phrases it came with.
    """

    phrase: Index
    meaning: Index
    run: Index
    meanings: Sequence[Meaning]

    def _keys(self) -> Index:
        fact = np.array([_PLACE[meaning.fact] for meaning in self.meanings], dtype=np.int64)
        return self.phrase * len(TEXT_FACTS) + fact[self.meaning]

    def first_of_each(self) -> tuple[Index, Index]:
        """Return the statement that first told of a phrase's fact: for each such pair, and for each statement."""
        keys = self._keys()
        order = np.argsort(keys, kind="stable")
        opens = np.append(np.ones(min(keys.size, 1), np.bool_), np.diff(keys[order]) > 0)
        firsts = order[opens]
        of_each = np.empty_like(order)
        of_each[order] = firsts[np.cumsum(opens) - 1]
        return firsts, of_each

    def contradictions(self) -> list[tuple[int, int]]:
        """Return the pairs (statement, earlier statement) that give two values to one fact of one phrase."""
        _, earlier = self.first_of_each()
        value = np.unique([meaning.value for meaning in self.meanings], return_inverse=True)[1]
        said = value[self.meaning]
        return [(int(at), int(earlier[at])) for at in np.flatnonzero(said != said[earlier])]


def sayings_of(phrases: pl.Series, said: Statements, keep: frozenset[str]) -> Sayings:
    """Return what each phrase says; where a phrase states a fact twice, the first statement stands."""
    firsts = np.sort(said.first_of_each()[0])
    firsts = firsts[np.argsort(said.phrase[firsts], kind="stable")]
    phrase, meaning = said.phrase[firsts], said.meaning[firsts]
    meanings = said.meanings
    return Sayings(
        np.concatenate([[0], np.cumsum(np.bincount(phrase, minlength=len(phrases)))]).astype(np.int64),
        fact := np.array([_PLACE[m.fact] for m in meanings], dtype=np.int16)[meaning],
        rank := np.array([rank_of(FACT[m.fact], m.value) for m in meanings], dtype=np.int16)[meaning],
        np.array([m.fact in keep for m in meanings], dtype=np.bool_)[meaning],
        in_words(phrases, phrase, (fact, rank), np.array([m.sureness for m in meanings], dtype=np.float32)[meaning]),
    )


def in_words(
    phrases: pl.Series,
    phrase: Index,
    meaning: tuple[npt.NDArray[np.int16], npt.NDArray[np.int16]],
    sureness: npt.NDArray[np.float32],
) -> pl.DataFrame:
    """Return the fact, value, term and sureness of (n_meanings,) meanings: place of the fact and rank of the value."""
    pairs = np.stack(meaning).astype(np.int64)
    kinds, kind = np.unique(pairs[0] * _MOST_VALUES + pairs[1], return_inverse=True)
    of_kind = [(TEXT_FACTS[one // _MOST_VALUES], one % _MOST_VALUES) for one in kinds.tolist()]
    said = pl.DataFrame(
        {"fact": [fact.name for fact, _ in of_kind], "value": [value_at(fact, rank) for fact, rank in of_kind]},
        schema={"fact": pl.String, "value": pl.String},
    )[pl.Series(kind.astype(np.uint32))]
    term = phrases.gather(pl.Series(phrase.astype(np.uint32))).alias("term")
    return said.with_columns(term, pl.Series("sureness", sureness, dtype=pl.Float32))
