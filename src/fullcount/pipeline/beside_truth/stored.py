"""A table as the run assembled it, from its store; None where the run had none or the store is of another version."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from fullcount.core.clock import end_of_day
from fullcount.pipeline.beside_truth.sources import Ran
from fullcount.pipeline.intake.assemble import assemble
from fullcount.pipeline.intake.parts import Part, PartCounts
from fullcount.pipeline.intake.sources import SourceFile


def stored(ran: Ran, table: str, clock: str) -> pl.DataFrame | None:
    """Return the rows of a table as at the run's day; `clock` is the column that says when a row had come in."""
    force = ran.result["force"]
    as_at = end_of_day(date.fromisoformat(force["as_at"]), ZoneInfo(force["time_zone"]))
    try:
        parts = _parts(ran.folder, table)
        return assemble(parts, ran.folder / "parts" / table, table, clock, pl.lit(as_at)).rows if parts else None
    except (OSError, pl.exceptions.PolarsError):
        return None


def _parts(run: Path, table: str) -> Sequence[Part]:
    index = pl.read_csv(run / "parts.csv", infer_schema=False).filter(pl.col("table") == table)
    return [
        Part(SourceFile(table, name, Path(name), 0, ""), key, PartCounts())
        for key, name in index.select("key", "file").iter_rows()
    ]
