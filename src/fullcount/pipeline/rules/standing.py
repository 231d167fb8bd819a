"""A pack as it stands on one day: so that a change of next month can be tried on the reports of last year."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from fullcount.rulebook.pack import Pack
from fullcount.rulebook.rule import AnyRule, InForce, Rule, T_co


def next_change(new: Pack, kept: Pack, after: date) -> date | None:
    """Return the first day after `after` on which a rule that `kept` does not have as it is begins, or has ended."""
    before = {rule.id: rule for rule in kept.rules}
    borders = (
        border
        for rule in new.rules
        if (old := before.get(rule.id)) is None or not is_same(old, rule)
        for border in _borders(rule)
    )
    return min((border for border in borders if border > after), default=None)


def is_same(one: AnyRule, other: AnyRule) -> bool:
    """Return whether two rules decide alike: condition, consequence and dates."""
    return (one.when, one.then, one.in_force, one.in_law) == (other.when, other.then, other.in_force, other.in_law)


def _borders(rule: AnyRule) -> Iterator[date]:
    for days in (rule.in_force, rule.in_law):
        if days.first is not None:
            yield days.first
        if days.last is not None and days.last < date.max:
            yield days.last + timedelta(days=1)


def standing_on(pack: Pack, day: date) -> Pack:
    """Return the pack with only the rules in force, and in law, on `day`, and those without limits of time.

    Applied to a report of any other day it decides as it would on `day`.
    """
    return replace(
        pack,
        recording=_standing(pack.recording, day),
        classification=_standing(pack.classification, day),
        counting=_standing(pack.counting, day),
        clock=_standing(pack.clock, day),
    )


def _standing(rules: tuple[Rule[T_co], ...], day: date) -> tuple[Rule[T_co], ...]:
    always = InForce()
    return tuple(
        replace(rule, in_force=always, in_law=always)
        for rule in rules
        if _covers(rule.in_force, day) and _covers(rule.in_law, day)
    )


def _covers(days: InForce, day: date) -> bool:
    return (days.first is None or days.first <= day) and (days.last is None or day <= days.last)
