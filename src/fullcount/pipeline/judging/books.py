"""From the store's parts to both ledgers: the middle of a run, with nothing written."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from fullcount.core.tables import CRIMES, TABLES
from fullcount.ledgers.account import Matched, account
from fullcount.ledgers.findings import findings
from fullcount.linking.model import LinkageModel
from fullcount.linking.references import own_number, plain_number
from fullcount.pipeline.config import ForceConfig
from fullcount.pipeline.engine import LOCAL, Engine
from fullcount.pipeline.intake.assemble import Assembled, assemble, with_columns_of
from fullcount.pipeline.intake.columns import TIME_TYPE
from fullcount.pipeline.intake.parts import Part
from fullcount.pipeline.judging import judge, links, scores
from fullcount.pipeline.judging.cancelling import Readers
from fullcount.pipeline.judging.codes import CodeTable
from fullcount.pipeline.judging.decide import LEDGER_COLUMNS, NUMBER, Law, in_place, stretches
from fullcount.pipeline.judging.links import ToLink
from fullcount.pipeline.judging.log_words import Words, words_with_numbers
from fullcount.pipeline.judging.sides import COMPARED
from fullcount.pipeline.report.result import CallsCount
from fullcount.reading.score.model import ScoreModel
from fullcount.rulebook.pack import Pack

CLOCKS = {"reports": "reported_at", "crimes": "recorded_at", "calls": "called_at", "audit_reviews": "reviewed_at",
          "link_decisions": "decided_at", "cancellations": "cancelled_at"}  # fmt: skip
"""The column of each table that says whether a row had come in by the as-at moment."""
AT_ANY_TIME = frozenset({"link_decisions"})
"""What people decide holds whenever it was decided: mostly after the last day of the extracts."""
EVER = datetime(2200, 1, 1, tzinfo=UTC)


def bound(table: str, moment: datetime) -> datetime:
    """Return the moment up to which rows of a table count."""
    return EVER if table in AT_ANY_TIME else moment


@dataclass(frozen=True, slots=True)
class Materials:
    """What the books are made from. use_score: whether reports are scored; score: the frozen one, None: fit it here."""

    config: ForceConfig
    pack: Pack
    codes: CodeTable
    readers: Readers
    parts: Mapping[str, Sequence[Part]]
    folder: Path
    as_at: datetime
    seed: int
    model: LinkageModel | None
    remembered: Path | None
    score: ScoreModel | None = None
    use_score: bool = True
    engine: Engine = LOCAL


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables as at the moment, with how they came about. compared: what linking compares of the reports;
    cancelled: every cancelled crime with what its reason says and what the rules say of it."""

    assembled: Mapping[str, Assembled]
    reports: pl.DataFrame
    compared: pl.DataFrame
    crimes: pl.DataFrame
    cancelled: pl.DataFrame
    reviews: pl.DataFrame | None
    calls: CallsCount | None
    crimes_are_known: bool


@dataclass(frozen=True, slots=True)
class Books:
    """Both ledgers and what goes with them. to_read: what the score says to read (none without a score); blind: what
    linking found where references were hidden (see `blind.found_blind`); seen_blind: the score of those reports."""

    tables: Tables
    ledger: pl.DataFrame
    crime_ledger: pl.DataFrame
    live_records: int
    links: pl.DataFrame
    near_misses: pl.DataFrame
    findings: pl.DataFrame
    model: LinkageModel | None
    classes: pl.DataFrame
    score: ScoreModel | None
    to_read: pl.DataFrame
    blind: pl.DataFrame
    seen_blind: pl.DataFrame


def make_tables(materials: Materials) -> Tables:
    """Return the canonical tables as at the moment, with facts and decisions on the reports."""
    moment = materials.as_at
    assembled = {
        name: assemble(
            parts, materials.folder / name, name, CLOCKS[name], pl.lit(bound(name, moment)), with_facts=False
        )
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
    law = Law(materials.codes, materials.config.clock_start, materials.pack)
    found = stretches(reports, materials.parts["reports"], materials.folder / "reports")
    judged = in_place(materials.engine.decide(found, law))
    compared = judged.select(
        "report_id", pl.col("alleged_class").alias("class"), *[c for c in COMPARED if c in judged.columns]
    )
    reports = judged.select(*LEDGER_COLUMNS, NUMBER)
    names_crimes = "crime_ref" in materials.config.extracts["reports"].columns
    crimes = assembled["crimes"].rows if "crimes" in assembled else crimes_by_number(reports)
    crimes = _not_after(crimes, materials.as_at).with_columns(plain_number("crime_id").alias("crime_id_number"))
    rows = assembled["cancellations"].rows if "cancellations" in assembled else None
    law_of_crimes = (materials.codes, materials.pack)
    crimes, cancelled = judge.classed_crimes(crimes, rows, law_of_crimes, materials.readers)
    reviews = assembled["audit_reviews"].rows if "audit_reviews" in assembled else None
    known = "crimes" in assembled or names_crimes
    return Tables(
        assembled,
        reports,
        compared,
        crimes,
        cancelled,
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


def to_link(materials: Materials, tables: Tables, groups: pl.DataFrame) -> ToLink:
    """Return what linking is given."""
    reports, crimes = tables.assembled["reports"].rows, tables.crimes
    has_extract = "crimes" in materials.parts
    where = (materials.parts["reports"] if has_extract else (), materials.folder / "reports")
    numbers = words_with_numbers(*where, reports, crimes["crime_id"])
    decisions = tables.assembled["link_decisions"].rows if "link_decisions" in tables.assembled else None
    return ToLink(
        tables.reports,
        tables.compared,
        crimes,
        groups,
        numbers,
        Words(*where, reports, crimes),
        decisions,
        has_extract=has_extract,
        seed=materials.seed,
    )


def classes_used(materials: Materials, tables: Tables) -> pl.DataFrame:
    """Return (class, group, subgroup, harm) of every class that a report alleges or a crime has."""
    reports = tables.reports
    codes = (reports["opening_class"], reports["closing_class"])
    columns = (reports["class"], reports["alleged_class"], *codes, tables.crimes["class"])
    extra = reports["extra_classes"].unique().str.split(" ").explode()
    found = {name for column in (*columns, extra) for name in column.drop_nulls().unique().to_list()}
    return judge.class_table(materials.pack, [name for name in found if materials.pack.is_notifiable_class(name)])


def fitted(materials: Materials, step: Callable[[str], Any]) -> LinkageModel | None:
    """Return a linkage model fitted to these materials, whatever model they name."""
    step("deciding by the rules")
    tables = make_tables(materials)
    step("fitting")
    return links.fit(to_link(materials, tables, classes_used(materials, tables)))


def make_books(materials: Materials, memory: Path, step: Callable[[str], Any]) -> Books:
    """Return both ledgers, balanced. Raises BalanceError if anything does not add up. `memory`: see linking's store."""
    step("deciding by the rules")
    tables = make_tables(materials)
    groups = classes_used(materials, tables)
    step("linking reports to crimes")
    given = to_link(materials, tables, groups)
    linked = links.link(given, materials.model, materials.remembered, memory, materials.engine.score)
    step("writing the ledgers")
    reports = _numbers_checked(tables, linked.not_found)
    matched = Matched(reports, tables.crimes, linked.links, linked.near_misses, groups)
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
    standing = scores.Standing(ledger, linked.links, tables.reviews, tables.crimes_are_known)
    score = _score(materials, tables, standing, step)
    words = _words(materials, tables)
    found, to_read = scores.with_scores(score, words, standing, found)
    return Books(
        tables, ledger, made.crimes, made.live_records, linked.links, linked.near_misses, found, linked.model, groups,
        score, to_read, linked.blind, scores.of_recorded(score, words, linked.blind["report_id"]),
    )  # fmt: skip


def _words(materials: Materials, tables: Tables) -> scores.Words:
    """Return where the words of the reports are."""
    rows = tables.assembled["reports"].rows
    return scores.Words(materials.parts["reports"], materials.folder / "reports", rows)


def _score(
    materials: Materials, tables: Tables, standing: scores.Standing, step: Callable[[str], Any]
) -> ScoreModel | None:
    """Return the frozen score, or one taught here where there is none yet; None where it is switched off."""
    if not materials.use_score or materials.score is not None:
        return materials.score if materials.use_score else None
    step("teaching the score")
    return scores.fit(standing, _words(materials, tables), materials.as_at if materials.as_at < EVER else None)


def _numbers_checked(tables: Tables, not_found: pl.DataFrame) -> pl.DataFrame:
    """Mark the reports that name a crime number which no crime record has."""
    marked = not_found.select("report_id", pl.lit(value=True).alias("number_not_found"))
    made = tables.reports.join(marked, on="report_id", how="left", maintain_order="left")
    return made.with_columns(pl.col("number_not_found").fill_null(value=False))
