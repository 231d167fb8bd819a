"""A run's receipt: everything its figures depend on, by hash, so that anybody can get the same bytes."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import fullcount
from fullcount.linking.model import LinkageModel
from fullcount.pipeline.intake.parts import Part
from fullcount.pipeline.judging.cancelling import Readers
from fullcount.pipeline.resources import code_sha256
from fullcount.reading.score.model import ScoreModel
from fullcount.rulebook.pack import Pack


def inputs_of(parts: Mapping[str, Sequence[Part]]) -> list[dict[str, Any]]:
    """Return the files read, in order of table and name."""
    return [
        {
            "table": table,
            "file": part.source.name,
            "sha256": part.source.sha256,
            "bytes": part.source.bytes,
            "rows": part.counts.read,
        }
        for table in sorted(parts)
        for part in parts[table]
    ]


PARTS_OF_A_RECEIPT = {
    "rules": "the rules", "lexicon": "the lexicon", "model": "the linkage model", "score": "the score",
    "code": "the program", "config_sha256": "force.toml or a code table", "seed": "the seed",
}  # fmt: skip


def changed_since(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what differs between two receipts besides the files read: each may change a figure by itself."""
    return tuple(words for name, words in PARTS_OF_A_RECEIPT.items() if before.get(name) != now.get(name))


def receipt(
    inputs: Sequence[Mapping[str, Any]],
    config_sha256: str,
    laws: tuple[Pack, Readers],
    models: tuple[LinkageModel | None, ScoreModel | None],
    asked: tuple[date, int],
) -> dict[str, Any]:
    """Return the receipt. Its id is the hash of all the rest, the as-at day and the seed included."""
    pack, words = laws
    model, score = models
    as_at, seed = asked
    body: dict[str, Any] = {
        "inputs": list(inputs),
        "config_sha256": config_sha256,
        "rules": {"pack": pack.name, "sha256": pack.sha256},
        "lexicon": {"name": words.logs.name, "sha256": words.sha256},
        "model": {"sha256": model.sha256 if model else None, "method": model.method if model else "references only"},
        "score": {"sha256": score.sha256 if score else None},
        "seed": seed,
        "code": {"version": fullcount.__version__, "sha256": code_sha256()},
    }
    text = json.dumps([body, as_at.isoformat()], sort_keys=True)
    return {"id": hashlib.sha256(text.encode()).hexdigest()[:16], **body}
