"""A report's allegations: each event with each of its victims, and the offenders who answer for it together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from fullcount.core.facts import FACT, FactKind
from fullcount.rulebook.allegation import Case, Judged, judge
from fullcount.rulebook.condition import Value
from fullcount.rulebook.continuation import course_facts
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.report_case import Event, Person, ReportCase

ACTS = ("following_or_watching", "fixated_or_obsessive")
"""Behaviour that makes a course of conduct where it is told of two events or more (CRR p50-52)."""


@dataclass(frozen=True, slots=True)
class Allegation:
    """One event and one victim. `victims`: all who suffered the event with them; `offenders`: who acted together.

    `told_at`: when it was reported. `offender_alone`: it holds only what is told of one offender and no victim.
    """

    event: str
    victim: str | None
    victims: tuple[str, ...]
    offenders: tuple[str, ...]
    told_at: datetime | None
    judged: Judged
    offender_alone: bool = False


def allegations(case: ReportCase, pack: Pack) -> tuple[Allegation, ...]:
    """Return every allegation of a report, judged by `pack`; at least one."""
    people = {person.id: person for person in case.people}
    found: list[Allegation] = []
    occasions = sum(1 for event in case.events if any(event.facts.get(act) is True for act in ACTS))
    if occasions > 1 and "repeated_unwanted_conduct" not in case.facts:
        case = replace(case, facts={**case.facts, "repeated_unwanted_conduct": True})
    for event in case.events or (Event("e1"),):
        victims = tuple(sorted(event.victims or _of_role(case, "victim")))
        offenders = tuple(sorted(event.offenders or _of_role(case, "offender")))
        shared = {**case.facts, **event.facts}
        apart = shared.get("offenders_acted_together") is False
        for group in [(one,) for one in offenders] if apart and offenders else [offenders]:
            for victim in victims or (None,):
                told = dict(_facts(shared, people, victim, group, (bool(offenders), len(victims))))
                found.append(_judged(case, event, (victim, victims, group), told, pack))
            if len(group) > 1:
                found += _of_one_offender(case, event, group, people, pack)
    return tuple(found)


def _of_role(case: ReportCase, role: str) -> tuple[str, ...]:
    return tuple(person.id for person in case.people if person.role == role)


def _judged(
    case: ReportCase,
    event: Event,
    who: tuple[str | None, tuple[str, ...], tuple[str, ...]],
    told: dict[str, Value],
    pack: Pack,
    *,
    offender_alone: bool = False,
) -> Allegation:
    victim, victims, offenders = who
    told_at = event.reported_at or case.reported_at
    for name, value in course_facts(case.recorded, victim, offenders, event.at or told_at, pack).items():
        told.setdefault(name, value)
    flat = Case(
        event.id, told_at, case.opening_class, case.closing_class, has_text=case.has_text, facts=told, event_at=event.at
    )
    return Allegation(event.id, victim, victims, offenders, told_at, judge(flat, pack), offender_alone)


def _facts(
    shared: Mapping[str, Value],
    people: Mapping[str, Person],
    victim: str | None,
    offenders: Sequence[str],
    listed: tuple[bool, int],
) -> Iterator[tuple[str, Value]]:
    """Yield the facts of one allegation: the report's and the event's, then those of its people, who are counted.

    `listed`: whether the event's offenders are listed, and how many victims are, who are among those who could see it.
    """
    listed_offenders, watched = listed
    yield from shared.items()
    yield from merged([people[one].facts for one in offenders if one in people]).items()
    if victim is not None:
        yield "number_of_victims", 1
        if victim in people:
            yield from people[victim].facts.items()
    if listed_offenders:
        yield "number_of_offenders", 1
        if len(offenders) > 1 and "number_of_penetrators" not in shared:
            yield "number_of_penetrators", len(offenders)
    if watched > 1 and "people_who_could_see" not in shared:
        yield "people_who_could_see", watched


def merged(many: Sequence[Mapping[str, Value]]) -> dict[str, Value]:
    """Return what several who acted together did between them: what any did, and the gravest of each choice."""
    result: dict[str, Value] = {}
    for facts in many:
        for name, value in facts.items():
            fact = FACT.get(name)
            if name not in result or fact is None:
                result[name] = value
            elif fact.kind is FactKind.CHOICE and value in fact.values and result[name] in fact.values:
                result[name] = max(value, result[name], key=lambda told: fact.values.index(str(told)))
            elif fact.kind is not FactKind.CHOICE:
                result[name] = max(value, result[name])
    return result


def _of_one_offender(
    case: ReportCase, event: Event, group: tuple[str, ...], people: Mapping[str, Person], pack: Pack
) -> Iterator[Allegation]:
    """Yield what is told of single offenders of a group: what each had on them or breached counts for each."""
    for one in group:
        own = people[one].facts if one in people else {}
        if own:
            told = {**case.facts, **event.facts, **own, "number_of_offenders": 1}
            yield _judged(case, event, (None, (), (one,)), told, pack, offender_alone=True)
