"""Points to prove: of each offence that a report may allege, which points are met, not met or unclear."""

from dataclasses import dataclass
from enum import StrEnum

from fullcount.rulebook.allegation import Judged, truth
from fullcount.rulebook.condition import All, Condition, tests
from fullcount.rulebook.evaluate import evaluate
from fullcount.rulebook.rule import Offence, Rule
from fullcount.rulebook.vocabulary import RECORDING_WORDS


class Point(StrEnum):
    MET = "met"
    NOT_MET = "not met"
    UNCLEAR = "unclear"


OF_TRUTH = {True: Point.MET, False: Point.NOT_MET, None: Point.UNCLEAR}


@dataclass(frozen=True, slots=True)
class Proof:
    """One offence: its rule, class and code, whether it is made out, and each point (what it says, how it stands)."""

    rule: str
    class_: str
    code: str | None
    made_out: Point
    points: tuple[tuple[str, Point], ...]


def points_to_prove(judged: Judged) -> tuple[Proof, ...]:
    """Return the offences that are made out, or might yet be since a point of theirs is met and none is not met."""
    found = []
    for rule in judged.touched:
        stands = truth(rule, judged.case, judged.known)
        if stands is False:
            continue
        points = tuple((spoken(part), OF_TRUTH[evaluate(part, judged.known, RECORDING_WORDS)]) for part in parts(rule))
        if stands or any(point is Point.MET for _, point in points):
            found.append(Proof(rule.id, rule.then.class_, rule.then.code, OF_TRUTH[stands], points))
    return tuple(found)


def parts(rule: Rule[Offence]) -> tuple[Condition, ...]:
    """Return the points of an offence: the parts of its condition that must all be true."""
    return rule.when.parts if isinstance(rule.when, All) else (rule.when,)


def spoken(condition: Condition) -> str:
    """Return what a point asks, in the words of the vocabulary."""
    names = dict.fromkeys(test.fact for test in tests(condition))
    return "; or ".join(RECORDING_WORDS[name].meaning for name in names)
