"""The questions of an interview in a terminal, and the case that the answers tell."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from fullcount.core.errors import InputError
from fullcount.core.facts import Fact, FactKind, Topic
from fullcount.rulebook.case_json import AGES, age_group, read_case
from fullcount.rulebook.interview import asked_topics, next_fact
from fullcount.rulebook.pack import Pack

Ask = Callable[[str], str | None]
YES, NO = {"y", "yes", "true"}, {"n", "no", "false"}
MOST_EVENTS = 20


class _EndedError(Exception):
    """The answers are at their end: what was not told stays unknown."""


@dataclass(slots=True)
class Asking:
    """One interview: `ask` puts a question and returns the line answered, None at the end of all answers."""

    pack: Pack
    ask: Ask
    told: dict[str, Any] = field(default_factory=dict)
    passed: set[str] = field(default_factory=set)

    def case(self, reported_at: str | None, now: str) -> dict[str, Any]:
        """Return the case that the answers tell, as `fullcount decide` reads it."""
        self.told = {"reported_at": reported_at or now, "facts": {}}
        try:
            if reported_at is None:
                self.time(
                    "reported_at", f"When was it reported? (2026-05-04 or 2026-05-04T10:00; Enter: {now})\n> ", now
                )
            self.events()
        except _EndedError:
            pass
        return self.told

    def line(self, question: str) -> str:
        answer = self.ask(question)
        if answer is None or answer == ".":
            raise _EndedError
        return answer

    def time(self, key: str, question: str, default: str | None, into: dict[str, Any] | None = None) -> None:
        """Ask for a time until it can be read; an empty line leaves the default."""
        place = self.told if into is None else into
        while True:
            text = self.line(question) or default
            if text is None:
                return
            try:
                read_case({"reported_at": text, "facts": {}}, self.pack)
            except InputError:
                question = "That is no time. Write 2026-05-04 or 2026-05-04T10:00.\n> "
                continue
            place[key] = text
            return

    def events(self) -> None:
        """Ask for one event after another, so long as there is another victim, offender or event to tell of."""
        self.told["events"] = []
        while len(self.told["events"]) < MOST_EVENTS:
            number = len(self.told["events"]) + 1
            event: dict[str, Any] = {"id": f"e{number}", "facts": {}}
            self.told["events"].append(event)
            if number > 1:
                self.who(event)
            self.time("at", "When did it happen? (Enter: about when it was reported)\n> ", None, event)
            self.topics(event)
            self.follow_up(event)
            more = self.line(
                "Is something else told of another victim, another offender or another time? (y/N)\n> "
            ).lower()
            if more not in YES:
                return

    def who(self, event: dict[str, Any]) -> None:
        """Ask whether an event has the same victim and offender as the first, and name them in both."""
        first = self.told["events"][0]
        people = self.told.setdefault("people", [])
        for role, key in (("victim", "victims"), ("offender", "offenders")):
            letter = role[0]
            if not first.get(key):
                people.append({"id": f"{letter}1", "role": role})
                for earlier in self.told["events"][:-1]:
                    earlier.setdefault(key, [f"{letter}1"])
            same = self.line(f"Is the {role} the same as in the first? (Y/n)\n> ").lower() not in NO
            if same:
                event[key] = list(first[key])
            else:
                id_ = f"{letter}{sum(1 for one in people if one['role'] == role) + 1}"
                people.append({"id": id_, "role": role})
                event[key] = [id_]
        self.time("reported_at", "When was this one reported? (Enter: with the first)\n> ", None, event)

    def topics(self, event: dict[str, Any]) -> None:
        """Ask which topics the report touches, and of each which facts it tells."""
        topics = asked_topics()
        chosen = self.chosen("What does it tell of?", [topic.asks for topic in topics], list(topics))
        self.passed = {fact.name for topic in topics if topic not in chosen for fact in topic.facts}
        for topic in chosen:
            self.facts_of(topic, event)

    def facts_of(self, topic: Topic, event: dict[str, Any]) -> None:
        facts = list(topic.facts)
        title = f"{topic.title}: which of these does the report speak of?"
        for fact in self.chosen(title, [f"{fact.meaning}" for fact in facts], facts):
            if fact.kind is FactKind.YES_NO:
                event["facts"][fact.name] = True
            else:
                self.fact(fact, event)

    def chosen(self, title: str, labels: list[str], items: list[Any]) -> list[Any]:
        """Return the items that are chosen by number."""
        lines = [f"\n{title}", *(f"  {number:2} {label}" for number, label in enumerate(labels, start=1))]
        question = "\n".join([*lines, "Numbers, with spaces (Enter: none)\n> "])
        while True:
            words = self.line(question).replace(",", " ").split()
            if all(word.isdecimal() and 1 <= int(word) <= len(items) for word in words):
                return [items[number] for number in dict.fromkeys(int(word) - 1 for word in words)]
            question = f"Numbers from 1 to {len(items)}, please.\n> "

    def fact(self, fact: Fact, event: dict[str, Any]) -> None:
        """Ask for one fact; what cannot be told is not asked again."""
        question = _question(fact)
        while True:
            text = self.line(question)
            if not text or text in {"?", "-"}:
                self.passed.add(fact.name)
                return
            value = _value(fact, text)
            if value is not None:
                event["facts"][fact.name] = value
                return
            question = "That is none of the answers.\n> "

    def follow_up(self, event: dict[str, Any]) -> None:
        """Ask for what the rules that are now open wait for, until nothing could change the answer."""
        while True:
            case = read_case(self.told, self.pack)
            fact = next_fact(case, self.passed, self.pack)
            if fact is None:
                return
            self.fact(fact, event)


def _question(fact: Fact) -> str:
    lines = [f"\n{fact.question}"]
    if fact.kind is FactKind.YES_NO:
        return "\n".join([*lines, f"  ({fact.meaning})", "y, n, or Enter: not said\n> "])
    if fact.kind is FactKind.NUMBER:
        return "\n".join([*lines, f"  ({fact.meaning})", "A number, or Enter: not said\n> "])
    means = dict(zip(fact.values, fact.means, strict=False))
    for number, value in enumerate(fact.values, start=1):
        meaning = f": {means[value]}" if means.get(value) else ""
        lines.append(f"  {number:2} {value}{meaning}")
    years = " (or an age as 'age 14')" if fact.name in AGES else ""
    return "\n".join([*lines, f"A number or a word{years}, or Enter: not said\n> "])


def _value(fact: Fact, text: str) -> bool | int | str | None:
    word = text.lower()
    if fact.kind is FactKind.YES_NO:
        return True if word in YES else False if word in NO else None
    if fact.kind is FactKind.NUMBER:
        return int(word) if word.isdecimal() and len(word) < 10 else None
    if fact.name in AGES and word.startswith("age"):
        years = word.removeprefix("age").strip()
        return age_group(fact.name, int(years)) if years.isdecimal() and len(years) < 4 else None
    if word.isdecimal() and 1 <= int(word) <= len(fact.values):
        return fact.values[int(word) - 1]
    return word if word in fact.values else None
