"""From the store's parts to both ledgers: the middle of a run, with nothing written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from fullcount.core.tables import CRIMES
from fullcount.ledgers import crimes as crime_book
from fullcount.ledgers import reports as report_book
from fullcount.ledgers.findings import findings
from fullcount.linking.features import features
from fullcount.linking.model import LinkageModel
from fullcount.linking.references import numbers_not_found, plain_number, stated_links
from fullcount.pipeline import judge
from fullcount.pipeline.assemble import Assembled, assemble, with_columns_of
from fullcount.pipeline.codes import CodeTable
from fullcount.pipeline.columns import TIME_TYPE
from fullcount.pipeline.config import ForceConfig
from fullcount.pipeline.intake import Part
from fullcount.pipeline.link import ENOUGH_LABELS, PAIR_SCHEMA, fit_model, links_of, score_with_memory
from fullcount.pipeline.result import CallsCount
from fullcount.reading.lexicon import Lexicon
from fullcount.rulebook.pack import Pack

CLOCKS = {"reports": "reported_at", "crimes": "recorded_at", "calls": "called_at", "audit_reviews": "reviewed_at"}
"""The column of each table that says whether a row had come in by the as-at moment."""


@dataclass(frozen=True, slots=True)
class Materials:
    """What the books are made from."""

    config: ForceConfig
    pack: Pack
    codes: CodeTable
    words: Lexicon
    parts: Mapping[str, Sequence[Part]]
    folder: Path
    as_at: datetime
    seed: int
    model: LinkageModel | None
    remembered: Path | None


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables as at the moment, with how they came about."""

    assembled: Mapping[str, Assembled]
    reports: pl.DataFrame
    crimes: pl.DataFrame
    reviews: pl.DataFrame | None
    calls: CallsCount | None
    crimes_are_known: bool


@dataclass(frozen=True, slots=True)
class Books:
    """Both ledgers and what goes with them."""

    tables: Tables
    ledger: pl.DataFrame
    crime_ledger: pl.DataFrame
    live_records: int
    links: pl.DataFrame
    near_misses: pl.DataFrame
    findings: pl.DataFrame
    model: LinkageModel | None
    classes: pl.DataFrame


def make_tables(materials: Materials) -> Tables:
    """Return the canonical tables as at the moment, with facts and decisions on the reports."""
    as_at = pl.lit(materials.as_at)
    assembled = {
        name: assemble(parts, materials.folder / name, name, CLOCKS[name], as_at) for name, parts in materials.parts.items()
    }
    reports = assembled["reports"].rows
    facts = judge.text_facts(materials.parts["reports"], materials.folder / "reports")
    reports = judge.with_facts(reports, facts, materials.codes, materials.pack)
    reports = judge.judged(reports, materials.config.clock_start, materials.pack)
    names_crimes = "crime_ref" in materials.config.extracts["reports"].columns
    crimes = assembled["crimes"].rows if "crimes" in assembled else crimes_by_number(reports)
    crimes = _not_after(crimes, materials.as_at)
    reviews = assembled["audit_reviews"].rows if "audit_reviews" in assembled else None
    calls = count_calls(assembled["calls"].rows, reports) if "calls" in assembled else None
    known = "crimes" in assembled or names_crimes
    return Tables(assembled, reports, judge.classed_crimes(crimes, materials.codes, materials.pack, materials.words), reviews, calls, known)


def _not_after(crimes: pl.DataFrame, as_at: datetime) -> pl.DataFrame:
    """Drop records made on a later day, and undo cancellations made later."""
    moment = pl.lit(as_at)
    kept = crimes.filter((pl.col("recorded_day") <= moment).fill_null(value=True))
    later = pl.col("cancelled_at") > moment
    return kept.with_columns(
        pl.when(later).then(None).otherwise(pl.col(name)).alias(name) for name in ("cancelled_at", "cancelled_code", "cancelled_evidence")
    )


def crimes_by_number(reports: pl.DataFrame) -> pl.DataFrame:
    """Return the crime records that are known only because reports name their numbers: nothing else is known of them."""
    named = reports.select(pl.col("crime_ref").explode().drop_nulls().alias("crime_id"))
    once = named.with_columns(plain_number("crime_id").alias("number")).sort("crime_id").unique("number", keep="first", maintain_order=True)
    nothing = [pl.lit(None, dtype=TIME_TYPE).alias(name) for name in ("first_published", "ref_published")]
    return with_columns_of(once.select("crime_id"), CRIMES).with_columns(nothing).sort("crime_id")


def count_calls(calls: pl.DataFrame, reports: pl.DataFrame) -> CallsCount:
    """Return the calls reconciled with the reports. A call that names a log counts as answered."""
    known = reports.select(plain_number("report_id").alias("number")).unique()
    named = calls.filter(pl.col("log_ref").is_not_null()).select("call_id", "log_ref").explode("log_ref")
    found = named.with_columns(plain_number("log_ref").alias("number")).join(known, on="number", how="semi")
    is_named = pl.col("log_ref").is_not_null()
    is_logged = pl.col("call_id").is_in(found.get_column("call_id").unique().implode())
    abandoned = ~is_named & (pl.col("answered") == False).fill_null(value=False)  # noqa: E712
    counts = calls.select(
        abandoned.sum().alias("abandoned"), is_logged.sum().alias("logged"),
        (is_named & ~is_logged).sum().alias("log_not_found"), (~is_named & ~abandoned).sum().alias("not_logged"),
    ).row(0, named=True)  # fmt: skip
    return CallsCount(calls.height, calls.height - counts["abandoned"], counts["abandoned"], counts["logged"], counts["not_logged"], counts["log_not_found"])


def _sides(tables: Tables, groups: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    grouped = groups.select("class", pl.col("group").alias("offence_group"))
    reports = tables.reports.drop("class").rename({"alleged_class": "class"}).join(grouped, on="class", how="left", maintain_order="left")
    crimes = tables.crimes.join(grouped, on="class", how="left", maintain_order="left")
    begins = pl.coalesce("occurred_from", "reported_at")
    recorded = pl.coalesce("recorded_at", "recorded_day")
    return (
        features(reports, "report_id", begins, pl.col("reported_at")),
        features(crimes, "crime_id", pl.coalesce(pl.col("occurred_from"), recorded), recorded),
    )


def link(materials: Materials, tables: Tables, groups: pl.DataFrame, memory: Path) -> tuple[pl.DataFrame, pl.DataFrame, LinkageModel | None]:
    """Return (links, near misses, the model used): what records state, and the likely among the rest."""
    stated = stated_links(tables.reports, tables.crimes)
    if "crimes" not in materials.parts:
        links, misses = links_of(stated, pl.DataFrame(schema=PAIR_SCHEMA))
        return links, misses, None
    left, right = _sides(tables, groups)
    free_right = right.join(stated.select(pl.col("crime_id").alias("unique_id")), on="unique_id", how="anti")
    free_left = left.join(stated.select(pl.col("report_id").alias("unique_id")), on="unique_id", how="anti")
    sides = (left, right) if stated.height >= ENOUGH_LABELS else (free_left, free_right)
    model = materials.model or fit_model(*sides, stated, materials.seed)
    if model is None:
        pairs = pl.DataFrame(schema=PAIR_SCHEMA)
    else:
        pairs = score_with_memory(free_left, free_right, model, materials.remembered, memory)
    links, misses = links_of(stated, pairs)
    return links, misses, model


def classes_used(materials: Materials, tables: Tables) -> pl.DataFrame:
    """Return (class, group, subgroup, harm) of every class that a report alleges or a crime has."""
    columns = (tables.reports["class"], tables.reports["alleged_class"], tables.crimes["class"])
    return judge.class_table(materials.pack, [name for column in columns for name in column.drop_nulls().unique().to_list()])


def fitted(materials: Materials, step: Callable[[str], Any]) -> LinkageModel | None:
    """Return a linkage model fitted to these materials, whatever model they name."""
    step("deciding by the rules")
    tables = make_tables(materials)
    left, right = _sides(tables, classes_used(materials, tables))
    step("fitting")
    return fit_model(left, right, stated_links(tables.reports, tables.crimes), materials.seed)


def make_books(materials: Materials, memory: Path, step: Callable[[str], Any]) -> Books:
    """Return both ledgers, balanced. Raises BalanceError if anything does not add up. `memory`: see linking's store."""
    step("deciding by the rules")
    tables = make_tables(materials)
    groups = classes_used(materials, tables)
    step("linking reports to crimes")
    links, misses, model = link(materials, tables, groups, memory)
    step("writing the ledgers")
    reports = _numbers_checked(tables)
    filed = crime_book.filed_records(tables.crimes, links, reports)
    records = crime_book.record_states(filed, groups, materials.config.zone.key)
    counts = report_book.filed_counts(tables.crimes, records, links)
    as_at = pl.lit(materials.as_at)
    judged = report_book.with_missing(reports, counts, as_at, has_crimes=tables.crimes_are_known)
    missing = crime_book.missing_crimes(judged, groups)
    ledger = report_book.report_ledger(judged)
    harms = groups.select("class", "group", "harm")
    ledger = ledger.join(groups.select(pl.col("class").alias("alleged_class"), "group"), on="alleged_class", how="left", maintain_order="left")
    live = int((~tables.crimes["is_cancelled"] & tables.crimes["is_notifiable"].fill_null(value=True)).sum())
    found = findings(ledger.drop("group"), harms, as_at)
    return Books(tables, ledger, crime_book.crime_ledger(records, missing), live, links, misses, found, model, groups)


def _numbers_checked(tables: Tables) -> pl.DataFrame:
    """Mark the reports that name a crime number which no crime record has."""
    unknown = numbers_not_found(tables.reports, tables.crimes).select("report_id").unique()
    marked = unknown.with_columns(pl.lit(value=True).alias("number_not_found"))
    made = tables.reports.join(marked, on="report_id", how="left", maintain_order="left")
    return made.with_columns(pl.col("number_not_found").fill_null(value=False))

