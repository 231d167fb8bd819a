"""Whether a condition is true, false or unknown of one case (strong Kleene logic: unknown only where it matters)."""

from collections.abc import Callable, Mapping

from fullcount.core.facts import Fact, FactKind
from fullcount.rulebook.condition import All, Always, AnyOf, Condition, Not, Op, Test, Value

Known = Mapping[str, Value | None]
Check = Callable[[Known], bool | None]


def evaluate(condition: Condition, known: Known, words: Mapping[str, Fact]) -> bool | None:
    """Return the truth of `condition` for the facts in `known`; a fact that is missing or None is unknown."""
    return check(condition, words)(known)


def check(condition: Condition, words: Mapping[str, Fact]) -> Check:
    """Return `condition` as a function from what is known to its truth, to be made once and called often."""
    match condition:
        case Test():
            return _known(condition) if condition.op is Op.KNOWN else _compared(condition, words[condition.fact])
        case All(parts):
            return _all(tuple(check(part, words) for part in parts))
        case AnyOf(parts):
            return _any(tuple(check(part, words) for part in parts))
        case Not(part):
            return _not(check(part, words))
        case Always():
            return lambda _: True


def _known(test: Test) -> Check:
    name, wanted = test.fact, test.values[0]
    return lambda known: (known.get(name) is not None) == wanted


def _compared(test: Test, fact: Fact) -> Check:
    name, wanted = test.fact, test.values[0]
    if fact.kind is FactKind.NUMBER:
        return _number(name, test.op, int(wanted))
    if fact.kind is FactKind.YES_NO:
        truths = {True: wanted is True, False: wanted is False}
        return lambda known: None if (told := known.get(name)) is None else truths[bool(told)]
    bound = fact.values.index(str(wanted))
    of_value: dict[Value | None, bool] = {
        value: place >= bound
        if test.op is Op.AT_LEAST
        else place <= bound
        if test.op is Op.AT_MOST
        else value in test.values
        for place, value in enumerate(fact.values)
    }
    return lambda known: of_value.get(known.get(name))  # a value that the fact does not have is unknown


def _number(name: str, op: Op, bound: int) -> Check:
    def compared(known: Known) -> bool | None:
        told = known.get(name)
        if told is None:
            return None
        number = int(told)
        return number >= bound if op is Op.AT_LEAST else number <= bound if op is Op.AT_MOST else number == bound

    return compared


def _not(part: Check) -> Check:
    return lambda known: None if (truth := part(known)) is None else not truth


def _all(parts: tuple[Check, ...]) -> Check:
    def every(known: Known) -> bool | None:
        result: bool | None = True
        for part in parts:
            truth = part(known)
            if truth is False:
                return False
            if truth is None:
                result = None
        return result

    return every


def _any(parts: tuple[Check, ...]) -> Check:
    def some(known: Known) -> bool | None:
        result: bool | None = False
        for part in parts:
            truth = part(known)
            if truth is True:
                return True
            if truth is None:
                result = None
        return result

    return some
