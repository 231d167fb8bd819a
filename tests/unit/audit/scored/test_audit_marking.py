"""How likely a second reader says missed, given the first, in shares by hand."""

import numpy as np
import pytest

from fullcount.audit.scored.marking import FEWEST_PAIRS, Second, second_says


def pairs(reader, both, first, second, neither, weight=1.0):
    """Return pairs by one reader: marked by both, by the first alone, by the second alone, by neither."""
    mark = np.repeat([True, True, False, False], [both, first, second, neither])
    again = np.repeat([True, False, True, False], [both, first, second, neither])
    return Second(np.full(len(mark), reader, object), mark, again, np.full(len(mark), weight))


def test_the_chances_are_the_shares_of_the_pairs_with_wilsons_ends():
    marked = second_says(pairs("a", 9, 1, 2, 88), np.array(["a", "a"], object), is_marked=True)
    assert [ends.tolist() for ends in marked] == [pytest.approx([at, at], abs=5e-4) for at in (0.9, 0.5958, 0.9821)]
    found = second_says(pairs("a", 9, 1, 2, 88), np.array(["a"], object), is_marked=False)
    assert found[0][0] == pytest.approx(2 / 90)


def test_a_reader_with_many_pairs_has_chances_of_his_own_and_one_with_few_those_of_all():
    many, few = pairs("a", 20, 20, 0, FEWEST_PAIRS), pairs("b", 10, 0, 0, 10)
    joined = Second(*(np.concatenate([getattr(part, name) for part in (many, few)])
                      for name in ("reader", "mark", "again", "weight")))  # fmt: skip
    own, pooled = second_says(joined, np.array(["a", "b"], object), is_marked=True)[0]
    assert (own, pooled) == (pytest.approx(20 / 40), pytest.approx(30 / 50))


def test_pairs_count_as_what_they_stand_for_and_none_leave_all_open():
    heavy, light = pairs("a", 10, 0, 0, 0, weight=9.0), pairs("a", 0, 10, 0, 30)
    joined = Second(*(np.concatenate([getattr(part, name) for part in (heavy, light)])
                      for name in ("reader", "mark", "again", "weight")))  # fmt: skip
    assert second_says(joined, np.array(["a"], object), is_marked=True)[0][0] == pytest.approx(0.9)
    open_ = second_says(pairs("a", 0, 0, 0, 40), np.array(["a"], object), is_marked=True)
    assert [float(ends[0]) for ends in open_] == [0.5, 0.0, 1.0]
