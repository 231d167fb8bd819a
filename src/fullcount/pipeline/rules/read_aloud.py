"""A rule in plain words: its condition with the meaning of every fact, and what follows from it."""

from collections.abc import Iterator, Mapping
from datetime import date

from fullcount.core.facts import FACT, Fact, FactKind
from fullcount.rulebook.condition import All, Always, AnyOf, Condition, Not, Op, Test
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.rule import (
    AnyRule,
    Chapter,
    Confidence,
    Consequence,
    Counting,
    Finding,
    InForce,
    Limit,
    Offence,
    Ruling,
    Standing,
    Unit,
    Verdict,
)
from fullcount.rulebook.vocabulary import CANCELLATION_WORDS, INPUTS, OUTCOME_WORDS, RECORDING_WORDS

CHAPTERS: Mapping[Chapter, str] = {
    Chapter.RECORDING: "Whether to record",
    Chapter.CLASSIFICATION: "Which class",
    Chapter.COUNTING: "How many",
    Chapter.CLOCK: "By when",
    Chapter.CANCELLATION: "Cancelling",
    Chapter.OUTCOMES: "Outcomes and cancellations that are proposed",
}
WORDS: Mapping[Chapter, Mapping[str, Fact]] = {
    Chapter.RECORDING: RECORDING_WORDS,
    Chapter.CLASSIFICATION: FACT,
    Chapter.COUNTING: FACT,
    Chapter.CLOCK: FACT,
    Chapter.CANCELLATION: CANCELLATION_WORDS,
    Chapter.OUTCOMES: OUTCOME_WORDS,
}
"""The words that the conditions of each chapter may use."""
SURE: Mapping[Confidence, str] = {
    Confidence.SEEN: "read in the source cited",
    Confidence.RECALLED: "recalled from knowledge of the field; to be confirmed in the source",
}
UNITS: Mapping[Unit, str] = {
    Unit.REPORT: "one crime for the report",
    Unit.VICTIM: "one crime for each victim",
    Unit.OFFENDER: "one crime for each offender, or group of offenders acting together",
    Unit.PENETRATOR: "one crime for each offender who penetrated the victim",
    Unit.PREMISES: "one crime for each home, building or unit",
    Unit.DEATH: "one crime for each death",
}
STANDINGS: Mapping[Standing, str] = {
    Standing.FAULT: "The proposal does not stand",
    Standing.DOUBT: "The proposal is doubtful",
    Standing.OPEN: "Whether the proposal stands is open until more is said",
}
VALIDITY: Mapping[bool | None, str] = {
    True: "The cancellation stands",
    False: "The cancellation does not stand",
    None: "Whether the cancellation stands cannot be known",
}
INDENT = "  "


def day(one: date) -> str:
    """Return a day as it is said: 1 April 2026."""
    return f"{one.day} {one:%B} {one.year}"


def span(days: InForce) -> str:
    """Return from when to when: `from 1 April 2015`, `until 31 March 2015`, `at any time`."""
    if days.first and days.last:
        return f"from {day(days.first)} to {day(days.last)}"
    if days.first:
        return f"from {day(days.first)}"
    return f"until {day(days.last)}" if days.last else "at any time"


def condition_lines(rule: AnyRule) -> list[str]:
    """Return the condition of a rule in plain words, a test a line, indented by how deep it stands."""
    return list(_lines(rule.when, WORDS[rule.chapter], 0))


def condition_text(rule: AnyRule) -> str:
    """Return the condition of a rule as one line of fact names: short, for comparing two rules."""
    return _short(rule.when)


def _lines(condition: Condition, words: Mapping[str, Fact], depth: int) -> Iterator[str]:
    pad = INDENT * depth
    match condition:
        case Test():
            yield f"{pad}- {_test(condition, words)}"
        case All(parts) | AnyOf(parts):
            yield f"{pad}- {'all of these' if isinstance(condition, All) else 'any of these'}:"
            for part in parts:
                yield from _lines(part, words, depth + 1)
        case Not(part):
            yield f"{pad}- not this:"
            yield from _lines(part, words, depth + 1)
        case Always():
            yield f"{pad}- always"


def _test(test: Test, words: Mapping[str, Fact]) -> str:
    fact = words.get(test.fact)
    if fact is None:
        return _short(test)
    told = f"{fact.meaning} [{fact.name}]"
    if test.op is Op.KNOWN:
        return f"{'it is known' if test.values[0] else 'it is not known'}: {told}"
    if fact.kind is FactKind.YES_NO:
        return told if test.values[0] else f"it is said not to be so: {told}"
    if fact.kind is FactKind.NUMBER:
        return f"{told}: {_amount(test)}"
    return f"{told}: {_choice(test, fact)}"


def _amount(test: Test) -> str:
    number = str(test.values[0])
    return {Op.AT_LEAST: f"{number} or more", Op.AT_MOST: f"{number} or fewer"}.get(test.op, number)


def _choice(test: Test, fact: Fact) -> str:
    named, limit = [str(value) for value in test.values], ""
    if test.op in (Op.AT_LEAST, Op.AT_MOST) and named[0] in fact.values:
        place = fact.values.index(named[0])
        limit = f"at {'least' if test.op is Op.AT_LEAST else 'most'} {named[0]}, that is one of: "
        named = list(fact.values[place:] if test.op is Op.AT_LEAST else fact.values[: place + 1])
    return limit + ("; " if limit else "; or ").join(value_text(fact, value) for value in named)


def value_text(fact: Fact, value: str) -> str:
    """Return a value of a choice with its meaning, where it has one."""
    meaning = fact.means[fact.values.index(value)] if fact.means and value in fact.values else ""
    return f"{value} ({meaning})" if meaning else value


def _short(condition: Condition) -> str:
    match condition:
        case Test(fact, op, values):
            named = [{True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value) for value in values]
            if op is Op.KNOWN:
                return f"{fact} {'known' if values[0] else 'not known'}"
            sign = {Op.AT_LEAST: "at least ", Op.AT_MOST: "at most "}.get(op, "")
            return f"{fact} is {sign}{' or '.join(named)}"
        case All(parts):
            return " and ".join(_bracketed(part) for part in parts)
        case AnyOf(parts):
            return " or ".join(_bracketed(part) for part in parts)
        case Not(part):
            return f"not ({_short(part)})"
        case Always():
            return "always"


def _bracketed(condition: Condition) -> str:
    joins = isinstance(condition, All | AnyOf) and len(condition.parts) > 1
    return f"({_short(condition)})" if joins else _short(condition)


def consequence_lines(rule: AnyRule, pack: Pack) -> list[str]:
    """Return what follows where a rule is true, in plain words."""
    return list(_then(rule.then, pack))


def _then(then: Consequence, pack: Pack) -> Iterator[str]:
    match then:
        case Ruling():
            yield from _ruling(then, pack)
        case Offence():
            yield from _offence(then, pack)
        case Counting(family=None, per=per):
            yield f"The crimes are multiplied by: {FACT[per].meaning if per in FACT else per}"
        case Counting(family=family):
            title = next((one.title for one in pack.families if one.id == family), family)
            yield f"Crimes of the family '{title}' are counted in addition to the principal crime"
        case Limit():
            yield f"A crime must be recorded within {then.hours} hours of the report"
        case Verdict():
            yield f"{VALIDITY[then.valid]}: {pack.reason_title(then.reason)} ({then.reason})"
        case Finding():
            yield STANDINGS[then.standing]
            yield from _said(("Instead", then.instead), ("Ask", then.question))
            yield from _said(("Decides", then.decides), ("Is told", then.tells))


def _ruling(then: Ruling, pack: Pack) -> Iterator[str]:
    yield f"Decision: {then.decision.value.replace('-', ' ')}"
    yield f"Because: {pack.reason_title(then.reason)} ({then.reason}; sure to {pack.certainty(then.reason):.0%})"
    if then.incident is not None:
        yield f"Kept as: {then.incident}{', one for each death' if then.per_death else ''}"
    if then.victims_only:
        yield "Only crimes against victims are held back: an offence against the state is still recorded"
    yield from _said(("Ask", then.question), ("Decides", then.decides), ("Is told", then.tells))


def _offence(then: Offence, pack: Pack) -> Iterator[str]:
    yield f"Class: {then.class_}, {pack.title(then.class_) or 'without a title'}"
    named = " / ".join(code_titles(pack, then.class_, then.code)) if then.code else ""
    yield (
        f"Code: {then.code}{', ' if named else ''}{named}" if then.code else "Code: by the circumstances, in the class"
    )
    yield f"Counted: {UNITS[then.unit]}"
    if then.asks is not None:
        yield f"Left open while not known: {then.asks}"
    yield from _said(("Ask", then.question), ("Marked", ", ".join(then.flags) or None))


def code_titles(pack: Pack, class_: str, code: str) -> tuple[str, ...]:
    """Return the official titles of a code in a class: those of current rows, or of all where none is current."""
    rows = pack.notifiable.by_code.get((class_, code), ())
    current = [row for row in rows if row.is_current] or rows
    return tuple(dict.fromkeys(row.title for row in current))


def _said(*pairs: tuple[str, str | None]) -> Iterator[str]:
    yield from (f"{title}: {text}" for title, text in pairs if text)


def is_worked_out(name: str) -> bool:
    """Return whether a word is worked out from codes and other rules, and so never stated in a case."""
    return name in INPUTS
