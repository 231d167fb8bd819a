"""Decides the reports a stretch at a time: what their words state is wide, and is never all in memory at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from fullcount.linking.references import plain_number
from fullcount.pipeline.intake.assemble import PART
from fullcount.pipeline.intake.parts import Part
from fullcount.pipeline.intake.readers.batch import ROW
from fullcount.pipeline.judging import judge
from fullcount.pipeline.judging.codes import CodeTable
from fullcount.pipeline.judging.sides import COMPARED
from fullcount.rulebook.pack import Pack

ROWS_AT_ONCE = 200_000
"""Reports decided at once: enough to keep every core at work, few enough that memory does not grow with the force."""

LEDGER_COLUMNS = (
    "report_id", "reported_at", "first_published", "ref_published", "route", "district", "unit", "opening_code",
    "closing_code", "disposition", "crime_ref", "other_force_ref", "said", "has_text", "opening_class", "closing_class",
    "disposition_means",
    "decision", "class", "extra_classes", "crimes_due", "deadline", "reason", "rules", "question", "certainty",
    "class_is_sure", "contrary", "alleges", "alleged_class",
)  # fmt: skip
NUMBER = "report_id_number"
PLACE = "__place"


@dataclass(frozen=True, slots=True)
class Law:
    """What reports are decided by: the code tables, the column at which the clock starts, the rules."""

    codes: CodeTable
    clock_start: str
    pack: Pack


def decided(rows: pl.DataFrame, law: Law) -> pl.DataFrame:
    """Return the reports as the ledgers and linking need them, each by itself: what its codes mean, the rulebook's
    decision, its number made plain, and what linking compares.

    rows: assembled reports with the facts that their words state. The columns given are LEDGER_COLUMNS, NUMBER and
    those of COMPARED that a report has.
    """
    judged = judge.judged(judge.with_facts(rows, law.codes, law.pack), law.clock_start, law.pack)
    compared = [name for name in COMPARED if name in judged.columns and name not in LEDGER_COLUMNS]
    return judged.select(*LEDGER_COLUMNS, plain_number("report_id").alias(NUMBER), *compared)


def stretches(reports: pl.DataFrame, parts: Sequence[Part], folder: Path) -> Iterator[pl.DataFrame]:
    """Yield the assembled reports with their facts and their place among all (PLACE), some ROWS_AT_ONCE at a time; of
    no report one empty stretch."""
    placed = reports.with_row_index(PLACE)
    for number, part in enumerate(parts):
        mine = placed.filter(pl.col(PART) == number)
        for first in range(0, max(1, part.counts.accepted), ROWS_AT_ONCE):
            yield _told(mine, folder / f"{part.key}.facts.parquet", first)


def _told(mine: pl.DataFrame, facts: Path, first: int) -> pl.DataFrame:
    """Return those of a part's reports that the facts from row `first` of its file are of, with these."""
    told = pl.scan_parquet(facts).slice(first, ROWS_AT_ONCE).collect()
    keys = told.get_column("report_key")
    near = mine.filter(pl.col(ROW).is_between(pl.lit(keys.min(), pl.Int64), pl.lit(keys.max(), pl.Int64)))
    return near.join(told, left_on=ROW, right_on="report_key", how="inner", maintain_order="left")


def decided_at(stretch: pl.DataFrame, law: Law) -> pl.DataFrame:
    """Return a stretch decided, each report still with its place."""
    return decided(stretch, law).with_columns(stretch.get_column(PLACE))


def in_place(made: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Return decided stretches as one table in the order of the reports."""
    return pl.concat(made).sort(PLACE).drop(PLACE)
