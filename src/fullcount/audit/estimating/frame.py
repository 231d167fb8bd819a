"""The frame that the sample was drawn from: how many reports it holds, and what is known of each without a review."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fullcount.audit.estimating.reviewed import Reviewed
from fullcount.audit.intervals import Floats
from fullcount.audit.results import Refusal

WHOLE = "all"
"""The name of the one stratum of a frame that has none."""


@dataclass(frozen=True, slots=True)
class Framed:
    """A frame of `size` reports. Arrays of shape (size,) are none where the frame does not say.

    `row` is the place in the frame of each reviewed report, shape (n,); none where only the size is known.
    `recorded` counts the crimes recorded from each report as linking knows them (`is_linked` reports only);
    `score` is not a number where a linked report has none;
    `stratum` and `cluster` are codes, `strata` the strata's names. `fold` is the part that each review belongs to,
    shape (n,), and `fold_scores` the scores of the whole frame by the fit that left out that part.
    """

    size: int
    row: NDArray[np.int64] | None = None
    is_linked: NDArray[np.bool_] | None = None
    recorded: Floats | None = None
    score: Floats | None = None
    stratum: NDArray[np.int64] | None = None
    strata: tuple[str, ...] = (WHOLE,)
    cluster: NDArray[np.int64] | None = None
    fold: NDArray[np.int64] | None = None
    fold_scores: tuple[Floats, ...] = ()
    warnings: tuple[str, ...] = ()


def framed_of(population: int | pl.DataFrame, reviews: Reviewed) -> Framed | Refusal:
    """Return the frame as the estimators need it, or why the sample cannot come from it.

    `population` is the number of reports, or a table with report_id and perhaps linked (yes or no), crimes_recorded,
    score, stratum, cluster; and, for reviews with a fold, score_FOLD by the fit without it. Without linked, a report
    with a recorded crime counts as linked. Refused: a sampled report that the frame does not hold; more reviews than
    reports; a sample whose strata are not the frame's.
    """
    if isinstance(population, int):
        if population < reviews.n:
            return Refusal(f"{reviews.n:,} reports were reviewed, but the frame holds only {population:,}.")
        return Framed(population)
    if population.height < reviews.n:
        return Refusal(f"{reviews.n:,} reports were reviewed, but the frame holds only {population.height:,}.")
    read = reviews.table.select("report_id")
    # few reports are reviewed: to look for them in the frame is quicker than to index the frame
    place = population["report_id"].is_in(read["report_id"].implode()).arg_true().cast(pl.Int64).alias("_row")
    few = pl.DataFrame([population["report_id"].gather(place), place])
    found = read.join(few, on="report_id", how="left", maintain_order="left")
    absent = found["_row"].null_count()
    if absent:
        return Refusal(f"{absent:,} reviewed report(s) are not in the frame; a sample must come from its frame.")
    row = found["_row"].to_numpy().astype(np.int64)
    stratum, strata, why = _strata(population, reviews, row)
    if why:
        return Refusal(why)
    is_linked, recorded, said = _linked(population)
    score = _scores(population, "score", is_linked)
    if score is None and "score" in population.columns:
        which = "" if is_linked is None else " that are not linked"
        said = (*said, f"Some reports of the frame{which} have no score; the scores are not used.")
    cluster = _codes(population["cluster"])[0] if _is_full(population, "cluster") else None
    fold, fold_scores = _folds(population, reviews, is_linked)
    return Framed(
        population.height, row, is_linked, recorded, score, stratum, strata, cluster, fold, fold_scores, said
    )  # fmt: skip


def _scores(population: pl.DataFrame, name: str, is_linked: NDArray[np.bool_] | None) -> Floats | None:
    """Return the scores, if every report that may need a review has one: those that are not linked."""
    if name not in population.columns:
        return None
    column = population[name].cast(pl.Float64)
    if column.null_count() and (is_linked is None or bool((column.is_null().to_numpy() & ~is_linked).any())):
        return None
    return column.to_numpy()


def _folds(
    population: pl.DataFrame, reviews: Reviewed, is_linked: NDArray[np.bool_] | None
) -> tuple[NDArray[np.int64] | None, tuple[Floats, ...]]:
    """Return the parts of the reviews and their scores, where each part has its column score_PART in the frame."""
    if "fold" not in reviews.table.columns or reviews.table["fold"].null_count():
        return None, ()
    codes, names = _codes(reviews.table["fold"])
    scores = [_scores(population, f"score_{name}", is_linked) for name in names]
    full = tuple(score for score in scores if score is not None)
    return (codes, full) if len(names) >= 2 and len(full) == len(names) else (None, ())


def _is_full(population: pl.DataFrame, name: str) -> bool:
    return name in population.columns and population[name].null_count() == 0


def _codes(column: pl.Series) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    named = column.cast(pl.String)
    names: Sequence[str] = sorted(named.unique().to_list())
    codes = named.replace_strict(names, list(range(len(names))), return_dtype=pl.Int64)
    return codes.to_numpy(), tuple(names)


def _strata(
    population: pl.DataFrame, reviews: Reviewed, row: NDArray[np.int64]
) -> tuple[NDArray[np.int64] | None, tuple[str, ...], str]:
    if "stratum" not in population.columns or population["stratum"].null_count() == population.height:
        return None, (WHOLE,), ""
    if population["stratum"].null_count():
        return None, (WHOLE,), "Some reports of the frame name no stratum; name one for each, or leave the column out."
    if "stratum" in reviews.table.columns:
        own = reviews.table["stratum"].cast(pl.String)
        theirs = population["stratum"].cast(pl.String)[row]
        apart = int((own != theirs).sum())
        if apart:
            return (
                None,
                (WHOLE,),
                (
                    f"{apart:,} reviewed report(s) lie in another stratum in the sample than in the frame; a stratum "
                    "must be the one that the report was drawn from."
                ),
            )
    codes, names = _codes(population["stratum"])
    return codes, names, ""


def _linked(population: pl.DataFrame) -> tuple[NDArray[np.bool_] | None, Floats | None, tuple[str, ...]]:
    has_counts = "crimes_recorded" in population.columns
    counts = population["crimes_recorded"].fill_null(0).cast(pl.Float64).to_numpy() if has_counts else None
    if "linked" in population.columns:
        is_linked = population["linked"].fill_null(value=False).to_numpy()
        if counts is None:
            said = "The frame does not count the crimes recorded of each linked report; one each is supposed."
            return is_linked, is_linked.astype(np.float64), (said,)
        outside = int(((counts > 0) & ~is_linked).sum())
        if outside:
            said = f"{outside:,} report(s) of the frame have recorded crimes and are not linked; they count as linked."
            return is_linked | (counts > 0), counts, (said,)
        return is_linked, counts, ()
    if counts is None:
        return None, None, ()
    said = "The frame does not say which reports are linked; those with a recorded crime are taken to be."
    return counts > 0, counts, (said,)
