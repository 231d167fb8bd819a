"""The cross-check by lists: published estimates, what the sample's chance gives, what is refused."""

import numpy as np
import pytest
from scipy import stats

from fullcount.audit.capture import ASSUMPTIONS, Crosscheck, crosscheck
from fullcount.audit.capture.known_sample import by_sample, sample_reach
from fullcount.audit.capture.loglinear import loglinear
from fullcount.audit.capture.two_lists import chao_lower, chapman
from fullcount.audit.results import Interval, Refusal

TAIWAN = {
    (1, 1, 1): 28, (1, 1, 0): 21, (1, 0, 1): 17, (1, 0, 0): 69, (0, 1, 1): 18, (0, 1, 0): 55, (0, 0, 1): 63,
}  # fmt: skip
"""Hepatitis A in a college of northern Taiwan, 1995: lists P, Q and E (Chao et al. 2001, Stat. Med. 20:3123-3157)."""
ROWS = [
    (f"r{cell}{i}", name)
    for cell, n in TAIWAN.items() for i in range(n) for name, mark in zip("PQE", cell, strict=True) if mark
]  # fmt: skip


@pytest.mark.parametrize(
    ("pairs", "total"),
    [
        ((), 388), (((0, 1),), 416), (((0, 2),), 393), (((1, 2),), 413), (((0, 1), (0, 2)), 464),
        (((0, 1), (1, 2)), 527), (((0, 2), (1, 2)), 452), (((0, 1), (0, 2), (1, 2)), 1313),
    ],
)  # fmt: skip
def test_log_linear_models_of_hepatitis_a(pairs, total):
    models = {model.pairs: model for model in loglinear(TAIWAN).models}
    assert len(models) == 8
    assert models[pairs].total == pytest.approx(total, abs=0.6)


def test_the_saturated_model_is_the_closed_formula():
    models = {model.pairs: model for model in loglinear(TAIWAN).models}
    unseen = 28 * 69 * 55 * 63 / (21 * 17 * 18)
    assert models[((0, 1), (0, 2), (1, 2))].total == pytest.approx(271 + unseen)
    assert models[((0, 1), (0, 2), (1, 2))].error == pytest.approx(np.sqrt(sum(1 / n for n in TAIWAN.values())))


def test_chapman_is_near_petersen_and_never_below_what_was_seen():
    for first, second, both, petersen in ((135, 122, 49, 336), (135, 126, 45, 378), (122, 126, 46, 334)):
        found = chapman(first, second, both)
        assert found.estimate == pytest.approx(petersen, rel=0.01)
        assert first + second - both < found.low < found.estimate < found.high
    assert chapman(10, 10, 10) == Interval(10, 10, 10)


def test_chaos_lower_bound():
    assert chao_lower(187, 56, 271, 3).estimate == pytest.approx(271 + 2 / 3 * 187 * 186 / (2 * 57))
    assert chao_lower(0, 5, 5, 2) == Interval(5, 5, 5)


def test_the_weights_favour_the_truth_where_two_lists_help_each_other():
    rng = np.random.default_rng(1)
    first = rng.random(20_000) < 0.3
    second = rng.random(20_000) < np.where(first, 0.5, 0.2)
    third = rng.random(20_000) < 0.25
    cells, n = np.unique(np.stack([first, second, third], axis=1).astype(int), axis=0, return_counts=True)
    histories = {tuple(cell): int(k) for cell, k in zip(cells.tolist(), n, strict=True) if any(cell)}
    weighed = loglinear(histories)
    assert weighed.models[0].pairs == ((0, 1),)
    assert weighed.total.low <= 20_000 <= weighed.total.high
    assert sum(model.weight for model in weighed.models) == pytest.approx(1.0)


@pytest.mark.parametrize(("found", "chance"), [(0, 0.1), (1, 0.1), (7, 0.02), (40, 0.5), (3, 1.0)])
def test_the_samples_interval_inverts_the_binomial(found, chance):
    whole = by_sample(100, found, chance)
    high, low = int(whole.high) - 100, int(whole.low) - 100
    assert stats.binom.cdf(found, high, chance) > 0.025
    assert stats.binom.cdf(found, high + 1, chance) <= 0.025
    if found:
        assert stats.binom.sf(found - 1, low, chance) > 0.025
        assert stats.binom.sf(found - 1, low - 1, chance) <= 0.025
    assert whole.low <= whole.estimate <= whole.high


def test_the_sample_is_held_against_its_chance():
    assert sample_reach(500, 50, 0.1) > 0.5
    assert sample_reach(500, 20, 0.1) < 0.001
    assert sample_reach(500, 100, 0.1) < 0.001


def test_three_lists_are_quoted_by_their_models_and_the_assumptions_go_along():
    found = crosscheck(ROWS)
    assert isinstance(found, Crosscheck)
    assert found.seen == 271
    assert found.best == found.models.total
    assert found.least.estimate == pytest.approx(474.4, abs=0.05)
    assert {(pair.first, pair.second): pair.on_both for pair in found.pairs} == {
        ("E", "P"): 45,
        ("E", "Q"): 46,
        ("P", "Q"): 49,
    }
    assert found.assumptions == ASSUMPTIONS


def test_a_sample_with_a_known_chance_is_quoted_first_and_says_what_it_needs():
    found = crosscheck(ROWS, "P", 0.25)
    assert found.best == by_sample(271 - 69, 69, 0.25)
    assert found.sample_p == pytest.approx(sample_reach(202, 66, 0.25))
    assert len(found.assumptions) == len(ASSUMPTIONS) + 1


def test_two_lists_are_quoted_by_chapman():
    found = crosscheck([row for row in ROWS if row[1] != "E"])
    assert found.best == chapman(135, 122, 49)
    assert found.models is None


def test_too_little_is_refused():
    assert isinstance(crosscheck([("a", "P")]), Refusal)
    assert isinstance(crosscheck([(f"r{i}", f"L{i}") for i in range(5)]), Refusal)
    assert isinstance(crosscheck(ROWS, "X", 0.1), Refusal)
    six = [(f"r{i}", "P") for i in range(50)] + [(f"r{i}", "Q") for i in range(44, 90)]
    few = crosscheck(six)
    assert isinstance(few.best, Refusal)
    assert "6 report(s)" in few.best.why
    assert isinstance(crosscheck([*six, ("r43", "Q")]).best, Interval)


def test_the_order_of_rows_and_doubled_rows_do_not_matter():
    assert crosscheck([*reversed(ROWS), *ROWS[:50]]) == crosscheck(ROWS)
