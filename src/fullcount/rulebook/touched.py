"""Which classification rules a report can touch: those that look at a fact it tells. No other can be true of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fullcount.rulebook.evaluate import evaluate
from fullcount.rulebook.rule import Offence, Rule
from fullcount.rulebook.vocabulary import REPORT_WORDS, SILENT


@dataclass(frozen=True, slots=True)
class Touched:
    """The rules by the facts that they look at, each list in the order in which the rules are tried.

    `always`: the places of rules that may be true of a report that tells nothing.
    """

    rules: tuple[Rule[Offence], ...]
    places: Mapping[str, tuple[int, ...]]
    always: tuple[int, ...]

    def by(self, told: Iterable[str]) -> tuple[Rule[Offence], ...]:
        """Return the rules that a report which tells these facts can make true, in the order written."""
        found = set(self.always)
        for name in told:
            found.update(self.places.get(name, ()))
        return tuple(self.rules[place] for place in sorted(found))


def touched(rules: Sequence[Rule[Offence]]) -> Touched:
    """Return an index of some classification rules by their facts."""
    places: dict[str, list[int]] = {}
    for place, rule in enumerate(rules):
        for name in rule.facts:
            places.setdefault(name, []).append(place)
    always = tuple(place for place, rule in enumerate(rules) if evaluate(rule.when, SILENT, REPORT_WORDS))
    return Touched(tuple(rules), {name: tuple(found) for name, found in places.items()}, always)
