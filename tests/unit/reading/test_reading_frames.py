"""Expressions with a gap: their parts near each other, in one clause, with nothing between that changes the meaning."""

import pytest

from fullcount.core.errors import RuleError
from fullcount.reading.lexicon import parse_lexicon
from fullcount.reading.read import explain_text

HEAD = 'name = "f"\nsource = "s"\nreviewer = "r"\n'
LEXICON = parse_lexicon(
    {
        "f.toml": HEAD
        + """
[classes]
pronoun = ["him", "her"]
[[entry]]
fact = "violence_used"
terms = ["<punch> .. {pronoun}", "<punch> .. {pronoun} ..5 (face|head)", "<kick>", "don't like"]
[[entry]]
fact = "injury"
value = "minor"
terms = ["(face|arm) ..2 bruised"]
[[cue]]
scope = "negated"
first_only = true
terms = ["not", "did not", "never", "no .. offences of"]
[[chain]]
terms = ["or"]
[[break]]
terms = ["but"]
[[ignore]]
terms = ["punch bag", "<kick> .. habit"]
"""
    }
)


def found(text):
    raw = text.encode()
    return [(raw[m.start : m.end].decode(), m.scope.value) for m in explain_text(text, LEXICON)]


def test_a_gap_holds_a_few_words_and_each_longer_frame_is_found_too():
    assert found("male punched hard at her twice then in the face") == [
        ("punched hard at her twice then in the face", "asserted"),
        ("punched hard at her", "asserted"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "punched one two three four her",
        "punched. Her",
        "punched but her",
        "punched and never touched her",
        "hit a punch bag near her",
        "her face punched",
    ],
)
def test_no_gap_holds_too_many_words_a_stop_a_cue_or_a_break(text):
    assert found(text) == []


def test_a_denial_acts_on_all_that_overlaps_and_on_the_rest_of_a_list():
    assert found("he did not punch him or kick") == [
        ("punch him", "negated"),
        ("kick", "negated"),
    ]
    assert found("no. not punched her in the face") == [
        ("punched her in the face", "negated"),
        ("punched her", "negated"),
    ]


def test_what_is_to_be_ignored_and_cues_may_have_gaps_too():
    assert found("kicked the old habit, kicked him") == [("kicked", "asserted")]
    assert found("no recent offences of kicking") == [("kicking", "negated")]


def test_a_contraction_may_lack_its_apostrophe():
    assert found("dont like, don\u2019t like, DON'T LIKE") == [
        ("dont like", "asserted"),
        ("don\u2019t like", "asserted"),
        ("DON'T LIKE", "asserted"),
    ]


def test_a_frame_that_counts_or_may_be_empty_is_a_fault():
    for term in ("punched ..2 {n} times", "punched .. (him|)", "punched .. "):
        with pytest.raises(RuleError):
            parse_lexicon({"f.toml": HEAD + f'[[entry]]\nfact = "violence_used"\nterms = ["{term}"]\n'})


def test_a_frame_with_two_values_of_one_fact_is_a_fault():
    entries = "".join(
        f'[[entry]]\nfact = "injury"\nvalue = "{value}"\nterms = ["arm .. hurt"]\n' for value in ("minor", "serious")
    )
    with pytest.raises(RuleError, match="lexicon"):
        parse_lexicon({"f.toml": HEAD + entries})
