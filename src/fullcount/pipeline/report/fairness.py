"""The score's errors by district and route, against what reviewers saw: the `fairness` part of the score's section."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from fullcount.audit.fairness import FEWEST, ErrorRate, error_rates
from fullcount.pipeline.judging.books import Books
from fullcount.pipeline.judging.scores import reviewed

BY = ("district", "route")
"""What an extract tells of a report without a crime record. Sex, age and language stand in the victims of crime records
alone, so nothing can be said of those whose crime was never recorded."""
MISSED, ASKED = "not to be read, and the reviewer saw a crime", "to be read, and the reviewer saw none"


def fairness(books: Books) -> list[dict[str, Any]]:
    """Return error rates by district and route, each with its denominator and an exact interval.

    Population: reports that no crime record answers and that a reviewer read (first markings). Two errors: of those in
    which the reviewer saw a crime, the share that the score leaves unread; of the others, the share it asks to be read.
    """
    unlinked = books.ledger.join(books.links.select("report_id"), on="report_id", how="anti")
    seen = unlinked.join(reviewed(books.tables.reviews), on="report_id", how="inner")
    seen = seen.with_columns(pl.col("report_id").is_in(books.to_read["report_id"].implode()).alias("listed"))
    crimes, others = seen.filter(pl.col("saw") == 1), seen.filter(pl.col("saw") == 0)
    return [*_of(crimes, MISSED, ~crimes["listed"]), *_of(others, ASKED, others["listed"])]


def _of(rows: pl.DataFrame, error: str, is_error: pl.Series) -> Iterator[dict[str, Any]]:
    for by in BY:
        if rows.get_column(by).null_count() < rows.height:
            for found in error_rates(rows.get_column(by), is_error):
                yield {"error": error, "by": by, "group": found.group, "of": found.of, **_rate(found)}


def _rate(found: ErrorRate) -> dict[str, Any]:
    if found.rate is None:
        why = f"fewer than {FEWEST}: no rate is given"
        return {"errors": None, "rate": None, "low": None, "high": None, "why": why}
    low, high = found.rate.low, found.rate.high
    return {
        "errors": found.errors, "rate": round(found.rate.estimate, 4), "low": round(low, 4),
        "high": 1.0 if high is None else round(high, 4), "why": None,
    }  # fmt: skip
