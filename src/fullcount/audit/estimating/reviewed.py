"""The reviews, checked: what each sampled report disclosed and how much of it was recorded, once a report."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fullcount.audit.estimating.asked import Asked
from fullcount.audit.intervals import Floats
from fullcount.audit.results import Refusal

MANY_CRIMES, MOST_CRIMES = 50, 1_000
"""Crimes counted in one report above which a warning is given, and above which the count is taken for a slip."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One row a report: `table` with report_id and the sample's other columns; arrays of shape (n,).

    `disclosed` and `missed` count crimes, recorded ones beyond those disclosed left out; `over` are these. Where two
    reviewers read a report the mark that counts is the reference's, else that of the reviewer who read most (by name
    among as many). `second` are all marks that do not count: row, reviewer, disclosed, missed; they are in the order
    of the row and of the reviewers. `is_sure` says which reports the reference read.
    """

    table: pl.DataFrame
    disclosed: Floats
    missed: Floats
    over: Floats
    second: pl.DataFrame
    is_sure: NDArray[np.bool_]
    unreadable: int
    warnings: tuple[str, ...]

    @property
    def n(self) -> int:
        """Return the reports whose review gave an answer."""
        return self.table.height


def reviewed_of(sample: pl.DataFrame, asked: Asked) -> Reviewed | Refusal:
    """Return the reviews as the estimators need them, or why they cannot serve.

    `sample` has report_id, crimes_disclosed and crimes_recorded (whole numbers, blank: not enough in the log to say),
    and perhaps stratum, cluster, inclusion_probability, score, reviewer. A report that two reviewers read has two rows
    with different reviewers. What the reference could not decide is undecided, whatever others made of it. Refused: no
    review; a report twice without two reviewers; a reference who reviewed nothing; all reviews blank; a blank
    inclusion_probability, stratum or cluster in a column that has others; more than 1,000 crimes in a report.
    """
    if sample.height == 0:
        return Refusal("No report has been reviewed.")
    for name in ("inclusion_probability", "stratum", "cluster"):
        blank = sample[name].null_count() if name in sample.columns else 0
        if 0 < blank < sample.height:
            return Refusal(f"{blank:,} review(s) have no {name}; without it they cannot be weighted.")
    sample = sample.drop([name for name in sample.columns if sample[name].null_count() == sample.height > 0])
    if not {"crimes_disclosed", "crimes_recorded"} <= set(sample.columns):
        return Refusal("No review says how many crimes were disclosed and recorded.")
    why = _twice(sample) or _beyond_belief(sample) or _no_reviewer(sample, asked.reference)
    if why:
        return Refusal(why)
    readable = sample.filter(pl.all_horizontal(pl.col("crimes_disclosed", "crimes_recorded").is_not_null()))
    first, second = _marks(readable, _left_open(sample, asked.reference), asked.reference)
    if first.height == 0:
        return Refusal("In no review could it be decided what was disclosed and recorded.")
    unreadable = sample["report_id"].n_unique() - first.height
    disclosed, recorded = (
        first[name].to_numpy().astype(np.float64) for name in ("crimes_disclosed", "crimes_recorded")
    )
    over = np.maximum(recorded - disclosed, 0.0)
    missed = np.maximum(disclosed - recorded, 0.0)
    is_sure = np.zeros(first.height, np.bool_)
    if asked.reference is not None:
        is_sure = (first["reviewer"] == asked.reference).fill_null(value=False).to_numpy()
    said = _said(unreadable, over, disclosed)
    return Reviewed(first, disclosed, missed, over, second, is_sure, unreadable, said)


def _twice(sample: pl.DataFrame) -> str:
    extra = sample.height - sample["report_id"].n_unique()
    if not extra:
        return ""
    if "reviewer" not in sample.columns:
        return f"{extra:,} review(s) are of a report reviewed before; choose one, or name the reviewers."
    same = sample.height - sample.select(pl.struct("report_id", "reviewer").n_unique()).item()
    if same or sample["reviewer"].null_count():
        return (
            "A report is there twice by the same reviewer, or by one who is not named; keep one row for each reviewer "
            "of a report."
        )
    return ""


def _beyond_belief(sample: pl.DataFrame) -> str:
    counts = pl.max_horizontal("crimes_disclosed", "crimes_recorded")
    beyond = sample.filter(counts > MOST_CRIMES).height
    if beyond:
        return f"{beyond:,} review(s) count more than {MOST_CRIMES:,} crimes in one report; mend or confirm them first."
    return ""


def _no_reviewer(sample: pl.DataFrame, reference: str | None) -> str:
    """Return that the reference is none of the sample's reviewers; nothing where it is. Names are compared exactly."""
    if reference is None:
        return ""
    if "reviewer" not in sample.columns:
        return "--reference names a reviewer, but the sample has no column reviewer."
    names = sample["reviewer"].drop_nulls().unique().to_list()
    if reference in names:
        return ""
    return (
        f"--reference is none of the {len(names):,} reviewer(s) that the sample names; names are compared exactly, "
        "capitals too."
    )


def _left_open(sample: pl.DataFrame, reference: str | None) -> pl.Series:
    """Return the reports that the reference read and could not decide."""
    if reference is None:
        return pl.Series("report_id", [], sample["report_id"].dtype)
    counts = pl.any_horizontal(pl.col("crimes_disclosed", "crimes_recorded").is_null())
    return sample.filter(counts & (pl.col("reviewer") == reference))["report_id"]


def _marks(readable: pl.DataFrame, left_open: pl.Series, reference: str | None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the mark of each report that counts, in the order of the reports, and all the other marks."""
    kept = readable.filter(~pl.col("report_id").is_in(left_open.implode())) if len(left_open) else readable
    if "reviewer" not in kept.columns:
        kept = kept.with_columns(reviewer=pl.lit(None, pl.String))
    ordered = (
        kept.with_row_index("_row")
        .with_columns(
            pl.col("_row").min().over("report_id").alias("_place"),
            (pl.col("reviewer") == (reference or "")).fill_null(value=False).alias("_is_reference"),
            pl.len().over("reviewer").alias("_read"),
        )
        .sort("_place", "_is_reference", "_read", "reviewer", descending=[False, True, True, False])
    )
    is_first = pl.col("_place").is_first_distinct()
    first = ordered.filter(is_first)
    rest = ordered.filter(~is_first).join(first.select("_place").with_row_index("row"), on="_place", how="left")
    gap = (pl.col("crimes_disclosed") - pl.col("crimes_recorded")).clip(lower_bound=0)
    second = rest.select(
        pl.col("row").cast(pl.Int64),
        "reviewer",
        pl.col("crimes_disclosed").cast(pl.Float64).alias("disclosed"),
        gap.cast(pl.Float64).alias("missed"),
    )
    return first.drop("_row", "_place", "_is_reference", "_read"), second


def _said(unreadable: int, over: Floats, disclosed: Floats) -> tuple[str, ...]:
    said = []
    n, many = len(disclosed), int((disclosed > MANY_CRIMES).sum())
    if many:
        said.append(f"{many:,} reviewed report(s) count more than {MANY_CRIMES} crimes each; are they no slips?")
    if unreadable:
        said.append(
            f"In {unreadable:,} sampled report(s) there was not enough in the log to decide; they are taken to be like "
            "the others of their stratum."
        )
    if over.any():
        said.append(
            f"In {int((over > 0).sum()):,} of {n:,} reviewed report(s) more crimes were recorded than disclosed; the "
            f"{int(over.sum()):,} beyond those disclosed are left out of the rate."
        )
    return tuple(said)
