"""The words and pairs of neighbouring words of many texts as numbers: what the score counts, in fitting and in use."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.reading.entries import entry_heads
from fullcount.reading.spelling import FACTORS, Hashes, find_pairs, hashes_of, paired_tables, perfect_table, top_bits
from fullcount.reading.words import PADDING, Bytes, Index, Words, run_of, words_in

BYTES_AT_ONCE = 500_000


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Terms by hash. A word's number leads to the term that it is alone (or -1); a pair of numbers to a pair's term."""

    hashes: Hashes
    slots: npt.NDArray[np.int32]
    salt: int
    alone: Index
    pairs: Hashes
    tables: npt.NDArray[np.int32]
    term: Index
    size: int


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """How often each term stands in each text: (n,) row of the text, term, times; by row, then term."""

    row: Index
    term: Index
    times: Index


def vocabulary_of(terms: Sequence[str]) -> Vocabulary:
    """Return the vocabulary of words and pairs (two words with a space between)."""
    split = [term.split(" ") for term in terms]
    words = sorted({word for term in split for word in term})
    hashes = _hashes(words)
    order = np.argsort(hashes)
    slots, salt = perfect_table(hashes[order])
    number = {words[place]: nth + 1 for nth, place in enumerate(order.tolist())}
    alone = np.full(len(words) + 1, -1, dtype=np.int64)
    keys, term = [0], [-1]
    for place, parts in enumerate(split):
        if len(parts) == 1:
            alone[number[parts[0]]] = place
        else:
            keys.append(number[parts[0]] << 32 | number[parts[1]])
            term.append(place)
    pairs = np.array(keys, dtype=np.uint64)
    known = np.concatenate([np.zeros(1, np.uint64), hashes[order]])
    return Vocabulary(
        known, slots, salt, alone, pairs, paired_tables(pairs), np.array(term, dtype=np.int64), len(terms)
    )


def _hashes(words: Sequence[str]) -> Hashes:
    encoded = [word.encode() for word in words]
    raw = np.frombuffer(b" ".join(encoded) + bytes(PADDING), dtype=np.uint8)
    length = np.array([len(word) for word in encoded], dtype=np.int64)
    return hashes_of(raw.copy(), np.cumsum(length + 1) - length - 1, length)


def blocks(texts: pl.Series, left_out: int = 0) -> Iterator[tuple[int, Words, Index, Bytes]]:
    """Yield the texts' words in blocks: row of the first text, its words, the text of each word (from 0), raw bytes.

    Of a log of several entries the last `left_out` are left out, but never what stands first.
    """
    run = run_of(texts)
    first, ends = 0, run.begins[1:]
    while first < len(texts):
        last = max(int(np.searchsorted(ends, run.begins[first] + BYTES_AT_ONCE, side="right")), first + 1)
        words = words_in(run, first, last)
        row = _rows(words)
        if left_out:
            kept = np.flatnonzero(words.start < _ends(words, left_out).take(row))
            words = replace(
                words, start=words.start.take(kept), length=words.length.take(kept), clause=words.clause.take(kept)
            )
            row = row.take(kept)
        yield first, words, row, run.raw[run.begins[first] :]
        first = last


def _rows(words: Words) -> Index:
    """Return (n_words,) the text of each word, from 0."""
    opening = np.bincount(np.searchsorted(words.start, words.doc_start), minlength=words.start.size + 1)
    rows: Index = np.cumsum(opening)[: words.start.size] - 1
    return rows


def _ends(words: Words, left_out: int) -> Index:
    """Return (n_texts,) where reading a text ends: at the head of the last entry but so many, or at its second entry's
    where it has no more; a text of one entry is read whole."""
    ends = np.full(words.doc_start.size, np.iinfo(np.int64).max)
    heads = entry_heads(words)
    if not heads.size:
        return ends
    row = np.searchsorted(words.doc_start, heads, side="right") - 1
    # what stands first may have a head of its own: then the second head is the first place to end
    word = np.searchsorted(words.start, words.doc_start.take(row))
    is_first = words.start.take(word, mode="clip") >= heads
    heads, row = heads[~is_first], row[~is_first]
    count = np.bincount(row, minlength=ends.size)
    place = np.cumsum(count) - np.minimum(count, left_out)
    several = np.flatnonzero(count)
    ends[several] = heads.take(place.take(several))
    return ends


def counts_of(words: Words, row: Index, known: Vocabulary) -> Counts:
    """Return how often each known term stands in each text of a block. A pair is two neighbouring words of a text."""
    hashes = hashes_of(words.lower, words.start, words.length)
    word = known.slots.take(top_bits(hashes * np.uint64(known.salt), known.slots.size)).astype(np.int64)
    word *= known.hashes.take(word) == hashes
    single = known.alone.take(word)
    at = np.flatnonzero(single >= 0)
    both = np.flatnonzero((word[:-1] > 0) & (word[1:] > 0) & (row[:-1] == row[1:]))
    key = (word.take(both).astype(np.uint64) << np.uint64(32)) | word.take(both + 1).astype(np.uint64)
    found, place = find_pairs(known.tables, known.pairs, key)
    found, term = both.take(found), known.term.take(place)
    keys = np.concatenate([row.take(at) * known.size + single.take(at), row.take(found) * known.size + term])
    if words.doc_start.size * known.size < np.iinfo(np.int32).max:
        keys = keys.astype(np.int32)  # sorted twice as fast
    keys.sort()
    opens = np.flatnonzero(np.append(np.ones(min(keys.size, 1), np.bool_), keys[1:] != keys[:-1]))
    distinct = keys.take(opens).astype(np.int64)
    return Counts(distinct // known.size, distinct % known.size, np.diff(np.append(opens, keys.size)))


def mixed(left: Hashes, right: Hashes) -> Hashes:
    """Return the hash of a pair of words, by which pairs are told apart when a vocabulary is chosen."""
    return (left * np.uint64(FACTORS[1])) ^ ((right << np.uint64(1)) * np.uint64(FACTORS[2]))
