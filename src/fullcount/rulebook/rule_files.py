"""Reading the rules of a pack from TOML: every rule complete, cited, dated and possible, or a fault that says what is
wrong, in which file and rule, and what to do next.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from fullcount.core.clock import end_of_day
from fullcount.core.errors import Fault
from fullcount.core.facts import Fact
from fullcount.rulebook.condition import Always, Condition, ConditionError, Op, parse, tests
from fullcount.rulebook.evaluate import check
from fullcount.rulebook.rule import Chapter, Citation, Confidence, InForce, Rule, T_co

KEYS = frozenset(
    {"id", "title", "family", "source", "page", "in_force", "in_law", "when", "then", "reason", "author", "checker",
     "review", "confidence"}
)  # fmt: skip
TABLES = frozenset({"defaults", "families", "rules", "lists"})
TEXTS = ("id", "title", "source", "page", "reason", "author", "checker")


@dataclass(slots=True)
class Reader:
    """What is needed to read a rule file: the files, the sources that may be cited, the time zone, the faults found."""

    files: Mapping[str, str]
    sources: Mapping[str, str]
    zone: ZoneInfo
    faults: list[Fault]
    chapters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)

    def document(self, name: str) -> dict[str, Any]:
        """Return a TOML file of the pack as a table; empty, with a fault, where it is missing or damaged."""
        return read_toml(self.files, name, self.faults)

    def rules(
        self,
        chapter: Chapter,
        words: Mapping[str, Fact],
        consequence: Callable[[dict[str, Any], dict[str, Any]], T_co],
    ) -> tuple[Rule[T_co], ...]:
        """Return the rules of a chapter in the order written; `consequence` reads `then` or raises ConditionError."""
        return tuple(
            rule
            for name in self.chapters.get(chapter.value, ())
            for rule in self._rules_of_file(name, chapter, words, consequence)
        )

    def _rules_of_file(
        self,
        name: str,
        chapter: Chapter,
        words: Mapping[str, Fact],
        consequence: Callable[[dict[str, Any], dict[str, Any]], T_co],
    ) -> tuple[Rule[T_co], ...]:
        document = self.document(name)
        defaults = document.get("defaults", {})
        for key in sorted(set(document) - TABLES):
            self._fault(name, f"unknown table '{key}'", f"use one of {', '.join(sorted(TABLES))}")
        rules = []
        for number, raw in enumerate(document.get("rules", []), start=1):
            where = f"{name} rule {raw.get('id', number)}"
            found = len(self.faults)
            rule = self._rule(where, chapter, {**defaults, **raw}, (words, consequence))
            if rule is not None and len(self.faults) == found:
                rules.append(rule)
        if document and not document.get("rules"):
            self.faults.append(Fault(name, "there is no rule in it", "write at least one [[rules]]"))
        return tuple(rules)

    def _rule(
        self,
        where: str,
        chapter: Chapter,
        raw: dict[str, Any],
        reading: tuple[Mapping[str, Fact], Callable[[dict[str, Any], dict[str, Any]], T_co]],
    ) -> Rule[T_co] | None:
        words, consequence = reading
        for key in sorted(set(raw) - KEYS):
            self._fault(where, f"unknown key '{key}'", f"use one of {', '.join(sorted(KEYS))}")
        for key in TEXTS:
            if not isinstance(raw.get(key), str) or not raw[key].strip():
                self._fault(where, f"'{key}' is missing", f'write {key} = "..."')
        if raw.get("id") in self.ids:
            self._fault(where, "the id is used twice", "give each rule an id of its own")
        self.ids.add(str(raw.get("id")))
        if isinstance(raw.get("source"), str) and raw["source"] not in self.sources:
            self._fault(where, f"source '{raw['source']}' is not in pack.toml [sources]", "add it there")
        if not _is_day(raw.get("review")):
            self._fault(where, "'review' is not a date", "write review = 2027-04-01")
        if raw.get("confidence") not in set(Confidence):
            self._fault(where, "'confidence' is not seen or recalled", 'write confidence = "recalled"')
        in_force = self._days(where, "in_force", raw.get("in_force", {}))
        in_law = self._days(where, "in_law", raw.get("in_law", {}))
        condition: Condition = Always()
        then = None
        try:
            if chapter is not Chapter.CLOCK:
                condition = parse(raw.get("when"), words)
            then = consequence(raw, raw["then"] if isinstance(raw.get("then"), dict) else {})
        except ConditionError as fault:
            self._fault(where, fault.what, fault.todo)
        if then is None or any(fault.where == where for fault in self.faults):
            return None
        return Rule(
            id=raw["id"], title=raw["title"], chapter=chapter, citation=Citation(raw["source"], raw["page"]),
            in_force=in_force, when=condition, then=then, reason=raw["reason"], author=raw["author"],
            checker=raw["checker"], review=raw["review"], confidence=Confidence(raw["confidence"]),
            check=check(condition, words), in_law=in_law, file=where.split(maxsplit=1)[0],
            speaks=tuple(
                (test.fact, check(test, words)) for test in tests(condition) if test.op is not Op.KNOWN
            ),
        )  # fmt: skip

    def _days(self, where: str, key: str, raw: object) -> InForce:
        table: dict[str, Any] = raw if isinstance(raw, dict) else {"": raw}
        first, last = table.get("from"), table.get("to")
        if set(table) - {"from", "to"} or not all(day is None or _is_day(day) for day in (first, last)):
            self._fault(where, f"'{key}' is not from and to dates", f"write {key} = {{ from = 2015-04-01 }}")
            return InForce()
        if first and last and first > last:
            self._fault(where, f"{key}: from {first} to {last}: it ends before it begins", "correct the dates")
        return days_between(first, last, self.zone)

    def _fault(self, where: str, what: str, todo: str) -> None:
        self.faults.append(Fault(where, what, todo))


def days_between(first: date | None, last: date | None, zone: ZoneInfo) -> InForce:
    """Return the days from `first` to `last`, both included, in a time zone; None: open on that side."""
    starts = end_of_day(first - timedelta(days=1), zone) if first else None
    return InForce(first, last, starts, end_of_day(last, zone) if last and last < date.max else None)


@lru_cache(maxsize=64)
def document_of(text: str) -> dict[str, Any]:
    """Return a TOML text as a table, which nobody may change: a file of a pack is looked at several times, and read
    once. Raises TOMLDecodeError, or RecursionError where it is nested too deeply."""
    return tomllib.loads(text)


def read_toml(files: Mapping[str, str], name: str, faults: list[Fault]) -> dict[str, Any]:
    """Return a TOML file of the pack as a table; empty, with a fault, where it is missing or damaged."""
    if name not in files:
        faults.append(Fault(name, "the file is missing", "put it back into the pack"))
        return {}
    try:
        return document_of(files[name])
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(name, f"this is not TOML: {error}", "mend the line named"))
        return {}


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime | time)
