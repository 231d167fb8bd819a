"""Gathers from the store what the detectors of signals look at, and gives what they find as one table."""

import csv
import re
from typing import Any

import polars as pl

from fullcount.core.tables import TABLES
from fullcount.ledgers.signals import (
    after_supervisor,
    copied_text,
    inside_the_limit,
    lesser_class,
    lost_property,
    month_end,
    under_a_limit,
)
from fullcount.ledgers.signals.table import ROWS, Signal, found_in
from fullcount.pipeline.intake.assemble import PART, part_rows
from fullcount.pipeline.intake.readers.batch import ROW
from fullcount.pipeline.judging.books import Books, Materials
from fullcount.pipeline.judging.codes import plain_code
from fullcount.pipeline.judging.judge import code_classes

SIGNALS: tuple[Signal, ...] = (
    inside_the_limit.SIGNAL, month_end.SIGNAL, copied_text.SIGNAL, lesser_class.INJURY, lesser_class.ANY,
    lost_property.SIGNAL, after_supervisor.SIGNAL, under_a_limit.SIGNAL,
)  # fmt: skip
READERS = (
    "Signals are about units and patterns, never about a person. They are read by people who do not answer to the unit "
    "they speak of; a signal is a question, and no finding against anybody."
)
_LOST = re.compile(r"\blost\b|lost.?prop", re.IGNORECASE)
_POUNDS = r"£\s?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{2,7})"


def found_signals(materials: Materials, books: Books) -> pl.DataFrame:
    """Return every signal, one row each (ROWS), in the order of SIGNALS and then of how unlikely it is."""
    crimes = crimes_of_units(books)
    outcomes = with_unit(table(materials, "outcomes"), books.tables.crimes)
    outcomes = outcomes.filter(pl.col("given_at") < materials.as_at)
    changes = class_changes(materials)
    frames = [
        found_in(inside_the_limit.cases(crimes), inside_the_limit.SIGNAL),
        found_in(month_end.cases(outcomes, materials.config.zone.key), month_end.SIGNAL),
        copied_text.signals(outcomes),
        found_in(lesser_class.injury_cases(crimes, books.classes), lesser_class.INJURY),
        found_in(lesser_class.any_cases(crimes), lesser_class.ANY),
        found_in(lost_property.cases(books.ledger, lost_codes(materials, books)), lost_property.SIGNAL),
        found_in(after_supervisor.cases(changes, table(materials, "supervisor_entries")), after_supervisor.SIGNAL),
        found_in(under_a_limit.cases(values_named(materials, books)), under_a_limit.SIGNAL),
    ]
    return pl.concat([frame.select(list(ROWS)) for frame in frames])


def table(materials: Materials, name: str) -> pl.DataFrame:
    """Return the rows of a table, of each key the last read; of a table that was not given, none."""
    rows = part_rows(materials.parts.get(name, ()), materials.folder / name, TABLES[name], with_facts=False)
    return rows.unique(TABLES[name].key, keep="last", maintain_order=True)


def with_unit(rows: pl.DataFrame, crimes: pl.DataFrame) -> pl.DataFrame:
    """Return rows about crimes with the unit and district of each crime."""
    return rows.join(crimes.select("crime_id", "unit", "district"), on="crime_id", how="left", maintain_order="left")


def crimes_of_units(books: Books) -> pl.DataFrame:
    """Return the crime ledger with the unit that has each crime, or took its report, and when that was made."""
    reports = books.ledger.select("report_id", "reported_at", pl.col("unit").alias("unit_of_report"))
    units = books.tables.crimes.select("crime_id", "unit")
    rows = books.crime_ledger.join(units, on="crime_id", how="left", maintain_order="left")
    rows = rows.join(reports, on="report_id", how="left", maintain_order="left")
    return rows.with_columns(pl.coalesce("unit", "unit_of_report").alias("unit"))


def class_changes(materials: Materials) -> pl.DataFrame:
    """Return the crime records whose class differs from that of the version before, each with whether it is lesser."""
    wanted = ["crime_id", "offence_code", "published_at", "recorded_at", "unit", "district"]
    rows = part_rows(materials.parts.get("crimes", ()), materials.folder / "crimes", TABLES["crimes"], with_facts=False)
    rows = rows.filter(pl.col("crime_id").is_duplicated()).sort("crime_id", "published_at", PART, ROW).select(wanted)
    classes = code_classes(rows["offence_code"], "offence", materials.codes, materials.pack)
    harms = {name: materials.pack.harm(name) for name in classes.drop_nulls().unique().to_list()}
    harm = classes.replace_strict(list(harms), list(harms.values()), default=None, return_dtype=pl.Float64)
    made = rows.with_columns(classes.alias("class"), harm.alias("harm"), pl.col("published_at").alias("changed_at"))
    before = pl.col("harm").shift(1).over("crime_id")
    return made.with_columns((pl.col("harm") < before).fill_null(value=False).alias("was_lessened")).filter(
        pl.col("class") != pl.col("class").shift(1).over("crime_id")
    )


def lost_codes(materials: Materials, books: Books) -> list[str]:
    """Return the closing codes in use that mean lost property, by their own words or their note in a code table."""
    named = set()
    for path in materials.config.code_tables:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = [row for row in csv.DictReader(lines) if row.get("means") == "not-notifiable"]
        named |= {plain_code(row["code"]) for row in rows if _LOST.search(f"{row['code']} {row.get('note') or ''}")}
    codes = books.ledger["closing_code"].explode().drop_nulls().unique().sort().to_list()
    return [code for code in codes if plain_code(code) in named or _LOST.search(code)]


def values_named(materials: Materials, books: Books) -> pl.DataFrame:
    """Return the greatest sum of money in pounds that each log names, of the version that is believed."""
    about = books.ledger.select("report_id", "unit", "district", "reported_at")
    rows = books.tables.assembled["reports"].rows.select("report_id", ROW, PART)
    found = [pl.DataFrame(schema={"report_id": pl.String, "pounds": pl.Int64})]
    for number, part in enumerate(materials.parts["reports"]):
        texts = pl.scan_parquet(materials.folder / "reports" / f"{part.key}.rows.parquet").select(ROW, "text")
        named = texts.filter(pl.col("text").str.contains("£", literal=True)).collect()
        sums = pl.col("text").str.extract_all(_POUNDS).list.eval(
            pl.element().str.replace_all(r"[^0-9]", "").cast(pl.Int64, strict=False)
        )  # fmt: skip
        mine = rows.filter(pl.col(PART) == number).join(
            named.select(ROW, sums.list.max().alias("pounds")), on=ROW, how="inner"
        )
        found.append(mine.select("report_id", "pounds"))
    return pl.concat(found).drop_nulls().join(about, on="report_id", how="inner").sort("report_id")


def signals_section(signals: pl.DataFrame) -> dict[str, Any]:
    """Return how many signals of each kind were found, and who reads them; which units they are about is only in
    signals.csv, since this result is read in every unit."""
    counts = {row[0]: row[1] for row in signals.group_by("signal").len().iter_rows()}
    kinds = [{"signal": one.name, "title": one.title, "count": counts.get(one.name, 0)} for one in SIGNALS]
    return {"count": signals.height, "readers": READERS, "kinds": kinds}
