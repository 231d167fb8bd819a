"""Two readers of a report: a reference is the truth, equals are bounds, and the order of the rows says nothing."""

import numpy as np
import polars as pl
import pytest

from fullcount.audit.estimating.answer import answered
from fullcount.audit.estimating.asked import Asked
from fullcount.audit.results import Refusal
from two_readers import FRAME, drawn, marks, read


@pytest.mark.parametrize("wrong", [0.1, 0.4, 1.0])
def test_where_the_reference_read_all_its_marks_alone_count(wrong):
    rng, rows, truth = drawn(1)
    own, other = marks(rows, truth, "A"), marks(rows, truth ^ (rng.random(300) < wrong), "B")
    alone = answered(own, FRAME, Asked())
    for order in ([own, other], [other, own]):
        both = answered(pl.concat(order), FRAME, Asked(reference="A"))
        assert (both.rate, both.unrecorded, both.n) == (alone.rate, alone.unrecorded, alone.n)


def test_what_the_reference_could_not_decide_is_undecided():
    _, rows, truth = drawn(2)
    blank = pl.Series([None if place < 20 else int(mark) for place, mark in enumerate(truth)], dtype=pl.Int64)
    own = marks(rows, truth, "A").with_columns(crimes_disclosed=blank)
    both = answered(pl.concat([own, marks(rows, truth, "B")]), FRAME, Asked(reference="A"))
    assert (both.n, both.rate) == (280, answered(own, FRAME, Asked()).rate)


def test_a_reference_who_reviewed_nothing_is_refused_and_not_named():
    _, rows, truth = drawn(4)
    both = pl.concat([marks(rows, truth, "A"), marks(rows, truth, "B")])
    for name in ("Z", "a", "A "):
        why = answered(both, FRAME, Asked(reference=name)).why
        assert "none of the 2 reviewer(s)" in why
    assert "no column reviewer" in answered(both.head(300).drop("reviewer"), FRAME, Asked(reference="A")).why


def test_marks_that_the_reference_never_checked_are_said_to_be_unchecked():
    _, rows, truth = drawn(5)
    apart = pl.concat([marks(rows[:150], truth[:150], "A"), marks(rows[150:], truth[150:], "B")])
    assert any("not checked" in said for said in answered(apart, FRAME, Asked(reference="A")).warnings)


@pytest.mark.parametrize("share", [0.5, 1.0])
def test_between_equals_the_order_of_the_rows_says_nothing(share):
    rng, rows, truth = drawn(6)
    some = rng.random(300) < share
    first, second = marks(rows, read(rng, truth, 0.04, 0.95), "A"), marks(rows[some], truth[some], "B")
    one, other = (answered(pl.concat(order), FRAME, Asked()) for order in ([first, second], [second, first]))
    mixed = answered(pl.concat([first, second]).sample(fraction=1.0, shuffle=True, seed=2), FRAME, Asked())
    for answer in (other, mixed):
        assert answer.rate.low == pytest.approx(one.rate.low, abs=1e-12)
        assert answer.rate.estimate == pytest.approx(one.rate.estimate, abs=1e-12)
        assert answer.rate.high == pytest.approx(one.rate.high, abs=1e-12)
    right = [
        answered(pl.concat(order), FRAME, Asked(is_review_right=True)) for order in ([first, second], [second, first])
    ]
    assert right[0].rate.estimate == pytest.approx(right[1].rate.estimate, abs=1e-12)
    assert any("cannot be told" in said for said in one.warnings)


def test_equals_who_differ_in_more_than_a_tenth_get_no_figure():
    _, rows, truth = drawn(8)
    both = pl.concat([marks(rows, truth, "A"), marks(rows, truth ^ (np.arange(300) < 31), "B")])
    assert "--reference" in answered(both, FRAME, Asked()).why
    just = pl.concat([marks(rows, truth, "A"), marks(rows, truth ^ (np.arange(300) < 30), "B")])
    assert any("(10.0%)" in said for said in answered(just, FRAME, Asked()).warnings)
    assert not isinstance(answered(both, FRAME, Asked(is_review_right=True)), Refusal)
