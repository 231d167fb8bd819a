"""The hashed matrix of a pool: the TF-IDF that a vocabulary would give."""

import numpy as np
import polars as pl
import pytest

from fullcount.reading.score.hashed import columns_of, hashed_matrix

TEXTS = pl.Series(["a man shouted", "a man hit a man", None, "a dog barked; the dog ran", "the man shouted"])


def test_rows_have_length_one_and_a_blank_is_empty():
    matrix = hashed_matrix([TEXTS], columns_of(TEXTS))
    lengths = np.sqrt((matrix.multiply(matrix)).sum(axis=1))
    assert lengths == pytest.approx([1, 1, 0, 1, 1], abs=1e-6)
    assert matrix.dtype == np.float32


def test_terms_of_one_text_are_left_out_and_the_values_are_tf_idf():
    # in two texts or more: a, man, shouted, the, "a man", "man shouted"
    columns = columns_of(TEXTS)
    assert columns.idf.size == 6
    second = hashed_matrix([TEXTS], columns)[[1]].toarray().ravel()
    twice = 1 + np.log(2)
    raw = np.array([twice * (1 + np.log(6 / 4)), twice * (1 + np.log(6 / 4)), twice * (1 + np.log(6 / 3))])
    assert sorted(second[second > 0]) == pytest.approx(sorted(raw / np.linalg.norm(raw)), rel=1e-6)


def test_parts_make_the_same_matrix_as_the_whole():
    columns = columns_of(TEXTS)
    whole = hashed_matrix([TEXTS], columns)
    parts = hashed_matrix([TEXTS.slice(0, 2), TEXTS.slice(2, 0), TEXTS.slice(2)], columns)
    assert (whole != parts).nnz == 0
    assert hashed_matrix([], columns).shape == (0, 6)


def test_a_word_in_nearly_every_text_tells_nothing():
    texts = pl.Series([f"caller said word{n % 7}" for n in range(70)])
    assert columns_of(texts).idf.size == 7 * 2, "seven words and seven pairs with `said`; not caller, said or the pair"
    assert columns_of(texts, fewest=11).idf.size == 0
