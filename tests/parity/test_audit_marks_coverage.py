"""Reviewers who err, with known truth: a reference that read a part, and two equals of whom one may be worse."""

import polars as pl
import pytest

from fullcount.audit.estimating.answer import answered
from fullcount.audit.estimating.asked import Asked
from fullcount.audit.results import Refusal
from two_readers import FRAME, drawn, marks, read

TRUE_RATE = 6_000 / 6_400
"""Where the first 400 reports hold a missed crime each."""


@pytest.mark.parametrize(("false", "seen"), [(0.01, 0.98), (0.1, 0.8), (0.4, 0.6), (0.9, 0.1)])
def test_a_reference_that_read_a_part_corrects_the_rest_however_bad_the_other(false, seen):
    hits = bias = 0.0
    for seed in range(25):
        rng, rows, truth = drawn([seed, 3])
        some = rng.random(300) < 0.5
        both = pl.concat([marks(rows, read(rng, truth, false, seen), "B"), marks(rows[some], truth[some], "A")])
        rate = answered(both, FRAME, Asked(reference="A")).rate
        hits += rate.low <= TRUE_RATE <= rate.high
        bias += (rate.estimate - TRUE_RATE) / 25
    assert hits >= 21
    assert abs(bias) < 0.01


@pytest.mark.parametrize("errs", [((0.0, 1.0), (0.05, 0.95)), ((0.05, 0.95), (0.0, 1.0)), ((0.01, 0.98), (0.01, 0.98))])
def test_between_equals_the_bounds_hold_the_truth_whoever_is_worse(errs):
    hits = given = 0
    for seed in range(25):
        rng, rows, truth = drawn([seed, 7])
        some = rng.random(300) < 0.5
        first, second = (read(rng, truth, *rates) for rates in errs)
        answer = answered(pl.concat([marks(rows, first, "A"), marks(rows[some], second[some], "B")]), FRAME, Asked())
        if not isinstance(answer, Refusal):
            given += 1
            hits += answer.rate.low <= TRUE_RATE <= answer.rate.high
    assert given >= 20
    assert hits >= 0.9 * given
