"""The cases of a delivery: each finding with its log, the words that count, the rules, what is unknown, and why."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from fullcount.core.facts import FACT
from fullcount.pipeline.config import ForceConfig
from fullcount.pipeline.intake.readers.batch import ROW
from fullcount.pipeline.judging import judge
from fullcount.pipeline.judging.codes import CodeTable, read_codes
from fullcount.pipeline.report.explain import BELIEVED, standing
from fullcount.pipeline.report.spreadsheet import safe_cell
from fullcount.pipeline.report.wording import reason_title
from fullcount.rulebook.case import Case, Explanation, Tried, decide
from fullcount.rulebook.pack import Pack

SENSITIVE_GROUPS = frozenset({"Sexual offences"})
"""Groups of offences whose reports are marked sensitive (a stated choice: every such report)."""
MOST_CONSIDERED = 12
SHOWN = ("route", "district", "unit", "grade", "disposition", "officer_id", "handler_id")


@dataclass(frozen=True, slots=True)
class Delivery:
    """The run that is delivered from: its folder, settings, rules and as-at moment."""

    run: Path
    config: ForceConfig
    pack: Pack
    as_at: datetime


@dataclass(frozen=True, slots=True)
class Believed:
    """The believed row of a report, what its codes mean and which facts it tells, and where they were seen."""

    row: Mapping[str, Any]
    spans: Sequence[Mapping[str, Any]]
    known: Mapping[str, Any]


def cases(about: Delivery, settled: Collection[str], most: int | None) -> Iterator[dict[str, Any]]:
    """Yield one case a finding, in order of rank; those of `settled` reports are left out."""
    found = ranked(about.run).filter(~pl.col("report_id").is_in(list(settled)))
    found = found.head(most) if most is not None else found
    ids = found["report_id"].to_list()
    read = believed(about, ids)
    near, links, crimes = (
        _grouped(about.run, name, ids) for name in ("near_misses.parquet", "links.parquet", "crime_ledger.parquet")
    )
    for finding in found.iter_rows(named=True):
        number = finding["report_id"]
        if number not in read:
            continue
        given = read[number]
        made = _judged(given, about)
        yield {
            **_entry(finding, about.pack),
            **_log(given),
            **_reasons(made, about.pack),
            "near_misses": near[number], "links": links[number], "crimes": crimes[number],
        }  # fmt: skip


def ranked(run: Path) -> pl.DataFrame:
    """Return the findings in order of rank with their ledger entries. The CSV may show a number otherwise than it is
    (so that no spreadsheet calculates it): it is joined by what it shows."""
    results = run / "results"
    shown = pl.read_csv(results / "findings.csv", infer_schema=False).select(
        pl.col("report_id").alias("shown"),
        *[pl.col(name).cast(pl.Float64, strict=False) for name in ("priority", "harm")],
        pl.col("rank").cast(pl.Int64),
    )
    ledger = pl.read_parquet(results / "ledger.parquet")
    ledger = ledger.with_columns(ledger.select(safe_cell("report_id")).to_series().alias("shown"))
    return shown.join(ledger, on="shown", how="inner", maintain_order="left").sort("rank")


def believed(about: Delivery, ids: Sequence[str]) -> dict[str, Believed]:
    """Return the believed version of each report, read part by part."""
    run, codes = about.run, _codes(about)
    parts = pl.read_csv(run / "parts.csv", infer_schema=False).filter(pl.col("table") == "reports")
    versions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for order, (key, name) in enumerate(parts.select("key", "file").iter_rows()):
        rows = pl.scan_parquet(run / "parts" / "reports" / f"{key}.rows.parquet")
        mine = rows.filter(pl.col("report_id").is_in(ids)).collect()
        for row in mine.iter_rows(named=True):
            versions[row["report_id"]].append({"file": name, "row": row[ROW], "part": key, "order": order, **row})
    chosen: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for rows_of_one in versions.values():
        for row in standing(rows_of_one, about.as_at):
            if row["standing"] == BELIEVED:
                chosen[row["part"]].append(row)
    found: dict[str, Believed] = {}
    for key, picked in chosen.items():
        found |= _of_part(run / "parts" / "reports" / key, picked, codes, about.pack)
    return found


def _codes(about: Delivery) -> CodeTable:
    files = [about.run / "force" / f"codes-{number}.csv" for number in range(len(about.config.code_tables))]
    return read_codes(files, about.pack)


def _of_part(
    part: Path, picked: Sequence[dict[str, Any]], codes: CodeTable, pack: Pack
) -> dict[str, Believed]:  # fmt: skip
    keys = [row[ROW] for row in picked]
    rows = pl.scan_parquet(f"{part}.rows.parquet").filter(pl.col(ROW).is_in(keys)).collect().sort(ROW)
    facts = pl.scan_parquet(f"{part}.facts.parquet").filter(pl.col("report_key").is_in(keys)).collect()
    joined = rows.join(facts.rename({"report_key": ROW}), on=ROW, how="left", maintain_order="left")
    spans = pl.scan_parquet(f"{part}.spans.parquet").filter(pl.col("report_key").is_in(keys)).collect()
    seen: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for span in spans.sort("start", "end", "fact").iter_rows(named=True):
        seen[span["report_key"]].append(span)
    made = judge.with_facts(joined, codes, pack)
    return {
        row["report_id"]: Believed(row, seen[row[ROW]], {n: row[n] for n in FACT if row.get(n) is not None})
        for row in made.iter_rows(named=True)
    }


def _judged(given: Believed, about: Delivery) -> Explanation:
    row = given.row
    starts = row[about.config.clock_start] or row["reported_at"]
    codes = (row["opening_class"], row["closing_class"])
    return decide(Case(row["report_id"], starts, *codes, bool(row["has_text"]), given.known), about.pack)


def _entry(finding: Mapping[str, Any], pack: Pack) -> dict[str, Any]:
    """Return what the ledger says, and why the finding has its place in the queue."""
    class_ = finding["class"]
    return {
        "report_id": finding["report_id"], "rank": finding["rank"], "priority": finding["priority"],
        "harm": finding["harm"], "certainty": round(float(finding["certainty"] or 0), 4), "state": finding["state"],
        "why": reason_title(finding["reason"], pack), "reason": finding["reason"],
        "class": class_, "offence": (pack.title(class_) or "") if class_ else "", "group": finding["group"],
        "is_sensitive": finding["group"] in SENSITIVE_GROUPS,
        "crimes_due": finding["crimes_due"], "crimes_recorded": finding["crimes_recorded"],
        "deadline": _iso(finding["deadline"]), "reported_at": _iso(finding["reported_at"]),
        "question": finding["question"],
    }  # fmt: skip


def _log(given: Believed) -> dict[str, Any]:
    row = given.row
    return {
        "text": row["text"] or "",
        "marks": [
            {"start": span["start"], "end": span["end"], "fact": span["fact"], "value": span["value"],
             "scope": span["scope"], "meaning": FACT[span["fact"]].meaning}
            for span in given.spans
        ],
        "opened_as": row["opening_code"] or [], "closed_as": row["closing_code"] or [],
        **{name: row.get(name) for name in SHOWN},
    }  # fmt: skip


def _reasons(made: Explanation, pack: Pack) -> dict[str, Any]:
    """Return the rules that decided, by the step they belong to, and those that one more answer would open."""
    steps = {
        rule.id: step for step in ("recording", "classification", "counting", "clock") for rule in getattr(pack, step)
    }
    decided = [_rule(rule) | {"step": steps.get(rule.id, "recording")} for rule in made.tried if rule.decided]
    waiting = [rule for rule in made.tried if rule.outcome is None and rule.in_force and rule.facts_used]
    refused = [rule for rule in made.tried if rule.outcome is False and rule.in_force and rule.facts_used]
    return {
        "decision": made.decision.value, "decided": decided,
        "proposed": [
            {"class": one, "title": pack.title(one) or ""}
            for one in ([made.class_] if made.class_ else []) + list(made.extra_classes)
        ],
        "proposed_count": made.crimes_due,
        "waiting": [_rule(rule) | {"unknown": list(rule.unknown)} for rule in waiting[:MOST_CONSIDERED]],
        "considered": [_rule(rule) for rule in refused[:MOST_CONSIDERED]],
        "rule_question": made.question,
    }  # fmt: skip


def _rule(rule: Tried) -> dict[str, Any]:
    return {"id": rule.id, "title": rule.title, "citation": str(rule.citation), "reason": rule.reason,
            "facts": {name: str(value) for name, value in rule.facts_used.items()}}  # fmt: skip


def _grouped(run: Path, name: str, ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    frame = pl.scan_parquet(run / "results" / name).filter(pl.col("report_id").is_in(ids)).collect()
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in frame.iter_rows(named=True):
        found[row["report_id"]].append({key: _iso(value) for key, value in row.items() if value is not None})
    return found


def _iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
