"""Fits the score: regression on TF-IDF, the weights of each fold without the reports of that fold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from fullcount.reading.score.choose import chosen_terms
from fullcount.reading.score.kernel import fold_of, weighed
from fullcount.reading.score.lessons import Lessons, log_odds, moved_to, reviewed_line, shares_of, without_doubtful
from fullcount.reading.score.linear import Line, level, logistic
from fullcount.reading.score.measures import measured
from fullcount.reading.score.model import Numbers, ScoreModel, score_model
from fullcount.reading.score.terms import Counts, Vocabulary, blocks, counts_of, vocabulary_of
from fullcount.reading.words import Index

FOLDS, FEWEST_TEXTS, MOST_TERMS, KNOTS = 5, 8, 40_000, 80
FEWEST_TAUGHT = 100
"""So many reports that tell of a crime, and so many that do not, are needed to teach a score at all."""
RISE = 0.001
STRENGTH, CLASS_STRENGTH = 1.0, 10.0
"""C of the regression, the inverse of its penalty: of the score, and of a classifier by class."""
LEFT_OUT = 2
"""The last entries of a log say how it ended, which is what must not be learnt: they are not read (ADR 14)."""


@dataclass(frozen=True, slots=True, eq=False)
class _Matrix:
    """What is fitted to: (n_reports, n_terms) TF-IDF, and the fold of each report."""

    values: csr_array
    fold: Index


def fit_score(keys: pl.Series, texts: pl.Series, lessons: Lessons, card: Mapping[str, object]) -> ScoreModel | None:
    """Return a score of how likely a report without a crime record tells of a crime, or None where too few teach it.

    Two rounds of cross-fitting: the first finds the reports without a record that read like those with one, and the
    second is fitted without them. The probability is the share of recorded among such sums (isotonic), moved to the
    reports without a record (see `moved_to`), then to what reviewers saw among them.
    """
    labels = lessons.labels
    if min(int((labels == 1).sum()), int((labels == 0).sum())) < FEWEST_TAUGHT:
        return None
    terms = chosen_terms(texts, FEWEST_TEXTS, MOST_TERMS, LEFT_OUT)
    if not terms:
        return None
    values, idf = matrix_of(texts, vocabulary_of(terms), LEFT_OUT)
    given = _Matrix(values, fold_of(keys, FOLDS))
    said = np.where(np.isnan(labels), 0.0, labels)
    first, sums = _folds(given, said, lessons.counts, None)
    counts = without_doubtful(lessons, _likely(sums, said, lessons.counts))
    lines, sums = _folds(given, said, counts, first)
    odds = _open_odds(sums, lessons, counts)
    knots = _knots(sums, odds)
    told = dict(card) | measured(sums, np.interp(sums, *knots.T), lessons)
    model = ScoreModel(
        tuple(terms), idf, np.column_stack([line.weights for line in lines]).round(4),
        np.array([line.intercept for line in lines]), tuple(f"fold {number + 1}" for number in range(FOLDS)), knots,
        LEFT_OUT, told,
    )  # fmt: skip
    return score_model(model.to_json())


def _folds(
    given: _Matrix, labels: Numbers, counts: Numbers, start: Sequence[Line] | None
) -> tuple[list[Line], Numbers]:
    """Return each fold's line, fitted without the fold, and (n,) the sum of each report by its own fold's line."""
    lines: list[Line] = []
    sums = np.zeros(labels.size)
    for number in range(FOLDS):
        train = np.flatnonzero((given.fold != number) & (counts > 0))
        first = start[number] if start else lines[-1] if lines else None
        lines.append(logistic(given.values[train], labels[train], counts[train], STRENGTH, first))
        mine = np.flatnonzero(given.fold == number)
        sums[mine] = lines[-1].of(given.values[mine])
    return lines, sums


def _likely(sums: Numbers, labels: Numbers, counts: Numbers) -> Numbers:
    """Return (n,) the share that tells of a crime among reports with such a sum, a little off 0 and 1."""
    taught = counts > 0
    order = np.argsort(sums[taught], kind="stable")
    curve = level(sums[taught], labels[taught], counts[taught])[order]
    edge = 1 / (taught.sum() + 2)
    return np.clip(np.interp(sums, sums[taught][order], curve), edge, 1 - edge)


def _open_odds(sums: Numbers, lessons: Lessons, counts: Numbers) -> Numbers:
    """Return (n,) the log odds that a report with this sum tells of a crime, if it has no record."""
    said = np.where(np.isnan(lessons.labels), 0.0, lessons.labels)
    ones = np.where(counts > 0, 1.0, 0.0)
    odds = log_odds(_likely(sums, said, ones))
    share = float((said * ones).sum() / ones.sum())
    odds = odds + moved_to(odds, lessons.is_open, share)
    seen = lessons.is_open & ~np.isnan(lessons.reviewed)
    if seen.any():
        offset, slope = reviewed_line(odds[seen], lessons.reviewed[seen])
        odds = offset + slope * odds
    return odds


def _knots(sums: Numbers, odds: Numbers) -> Numbers:
    """Return the calibration as knots, at quantiles of the sums and closer together where they are high.

    Every knot is a little higher than the one before (RISE), so that no two sums rank alike.
    """
    share = np.unique(np.concatenate([np.linspace(0, 1, KNOTS), 1 - np.geomspace(1e-4, 1, KNOTS)]))
    order = np.argsort(sums, kind="stable")
    at = np.unique(np.quantile(sums, share).round(6))
    rising = np.interp(at, sums[order], np.maximum.accumulate(odds[order])) + RISE * np.arange(at.size)
    return np.column_stack([at, shares_of(rising)])


def fit_classes(texts: pl.Series, classes: Sequence[str], card: Mapping[str, object]) -> ScoreModel:
    """Return a classifier of texts by class (one against the rest); the largest sum names the class."""
    terms = chosen_terms(texts, 2, MOST_TERMS, 0)
    matrix, idf = matrix_of(texts, vocabulary_of(terms), 0)
    named = np.array(classes)
    names = sorted(set(classes))
    lines = [_one_against_rest(matrix, np.where(named == name, 1.0, 0.0)) for name in names]
    knots = np.array([[0.0, 0.5], [1.0, 0.5]])
    weights = np.column_stack([line.weights for line in lines])
    intercepts = np.array([line.intercept for line in lines])
    return ScoreModel(tuple(terms), idf, weights, intercepts, tuple(names), knots, 0, dict(card))


def _one_against_rest(matrix: csr_array, labels: Numbers) -> Line:
    """Return a line with both sides weighing the same in all (their counts balanced half way, by square roots)."""
    share = labels.mean()
    counts = np.where(labels > 0, np.sqrt(0.5 / share), np.sqrt(0.5 / (1 - share)))
    return logistic(matrix, labels, counts, CLASS_STRENGTH)


def matrix_of(texts: pl.Series, known: Vocabulary, left_out: int) -> tuple[csr_array, Numbers]:
    """Return (n_texts, n_terms) the TF-IDF of each text, and (n_terms,) idf = 1 + ln((1 + n) / (1 + texts with it))."""
    rows: list[Index] = []
    term: list[Index] = []
    times: list[Index] = []
    for first, words, row, _ in blocks(texts, left_out):
        counts = counts_of(words, row, known)
        rows.append(counts.row + first)
        term.append(counts.term)
        times.append(counts.times)
    empty = [np.zeros(0, dtype=np.int64)]
    at, of, how_often = (np.concatenate(part or empty) for part in (rows, term, times))
    idf = 1 + np.log((1 + len(texts)) / (1 + np.bincount(of, minlength=known.size)))
    value = weighed(Counts(at, of, how_often), idf, len(texts))
    return csr_array((value, (at.astype(np.int32), of.astype(np.int32))), shape=(len(texts), known.size)), idf
