"""Whether the errors of the score and of the links fall on some more than on others, by what an extract tells."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from fullcount.audit.fairness import FEWEST, ErrorRate, error_rates
from fullcount.pipeline.judging.books import Books, Materials
from fullcount.pipeline.judging.scores import READ_FROM, reviewed
from fullcount.pipeline.report.victims_told import OF_VICTIMS, victims_told

BY = ("district", "route")
"""What an extract tells of a report without a crime record: of its victims nothing, for they stand in the victims of
crime records alone."""
MISSED, ASKED = "not to be read, and the reviewer saw a crime", "to be read, and the reviewer saw none"
UNREAD = "not to be read by its words, had its crime not been recorded"
NO_REPORT = "without its reference, the crime would be given no report"
WRONG_REPORT = "without its reference, the crime would be given another report"

AGE_BANDS = (
    (18, "under 18"), (25, "18 to 24"), (35, "25 to 34"), (50, "35 to 49"), (65, "50 to 64"), (121, "65 and over"),
)  # fmt: skip
"""Ages below which a band holds, and its name; older than 120 nobody is."""
SCHEMA = {
    "part": pl.String, "error": pl.String, "by": pl.String, "group": pl.String, "members": pl.Int64,
    "errors": pl.Int64, "rate": pl.Float64, "low": pl.Float64, "high": pl.Float64, "why": pl.String,
}  # fmt: skip


def score_fairness(materials: Materials, books: Books) -> list[dict[str, Any]]:
    """Return the score's error rates by group, each with its denominator and an exact interval.

    Three errors. Of reports that no crime record answers and that a reviewer read (first markings): of those in which
    the reviewer saw a crime, the share that the score leaves unread; of the others, the share it asks to be read; by
    district and route. Of reports that a crime record answers and states (a spread of them): the share that the score
    would leave unread; by district, route and what the record tells of its victims. Some of these taught the score.
    """
    unlinked = books.ledger.join(books.links.select("report_id"), on="report_id", how="anti")
    seen = unlinked.join(reviewed(books.tables.reviews), on="report_id", how="inner")
    seen = seen.with_columns(pl.col("report_id").is_in(books.to_read["report_id"].implode()).alias("listed"))
    crimes, others = seen.filter(pl.col("saw") == 1), seen.filter(pl.col("saw") == 0)
    stated = _of_blind(materials, books).join(books.seen_blind, on="report_id", how="inner")
    unread = stated.with_columns((pl.col("score") < READ_FROM).alias("is_error"))
    return [
        *_of(crimes.with_columns(~pl.col("listed").alias("is_error")), MISSED, "report_id", BY),
        *_of(others.with_columns(pl.col("listed").alias("is_error")), ASKED, "report_id", BY),
        *_of(unread, UNREAD, "report_id", (*BY, *OF_VICTIMS)),
    ]


def links_fairness(materials: Materials, books: Books) -> list[dict[str, Any]]:
    """Return the error rates of the links by group, each with its denominator and an exact interval.

    Population: crimes that a reference joins to their report, a spread of them; linked again without the reference.
    Two errors: the crime would be given no report; it would be given another report than the one that is stated.
    """
    rows = _of_blind(materials, books)
    none, wrong = pl.col("found").is_null(), (pl.col("found") != pl.col("report_id")).fill_null(value=False)
    by = (*BY, *OF_VICTIMS)
    return [
        *_of(rows.with_columns(none.alias("is_error")), NO_REPORT, "crime_id", by),
        *_of(rows.with_columns(wrong.alias("is_error")), WRONG_REPORT, "crime_id", by),
    ]


def fairness_rows(result: Mapping[str, Any]) -> pl.DataFrame:
    """Return both parts of a result as one table: part (score or links), error, by, group, members, errors, rate, low,
    high, why."""
    rows = [
        {"part": part, **row, "members": row["of"]} for part in ("score", "links") for row in result[part]["fairness"]
    ]
    return pl.DataFrame(rows, schema=SCHEMA)


def _of_blind(materials: Materials, books: Books) -> pl.DataFrame:
    """Return the hidden pairs with what is told of the report and of the crime's victims: a row a victim."""
    rows = books.blind.join(books.ledger.select("report_id", "reported_at", *BY), on="report_id", how="left")
    return rows.join(victims_told(materials), on="crime_id", how="left").with_columns(
        _age_band(pl.col("reported_at").dt.year() - pl.col("born_year")).alias("age band"),
    )


def _age_band(age: pl.Expr) -> pl.Expr:
    """Return the band of an age in whole years, taken from two years alone: it can be one too many."""
    bands = [pl.when(age < bound).then(pl.lit(name)) for bound, name in AGE_BANDS]
    return pl.when(age >= 0).then(pl.coalesce(bands))


def _of(rows: pl.DataFrame, error: str, member: str, by: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Yield the rates of one error, each member counted once in each of its groups."""
    for column in by:
        if rows.get_column(column).null_count() < rows.height:
            once = rows.unique([member, column], keep="first", maintain_order=True)
            for found in error_rates(once.get_column(column), once.get_column("is_error")):
                yield {"error": error, "by": column, "group": found.group, "of": found.of, **_rate(found)}


def _rate(found: ErrorRate) -> dict[str, Any]:
    if found.rate is None:
        why = f"fewer than {FEWEST}: no rate is given"
        return {"errors": None, "rate": None, "low": None, "high": None, "why": why}
    low, high = found.rate.low, found.rate.high
    return {
        "errors": found.errors, "rate": round(found.rate.estimate, 4), "low": round(low, 4),
        "high": 1.0 if high is None else round(high, 4), "why": None,
    }  # fmt: skip
