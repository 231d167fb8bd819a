"""The rulebook applied to one report, with a full explanation: every rule that was tried and what each needed.

The answer is that of `table.apply` for the same report: a property test holds the two equal.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fullcount.core.states import Decision
from fullcount.rulebook.case_crimes import Crimes, crimes
from fullcount.rulebook.codes import ABSENT, UNMAPPED, Meaning, meanings
from fullcount.rulebook.condition import Value, tests
from fullcount.rulebook.evaluate import evaluate
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.rule import AnyRule, Citation, Family, Limit, Offence, Rule, T_co
from fullcount.rulebook.vocabulary import RECORDING_WORDS, CodeKind


@dataclass(frozen=True, slots=True)
class Case:
    """One report as the rulebook sees it. A fact that `facts` lacks, or holds as None, is unknown."""

    report_key: str
    reported_at: datetime | None = None
    opening_class: str | None = None
    closing_class: str | None = None
    has_text: bool = False
    facts: Mapping[str, Value | None] = field(default_factory=dict)


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


@dataclass(frozen=True, slots=True)
class Explanation:
    """What should have been done with one report, and why. The fields are those of a row of `table.apply`."""

    report_key: str
    decision: Decision
    class_: str | None
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
    known = _known(case)
    winners = {family.id: _first(pack.of_family(family.id), case, known) for family in pack.families}
    opened, closed = _codes(case, pack)
    known |= _derived(pack.families, winners, (opened, closed))
    ruling = _first(pack.recording, case, known)
    limit = _first(pack.clock, case, known)
    if ruling is None:
        raise ValueError("a checked pack always ends with a rule that is true")
    coded = opened if closed is ABSENT else closed
    found = crimes(pack, known, case.reported_at, winners, coded.slot)
    is_record = ruling.then.decision is Decision.RECORD
    tried: tuple[AnyRule, ...] = (*pack.classification, *pack.recording)
    decided = [rule.id for rule in (ruling, limit, *winners.values()) if rule is not None]
    return Explanation(
        report_key=case.report_key,
        decision=ruling.then.decision,
        class_=found.class_ if is_record else None,
        extra_classes=found.extra_classes if is_record else (),
        crimes_due=found.number if is_record else 0,
        deadline=_deadline(case, limit),
        reason=ruling.then.reason,
        rules=tuple(decided),
        question=_question(found, known) if is_record else ruling.then.question,
        certainty=pack.certainty(ruling.then.reason),
        tried=tuple(_tried(rule, case, known, set(decided)) for rule in tried),
    )


def _known(case: Case) -> dict[str, Value | None]:
    """Return the facts of a case that are known, has_text among them; a value that no fact may have is unknown."""
    known: dict[str, Value | None] = {"has_text": case.has_text}
    for name, value in case.facts.items():
        fact = RECORDING_WORDS.get(name)
        if fact is not None and value is not None and not (fact.values and value not in fact.values):
            known[name] = value
    return known


def truth(rule: AnyRule, case: Case, known: Mapping[str, Value | None]) -> bool | None:
    """Return whether a rule is true of a case: its condition, and in force when the report was made."""
    condition = evaluate(rule.when, known, RECORDING_WORDS)
    in_force = rule.in_force.covers(case.reported_at)
    if condition is False or in_force is False:
        return False
    return True if condition and in_force else None


def _first(rules: Iterable[Rule[T_co]], case: Case, known: Mapping[str, Value | None]) -> Rule[T_co] | None:
    return next((rule for rule in rules if truth(rule, case, known)), None)


def _codes(case: Case, pack: Pack) -> tuple[Meaning, Meaning]:
    listed = meanings(pack)
    opened, closed = (
        ABSENT if text is None else listed.get(text, UNMAPPED) for text in (case.opening_class, case.closing_class)
    )
    return opened, closed


def _derived(
    families: tuple[Family, ...],
    winners: Mapping[str, Rule[Offence] | None],
    codes: tuple[Meaning, Meaning],
) -> dict[str, Value | None]:
    """Return the words of `vocabulary.INPUTS` that rest on the families and the codes."""
    opened, closed = codes
    text = any(winners.values())
    text_victim = any(winners[family.id] for family in families if not family.state_based)
    return {
        "opened_as": opened.kind.value,
        "closed_as": closed.kind.value,
        "type": (opened if closed is ABSENT else closed).kind.value,
        "text_discloses_crime": text,
        "crime_alleged": text or CodeKind.CRIME in (opened.kind, closed.kind),
        "victim_crime_alleged": text_victim or opened.has_victim or closed.has_victim,
    }


def _deadline(case: Case, limit: Rule[Limit] | None) -> datetime | None:
    if case.reported_at is None or limit is None:
        return None
    return case.reported_at + timedelta(hours=limit.then.hours)


def _question(found: Crimes, known: Mapping[str, Value | None]) -> str | None:
    slot = found.principal
    return slot.question if slot is not None and slot.asks is not None and known.get(slot.asks) is None else None


def _tried(rule: AnyRule, case: Case, known: Mapping[str, Value | None], decided: set[str]) -> Tried:
    names = list(dict.fromkeys(test.fact for test in tests(rule.when)))
    used: dict[str, Value] = {}
    for name in names:
        value = known.get(name)
        if value is not None:
            used[name] = value
    return Tried(
        id=rule.id,
        title=rule.title,
        citation=rule.citation,
        outcome=truth(rule, case, known),
        in_force=rule.in_force.covers(case.reported_at),
        facts_used=used,
        unknown=tuple(name for name in names if name not in used),
        decided=rule.id in decided,
        reason=rule.reason,
    )
