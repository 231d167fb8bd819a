"""A text says the same whether it is read alone or among others, and as a plain search over words would find."""

import re
from dataclasses import astuple

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.reading.lexicon import parse_lexicon
from fullcount.reading.match import hits_of
from fullcount.reading.read import explain_text, read_texts, words_at
from fullcount.reading.words import words_of

LEXICON = parse_lexicon(
    {
        "p.toml": """
name = "p"
source = "s"
reviewer = "r"
[[entry]]
fact = "violence_used"
value = true
terms = ["kick", "kick him", "he was hit", "stab"]
[[entry]]
fact = "injury"
value = "minor"
terms = ["bruise", "cut"]
[[cue]]
scope = "negated"
acts = "both"
reach = 3
terms = ["no", "denied"]
[[cue]]
scope = "historic"
reach = 4
crosses_commas = true
terms = ["previous"]
[answers]
no = ["no"]
[[cue]]
scope = "corrected"
acts = "both"
sentences = 1
terms = ["stable"]
[[cue]]
scope = "quoted"
acts = "backward"
sentences = 99
terms = ["him"]
[[fresh]]
terms = ["kick him"]
[[chain]]
terms = ["or"]
[[question]]
terms = ["was"]
"""
    }
)
WORDS = [
    "kick",
    "Kick",
    "him",
    "he was hit",
    "stab",
    "stable",
    "bruise",
    "cut",
    "no",
    "denied",
    "previous",
    "or",
    "was",
]
MARKS = [" ", "  ", ", ", ". ", "?", "\n", " - ", " / ", '"', "“", "”", "’", "é", "😀", "'", "-", "but "]
PIECES = st.sampled_from(WORDS + MARKS)
TEXTS = st.one_of(st.none(), st.lists(PIECES, max_size=14).map("".join), st.text(max_size=30))


@given(st.lists(TEXTS, max_size=6))
@settings(max_examples=150, deadline=None)
def test_alone_or_together(texts):
    reading = read_texts(pl.Series(range(len(texts)), dtype=pl.Int64), pl.Series(texts, dtype=pl.String), LEXICON)
    for row, text in enumerate(texts):
        alone = explain_text(text or "", LEXICON)
        together = reading.spans.filter(pl.col("report_key") == row).drop("report_key").rows()
        assert [(*astuple(m)[:5], m.scope.value, m.sureness, m.entry_at, m.entry_by) for m in alone] == together
        one = read_texts(pl.Series([row]), pl.Series([text], dtype=pl.String), LEXICON).facts
        assert one.rows() == [reading.facts.row(row)]


@given(TEXTS.filter(lambda text: text is not None))
@settings(max_examples=150, deadline=None)
def test_every_span_points_at_its_words(text):
    for mention in explain_text(text, LEXICON):
        seen = re.sub(r"[^a-z]+", " ", words_at(text, mention).lower())
        assert seen == mention.term


@given(st.lists(st.sampled_from(["kick", "him", "he", "was", "hit", "stab", "stable", "no", "or", "x"]), max_size=20))
@settings(max_examples=150, deadline=None)
def test_the_trie_finds_what_a_plain_search_finds(words):
    hits = hits_of(words_of(pl.Series([" ".join(words)])), LEXICON.trie)
    found = {(int(f), LEXICON.phrases[p]) for f, p in zip(hits.first, hits.phrase, strict=True)}
    expected = {
        (place, phrase)
        for phrase in LEXICON.phrases
        for place in range(len(words))
        if words[place : place + len(phrase.split())] == phrase.split()
    }
    assert found == expected
