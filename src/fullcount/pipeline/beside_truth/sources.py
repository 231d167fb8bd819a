"""The truth of a simulated force and the result of a run on it, read; refused where they do not belong together."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from fullcount.core.errors import Fault, InputError, StoreError
from fullcount.pipeline.ran import Ran

REPORTS = {"report_id", "crimes_disclosed", "crimes_recorded", "mechanism"}
SIBLINGS = {
    "crimes": {"crime_id", "mechanism"},
    "links": {"report_id", "crime_id"},
    "calls": {"call_id", "crimes_disclosed", "lost"},
    "reviewers": set[str](),
}
"""The files of truth/ that are used where they are there, with the columns that they must have."""
STRANGERS = 0.01
"""Share of a ledger's reports that may be unknown to the truth before the two are taken for different forces."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What was planted: `reports`, and each sibling that is there."""

    reports: pl.DataFrame
    siblings: dict[str, pl.DataFrame]
    scenario: dict[str, Any] | None


def read_truth(force: Path) -> Truth:
    """Return the truth of a simulated force. Raises InputError if there is none or if it cannot be read."""
    folder = force / "truth"
    if not (folder / "reports.parquet").is_file():
        fault = Fault(str(folder), "holds no reports.parquet", "only a force made by fullcount simulate has a truth")
        raise InputError(f"{force} has no truth to set a run beside", [fault])
    reports = _table(folder / "reports.parquet", REPORTS)
    siblings = {
        name: _table(path, needed)
        for name, needed in SIBLINGS.items()
        if (path := folder / f"{name}.parquet").is_file()
    }
    return Truth(reports.unique("report_id", keep="first", maintain_order=True), siblings, _scenario(folder))


def _table(path: Path, needed: set[str]) -> pl.DataFrame:
    try:
        table = pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError):
        raise InputError(
            f"{path} cannot be read", [Fault(str(path), "is damaged", "simulate the force again")]
        ) from None
    if missing := sorted(needed - set(table.columns)):
        fault = Fault(str(path), f"has no column {', '.join(missing)}", "simulate the force again")
        raise InputError(f"{path} is not a truth that this program reads", [fault])
    return table


def _scenario(folder: Path) -> dict[str, Any] | None:
    try:
        found = json.loads((folder / "scenario.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def refuse_strangers(force: Path, out: Path, truth: Truth, ran: Ran) -> None:
    """Raise StoreError if the run read other files than the force's, or if its reports are not those of the truth."""
    faults = [
        Fault(file["file"], "is not the file that the run read", "")
        for file in ran.result["receipt"]["inputs"]
        if (path := force / file["file"]).is_file() and _sha256(path) != file["sha256"]
    ]
    known = truth.reports.get_column("report_id").implode()
    strange = ran.ledger.filter(~pl.col("report_id").is_in(known))
    if strange.height > STRANGERS * ran.ledger.height:
        some = ", ".join(strange["report_id"].sort().head(3).to_list())
        what = f"{strange.height:,} of its {ran.ledger.height:,} reports are not in the truth, such as {some}"
        faults.append(Fault(str(out), what))
    came = ran.ledger.height - strange.height
    if came < truth.reports.height / 2 and not after_as_at(ran):
        what = f"it holds {came:,} of the {truth.reports.height:,} reports that were planted"
        faults.append(Fault(str(out), what))
    if faults:
        first = f"{out} was not made from the force in {force} as it now is"
        raise StoreError(first, [*faults, Fault(str(force), "is another force, or has changed", "run it again")])


def after_as_at(ran: Ran) -> int:
    """Return how many rows of reports stand outside the run since they are dated after its day."""
    return sum(int(row["after_as_at"]) for row in ran.result["loaded"] if row["table"] == "reports")


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
