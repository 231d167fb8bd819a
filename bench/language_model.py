"""Does a model read the generator: TF-IDF and logistic regression trained on some texts and tested on others."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from language_texts import Texts
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score, roc_auc_score
from sklearn.multiclass import OneVsRestClassifier

LETTERS = r"[a-z£]+(?:'[a-z]+)*"
"""What a model is given for words: nothing that holds a digit, so that no crime number tells it what was recorded."""
FEWEST_OF_GROUP = 15


@dataclass(frozen=True)
class Reader:
    """A model of whether a text tells of a crime, and one of the group of its crime."""

    name: str
    vectors: TfidfVectorizer
    crime: LogisticRegression
    group: OneVsRestClassifier


@dataclass(frozen=True)
class Score:
    """How well a reader tells: area under the curve, and accuracy averaged over the classes. NaN where not asked."""

    texts: int
    positive: int
    auc: float
    balanced: float


@dataclass(frozen=True)
class Scores:
    """A reader on texts it has not seen: a crime or none; the same where nothing was recorded; the crime's group."""

    crime: Score
    unrecorded: Score
    group: Score


def _regression() -> LogisticRegression:
    return LogisticRegression(class_weight="balanced", solver="liblinear", max_iter=200)


def taught(train: Texts) -> Reader:
    """Return a reader of those texts; what cannot be said to be a crime or none is left out."""
    train = train.take(np.flatnonzero(train.crime >= 0))
    vectors = TfidfVectorizer(ngram_range=(1, 2), min_df=3, token_pattern=LETTERS, dtype=np.float32)
    matrix = vectors.fit_transform(train.texts)
    grouped = np.flatnonzero(train.group != "")
    return Reader(
        train.name, vectors, _regression().fit(matrix, train.crime),
        OneVsRestClassifier(_regression()).fit(matrix[grouped], train.group[grouped]),
    )  # fmt: skip


def scored(reader: Reader, test: Texts, recorded_known: bool = False) -> Scores:
    """Return how the reader does on those texts."""
    matrix = reader.vectors.transform(test.texts)
    said = np.flatnonzero(test.crime >= 0)
    told = reader.crime.predict_proba(matrix)[:, 1]
    missed = np.flatnonzero((test.crime >= 0) & ~test.recorded) if recorded_known else said[:0]
    return Scores(_two(test.crime, told, said), _two(test.crime, told, missed), _group(reader, matrix, test))


def _two(truth: npt.NDArray[np.int64], told: npt.NDArray[np.float64], rows: npt.NDArray[np.int64]) -> Score:
    truth, told = truth[rows], told[rows]
    if len(set(truth)) < 2:
        return Score(len(rows), int(truth.sum()), np.nan, np.nan)
    return Score(
        len(rows), int(truth.sum()), float(roc_auc_score(truth, told)),
        float(balanced_accuracy_score(truth, told >= 0.5)),
    )  # fmt: skip


def _group(reader: Reader, matrix: sparse.csr_matrix, test: Texts) -> Score:
    """Return the score over groups that the reader knows and the test has FEWEST_OF_GROUP of; AUC: mean of each group
    against the rest."""
    classes = [
        name for name in reader.group.classes_ if name and int((test.group == name).sum()) >= FEWEST_OF_GROUP
    ]  # fmt: skip
    rows = np.flatnonzero(np.isin(test.group, classes))
    told = reader.group.predict_proba(matrix[rows])
    truth = test.group[rows]
    known = list(reader.group.classes_)
    areas = [roc_auc_score(truth == name, told[:, known.index(name)]) for name in classes]
    chosen = np.array(known)[np.argmax(told, axis=1)]
    recalls = [np.mean(chosen[truth == name] == name) for name in classes]
    return Score(len(rows), len(classes), float(np.mean(areas)), float(np.mean(recalls)))
