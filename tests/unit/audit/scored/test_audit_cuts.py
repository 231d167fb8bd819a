"""Where scores are cut and how the reviews are shared out."""

import numpy as np
import pytest

from fullcount.audit.scored.cuts import FEWEST_READ, MOST_STRATA, allocated, cut, merged

SCORES = np.random.default_rng(1).beta(0.3, 4.0, 20_000)


def test_every_report_lies_in_one_stratum_and_higher_scores_in_higher_ones():
    made = cut(SCORES, 400)
    strata = made.strata_of(SCORES)
    assert np.bincount(strata).tolist() == made.size.tolist()
    assert 5 < len(made.size) <= MOST_STRATA
    order = np.argsort(SCORES)
    assert np.all(np.diff(strata[order]) >= 0)


def test_reviews_go_where_doubt_is_and_a_part_goes_everywhere():
    made = cut(SCORES, 400)
    read = allocated(made.size, made.wanted, 400)
    assert read.sum() == 400
    assert read.min() >= FEWEST_READ
    density = read / made.size
    assert density[-1] > 5 * density[0]
    assert density[0] >= 0.1 * 400 / 20_000


def test_no_more_strata_than_cases_to_be_found():
    assert len(cut(np.full(5_000, 0.2), 400).size) == 1
    assert len(cut(SCORES / 100.0, 200).size) <= 1 + 200 * SCORES.max() / 100.0


def test_few_values_are_a_stratum_each_and_scores_that_are_no_chances_are_cut_evenly():
    levels = np.repeat([0.1, 0.5, 0.9], [700, 200, 100])
    assert cut(levels, 100).size.tolist() == [700, 200, 100]
    read = allocated(cut(levels, 12).size, cut(levels, 12).wanted, 12)
    assert read.sum() == 12, "three strata with six reviews each would be more than are read"
    points = np.random.default_rng(2).normal(50, 20, 3_200)
    assert cut(points, 64).size.tolist() == pytest.approx([800] * 4, abs=1)


def test_small_strata_join_their_neighbours():
    assert merged(np.array([3, 3, 6, 1]), 6).tolist() == [0, 0, 1, 1]
    assert merged(np.array([2]), 6).tolist() == [0]
    assert merged(np.array([0, 0, 12, 12]), 12).tolist() == [0, 0, 0, 1]


def test_a_small_frame_is_wholly_read():
    assert allocated(np.array([3, 5]), np.array([50.0, 50.0]), 100).tolist() == [3, 5]
