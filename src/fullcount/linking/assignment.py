"""From scored pairs to links: each crime answers one report, the likeliest first, ties broken by time and number."""

import polars as pl

LINK = 0.5
"""A pair is a link when it is more likely than not; below that it is a near miss."""
SECOND = 0.95
"""A further crime joins a report that has one only when this likely, since one event may well be two calls."""


def assigned(pairs: pl.DataFrame) -> pl.DataFrame:
    """Return the links among scored pairs: `report_id, crime_id, probability`.

    pairs: report_id, crime_id, probability, weight (log2 odds), gap (seconds between the two events, null if unknown).
    First every report takes at most one crime and every crime one report, in order of weight, then of gap, then of
    number; then crimes that are left join a report that already has one where they are at least SECOND likely.
    """
    order = pairs.filter(pl.col("probability") >= LINK).sort(
        pl.col("weight").round(6),
        "gap",
        "crime_id",
        "report_id",
        descending=[True, False, False, False],
        nulls_last=True,
    )
    taken_reports: set[str] = set()
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
