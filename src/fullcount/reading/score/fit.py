"""Fits the score: regression on TF-IDF by scikit-learn, the weights of each fold without the reports of that fold."""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
from scipy.sparse import csr_array
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from fullcount.reading.score.choose import chosen_terms
from fullcount.reading.score.kernel import fold_of, weighed
from fullcount.reading.score.model import Numbers, ScoreModel
from fullcount.reading.score.terms import Counts, Vocabulary, blocks, counts_of, vocabulary_of
from fullcount.reading.words import Index

FOLDS, FEWEST_TEXTS, MOST_TERMS = 5, 8, 60_000
STRENGTH, KNOTS = 4.0, 60
"""C of the regression (the inverse of its penalty), and the steps of the calibration."""


def fit_score(
    keys: pl.Series, texts: pl.Series, labels: Numbers, weights: Numbers, card: Mapping[str, object]
) -> ScoreModel:
    """Return a score of how likely a report tells of a crime. labels: (n,) 0 or 1; weights: (n,) of each report.

    Calibrated (isotonic regression) on sums of reports by the fold that was fitted without them. Raises ValueError if
    a fold would have reports of one kind alone.
    """
    terms = chosen_terms(texts, FEWEST_TEXTS, MOST_TERMS)
    fold = fold_of(keys, FOLDS)
    matrix, idf = matrix_of(texts, vocabulary_of(terms))
    columns, intercepts = np.zeros((len(terms), FOLDS)), np.zeros(FOLDS)
    held = np.zeros(len(texts))
    for number in range(FOLDS):
        train = np.flatnonzero(fold != number)
        if np.unique(labels[train]).size < 2:
            raise ValueError("reports of one kind alone")
        made = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0, max_iter=200)
        made.fit(matrix[train], labels[train], sample_weight=weights[train])
        columns[:, number], intercepts[number] = made.coef_[0], made.intercept_[0]
        mine = np.flatnonzero(fold == number)
        held[mine] = matrix[mine] @ made.coef_[0] + made.intercept_[0]
    names = tuple(f"fold {number + 1}" for number in range(FOLDS))
    return ScoreModel(tuple(terms), idf, columns, intercepts, names, _knots(held, labels, weights), dict(card))


def fit_classes(texts: pl.Series, classes: Sequence[str], card: Mapping[str, object]) -> ScoreModel:
    """Return a classifier of texts by class (linear, one against the rest); the largest sum names the class."""
    terms = chosen_terms(texts, 2, MOST_TERMS)
    matrix, idf = matrix_of(texts, vocabulary_of(terms))
    made = LinearSVC(C=1.0, class_weight="balanced", random_state=0)
    made.fit(matrix, np.array(classes))
    coefficients = np.atleast_2d(made.coef_)
    if len(made.classes_) == 2:
        coefficients, intercepts = np.vstack([-coefficients, coefficients]), np.r_[-made.intercept_, made.intercept_]
    else:
        intercepts = made.intercept_
    level = np.array([[0.0, 0.5], [1.0, 0.5]])
    return ScoreModel(tuple(terms), idf, coefficients.T, intercepts, tuple(map(str, made.classes_)), level, dict(card))


def matrix_of(texts: pl.Series, known: Vocabulary) -> tuple[csr_array, Numbers]:
    """Return (n_texts, n_terms) the TF-IDF of each text, and (n_terms,) idf = 1 + ln((1 + n) / (1 + texts with it))."""
    rows: list[Index] = []
    term: list[Index] = []
    times: list[Index] = []
    for first, words, row, _ in blocks(texts):
        counts = counts_of(words, row, known)
        rows.append(counts.row + first)
        term.append(counts.term)
        times.append(counts.times)
    empty = [np.zeros(0, dtype=np.int64)]
    at, of, how_often = (np.concatenate(part or empty) for part in (rows, term, times))
    idf = 1 + np.log((1 + len(texts)) / (1 + np.bincount(of, minlength=known.size)))
    value = weighed(Counts(at, of, how_often), idf, len(texts))
    return csr_array((value, (at.astype(np.int32), of.astype(np.int32))), shape=(len(texts), known.size)), idf


def _knots(held: Numbers, labels: Numbers, weights: Numbers) -> Numbers:
    """Return the calibration as knots: isotonic regression, read at quantiles of the sums, a little off 0 and 1."""
    curve = IsotonicRegression(out_of_bounds="clip").fit(held, labels, sample_weight=weights)
    at = np.unique(np.quantile(held, np.linspace(0, 1, KNOTS)))
    edge = 1 / (len(held) + 2)
    return np.column_stack([at, np.clip(curve.predict(at), edge, 1 - edge)])
