"""Decisions for a whole year, worked out once for each kind of report: reports of which the same is known are decided
alike, and among a million there are some ten thousand kinds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from fullcount.core.facts import FACTS
from fullcount.pipeline.judging import judge
from fullcount.pipeline.judging.codes import CodeTable
from fullcount.rulebook.pack import Pack

CODES = ("opening_code", "closing_code", "disposition")
GIVEN = (
    "opening_class", "closing_class", "disposition_means", "decision", "class", "extra_classes", "crimes_due", "reason",
    "rules", "question", "certainty", "class_is_sure", "contrary", "alleges", "alleged_class",
)  # fmt: skip
"""What a decision gives each report of its kind; the deadline beside it depends on the report's own time."""
OWN = (
    "report_id", "reported_at", "first_published", "ref_published", "district", "crime_ref", "other_force_ref",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kinds:
    """The reports of a year by kind. rows: own columns, `start` of the clock, `kind`; first: one report of each."""

    rows: pl.DataFrame
    first: pl.DataFrame
    clock_start: str


def kinds(reports: pl.DataFrame, clock_start: str, packs: Sequence[Pack]) -> Kinds:
    """Return the reports by kind: same codes, same facts, and the same rules of `packs` in force."""
    facts = [fact.name for fact in FACTS if fact.name in reports.columns]
    told = [name for name in facts if reports[name].null_count() < reports.height]
    start = pl.coalesce(clock_start, "reported_at")
    known = reports.select(
        *(pl.col(name).list.join("\x1f") if reports.schema[name] == pl.List else pl.col(name) for name in CODES),
        pl.col("other_force_ref").is_not_null().alias("elsewhere"),
        pl.col("has_text").fill_null(value=False).alias("with_text"),
        _period(start, packs).alias("period"),
        *told,
    )
    by = known.columns
    grouped = known.with_row_index("row").group_by(by, maintain_order=True).agg("row").with_row_index("kind")
    place = grouped.select("kind", "row").explode("row").sort("row").get_column("kind")
    first = reports[grouped.get_column("row").list.first()].drop("text", strict=False)
    own = reports.select(*OWN, start.alias("start")).with_columns(place)
    return Kinds(own, first, clock_start)


def _period(start: pl.Expr, packs: Sequence[Pack]) -> pl.Expr:
    """Return in which of the spans between the dates of the rules a report lies."""
    days = [days for pack in packs for rule in pack.rules for days in (rule.in_force, rule.in_law)]
    borders = sorted({one for span in days for one in (span.starts, span.ends) if one is not None})
    result: pl.Expr = pl.lit(0, dtype=pl.UInt32)
    for border in borders:
        result = result + (start >= pl.lit(border, dtype=pl.Datetime("us", "UTC"))).cast(pl.UInt32)
    return result


def decided(year: Kinds, codes: CodeTable, pack: Pack) -> pl.DataFrame:
    """Return a decision for each kind: GIVEN and `hours`, from the start of the clock to the deadline."""
    made = judge.judged(judge.with_facts(year.first, codes, pack), year.clock_start, pack)
    start = pl.coalesce(year.clock_start, "reported_at")
    return made.select(*GIVEN, (pl.col("deadline") - start).alias("hours"))


def spread(year: Kinds, by_kind: pl.DataFrame) -> pl.DataFrame:
    """Return the decisions of all reports from those of their kinds."""
    given = by_kind[year.rows.get_column("kind")]
    return pl.concat([year.rows, given], how="horizontal").with_columns(
        (pl.col("start") + pl.col("hours")).alias("deadline")
    )


def is_alike(one: pl.DataFrame, other: pl.DataFrame) -> bool:
    """Return whether two packs decide every kind alike, by whichever rules."""
    return one.drop("rules").equals(other.drop("rules"))
