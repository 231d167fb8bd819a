"""The rulebook applied to one report, with a full explanation: every rule that was tried and what each needed.

The answer is that of `table.apply` for the same report: a property test holds the two equal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from fullcount.core.states import Decision
from fullcount.rulebook.allegation import Case, Judged, judge, truth
from fullcount.rulebook.condition import Value
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.rule import AnyRule, Citation, Confidence
from fullcount.rulebook.trail import BESIDE
from fullcount.rulebook.units import MOST

__all__ = ["Case", "Explanation", "Tried", "decide", "explained", "tried_rules"]


@dataclass(frozen=True, slots=True)
class Tried:
    """One rule that was tried: whether it is true, false or unknown (None), which facts it used and which it lacked.

    `decided`: it is one of the rules that made the answer; a rule may be true and yet come after a stronger one.
    """

    id: str
    title: str
    citation: Citation
    outcome: bool | None
    in_force: bool | None
    facts_used: Mapping[str, Value]
    unknown: tuple[str, ...]
    decided: bool
    reason: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Explanation:
    """What should have been done with one report, and why. The fields are those of a row of `table.apply`."""

    report_key: str
    decision: Decision
    class_: str | None
    code: str | None
    extra_classes: tuple[str, ...]
    crimes_due: int
    deadline: datetime | None
    reason: str
    rules: tuple[str, ...]
    question: str | None
    certainty: float
    tried: tuple[Tried, ...]


def decide(case: Case, pack: Pack) -> Explanation:
    """Return what should have been done with `case` under `pack`, with every rule that was tried."""
    return explained(judge(case, pack), pack)


def explained(judged: Judged, pack: Pack) -> Explanation:
    """Return a judged case as a full explanation."""
    is_record = judged.decision is Decision.RECORD
    principal = judged.crimes[0] if judged.crimes else None
    rules = decided_rules(judged, pack)
    return Explanation(
        report_key=judged.case.report_key,
        decision=judged.decision,
        class_=principal.slot.class_ if is_record and principal else None,
        code=principal.slot.code if is_record and principal else None,
        extra_classes=tuple(crime.slot.class_ for crime in judged.crimes[1:]) if is_record else (),
        crimes_due=_due(judged) if is_record else 0,
        deadline=deadline(judged),
        reason=judged.reason,
        rules=rules,
        question=_question(judged) if is_record else judged.ruling.then.question,
        certainty=pack.certainty(judged.reason),
        tried=tried_rules(judged, pack, rules),
    )


def _due(judged: Judged) -> int:
    """Return how many crimes are due; what is to be recorded is at least one, though its class be unknown."""
    return min(MOST, sum(crime.number for crime in judged.crimes)) if judged.crimes else 1


def deadline(judged: Judged) -> datetime | None:
    """Return by when the crimes of a judged case must be recorded; None where that is not known, or where no limit
    runs yet (an allegation against police on duty, CRR p17)."""
    is_open = judged.decision is Decision.NOT_YET_RECORDED
    if judged.case.reported_at is None or judged.limit is None or is_open:
        return None
    return judged.case.reported_at + timedelta(hours=judged.limit.then.hours)


def decided_rules(judged: Judged, pack: Pack) -> tuple[str, ...]:
    """Return the ids of the rules that made the answer: ruling, clock, principal, and those counted beside it."""
    ids = [judged.ruling.id]
    if judged.limit is not None:
        ids.append(judged.limit.id)
    principal = judged.crimes[0].slot.rule if judged.crimes else None
    if principal is not None:
        ids.append(principal)
    winners = (judged.winners[family.id] for family in pack.beside_families)
    ids += [rule.id for rule in winners if rule is not None and rule.id != principal][:BESIDE]
    return tuple(ids)


def _question(judged: Judged) -> str | None:
    if not judged.crimes:
        return None
    slot = judged.crimes[0].slot
    return slot.question if slot.asks is not None and judged.known.get(slot.asks) is None else None


def tried_rules(judged: Judged, pack: Pack, decided: tuple[str, ...]) -> tuple[Tried, ...]:
    """Return the rules tried on a judged case: the classification rules that look at a fact told, every recording
    rule. (A rule none of whose facts is told is unknown, and is left out.)"""
    chosen = set(decided)
    rules: tuple[AnyRule, ...] = (*judged.touched, *pack.recording)
    return tuple(_tried(rule, judged, chosen) for rule in rules)


def _tried(rule: AnyRule, judged: Judged, decided: set[str]) -> Tried:
    used: dict[str, Value] = {}
    for name in rule.facts:
        value = judged.known.get(name)
        if value is not None:
            used[name] = value
    return Tried(
        id=rule.id,
        title=rule.title,
        citation=rule.citation,
        outcome=truth(rule, judged.case, judged.known),
        in_force=rule.applies(judged.case.reported_at, judged.case.event_at),
        facts_used=used,
        unknown=tuple(name for name in rule.facts if name not in used),
        decided=rule.id in decided,
        reason=rule.reason,
        confidence=rule.confidence,
    )
