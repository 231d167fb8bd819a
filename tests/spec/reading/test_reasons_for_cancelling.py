"""What reasons for cancelling say, and what the rules make of that: CRR 2026/27 p25-26, OUT p26-30."""

import tomllib
from pathlib import Path

import polars as pl
import pytest

from fullcount.pipeline.judging.cancelling import Readers, judged_cancellations
from fullcount.pipeline.resources import lexicon, reasons_lexicon, rule_pack

FILE = Path(__file__).parent / "reasons_for_cancelling.toml"
CODES = {"8N": "008/06"}
STANDS = {True: "yes", False: "no", None: "unknown"}
CASES = [
    (reason["code"], reason.get("class", "8N"), text, reason["stands"])
    for reason in tomllib.loads(FILE.read_text(encoding="utf-8"))["reason"]
    for text in reason["texts"]
]


def judged(rows: list[tuple[str, str, str, str]]) -> pl.DataFrame:
    """Return what becomes of crimes cancelled for some reasons, by a designated decision maker."""
    moments = pl.Series([None] * len(rows), dtype=pl.Datetime("us", "UTC"))
    crimes = pl.DataFrame({
        "crime_id": [f"77CR/{number:07}/25" for number in range(1000, 1000 + len(rows))],
        "class": [row[1] for row in rows], "offence_code": [[CODES.get(row[1], row[1])] for row in rows],
        "recorded_at": moments, "cancelled_at": moments, "is_cancelled": [True] * len(rows),
        "cancelled_code": [row[0] for row in rows], "cancelled_evidence": [row[2] for row in rows],
        "decided_by": ["designated decision maker"] * len(rows), "decided_by_id": ["D1"] * len(rows),
        "officer_id": ["7"] * len(rows),
    })  # fmt: skip
    return judged_cancellations(crimes, rule_pack(None), Readers(lexicon(), reasons_lexicon()))


@pytest.fixture(scope="module")
def answers() -> dict[str, str]:
    found = judged(CASES)
    return dict(zip(found["cancelled_evidence"], [STANDS[valid] for valid in found["valid"]], strict=True))


@pytest.mark.parametrize(("code", "class_", "text", "stands"), CASES, ids=[text[:50] for _, _, text, _ in CASES])
def test_what_a_reason_comes_to(answers: dict[str, str], code: str, class_: str, text: str, stands: str) -> None:
    assert answers[text] == stands
