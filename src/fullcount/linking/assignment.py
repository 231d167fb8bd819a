"""From scored pairs to links: each crime answers one report, the likeliest first, ties broken by time and number."""

from enum import StrEnum

import polars as pl

LINK = 0.5
"""A pair is a link when it is more likely than not; below that it is a near miss."""
SECOND = 0.95
"""A further crime joins a report that has one only when this likely, since one event may well be two calls."""


def assigned(pairs: pl.DataFrame, having: pl.Series | None = None) -> pl.DataFrame:
    """Return the links among scored pairs: `report_id, crime_id, probability`.

    pairs: report_id, crime_id, probability, weight (log2 odds), gap (seconds between the two events, null if unknown).
    having: reports that have a crime already.
    First every report takes at most one crime and every crime one report, in order of probability, then of weight, of
    gap and of number; then crimes that are left join a report that has one already where they are SECOND likely.
    """
    order = pairs.filter(pl.col("probability") >= LINK).sort(
        pl.col("probability").round(6), pl.col("weight").round(6), "gap", "crime_id", "report_id",
        descending=[True, True, False, False, False], nulls_last=True,
    )  # fmt: skip
    taken_reports: set[str] = set() if having is None else set(having.to_list())
    taken_crimes: set[str] = set()
    chosen = []
    columns = (order.get_column(name).to_list() for name in ("report_id", "crime_id", "probability"))
    rows = list(zip(*columns, strict=True))
    for report, crime, probability in rows:
        if report not in taken_reports and crime not in taken_crimes:
            taken_reports.add(report)
            taken_crimes.add(crime)
            chosen.append((report, crime, probability))
    for report, crime, probability in rows:
        if crime not in taken_crimes and probability >= SECOND:
            taken_crimes.add(crime)
            chosen.append((report, crime, probability))
    schema = {"report_id": pl.String, "crime_id": pl.String, "probability": pl.Float64}
    return pl.DataFrame(chosen, schema=schema, orient="row").sort("report_id", "crime_id")


def near_misses(pairs: pl.DataFrame, links: pl.DataFrame, most: int = 3) -> pl.DataFrame:
    """Return, for each report and each crime, its `most` likeliest pairs that did not become links (at least 1%)."""
    rest = pairs.filter(pl.col("probability") >= 0.01).join(links, on=["report_id", "crime_id"], how="anti")
    rest = rest.sort("probability", "report_id", "crime_id", descending=[True, False, False])
    ranked = rest.with_columns(
        pl.int_range(pl.len()).over("report_id").alias("of_report"),
        pl.int_range(pl.len()).over("crime_id").alias("of_crime"),
    )
    kept = ranked.filter((pl.col("of_report") < most) | (pl.col("of_crime") < most))
    return kept.select("report_id", "crime_id", "probability").sort("report_id", "crime_id")


STRONG = 0.25
"""A near miss this likely or more is a strong one: a person looks at it before the crime is called missing."""


class Search(StrEnum):
    """How a search for a report's crime that found none came out."""

    NONE_NEAR = "no crime near"
    NEAR_MISSES = "near misses"
    STRONG_NEAR_MISS = "strong near miss"


def graded(misses: pl.DataFrame) -> pl.DataFrame:
    """Return (report_id, search, nearest, probability) of the reports that have near misses, by the likeliest of them;
    a report that is not among them has no crime near."""
    best = misses.sort("probability", "crime_id", descending=[True, False]).unique(
        "report_id", keep="first", maintain_order=True
    )
    grade = pl.when(pl.col("probability") >= STRONG).then(pl.lit(Search.STRONG_NEAR_MISS.value))
    return best.select(
        "report_id", grade.otherwise(pl.lit(Search.NEAR_MISSES.value)).alias("search"),
        pl.col("crime_id").alias("nearest"), "probability",
    ).sort("report_id")  # fmt: skip
