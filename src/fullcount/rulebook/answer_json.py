"""The answer to a report as JSON: the interface that others build on (`fullcount decide --format json`)."""

from typing import Any

from fullcount.rulebook.answer_parts import Answer
from fullcount.rulebook.case import Tried
from fullcount.rulebook.pack import Pack

OUTCOMES = {True: "true", False: "false", None: "unknown"}


def as_object(answer: Answer, pack: Pack) -> dict[str, Any]:
    """Return an answer as an object of JSON.

    `rules` are those that decided; `tried` all that were tried and came out true or unknown for what was told.
    """
    question = answer.question
    return {
        "decision": answer.decision.value,
        "crimes": [
            {
                "class": crime.class_,
                "code": crime.code or "",
                "count": crime.count,
                "victim": ", ".join(crime.victims) or None,
                "title": pack.offence_title(crime.class_, crime.code),
                "flags": list(crime.flags),
            }
            for crime in answer.crimes
        ],
        "total_crimes": answer.total_crimes,
        "incident": {"name": answer.incident.name, "count": answer.incident.count} if answer.incident else None,
        "deadline": answer.deadline.isoformat() if answer.deadline else None,
        "timely": answer.timely,
        "reason": answer.why,
        "reason_code": answer.reason,
        "certainty": answer.certainty,
        "confidence": answer.confidence.value,
        "proposed": answer.proposed,
        "instead": list(answer.instead),
        "decides": answer.decides,
        "tells": answer.tells,
        "rules": [_rule(rule) for rule in answer.decided],
        "tried": [_rule(rule) for rule in answer.tried if rule.outcome is True and not rule.decided],
        "points_to_prove": [
            {
                "rule": proof.rule,
                "class": proof.class_,
                "code": proof.code or "",
                "made_out": proof.made_out.value,
                "points": [{"point": text, "outcome": point.value} for text, point in proof.points],
            }
            for proof in answer.proof
        ],
        "unknown": list(answer.unknown),
        "next_question": None
        if question is None
        else {"fact": question.fact.name if question.fact else None, "question": question.text},
        "rule_pack": {"name": pack.name, "edition": pack.header.edition, "sha256": pack.sha256},
    }


def _rule(rule: Tried) -> dict[str, Any]:
    return {
        "id": rule.id,
        "citation": str(rule.citation),
        "outcome": OUTCOMES[rule.outcome],
        "facts_used": dict(rule.facts_used),
        "unknown": list(rule.unknown),
        "reason": rule.reason,
        "confidence": rule.confidence.value,
    }
