"""The score of many texts at once: a weighted sum over the terms of each, on whole columns of texts."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from fullcount.reading.score.model import Numbers, ScoreModel, calibrated
from fullcount.reading.score.terms import Counts, Vocabulary, blocks, counts_of, vocabulary_of
from fullcount.reading.words import Index

LITTLE = frozenset(
    [
        "a",
        "about",
        "after",
        "all",
        "also",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "before",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "hers",
        "him",
        "his",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "me",
        "more",
        "my",
        "no",
        "not",
        "now",
        "of",
        "off",
        "on",
        "or",
        "our",
        "out",
        "over",
        "she",
        "so",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "they",
        "this",
        "to",
        "up",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "which",
        "who",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
"""Words that tell a reader nothing by themselves."""
MOST_SHOWN = 6
"""So many words are shown of a report, those that moved its score most."""


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
    for first, words, row, _ in blocks(texts, model.left_out):
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
    """Return (n,) how likely each report, if it has no crime record, tells of a crime; null where it has no words.

    Each report is scored by the fold that was fitted without it.
    """
    columns = fold_of(keys, len(scorer.model.columns))
    values = calibrated(sums(texts, scorer, columns)[:, 0], scorer.model)
    blank = texts.is_null() | (texts.str.strip_chars() == "")
    likely = pl.DataFrame([pl.Series("score", values), blank.alias("blank")])
    return likely.select(pl.when(~pl.col("blank").fill_null(value=True)).then("score").alias("score")).to_series()


def moved(keys: pl.Series, texts: pl.Series, scorer: Scorer, most: int = MOST_SHOWN) -> pl.DataFrame:
    """Return (row, term, added): the terms that moved each report's sum most, the strongest first, and what each added.

    By row; added is rounded to 3 places, and what is nought then is left out. Terms of little words alone ("of the")
    come after all others: they move a sum, but tell a reader nothing.
    """
    model = scorer.model
    little = np.array([LITTLE.issuperset(term.split(" ")) for term in model.terms], dtype=np.bool_)
    columns = fold_of(keys, len(model.columns))
    found = [pl.DataFrame(schema={"row": pl.Int64, "term": pl.Int64, "added": pl.Float64})]
    for first, words, row, _ in blocks(texts, model.left_out):
        counts = counts_of(words, row, scorer.vocabulary)
        rows = words.doc_start.size
        mine = columns[first : first + rows].take(counts.row)
        weight = model.weights.ravel().take(counts.term * len(model.columns) + mine)
        added = (weighed(counts, model.idf, rows) * weight).round(3)
        table = pl.DataFrame(
            {"row": counts.row + first, "term": counts.term, "added": added, "little": little.take(counts.term)}
        )
        ranked = table.filter(pl.col("added") != 0).sort(
            "row", "little", pl.col("added").abs(), "term", descending=[False, False, True, False]
        )
        found.append(ranked.group_by("row", maintain_order=True).head(most).drop("little"))
    names = pl.Series(list(model.terms), dtype=pl.String)
    every = pl.concat(found)
    return every.with_columns(names.gather(every["term"]).alias("term"))


def moved_words(keys: pl.Series, texts: pl.Series, scorer: Scorer) -> pl.Series:
    """Return (n,) the words that moved each report's score, as `punched +0.91; no damage -0.42`; null: none."""
    made = moved(keys, texts, scorer)
    sign = pl.when(pl.col("added") > 0).then(pl.lit("+")).otherwise(pl.lit("-"))
    size = pl.col("added").abs().round(2).cast(pl.String)
    said = made.with_columns(pl.concat_str("term", pl.lit(" "), sign, size).alias("said"))
    joined = said.group_by("row", maintain_order=True).agg(pl.col("said").str.join("; ").alias("score_words"))
    every = pl.DataFrame({"row": pl.arange(0, len(texts), dtype=pl.Int64, eager=True)})
    return every.join(joined, on="row", how="left", maintain_order="left")["score_words"]
