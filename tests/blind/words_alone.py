"""The whole product on logs of which nothing is known but their words: what it makes of each."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from fullcount.pipeline.run import RunRequest, run

FORCE = """
[force]
name = "Words alone"
rules = "crr-2026-27"
text_language = "en-GB"
[clock]
start = "reported_at"
[codes]
table = "codes.csv"
[extracts.reports]
files = ["reports.csv"]
format = "csv"
columns = {report_id = "id", reported_at = "at", opening_code = "type", closing_code = "type", text = "text"}
[extracts.crimes]
files = ["crimes.csv"]
format = "csv"
columns = {crime_id = "id", recorded_at = "at", offence_code = "offence"}
"""
CRIME_STATES = frozenset({"unrecorded", "awaiting", "under-recorded"})

Log = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was made of a log: its state, the reason, the classes of the crimes that are due."""

    log: Log
    state: str
    reason: str
    classes: tuple[str, ...]

    @property
    def is_crime(self) -> bool:
        """Whether a crime is said to be due."""
        return self.state in CRIME_STATES

    @property
    def wanted(self) -> bool:
        """Whether its author says that a crime is due."""
        return bool(self.log["crime"])

    @property
    def classes_right(self) -> bool:
        """Whether the classes of the crimes due are those that its author gives."""
        return sorted(self.classes) == sorted(self.log.get("classes", ()))


def logs_in(path: Path) -> list[Log]:
    """Return the logs of a file, a JSON object a line (id, text, crime, classes); those nobody can judge left out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [log for line in lines if line.strip() and (log := json.loads(line)).get("crime") is not None]


def verdicts(logs: Sequence[Log], scratch: Path) -> list[Verdict]:
    """Run the product on the logs in an empty folder, no crime being recorded for any."""
    force = scratch / "force"
    force.mkdir()
    (force / "force.toml").write_text(FORCE, encoding="utf-8")
    (force / "codes.csv").write_text("kind,code,means,note\ntype,T,unclear,\n", encoding="utf-8")
    at = ["2026-05-04 10:00:00"] * len(logs)
    rows = {"id": [str(log["id"]) for log in logs], "at": at, "type": ["T"] * len(logs)}
    pl.DataFrame(rows | {"text": [log["text"] for log in logs]}).write_csv(force / "reports.csv")
    far = {"id": ["elsewhere"], "at": ["2026-05-20 10:00:00"], "offence": ["46"]}
    pl.DataFrame(far).write_csv(force / "crimes.csv")
    run(RunRequest(force, scratch / "out"))
    ledger = pl.read_parquet(scratch / "out" / "ledger.parquet", columns=["report_id", "state", "reason"])
    crimes = pl.read_parquet(scratch / "out" / "crime_ledger.parquet", columns=["report_id", "class_due"])
    due = dict(crimes.drop_nulls().group_by("report_id").agg("class_due").iter_rows())
    found = {report: (state, reason) for report, state, reason in ledger.iter_rows()}
    return [Verdict(log, *found[str(log["id"])], tuple(due.get(str(log["id"]), ()))) for log in logs]
