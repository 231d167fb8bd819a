"""Everything that led to one entry's state, gathered from the store."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from fullcount.core.clock import end_of_day
from fullcount.core.errors import Fault, NotFoundError, StoreError
from fullcount.core.facts import FACT
from fullcount.linking.assignment import Search, graded
from fullcount.pipeline.config import ForceConfig, read_config
from fullcount.pipeline.intake.readers.batch import ROW
from fullcount.pipeline.judging import judge
from fullcount.pipeline.judging.codes import read_codes
from fullcount.pipeline.report.wording import reason_title
from fullcount.pipeline.resources import code_sha256, rule_pack
from fullcount.pipeline.store import Store
from fullcount.reading.read import words_at
from fullcount.reading.score.kernel import moved, scorer_of, scores
from fullcount.reading.score.model import score_model
from fullcount.rulebook.case import Case, Explanation, decide
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.rule import Rule

CODES = ("opening_code", "opening_class", "closing_code", "closing_class", "disposition", "disposition_means")
OUTCOMES = {True: "true", False: "false", None: "unknown"}
SAME_REPORT = timedelta(days=7)
"""A row with the same number but reported further away than this is another report (see `assemble`)."""
BELIEVED, EARLIER, AFTER = "believed", "an earlier version", "after the day at which the figures stand"
CLASH = "set aside: the number belongs to another report"


def explain(out: Path, report_id: str) -> dict[str, Any]:
    """Return the whole story of one report: rows, codes, words, rules tried, links, crimes, state.

    Raises StoreError if OUT holds no result, NotFoundError if no report has the number.
    """
    run = Store(out).current
    if run is None:
        raise StoreError(
            f"{out} holds no result", [Fault(str(out), "no finished run", "run: fullcount run FORCE --out OUT")]
        )
    config = read_config(run / "force")
    result = json.loads((run / "results" / "result.json").read_text(encoding="utf-8"))
    pack = rule_pack(str(run / "force" / "rules"))
    entry = pl.scan_parquet(run / "results" / "ledger.parquet").filter(pl.col("report_id") == report_id).collect()
    if not entry.height:
        raise NotFoundError(
            f"no report {report_id!r} stands in the ledger of {out}",
            [Fault(report_id, "not found", "see ledger.parquet for the numbers, quarantine.csv for rows set aside")],
        )
    as_at = end_of_day(date.fromisoformat(result["force"]["as_at"]), config.zone)
    versions = _versions(run, report_id, as_at)
    row = next((row for row in versions if row["standing"] == BELIEVED), None)
    standing = entry.to_dicts()[0]
    explained = _decided(run, row, config, pack) if row else None
    links, misses = (_rows(run, name, report_id) for name in ("links.parquet", "near_misses.parquet"))
    return {
        "report_id": report_id,
        "entry": standing | {"title": reason_title(standing["reason"], pack)},
        "versions": [{key: value for key, value in row.items() if value is not None} for row in versions],
        "words": _words(run, row) if row else [],
        "score": _score(run, row) if row else None,
        "codes": explained[1] if explained else {},
        "decision": _decision(explained[0]) if explained else {},
        "links": links,
        "near_misses": misses,
        "search": None if links else _search(misses),
        "crimes": _rows(run, "crime_ledger.parquet", report_id),
        "cancellations": _cancelled(run, [link["crime_id"] for link in links], pack),
        "receipt": {name: result["receipt"][name] for name in ("id", "rules", "model")},
        "made_by_this_program": result["receipt"]["code"]["sha256"] == code_sha256(),
    }


def _search(misses: list[dict[str, Any]]) -> str:
    """Return how the search for a crime that found none came out."""
    found = graded(pl.DataFrame(misses)) if misses else None
    return str(found.item(0, "search")) if found is not None else Search.NONE_NEAR.value


def _rows(run: Path, name: str, report_id: str) -> list[dict[str, Any]]:
    return pl.scan_parquet(run / "results" / name).filter(pl.col("report_id") == report_id).collect().to_dicts()


def _cancelled(run: Path, crime_ids: list[str], pack: Pack) -> list[dict[str, Any]]:
    """Return of the crimes that were cancelled: why and by whom, what the reason's words say, what the rules say."""
    file = run / "judging" / "cancelled.parquet"
    if not file.is_file() or not crime_ids:
        return []
    rows = pl.scan_parquet(file).filter(pl.col("crime_id").is_in(crime_ids)).collect().to_dicts()
    rules: dict[str, Rule[Any]] = {rule.id: rule for rule in pack.cancellation}
    rules |= {rule.id: rule for rule in pack.outcomes}
    return [
        {
            "crime_id": row["crime_id"], "code": row["cancelled_code"], "cancelled_at": row["cancelled_at"],
            "decided_by": row["decided_by"], "stands": OUTCOMES[row["valid"]], "reason": row["reason"],
            "title": pack.reason_title(row["reason"]), "question": row["question"],
            "rule": _rule(rules.get(row["rule"])),
            "words": [_mention(said, row["cancelled_evidence"]) for said in row["said"] or []],
        }
        for row in rows
    ]  # fmt: skip


def _rule(rule: Rule[Any] | None) -> dict[str, str] | None:
    if rule is None:
        return None
    return {"id": rule.id, "title": rule.title, "citation": str(rule.citation), "reason": rule.reason}


def _mention(said: dict[str, Any], text: str) -> dict[str, Any]:
    """Return what one mention in a reason says, with its words."""
    return {
        **{name: said[name] for name in ("fact", "value", "start", "end", "scope", "counts")},
        "words": words_at(text, (said["start"], said["end"])), "meaning": FACT[said["fact"]].meaning,
    }  # fmt: skip


def _versions(run: Path, report_id: str, as_at: datetime) -> list[dict[str, Any]]:
    """Return every row that came in under this number, in the order in which they are believed, with its standing."""
    parts = pl.read_csv(run / "parts.csv", infer_schema=False).filter(pl.col("table") == "reports")
    found = []
    for order, (key, name) in enumerate(parts.select("key", "file").iter_rows()):
        rows = pl.scan_parquet(run / "parts" / "reports" / f"{key}.rows.parquet")
        mine = rows.filter(pl.col("report_id") == report_id).collect().to_dicts()
        found += [{"file": name, "row": row[ROW], "part": key, "order": order, **row} for row in mine]
    return standing(found, as_at)


def standing(found: list[dict[str, Any]], as_at: datetime) -> list[dict[str, Any]]:
    """Return the rows of one report in the order in which they are believed, each with its standing."""
    found.sort(key=lambda row: (row["published_at"] is not None, row["published_at"], row["order"], row[ROW]))
    came = [row for row in found if row["reported_at"] <= as_at and (row["published_at"] or as_at) <= as_at]
    same = [row for row in came if abs(row["reported_at"] - came[0]["reported_at"]) <= SAME_REPORT]
    for row in found:
        row["standing"] = EARLIER if row in same else CLASH if row in came else AFTER
    if same:
        same[-1]["standing"] = BELIEVED
    return found


def _words(run: Path, row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return every mention in the believed version: fact, value, the words themselves, where, and in which scope."""
    text = row.get("text")
    if text is None:
        return []
    spans = (
        pl.scan_parquet(run / "parts" / "reports" / f"{row['part']}.spans.parquet")
        .filter(pl.col("report_key") == row[ROW])
        .collect()
    )
    return [
        {"fact": span["fact"], "value": span["value"], "words": words_at(text, (span["start"], span["end"])),
         "start": span["start"], "end": span["end"], "scope": span["scope"], "meaning": FACT[span["fact"]].meaning}
        for span in spans.sort("start", "end", "fact").to_dicts()
    ]  # fmt: skip


def _score(run: Path, row: dict[str, Any]) -> dict[str, Any] | None:
    """Return how likely the report, if it has no crime record, tells of a crime, and the words that moved the score."""
    file = run / "score" / "score.json"
    if row.get("text") is None or not file.is_file():
        return None
    scorer = scorer_of(score_model(file.read_text(encoding="utf-8")))
    key, text = pl.Series([row["report_id"]]), pl.Series([row["text"]], dtype=pl.String)
    likely = scores(key, text, scorer).item()
    if likely is None:
        return None
    return {"probability": round(likely, 6), "words": moved(key, text, scorer).select("term", "added").to_dicts()}


def _decided(run: Path, row: dict[str, Any], config: ForceConfig, pack: Pack) -> tuple[Explanation, dict[str, Any]]:
    """Return what the rulebook says of the believed row, and what its codes mean."""
    part = run / "parts" / "reports" / row["part"]
    facts = pl.scan_parquet(f"{part}.facts.parquet").filter(pl.col("report_key") == row[ROW]).collect()
    rows = pl.scan_parquet(f"{part}.rows.parquet").filter(pl.col(ROW) == row[ROW]).collect()
    codes = read_codes([run / "force" / f"codes-{number}.csv" for number in range(len(config.code_tables))], pack)
    made = judge.with_facts(rows.hstack(facts.drop("report_key")), codes, pack).to_dicts()[0]
    starts = made[config.clock_start] or made["reported_at"]
    known = {name: made[name] for name in FACT if made.get(name) is not None}
    has_text = bool(made["has_text"])
    case = Case(made["report_id"], starts, made["opening_class"], made["closing_class"], has_text, known)
    return decide(case, pack), {name: made[name] for name in CODES}


def _decision(found: Explanation) -> dict[str, Any]:
    return {
        "decision": str(found.decision), "class": found.class_, "extra_classes": list(found.extra_classes),
        "crimes_due": found.crimes_due, "deadline": found.deadline, "reason": found.reason, "question": found.question,
        "certainty": found.certainty,
        "rules_tried": [
            {
                "id": t.id, "title": t.title, "citation": str(t.citation), "outcome": OUTCOMES[t.outcome],
                "in_force": t.in_force, "decided": t.decided, "facts_used": dict(t.facts_used),
                "unknown": list(t.unknown), "reason": t.reason,
            }
            for t in found.tried
        ],
    }  # fmt: skip


def parts_index(run: Path, rows: list[tuple[str, str, str]]) -> None:
    """Write parts.csv: which part is which file (table, key, file)."""
    frame = pl.DataFrame(rows, schema={"table": pl.String, "key": pl.String, "file": pl.String}, orient="row")
    frame.sort("table", "file").write_csv(run / "parts.csv")
