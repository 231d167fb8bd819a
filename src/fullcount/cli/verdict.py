"""An answer of the rulebook told in a terminal."""

from collections.abc import Iterator

from fullcount.core.facts import FACT
from fullcount.rulebook.answer_parts import Answer
from fullcount.rulebook.pack import Pack


def told(answer: Answer, pack: Pack) -> Iterator[str]:
    """Yield the lines that tell an answer: decision, crimes, by when, who, why, and what to ask next."""
    yield f"Decision   {answer.decision.value}: {answer.why}"
    for crime in answer.crimes:
        victims = f"  victim {', '.join(crime.victims)}" if crime.victims else ""
        flags = f"  flags: {', '.join(crime.flags)}" if crime.flags else ""
        title = f"{crime.class_} {crime.code or ''} {pack.offence_title(crime.class_, crime.code)}"
        yield f"Crime      {crime.count} x {title}{victims}{flags}"
    if answer.incident is not None:
        yield f"Kept as    {answer.incident.count} x {answer.incident.name}"
    if answer.deadline is not None and answer.crimes:
        yield f"By         {answer.deadline.isoformat()}"
    if answer.timely is not None:
        yield f"In time    {'yes' if answer.timely else 'no'}"
    for title, text in (("Decides", answer.decides), ("Told", answer.tells)):
        if text:
            yield f"{title:10} {text}"
    yield f"How sure   {answer.certainty:.0%}" + (
        "; a rule that decided is recalled, not read in its source" if answer.confidence == "recalled" else ""
    )
    yield ""
    yield "Why"
    for rule in answer.decided:
        facts = ", ".join(f"{name} = {_word(value)}" for name, value in rule.facts_used.items() if name in FACT)
        yield f"  {rule.id} ({rule.citation}) {rule.title}. {rule.reason}"
        if facts:
            yield f"      from: {facts}"
    if answer.question is not None:
        yield ""
        yield f"Ask next   {answer.question.text}"
        if answer.question.fact is not None:
            yield f"           ({answer.question.fact.name})"


def _word(value: object) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
