"""Reports told in full: what holds whatever they tell."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.core.facts import FACT, FACTS, FactKind
from fullcount.core.states import Decision
from fullcount.pipeline.resources import rule_pack
from fullcount.rulebook.answer import decide_report
from fullcount.rulebook.answer_json import as_object
from fullcount.rulebook.case import Case, decide
from fullcount.rulebook.report_case import Event, Person, ReportCase

PACK = rule_pack(None)
AT = datetime(2026, 5, 4, 9, tzinfo=UTC)
RULES = (*PACK.classification, *PACK.recording, *PACK.counting)
USED = sorted({name for rule in RULES for name in rule.facts} & {*FACT})


def values(name: str) -> st.SearchStrategy:
    fact = FACT[name]
    if fact.kind is FactKind.YES_NO:
        return st.booleans()
    return st.sampled_from(fact.values) if fact.kind is FactKind.CHOICE else st.integers(0, 4)


@st.composite
def facts(draw, most: int = 6) -> dict:
    return {name: draw(values(name)) for name in draw(st.lists(st.sampled_from(USED), unique=True, max_size=most))}


@st.composite
def reports(draw) -> ReportCase:
    victims = [Person(f"v{n}", "victim", draw(facts(2))) for n in range(draw(st.integers(0, 3)))]
    offenders = [Person(f"o{n}", "offender", draw(facts(2))) for n in range(draw(st.integers(0, 2)))]
    events = [
        Event(
            f"e{n}",
            at=AT - timedelta(days=draw(st.integers(0, 4000))),
            victims=tuple(draw(st.lists(st.sampled_from([v.id for v in victims]), unique=True))) if victims else (),
            offenders=tuple(draw(st.lists(st.sampled_from([o.id for o in offenders]), unique=True)))
            if offenders else (),
            facts=draw(facts(4)),
        )
        for n in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    return ReportCase(AT, draw(facts()), people=(*victims, *offenders), events=tuple(events))


def told(case: ReportCase) -> tuple:
    answer = decide_report(case, PACK)
    crimes = sorted((crime.class_, crime.code or "", crime.count, sorted(crime.victims)) for crime in answer.crimes)
    return answer.decision, crimes, answer.incident, answer.deadline


@settings(max_examples=120, deadline=None)
@given(reports(), st.randoms(use_true_random=False))
def test_the_order_of_people_and_events_does_not_matter(case, random):
    def shuffled(items):
        return tuple(random.sample(list(items), len(items)))

    events = tuple(
        replace(one, victims=shuffled(one.victims), offenders=shuffled(one.offenders)) for one in shuffled(case.events)
    )
    assert told(replace(case, people=shuffled(case.people), events=events)) == told(case)


@settings(max_examples=80, deadline=None)
@given(reports())
def test_an_answer_holds_together(case):
    answer = decide_report(case, PACK)
    assert bool(answer.crimes) <= (answer.decision is Decision.RECORD)
    assert all(crime.count >= 1 for crime in answer.crimes)
    assert len({(crime.class_, crime.code) for crime in answer.crimes}) == len(answer.crimes)
    assert answer.decided
    if answer.decision is Decision.NOT_YET_KNOWN:
        assert answer.question is not None and answer.question.text
    assert as_object(answer, PACK)["decision"] == answer.decision.value


@settings(max_examples=80, deadline=None)
@given(facts(8))
def test_a_report_of_one_event_is_judged_as_a_row_is(told_facts):
    answer = decide_report(ReportCase(AT, told_facts), PACK)
    row = decide(Case("r", AT, facts=told_facts), PACK)
    assert answer.decision is row.decision
    assert answer.deadline == row.deadline
    if answer.crimes:
        assert answer.total_crimes == row.crimes_due
        assert {crime.class_ for crime in answer.crimes} == {row.class_, *row.extra_classes}


SILENT = {fact.name for fact in FACTS if fact.silence is not None}
EXCUSES = {
    name for rule in PACK.recording if rule.then.decision is not Decision.RECORD for name in rule.facts if name in FACT
}
"""Facts that hold a crime back, or open a question about it, where they are told: they must be shown, and to forget
one is to take the victim at their word."""


@settings(max_examples=300, deadline=None)
@given(facts(8), st.data())
def test_a_fact_that_becomes_unknown_never_makes_a_crime(told_facts, data):
    names = sorted(set(told_facts) - SILENT - EXCUSES)
    if not names:
        return
    gone = data.draw(st.sampled_from(names))
    less = decide_report(ReportCase(AT, {n: v for n, v in told_facts.items() if n != gone}), PACK).decision
    if less is Decision.RECORD:  # and not, when more was told, unknown or no crime
        assert decide_report(ReportCase(AT, told_facts), PACK).decision is Decision.RECORD


def test_of_nothing_told_nothing_is_known():
    answer = decide_report(ReportCase(AT), PACK)
    assert answer.decision is Decision.NOT_YET_KNOWN
    assert not answer.crimes
    assert answer.question is not None
