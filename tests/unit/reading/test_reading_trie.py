"""Phrases that begin alike share their nodes; each ends at its own."""

import polars as pl

from fullcount.reading.match import hits_of
from fullcount.reading.spelling import aliases_of
from fullcount.reading.trie import spelled, trie_of
from fullcount.reading.words import run_of, words_in, words_of

PHRASES = pl.Series(["a", "a b", "a b c", "a c", "b", "b a c d", "d's"])
TRIE = trie_of(spelled(PHRASES), aliases_of(PHRASES, spelled(PHRASES).hashes))


def found(*texts):
    hits = hits_of(words_of(pl.Series(texts)), TRIE)
    return [(int(first), PHRASES[int(phrase)]) for first, phrase in zip(hits.first, hits.phrase, strict=True)]


def test_a_node_for_each_beginning():
    assert TRIE.ends.size == 1 + 9 and TRIE.depth == 4


def test_the_leftmost_first_and_of_equals_the_longest():
    assert found("a b c b a c d's") == [
        (0, "a b c"), (0, "a b"), (0, "a"), (1, "b"), (3, "b"), (4, "a c"), (4, "a"), (6, "d's")
    ]  # fmt: skip


def test_a_phrase_that_the_text_cuts_short():
    assert found("b a c") == [(0, "b"), (1, "a c"), (1, "a")]
    assert found("b a. c d") == [(0, "b"), (1, "a")]
    assert found("b a c", "d") == [(0, "b"), (1, "a c"), (1, "a")]


def test_a_part_of_a_run_is_read_as_if_it_stood_alone():
    texts = pl.Series(["a 'b' \u2018c\u2019", None, "", "\u2013 d's?", "c. a/b"])
    whole = run_of(texts)
    for first, last in ((0, 1), (0, 3), (1, 3), (2, 5), (3, 4), (4, 5)):
        part, alone = words_in(whole, first, last), words_of(texts[first:last])
        for name in ("doc_start", "start", "length", "hard", "soft", "quote", "question"):
            assert getattr(part, name).tolist() == getattr(alone, name).tolist(), (first, last, name)
