"""The grammar: every choice expands, every slot is filled, no fragment is cut wrongly, and versions are apart."""

import re
from collections.abc import Iterator

import numpy as np
import polars as pl
import pytest

from fullcount.simulate.grammar.bank import (
    CHANNELS,
    HANDS,
    MOST_FORMS,
    SLOTS,
    Bank,
    Dice,
    build_bank,
    channel_of,
    clip,
    expand,
    mistype,
    spoken_in,
    the_bank,
)
from fullcount.simulate.grammar.book import VERSIONS, Book, book
from fullcount.simulate.grammar.compose import compose, join_parts, stack_values
from fullcount.simulate.log_keys import ENDS, matter_keys
from fullcount.simulate.mechanisms import LOOKALIKES
from fullcount.simulate.offences import RELATION_NAMES, REPORTER_NAMES
from fullcount.simulate.slots import DRAWN

PLAIN = np.zeros(2, dtype=np.int64)


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def of(*fragments: str, **habits: tuple[tuple[str, str], ...]) -> Bank:
    abbreviations = tuple((word, (short,)) for word, short in habits.get("short", ()))
    return build_bank(Book(1, {"k": fragments}, {}, {}, {}, abbreviations, habits.get("slang", ()), ()))


def test_choices_expand_to_every_form() -> None:
    assert sorted(expand("a [b|c] d [e|f]", rng())) == ["a b d e", "a b d f", "a c d e", "a c d f"]
    assert expand("plain", rng()) == ["plain"]
    assert expand("a [b|] c", rng()) == ["a b c", "a c"]


def test_long_choices_are_sampled_so_that_every_word_is_used() -> None:
    forms = expand("[a|b|c|d] [e|f|g|h] [i|j|k] [l|m|n]", rng())
    assert len(forms) <= MOST_FORMS
    assert {word for form in forms for word in form.split()} == set("abcdefghijklmn")


def test_hurried_hands_leave_out_little_words() -> None:
    assert clip("the man was in a car by the pond", 1.0, Dice(1)) == "the man in car by pond"
    assert clip("the man was in a car", 0.0, Dice(1)) == "the man was in a car"


def test_hands_leave_slots_alone() -> None:
    bank = of("the caller spoke about {caller} with {who}", short=(("caller", "clr"), ("about", "abt")))
    short = [bank.words[part][1 + 2 * bank.forms] for part in range(3)]
    assert [part.replace("the ", "") for part in short] == ["clr spoke abt ", " with ", ""]
    slipped = mistype("the caller spoke about {caller} with {who}", Dice(1))
    assert slipped != "the caller spoke about {caller} with {who}"
    assert "{caller}" in slipped
    assert "{who}" in slipped


def test_slots_are_filled_from_their_own_row() -> None:
    bank = of("{who} met {v}")
    stacked = stack_values({"who": pl.Series(["x", "y"]), "v": pl.Series(["p", "q"])}, 2)
    assert compose(bank, stacked, np.array([1, 1]), PLAIN).to_list() == ["x met p", "y met q"]
    assert compose(bank, stacked, np.array([0, 1]), PLAIN).to_list() == ["", "y met q"]


def test_parts_join_by_their_own_mark_without_gaps() -> None:
    parts = [pl.Series(["one", ""]), pl.Series(["", "two"]), pl.Series(["three", "four"])]
    assert join_parts(parts, pl.Series([". ", " - "])).to_list() == ["one. three", "two - four"]
    assert join_parts([pl.Series(["", "a"])], pl.Series(["; ", "; "])).to_list() == ["", "a"]


def test_too_many_slots_are_refused() -> None:
    with pytest.raises(ValueError, match="slots"):
        of("{who} {v} {st} {tm} {ph} {cs} {ref}")


def keys(words: Book) -> Iterator[str]:
    yield from matter_keys()
    yield from (f"end:{end}" for end in {*ENDS.values(), "recorded-ref", "late-ref", "incident", "backlog"})
    yield from (f"ended:{name.value}" for name in LOOKALIKES)
    yield from (f"intros:{name}:{channel}" for name in (*REPORTER_NAMES, "other") for channel in CHANNELS)
    yield from (f"negations:{name}" for name in ("person", "property", "incident"))
    yield from (f"leads:{name}" for name in ("cctv", "witness", "phone", "forensic", "suspect"))
    yield from (f"{part}:{name}" for part in ("updates", "notes") for name in ("crime", "property", "incident"))
    yield from (f"supervisor:{name}" for name in ("recorded", "missed", "incident"))
    assert words.sections


@pytest.mark.parametrize("version", VERSIONS)
def test_every_matter_entry_and_ending_has_words(version: int) -> None:
    words, bank = book(version), the_bank(version, 1)
    assert set(keys(words)) <= set(bank.ranges)
    assert all(bank.ranges[key][1] >= (1 if key.startswith("intros:") else 3) for key in keys(words))
    assert bank.forms * HANDS == len(bank.slots)
    assert set(words.offenders) == set(RELATION_NAMES)
    assert set(words.victims) == set(REPORTER_NAMES)
    assert set(DRAWN) | {"colour", "car"} <= set(words.values)
    assert len(SLOTS) == len(set(SLOTS))


@pytest.mark.parametrize("version", VERSIONS)
def test_no_fragment_has_brackets_left_or_an_unknown_slot(version: int) -> None:
    for key, fragments in book(version).sections.items():
        for fragment in fragments:
            for form in expand(fragment, rng()):
                assert not re.search(r"[\[\]|]", form), (key, fragment)
                assert set(re.findall(r"\{(\w+)\}", form)) <= set(SLOTS), (key, fragment)


def test_an_opening_says_no_other_channel_than_its_own() -> None:
    assert [channel_of(form) for form in ("walk in at the counter", "web report by {caller}", "rings 101", "says")] == [
        "desk", "online", "phone", "any"]  # fmt: skip
    bank = the_bank(1, 1)
    first, number = bank.ranges["intros:victim:online"]
    said = {
        channel_of("{ph}".join(bank.words[part][form] for part in range(2))) for form in range(first, first + number)
    }
    assert "desk" not in said


def test_two_seeds_share_about_half_of_their_fragments() -> None:
    one, two = ({f for fragments in spoken_in(book(1), seed).sections.values() for f in fragments} for seed in (1, 2))
    assert 0.4 < len(one & two) / len(one) < 0.65
    assert all(len(fragments) >= 3 for fragments in spoken_in(book(2), 1).sections.values())


def test_the_two_versions_share_hardly_a_fragment() -> None:
    one, two = ({f for fragments in book(v).sections.values() for f in fragments} for v in (1, 2))
    assert len(one) > 1200
    assert len(two) > 500
    assert len(one & two) <= 3
