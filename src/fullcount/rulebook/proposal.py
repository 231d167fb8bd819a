"""Whether a recorded crime may be closed with an outcome, or cancelled, on what is said of it (CRR p18-26, OUT).

Every rule of the outcomes chapter is tried. One true fault makes the proposal invalid and all faults are told; else one
doubt makes an outcome questionable; else what is essential and not said leaves it open; else it is valid, and what was
not said of the other duties is listed as still to be shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from fullcount.core.facts import FACT
from fullcount.core.states import Decision
from fullcount.rulebook.condition import All, Condition, Test, Value, tests
from fullcount.rulebook.evaluate import evaluate
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.proposal_words import Named, instant, is_same, named, proposal_words
from fullcount.rulebook.rule import Citation, Effect, Finding, Rule, Standing
from fullcount.rulebook.vocabulary import CANCELLATIONS, OUTCOME_WORDS, OUTCOMES, PROPOSAL_INPUTS

WHICH = "Which outcome, or which reason for cancelling (C1 to C5), is proposed?"
ALTERNATES = ("1A", "2A", "3A")
ACTION_TAKEN = ("2", "3", "4", "6", "7", "8")
"""Outcomes under which the suspect was dealt with for the recorded crime itself, beside 1 and the alternates."""

PROPOSED_BY: dict[str, str] = {
    "recorded-twice": "C3", "another-event": "C3", "mistake": "C4", "points-not-made-out": "C4",
    "self-defence-shown": "C5", "self-defence-claimed": "C5",
}  # fmt: skip
"""The reason for cancelling that is meant where only the information is told; C2 for any other information."""

Known = Mapping[str, Value | None]
Crime = tuple[str, str | None, int]


@dataclass(frozen=True, slots=True)
class Tried:
    """One rule that was tried on a proposal: whether it is true, false or unknown (None), and which facts it used."""

    id: str
    title: str
    citation: Citation
    outcome: bool | None
    facts_used: Mapping[str, Value]
    unknown: tuple[str, ...]
    standing: Standing
    reason: str


@dataclass(frozen=True, slots=True)
class ProposalAnswer:
    """Whether the proposal stands, and what is recorded afterwards: (class, code, number) of each crime.

    `proposed`: the outcome or cancellation judged (worked out from the facts where none was named). `faults`: ids of
    the rules that decided. `to_show`: facts that were not said and could still make it fail. `instead`: outcomes that
    may fit better.
    """

    decision: Decision
    proposed: str | None
    crimes_after: tuple[Crime, ...]
    tried: tuple[Tried, ...]
    decided_by: tuple[str, ...]
    reason: str
    to_show: tuple[str, ...]
    next_question: str | None
    instead: tuple[str, ...] = ()
    decides: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()


def judge_proposal(
    proposed: Mapping[str, object],
    recorded: Sequence[Mapping[str, object]],
    facts: Known,
    reported_at: datetime | None,
    as_at: datetime | None,
    pack: Pack,
) -> ProposalAnswer:
    """Return whether what is proposed for the crime `recorded[proposed["crime"]]` (default: the first) stands.

    `proposed` names "outcome" or "cancellation", may list the offences "charged" (codes or classes), and may hold
    facts of its own, which come before `facts`. Where it names neither, what the facts point to is judged. The rules
    are those in force when it is closed (`as_at`), or else when it was reported.
    """
    known = _known(facts) | _known(proposed)
    chosen = proposed.get("crime", 0)
    chosen = chosen if isinstance(chosen, int) and 0 <= chosen < len(recorded) else 0
    crimes = [offence for one in recorded for offence in _each(one, pack)]
    place = sum(len(_each(one, pack)) for one in recorded[:chosen])
    crime = crimes[place] if crimes else Named((), None)
    recorded_at = instant(recorded[chosen].get("recorded_at")) if recorded else None
    listed = proposed.get("charged") or ()
    charged = [charge(pack, str(item)) for item in (listed if isinstance(listed, list | tuple) else [listed]) if item]
    known |= proposal_words(pack, crime, charged, recorded_at or reported_at, known)
    answer: ProposalAnswer | None = None
    for name in _proposals(proposed, known):
        word = "cancellation" if name in CANCELLATIONS else "outcome"
        answer = _judged(name, {**known, word: name}, as_at or reported_at, pack)
        if answer.decision is Decision.OUTCOME_VALID:
            break
    if answer is None:
        kept = _kept(crimes)
        return ProposalAnswer(Decision.NOT_YET_KNOWN, None, kept, (), (), "Nothing is proposed.", (), WHICH)
    after = _kept(_after(answer, crimes, place, charged, known, pack))
    return ProposalAnswer(answer.decision, answer.proposed, after, *_rest(answer))


def _rest(answer: ProposalAnswer) -> tuple[
    tuple[Tried, ...], tuple[str, ...], str, tuple[str, ...], str | None, tuple[str, ...], tuple[str, ...],
    tuple[str, ...],
]:  # fmt: skip
    return (answer.tried, answer.decided_by, answer.reason, answer.to_show, answer.next_question, answer.instead,
            answer.decides, answer.tells)  # fmt: skip


def charge(pack: Pack, text: str) -> Named:
    """Return the offence meant by one entry of "charged": a Home Office code (005/01) or a class (5D)."""
    return named(pack, text, None) if pack.offences.offences.get(text.strip().upper()) else named(pack, None, text)


def _each(crime: Mapping[str, object], pack: Pack) -> list[Named]:
    """Return the offence of a recorded crime, once for each of its `count` (default: one)."""
    count = crime.get("count", 1)
    return [named(pack, _text(crime.get("class")), _text(crime.get("code")))] * (count if isinstance(count, int) else 1)


def _text(value: object) -> str | None:
    return str(value) if value is not None and str(value).strip() else None


def _known(facts: Mapping[str, object]) -> dict[str, Value | None]:
    """Return what is known: words of the vocabulary, each with a value that it may have."""
    known: dict[str, Value | None] = {}
    for name, value in facts.items():
        fact = FACT.get(name)
        if fact is None or not isinstance(value, bool | int | str) or (fact.values and value not in fact.values):
            continue
        known[name] = value
    return known


def _proposals(proposed: Mapping[str, object], known: Known) -> list[str]:
    """Return the outcome or cancellation that is proposed; where none is named, those to be tried in turn."""
    for word, values in (("cancellation", CANCELLATIONS), ("outcome", OUTCOMES)):
        if proposed.get(word) is not None:
            name = str(proposed[word]).strip().upper()
            return [name] if name in values else []
    if known.get("charged_given"):
        if known.get("charged_as_recorded"):
            return ["1"]
        is_unable = known.get("victim_support") == "not-able" or known.get("victim_unwilling") is True
        return ["1A", "16"] if is_unable else ["1A"]
    return _cancelling(known)


def _cancelling(known: Known) -> list[str]:
    """Return the reason for cancelling that the facts point to; none where they point to none."""
    information = known.get("later_information")
    if information is not None:
        return [PROPOSED_BY.get(str(information), "C2")]
    if known.get("other_force_number") is not None:
        return ["C1"]
    grounds = str(known.get("grounds_decision") or "")
    is_paid = known.get("paid_later") in ("after-police", "before-police")
    return ["C2"] if is_paid or grounds.startswith("negative") else []


def rules_for(name: str, pack: Pack) -> tuple[Rule[Finding], ...]:
    """Return the rules that may speak of one outcome or cancellation, in the order written."""
    return tuple(rule for rule in pack.outcomes if name in _subjects(rule.when))


def _subjects(condition: Condition) -> tuple[Value, ...]:
    """Return the outcomes and cancellations that a rule is about: its tests of these two words at the top."""
    parts = condition.parts if isinstance(condition, All) else (condition,)
    return tuple(
        value
        for part in parts
        if isinstance(part, Test) and part.fact in ("outcome", "cancellation")
        for value in part.values
    )


def _truth(rule: Rule[Finding], known: Known, reported_at: datetime | None) -> bool | None:
    condition = evaluate(rule.when, known, OUTCOME_WORDS)
    in_force = rule.in_force.covers(reported_at)
    if condition is False or in_force is False:
        return False
    return True if condition and in_force else None


def decision(is_cancellation: bool, standings: Sequence[Standing]) -> Decision:
    """Return what the rules that are true amount to."""
    if Standing.FAULT in standings:
        return Decision.CANCELLATION_INVALID if is_cancellation else Decision.OUTCOME_INVALID
    if Standing.DOUBT in standings and not is_cancellation:
        return Decision.OUTCOME_QUESTIONABLE
    if standings:
        return Decision.NOT_YET_KNOWN
    return Decision.CANCELLATION_VALID if is_cancellation else Decision.OUTCOME_VALID


def _judged(name: str, known: Known, reported_at: datetime | None, pack: Pack) -> ProposalAnswer:
    rules = rules_for(name, pack)
    truths = [_truth(rule, known, reported_at) for rule in rules]
    fired = [rule for rule, truth in zip(rules, truths, strict=True) if truth]
    maybe = [rule for rule, truth in zip(rules, truths, strict=True) if truth is None]
    order = (Standing.FAULT, Standing.DOUBT, Standing.OPEN)
    gravest = next((it for it in order if any(rule.then.standing is it for rule in fired)), None)
    deciding = [rule for rule in fired if rule.then.standing is gravest]
    open_facts = [test.fact for rule in maybe for test in tests(rule.when) if known.get(test.fact) is None]
    found = decision(name in CANCELLATIONS, [rule.then.standing for rule in fired])
    return ProposalAnswer(
        decision=found,
        proposed=name,
        crimes_after=(),
        tried=tuple(_tried(rule, truth, known) for rule, truth in zip(rules, truths, strict=True)),
        decided_by=tuple(rule.id for rule in deciding),
        reason=deciding[0].reason if deciding else "Nothing that is said speaks against it.",
        to_show=tuple(dict.fromkeys(fact for fact in open_facts if fact in FACT)),
        next_question=next((rule.then.question for rule in fired if rule.then.standing is Standing.OPEN), None)
        if found is Decision.NOT_YET_KNOWN
        else None,
        instead=tuple(dict.fromkeys(rule.then.instead for rule in deciding if rule.then.instead)),
        decides=tuple(dict.fromkeys(rule.then.decides for rule in (*fired, *maybe) if rule.then.decides)),
        tells=tuple(dict.fromkeys(rule.then.tells for rule in (*fired, *maybe) if rule.then.tells)),
    )


def _tried(rule: Rule[Finding], truth: bool | None, known: Known) -> Tried:
    names = [name for name in dict.fromkeys(test.fact for test in tests(rule.when)) if name not in PROPOSAL_INPUTS]
    used = {name: value for name in names if (value := known.get(name)) is not None}
    lacking = tuple(name for name in names if name not in used)
    return Tried(rule.id, rule.title, rule.citation, truth, used, lacking, rule.then.standing, rule.reason)


def _after(
    answer: ProposalAnswer, crimes: Sequence[Named], place: int, charged: Sequence[Named], known: Known, pack: Pack
) -> list[Named]:
    """Return the offences that stand afterwards: less what is rightly taken back, with the related crime charged."""
    others = [crime for number, crime in enumerate(crimes) if number != place]
    if answer.decision is Decision.CANCELLATION_VALID:
        has_twin = any(is_same(crimes[place], crime) for crime in others) if crimes else False
        return list(crimes) if answer.proposed == "C3" and not has_twin else others
    if Effect.NOT_TO_BE_RECORDED in _effects(answer, pack):
        return others
    related = [it for it in charged if it.class_ and not any(is_same(it, crime) for crime in crimes)]
    if not related or not _is_related(answer, known, pack):
        return list(crimes)
    return [*crimes, min(related, key=lambda it: pack.offences.order(it.class_ or "", it.code))]


def _effects(answer: ProposalAnswer, pack: Pack) -> set[Effect]:
    """Return what the rules that decided do to the record."""
    return {rule.then.effect for rule in pack.outcomes if rule.id in answer.decided_by and rule.then.effect}


def _is_related(answer: ProposalAnswer, known: Known, pack: Pack) -> bool:
    """Return whether what is charged is to be recorded beside the crime, and does not stand in for it (CRR p18)."""
    if answer.proposed in CANCELLATIONS or answer.proposed in ACTION_TAKEN:
        return False
    if answer.proposed in ALTERNATES or answer.proposed == "1":
        return Effect.CHARGE_IS_ANOTHER_CRIME in _effects(answer, pack)
    return known.get("charged_as_recorded") is not True


def _kept(crimes: Sequence[Named]) -> tuple[Crime, ...]:
    counted: dict[tuple[str, str | None], int] = {}
    for crime in crimes:
        if crime.class_ is not None:
            counted[crime.class_, crime.code] = counted.get((crime.class_, crime.code), 0) + 1
    return tuple((class_, code, number) for (class_, code), number in counted.items())
