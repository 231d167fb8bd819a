"""All the words and pairs of words of many texts as one sparse matrix, without a vocabulary: each is a hashed column.

A screening model is taught on this pool for this pool and is never frozen or shown, so the rules by which a score's
words are chosen (no names, no numbers, at least eight texts) do not bind it, and choosing takes longer than hashing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.sparse import csr_array

from fullcount.reading.score.kernel import weighed
from fullcount.reading.score.terms import Counts, blocks, mixed
from fullcount.reading.spelling import FACTORS, hashes_of, top_bits
from fullcount.reading.words import Index, Words

COLUMNS = 1 << 20
"""Hashed columns. Two terms of a pool of 100,000 distinct ones share a column about once in ten."""
COMMONEST = 0.95
"""A term that stands in more than this share of the texts tells nothing."""
FEWEST_TEXTS = 2
"""A term of one text teaches nothing of another."""
ROOM = 4_000_000
"""Entries by which a matrix grows when it is full."""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Which hashed columns count, and for how much. place: (COLUMNS,) a term's column in the matrix, or -1; idf:
    (n_terms,); left_out: how many of a log's last entries are not read (see `terms.blocks`)."""

    place: npt.NDArray[np.int32]
    idf: npt.NDArray[np.float64]
    left_out: int


def columns_of(texts: pl.Series, fewest: int = FEWEST_TEXTS, left_out: int = 0) -> Columns:
    """Return the columns that stand in at least `fewest` of the texts and at most 95% of them, with their idf.

    idf = 1 + ln((1 + n) / (1 + texts with it)), as of a score. The texts are the pool, or an even part of a large one.
    """
    with_it = np.zeros(COLUMNS, dtype=np.int64)
    for _, words, row, _ in blocks(texts, left_out):
        with_it += np.bincount(_hashed(words, row).term, minlength=COLUMNS)
    kept = np.flatnonzero((with_it >= fewest) & (with_it <= COMMONEST * max(len(texts), 1)))
    place = np.full(COLUMNS, -1, dtype=np.int32)
    place[kept] = np.arange(kept.size, dtype=np.int32)
    return Columns(place, 1 + np.log((1 + len(texts)) / (1 + with_it[kept])), left_out)


def hashed_matrix(parts: Iterable[pl.Series], columns: Columns) -> csr_array:
    """Return (n_texts, n_terms) the TF-IDF of the texts of all the parts, each row of length one, in single precision.

    Sublinear counts: (1 + ln times) by idf. Eight bytes an entry: a million logs of a hundred words take 1.2 GB.
    """
    values, terms = _Grown(np.float32), _Grown(np.int32)
    each: list[Index] = [np.zeros(1, np.int64)]
    for texts in parts:
        for _, words, row, _ in blocks(texts, columns.left_out):
            counts = _hashed(words, row)
            term = columns.place.take(counts.term)
            known = np.flatnonzero(term >= 0)
            term = term.take(known)
            counts = Counts(counts.row.take(known), term.astype(np.int64), counts.times.take(known))
            rows = words.doc_start.size
            values.add(weighed(counts, columns.idf, rows))
            terms.add(term)
            each.append(np.bincount(counts.row, minlength=rows))
    ends = np.concatenate(each).cumsum()
    kind = np.int32 if ends[-1] <= np.iinfo(np.int32).max else np.int64
    entries = (values.whole(), terms.whole(), ends.astype(kind))
    return csr_array(entries, shape=(ends.size - 1, columns.idf.size))


class _Grown:
    """An array that grows at its end where it lies: pieces and their joined copy are never both in memory."""

    def __init__(self, kind: type[np.generic]) -> None:
        self.array: npt.NDArray[np.generic] = np.empty(0, dtype=kind)
        self.used = 0

    def add(self, piece: npt.NDArray[np.generic]) -> None:
        end = self.used + piece.size
        if end > self.array.size:
            self.array.resize(end + ROOM, refcheck=False)
        self.array[self.used : end] = piece
        self.used = end

    def whole(self) -> npt.NDArray[np.generic]:
        self.array.resize(self.used, refcheck=False)
        return self.array


def _hashed(words: Words, row: Index) -> Counts:
    """Return how often each hashed column stands in each text of a block, for words and pairs of neighbouring words."""
    hashes = hashes_of(words.lower, words.start, words.length)
    both = np.flatnonzero(row[:-1] == row[1:])
    terms = np.concatenate([hashes, mixed(hashes.take(both), hashes.take(both + 1))])
    column = top_bits(terms * np.uint64(FACTORS[3] | 1), COLUMNS)
    keys = np.concatenate([row, row.take(both)]) * COLUMNS + column
    keys.sort()
    opens = np.flatnonzero(np.append(np.ones(min(keys.size, 1), np.bool_), keys[1:] != keys[:-1]))
    distinct = keys.take(opens)
    return Counts(distinct // COLUMNS, distinct % COLUMNS, np.diff(np.append(opens, keys.size)))
