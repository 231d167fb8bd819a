"""The reviews, checked: what each sampled report disclosed and how much of it was recorded, once a report."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fullcount.audit.estimating.asked import Asked
from fullcount.audit.intervals import Floats
from fullcount.audit.results import Refusal

FEW_UNREADABLE = 0.02
"""The share of reviews that could not be decided below which nothing more than their number is said."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One row a report: `table` with report_id and the sample's other columns; arrays of shape (n,).

    `disclosed` and `missed` count crimes, recorded ones beyond those disclosed left out; `over` are these. `pairs` are
    the decisions of reports that two reviewers read, shape (pairs, 2): the first mark, which is the one that counts,
    and the second (the reference's); `paired` are their rows.
    """

    table: pl.DataFrame
    disclosed: Floats
    missed: Floats
    over: Floats
    paired: NDArray[np.int64]
    pairs: NDArray[np.bool_]
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
    with different reviewers. Refused: no review; a report twice without two reviewers; all reviews blank; a blank
    inclusion_probability, stratum or cluster in a column that has others.
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
    why = _twice(sample)
    if why:
        return Refusal(why)
    readable = sample.filter(pl.all_horizontal(pl.col("crimes_disclosed", "crimes_recorded").is_not_null()))
    if readable.height == 0:
        return Refusal("In no review could it be decided what was disclosed and recorded.")
    first, second = _marks(readable, asked.reference)
    unreadable = sample["report_id"].n_unique() - first.height
    disclosed, recorded = (
        first[name].to_numpy().astype(np.float64) for name in ("crimes_disclosed", "crimes_recorded")
    )
    over = np.maximum(recorded - disclosed, 0.0)
    missed = np.maximum(disclosed - recorded, 0.0)
    paired, pairs = _pairs(first, missed, second)
    return Reviewed(first, disclosed, missed, over, paired, pairs, unreadable, _said(unreadable, over, first.height))


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


def _marks(readable: pl.DataFrame, reference: str | None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the mark of each report that counts, and the second marks: the reference's wherever there is one."""
    if readable["report_id"].n_unique() == readable.height:
        return readable, readable.clear()
    is_reference = pl.col("reviewer") == (reference or "")
    ordered = readable.with_row_index("_row").sort(is_reference, "_row", maintain_order=True)
    first = ordered.unique("report_id", keep="first", maintain_order=True).sort("_row")
    rest = ordered.join(first.select("_row"), on="_row", how="anti").sort(~is_reference, "_row", maintain_order=True)
    second = rest.unique("report_id", keep="first", maintain_order=True)
    if reference is not None:
        second = second.filter(is_reference)
    return first.drop("_row"), second.drop("_row")


def _pairs(first: pl.DataFrame, missed: Floats, second: pl.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    rows = first.select("report_id").with_row_index("row")
    both = second.join(rows, on="report_id", how="inner").sort("row")
    paired = both["row"].to_numpy().astype(np.int64)
    again = (both["crimes_disclosed"] > both["crimes_recorded"]).to_numpy()
    return paired, np.stack([missed[paired] > 0.0, again], axis=1)


def _said(unreadable: int, over: Floats, n: int) -> tuple[str, ...]:
    said = []
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
