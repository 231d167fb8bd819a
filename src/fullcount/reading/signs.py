"""How whole sentences are meant, told by what they speak of: signs, and settings that ask for several at once.

`Her car was stolen in 2009, he got six months`: a year that is past and a matter that is closed make it history;
neither would alone. A sign is a family of words (`old`, `closed`, `stage`), a setting names the signs that a sentence
needs, in it or near it, and those that bar it. All settings are worked out for all sentences at once.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fullcount.reading.vocabulary import SCOPES, Place, Setting
from fullcount.reading.words import Index, Words

Flags = npt.NDArray[np.bool_]
DEED, NOUN = "deed", "noun"
"""The sign that is no family of words: something done is told, and meant; and that which is the name of a crime."""
REACH = {
    Place.HERE: (14, 18),
    Place.NEAR: (30, 30),
    Place.EARLIER: (60, 0),
    Place.LATER: (0, 60),
    Place.TEXT: (150, 150),
}
"""Words before and after a hit within which a sign must stand: a log of an hour speaks of many things."""


PLACES = tuple(Place)


@dataclass(frozen=True, slots=True, eq=False)
class Signs:
    """Signs compiled. bits: (n_phrases,) of each phrase, a bit for each sign: bit 0 is that of a deed, 1 of a noun.

    scope, quoted, nouns: (n_settings,) see `Setting`; the conditions of setting s are first[s] up to first[s + 1]:
    sign (its bit) and place (in PLACES) of each, and whether it bars.
    """

    bits: Index
    scope: npt.NDArray[np.int8]
    quoted: Flags
    nouns: Flags
    first: Index
    place: npt.NDArray[np.int8]
    sign: npt.NDArray[np.int8]
    bars: Flags


def signs_of(n_phrases: int, signs: Mapping[int, set[str]], settings: Sequence[Setting]) -> Signs:
    """Return the signs compiled. Signs that no setting asks for are left out."""
    conditions = [
        [(place, sign, bars) for bars, of in ((False, one.needs), (True, one.bars)) for place, sign in of]
        for one in settings
    ]
    flat = list(itertools.chain.from_iterable(conditions))
    bit = {sign: nth for nth, sign in enumerate(dict.fromkeys((DEED, NOUN, *(sign for _, sign, _ in flat))))}
    bits = np.zeros(n_phrases, dtype=np.int64)
    for phrase, mine in signs.items():
        bits[phrase] = sum(1 << bit[sign] for sign in mine if sign in bit)
    return Signs(
        bits,
        np.array([SCOPES.index(one.scope) for one in settings], dtype=np.int8),
        np.array([one.quoted for one in settings], dtype=np.bool_),
        np.array([one.nouns for one in settings], dtype=np.bool_),
        np.cumsum([0, *map(len, conditions)], dtype=np.int64),
        np.array([PLACES.index(place) for place, _, _ in flat], dtype=np.int8),
        np.array([bit[sign] for _, sign, _ in flat], dtype=np.int8),
        np.array([bars for _, _, bars in flat], dtype=np.bool_),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Sentences:
    """The sentences of some texts: the words between two hard stops.

    first: (n_sentences + 1,) the first word of each, and how many words there are; text: (n_texts + 1,) likewise of
    each text.
    """

    first: Index
    text: Index

    def around(self, word: Index) -> tuple[Index, Index, Index, Index]:
        """Return (n,) the first and last word of the sentence of each word, and of its text."""
        sentence = np.searchsorted(self.first, word, side="right") - 1
        text = np.searchsorted(self.text, word, side="right") - 1
        return (
            self.first.take(sentence), self.first.take(sentence + 1) - 1,
            self.text.take(text), self.text.take(text + 1) - 1,
        )  # fmt: skip


def sentences_of(words: Words) -> Sentences:
    """Return the sentences; between two texts there is a hard stop."""
    opens = np.flatnonzero(words.clause[1:] != words.clause[:-1]) + 1
    size = words.start.size
    return Sentences(
        np.concatenate([[0], opens, [size]]), np.append(np.searchsorted(words.start, words.doc_start), size)
    )


def named_in(signs: Signs, phrase: Index) -> Flags:
    """Return (n_hits,) whether a phrase is the name of a crime and no more."""
    named: Flags = (signs.bits.take(phrase) & 2) != 0
    return named


class _Places:
    """Whether a sign stands in a place, seen from each hit; worked out when first asked."""

    def __init__(
        self, signs: Signs, sentences: Sentences, found: tuple[Index, Index], hits: tuple[Index, Index]
    ) -> None:
        """found: the words at which signs begin, and the phrases; hits: the first words of all hits, rising, and of
        those that tell of something done."""
        at, phrase = found
        self._at, self._bits = at, signs.bits.take(phrase)
        self._around, self._sentences = sentences.around(at), sentences
        self._first, self._deeds = hits
        self._known: dict[tuple[Place, int], Flags] = {}

    def has(self, place: Place, sign: int) -> Flags:
        """Return (n_hits,) whether the sign stands there."""
        if (place, sign) not in self._known:
            self._known[place, sign] = self._has(place, sign)
        return self._known[place, sign]

    def _has(self, place: Place, sign: int) -> Flags:
        if sign == 0:
            at, around = self._deeds, self._sentences.around(self._deeds)
        else:
            is_it = np.flatnonzero(self._bits & (1 << sign))
            at = self._at.take(is_it)
            opens, closes, begins, ends = self._around
            around = opens.take(is_it), closes.take(is_it), begins.take(is_it), ends.take(is_it)
        opens, closes, begins, ends = around
        before, after = REACH[place]
        low, high = {
            Place.HERE: (opens, closes),
            Place.EARLIER: (closes + 1, ends),
            Place.LATER: (begins, opens - 1),
            Place.NEAR: (begins, ends),
            Place.TEXT: (begins, ends),
        }[place]
        low, high = np.maximum(low, at - after), np.minimum(high, at + before)
        seen = np.flatnonzero(low <= high)
        size = self._first.size + 1
        from_ = np.bincount(np.searchsorted(self._first, low.take(seen)), minlength=size)
        until = np.bincount(np.searchsorted(self._first, high.take(seen), side="right"), minlength=size)
        stands: Flags = np.cumsum(from_ - until)[:-1] > 0
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
    if not signs.scope.size or not at.size or not found[0].size:
        return
    places = _Places(signs, sentences, found, (first.take(at), first[done & (scope == 0)]))
    quoted, named = quoted.take(at), named.take(at)
    meant = np.zeros(at.size, dtype=np.int8)
    for nth, setting in enumerate(signs.scope.tolist()):
        holds = meant == 0
        if signs.quoted[nth]:
            holds &= quoted
        if signs.nouns[nth]:
            holds &= named
        for one in range(int(signs.first[nth]), int(signs.first[nth + 1])):
            if not holds.any():
                break
            holds &= places.has(PLACES[signs.place[one]], int(signs.sign[one])) != signs.bars[one]
        meant[holds] = setting
    scope[at] = meant
