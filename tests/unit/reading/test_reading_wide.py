"""How things are meant that another sentence of the same log speaks of."""

import pytest

from fullcount.core.errors import RuleError
from fullcount.reading.lexicon import parse_lexicon
from fullcount.reading.read import explain_text

SMALL = """
name = "small"
source = "s"
reviewer = "r"
[answers]
no = ["no", "never"]
[[entry]]
fact = "violence_used"
terms = ["punched", "hit"]
[[entry]]
fact = "contrary_evidence"
terms = ["he fell"]
[[entry]]
fact = "reporter"
value = "victim"
terms = ["caller is victim"]
[[cue]]
scope = "corrected"
acts = "backward"
sentences = 99
terms = ["wrong log"]
[[cue]]
scope = "historic"
acts = "both"
sentences = 1
terms = ["already crimed"]
[[cue]]
scope = "quoted"
acts = "both"
sentences = 0
terms = ["in the play"]
[[cue]]
scope = "negated"
reach = 2
first_only = true
terms = ["no", "not", "never"]
[[fresh]]
terms = ["tonight"]
"""


@pytest.fixture(scope="module")
def small():
    return parse_lexicon({"small.toml": SMALL})


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("Male punched. Sorry, wrong log.", ["corrected"]),
        ("Male punched. Rain. Cold. Dark... Sorry, wrong log. Female hit.", ["corrected", "asserted"]),
        ("Male punched. Already crimed.", ["historic"]),
        ("Already crimed. Male punched.", ["historic"]),
        ("Male punched. He left. Already crimed.", ["asserted"]),
        ("Male punched\n\n14:02 already crimed", ["historic"]),
        ("Already crimed. Tonight hit.", ["asserted"]),
        ("Wrong log? Tonight hit. Wrong log.", ["corrected"]),
        ("A man, wet through, is hit, and that is all there is to it, in the play. Punched.", ["quoted", "asserted"]),
        ("Has he ever hit you? No.", ["negated"]),
        ("Hit you? Never, and he cooks.", ["negated"]),
        ("Hit you? Yes.", ["asserted"]),
        ("Has he left? No. He hit me.", ["asserted"]),
    ],
)
def test_a_cue_acts_on_whole_sentences(small, text, scopes):
    assert [m.scope.value for m in explain_text(text, small) if m.fact == "violence_used"] == scopes


def test_another_text_is_never_reached(small):
    assert [m.scope.value for m in explain_text("Punched", small)] == ["asserted"]
    assert [m.scope.value for m in explain_text("Wrong log", small)] == []


def test_what_settles_a_report_and_who_says_so_stand_as_they_are(small):
    said = {m.fact: m.scope.value for m in explain_text("Punched. Caller is victim. No, he fell. Wrong log.", small)}
    assert said == {"violence_used": "corrected", "contrary_evidence": "asserted", "reporter": "asserted"}


@pytest.mark.parametrize("sentences", ["-2", "100", '"one"'])
def test_how_far_is_checked(sentences):
    wrong = SMALL.replace("sentences = 99", f"sentences = {sentences}")
    with pytest.raises(RuleError, match="cannot be used"):
        parse_lexicon({"small.toml": wrong})


def test_what_is_ignored_may_speak_of_its_neighbours_and_what_is_new_may_say_anything():
    more = SMALL + '[[ignore]]\nterms = ["in the play"]\n[[entry]]\nfact = "fire_set"\nterms = ["tonight"]\n'
    lexicon = parse_lexicon({"small.toml": more})
    assert [m.scope.value for m in explain_text("hit in the play", lexicon)] == ["quoted"]
