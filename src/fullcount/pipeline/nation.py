"""`fullcount nation`: the whole job for each force of a folder, and what all of them come to.

Each force is run by itself into a folder of its own, so that memory does not grow with their number; a force that
cannot be run does not stop the others. What they come to is counts added up: nothing is estimated of a nation.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from fullcount.core.errors import ConfigError, Fault, FullcountError
from fullcount.core.states import CrimeState, ReportState
from fullcount.pipeline.engine import LOCAL, Engine
from fullcount.pipeline.run import RunRequest, run

FORMAT = "fullcount-nation/1"
NATION = "nation.json"


@dataclass(frozen=True, slots=True)
class NationRequest:
    """What is asked: the folder of forces, where the results go, and what each run is asked."""

    folder: Path
    out: Path
    as_at: date | None = None
    seed: int = 1
    rules: str | None = None
    latest: date | None = None
    engine: Engine = LOCAL


def nation(asked: NationRequest, step: Callable[[str], Any] = lambda _: None) -> dict[str, Any]:
    """Return nation.json, written beside the forces' results. Raises ConfigError if the folder holds no force."""
    names = forces_in(asked.folder)
    step(f"running {len(names)} forces")
    found = [json.loads(made) for made in asked.engine.each(run_force, [_task(asked, name) for name in names])]
    result = {"format": FORMAT, "forces": found, "total": total_of(found)}
    text = json.dumps(result, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    asked.out.mkdir(parents=True, exist_ok=True)
    (asked.out / NATION).write_text(text, encoding="utf-8")
    return result


def forces_in(folder: Path) -> list[str]:
    """Return the names of the folders that hold a force.toml, in order."""
    names = sorted(path.parent.name for path in folder.glob("*/force.toml"))
    if not names:
        fault = Fault(str(folder), "no folder in it has a force.toml", "give each force a folder: fullcount init")
        raise ConfigError("there is no force to run", [fault])
    return names


def _task(asked: NationRequest, name: str) -> str:
    days = [day.isoformat() if day else None for day in (asked.as_at, asked.latest)]
    where = [str((folder / name).resolve()) for folder in (asked.folder, asked.out)]
    return json.dumps([name, *where, *days, asked.seed, asked.rules])


def run_force(task: str) -> str:
    """Return what one force's run came to, or why it could not be run, as JSON."""
    name, force, out, as_at, latest, seed, rules = json.loads(task)
    days = [date.fromisoformat(day) if day else None for day in (as_at, latest)]
    try:
        wanted = RunRequest(Path(force), Path(out), as_at=days[0], seed=seed, rules=rules, latest=days[1])
        made = run(wanted).result
    except FullcountError as error:
        return json.dumps({"force": name, "fault": str(error)}, ensure_ascii=False)
    counts = {
        "reports": made["ledger"]["population"],
        "report_states": _by_state(made["ledger"]["states"]),
        "crimes": made["crime_ledger"]["population"],
        "crime_states": _by_state(made["crime_ledger"]["states"]),
        "findings": made["findings"]["count"],
    }
    paper = {"name": made["force"]["name"], "as_at": made["force"]["as_at"], "receipt": made["receipt"]["id"]}
    return json.dumps({"force": name, "fault": None, **paper, **counts}, ensure_ascii=False)


def _by_state(states: Sequence[dict[str, Any]]) -> dict[str, int]:
    return {row["state"]: row["count"] for row in states}


def total_of(forces: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the counts of the forces that were run, added up, and how many could not be run."""
    done = [force for force in forces if force["fault"] is None]
    return {
        "forces": len(done), "not_run": len(forces) - len(done),
        "reports": sum(force["reports"] for force in done),
        "report_states": {s.value: sum(force["report_states"].get(s.value, 0) for force in done) for s in ReportState},
        "crimes": sum(force["crimes"] for force in done),
        "crime_states": {s.value: sum(force["crime_states"].get(s.value, 0) for force in done) for s in CrimeState},
        "findings": sum(force["findings"] for force in done),
    }  # fmt: skip
