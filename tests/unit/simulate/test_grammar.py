"""The grammar: every choice expands, every slot is filled, and no fragment is cut wrongly."""

import numpy as np
import polars as pl
import pytest

from fullcount.simulate.grammar.bank import HANDS, SLOTS, abbreviate, build_bank, expand, mistype
from fullcount.simulate.grammar.compose import compose, join_parts, stack_values
from fullcount.simulate.grammar.crime_words import CRIMES
from fullcount.simulate.logs import matter_keys, the_bank
from fullcount.simulate.offences import OFFENCES


def test_choices_expand_to_every_form() -> None:
    assert expand("a [b|c] d [e|f]") == ["a b d e", "a b d f", "a c d e", "a c d f"]
    assert expand("plain") == ["plain"]


def test_long_choices_are_sampled_evenly_so_that_every_word_is_used() -> None:
    forms = expand("[a|b|c|d] [e|f|g|h] [i|j|k]")
    assert len(forms) <= 12
    assert {word for form in forms for word in form.split()} == set("abcdefghijk")


def test_hands_leave_slots_alone() -> None:
    text = "the caller spoke about {caller} with {who}"
    assert abbreviate(text) == "the clr spoke abt {caller} w {who}"
    slipped = mistype(text, np.random.default_rng(1))
    assert slipped != text
    assert "{caller}" in slipped
    assert "{who}" in slipped


def test_slots_are_filled_from_their_own_row() -> None:
    bank = build_bank({"k": ["{who} met {v}"]})
    stacked = stack_values({"who": pl.Series(["x", "y"]), "v": pl.Series(["p", "q"])}, 2)
    assert compose(bank, stacked, np.array([1, 1])).to_list() == ["x met p", "y met q"]
    assert compose(bank, stacked, np.array([0, 1])).to_list() == ["", "y met q"]


def test_parts_join_without_gaps() -> None:
    parts = [pl.Series(["one", ""]), pl.Series(["", "two"]), pl.Series(["three", "four"])]
    assert join_parts(parts, np.array([False, True])).to_list() == ["one. three.", "TWO. FOUR."]


def test_too_many_slots_are_refused() -> None:
    with pytest.raises(ValueError, match="slots"):
        build_bank({"k": ["{who} {v} {st} {tm} {ph}"]})


def test_every_class_and_incident_has_words() -> None:
    assert {offence.cls for offence in OFFENCES} == set(CRIMES)
    assert set(matter_keys()) <= set(the_bank().ranges)
    assert the_bank().forms * HANDS == len(the_bank().slots)
    assert len(SLOTS) == len(set(SLOTS))
