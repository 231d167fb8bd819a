"""Reads a year's misses, and writes the order in which to take them up."""

from datetime import date, timedelta
from pathlib import Path

import polars as pl

from fullcount.core.errors import ConfigError, Fault
from fullcount.pipeline.auditing.tables import Column, Kind, read_table
from fullcount.pipeline.report.spreadsheet import write_csv
from fullcount.pipeline.resources import rule_pack

MISSES = (
    Column("report_id", Kind.TEXT, required=True, blank=False, unique=True),
    Column("date", Kind.DAY, required=True, blank=False),
    Column("harm", Kind.SHARE),
    Column("class", Kind.TEXT),
    Column("offence_date", Kind.DAY),
    Column("summary_only", Kind.YES_NO),
    Column("cctv", Kind.YES_NO),
    Column("limit_day", Kind.DAY),
    Column("cctv_day", Kind.DAY),
)
MIDDLING = 0.3
"""The harm of a report whose class is not known, as for findings."""
SUMMARY_YEARS = 0.5
"""A class whose highest sentence is six months is tried by magistrates only."""
USUALLY_SUMMARY = ("105A", "9A")
"""Classes that hold graver offences too, but whose common ones are summary only: common assault (Criminal Justice Act
1988, section 39), and fear, alarm or distress (Public Order Act 1986, sections 4, 4A and 5)."""
HISTORY = 91
"""Days before the as-at whose misses tell how many are still coming."""


def read_misses(path: Path, rules: str | None) -> tuple[pl.DataFrame, list[str]]:
    """Return the misses with a harm each, and what a reader must be warned of.

    Harm: the column; else that of the offence class in the rule pack (its place in the principal crime look-up); else
    0.3. Where no column says so, a class is summary only if its highest sentence is six months, or its common one is.
    Raises InputError where the table cannot be used.
    """
    misses = read_table(path, MISSES)
    warnings = []
    if "class" in misses.columns:
        pack = rule_pack(rules)
        known = {text: pack.offences.class_of(text) for text in misses["class"].drop_nulls().unique().to_list()}
        harms = {text: pack.harm(name) for text, name in known.items() if name is not None}
        summary = [
            text for text, name in known.items()
            if name in USUALLY_SUMMARY or (name and 0.0 < pack.offences.offences[name].max_years <= SUMMARY_YEARS)
        ]  # fmt: skip
        by_class = pl.col("class").replace_strict(
            list(harms), list(harms.values()), default=None, return_dtype=pl.Float64
        )
        misses = misses.with_columns(
            pl.coalesce("harm", by_class) if "harm" in misses.columns else by_class.alias("harm"),
            pl.coalesce("summary_only", pl.col("class").is_in(summary))
            if "summary_only" in misses.columns
            else pl.col("class").is_in(summary).alias("summary_only"),
        )
    if "harm" not in misses.columns:
        misses = misses.with_columns(pl.lit(None, dtype=pl.Float64).alias("harm"))
    unknown = misses["harm"].null_count()
    if unknown:
        warnings.append(
            f"{unknown:,} report(s) have neither a harm nor a class that the rules know: each counts as {MIDDLING}."
        )
    return misses.with_columns(pl.col("harm").fill_null(MIDDLING)), warnings


def arrivals(misses: pl.DataFrame, as_at: date) -> tuple[int, ...]:
    """Return the misses of each of the last days, up to 91, before and on the as-at: those from the table's first."""
    earliest: date = misses["date"].min()  # type: ignore[assignment]
    first = max(earliest, as_at - timedelta(days=HISTORY - 1))
    counted = misses.group_by("date").len()
    by_day = dict(zip(counted["date"].to_list(), counted["len"].to_list(), strict=True))
    return tuple(by_day.get(first + timedelta(days=d), 0) for d in range((as_at - first).days + 1))


def write_order(order: pl.DataFrame, target: Path) -> None:
    """Write the order as CSV, every cell safe to open in a spreadsheet. Raises ConfigError where the folder is none."""
    if not target.parent.is_dir():
        raise ConfigError(
            f"{target} cannot be written", [Fault(str(target.parent), "is not a folder", "make it, or choose --out")]
        )
    told = order.with_columns(
        pl.col("lapsed", "lapses").list.join("; "), pl.col("worth").round(4), pl.col("date", "day").cast(pl.String)
    ).select("rank", "report_id", "day", "why", "harm", "worth", "date", "lapsed", "lapses")
    fresh = target.with_name(f"{target.name}.new")
    write_csv(told, fresh)
    fresh.replace(target)
