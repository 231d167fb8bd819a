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
NOUN = "noun"
"""The sign that is the name of a crime."""
REACH = {
    Place.HERE: (14, 18),
    Place.NEAR: (30, 30),
    Place.EARLIER: (60, 0),
    Place.LATER: (0, 60),
    Place.TEXT: (150, 150),
}
"""Words before and after a hit within which a sign must stand: a log of an hour speaks of many things."""


@dataclass(frozen=True, slots=True, eq=False)
class Signs:
    """Signs compiled: names; bits: (n_phrases,) of each phrase, a bit for each name; settings, in order."""

    names: tuple[str, ...]
    bits: npt.NDArray[np.int64]
    settings: tuple[Setting, ...]


def signs_of(n_phrases: int, signs: Mapping[int, set[str]], settings: Sequence[Setting]) -> Signs:
    """Return the signs compiled. Signs that no setting asks for are left out."""
    asked = {sign for setting in settings for _, sign in (*setting.needs, *setting.bars)}
    names = tuple(sorted(asked | {DEED, NOUN}))
    bits = np.zeros(n_phrases, dtype=np.int64)
    for phrase, mine in signs.items():
        bits[phrase] = sum(1 << names.index(name) for name in mine & {*names})
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


def named_in(signs: Signs, phrase: Index) -> Flags:
    """Return (n_hits,) whether a phrase is the name of a crime and no more."""
    named: Flags = (signs.bits.take(phrase) & (1 << signs.names.index(NOUN))) != 0
    return named


class _Places:
    """Whether a sign stands in a place, seen from each hit; worked out when first asked."""

    def __init__(self, signs: Signs, sentences: Sentences, found: tuple[Index, Index], first: Index) -> None:
        at, phrase = found
        self._names, self._at, self._bits, self._first = signs.names, at, signs.bits.take(phrase), first
        self._of_word, self._own = sentences.of_word, sentences.of_word.take(first)
        self._begin = np.searchsorted(sentences.of_word, sentences.first.take(self._own))
        self._end = np.searchsorted(sentences.of_word, sentences.last.take(self._own), side="right")
        self._known: dict[tuple[Place, str], Flags] = {}
        self.deeds = first[:0]

    def has(self, place: Place, sign: str) -> Flags:
        """Return (n_hits,) whether the sign stands there."""
        if (place, sign) not in self._known:
            self._known[place, sign] = self._has(place, sign)
        return self._known[place, sign]

    def _has(self, place: Place, sign: str) -> Flags:
        is_it = (self._bits & (1 << self._names.index(sign))) != 0
        at = self.deeds if sign == DEED else self._at[is_it]
        before, after = REACH[place]
        first = self._first
        begin, end = np.maximum(self._begin, first - before), np.minimum(self._end, first + after + 1)
        if place in {Place.HERE, Place.EARLIER, Place.LATER}:
            opens, closes = (np.searchsorted(self._of_word, self._own, side=side) for side in ("left", "right"))
            if place is Place.HERE:
                begin, end = np.maximum(begin, opens), np.minimum(end, closes)
            elif place is Place.EARLIER:
                end = np.minimum(end, opens)
            else:
                begin = np.maximum(begin, closes)
        stands: Flags = np.searchsorted(at, begin) < np.searchsorted(at, end)
        return stands


def by_signs(
    signs: Signs, sentences: Sentences, found: tuple[Index, Index], said: tuple[Index, Flags, Flags, Flags, Flags],
    scope: npt.NDArray[np.int8],
) -> None:  # fmt: skip
    """Set the scope of what stands where a setting speaks of it.

    found: the words at which phrases that are signs begin, rising, and the phrases; said: (n_hits,) the first word of
    each hit, whether signs act on it, whether it tells of something done, whether it stands in quotation marks,
    whether it is the name of a crime.
    """
    first, acted_on, done, quoted, named = said
    at = np.flatnonzero(acted_on & (scope == 0))
    if not signs.settings or not at.size or not found[0].size:
        return
    places = _Places(signs, sentences, found, first.take(at))
    places.deeds = first[done & (scope == 0)]
    quoted, named = quoted.take(at), named.take(at)
    meant = np.zeros(at.size, dtype=np.int8)
    for setting in signs.settings:
        holds = meant == 0
        if setting.quoted:
            holds &= quoted
        if setting.nouns:
            holds &= named
        for place, sign in setting.needs:
            holds &= places.has(place, sign)
        for place, sign in setting.bars if holds.any() else ():
            holds &= ~places.has(place, sign)
        meant[holds] = SCOPES.index(setting.scope)
    scope[at] = meant
