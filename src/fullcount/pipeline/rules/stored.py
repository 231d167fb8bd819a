"""A year that was run, as the store keeps it: read again with the facts that were read then, and nothing written."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from fullcount.core.clock import end_of_day
from fullcount.core.errors import ConfigError, Fault, StoreError
from fullcount.core.facts import FACTS
from fullcount.ledgers.account import Matched, account
from fullcount.ledgers.findings import STATES
from fullcount.linking.references import plain_number
from fullcount.pipeline.config import ForceConfig, read_config
from fullcount.pipeline.intake.assemble import assemble
from fullcount.pipeline.intake.parts import Part, PartCounts
from fullcount.pipeline.intake.sources import SourceFile
from fullcount.pipeline.judging.books import CLOCKS, crimes_by_number
from fullcount.pipeline.judging.cancelling import Readers
from fullcount.pipeline.judging.codes import CodeTable, read_codes
from fullcount.pipeline.judging.judge import class_table, classed_crimes
from fullcount.pipeline.judging.links import not_found
from fullcount.pipeline.judging.stated import named
from fullcount.pipeline.resources import lexicon, reasons_lexicon
from fullcount.pipeline.rules.decided import Kinds, kinds, spread
from fullcount.pipeline.store import Store
from fullcount.rulebook.pack import Pack

TABLES = ("reports", "crimes", "cancellations")
"""What a decision and a state rest on; calls and reviews change neither."""
FOR_A_PERSON = [state.value for state in STATES]
"""The states that a person must look at: those of the findings, and everything that is unknown."""
COLUMNS = (
    "report_id", "reported_at", "decision", "class", "extra_classes", "crimes_due", "reason", "rules", "question",
    "state",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoredYear:
    """A finished run: its folder, its force, the day at which its figures stand, its result and the parts it kept."""

    folder: Path
    config: ForceConfig
    as_at: date
    result: Mapping[str, Any]
    parts: Mapping[str, list[Part]]

    @property
    def rules(self) -> Path:
        """Return the folder of the rules that were kept with the run."""
        return self.folder / "force" / "rules"

    def ledger(self) -> pl.DataFrame:
        """Return what the run decided: report_id, decision, class, due, state."""
        with damage_told(self.folder):
            stored = pl.read_parquet(self.folder / "results" / "ledger.parquet")
            return stored.select("report_id", "decision", "class", pl.col("crimes_due").cast(pl.Int64), "state")


@contextmanager
def damage_told(folder: Path) -> Iterator[None]:
    """Turn what a damaged store leads to into a StoreError."""
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError, AttributeError, pl.exceptions.PolarsError) as error:
        what = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        fault = Fault(
            str(folder), f"cannot be read as a run leaves it: {what}", "run again: fullcount run FORCE --out STORE"
        )
        raise StoreError("the store is damaged, or a run is changing it", [fault]) from None


def stored_year(out: Path) -> StoredYear:
    """Return the run that is current in OUT. Raises StoreError if there is none or if it is damaged."""
    run = Store(out).current
    if run is None:
        fault = Fault(str(out), "no finished run", "run: fullcount run FORCE --out STORE")
        raise StoreError(f"{out} holds no result", [fault])
    with damage_told(run):
        try:
            config = read_config(run / "force")
        except ConfigError as error:
            raise StoreError("the settings kept with the run are damaged", error.faults) from None
        result = json.loads((run / "results" / "result.json").read_text(encoding="utf-8"))
        as_at = date.fromisoformat(result["force"]["as_at"])
        float(result["force"]["window"]["days"])
        str(result["receipt"]["code"]["sha256"])
        parts = {name: made for name in TABLES if (made := _parts(run, name))}
        if "reports" not in parts:
            raise ValueError("parts.csv names no reports")
    return StoredYear(run, config, as_at, result, parts)


def _parts(run: Path, table: str) -> list[Part]:
    listed = pl.read_csv(run / "parts.csv", infer_schema=False).filter(pl.col("table") == table)
    return [
        Part(SourceFile(table, name, Path(name), 0, ""), Path(key).name, PartCounts())
        for key, name in listed.select("key", "file").iter_rows()
    ]


@dataclass(frozen=True, slots=True)
class Rows:
    """The believed rows of a stored year. crimes: as they came; `told`: in how many reports each fact is told."""

    kinds: Kinds
    crimes: pl.DataFrame | None
    cancellations: pl.DataFrame | None
    links: pl.DataFrame
    near_misses: pl.DataFrame
    told: Mapping[str, int]


def rows_of(year: StoredYear, packs: Sequence[Pack]) -> Rows:
    """Return what the ledgers of a year are made from, read as the run read it; `packs`: those to be applied."""
    moment = pl.lit(end_of_day(year.as_at, year.config.zone))
    with damage_told(year.folder):
        tables = {
            name: assemble(parts, year.folder / "parts" / name, name, CLOCKS[name], moment).rows
            for name, parts in year.parts.items()
        }
        links, misses = (
            pl.read_parquet(year.folder / "results" / f"{name}.parquet") for name in ("links", "near_misses")
        )  # fmt: skip
        reports = tables["reports"]
        beside = (tables.get("crimes"), tables.get("cancellations"), links, misses)
        return Rows(kinds(reports, year.config.clock_start, packs), *beside, _told(reports))


def codes_of(year: StoredYear, pack: Pack) -> CodeTable:
    """Return the force's code tables as kept with the run, read by a pack. Raises ConfigError for a class it lacks."""
    number = len(year.config.code_tables)
    paths = [year.folder / "force" / f"codes-{place}.csv" for place in range(number)]
    with damage_told(year.folder):
        for path in paths:
            path.open("rb").close()
    return read_codes(paths, pack)


def accounted(year: StoredYear, rows: Rows, by_kind: pl.DataFrame, pack: Pack) -> pl.DataFrame:
    """Return the reports as decided (COLUMNS and `needs_person`), in the states that the ledgers then give them."""
    config, moment = year.config, end_of_day(year.as_at, year.config.zone)
    with damage_told(year.folder):
        reports = spread(rows.kinds, by_kind)
        names_crimes = "crime_ref" in config.extracts["reports"].columns
        came = crimes_by_number(reports) if rows.crimes is None else rows.crimes
        readers = Readers(lexicon(config.languages, config.words), reasons_lexicon(config.languages, config.words))
        law = (codes_of(year, pack), pack)
        crimes, _ = classed_crimes(crimes_not_after(came, moment), rows.cancellations, law, readers)
        groups = class_table(pack, _classes(reports, crimes, pack))
        none_said = pl.DataFrame(schema={"key": pl.String, "text": pl.String})
        unknown = not_found(named(reports, crimes, none_said), rows.links).get_column("report_id")
        reports = reports.with_columns(pl.col("report_id").is_in(unknown.implode()).alias("number_not_found"))
        matched = Matched(reports, crimes, rows.links, rows.near_misses, groups)
        made = account(matched, moment, config.zone.key, has_crimes=rows.crimes is not None or names_crimes)
        due = pl.when(pl.col("decision") == "record").then(pl.col("crimes_due").cast(pl.Int64)).otherwise(0)
        return made.reports.select(COLUMNS).with_columns(
            due.alias("crimes_due"), pl.col("state").is_in(FOR_A_PERSON).alias("needs_person")
        )


def crimes_not_after(crimes: pl.DataFrame, as_at: datetime) -> pl.DataFrame:
    """Return the crimes as they stood at a moment: none recorded on a later day, no cancellation made later."""
    moment = pl.lit(as_at)
    later = pl.col("cancelled_at") > moment
    kept = crimes.filter((pl.col("recorded_day") <= moment).fill_null(value=True)).with_columns(
        pl.when(later).then(None).otherwise(pl.col(name)).alias(name)
        for name in ("cancelled_at", "cancelled_code", "cancelled_evidence", "status")
    )
    return kept.with_columns(plain_number("crime_id").alias("crime_id_number"))


def _classes(reports: pl.DataFrame, crimes: pl.DataFrame, pack: Pack) -> list[str]:
    columns = (reports["class"], reports["alleged_class"], reports["closing_class"], crimes["class"])
    extra = reports["extra_classes"].unique().str.split(" ").explode()
    found = {name for column in (*columns, extra) for name in column.drop_nulls().unique().to_list()}
    return [name for name in found if pack.is_notifiable_class(name)]


def _told(reports: pl.DataFrame) -> dict[str, int]:
    """Return in how many reports each fact that the reader of texts tells is told."""
    return {
        fact.name: reports.height - reports[fact.name].null_count() for fact in FACTS if fact.name in reports.columns
    }
