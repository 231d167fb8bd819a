"""The learnt score on real police summaries: classes beside scikit-learn, and crimes filed as something less."""

import time
from pathlib import Path

import numpy as np
import polars as pl
from language_texts import USC_CRIMES, USC_INCIDENTS

from fullcount.reading.score.fit import fit_classes, fit_score
from fullcount.reading.score.kernel import moved_words, scorer_of, scores, sums
from fullcount.reading.score.lessons import Lessons

CLASSES = 17
PERSON = {"violence", "sexual", "robbery"}
RANKED = 2_000


def summaries(path: Path) -> pl.DataFrame:
    """Return (report_no, year, category, summary): of each report the version published last."""
    rows = pl.read_parquet(path, columns=["report_no", "reported_ts", "category", "summary"]).with_row_index("order")
    rows = rows.filter((pl.col("summary").str.strip_chars() != "") & pl.col("reported_ts").is_not_null())
    last = rows.sort("report_no", "order").unique("report_no", keep="last", maintain_order=True)
    return last.select("report_no", pl.col("reported_ts").dt.year().alias("year"),
                       pl.col("category").str.strip_chars().str.to_uppercase(), "summary")  # fmt: skip


def section(path: Path, ranked: Path | None) -> str:
    """Return the section; the ranked list goes to the file `ranked`, if one is given."""
    began = time.perf_counter()
    every = summaries(path)
    crime = pl.col("category").replace_strict(
        {**dict.fromkeys(USC_CRIMES, "crime"), **dict.fromkeys(USC_INCIDENTS, "none")}, default=None
    )
    two = every.with_columns(crime.alias("label")).drop_nulls("label")
    early = every.filter(pl.col("year") < 2019)
    largest = early["category"].value_counts().sort("count", "category", descending=[True, False]).head(CLASSES)
    many = every.filter(pl.col("category").is_in(largest["category"].implode()))
    rows = [*_compared("crime or none", two), *_compared(f"{CLASSES} classes", many.with_columns(label="category"))]
    fewest = int(largest["count"].min())  # type: ignore[arg-type]
    lines = [
        "# The score on USC's summaries", "",
        "Written by `python bench/score.py`. Of each report the version published last; trained before 2019, tested on "
        f"2019. The classes are the {CLASSES} categories with the most reports before 2019 (at least {fewest}), by "
        "count, not by name. Crime or none: `USC_CRIMES`, `USC_INCIDENTS` of `bench/language_texts.py`; not others.",
        "", "| task | model | trained on | tested on | accuracy | macro F1 |", "|---|---|---|---|---|---|", *rows,
    ]  # fmt: skip
    found = _ranked(every)
    if ranked is not None:
        found.write_csv(ranked)
    lines += ["", *_judged(found)]
    return "\n".join([*lines, "", f"{time.perf_counter() - began:.0f} s."])


def _compared(task: str, rows: pl.DataFrame) -> list[str]:
    train, test = rows.filter(pl.col("year") < 2019), rows.filter(pl.col("year") >= 2019)
    made = scorer_of(fit_classes(train["summary"], train["label"].to_list(), {}))
    names = np.array(made.model.columns)
    ours = names[sums(test["summary"], made).argmax(axis=1)]
    answers = {"Fullcount": ours} | _by_scikit(train, test)
    truth = test["label"].to_numpy()
    return [
        f"| {task} | {model} | {train.height:,} | {test.height:,} | {np.mean(said == truth):.3f} | "
        f"{macro_f1(truth, said):.3f} |"
        for model, said in answers.items()
    ]


def _by_scikit(train: pl.DataFrame, test: pl.DataFrame) -> dict[str, np.ndarray]:
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.svm import LinearSVC
    except ImportError:
        return {}
    texts, labels, asked = train["summary"].to_list(), train["label"].to_list(), test["summary"].to_list()
    found = {}
    for name, model in (("plain TF-IDF, LogisticRegression", LogisticRegression(max_iter=1000)),
                        ("plain TF-IDF, LinearSVC", LinearSVC(random_state=0))):  # fmt: skip
        turned = TfidfVectorizer()
        model.fit(turned.fit_transform(texts), labels)
        found[f"scikit-learn: {name}"] = model.predict(turned.transform(asked))
    return found


def macro_f1(truth: np.ndarray, said: np.ndarray) -> float:
    """Return the mean over the classes in the truth of F1, 2 right / (said + so)."""
    both = [
        2 * np.sum((truth == name) & (said == name)) / (np.sum(truth == name) + np.sum(said == name))
        for name in np.unique(truth)
    ]
    return float(np.mean(both))


def _judged(found: pl.DataFrame) -> list[str]:
    """Return how many of the first a reader found to tell of a crime against a person, and of a sample below them."""
    read = pl.read_csv(Path(__file__).parent / "score_judged.csv", infer_schema=False)
    rows = found.join(read, on="report_no", how="inner").sort("rank")
    lines = [
        f"Filed as service, property, incident or the like: {found.height:,} summaries, ranked by a score taught by "
        "the categories (violence, sexual, robbery: a crime against a person). One reader, who saw the score's order, "
        "judged by the words alone, taken as true: *yes*, an act against a person that the counting rules record "
        "(assault, threat, unwanted touching, robbery, harassment, false imprisonment); *unclear*, fear or conduct "
        "without such an act, or an act that may be none; *no*.", "",
        "| of the ranked list | judged | yes | unclear | no |", "|---|---|---|---|---|",
    ]  # fmt: skip
    lines += [_row(f"first {first}", rows.filter(pl.col("rank") <= first)) for first in (50, 100, 200)]
    below = rows.filter((pl.col("rank") > 200) & (pl.col("rank") <= RANKED) & (pl.col("drawn") == "sample"))
    return [*lines, _row(f"drawn by lot from 201 to {RANKED:,}", below)]


def _row(name: str, rows: pl.DataFrame) -> str:
    counts = [int((rows["judged"] == answer).sum()) for answer in ("yes", "unclear", "no")]
    return f"| {name} | {rows.height} | {counts[0]} | {counts[1]} | {counts[2]} |"


def _ranked(every: pl.DataFrame) -> pl.DataFrame:
    """Return the summaries filed as an incident, by how likely they tell of a crime against a person."""
    kind = pl.col("category").replace_strict(USC_CRIMES, default=None)
    rows = every.with_columns(
        kind.is_in(PERSON).fill_null(value=False).cast(pl.Float64).alias("tells"),
        pl.col("category").is_in(USC_INCIDENTS).alias("is_open"),
    ).sort("report_no")
    nobody = np.full(rows.height, np.nan)
    model = fit_score(rows["report_no"], rows["summary"],
                      Lessons(rows["tells"].to_numpy(), nobody, rows["is_open"].to_numpy()), {})  # fmt: skip
    assert model is not None
    scorer = scorer_of(model)
    mine = rows.filter("is_open")
    made = mine.with_columns(
        scores(mine["report_no"], mine["summary"], scorer),
        moved_words(mine["report_no"], mine["summary"], scorer).alias("words"),
    )
    order = made.sort("score", "report_no", descending=[True, False]).with_row_index("rank", offset=1)
    return order.select("rank", "report_no", "score", "category", "summary", "words")
