"""Words are cut at the right bytes, and stops are told from marks that only look like stops."""

import polars as pl

from fullcount.reading.words import words_of


def cut(*texts):
    found = words_of(pl.Series(list(texts), dtype=pl.String))
    data = found.lower.tobytes()
    return [data[s : s + n].decode() for s, n in zip(found.start, found.length, strict=True)], found


def test_words_are_lower_case_letters_and_digits():
    assert cut("He KICKED the ex-partner x2")[0] == ["he", "kicked", "the", "ex", "partner", "x2"]


def test_an_apostrophe_belongs_inside_a_word_only():
    assert cut("'didn't' victim\u2019s \u2018no\u2019")[0] == ["didn't", "victim\u2019s", "no"]


def test_stops():
    words, found = cut("at 10.30 hrs. Then, left - gone / back a/b")
    assert words[:3] == ["at", "10", "30"]
    assert len(found.hard) == 2 and len(found.soft) == 3


def test_accents_pictures_and_nulls():
    assert cut("caf\u00e9 \U0001f600kick\u00a0him", None, "x")[0] == ["caf\u00e9", "kick", "him", "x"]


def test_where_each_text_begins():
    assert cut("ab", None, "\u00e9", "c")[1].doc_start.tolist() == [0, 3, 4, 7]


def test_no_text_at_all():
    assert cut()[0] == [] and cut("", "")[0] == []
