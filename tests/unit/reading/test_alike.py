"""Which texts count as nearly the same."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.reading.alike import alike

MASTER = "All reasonable lines have been followed by the team and there is nothing left that could be done, closed."


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(MASTER, MASTER, True, id="the very text"),
        pytest.param(MASTER, MASTER.upper() + " 4471", True, id="shouted, with a number"),
        pytest.param(MASTER, MASTER.replace("closed", "Filed today"), True, id="another end"),
        pytest.param(MASTER, "Shop sent the film, face shown to the beat team, nobody knows him, filed.", False,
                     id="another text"),
        pytest.param("No further action.", "No further action.", None, id="too short to be anybody's"),
    ],
)  # fmt: skip
def test_two_texts(one, other, same):
    first, second = alike(pl.Series([one, other])).to_list()
    if same is None:
        assert (first, second) == (None, None)
    else:
        assert (first == second) is same


def test_blank_texts_belong_to_no_group():
    assert alike(pl.Series([None, "", MASTER], dtype=pl.String)).to_list()[:2] == [None, None]
    assert alike(pl.Series([], dtype=pl.String)).to_list() == []


@given(st.lists(st.sampled_from([MASTER, MASTER + " Ok", "a b c d e f g h", "x y z a b c d e", None]), max_size=12))
def test_groups_do_not_depend_on_the_order_of_the_rows(texts):
    there = dict(zip(texts, alike(pl.Series(texts, dtype=pl.String)).to_list(), strict=True))
    back = dict(zip(texts[::-1], alike(pl.Series(texts[::-1], dtype=pl.String)).to_list(), strict=True))
    assert there == back


WORDS = st.lists(st.sampled_from([f"w{letter}" for letter in "abcdefgh"]), min_size=6, max_size=9).map(" ".join)


@given(st.lists(WORDS, max_size=14))
def test_groups_are_those_of_comparing_each_with_all(texts):
    """The first earlier text that begins a group and shares at least 0.7 of the runs of words."""
    firsts: list[str] = []
    of: dict[str, str] = {}
    for text in sorted(set(texts)):
        mine = {tuple(text.split()[at : at + 3]) for at in range(len(text.split()) - 2)}
        for first in firsts:
            theirs = {tuple(first.split()[at : at + 3]) for at in range(len(first.split()) - 2)}
            if len(mine & theirs) >= 0.7 * len(mine | theirs):
                of[text] = first
                break
        else:
            firsts.append(text)
            of[text] = text
    found = dict(zip(texts, alike(pl.Series(texts, dtype=pl.String)).to_list(), strict=True))
    assert {text: found[first] for text, first in of.items()} == found
    assert len(set(found.values())) == len(firsts)
