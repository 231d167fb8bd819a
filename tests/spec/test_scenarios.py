"""The worked cases of the field, told as facts in scenarios.jsonl, get the answers that were worked out by hand.

The texts and answers lie outside the project (`../shared/vectors`); without them only that every case has an answer
is tested.
"""

import json
from pathlib import Path

import pytest

from fullcount.pipeline.resources import rule_pack
from fullcount.rulebook.answer import decide_report
from fullcount.rulebook.case_json import read_case

PACK = rule_pack(None)
CASES = [
    json.loads(line)
    for line in Path(__file__).with_name("scenarios.jsonl").read_text(encoding="utf-8").splitlines()
    if line.strip()
]
VECTORS = Path(__file__).parents[3] / "shared" / "vectors" / "scenarios.jsonl"
EXPECTED = (
    {row["id"]: row for row in map(json.loads, VECTORS.read_text(encoding="utf-8").splitlines())}
    if VECTORS.is_file()
    else {}
)
WRONG: dict[str, str] = {}
"""Vectors that are wrong by the official text: the page, and why."""


def mismatch(expected, answer) -> list[str]:
    """Return how an answer differs from a worked one; a class without a code asks for the class alone."""
    found = []
    if answer.decision.value != expected["decision_code"]:
        found.append(f"decision {answer.decision.value}, not {expected['decision_code']}")
    if expected.get("judge") == "decision only":
        return found
    told = sorted((crime.class_, crime.code or "", crime.count) for crime in answer.crimes)
    wanted = sorted((crime["cls"], crime["code"], crime["count"]) for crime in expected["crimes"])
    bare = {class_ for class_, code, _ in wanted if not code}
    told = sorted((class_, "" if class_ in bare else code, count) for class_, code, count in told)
    if told != wanted:
        found.append(f"crimes {told}, not {wanted}")
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_worked_case(case):
    answer = decide_report(read_case(case["case"], PACK), PACK)
    if case["id"] in EXPECTED and case["id"] not in WRONG:
        assert mismatch(EXPECTED[case["id"]], answer) == []


@pytest.mark.skipif(not EXPECTED, reason="needs ../shared/vectors")
def test_no_worked_case_is_left_out():
    assert {case["id"] for case in CASES} >= set(EXPECTED)
