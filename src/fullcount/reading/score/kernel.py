"""The score of many texts at once: a weighted sum over the terms of each, on whole columns of texts."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from fullcount.reading.score.model import Numbers, ScoreModel, calibrated
from fullcount.reading.score.terms import Counts, Vocabulary, blocks, counts_of, vocabulary_of
from fullcount.reading.words import Index


@dataclass(frozen=True, slots=True, eq=False)
class Scorer:
    """A model ready for use."""

    model: ScoreModel
    vocabulary: Vocabulary


def scorer_of(model: ScoreModel) -> Scorer:
    """Return a model ready for use."""
    return Scorer(model, vocabulary_of(model.terms))


def fold_of(keys: pl.Series, folds: int) -> Index:
    """Return (n,) the fold of each report, told by its key alone: the same in fitting and in every run."""
    digits = keys.cast(pl.String).fill_null("").str.encode("hex").str.tail(12).str.to_integer(base=16, strict=False)
    return (digits.fill_null(0) % np.int64(104_729) % folds).to_numpy().astype(np.int64)


def weighed(counts: Counts, idf: Numbers, rows: int) -> Numbers:
    """Return (n,) the TF-IDF of each count: (1 + ln times) by idf, each text's values brought to length one."""
    value = (1 + np.log(counts.times)) * idf.take(counts.term)
    length = np.sqrt(np.bincount(counts.row, value * value, minlength=rows))
    return value / np.where(length > 0, length, 1).take(counts.row)


def sums(texts: pl.Series, scorer: Scorer, columns: Index | None = None) -> Numbers:
    """Return (n_texts, n_columns) the sum of each text for each column, the decision function of a linear model.

    columns: (n_texts,) the only column wanted of each text; then (n_texts, 1). A null text is an empty one.
    """
    model = scorer.model
    width = 1 if columns is not None else len(model.columns)
    found = np.empty((len(texts), width))
    for first, words, row, _ in blocks(texts):
        counts = counts_of(words, row, scorer.vocabulary)
        rows = words.doc_start.size
        value = weighed(counts, model.idf, rows)
        for column in range(width):
            if columns is None:
                weight, intercept = model.weights[:, column].take(counts.term), model.intercepts[column]
            else:
                mine = columns[first : first + rows]
                weight = model.weights.ravel().take(counts.term * len(model.columns) + mine.take(counts.row))
                intercept = model.intercepts.take(mine)
            found[first : first + rows, column] = np.bincount(counts.row, value * weight, minlength=rows) + intercept
    return found


def scores(keys: pl.Series, texts: pl.Series, scorer: Scorer) -> pl.Series:
    """Return (n,) how likely each report tells of a crime, 0 to 1; null where a report has no words.

    Each report is scored by the fold that was fitted without it.
    """
    columns = fold_of(keys, len(scorer.model.columns))
    values = calibrated(sums(texts, scorer, columns)[:, 0], scorer.model)
    blank = texts.is_null() | (texts.str.strip_chars() == "")
    return pl.Series("score", values).zip_with(~blank.fill_null(value=True), pl.Series([None], dtype=pl.Float64))


def moved(key: str, text: str, scorer: Scorer, most: int = 5) -> list[tuple[str, float]]:
    """Return the terms that moved a report's score, the strongest first, with what each added to the sum."""
    model = scorer.model
    column = int(fold_of(pl.Series([key]), len(model.columns))[0])
    pieces: list[tuple[str, float]] = []
    for _, words, row, _ in blocks(pl.Series([text], dtype=pl.String)):
        counts = counts_of(words, row, scorer.vocabulary)
        added = weighed(counts, model.idf, 1) * model.weights[:, column].take(counts.term)
        pieces += [(model.terms[term], float(part)) for term, part in zip(counts.term.tolist(), added, strict=True)]
    return sorted((piece for piece in pieces if piece[1]), key=lambda piece: (-abs(piece[1]), piece[0]))[:most]
