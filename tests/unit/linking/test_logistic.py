"""Coefficients that make known answers likeliest, and slopes that don't fall."""

import math

import numpy as np
import polars as pl
import pytest

from fullcount.linking.logistic import logistic, rising, stretches


def test_a_constant_alone_gives_the_odds():
    found = logistic(np.ones((4000, 1)), np.repeat([1.0, 0, 0, 0], 1000), np.ones(4000))
    assert found[0] == pytest.approx(math.log(1 / 3), abs=1e-4)


def test_counts_are_as_rows_repeated():
    given, truth = np.array([[1.0, 0], [1, 1], [1, 2]]), np.array([0.0, 1, 1])
    counts = np.array([3.0, 2, 5])
    repeated = np.repeat(given, counts.astype(int), axis=0), np.repeat(truth, counts.astype(int))
    assert logistic(given, truth, counts) == pytest.approx(logistic(*repeated, np.ones(10)), abs=1e-9)


def test_a_slope_that_would_fall_is_held_at_zero():
    given, truth = np.array([[1.0, 0], [1, 1], [1, 2]]), np.array([1.0, 1, 0])
    assert logistic(given, truth, np.ones(3))[1] < 0
    held = rising(given, truth, np.ones(3), [1])
    assert held == pytest.approx([*logistic(given[:, :1], truth, np.ones(3)), 0.0])
    assert rising(given, truth, np.ones(3), [0])[1] < 0


def test_stretches_sum_to_the_value_within_the_bounds():
    values = pl.DataFrame({"value": [-20.0, -3.0, 0.0, 2.0, 7.0, 99.0]})
    found = values.select(part.alias(str(n)) for n, part in enumerate(stretches(pl.col("value"), (-10, 0, 5, 10))))
    assert found.rows() == [(-10, 0, 0), (-3, 0, 0), (0, 0, 0), (0, 2, 0), (0, 5, 2), (0, 5, 5)]
