"""How many crimes and of which classes, for one case: the same order of choice as `table_crimes`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fullcount.rulebook.condition import Value
from fullcount.rulebook.evaluate import evaluate
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.rule import Offence, Rule
from fullcount.rulebook.severity import NONE, Slot
from fullcount.rulebook.table_crimes import MOST
from fullcount.rulebook.vocabulary import REPORT_WORDS


@dataclass(frozen=True, slots=True)
class Crimes:
    """The principal crime (None if nothing is alleged), the further classes counted, and how many crimes in all."""

    principal: Slot | None
    extra_classes: tuple[str, ...]
    number: int

    @property
    def class_(self) -> str | None:
        return self.principal.class_ if self.principal else None


def crimes(
    pack: Pack,
    known: Mapping[str, Value | None],
    reported_at: datetime | None,
    winners: Mapping[str, Rule[Offence] | None],
    coded: int,
) -> Crimes:
    """Return the crimes that a case alleges; `coded` is the slot of its code, NONE if that is no crime."""
    added = _counted_apart(pack, known, reported_at)
    ordinary, apart, state = [NONE], [NONE], [NONE]
    for family in pack.families:
        rule = winners[family.id]
        if rule is not None:
            group = state if family.state_based else apart if family.id in added else ordinary
            group.append(pack.severity.of_rule[rule.id])
    place = next((p for p in (min(ordinary), min(apart), coded, min(state)) if p < NONE), NONE)
    principal = pack.severity.slots[place] if place < NONE else None
    extras = tuple(
        rule.then.class_
        for family in pack.families
        if (rule := winners[family.id]) is not None
        and family.id in added
        and (
            principal is None or pack.counted_as(rule.then.class_, family) != pack.counted_as(principal.class_, family)
        )
    )
    victims = known.get("number_of_victims")
    counts = principal is not None and principal.per_victim and any(rule.then.per for rule in pack.counting)
    multiple = min(max(int(victims), 1), MOST) if counts and victims is not None else 1
    return Crimes(principal, extras, multiple + len(extras))


def _counted_apart(pack: Pack, known: Mapping[str, Value | None], reported_at: datetime | None) -> set[str]:
    """Return the families that some counting rule counts in addition (unknown counts as not)."""
    return {
        rule.then.family
        for rule in pack.counting
        if rule.then.family is not None
        and evaluate(rule.when, known, REPORT_WORDS)
        and rule.in_force.covers(reported_at)
    }
