"""All the words and pairs of words of many texts as one sparse matrix, without a vocabulary: each is a hashed column.

A screening model is taught on this pool for this pool and is never frozen or shown, so the rules by which a score's
words are chosen (no names, no numbers, at least eight texts) do not bind it, and choosing takes longer than hashing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

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

Kind = TypeVar("Kind", bound=np.generic)


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
    values: list[npt.NDArray[np.float32]] = []
    terms: list[npt.NDArray[np.int32]] = []
    each: list[Index] = []
    for texts in parts:
        for _, words, row, _ in blocks(texts, columns.left_out):
            counts = _hashed(words, row)
            term = columns.place.take(counts.term)
            known = np.flatnonzero(term >= 0)
            counts = Counts(counts.row.take(known), term.take(known).astype(np.int64), counts.times.take(known))
            rows = words.doc_start.size
            values.append(weighed(counts, columns.idf, rows).astype(np.float32))
            terms.append(term.take(known))
            each.append(np.bincount(counts.row, minlength=rows))
    ends = np.concatenate([np.zeros(1, np.int64), *each]).cumsum()
    value, term = _joined(values, np.float32), _joined(terms, np.int32)
    return csr_array((value, term, ends.astype(np.int32)), shape=(ends.size - 1, columns.idf.size))


def _joined(parts: list[npt.NDArray[Kind]], kind: type[Kind]) -> npt.NDArray[Kind]:
    """Return the parts end to end, letting go of each as it is copied: never are both wholly in memory."""
    whole = np.empty(sum(part.size for part in parts), dtype=kind)
    at = 0
    parts.reverse()
    while parts:
        part = parts.pop()
        whole[at : at + part.size] = part
        at += part.size
    return whole


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
