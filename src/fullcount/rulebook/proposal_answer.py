"""The answer to a report of which an outcome or a cancellation is proposed, in the form of every other answer."""

from collections.abc import Mapping, Sequence

from fullcount.core.facts import FACT, About
from fullcount.rulebook.answer_parts import Answer, NextQuestion
from fullcount.rulebook.case import Tried
from fullcount.rulebook.counting import Crime
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.proposal import ProposalAnswer, judge_proposal
from fullcount.rulebook.proposal import Tried as Judged
from fullcount.rulebook.report_case import ReportCase
from fullcount.rulebook.rule import Confidence


def is_proposal(case: ReportCase) -> bool:
    """Return whether a case asks about an outcome or a cancellation: it names one, or tells facts of one."""
    told = {**case.facts, **{name: value for event in case.events for name, value in event.facts.items()}}
    return bool(case.proposed) or any(FACT[name].about is About.PROPOSAL for name in told)


def decide_proposal(case: ReportCase, alleged: Sequence[Crime], pack: Pack) -> Answer:
    """Return whether what is proposed stands, and what is recorded afterwards.

    `alleged`: the crimes that the report itself amounts to, which stand for the record where none is given.
    """
    recorded: list[Mapping[str, object]] = [
        {"class": crime.class_, "code": crime.code, "count": crime.count, "recorded_at": crime.recorded_at}
        for crime in case.recorded
    ] or [{"class": crime.class_, "code": crime.code, "count": crime.count} for crime in alleged]
    facts = {**case.facts, **{name: value for event in case.events for name, value in event.facts.items()}}
    found = judge_proposal(case.proposed, recorded, facts, case.reported_at, case.as_at, pack)
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
