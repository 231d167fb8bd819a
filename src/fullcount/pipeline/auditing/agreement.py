"""Reads reviewers' marks."""

from pathlib import Path

import polars as pl

from fullcount.core.errors import Fault, InputError
from fullcount.pipeline.auditing.tables import Column, Kind, read_table

MARKS = (
    Column("report_id", Kind.TEXT, required=True, blank=False),
    Column("rule", Kind.TEXT),
    Column("reviewer", Kind.TEXT, required=True, blank=False),
    Column("mark", Kind.TEXT, required=True),
    Column("date", Kind.DAY),
    Column("known_answer", Kind.TEXT),
)
MOST_MARKS = 50
"""Different marks on one rule beyond which they are no marks: a wrong column, or remarks in free words."""
EVERY_RULE = "all rules"


def read_marks(path: Path) -> tuple[pl.DataFrame, list[str]]:
    """Return one row a mark, words in lower case, and what a reader must be warned of.

    A blank mark is one not yet made: it is left out. A reviewer who marked a report twice on one rule counts with the
    later. Raises InputError where the table cannot be used.
    """
    marks = read_table(path, MARKS)
    warnings = []
    if "rule" not in marks.columns:
        marks = marks.with_columns(pl.lit(EVERY_RULE).alias("rule"))
    words = [name for name in ("mark", "known_answer") if name in marks.columns]
    marks = marks.with_columns(
        pl.col("rule").fill_null(EVERY_RULE),
        *(pl.col(name).str.to_lowercase().str.replace_all(r"\s+", " ") for name in words),
    )
    blank = marks["mark"].null_count()
    if blank:
        warnings.append(
            f'{blank:,} row(s) have no mark: left out. A log that does not say is marked "not enough in the log".'
        )
        marks = marks.filter(pl.col("mark").is_not_null())
    most = marks.group_by("rule").agg(pl.col("mark").n_unique())["mark"].max() if marks.height else 0
    if isinstance(most, int) and most > MOST_MARKS:
        what = f"has {most:,} different marks on one rule; at most {MOST_MARKS} can be compared"
        fault = Fault(f"{path.name} column mark", what, "give the marks, not remarks")
        raise InputError(f"{path.name} cannot be used", [fault])
    one = marks.sort("date", maintain_order=True, nulls_last=False) if "date" in marks.columns else marks
    kept = one.unique(("report_id", "rule", "reviewer"), keep="last", maintain_order=True)
    if kept.height < marks.height:
        warnings.append(
            f"{marks.height - kept.height:,} mark(s) were made again by the same reviewer: the last of each counts."
        )
    return kept, warnings
