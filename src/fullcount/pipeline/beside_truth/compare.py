"""A run beside the truth, whole: what `fullcount truth` prints."""

from pathlib import Path
from typing import Any

from fullcount.pipeline.beside_truth import crimes, reports, unfound
from fullcount.pipeline.beside_truth.calls import calls_section
from fullcount.pipeline.beside_truth.estimate import estimate_section
from fullcount.pipeline.beside_truth.reviewers import reviewers_section
from fullcount.pipeline.beside_truth.sources import Truth, after_as_at, read_truth, refuse_strangers
from fullcount.pipeline.ran import Ran, read_run


def beside_truth(force: Path, out: Path) -> dict[str, Any]:
    """Return what the run in `out` found beside what was planted in the simulated `force`.

    Every figure is counted from the two; no word of a log is in it. Raises InputError without a truth, StoreError
    without a result or where the result is of another force.
    """
    truth, ran = read_truth(force), read_run(out)
    refuse_strangers(force, out, truth, ran)
    rows = reports.joined(truth, ran)
    lacks: list[dict[str, str]] = []
    return {
        "format": "fullcount-beside-truth/1",
        "force": {name: ran.result["force"][name] for name in ("name", "as_at")},
        "receipt": ran.result["receipt"]["id"],
        "scenario": _scenario(truth),
        "planted": truth.reports.height,
        "compared": rows.height,
        "not_in_ledger": rows["state"].null_count(),
        "mechanisms": reports.mechanisms(rows),
        "right_ones": reports.right_ones(rows),
        "states": reports.states(rows),
        "crimes": _crimes(truth, ran, rows, lacks),
        "estimate": estimate_section(rows, ran) | {"reviewers": _reviewers(truth, ran, lacks)},
        "not_found": unfound.not_found(rows, ran.pack),
        "accused": unfound.accused(rows, ran.pack),
        "calls": _calls(truth, ran, lacks),
        "not_compared": [*lacks, *_outside(truth, ran, rows.height)],
    }


def _scenario(truth: Truth) -> dict[str, Any] | None:
    return None if truth.scenario is None else {name: truth.scenario.get(name) for name in ("name", "says")}


def _lack(what: str, file: str) -> dict[str, str]:
    return {"name": what, "why": f"truth/{file}.parquet is not there"}


def _crimes(truth: Truth, ran: Ran, rows: Any, lacks: list[dict[str, str]]) -> dict[str, Any]:
    table = [crimes.unrecorded(rows, ran)]
    missed = None
    if "crimes" in truth.siblings:
        table += crimes.records(truth, ran)
    else:
        lacks.append(_lack("faults of crime records", "crimes"))
    if "links" in truth.siblings:
        pairs, missed = crimes.links(truth, ran)
        table += pairs
    else:
        lacks.append(_lack("links of reports and crimes", "links"))
    return {"rows": table, "classes": crimes.classes(rows, ran), "links_missed": missed}


def _reviewers(truth: Truth, ran: Ran, lacks: list[dict[str, str]]) -> dict[str, Any] | None:
    found = reviewers_section(truth, ran)
    if found is None:
        lacks.append({"name": "the reviewers' errors", "why": "the run had no reviews, or its store cannot be read"})
        return None
    if found["known"] is None:
        lacks.append(_lack("the reviewers' known errors", "reviewers"))
    if found["effect"] is None:
        lacks.append({
            "name": "the effect of the reviewers' errors",
            "why": "the run gives no rate, or its rate cannot be had again from its store",
        })  # fmt: skip
    return found


def _calls(truth: Truth, ran: Ran, lacks: list[dict[str, str]]) -> dict[str, Any] | None:
    if "calls" not in truth.siblings:
        lacks.append(_lack("calls that were never logged", "calls"))
        return None
    found = calls_section(truth.siblings["calls"], ran)
    if found is None:
        lacks.append({"name": "calls that were never logged", "why": "the run had no calls extract"})
    return found


def _outside(truth: Truth, ran: Ran, compared: int) -> list[dict[str, str]]:
    """Return what lies outside the comparison: reports after the day of the figures."""
    if not after_as_at(ran):
        return []
    left = truth.reports.height - compared
    why = f"the figures stand as at {ran.result['force']['as_at']}; what came later was not yet in"
    return [{"name": f"{left:,} planted report(s)", "why": why}]
