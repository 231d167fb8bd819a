"""Signs and settings: what several families of words together say of how a sentence is meant."""

import pytest

from fullcount.core.errors import RuleError
from fullcount.reading.lexicon import parse_lexicon
from fullcount.reading.read import explain_text
from fullcount.reading.signs import REACH
from fullcount.reading.vocabulary import Place

HEAD = 'name = "x"\nsource = "s"\nreviewer = "r"\n'
WORDS = """
[[entry]]
fact = "violence_used"
terms = ["punched", "punched kicked", "the assault", "kicked or grabbed"]
[[entry]]
fact = "order_breached"
terms = ["breached his order"]
[[entry]]
fact = "contrary_evidence"
terms = ["CCTV shows nothing"]
[[cue]]
scope = "negated"
reach = 1
terms = ["never"]
[[chain]]
terms = ["or"]
[[sign]]
name = "old"
terms = ["2009", "years .. ago"]
[[sign]]
name = "closed"
terms = ["prison", "court"]
[[sign]]
name = "now"
terms = ["tonight"]
[[sign]]
name = "film"
terms = ["film"]
[[sign]]
name = "found"
terms = ["turned out"]
[[sign]]
name = "noun"
terms = ["the assault"]
"""
SETTINGS = """
[[setting]]
scope = "historic"
needs = ["here old", "near closed"]
bars = ["here now"]
[[setting]]
scope = "quoted"
needs = ["text film"]
quoted = true
[[setting]]
scope = "corrected"
needs = ["later found"]
bars = ["later deed"]
[[setting]]
scope = "historic"
needs = ["here closed"]
nouns = true
"""
LEXICON = parse_lexicon({"x.toml": HEAD + WORDS + SETTINGS})
FAR = "and so on " * REACH[Place.NEAR][1]


def scopes(text):
    return [m.scope.value for m in explain_text(text, LEXICON) if m.fact == "violence_used"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Punched in 2009, he went to prison.", ["historic"]),
        ("Punched in 2009. He went to prison.", ["historic"]),
        ("Punched some years or so ago. He went to prison.", ["historic"]),
        ("Punched in 2009.", ["asserted"]),
        ("Punched. In 2009 he went to prison.", ["asserted"]),
        ("He went to prison in 2009, punched tonight.", ["asserted"]),
        (f"Punched in 2009 {FAR}. Prison.", ["asserted"]),
        ("A film. 'He punched her', it said.", ["quoted"]),
        ("A film. He punched her.", ["asserted"]),
        ("Film of the lads' car. He punched her at the boys' club.", ["asserted"]),
        ("She was punched. Turned out to be a door.", ["corrected"]),
        ("Turned out to be a door. She was punched.", ["asserted"]),
        ("She was punched. Turned out to be a door. Then punched.", ["asserted", "asserted"]),
        ("Update on the assault, court Monday.", ["historic"]),
        ("Punched outside court.", ["asserted"]),
    ],
)
def test_a_setting_acts_where_all_its_signs_stand(text, meant):
    assert scopes(text) == meant


def test_what_settles_a_report_and_what_breaks_an_order_are_left_alone():
    said = explain_text("Breached his order in 2009, prison. CCTV shows nothing in 2009, prison.", LEXICON)
    assert [(m.fact, m.scope.value) for m in said] == [
        ("order_breached", "asserted"),
        ("contrary_evidence", "asserted"),
    ]


def test_what_begins_within_a_denial_is_denied():
    assert scopes("She was never punched, kicked or grabbed") == ["negated", "negated"]


@pytest.mark.parametrize(
    ("setting", "what"),
    [
        ('scope = "historic"\nneeds = ["here older"]', "asks for 'older'"),
        ('scope = "historic"\nneeds = ["beside old"]', "cannot be read"),
        ('scope = "historic"\nneeds = []', "cannot be read"),
        ('scope = "past"\nneeds = ["here old"]', "cannot be read"),
        ('scope = "historic"\nneeds = ["here old"]\nreach = 3', "cannot be read"),
    ],
)
def test_a_setting_that_cannot_be_read_is_a_fault(setting, what):
    with pytest.raises(RuleError) as error:
        parse_lexicon({"x.toml": f"{HEAD}{WORDS}[[setting]]\n{setting}\n"})
    assert any(what in fault.what for fault in error.value.faults)


def test_a_sign_without_a_name_is_a_fault():
    with pytest.raises(RuleError) as error:
        parse_lexicon({"x.toml": f'{HEAD}{WORDS}[[sign]]\nterms = ["x"]\n'})
    assert any("has no name" in fault.what for fault in error.value.faults)
