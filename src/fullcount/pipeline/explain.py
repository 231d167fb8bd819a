"""Everything that led to one entry's state, gathered from the store."""

import json
from pathlib import Path
from typing import Any

import polars as pl

from fullcount.core.errors import Fault, NotFoundError, StoreError
from fullcount.core.facts import FACT
from fullcount.pipeline import judge
from fullcount.pipeline.codes import read_codes
from fullcount.pipeline.config import ForceConfig, read_config
from fullcount.pipeline.readers.batch import ROW
from fullcount.pipeline.resources import rule_pack
from fullcount.pipeline.store import Store
from fullcount.pipeline.wording import reason_title
from fullcount.reading.read import words_at
from fullcount.rulebook.case import Case, Explanation, decide
from fullcount.rulebook.pack import Pack


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
    receipt = json.loads((run / "results" / "result.json").read_text())["receipt"]
    pack = rule_pack((run / "force" / "rules.txt").read_text().strip() or None)
    entry = pl.scan_parquet(run / "results" / "ledger.parquet").filter(pl.col("report_id") == report_id).collect()
    if not entry.height:
        raise NotFoundError(
            f"no report {report_id!r} stands in the ledger of {out}",
            [Fault(report_id, "not found", "see ledger.parquet for the numbers, quarantine.csv for rows set aside")],
        )
    versions = _versions(run, report_id)
    believed = entry.to_dicts()[0]
    explained = _decided(run, versions, config, pack) if versions else None
    return {
        "report_id": report_id,
        "entry": believed | {"title": reason_title(believed["reason"], pack)},
        "versions": [{key: value for key, value in row.items() if value is not None} for row in versions],
        "words": _words(run, versions[-1]) if versions else [],
        "codes": explained[1] if explained else {},
        "decision": _decision(explained[0]) if explained else {},
        "links": _rows(run, "links.parquet", report_id),
        "near_misses": _rows(run, "near_misses.parquet", report_id),
        "crimes": _rows(run, "crime_ledger.parquet", report_id),
        "receipt": {"id": receipt["id"], "rules": receipt["rules"], "model": receipt["model"]},
    }


def _rows(run: Path, name: str, report_id: str) -> list[dict[str, Any]]:
    return pl.scan_parquet(run / "results" / name).filter(pl.col("report_id") == report_id).collect().to_dicts()


def _versions(run: Path, report_id: str) -> list[dict[str, Any]]:
    """Return every row that came in under this number, in the order in which they are believed."""
    found = []
    for path in sorted((run / "parts" / "reports").glob("*.rows.parquet")):
        rows = pl.scan_parquet(path).filter(pl.col("report_id") == report_id).collect()
        found += [{"part": path.name.split(".")[0], **row} for row in rows.to_dicts()]
    names = dict(pl.read_csv(run / "parts.csv", infer_schema=False).select("key", "file").iter_rows())
    made = [{"file": names.get(row["part"], row["part"]), "row": row[ROW], **row} for row in found]
    return sorted(
        made, key=lambda row: (row.get("published_at") is not None, row.get("published_at"), row["file"], row["row"])
    )


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


def _decided(
    run: Path, versions: list[dict[str, Any]], config: ForceConfig, pack: Pack
) -> tuple[Explanation, dict[str, Any]]:
    row = versions[-1]
    part = run / "parts" / "reports" / row["part"]
    facts = pl.scan_parquet(f"{part}.facts.parquet").filter(pl.col("report_key") == row[ROW]).collect()
    rows = pl.scan_parquet(f"{part}.rows.parquet").filter(pl.col(ROW) == row[ROW]).collect()
    codes = read_codes([run / "force" / path.name for path in config.code_tables], pack)
    made = judge.with_facts(rows.hstack(facts.drop("report_key")), codes, pack).to_dicts()[0]
    case = Case(
        made["report_id"], made[config.clock_start] or made["reported_at"], made["opening_class"], made["closing_class"],
        bool(made["has_text"]), {name: made[name] for name in FACT if made.get(name) is not None},
    )  # fmt: skip
    said = {
        name: made[name]
        for name in (
            "opening_code",
            "opening_class",
            "closing_code",
            "closing_class",
            "disposition",
            "disposition_means",
        )
    }
    return decide(case, pack), said


def _decision(found: Explanation) -> dict[str, Any]:
    return {
        "decision": str(found.decision), "class": found.class_, "extra_classes": list(found.extra_classes),
        "crimes_due": found.crimes_due, "deadline": found.deadline, "reason": found.reason, "question": found.question,
        "certainty": found.certainty,
        "rules_tried": [
            {"id": t.id, "title": t.title, "citation": str(t.citation), "outcome": {True: "true", False: "false", None: "unknown"}[t.outcome],
             "in_force": t.in_force, "decided": t.decided, "facts_used": dict(t.facts_used), "unknown": list(t.unknown), "reason": t.reason}
            for t in found.tried
        ],
    }  # fmt: skip


def parts_index(run: Path, rows: list[tuple[str, str, str]]) -> None:
    """Write parts.csv: which part is which file (table, key, file)."""
    frame = pl.DataFrame(rows, schema={"table": pl.String, "key": pl.String, "file": pl.String}, orient="row")
    frame.sort("table", "file").write_csv(run / "parts.csv")
