"""From the store's parts to both ledgers: the middle of a run, with nothing written."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from fullcount.core.tables import CRIMES, TABLES
from fullcount.ledgers.account import Matched, account
from fullcount.ledgers.findings import findings
from fullcount.linking.features import features
from fullcount.linking.model import LinkageModel
from fullcount.linking.references import numbers_not_found, own_number, plain_number, stated_links
from fullcount.pipeline.config import ForceConfig
from fullcount.pipeline.intake.assemble import Assembled, assemble, with_columns_of
from fullcount.pipeline.intake.columns import TIME_TYPE
from fullcount.pipeline.intake.parts import Part
from fullcount.pipeline.judging import judge
from fullcount.pipeline.judging.codes import CodeTable
from fullcount.pipeline.judging.link import (
    ENOUGH_LABELS,
    MOST_LABELS,
    PAIR_SCHEMA,
    blocked,
    fit_model,
    links_of,
    score_with_memory,
)
from fullcount.pipeline.report.result import CallsCount
from fullcount.reading.compiled import Lexicon
from fullcount.rulebook.pack import Pack

CLOCKS = {"reports": "reported_at", "crimes": "recorded_at", "calls": "called_at", "audit_reviews": "reviewed_at"}
"""The column of each table that says whether a row had come in by the as-at moment."""


COMPARED = ("occurred_from", "occurred_to", "reported_at", "recorded_at", "recorded_day", "place", "postcode",
            "latitude",
            "longitude", "phone", "surname")  # fmt: skip
"""What linking compares: taken from the reports before the ledgers' narrower table is made."""

LEDGER_COLUMNS = (
    "report_id", "reported_at", "first_published", "ref_published", "route", "district", "unit", "opening_code",
    "closing_code", "disposition", "crime_ref", "other_force_ref", "said", "has_text", "opening_class", "closing_class",
    "disposition_means",
    "decision", "class", "extra_classes", "crimes_due", "deadline", "reason", "rules", "question", "certainty",
    "class_is_sure", "contrary", "alleges", "alleged_class",
)  # fmt: skip


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
    """The tables as at the moment, with how they came about. compared: what linking compares of the reports."""

    assembled: Mapping[str, Assembled]
    reports: pl.DataFrame
    compared: pl.DataFrame
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
        name: assemble(parts, materials.folder / name, name, CLOCKS[name], as_at)
        for name, parts in materials.parts.items()
        if TABLES[name].feeds_ledgers
    }
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="calls") as pool:
        calls = (
            pool.submit(count_calls, assembled["calls"].rows, assembled["reports"].rows)
            if "calls" in assembled
            else None
        )
        return _tables(materials, assembled, calls)


def _tables(materials: Materials, assembled: Mapping[str, Assembled], calls: Future[CallsCount] | None) -> Tables:
    reports = assembled["reports"].rows
    reports = judge.with_facts(reports, materials.codes, materials.pack)
    judged = judge.judged(reports, materials.config.clock_start, materials.pack)
    compared = judged.select(
        "report_id", pl.col("alleged_class").alias("class"), *[c for c in COMPARED if c in judged.columns]
    )
    reports = judged.select(*LEDGER_COLUMNS, plain_number("report_id").alias("report_id_number"))
    names_crimes = "crime_ref" in materials.config.extracts["reports"].columns
    crimes = assembled["crimes"].rows if "crimes" in assembled else crimes_by_number(reports)
    crimes = _not_after(crimes, materials.as_at).with_columns(plain_number("crime_id").alias("crime_id_number"))
    reviews = assembled["audit_reviews"].rows if "audit_reviews" in assembled else None
    known = "crimes" in assembled or names_crimes
    return Tables(
        assembled,
        reports,
        compared,
        judge.classed_crimes(crimes, materials.codes, materials.pack, materials.words),
        reviews,
        calls.result() if calls is not None else None,
        known,
    )


def _not_after(crimes: pl.DataFrame, as_at: datetime) -> pl.DataFrame:
    """Drop records made on a later day, and undo cancellations made later."""
    moment = pl.lit(as_at)
    kept = crimes.filter((pl.col("recorded_day") <= moment).fill_null(value=True))
    later = pl.col("cancelled_at") > moment
    return kept.with_columns(
        pl.when(later).then(None).otherwise(pl.col(name)).alias(name)
        for name in ("cancelled_at", "cancelled_code", "cancelled_evidence", "status")
    )


def crimes_by_number(reports: pl.DataFrame) -> pl.DataFrame:
    """Return the crime records known only because reports name their numbers: no more is known of them."""
    named = reports.select(pl.col("crime_ref").explode().drop_nulls().alias("crime_id"))
    once = (
        named.with_columns(plain_number("crime_id").alias("number"))
        .sort("crime_id")
        .unique("number", keep="first", maintain_order=True)
        .drop_nulls("number")
    )
    nothing = [pl.lit(None, dtype=TIME_TYPE).alias(name) for name in ("first_published", "ref_published")]
    return with_columns_of(once.select("crime_id"), CRIMES).with_columns(nothing).sort("crime_id")


def count_calls(calls: pl.DataFrame, reports: pl.DataFrame) -> CallsCount:
    """Return the calls reconciled with the reports. A call that names a log counts as answered."""
    is_named = pl.col("log_ref").is_not_null()
    counts = calls.select(
        is_named.sum().alias("named"),
        (~is_named & (pl.col("answered") == False).fill_null(value=False)).sum().alias("abandoned"),  # noqa: E712
    ).row(0, named=True)
    named = (
        calls.filter(is_named)
        .select("call_id", "log_ref")
        .explode("log_ref")
        .with_columns(plain_number("log_ref").alias("number"))
    )
    known = reports.select(own_number(reports, "report_id").alias("number"))
    logged = named.join(known, on="number", how="semi").get_column("call_id").n_unique()
    answered = calls.height - counts["abandoned"]
    return CallsCount(
        calls.height, answered, counts["abandoned"], logged, answered - counts["named"], counts["named"] - logged
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """Reports or crimes as linking sees them: the frame, its key, when the event began and when the force heard."""

    frame: pl.DataFrame
    key: str
    begins: pl.Expr
    heard: pl.Expr

    def features(self, groups: pl.DataFrame) -> pl.DataFrame:
        grouped = groups.select("class", pl.col("group").alias("offence_group"))
        return features(
            self.frame.join(grouped, on="class", how="left", maintain_order="left"), self.key, self.begins, self.heard
        )

    def only(self, ids: pl.Series) -> "_Side":
        return replace(self, frame=self.frame.filter(pl.col(self.key).is_in(ids.implode())))

    def without(self, ids: pl.Series) -> "_Side":
        return replace(self, frame=self.frame.filter(~pl.col(self.key).is_in(ids.implode())))


def _sides(tables: Tables) -> tuple[_Side, _Side]:
    crimes = tables.crimes.select("crime_id", "class", *[c for c in COMPARED if c in tables.crimes.columns])
    recorded = pl.coalesce("recorded_at", "recorded_day")
    return (
        _Side(tables.compared, "report_id", pl.coalesce("occurred_from", "reported_at"), pl.col("reported_at")),
        _Side(crimes, "crime_id", pl.coalesce(pl.col("occurred_from"), recorded), recorded),
    )


def _fit(
    materials: Materials, sides: tuple[_Side, _Side], stated: pl.DataFrame, groups: pl.DataFrame
) -> LinkageModel | None:
    """Return a fitted model. With enough stated links it is learnt from a spread of those and the records they join."""
    left, right = sides
    if stated.height < ENOUGH_LABELS:
        left, right = left.without(stated["report_id"]), right.without(stated["crime_id"])
        return fit_model(left.features(groups), right.features(groups), stated.clear(), materials.seed)
    labels = stated.gather_every(max(1, stated.height // MOST_LABELS))
    return fit_model(
        left.only(labels["report_id"]).features(groups),
        right.only(labels["crime_id"]).features(groups),
        labels,
        materials.seed,
    )


def link(
    materials: Materials, tables: Tables, groups: pl.DataFrame, memory: Path
) -> tuple[pl.DataFrame, pl.DataFrame, LinkageModel | None]:
    """Return (links, near misses, the model used): what records state, and the likely among the rest."""
    stated = stated_links(tables.reports, tables.crimes)
    nothing = pl.DataFrame(schema=PAIR_SCHEMA)
    if "crimes" not in materials.parts:
        return *links_of(stated, nothing), None
    sides = _sides(tables)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="fitting") as pool:
        fitting = pool.submit(lambda: materials.model or _fit(materials, sides, stated, groups))
        right = sides[1].without(stated["crime_id"]).features(groups)
        left = sides[0].without(stated["report_id"]).features(groups)
        model = fitting.result()
    if model is None:
        return *links_of(stated, nothing), None
    pairs = score_with_memory(blocked(left, right, model), right, model, materials.remembered, memory)
    return *links_of(stated, pairs), model


def classes_used(materials: Materials, tables: Tables) -> pl.DataFrame:
    """Return (class, group, subgroup, harm) of every class that a report alleges or a crime has."""
    reports = tables.reports
    columns = (reports["class"], reports["alleged_class"], reports["closing_class"], tables.crimes["class"])
    extra = reports["extra_classes"].unique().str.split(" ").explode()
    found = {name for column in (*columns, extra) for name in column.drop_nulls().unique().to_list()}
    return judge.class_table(materials.pack, [name for name in found if materials.pack.is_notifiable_class(name)])


def fitted(materials: Materials, step: Callable[[str], Any]) -> LinkageModel | None:
    """Return a linkage model fitted to these materials, whatever model they name."""
    step("deciding by the rules")
    tables = make_tables(materials)
    step("fitting")
    return _fit(materials, _sides(tables), stated_links(tables.reports, tables.crimes), classes_used(materials, tables))


def make_books(materials: Materials, memory: Path, step: Callable[[str], Any]) -> Books:
    """Return both ledgers, balanced. Raises BalanceError if anything does not add up. `memory`: see linking's store."""
    step("deciding by the rules")
    tables = make_tables(materials)
    groups = classes_used(materials, tables)
    step("linking reports to crimes")
    links, misses, model = link(materials, tables, groups, memory)
    step("writing the ledgers")
    reports = _numbers_checked(tables)
    matched = Matched(reports, tables.crimes, links, misses, groups)
    zone = materials.config.zone.key
    made = account(matched, materials.as_at, zone, has_crimes=tables.crimes_are_known)
    harms = groups.select("class", "group", "harm")
    ledger = made.reports.join(
        groups.select(pl.col("class").alias("alleged_class"), "group"),
        on="alleged_class",
        how="left",
        maintain_order="left",
    )
    found = findings(ledger.drop("group"), harms, pl.lit(materials.as_at))
    return Books(tables, ledger, made.crimes, made.live_records, links, misses, found, model, groups)


def _numbers_checked(tables: Tables) -> pl.DataFrame:
    """Mark the reports that name a crime number which no crime record has."""
    unknown = numbers_not_found(tables.reports, tables.crimes).select("report_id").unique()
    marked = unknown.with_columns(pl.lit(value=True).alias("number_not_found"))
    made = tables.reports.join(marked, on="report_id", how="left", maintain_order="left")
    return made.with_columns(pl.col("number_not_found").fill_null(value=False))
