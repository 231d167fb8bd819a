"""One order of seriousness for everything that a report may allege: rules' offences (by code) and bare classes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fullcount.rulebook.offences import OffenceKind, OffenceTable
from fullcount.rulebook.rule import Offence, Rule, Unit

NONE = 0xFFFF


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in the order; `rule`: whose offence it is (None: a bare class).

    `asks` and `question`: what would settle the class better, where the rule says so.
    """

    class_: str
    code: str | None
    unit: Unit
    asks: str | None = None
    question: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Severity:
    """Slots from the most to the least serious, the slot of every classification rule, and that of every class."""

    slots: tuple[Slot, ...]
    of_rule: Mapping[str, int]
    of_class: Mapping[str, int]


def classes_by_victim(rules: Iterable[Rule[Offence]]) -> frozenset[str]:
    """Return the classes that every rule counts by victim (an owner is one): so is a bare class, whatever its kind."""
    units: dict[str, set[Unit]] = {}
    for rule in rules:
        units.setdefault(rule.then.class_, set()).add(rule.then.unit)
    return frozenset(name for name, found in units.items() if found == {Unit.VICTIM})


def severity(rules: Sequence[Rule[Offence]], table: OffenceTable) -> Severity:
    """Return the order of seriousness of a pack; ties are broken by class, code and rule id."""
    entries: list[tuple[tuple[float, float, str, str, str], Slot, str]] = []
    for rule in rules:
        then = rule.then
        slot = Slot(then.class_, then.code, then.unit, then.asks, then.question, rule.id)
        entries.append(((*table.order(then.class_, then.code), rule.id), slot, rule.id))
    by_victim = classes_by_victim(rules)
    for name, offence in table.offences.items():
        if offence.kind is OffenceKind.CRIME:
            unit = Unit.VICTIM if offence.is_against_person or name in by_victim else Unit.REPORT
            slot = Slot(name, None, unit)
            entries.append(((*table.order(name), ""), slot, ""))
    entries.sort(key=lambda entry: entry[0])
    return Severity(
        slots=tuple(slot for _, slot, _ in entries),
        of_rule={rule_id: place for place, (_, _, rule_id) in enumerate(entries) if rule_id},
        of_class={slot.class_: place for place, (_, slot, rule_id) in enumerate(entries) if not rule_id},
    )
