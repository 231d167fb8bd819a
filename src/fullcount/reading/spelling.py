"""Each word as one number: a 64-bit hash of its first 24 bytes, by which words are told apart.

A word of up to eight letters has a hash of its own; two longer words share one about once in 2**64 pairs.
"""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.reading.words import PADDING, Bytes, Index

Hashes = npt.NDArray[np.uint64]
LONGEST_WORD = 24
"""Bytes of a word that its hash takes in. A longer word is like no word of a lexicon."""

FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)
WHOLE = (1 << 64) - 1
_MASKS = np.array([(1 << (8 * n)) - 1 for n in range(9)], dtype=np.uint64)


def hashes_of(lower: Bytes, start: Index, length: Index) -> Hashes:
    """Return (n_words,) the hash of each word. `lower` needs 24 bytes after the beginning of the last word."""
    eights = np.ndarray(lower.size - 7, dtype=np.uint64, buffer=lower.data, strides=(1,))
    value: Hashes = eights[start]
    value &= _MASKS.take(length, mode="clip")
    value *= np.uint64(FACTORS[0])
    longer = np.flatnonzero(length > 8)
    for part in (1, 2):
        rest = length.take(longer)
        rest -= 8 * part
        piece = eights[start.take(longer) + 8 * part] & _MASKS.take(rest, mode="clip")
        value[longer] ^= piece * np.uint64(FACTORS[part])
        longer = longer[rest > 8]
    value[longer[length.take(longer) > LONGEST_WORD]] ^= np.uint64(FACTORS[3])
    return value


def word_hashes(words: Iterable[str]) -> Hashes:
    """Return the hashes of plain words, rising."""
    return np.sort(_each_hash(list(words)))


def _each_hash(words: list[str]) -> Hashes:
    encoded = [word.encode() for word in words]
    raw = np.frombuffer(b" ".join(encoded) + bytes(PADDING), dtype=np.uint8)
    length = np.array([len(word) for word in encoded], dtype=np.int64)
    return hashes_of(raw.copy(), np.cumsum(length + 1) - length - 1, length)


def aliases_of(phrases: pl.Series, known: Hashes) -> tuple[Hashes, Hashes]:
    """Return other spellings of the words with an apostrophe, and the word each stands for: `dont` for `don't`.

    known: hashes of all words of the phrases; a spelling that is one of them (`ill` beside `i'll`) stands for itself.
    """
    words = phrases.filter(phrases.str.contains("'", literal=True)).str.split(" ").explode().unique().sort()
    marked = words.filter(words.str.contains("'", literal=True)).to_list()
    pairs = [(word.replace("'", ""), word) for word in marked] + [
        (word.replace("'", "\u2019"), word) for word in marked
    ]
    kept = {other: word for other, word in pairs if len(other.encode()) <= LONGEST_WORD}
    others, meant = _each_hash(list(kept)), _each_hash(list(kept.values()))
    new = ~np.isin(others, known)
    return others[new], meant[new]


def top_bits(value: Hashes, size: int) -> Index:
    """Return (n,) the top bits of each value, as a place in a table of `size` (a power of two)."""
    return (value >> np.uint64(65 - size.bit_length())).view(np.int64)


def perfect_table(hashes: Hashes) -> tuple[npt.NDArray[np.int32], int]:
    """Return a table from hash to its place in `hashes` plus one, 0 for no hash, and the odd factor that parts them.

    No two hashes share an entry of it. Factors are tried in a fixed order, of which about one in twenty serves at
    the first size; the table doubles when none of sixty-four does.
    """
    bits = max(12, (hashes.size * hashes.size // 6).bit_length())
    while True:
        for salt in range(1, 128, 2):
            factor = salt * FACTORS[2] & WHOLE
            place = top_bits(hashes * np.uint64(factor), 1 << bits)
            if not (np.diff(np.sort(place)) == 0).any():
                return slots_of(hashes, factor, 1 << bits), factor
        bits += 1


def slots_of(hashes: Hashes, factor: int, size: int) -> npt.NDArray[np.int32]:
    """Return (size,) the place of each hash in `hashes` plus one, at the top bits of the hash times the factor."""
    table = np.zeros(size, dtype=np.int32)
    table[top_bits(hashes * np.uint64(factor), size)] = np.arange(1, hashes.size + 1)
    return table


def paired_tables(keys: Hashes) -> npt.NDArray[np.int32]:
    """Return (2, n_slots) two tables of which one holds each key's place in `keys`, at `pair_slots` (cuckoo hashing).

    A key that is pushed out of one table moves to the other, all at once, until every key has a slot of its own.
    Free slots point at key 0. Source: R. Pagh and F. F. Rodler, Cuckoo hashing, Journal of Algorithms 51 (2004).
    """
    bits = max(4, int(keys.size).bit_length())
    while True:
        slots = np.stack([top_bits(spread, 1 << bits) for spread in (keys * np.uint64(f) for f in FACTORS[:2])])
        tables = np.full((2, 1 << bits), -1, dtype=np.int32)
        homeless = np.arange(keys.size, dtype=np.int32)
        for turn in range(64):
            table, at = tables[turn % 2], slots[turn % 2].take(homeless)
            pushed = table.take(at)
            table[at] = homeless
            stays = table.take(at) == homeless
            homeless = np.concatenate([pushed[stays & (pushed >= 0)], homeless[~stays]])
            if not homeless.size:
                return np.maximum(tables, 0)
        bits += 1


def find_pairs(tables: npt.NDArray[np.int32], keys: Hashes, wanted: Hashes) -> tuple[Index, Index]:
    """Return which of the wanted keys are in `keys` (their places in `wanted`, rising), and where in `keys`."""
    size = tables.shape[1]
    place = tables[0].take(top_bits(wanted * np.uint64(FACTORS[0]), size))
    missed = np.flatnonzero(keys.take(place) != wanted)
    other = wanted.take(missed)
    place[missed] = tables[1].take(top_bits(other * np.uint64(FACTORS[1]), size))
    is_found = np.ones(wanted.size, dtype=np.bool_)
    is_found[missed] = keys.take(place.take(missed)) == other
    found = np.flatnonzero(is_found)
    return found, place.take(found).astype(np.int64)
