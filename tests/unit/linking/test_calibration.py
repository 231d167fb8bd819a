"""m and u from counts, with values worked out by hand."""

import pytest

from fullcount.linking.calibration import FLOOR, prior_of, shares, tempered


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((9, 0), (0.95, 0.05)),
        ((0, 0), (0.5, 0.5)),
        ((90, 9, 0), (90.5 / 100.5, 9.5 / 100.5, 0.5 / 100.5)),
        ((1,), (1.0,)),
    ],
)
def test_shares(counts, expected):
    assert shares(counts) == pytest.approx(expected)
    assert sum(shares(counts)) == pytest.approx(1)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((0.5, 0.5), (0.5, 0.5)),
        ((0.2, 0.2), (0.5, 0.5)),
        ((1.0, None), (1 / (1 + FLOOR), FLOOR / (1 + FLOOR))),
        ((1.0, 0.0), (1 / (1 + FLOOR), FLOOR / (1 + FLOOR))),
        ((None, None), (0.5, 0.5)),
    ],
)
def test_tempered(values, expected):
    assert tempered(values) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("expected_pairs", "left", "right", "prior"),
    [(70, 100, 200, 0.0035), (0, 10, 10, 1e-9), (100, 10, 10, 0.5), (5, 0, 10, 1e-4), (5, 10, 0, 1e-4)],
)
def test_prior(expected_pairs, left, right, prior):
    assert prior_of(expected_pairs, left, right) == pytest.approx(prior)
