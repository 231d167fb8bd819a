"""The words that speak for the class due and for the class recorded."""

from fullcount.pipeline.report.two_sides import said_for
from fullcount.pipeline.resources import rule_pack
from fullcount.rulebook.sides import facts_of_class

SAID = "<punch> (violence_used), {body} ..2 (red|sore) (injury), stolen (property_taken)"


def test_words_are_told_apart_by_the_fact_they_state():
    assert said_for(SAID, frozenset({"injury"})) == "{body} ..2 (red|sore) (injury)"
    assert said_for(SAID, frozenset({"violence_used", "property_taken"})) == (
        "<punch> (violence_used), stolen (property_taken)"
    )
    assert said_for(SAID, frozenset()) == ""
    assert said_for(None, frozenset({"injury"})) == ""


def test_an_injury_and_a_theft_are_asked_about_by_different_rules():
    pack = rule_pack("crr-2026-27")
    injury, theft = facts_of_class(pack, "8N"), facts_of_class(pack, "49")
    assert "injury" in injury - theft
    assert "property_taken" in theft - injury
    assert facts_of_class(pack, "no such class") == frozenset()
