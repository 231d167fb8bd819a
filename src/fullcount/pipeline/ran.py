"""A finished run as it stands in its store: its result, its ledgers, and a table as the run assembled it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from fullcount.core.clock import end_of_day
from fullcount.core.errors import Fault, StoreError
from fullcount.pipeline.intake.assemble import assemble
from fullcount.pipeline.intake.parts import Part, PartCounts
from fullcount.pipeline.intake.sources import SourceFile
from fullcount.pipeline.resources import rule_pack
from fullcount.pipeline.store import Store
from fullcount.rulebook.pack import Pack


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run found. The words of logs are not among it: the ledger is read without its evidence."""

    folder: Path
    result: dict[str, Any]
    ledger: pl.DataFrame
    crimes: pl.DataFrame
    links: pl.DataFrame
    near_misses: pl.DataFrame
    findings: pl.Series
    pack: Pack


def read_run(out: Path) -> Ran:
    """Return the result of the run that is current in OUT. Raises StoreError if there is none or it is damaged."""
    run = Store(out).current
    if run is None:
        fault = Fault(str(out), "no finished run", "run: fullcount run FORCE --out OUT")
        raise StoreError(f"{out} holds no result", [fault])
    results = run / "results"
    try:
        ledger = pl.scan_parquet(results / "ledger.parquet").drop("evidence").collect()
        findings = pl.read_csv(results / "findings.csv", columns=["report_id"], infer_schema=False)
        return Ran(
            run, json.loads((results / "result.json").read_text(encoding="utf-8")), ledger,
            pl.read_parquet(results / "crime_ledger.parquet"), pl.read_parquet(results / "links.parquet"),
            pl.read_parquet(results / "near_misses.parquet"), findings["report_id"],
            rule_pack(str(run / "force" / "rules")),
        )  # fmt: skip
    except (OSError, ValueError, pl.exceptions.PolarsError):
        fault = Fault(str(out), "is damaged, or of another version", "run: fullcount run FORCE --out OUT")
        raise StoreError(f"the result in {out} cannot be read", [fault]) from None


def stored(ran: Ran, table: str, clock: str) -> pl.DataFrame | None:
    """Return the rows of a table as at the run's day, None where the run had none or the store is of another version.

    clock: the column that says when a row had come in.
    """
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
