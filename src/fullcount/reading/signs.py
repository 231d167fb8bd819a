"""How whole sentences are meant, told by what they speak of: signs, and settings that ask for several at once.

`Her car was stolen in 2009, he got six months`: a year that is past and a matter that is closed make it history;
neither would alone. A sign is a family of words (`old`, `closed`, `stage`), a setting names the signs that a sentence
needs, in it or near it, and those that bar it. All settings are worked out for all sentences at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fullcount.reading.vocabulary import SCOPES, Place, Setting
from fullcount.reading.words import Index, Words

Flags = npt.NDArray[np.bool_]
DEED = "deed"
"""The sign that is no family of words: something done is told, and meant."""


@dataclass(frozen=True, slots=True, eq=False)
class Signs:
    """Signs compiled: names; bits: (n_phrases,) of each phrase, a bit for each name; settings, in order."""

    names: tuple[str, ...]
    bits: npt.NDArray[np.int64]
    settings: tuple[Setting, ...]


def signs_of(n_phrases: int, signs: Mapping[int, set[str]], settings: Sequence[Setting]) -> Signs:
    """Return the signs compiled. Signs that no setting asks for are left out."""
    asked = {sign for setting in settings for _, sign in (*setting.needs, *setting.bars)}
    names = tuple(sorted(asked | {DEED}))
    bits = np.zeros(n_phrases, dtype=np.int64)
    for phrase, mine in signs.items():
        bits[phrase] = sum(1 << names.index(name) for name in mine & asked)
    return Signs(names, bits, tuple(settings))


@dataclass(frozen=True, slots=True, eq=False)
class Sentences:
    """The sentences of some texts: (n_words,) the number of each word's; (n_sentences,) the first and last sentence of
    the text of each."""

    of_word: Index
    first: Index
    last: Index


def sentences_of(words: Words) -> Sentences:
    """Return the sentences: what stands between two hard stops."""
    of_word = np.zeros(words.start.size, dtype=np.int64)
    np.cumsum(words.clause[1:] != words.clause[:-1], out=of_word[1:])
    count = int(of_word[-1]) + 1 if of_word.size else 0
    first_word = np.searchsorted(words.start, words.doc_start)
    opens = np.unique(of_word.take(first_word[first_word < of_word.size]))
    sizes = np.diff(np.append(opens, count))
    return Sentences(of_word, np.repeat(opens, sizes), np.repeat(opens + sizes - 1, sizes))


class _Places:
    """Whether a sign stands in a place, for each sentence; worked out when first asked."""

    def __init__(self, bits: npt.NDArray[np.int64], sentences: Sentences, names: tuple[str, ...]) -> None:
        self._bits, self._sentences, self._names = bits, sentences, names
        self._known: dict[tuple[Place, str], Flags] = {}

    def has(self, place: Place, sign: str) -> Flags:
        """Return (n_sentences,) whether the sign stands there."""
        if (place, sign) not in self._known:
            self._known[place, sign] = self._has(place, sign)
        return self._known[place, sign]

    def _has(self, place: Place, sign: str) -> Flags:
        if place is Place.HERE:
            return (self._bits & (1 << self._names.index(sign))) != 0
        here = self.has(Place.HERE, sign)
        first, last = self._sentences.first, self._sentences.last
        at = np.arange(here.size)
        so_far = np.concatenate([[0], np.cumsum(here)])
        begin, end = {
            Place.NEAR: (np.maximum(at - 1, first), np.minimum(at + 1, last) + 1),
            Place.EARLIER: (first, at),
            Place.LATER: (at + 1, last + 1),
            Place.TEXT: (first, last + 1),
        }[place]
        stands: Flags = so_far.take(end) > so_far.take(begin)
        return stands


def by_signs(
    signs: Signs, sentences: Sentences, found: tuple[Index, Index], said: tuple[Index, Flags, Flags, Flags],
    scope: npt.NDArray[np.int8],
) -> None:  # fmt: skip
    """Set the scope of what stands in a sentence that a setting speaks of.

    found: the words at which phrases that are signs begin, rising, and the phrases; said: (n_hits,) the first word of
    each hit, whether signs act on it, whether it tells of something done, whether it stands in quotation marks.
    """
    first, acted_on, done, quoted = said
    if not signs.settings or not sentences.of_word.size or not acted_on.any():
        return
    bits = np.zeros(sentences.first.size, dtype=np.int64)
    at, phrase = found
    np.bitwise_or.at(bits, sentences.of_word.take(at), signs.bits.take(phrase))
    own = sentences.of_word.take(first)
    bits[own[done & (scope == 0)]] |= 1 << signs.names.index(DEED)
    places = _Places(bits, sentences, signs.names)
    for setting in signs.settings:
        holds = np.ones(bits.size, dtype=np.bool_)
        for place, sign in setting.needs:
            holds &= places.has(place, sign)
        for place, sign in setting.bars:
            if not holds.any():
                break
            holds &= ~places.has(place, sign)
        if not holds.any():
            continue
        reached = acted_on & (scope == 0) & holds.take(own)
        scope[reached & quoted if setting.quoted else reached] = SCOPES.index(setting.scope)
