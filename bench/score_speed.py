"""How fast texts are scored, beside scikit-learn's own transform and decision with the same terms and weights."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl

from fullcount.reading.score.fit import fit_classes
from fullcount.reading.score.kernel import Scorer, scorer_of, sums

WORDS = r"(?:[^\W_]|£)+(?:['’](?:[^\W_]|£)+)*"
TIMES, MANY, FEW = 3, 120_000, 20_000


def section(force: Path, narratives: Path | None) -> str:
    """Return the section: texts as long as a force's logs, and short ones."""
    logs = pl.read_csv(force / "reports.csv", columns=["Log Text", "Closing Type"], infer_schema=False)
    sets = [
        ("logs of a synthetic force", logs["Log Text"].fill_null(""), logs["Closing Type"].fill_null("").str.head(3))
    ]
    if narratives is not None:
        rows = pl.read_parquet(narratives, columns=["summary", "category"])
        sets.append(("USC's summaries", rows["summary"].fill_null(""), rows["category"]))
    lines = [
        "# The score's speed", "",
        "Written by `python bench/score.py`: a linear model of two classes, the most frequent against the rest, on "
        "words and pairs; best of three, in one run on one machine with two cores. *A core*: texts a second of "
        "processor time, which other work on the machine does not lengthen; *two threads*: a second by the clock. "
        "*Decisions that differ*: signs of the sum, beside scikit-learn's `TfidfVectorizer` (same terms, same weights, "
        "cut by the same pattern of a word) and `decision_function`'s product.", "",
        "| texts | bytes a text | terms | a core | two threads, by the clock | scikit-learn, a core | "
        "times faster, a core | decisions that differ |", "|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    lines += [_measured(*one) for one in sets]
    return "\n".join(lines)


def _measured(name: str, texts: pl.Series, labels: pl.Series) -> str:
    common = labels.value_counts(sort=True).item(0, 0)
    named = ["common" if label == common else "rest" for label in labels.to_list()]
    made = fit_classes(texts.head(FEW), named[:FEW], {})
    one = replace(made, weights=made.weights[:, :1], intercepts=made.intercepts[:1], columns=made.columns[:1])
    scorer = scorer_of(one)
    many = pl.concat([texts] * (MANY // len(texts) + 1)).head(MANY)
    alone, said = _best(lambda: sums(many, scorer)[:, 0], time.thread_time)
    both, _ = _best(lambda: _two(many, scorer), time.perf_counter)
    few = many.head(FEW).to_list()
    theirs, other = _scikit(few, scorer)
    differ = int(((said[:FEW] > 0) != (other > 0)).sum()) if other is not None else 0
    ours = (MANY / alone, MANY / both)
    beside = (
        "not installed | | "
        if other is None
        else (f"{FEW / theirs:,.0f} | {ours[0] * theirs / FEW:.1f} | {differ} of {FEW:,}")
    )
    size = float(texts.str.len_bytes().mean())  # type: ignore[arg-type]
    return f"| {name} | {size:,.0f} | {len(one.terms):,} | {ours[0]:,.0f} | {ours[1]:,.0f} | {beside} |"


def _two(texts: pl.Series, scorer: Scorer) -> np.ndarray:
    half = len(texts) // 2
    with ThreadPoolExecutor(2) as pool:
        return np.concatenate(list(pool.map(lambda part: sums(part, scorer)[:, 0], (texts[:half], texts[half:]))))


def _best(work: Callable[[], np.ndarray], clock: Callable[[], float]) -> tuple[float, np.ndarray]:
    found = []
    for _ in range(TIMES):
        began = clock()
        answer = work()
        found.append(clock() - began)
    return min(found), answer


def _scikit(texts: list[str], scorer: Scorer) -> tuple[float, np.ndarray | None]:
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
    except ImportError:
        return 1.0, None
    model = scorer.model
    turn = TfidfVectorizer(vocabulary=list(model.terms), ngram_range=(1, 2), token_pattern=WORDS, sublinear_tf=True)
    turn.idf_ = model.idf
    return _best(lambda: turn.transform(texts) @ model.weights[:, 0] + model.intercepts[0], time.thread_time)
