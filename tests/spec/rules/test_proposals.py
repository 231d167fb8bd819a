"""Every rule on outcomes and cancellations, on the cases of this folder."""

from datetime import datetime

import polars as pl
import pytest
from spec_cases import SpecCase, every_case

from fullcount.pipeline.resources import rule_pack
from fullcount.rulebook.cancellation import apply_cancellations, first_depth
from fullcount.rulebook.columns import expression
from fullcount.rulebook.proposal import judge_proposal
from fullcount.rulebook.rule import Chapter
from fullcount.rulebook.vocabulary import CANCELLATION_WORDS

PACK = rule_pack(None)
TRUTHS = {True: True, False: False, None: "unknown"}
CASES = [(case, PACK.rule(case.raw["rule"])) for case in every_case()]
PROPOSED = [case for case, rule in CASES if rule.chapter is Chapter.OUTCOMES]
EXTRACTS = [case for case, rule in CASES if rule.chapter is Chapter.CANCELLATION]


@pytest.mark.parametrize("case", PROPOSED, ids=lambda case: case.id)
def test_the_proposal(case: SpecCase):
    report = case.report
    reported_at = datetime.fromisoformat(report["reported_at"])
    answer = judge_proposal(report["proposed"], report.get("recorded", []), report["facts"], reported_at, None, PACK)
    tried = {rule.id: rule for rule in answer.tried}
    assert TRUTHS[tried[case.raw["rule"]].outcome] == case.raw["truth"]
    if "decision" in case.raw:
        assert answer.decision == case.raw["decision"]
    if "crimes" in case.raw:
        told = sorted(f"{class_} {code or '-'} x{count}" for class_, code, count in answer.crimes_after)
        assert told == sorted(case.raw["crimes"])


@pytest.mark.parametrize("case", EXTRACTS, ids=lambda case: case.id)
def test_the_cancellation_in_an_extract(case: SpecCase):
    class_ = case.raw.get("recorded", [{"class": None}])[0]["class"]
    row = {"cancelled_code": None, "cancelled_evidence_given": None, "class": class_, **case.raw["proposed"]}
    schema = {"cancelled_code": pl.String, "cancelled_evidence_given": pl.Boolean, "class": pl.String}
    table = pl.DataFrame([row], schema=schema)
    rule = PACK.rule(case.raw["rule"])
    assert TRUTHS[first_depth(table).select(expression(rule.when, CANCELLATION_WORDS)).item()] == case.raw["truth"]
    if case.raw["kind"] == "passes":
        assert apply_cancellations(table, PACK)["reason"].to_list() == [rule.then.reason]
