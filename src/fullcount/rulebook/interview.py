"""The fewest questions that settle a report: which fact to ask for next, so long as its answer could change anything.

The terminal and the web page ask in the same order: first which topics the report touches, then which facts of those
topics it tells, then, one at a time, what the rules that are now open wait for.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from fullcount.core.facts import FACT, TOPICS, Fact, FactKind, Topic
from fullcount.rulebook.allegations import allegations
from fullcount.rulebook.answer import ORDER
from fullcount.rulebook.condition import Op, Value, tests
from fullcount.rulebook.counting import crimes_of
from fullcount.rulebook.next_question import next_question
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.report_case import ReportCase
from fullcount.rulebook.rule import AnyRule

Outcome = tuple[object, ...]


def asked_topics() -> tuple[Topic, ...]:
    """Return the topics of which an interview asks whether the report touches them."""
    return tuple(topic for topic in TOPICS if topic.asks and topic.facts)


def next_fact(case: ReportCase, passed: Collection[str], pack: Pack) -> Fact | None:
    """Return the fact to ask for next; None once no answer could change decision, crimes or number.

    `passed`: facts that were asked for and could not be told.
    """
    question = next_question(allegations(case, pack), pack)
    if question is None:
        return None
    before = outcome(case, pack)
    for name in question.unknown:
        if name not in passed and any(
            outcome(with_fact(case, name, value), pack) != before for value in values(FACT[name], pack)
        ):
            return FACT[name]
    return None


def outcome(case: ReportCase, pack: Pack) -> Outcome:
    """Return what an interview wants to settle: the decision, and each class and code with its number."""
    found = allegations(case, pack)
    judged = min((one.judged for one in found), key=lambda judged: ORDER.index(judged.decision))
    crimes = tuple((crime.class_, crime.code, crime.count) for crime in crimes_of(found, pack))
    return (judged.decision, judged.ruling.then.incident, *crimes)


def with_fact(case: ReportCase, name: str, value: Value) -> ReportCase:
    """Return a case with one more fact, told of the last event if there are events, else of the report."""
    if not case.events:
        return replace(case, facts={**case.facts, name: value})
    last = case.events[-1]
    return replace(case, events=(*case.events[:-1], replace(last, facts={**last.facts, name: value})))


def values(fact: Fact, pack: Pack) -> Iterator[Value]:
    """Yield the answers to a fact that could matter: every choice; of a number those about the limits of the rules."""
    if fact.kind is FactKind.YES_NO:
        yield from (True, False)
    elif fact.kind is FactKind.CHOICE:
        yield from fact.values
    else:
        rules: tuple[AnyRule, ...] = (*pack.classification, *pack.recording)
        limits = {
            int(test.values[0])
            for rule in rules
            if fact.name in rule.facts
            for test in tests(rule.when)
            if test.fact == fact.name and test.op is not Op.KNOWN
        }
        yield from sorted({0, 1, 2, *limits, *(limit + 1 for limit in limits)})
