"""A score learnt from the reviews: each part is stratified by the fit that left it out."""

import numpy as np
import polars as pl
import pytest

from fullcount.audit.estimating.answer import answered
from fullcount.audit.estimating.asked import Asked
from fullcount.audit.scored.crossfit import FEWEST_KEPT, cross_fitted, cross_fitted_cells

RNG = np.random.default_rng(8)
MISSED = RNG.random(6_000) < np.repeat([0.02, 0.5], [5_400, 600])
SCORES = [np.clip(np.repeat([0.02, 0.5], [5_400, 600]) + RNG.normal(0, 0.01, 6_000), 0.001, 0.999) for _ in range(2)]
ROWS = RNG.choice(6_000, 400, replace=False)
PARTS = [ROWS[:200], ROWS[200:]]


def test_the_cells_of_each_part_hold_its_share_of_the_frame():
    size, cells = cross_fitted_cells(SCORES, PARTS)
    assert size.sum() == pytest.approx(6_000)
    assert set(cells[0]).isdisjoint(cells[1])
    assert size[np.unique(cells[0])].sum() == pytest.approx(3_000)
    counts = cross_fitted(SCORES, PARTS, [MISSED[part] for part in PARTS])
    assert counts.read.sum() == 400
    assert counts.read.min() >= FEWEST_KEPT
    assert counts.found.sum() == MISSED[ROWS].sum()


def test_folds_of_the_sample_take_their_own_column_of_the_frame():
    frame = pl.DataFrame({
        "report_id": [str(i) for i in range(16_000)], "linked": [False] * 6_000 + [True] * 10_000,
        "crimes_recorded": [0] * 6_000 + [1] * 10_000,
        "score_a": np.append(SCORES[0], np.zeros(10_000)), "score_b": np.append(SCORES[1], np.zeros(10_000)),
    })  # fmt: skip
    sample = pl.DataFrame({
        "report_id": [str(i) for i in ROWS], "crimes_disclosed": MISSED[ROWS].astype(int), "crimes_recorded": [0] * 400,
        "fold": ["a"] * 200 + ["b"] * 200,
    })  # fmt: skip
    crossed, plain = answered(sample, frame, Asked()), answered(sample.drop("fold"), frame, Asked())
    assert "score-stratified" in crossed.rate.method
    assert "score" not in plain.rate.method
    assert crossed.rate.high - crossed.rate.low < 0.9 * (plain.rate.high - plain.rate.low)
    assert crossed.unrecorded.low < MISSED.sum() < crossed.unrecorded.high
