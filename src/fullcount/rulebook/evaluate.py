"""Whether a condition is true, false or unknown of one case (strong Kleene logic: unknown only where it matters)."""

from collections.abc import Iterable, Mapping

from fullcount.core.facts import Fact, FactKind
from fullcount.rulebook.condition import All, Always, AnyOf, Condition, Not, Op, Test, Value

Known = Mapping[str, Value | None]


def evaluate(condition: Condition, known: Known, words: Mapping[str, Fact]) -> bool | None:
    """Return the truth of `condition` for the facts in `known`; a fact that is missing or None is unknown."""
    match condition:
        case Test():
            return _compare(condition, known.get(condition.fact), words[condition.fact])
        case All(parts):
            return _all(evaluate(part, known, words) for part in parts)
        case AnyOf(parts):
            return _not(_all(_not(evaluate(part, known, words)) for part in parts))
        case Not(part):
            return _not(evaluate(part, known, words))
        case Always():
            return True


def _compare(test: Test, value: Value | None, fact: Fact) -> bool | None:
    if fact.kind is FactKind.CHOICE and value not in fact.values:
        value = None
    if test.op is Op.KNOWN:
        return (value is not None) == test.values[0]
    if value is None:
        return None
    if test.op in (Op.IS, Op.ANY_OF):
        return value in test.values
    limit = test.values[0]
    if fact.kind is FactKind.CHOICE:
        place, bound = fact.values.index(str(value)), fact.values.index(str(limit))
    else:
        place, bound = int(value), int(limit)
    return place >= bound if test.op is Op.AT_LEAST else place <= bound


def _not(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


def _all(truths: Iterable[bool | None]) -> bool | None:
    unknown = False
    for truth in truths:
        if truth is False:
            return False
        unknown = unknown or truth is None
    return None if unknown else True
