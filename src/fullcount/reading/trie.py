"""Phrases compiled into a trie over whole words, built at once from their sorted list.

In sorted order, phrases that begin alike stand side by side: a phrase needs a new node at each word from the first
that differs from the phrase before it.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.reading.spelling import FACTORS, Hashes, hashes_of, paired_tables, perfect_table, top_bits
from fullcount.reading.words import PADDING, Index

_PAIR_BITS = 20
SPREAD = np.uint64(FACTORS[3])
_HALF = np.uint64(32)


@dataclass(frozen=True, slots=True, eq=False)
class Spelled:
    """The words of sorted phrases: (n_words,) hash, bytes, phrase that each belongs to, place within that phrase."""

    hashes: Hashes
    length: Index
    phrase: Index
    nth: Index


@dataclass(frozen=True, slots=True, eq=False)
class Trie:
    """Phrases compiled: the vocabulary by hash, and the keys (node, word) that lead on.

    hashes: (n_vocabulary + 1,) each spelling's hash; slots: the only spelling that a hash, times salt, can be;
    meant: (n_vocabulary + 1,) the word that a spelling stands for, mostly itself;
    alone: (n_vocabulary + 1,) the phrase that a spelling is by itself, or -1; begins: the node that it leads to as the
    first word, 0 where it begins no longer phrase; opening, second: what it adds, as the first and the second of two
    words, to a sum whose top bits say in `pairs` whether a phrase may begin with the two (most pairs begin none);
    continues: whether any phrase has it as a third or later word;
    edge: (n_edges,) for later words, keys `node << 32 | word`; each leads to the node `place in edge + n_first`;
    tables: where a key stands in `edge`; ends: (n_nodes,) the phrase that ends at a node, or -1; leads: whether a node
    leads on. Word 0 is any word outside the vocabulary; node 0 is the root.
    """

    hashes: Hashes
    slots: npt.NDArray[np.int32]
    salt: int
    meant: Index
    alone: Index
    begins: Index
    opening: Hashes
    second: Hashes
    continues: npt.NDArray[np.bool_]
    pairs: npt.NDArray[np.bool_]
    edge: Hashes
    n_first: int
    tables: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    leads: npt.NDArray[np.bool_]
    depth: int


def spelled(phrases: pl.Series) -> Spelled:
    """Return the words of the phrases, which are parted by single spaces."""
    joined = phrases.str.join("\n").cast(pl.Binary).item() + b"\n"
    raw = np.frombuffer(joined + bytes(PADDING), dtype=np.uint8)
    newline = raw == ord("\n")
    after = np.flatnonzero((raw[: len(joined)] == ord(" ")) | newline[: len(joined)])
    start = np.concatenate([np.zeros(1, np.int64), after[:-1] + 1])
    closes = newline[after]
    phrase = np.cumsum(closes) - closes
    opening = np.concatenate([np.zeros(1, np.int64), np.flatnonzero(closes)[:-1] + 1])
    return Spelled(hashes_of(raw, start, after - start), after - start, phrase, np.arange(start.size) - opening[phrase])


def trie_of(words: Spelled, aliases: tuple[Hashes, Hashes]) -> Trie:
    """Return the trie of sorted phrases, each only once; phrase i is reported as i.

    aliases: (n_aliases,) hashes of other spellings, and of the word that each stands for.
    """
    vocabulary = np.unique(np.concatenate([words.hashes, aliases[0]]))
    slots, salt = perfect_table(vocabulary)
    number = slots.take(top_bits(words.hashes * np.uint64(salt), slots.size))
    meant = np.arange(vocabulary.size + 1)
    other, word = (slots.take(top_bits(hashes * np.uint64(salt), slots.size)) for hashes in aliases)
    meant[other] = word
    depth = int(words.nth.max()) + 1
    spelt = np.zeros((int(words.phrase[-1]) + 1, depth), dtype=np.int32)
    spelt[words.phrase, words.nth] = number
    node, is_new = _nodes(spelt)
    ends = np.full(int(node.max()) + 1, -1, dtype=np.int32)
    last = np.append(words.nth[1:] == 0, values=True)
    ends[node[words.phrase[last], words.nth[last]]] = words.phrase[last]
    begins = np.zeros(vocabulary.size + 1, dtype=np.int64)
    begins[spelt[is_new[:, 0], 0]] = node[is_new[:, 0], 0]
    later = is_new[:, 1:]
    key = (node[:, :-1][later].astype(np.uint64) << _HALF) | spelt[:, 1:][later].astype(np.uint64)
    edge = np.concatenate([np.zeros(1, np.uint64), key])
    leads = np.zeros(ends.size, dtype=np.bool_)
    leads[node[:, :-1][later]] = True
    n_first = ends.size - edge.size
    pairs = np.zeros(1 << _PAIR_BITS, dtype=np.bool_)
    pairs[top_bits(key[key >> _HALF <= n_first] * SPREAD, pairs.size)] = True
    alone = np.where(begins > 0, ends[begins], -1).astype(np.int64)[meant]
    begins[~leads[begins]] = 0
    begins = begins[meant]
    opening, second = (begins.astype(np.uint64) << _HALF) * SPREAD, meant.astype(np.uint64) * SPREAD
    continues = np.bincount(spelt[:, 2:].ravel(), minlength=vocabulary.size + 1) > 0
    continues[0] = False
    hashes = np.concatenate([np.zeros(1, np.uint64), vocabulary])
    return Trie(
        hashes, slots, salt, meant, alone, begins, opening, second, continues[meant], pairs, edge, n_first,
        paired_tables(edge), ends, leads, depth,
    )  # fmt: skip


def _nodes(spelt: npt.NDArray[np.int32]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.bool_]]:
    """Return (n_phrases, depth) the node that each word of each phrase leads to, and whether no earlier phrase does.

    Nodes of first words are numbered first.
    """
    is_new = np.ones(spelt.shape, dtype=np.bool_)
    is_new[1:] = ~np.logical_and.accumulate(spelt[1:] == spelt[:-1], axis=1)
    is_new &= spelt > 0
    node = np.zeros(spelt.shape, dtype=np.int32)
    node[:, 0] = np.cumsum(is_new[:, 0])
    later = node[:, 1:]
    later[is_new[:, 1:]] = np.arange(1, np.count_nonzero(is_new[:, 1:]) + 1) + node[-1, 0]
    later[:] = np.maximum.accumulate(later, axis=0)
    return node, is_new
