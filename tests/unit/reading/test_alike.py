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
