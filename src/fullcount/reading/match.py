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
from fullcount.reading.trie import Trie
from fullcount.reading.vocabulary import MARKERS, Marker
from fullcount.reading.words import Index, Words

Flags = npt.NDArray[np.bool_]
_SPAN_BITS = 24
"""No hit has more words than a block of texts."""


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
    known = known_words(words, trie)
    alone = trie.alone.take(known)
    return merged(single_words(words, alone, np.flatnonzero(alone >= 0)), longer_hits(words, known, trie))


def single_words(words: Words, alone: Index, at: Index) -> Hits:
    """Return the words at some places as hits; alone: (n_words,) the phrase that each is by itself."""
    start = words.start.take(at)
    return Hits(at, at, start, start + words.length.take(at), alone.take(at))


def longer_hits(words: Words, known: Index, trie: Trie) -> Hits:
    """Return the places of the phrases of two words and more, the leftmost first, of equals the longest first.

    known: (n_words,) each word's number in the vocabulary.
    """
    mixed = trie.opening.take(known[:-1])
    mixed += trie.second.take(known[1:])
    at = np.flatnonzero(trie.pairs.take(top_bits(mixed, trie.pairs.size)))
    node = trie.begins.take(known.take(at))
    further = np.flatnonzero(node > 0)
    at, node = at.take(further), node.take(further)
    found = []
    for level in range(1, trie.depth):
        key = node.astype(np.uint64)
        key <<= np.uint64(32)
        key |= trie.meant.take(known.take(at + level)).view(np.uint64)
        on, place = find_pairs(trie.tables, trie.edge, key)
        at, node = at.take(on), place + trie.n_first
        phrase = trie.ends.take(node)
        ending = np.flatnonzero(phrase >= 0)
        ends_at = at.take(ending)
        inside = np.flatnonzero(_within_a_clause(words, ends_at, ends_at + level))
        found.append((ends_at.take(inside), np.full(inside.size, level), phrase.take(ending.take(inside))))
        further = np.flatnonzero(trie.leads.take(node))
        at, node = at.take(further), node.take(further)
        further = np.flatnonzero(at + (level + 1) < known.size)
        further = further[trie.continues.take(known.take(at.take(further) + (level + 1)))]
        at, node = at.take(further), node.take(further)
        if not at.size:
            break
    if not found:
        return single_words(words, known, known[:0])
    first, more, which = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.argsort(first * trie.depth - more, kind="stable")
    first, more, which = first.take(order), more.take(order), which.take(order)
    last = first + more
    return Hits(
        first, last, words.start.take(first), words.start.take(last) + words.length.take(last), which.astype(np.int64)
    )


def _within_a_clause(words: Words, first: Index, last: Index) -> Flags:
    """Return (n,) whether no hard stop stands between the first and the last word."""
    within: Flags = words.clause.take(first) == words.clause.take(last)
    return within


def known_words(words: Words, trie: Trie) -> Index:
    """Return (n_words,) each word's number in the vocabulary as it is spelt, 0 for a word that no phrase uses."""
    hashes = hashes_of(words.lower, words.start, words.length)
    word = trie.slots.take(top_bits(hashes * np.uint64(trie.salt), trie.slots.size)).astype(np.int64)
    word *= trie.hashes.take(word) == hashes
    return word


def merged(one: Hits, two: Hits) -> Hits:
    """Return the hits of both, the leftmost first, of equals the longest first."""
    if not two.phrase.size:
        return one
    columns = ("first", "last", "start", "end", "phrase")
    both = Hits(*(np.concatenate([getattr(one, name), getattr(two, name)]) for name in columns))
    return both.take(np.argsort((both.first << _SPAN_BITS) - (both.last - both.first), kind="stable"))


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
