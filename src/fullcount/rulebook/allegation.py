"""One allegation judged: which rules are true of it, and so whether it is recorded and as what.

An allegation is what one event did to one victim (or to nobody); a report that tells of one event and one victim, or
a row of a table, is one allegation.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from fullcount.core.facts import Fact
from fullcount.core.states import Decision
from fullcount.rulebook.case_crimes import Alleged, Winners, crimes
from fullcount.rulebook.codes import ABSENT, UNMAPPED, Meaning, meanings
from fullcount.rulebook.condition import Value
from fullcount.rulebook.pack import STATE_ALONE, Pack
from fullcount.rulebook.rule import AnyRule, Family, Limit, Offence, Rule, Ruling, T_co
from fullcount.rulebook.vocabulary import RECORDING_WORDS, SILENT, CodeKind

Known = Mapping[str, Value | None]


@dataclass(frozen=True, slots=True)
class Case:
    """One report as the rulebook sees it. A fact that `facts` lacks, or holds as None, is unknown."""

    report_key: str
    reported_at: datetime | None = None
    opening_class: str | None = None
    closing_class: str | None = None
    has_text: bool = False
    facts: Known = field(default_factory=dict)
    event_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules make of one case. `known`: its facts, with what silence means and the words of the codes.

    `touched`: the classification rules that look at a fact that is told. `state_alone`: the ruling holds back the
    crimes against victims, and an offence against the state stands beside.
    """

    case: Case
    known: Known
    touched: tuple[Rule[Offence], ...]
    winners: Winners
    ruling: Rule[Ruling]
    limit: Rule[Limit] | None
    crimes: tuple[Alleged, ...]
    state_alone: bool

    @property
    def decision(self) -> Decision:
        return Decision.RECORD if self.state_alone else self.ruling.then.decision

    @property
    def reason(self) -> str:
        return STATE_ALONE if self.state_alone else self.ruling.then.reason


def judge(case: Case, pack: Pack) -> Judged:
    """Return what the rules of `pack` make of `case`."""
    known = known_facts(case)
    told = pack.touched.by(case.facts)
    winners: dict[str, Rule[Offence] | None] = dict.fromkeys(family.id for family in pack.families)
    for rule in told:
        if winners[rule.then.family] is None and truth(rule, case, known):
            winners[rule.then.family] = rule
    opened, closed = _codes(case, pack)
    known |= _derived(pack.families, winners, (opened, closed))
    ruling = first_true(pack.recording, case, known)
    if ruling is None:
        raise ValueError("a checked pack always ends with a rule that is true")
    coded = opened if closed is ABSENT else closed
    state = any(winners[family.id] for family in pack.families if family.state_based)
    state_alone = ruling.then.victims_only and state
    found = crimes(pack, known, case.reported_at, winners, coded.slot, state_alone=state_alone)
    limit = first_true(pack.clock, case, known)
    return Judged(case, known, told, winners, ruling, limit, found, state_alone)


def is_possible(fact: Fact, value: object) -> bool:
    """Return whether a fact may have that value."""
    return not fact.values or value in fact.values


def known_facts(case: Case) -> dict[str, Value | None]:
    """Return the facts of a case that are known, has_text among them; a value that no fact may have is unknown."""
    known: dict[str, Value | None] = {"has_text": case.has_text, **SILENT}
    for name, value in case.facts.items():
        fact = RECORDING_WORDS.get(name)
        if fact is not None and value is not None and is_possible(fact, value):
            known[name] = value
    return known


def truth(rule: AnyRule, case: Case, known: Known) -> bool | None:
    """Return whether a rule is true of a case: its condition, in force at the report, in law at the event."""
    condition = rule.check(known)
    if condition is False:
        return False
    applies = rule.applies(case.reported_at, case.event_at)
    if applies is False:
        return False
    return True if condition and applies else None


def first_true(rules: Iterable[Rule[T_co]], case: Case, known: Known) -> Rule[T_co] | None:
    """Return the first rule that is true of a case, if any."""
    return next((rule for rule in rules if truth(rule, case, known)), None)


def _codes(case: Case, pack: Pack) -> tuple[Meaning, Meaning]:
    if case.opening_class is None and case.closing_class is None:
        return ABSENT, ABSENT
    listed = meanings(pack)
    opened, closed = (
        ABSENT if text is None else listed.get(text, UNMAPPED) for text in (case.opening_class, case.closing_class)
    )
    return opened, closed


def _derived(families: tuple[Family, ...], winners: Winners, codes: tuple[Meaning, Meaning]) -> dict[str, Value | None]:
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
