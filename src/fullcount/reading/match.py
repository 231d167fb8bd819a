"""Finds thousands of phrases in millions of words at once: a trie over whole words, walked a level at a time.

Every word of the texts is hashed and looked up in the lexicon's vocabulary; the words that begin a phrase walk the
trie together, one array operation a level. Whole words are compared, so that no phrase can match inside a longer
word. Measured against an Aho-Corasick automaton over the same column, this is faster because it rejects a word at its
first look and tells which phrase it found.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fullcount.reading.roles import Roles
from fullcount.reading.spelling import find_pairs, hashes_of, top_bits
from fullcount.reading.trie import ALONE, BEGINS, CONTINUES, FOLLOWS, SPREAD, Trie
from fullcount.reading.vocabulary import MARKERS, Marker
from fullcount.reading.words import Index, Words

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Places where a phrase stands: (n_hits,) first and last word, byte start and end, and which phrase."""

    first: Index
    last: Index
    start: Index
    end: Index
    phrase: Index

    def take(self, which: Index) -> "Hits":
        """Return the chosen hits, in the order chosen."""
        columns = (self.first, self.last, self.start, self.end, self.phrase)
        return Hits(*(column.take(which) for column in columns))


def hits_of(words: Words, trie: Trie) -> Hits:
    """Return every place where a phrase stands within one clause, the leftmost first, of equals the longest first."""
    known = _known_words(words, trie)
    roles = trie.roles.take(known)
    at = np.flatnonzero(roles >= ALONE)
    found = [(at, np.zeros_like(at), trie.ends.take(trie.begins.take(known.take(at))))]
    at = np.flatnonzero((roles[:-1] & BEGINS).view(np.bool_) & ((roles[1:] & FOLLOWS) > 0))
    key = _keys(trie.begins.take(known.take(at)), known.take(at + 1))
    likely = np.flatnonzero(trie.pairs.take(top_bits(key * SPREAD, trie.pairs.size)))
    at, key = at.take(likely), key.take(likely)
    level = 1
    while at.size:
        on, place = find_pairs(trie.tables, trie.edge, key)
        at, node = at.take(on), trie.onward.take(place)
        phrase = trie.ends.take(node)
        ending = np.flatnonzero(phrase >= 0)
        ends_at = at.take(ending)
        inside = np.flatnonzero(_within_a_clause(words, ends_at, ends_at + level))
        found.append((ends_at.take(inside), np.full(inside.size, level), phrase.take(ending.take(inside))))
        level += 1
        further = np.flatnonzero(trie.leads.take(node) & ((roles.take(at + level, mode="clip") & CONTINUES) > 0))
        at, node = at.take(further), node.take(further)
        further = np.flatnonzero(at + level < known.size)
        at, node = at.take(further), node.take(further)
        key = _keys(node, known.take(at + level))
    first, more, which = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.argsort(first * trie.depth - more, kind="stable")
    first, more, which = first.take(order), more.take(order), which.take(order)
    last = first + more
    return Hits(first, last, words.start.take(first), words.start.take(last) + words.length.take(last), which)


def _keys(node: Index | Numbers, word: Index) -> npt.NDArray[np.uint64]:
    key = node.astype(np.uint64)
    key <<= np.uint64(32)
    key |= word.astype(np.uint64)
    return key


def _within_a_clause(words: Words, first: Index, last: Index) -> Flags:
    """Return (n,) whether no hard stop stands between the first and the last word."""
    within: Flags = words.clause.take(first) == words.clause.take(last)
    return within


def _known_words(words: Words, trie: Trie) -> Index:
    """Return (n_words,) each word's number in the vocabulary, 0 for a word that no phrase uses."""
    hashes = hashes_of(words.lower, words.start, words.length)
    word = trie.slots.take(top_bits(hashes * np.uint64(trie.salt), trie.slots.size)).astype(np.int64)
    word *= trie.hashes.take(word) == hashes
    return trie.meant.take(word)


def merged(one: Hits, two: Hits) -> Hits:
    """Return the hits of both, the leftmost first, of equals the longest first."""
    if not two.phrase.size:
        return one
    columns = ("first", "last", "start", "end", "phrase")
    both = Hits(*(np.concatenate([getattr(one, name), getattr(two, name)]) for name in columns))
    return both.take(np.lexsort((-both.last, both.first)))


def outermost(hits: Hits, roles: Roles) -> Hits:
    """Return the hits that lie within no other: `threatened to kill` hides `kill`.

    An open phrase (`reported her phone stolen`) tells only who says so: it hides cues and other open phrases, but not
    what it reports. A loose one, which has gaps, hides nothing.
    """
    if not hits.start.size:
        return hits
    opening = roles.opens.take(hits.phrase)
    any_end = np.where(roles.loose.take(hits.phrase), 0, hits.end)
    closed_end = np.where(opening, 0, any_end)
    by_any, by_closed = (
        np.concatenate([np.zeros(1, np.int64), np.maximum.accumulate(end)[:-1]]) for end in (any_end, closed_end)
    )
    stays = roles.says.take(hits.phrase) & ~opening
    twin = _twins(hits)
    ignored = roles.marker.take(hits.phrase) == MARKERS.index(Marker.IGNORE)
    hushed = np.zeros(opening.size, dtype=np.bool_)
    hushed[twin[ignored]] = True
    seen = hits.end > np.where(stays, by_closed.take(twin), by_any.take(twin))
    return hits.take(np.flatnonzero(seen & (ignored | ~hushed.take(twin))))


def _twins(hits: Hits) -> Index:
    """Return (n_hits,) the first hit of the very same words: none of them hides another, but what is to be ignored."""
    place = np.arange(hits.start.size)
    opens = np.ones(place.size, dtype=np.bool_)
    opens[1:] = (hits.start[1:] != hits.start[:-1]) | (hits.end[1:] != hits.end[:-1])
    first: Index = np.maximum.accumulate(np.where(opens, place, 0))
    return first
