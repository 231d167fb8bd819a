"""The files that a run gives: ledgers, links, findings, quarantine. Sorted, with no clock in them, safe to open."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from fullcount.linking.assignment import Search, graded
from fullcount.pipeline.intake.parts import Part
from fullcount.pipeline.judging.books import Books
from fullcount.pipeline.parquet import write_frame
from fullcount.pipeline.report.spreadsheet import write_csv
from fullcount.pipeline.report.wording import reason_title
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.table import fired


def rules_text(ledger: pl.DataFrame, pack: Pack) -> pl.Series:
    """Return the ids of the rules that decided each report, joined by spaces; each distinct set is looked up once."""
    masks = ledger.get_column("rules").unique().drop_nulls().sort()
    names = [" ".join(fired(mask, pack)) for mask in masks.to_list()]
    look_up = pl.DataFrame({"rules": masks, "text": pl.Series(names, dtype=pl.String)})
    return ledger.select("rules").join(look_up, on="rules", how="left", maintain_order="left").get_column("text")


def evidence(ledger: pl.DataFrame) -> pl.Expr:
    """Return what each entry rests on: the codes as they stand and the words that were read, with their facts."""

    def part(label: str, column: str) -> pl.Expr:
        value = pl.col(column).list.join(" // ") if ledger.schema[column] == pl.List else pl.col(column)
        return pl.concat_str(pl.lit(f"{label}: "), value)

    pieces = [
        part("opened as", "opening_code"),
        part("closed as", "closing_code"),
        part("disposition", "disposition"),
        part("words", "said"),
    ]
    return pl.concat_str(pieces, separator="; ", ignore_nulls=True).alias("evidence")


def ledger_table(books: Books, pack: Pack) -> pl.DataFrame:
    """Return ledger.parquet: one row a report, sorted by number."""
    ledger = books.ledger
    return ledger.select(
        "report_id", "state", pl.col("state_reason").alias("reason"), rules_text(ledger, pack).alias("rules"),
        evidence(ledger), "deadline", "reported_at", "decision", "class", "group",
        pl.col("due").cast(pl.UInt16).alias("crimes_due"), pl.col("live").cast(pl.UInt16).alias("crimes_recorded"),
        "certainty", "question", "route", "district", "unit",
    ).sort("report_id")  # fmt: skip


def crime_table(books: Books, pack: Pack) -> pl.DataFrame:
    """Return crime_ledger.parquet: one row a crime, disclosed or recorded."""
    frame = books.crime_ledger.with_columns(rules_text(books.crime_ledger, pack).alias("rules"))
    return frame.with_columns(pl.col("hours").round(4)).sort("crime_key")


CLASH = "this number belongs to a report of more than a week before or after"
FINDING_COLUMNS = (
    "rank", "report_id", "state", "reason", "why", "class", "offence", "group", "reported_at", "deadline", "hours_left",
    "harm", "certainty", "priority", "crimes_due", "crimes_recorded", "rules", "question", "evidence", "district",
    "route", "unit", "search", "nearest", "score", "score_words",
)  # fmt: skip
TO_READ_COLUMNS = (
    "rank", "report_id", "score", "expected", "state", "reason", "why", "finding", "class", "offence", "reported_at",
    "score_words", "evidence", "question", "district", "route", "unit", "search", "nearest",
)  # fmt: skip


def findings_rows(books: Books, pack: Pack, zone: str) -> pl.DataFrame:
    """Return the findings in order of rank; times are local to the force, with their offset."""
    rows = books.findings.drop("group", strict=False).join(
        books.classes.select("class", "group"), on="class", how="left", maintain_order="left"
    )
    reasons = {reason: reason_title(reason, pack) for reason in rows.get_column("state_reason").unique().to_list()}
    offences = {name: pack.title(name) or "" for name in rows.get_column("class").drop_nulls().unique().to_list()}
    rows = rows.with_columns(
        rules_text(rows, pack).alias("rules"), evidence(rows), pl.col("harm").round(4),
        _titled("state_reason", reasons).alias("why"), _titled("class", offences).alias("offence"),
        *[_local(name, zone) for name in ("reported_at", "deadline")],
    )  # fmt: skip
    rows = rows.with_columns(reason="state_reason", crimes_due="due", crimes_recorded="live")
    rows = searched(rows, books)
    return rows.select(FINDING_COLUMNS)


def to_read_rows(books: Books, pack: Pack, zone: str) -> pl.DataFrame:
    """Return what is to be read, in order of rank. expected: crimes expected among this report and those before it."""
    rows = books.to_read.with_columns(pl.coalesce("class", "alleged_class").alias("class"))
    reasons = {reason: reason_title(reason, pack) for reason in rows.get_column("state_reason").unique().to_list()}
    offences = {name: pack.title(name) or "" for name in rows.get_column("class").drop_nulls().unique().to_list()}
    rows = rows.with_columns(
        evidence(rows), _titled("state_reason", reasons).alias("why"), _titled("class", offences).alias("offence"),
        _local("reported_at", zone), pl.col("score").cum_sum().round(1).alias("expected"),
        pl.col("score").round(4), pl.col("state_reason").alias("reason"),
    )  # fmt: skip
    return searched(rows, books).select(TO_READ_COLUMNS)


def searched(rows: pl.DataFrame, books: Books) -> pl.DataFrame:
    """Return the rows with how the search for a crime of each report without one came out, and the nearest crime."""
    near = graded(books.near_misses).select("report_id", "search", "nearest")
    joined = rows.join(near, on="report_id", how="left", maintain_order="left")
    has_none = ~pl.col("report_id").is_in(books.links["report_id"].unique().implode())
    return joined.with_columns(
        pl.when(has_none).then(pl.col("search").fill_null(Search.NONE_NEAR.value)).alias("search"),
        pl.when(has_none).then("nearest").alias("nearest"),
    )


def _titled(column: str, titles: Mapping[str, str]) -> pl.Expr:
    """Return the plain title of each value of a column; null where there is none."""
    if not titles:
        return pl.lit(None, dtype=pl.String)
    return pl.col(column).replace_strict(titles, default=None, return_dtype=pl.String)


def _local(column: str, zone: str) -> pl.Expr:
    return pl.col(column).dt.convert_time_zone(zone).dt.strftime("%Y-%m-%dT%H:%M:%S%:z").alias(column)


def quarantine_rows(parts: Mapping[str, Sequence[Part]], folder: Path) -> pl.DataFrame:
    """Return all that was set aside: table, file, row, kind (row or value), column, reason, original."""
    frames = []
    for table, made in parts.items():
        for part in made:
            if part.counts.quarantined or part.counts.values_set_aside:
                frame = pl.read_parquet(folder / table / f"{part.key}.quarantine.parquet")
                frames.append(
                    frame.select(pl.lit(table).alias("table"), pl.lit(part.source.name).alias("file"), pl.all())
                )
    columns = {
        "table": pl.String,
        "file": pl.String,
        "row": pl.Int64,
        "kind": pl.String,
        "column": pl.String,
        "reason": pl.String,
        "original": pl.String,
    }
    return pl.concat(frames) if frames else pl.DataFrame(schema=columns)


def write_tables(books: Books, pack: Pack, zone: str, aside: pl.DataFrame, folder: Path) -> None:
    """Write every table of the results."""
    write_frame(ledger_table(books, pack), folder / "ledger.parquet")
    write_frame(crime_table(books, pack), folder / "crime_ledger.parquet")
    write_frame(
        books.links.with_columns(pl.col("probability").round(9)).sort("report_id", "crime_id"), folder / "links.parquet"
    )
    write_frame(books.near_misses, folder / "near_misses.parquet")
    write_csv(findings_rows(books, pack, zone), folder / "findings.csv")
    write_csv(to_read_rows(books, pack, zone), folder / "to_read.csv")
    write_csv(aside, folder / "quarantine.csv")


def quarantine_section(aside: pl.DataFrame, most: int = 40) -> list[dict[str, Any]]:
    """Return what was set aside, grouped by file and reason, most rows first."""
    if not aside.height:
        return []
    rows = (
        aside.filter(pl.col("kind") == "row")
        .group_by("table", "file", "reason")
        .agg(pl.len().alias("rows"), pl.col("row").min().alias("example_row"))
    )
    return rows.sort("rows", "table", "file", "reason", descending=[True, False, False, False]).head(most).to_dicts()


def clash_rows(clashes: pl.DataFrame, parts: Sequence[Part]) -> pl.DataFrame:
    """Return the rows whose number belongs to another report, as they stand in the quarantine."""
    names = [part.source.name for part in parts]
    file = pl.col("__part").replace_strict(range(len(names)), names, return_dtype=pl.String)
    reported = pl.col("reported_at").dt.to_string("iso")
    rows = clashes.select(
        pl.lit("reports").alias("table"), file.alias("file"), pl.col("__row").alias("row"),
        pl.lit("row").alias("kind"), pl.lit("report_id").alias("column"), pl.lit(CLASH).alias("reason"),
        pl.concat_str(pl.lit("report_id "), "report_id", pl.lit(", reported "), reported).alias("original"),
    )  # fmt: skip
    return rows.sort("file", "row")
