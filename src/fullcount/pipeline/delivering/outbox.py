"""The outbox: a versioned folder that the desk imports. Written whole beside its name and put there by one rename.

delivery.json   format, id (SHA-256 of the cases), force, as-at day, receipt, rule pack, counts
cases.jsonl     one case a line, in order of rank
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from fullcount.core.clock import end_of_day
from fullcount.core.errors import Fault, StoreError
from fullcount.pipeline.config import read_config
from fullcount.pipeline.delivering.cases import Delivery, cases
from fullcount.pipeline.resources import rule_pack
from fullcount.pipeline.store import Store

FORMAT = "fullcount-delivery/1"
SETTLED = ("accepted", "amended", "rejected")


@dataclass(frozen=True, slots=True)
class Delivered:
    """What was delivered: its id, how many cases, how many findings people had settled before."""

    id: str
    cases: int
    settled: int


def deliver(out: Path, to: Path, most: int | None = None) -> Delivered:
    """Write the outbox of the current result. most: so many findings of the highest rank (None: all).

    Findings that a decision of the desk has settled are left out. Raises StoreError where OUT holds no result or the
    outbox is there already.
    """
    run = Store(out).current
    if run is None:
        raise StoreError(
            f"{out} holds no result", [Fault(str(out), "no finished run", "run: fullcount run FORCE --out OUT")]
        )
    if to.exists():
        raise StoreError("An outbox is not written over", [Fault(str(to), "is there already", "name another folder")])
    result = json.loads((run / "results" / "result.json").read_text(encoding="utf-8"))
    config = read_config(run / "force")
    about = Delivery(
        run, config, rule_pack(str(run / "force" / "rules")),
        end_of_day(date.fromisoformat(result["force"]["as_at"]), config.zone),
    )  # fmt: skip
    settled = settled_reports(run)
    lines = [json.dumps(case, ensure_ascii=True, allow_nan=False, default=str) for case in cases(about, settled, most)]
    text = "".join(f"{line}\n" for line in lines)
    told = {
        "format": FORMAT, "id": hashlib.sha256(text.encode("ascii")).hexdigest(), "force": result["force"]["name"],
        "time_zone": result["force"]["time_zone"], "as_at": result["force"]["as_at"],
        "receipt": result["receipt"]["id"], "rules": about.pack.name, "rules_sha256": about.pack.sha256,
        "cases": len(lines), "settled_before": len(settled),
    }  # fmt: skip
    _write(to, told, text)
    return Delivered(str(told["id"]), len(lines), len(settled))


def settled_reports(run: Path) -> frozenset[str]:
    """Return the reports whose last decision on the desk settles them; one undone, or still asked of, does not."""
    files = sorted((run / "parts" / "desk_decisions").glob("*.rows.parquet"))
    if not files:
        return frozenset()
    wanted = ("report_id", "decision", "decided_at", "decision_id")
    rows = pl.concat([pl.scan_parquet(file).select(wanted) for file in files]).collect()
    last = rows.sort("decided_at", "decision_id", nulls_last=False).unique("report_id", keep="last")
    return frozenset(last.filter(pl.col("decision").is_in(SETTLED))["report_id"].to_list())


def _write(to: Path, told: Mapping[str, Any], cases_text: str) -> None:
    building = to.with_name(f"{to.name}.building")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    _texts(building, {"cases.jsonl": cases_text, "delivery.json": json.dumps(told, indent=1) + "\n"}.items())
    building.rename(to)


def _texts(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    for name, text in files:
        (folder / name).write_text(text, encoding="ascii")
