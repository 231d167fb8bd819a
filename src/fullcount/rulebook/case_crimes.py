"""How many crimes and of which classes, for one allegation: the same order of choice as `table_crimes`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fullcount.rulebook.condition import Value
from fullcount.rulebook.evaluate import evaluate
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.rule import Family, Offence, Rule
from fullcount.rulebook.severity import NONE, Slot
from fullcount.rulebook.units import number_of_crimes
from fullcount.rulebook.vocabulary import REPORT_WORDS

Winners = Mapping[str, Rule[Offence] | None]


@dataclass(frozen=True, slots=True)
class Alleged:
    """One crime that an allegation amounts to: where it stands in the order, how many, and its family (None: a code).

    `is_principal`: it is the most serious of those that are not counted in addition to others, or the gravest where
    all are; `is_apart`: it is counted in addition to whatever else is alleged.
    """

    slot: Slot
    place: int
    number: int
    family: Family | None
    is_principal: bool
    is_apart: bool


def crimes(
    pack: Pack,
    known: Mapping[str, Value | None],
    reported_at: datetime | None,
    winners: Winners,
    coded: int,
    *,
    state_alone: bool = False,
) -> tuple[Alleged, ...]:
    """Return the crimes that an allegation amounts to, the principal first; empty if nothing is alleged.

    `coded` is the slot of the report's code, NONE if that is no crime. `state_alone`: only what is against the state.
    """
    added = counted_apart(pack, known, reported_at)
    ordinary, apart, state = [NONE], [NONE], [NONE]
    for family in pack.families:
        rule = winners[family.id]
        if rule is not None:
            group = state if family.state_based else apart if family.id in added else ordinary
            group.append(pack.severity.of_rule[rule.id])
    order = (min(state),) if state_alone else (min(ordinary), min(apart), coded, min(state))
    place = next((place for place in order if place < NONE), NONE)
    if place == NONE:
        return ()
    slots = pack.severity.slots
    principal = slots[place]
    by_rule = {rule.id: family for family in pack.families if (rule := winners[family.id]) is not None}
    family_of = by_rule.get(principal.rule or "")
    is_apart = family_of is not None and (family_of.state_based or family_of.id in added)
    number = number_of_crimes(principal.unit, known)
    found = [Alleged(principal, place, number, family_of, is_principal=True, is_apart=is_apart)]
    for family in pack.families:
        rule = winners[family.id]
        if rule is None or family.id not in added or (state_alone and not family.state_based):
            continue
        is_same = (
            pack.counted_as(rule.then.class_, family) == pack.counted_as(principal.class_, family)
            if principal.rule is None  # a crime that only the log's code names may be the same as its words tell
            else rule.id == principal.rule
        )
        if not is_same:
            of_rule = pack.severity.of_rule[rule.id]
            number = number_of_crimes(rule.then.unit, known)
            found.append(Alleged(slots[of_rule], of_rule, number, family, is_principal=False, is_apart=True))
    return tuple(found)


def counted_apart(pack: Pack, known: Mapping[str, Value | None], reported_at: datetime | None) -> set[str]:
    """Return the families that some counting rule counts in addition (unknown counts as not)."""
    return {
        rule.then.family
        for rule in pack.counting
        if rule.then.family is not None
        and evaluate(rule.when, known, REPORT_WORDS)
        and rule.in_force.covers(reported_at)
    }
