"""Every rule of the pack carried, with a case that passes it, one that violates it and one at its boundary."""

import pytest
from spec_cases import KEYS, KINDS, SpecCase, every_case

from fullcount.pipeline.resources import rule_pack
from fullcount.rulebook.allegations import allegations
from fullcount.rulebook.answer import decide_report
from fullcount.rulebook.case import decided_rules
from fullcount.rulebook.case_json import read_case
from fullcount.rulebook.evaluate import evaluate
from fullcount.rulebook.rule import Chapter
from fullcount.rulebook.vocabulary import RECORDING_WORDS

PACK = rule_pack(None)
CASES = list(every_case())
TRUTHS = {True: True, False: False, None: "unknown"}
PROPOSALS = (Chapter.CANCELLATION, Chapter.OUTCOMES)
BY_FACTS = [case for case in CASES if PACK.rule(case.raw["rule"]).chapter not in PROPOSALS]


@pytest.mark.parametrize("case", BY_FACTS, ids=lambda case: case.id)
def test_the_case(case: SpecCase):
    assert set(case.raw) <= KEYS
    rule = PACK.rule(case.raw["rule"])
    report = read_case(case.report, PACK)
    found = allegations(report, PACK)
    truths = []
    for one in found:
        condition = evaluate(rule.when, one.judged.known, RECORDING_WORDS)
        applies = rule.applies(one.judged.case.reported_at, one.judged.case.event_at)
        truth = False if condition is False or applies is False else (True if condition and applies else None)
        truths.append(TRUTHS[truth])
    assert case.raw["truth"] in truths
    if case.raw["kind"] == "passes" and rule.chapter is not Chapter.COUNTING:
        assert any(rule.id in decided_rules(one.judged, PACK) for one in found)
    answer = decide_report(report, PACK)
    if "decision" in case.raw:
        assert answer.decision == case.raw["decision"]
    if "crimes" in case.raw:
        told = sorted(f"{crime.class_} {crime.code or '-'} x{crime.count}" for crime in answer.crimes)
        assert told == sorted(case.raw["crimes"])


@pytest.mark.parametrize("rule", [rule.id for rule in PACK.rules if rule is not PACK.recording[-1]])
def test_every_rule_but_the_last_word_has_a_case_of_each_kind(rule):
    kinds = {case.raw["kind"] for case in CASES if case.raw["rule"] == rule}
    assert kinds >= set(KINDS)
