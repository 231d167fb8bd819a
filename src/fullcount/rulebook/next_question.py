"""The one question that would settle most: of the rules that what is told leaves open, the fact that most wait for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fullcount.core.facts import FACT, FACTS, Fact
from fullcount.core.states import Decision
from fullcount.rulebook.allegation import Judged, truth
from fullcount.rulebook.allegations import Allegation
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.rule import AnyRule

PLACE = {fact.name: place for place, fact in enumerate(FACTS)}
DECISION_STAKE, CLASS_STAKE = 3.0, 1.0


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """What to ask next: the fact (None: a question of the ruling that no single fact answers), and how to ask it.

    `unknown`: every fact that some open rule waits for, the weightiest first.
    """

    fact: Fact | None
    text: str
    unknown: tuple[str, ...]


def next_question(found: Sequence[Allegation], pack: Pack) -> NextQuestion | None:
    """Return the question that would settle most of a report's allegations; None if nothing open could change it."""
    weights: dict[str, float] = {}
    for allegation in found:
        for name, weight in waited_for(allegation.judged, pack).items():
            weights[name] = weights.get(name, 0.0) + weight
    order = tuple(sorted(weights, key=lambda name: (-weights[name], PLACE[name])))
    if order:
        fact = FACT[order[0]]
        return NextQuestion(fact, fact.question, order)
    ruling = min(found, key=lambda one: one.judged.decision is not Decision.NOT_YET_KNOWN).judged.ruling.then
    if ruling.decision is Decision.NOT_YET_KNOWN and ruling.question:
        return NextQuestion(None, ruling.question, ())
    return None


def waited_for(judged: Judged, pack: Pack) -> dict[str, float]:
    """Return the unknown facts that could change the answer to one allegation, with how much hangs on each."""
    weights: dict[str, float] = {}
    for rule, stake in _open_rules(judged, pack):
        lacking = [name for name in rule.facts if name in FACT and judged.known.get(name) is None]
        for name in lacking:
            weights[name] = weights.get(name, 0.0) + stake / len(lacking)
    for crime in judged.crimes[:1]:
        asks = crime.slot.asks
        if asks is not None and judged.known.get(asks) is None:
            weights[asks] = weights.get(asks, 0.0) + CLASS_STAKE
    return weights


def _open_rules(judged: Judged, pack: Pack) -> Iterable[tuple[AnyRule, float]]:
    """Yield the rules that are unknown, warm, and would come before what now decides."""
    for rule in pack.recording:
        if rule is judged.ruling:
            break
        if truth(rule, judged.case, judged.known) is None and _is_warm(rule, judged):
            yield rule, DECISION_STAKE
    place = judged.crimes[0].place if judged.crimes else None
    families = {family.id: family for family in pack.families}
    passed: set[str] = set()
    for offence in judged.touched:
        family = families[offence.then.family]
        if offence is judged.winners[family.id]:
            passed.add(family.id)
        if family.id in passed:
            continue
        graver = place is None or family.state_based or pack.severity.of_rule[offence.id] < place
        if graver and truth(offence, judged.case, judged.known) is None and _is_warm(offence, judged):
            yield offence, DECISION_STAKE if place is None else CLASS_STAKE


def _is_warm(rule: AnyRule, judged: Judged) -> bool:
    """Return whether something that was told speaks for the rule: a test of a told fact that is met."""
    told = judged.case.facts
    return any(told.get(name) is not None and speaks(judged.known) is True for name, speaks in rule.speaks)
