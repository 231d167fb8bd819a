"""Words are told apart by their hashes, and every key is found where it was put."""

import numpy as np

from fullcount.reading.spelling import find_pairs, hashes_of, paired_tables, perfect_table, top_bits

LONG = "abcdefghijklmnopqrstuvwx"


def hashes(*words):
    joined = " ".join(words).encode() + bytes(24)
    lengths = np.array([len(word.encode()) for word in words])
    return hashes_of(np.frombuffer(joined, np.uint8), np.cumsum(lengths + 1) - lengths - 1, lengths)


def test_equal_words_and_only_they_have_equal_hashes():
    words = ["a", "aa", "kick", "kicked", "kickings", "kickingsa", "kickingsb", LONG[:16], LONG[:17], LONG[:23], LONG]
    words += [LONG[:8] + LONG[16:] + LONG[8:16]]
    found = hashes(*words, *words)
    assert np.unique(found).size == len(words)
    assert (found[: len(words)] == found[len(words) :]).all()


def test_a_word_longer_than_is_looked_at_is_like_none_of_a_lexicon():
    assert np.unique(hashes(LONG, LONG + "y")).size == 2


def test_a_perfect_table_has_a_place_for_each():
    known = np.random.default_rng(1).integers(1, 1 << 63, 3000).astype(np.uint64)
    table, factor = perfect_table(known)
    place = table[top_bits(known * np.uint64(factor), table.size)]
    assert (place == np.arange(1, known.size + 1)).all()


def test_pairs_are_found_where_they_were_put_and_no_others():
    keys = np.random.default_rng(2).choice(1 << 40, 20_000, replace=False).astype(np.uint64)
    tables = paired_tables(keys[:10_000])
    found, place = find_pairs(tables, keys[:10_000], keys)
    assert (found == np.arange(10_000)).all() and (place == found).all()
