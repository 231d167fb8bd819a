"""Patterns of the lexicon stand for exactly the phrases they seem to stand for."""

import itertools

import pytest

from fullcount.reading.patterns import PatternError, Patterns, normal, parts_of, phrases, verb_forms


def written(pattern, verbs=None, classes=None):
    return {phrase for phrase, _ in phrases(pattern, verbs or {}, classes or {})}


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("punch", {"punch", "punches", "punched", "punching"}),
        ("grope", {"grope", "gropes", "groped", "groping"}),
        ("carry", {"carry", "carries", "carried", "carrying"}),
        ("slap", {"slap", "slaps", "slapped", "slapping"}),
        ("rob", {"rob", "robs", "robbed", "robbing"}),
        ("kick", {"kick", "kicks", "kicked", "kicking"}),
    ],
)
def test_regular_verbs(base, forms):
    assert set(verb_forms(base)) == forms


def test_irregular_verbs_come_from_the_table():
    assert written("<hit> me", verbs={"hit": ["hit", "hitting"]}) == {"hit me", "hitting me"}


def test_groups_may_be_empty_and_may_stand_within_groups():
    assert written("a (b|) c") == {"a b c", "a c"}
    assert written("put (down|in (his|her) bag)") == {"put down", "put in his bag", "put in her bag"}


def test_classes_and_numbers():
    assert written("{who} fell", classes={"who": ["he", "the man"]}) == {"he fell", "the man fell"}
    assert dict(phrases("{n} victims", {}, {}))["four victims"] == 4


def test_a_contraction_is_one_word_however_it_is_written():
    assert written("won't") == written("wont") == written("won\u2019t") == {"won't"}


def test_a_term_with_gaps_is_cut_into_its_parts():
    assert parts_of("<punch> .. {pronoun} ..5 (face|head)") == (["<punch>", "{pronoun}", "(face|head)"], [3, 5])
    assert parts_of("no gap") == (["no gap"], [])


def test_normal_is_what_the_reader_sees():
    assert normal("  Ex-Partner, KICKED ") == "ex partner kicked"


@pytest.mark.parametrize("pattern", ["{nobody} fell", "(a|b", "a) b", "<a", "{n} {n} {n} {n}"])
def test_a_wrong_pattern_is_a_fault(pattern):
    with pytest.raises(PatternError):
        phrases(pattern, {}, {})


def test_a_long_pattern_is_cut_between_words_into_parts_that_stand_for_the_same():
    letters = "abcdefghijklmnopqrst"
    many = "(" + "|".join(letters) + ")"
    cut = Patterns({}, {}).parts(f"{many} (the |){many}(s|) {many}")
    assert len(cut) == 3 and all(len(part) <= 100 for part in cut)
    whole = {" ".join(part) for part in itertools.product(*cut)}
    assert whole == {
        f"{a} {the}{b}{s} {c}"
        for a, b, c in itertools.product(letters, repeat=3)
        for the in ("the ", "")
        for s in ("s", "")
    }
    assert [list(part) for part in Patterns({}, {}).parts("a (b|c)")] == [["a b", "a c"]]


def test_a_part_of_a_long_pattern_is_never_empty():
    many = "(" + "|".join("abcdefghijklmnopqrst") + "|)"
    assert all("" not in part for part in Patterns({}, {}).parts(f"x {many} {many} y"))
