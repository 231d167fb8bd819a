"""The answer to a report of which an outcome or a cancellation is proposed, in the form of every other answer."""

from collections.abc import Mapping, Sequence

from fullcount.core.facts import FACT, About
from fullcount.rulebook.allegations import Allegation
from fullcount.rulebook.answer_parts import Answer, NextQuestion
from fullcount.rulebook.case import Tried
from fullcount.rulebook.counting import Crime, crimes_of
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.proposal import ProposalAnswer, judge_proposal
from fullcount.rulebook.proposal import Tried as Judged
from fullcount.rulebook.report_case import ReportCase
from fullcount.rulebook.rule import Confidence


def is_proposal(case: ReportCase) -> bool:
    """Return whether a case asks about an outcome or a cancellation: it names one, or tells of one on a record."""
    told = {*case.facts, *(name for event in case.events for name in event.facts)}
    return bool(case.proposed) or (
        bool(case.recorded) and any(FACT[name].about is About.PROPOSAL for name in told if name in FACT)
    )


def decide_proposal(case: ReportCase, found: Sequence[Allegation], pack: Pack) -> Answer:
    """Return whether what is proposed stands, and what is recorded afterwards.

    `found`: the allegations of the report; the crimes that they amount to stand for the record where none is given.
    """
    alleged = crimes_of(found, pack)
    recorded: list[Mapping[str, object]] = [
        {"class": crime.class_, "code": crime.code, "count": crime.count, "recorded_at": crime.recorded_at}
        for crime in case.recorded
    ] or [{"class": crime.class_, "code": crime.code, "count": crime.count} for crime in alleged]
    facts = {name: value for one in reversed(found) for name, value in one.judged.case.facts.items()}
    judged = judge_proposal(case.proposed, recorded, facts, case.reported_at, case.as_at, pack)
    return _answer(judged, pack)


def _answer(found: ProposalAnswer, pack: Pack) -> Answer:
    tried = tuple(_tried(rule, found, pack) for rule in found.tried)
    fact = FACT[found.to_show[0]] if found.next_question is None and found.to_show else None
    text = found.next_question or (fact.question if fact else "")
    return Answer(
        decision=found.decision,
        crimes=tuple(
            Crime(class_, code, count, (), (), None, place)
            for place, (class_, code, count) in enumerate(found.crimes_after)
        ),
        incident=None,
        deadline=None,
        timely=None,
        reason=found.decided_by[0] if found.decided_by else "",
        why=found.reason,
        certainty=1.0 if all(rule.confidence is Confidence.SEEN for rule in tried if rule.decided) else 0.5,
        confidence=Confidence.SEEN,
        decides="; ".join(found.decides) or None,
        tells="; ".join(found.tells) or None,
        tried=tried,
        proof=(),
        unknown=found.to_show,
        question=NextQuestion(fact, text, found.to_show) if text else None,
        proposed=found.proposed,
        instead=found.instead,
    )


def _tried(rule: Judged, found: ProposalAnswer, pack: Pack) -> Tried:
    """Return a rule as tried; where nothing speaks against a proposal, what was told and looked at made the answer."""
    decided = rule.id in found.decided_by or (not found.decided_by and rule.outcome is False and bool(rule.facts_used))
    confidence = pack.rule(rule.id).confidence
    return Tried(
        rule.id, rule.title, rule.citation, rule.outcome, True, rule.facts_used, rule.unknown, decided, rule.reason,
        confidence,
    )  # fmt: skip
