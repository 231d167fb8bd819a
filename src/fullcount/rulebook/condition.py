"""The condition of a rule as data: tests of facts joined by all, any and not. Nothing here evaluates anything.

{ fact = "violence_used", is = true }                       yes-no
{ fact = "injury", any = ["wound", "serious"] }              choice
{ fact = "injury", at_least = "minor" }                      choice (from least to most serious) or number
{ fact = "victim_confirms", known = false }                  the fact is, or is not, known at all
{ all = [ ... ] }   { any = [ ... ] }   { not = { ... } }   { always = true }
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from fullcount.core.facts import Fact, FactKind

Value = bool | int | str


class Op(StrEnum):
    IS = "is"
    ANY_OF = "any"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Test:
    """One comparison of one fact. `values` has one member but for `any`."""

    __test__ = False  # not a pytest class

    fact: str
    op: Op
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: "Condition"


@dataclass(frozen=True, slots=True)
class Always:
    pass


Condition = Test | All | AnyOf | Not | Always


class ConditionError(ValueError):
    """A condition says something that cannot be; `todo` is the next step."""

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(what)
        self.what = what
        self.todo = todo


def tests(condition: Condition) -> Iterator[Test]:
    """Yield every comparison in `condition`, in the order written."""
    match condition:
        case Test():
            yield condition
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from tests(part)
        case Not(part):
            yield from tests(part)
        case _:
            pass


def parse(raw: object, words: Mapping[str, Fact]) -> Condition:
    """Return the condition written as `raw`; raises ConditionError at the first thing that cannot be."""
    if not isinstance(raw, Mapping) or not raw:
        raise ConditionError(f"a condition must be a table, not {raw!r}", 'write { fact = "...", is = true }')
    if "fact" in raw:
        return _test(raw, words)
    if len(raw) != 1:
        raise ConditionError(f"one of all, any, not, always is expected, not {sorted(raw)}", "split the condition")
    key, inner = next(iter(raw.items()))
    if key in ("all", "any"):
        if not isinstance(inner, list) or not inner:
            raise ConditionError(f"'{key}' needs a list of conditions", "list at least one condition")
        parts = tuple(parse(part, words) for part in inner)
        return All(parts) if key == "all" else AnyOf(parts)
    if key == "not":
        return Not(parse(inner, words))
    if key == "always" and inner is True:
        return Always()
    raise ConditionError(f"unknown word '{key}' in a condition", "use fact, all, any, not or always = true")


def _test(raw: Mapping[str, object], words: Mapping[str, Fact]) -> Test:
    name = raw["fact"]
    if not isinstance(name, str) or name not in words:
        raise ConditionError(f"unknown fact {name!r}", "use a name of the vocabulary of facts")
    comparisons = {key: value for key, value in raw.items() if key != "fact"}
    if len(comparisons) != 1:
        raise ConditionError(f"fact '{name}' needs exactly one comparison", "use is, any, at_least, at_most or known")
    key, value = next(iter(comparisons.items()))
    if key not in set(Op):
        raise ConditionError(f"unknown comparison '{key}' of fact '{name}'", "use is, any, at_least, at_most or known")
    return _checked(words[name], Op(key), value)


def _checked(fact: Fact, op: Op, value: object) -> Test:
    if op is Op.KNOWN:
        if not isinstance(value, bool):
            raise ConditionError(f"'known' of fact '{fact.name}' must be true or false", "write known = true")
        return Test(fact.name, op, (value,))
    if fact.kind is FactKind.YES_NO:
        if op is not Op.IS or not isinstance(value, bool):
            raise ConditionError(f"fact '{fact.name}' is yes or no", "write is = true or is = false")
        return Test(fact.name, op, (value,))
    if fact.kind is FactKind.NUMBER:
        if op is Op.ANY_OF or isinstance(value, bool) or not isinstance(value, int):
            raise ConditionError(f"fact '{fact.name}' is a number", "write at_least = 2, at_most = 2 or is = 2")
        return Test(fact.name, op, (value,))
    values = tuple(value) if isinstance(value, list) and op is Op.ANY_OF else (value,)
    strange = [item for item in values if item not in fact.values]
    if not values or strange or (op is Op.ANY_OF and not isinstance(value, list)):
        raise ConditionError(
            f"fact '{fact.name}' cannot be {strange or value!r}", f"use one of: {', '.join(fact.values)}"
        )
    chosen = tuple(str(item) for item in values)
    return Test(fact.name, Op.ANY_OF if op is Op.IS else op, chosen)
