"""How many crimes a report's allegations are: one per victim and offenders, finished when told, the principal of each.

One crime per victim (CRR p12); the finished incident (p12); the principal crime (p12-14) and its exceptions, which the
counting rules of the pack name; the counting unit of each class.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from fullcount.core.states import Decision
from fullcount.rulebook.allegations import Allegation
from fullcount.rulebook.case_crimes import Alleged
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.rule import Unit
from fullcount.rulebook.units import MOST

SHARED_UNITS = (Unit.PREMISES, Unit.REPORT)
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Crime:
    """Crimes of one class and code that should be recorded: how many, for which victims, with which marks."""

    class_: str
    code: str | None
    count: int
    victims: tuple[str, ...]
    flags: tuple[str, ...]
    rule: str | None
    place: int


@dataclass(frozen=True, slots=True)
class _Counted:
    key: Key
    crime: Alleged
    allegation: Allegation


def crimes_of(allegations: Iterable[Allegation], pack: Pack) -> tuple[Crime, ...]:
    """Return the crimes to record for the allegations that are to be recorded, most serious first."""
    recorded = [a for a in allegations if a.judged.decision is Decision.RECORD]
    of_single = {key for a in recorded if a.offender_alone for key in _state_keys(a)}
    counted: dict[Key, list[_Counted]] = {}
    for same in _same_pair(recorded):
        for one in _of_pair(same):
            told_of_one = not one.allegation.offender_alone and len(one.allegation.offenders) > 1
            if not (told_of_one and (one.crime.slot, one.allegation.event) in of_single):
                counted.setdefault(one.key, []).append(one)
    counted = _without_absorbed(counted)
    return _summed(counted.values(), pack)


def _state_keys(allegation: Allegation) -> list[Key]:
    """Return the offences against the state that are told of one offender of a group, who alone answers for them."""
    return [
        (crime.slot, allegation.event) for crime in allegation.judged.crimes
        if crime.family is not None and crime.family.state_based
    ]  # fmt: skip


def _pair(allegation: Allegation) -> Key:
    return (allegation.victim, allegation.offenders, allegation.told_at, allegation.offender_alone)


def _same_pair(allegations: Iterable[Allegation]) -> list[list[Allegation]]:
    """Return the allegations by victim and offenders and by when they were told: each is one finished incident."""
    pairs: dict[Key, list[Allegation]] = {}
    for allegation in allegations:
        pairs.setdefault(_pair(allegation), []).append(allegation)
    return list(pairs.values())


def _of_pair(same: Sequence[Allegation]) -> list[_Counted]:
    """Return the crimes of one victim and offenders: the principal of all events, and those counted beside it."""
    principals: list[tuple[Alleged, Allegation]] = []
    beside: dict[Key, tuple[Alleged, Allegation]] = {}
    for allegation in same:
        for crime in allegation.judged.crimes:
            state = crime.family is not None and crime.family.state_based
            if allegation.offender_alone and not state:
                continue
            if crime.is_principal and not crime.is_apart:
                principals.append((crime, allegation))
            else:
                beside.setdefault((crime.slot.class_, crime.slot.code), (crime, allegation))
    found: list[_Counted] = []
    if principals:
        principal, allegation = min(principals, key=lambda pair: pair[0].place)
        found.append(_counted(principal, allegation))
        beside = {key: pair for key, pair in beside.items() if key != (principal.slot.class_, principal.slot.code)}
    found += [_counted(crime, allegation) for crime, allegation in beside.values()]
    return found


def _counted(crime: Alleged, allegation: Allegation) -> _Counted:
    """Return a crime with the key of what it is counted by: the same key is the same crime."""
    of_class: Key = (crime.slot.class_, crime.slot.code, allegation.offenders, allegation.told_at)
    state = crime.family is not None and crime.family.state_based
    if state and crime.slot.unit is Unit.REPORT:
        return _Counted((crime.slot.class_, crime.slot.code, allegation.told_at, "report"), crime, allegation)
    if crime.slot.unit is Unit.OFFENDER or state:
        return _Counted((*of_class, "offender"), crime, allegation)
    if crime.slot.unit in SHARED_UNITS:
        return _Counted((*of_class, "shared", frozenset(allegation.victims)), crime, allegation)
    return _Counted((*of_class, "victim", allegation.victim), crime, allegation)


def _without_absorbed(counted: dict[Key, list[_Counted]]) -> dict[Key, list[_Counted]]:
    """Return the crimes without those of a household or shop that a graver crime against one of its people takes in."""
    taken = {
        (allegation.event, allegation.offenders, allegation.told_at)
        for many in counted.values()
        for one in many
        for allegation in (one.allegation,)
        if one.crime.slot.unit not in SHARED_UNITS and one.crime.is_principal and len(allegation.victims) > 1
        and _also_alleges_shared(allegation)
    }  # fmt: skip
    return {
        key: many
        for key, many in counted.items()
        if not all(
            one.crime.is_principal
            and one.crime.slot.unit in SHARED_UNITS
            and (one.allegation.event, one.allegation.offenders, one.allegation.told_at) in taken
            for one in many
        )
    }


def _also_alleges_shared(allegation: Allegation) -> bool:
    """Return whether something counted by household or report is alleged beside the principal crime."""
    principal = allegation.judged.crimes[0].slot.rule
    return any(
        rule is not None and rule.id != principal and rule.then.unit in SHARED_UNITS
        for rule in allegation.judged.winners.values()
    )


def _summed(counted: Iterable[list[_Counted]], pack: Pack) -> tuple[Crime, ...]:
    result: dict[tuple[str, str | None], Crime] = {}
    for many in counted:
        first = min(many, key=lambda one: one.crime.place)
        number = max(one.crime.number for one in many)
        victims = tuple(dict.fromkeys(one.allegation.victim for one in many if one.allegation.victim is not None))
        slot = first.crime.slot
        flags = pack.flags(slot.rule) if slot.rule else ()
        crime = Crime(slot.class_, slot.code, number, victims, flags, slot.rule, first.crime.place)
        kept = result.get((slot.class_, slot.code))
        if kept is not None:
            both = tuple(dict.fromkeys((*kept.victims, *crime.victims)))
            crime = replace(kept, count=min(MOST, kept.count + crime.count), victims=both)
        result[slot.class_, slot.code] = crime
    return tuple(sorted(result.values(), key=lambda crime: (crime.place, crime.class_)))
