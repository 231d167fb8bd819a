"""A report as JSON, read with every fault in it told at once, and the answer as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo

from fullcount.core.errors import Fault, InputError
from fullcount.core.facts import FACT, Fact, FactKind
from fullcount.rulebook.condition import Value
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.report_case import Event, Person, Recorded, ReportCase
from fullcount.rulebook.vocabulary import CANCELLATIONS, OUTCOMES

TOP = {"reported_at", "as_at", "asking_force", "facts", "people", "events", "recorded", "proposed",
       "opening_class", "closing_class", "has_text", "id"}  # fmt: skip
OF_PERSON = {"id", "role", "age", "sex", "facts", "name"}
OF_EVENT = {"id", "at", "reported_at", "victims", "offenders", "facts"}
OF_RECORDED = {"id", "class", "code", "count", "recorded_at", "reported_at", "last_incident_at", "dealt_with_at",
               "victim", "offender", "event", "at", "outcome"}  # fmt: skip
OF_PROPOSED = {"outcome", "cancellation", "charged", "crime", "facts"}
ROLES = ("victim", "offender", "other")
MOST_LISTED = 500
MOST_COUNTED = 100_000
OLDEST = 130
EARLIEST, LATEST = 1850, 2200
"""Years of the times that a case may tell."""
MOST_FAULTS = 50
AGES: Mapping[str, tuple[tuple[int, str], ...]] = {
    "victim_age_group": ((13, "under-13"), (16, "13-15"), (18, "16-17")),
    "offender_age_group": ((10, "under-10"), (18, "10-17")),
}
"""The first group whose limit an age is under; else adult."""


@dataclass(slots=True)
class _Reader:
    zone: ZoneInfo
    pack: Pack
    faults: list[Fault] = field(default_factory=list)

    def fault(self, where: str, what: str, todo: str) -> None:
        self.faults.append(Fault(where, what, todo))

    def case(self, raw: Mapping[str, Any]) -> ReportCase:
        self.keys("case", raw, TOP)
        if "reported_at" not in raw:
            self.fault("case", "'reported_at' is missing", 'write "reported_at": "2026-05-04T10:00+01:00"')
        if "facts" not in raw:
            self.fault("case", "'facts' is missing", 'write "facts": {...}; `fullcount rules facts` lists the words')
        people = tuple(self.person(f"people[{n}]", one) for n, one in enumerate(self.listed("people", raw)))
        events = tuple(self.event(f"events[{n}]", one) for n, one in enumerate(self.listed("events", raw)))
        self.references(people, events)
        proposed = self.proposed(raw.get("proposed"))
        return ReportCase(
            reported_at=self.instant("reported_at", raw.get("reported_at")),
            facts=self.facts("facts", raw.get("facts", {})),
            as_at=self.instant("as_at", raw.get("as_at")),
            asking_force=self.text("asking_force", raw.get("asking_force")),
            people=people,
            events=events,
            recorded=tuple(self.recorded(f"recorded[{n}]", one) for n, one in enumerate(self.listed("recorded", raw))),
            proposed=proposed,
            opening_class=self.text("opening_class", raw.get("opening_class")),
            closing_class=self.text("closing_class", raw.get("closing_class")),
            has_text=raw.get("has_text") is True,
        )

    def keys(self, where: str, raw: Mapping[str, Any], known: set[str]) -> None:
        for key in sorted(set(raw) - known):
            if key not in FACT or where == "case":
                todo = f"put it into facts: {{'{key}': ...}}" if key in FACT else _meant(key, [*known, *FACT])
                self.fault(where, f"unknown key '{key}'", todo)

    def listed(self, name: str, raw: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        rows = raw.get(name) or []
        if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
            self.fault(name, "is not a list of objects", f'write "{name}": [{{...}}]')
            return []
        if len(rows) > MOST_LISTED:
            self.fault(name, f"{len(rows)} entries, more than {MOST_LISTED}", "split the report")
            return []
        return rows

    def text(self, where: str, raw: object) -> str | None:
        if raw is None or isinstance(raw, str):
            return raw
        self.fault(where, "is not text", "write it in quotes")
        return None

    def instant(self, where: str, raw: object) -> datetime | None:
        if raw is None:
            return None
        try:
            if not isinstance(raw, str):
                raise ValueError
            if len(raw) <= len("2026-05-04"):
                day = date.fromisoformat(raw)
                if not EARLIEST <= day.year <= LATEST:
                    raise ValueError
                return datetime.combine(day, time(), self.zone).astimezone(UTC)
            told = datetime.fromisoformat(raw)
            if not EARLIEST <= told.year <= LATEST:
                raise ValueError
            return (told if told.tzinfo else told.replace(tzinfo=self.zone)).astimezone(UTC)
        except (ValueError, OverflowError):
            self.fault(where, f"{_short(raw)} is not a time", 'write "2026-05-04T10:00+01:00", or a day "2026-05-04"')
            return None

    def facts(self, where: str, raw: object) -> dict[str, Value]:
        if not isinstance(raw, Mapping):
            self.fault(where, "is not an object", 'write "facts": {"violence_used": true}')
            return {}
        found: dict[str, Value] = {}
        for name, value in raw.items():
            if value is None:
                continue
            fact = FACT.get(name)
            if fact is None:
                near = _meant(name, FACT) if len(self.faults) < MOST_FAULTS else ""
                self.fault(f"{where}.{_short(name)}", "no such fact", near)
                continue
            told = self.value(f"{where}.{name}", fact, value)
            if told is not None:
                found[name] = told
        return found

    def value(self, where: str, fact: Fact, value: object) -> Value | None:
        if fact.name in AGES and isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= OLDEST:
            return age_group(fact.name, value)
        if fact.kind is FactKind.YES_NO and isinstance(value, bool):
            return value
        is_number = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_COUNTED
        if fact.kind is FactKind.NUMBER and is_number and isinstance(value, int):
            return value
        if fact.kind is FactKind.CHOICE and value in fact.values:
            return str(value)
        wanted = {
            FactKind.YES_NO: "true or false",
            FactKind.NUMBER: f"a whole number up to {MOST_COUNTED:,}",
            FactKind.CHOICE: f"one of: {', '.join(fact.values)}",
        }[fact.kind]
        self.fault(where, f"cannot be {_short(value)}", f"write {wanted}")
        return None

    def told(self, where: str, raw: Mapping[str, Any], known: set[str]) -> dict[str, Value]:
        """Return the facts of a person or an event, written beside its other keys or under `facts`."""
        beside = {key: value for key, value in raw.items() if key in FACT and key not in known}
        return {**self.facts(f"{where}.facts", raw.get("facts", {})), **self.facts(where, beside)}

    def person(self, where: str, raw: Mapping[str, Any]) -> Person:
        self.keys(where, raw, OF_PERSON)
        id_ = self.id(where, raw)
        role = raw.get("role", "other")
        if role not in ROLES:
            self.fault(where, f"role {_short(role)} is unknown", f"use one of {', '.join(ROLES)}")
            role = "other"
        facts = self.told(where, raw, OF_PERSON)
        if role in ("victim", "offender"):
            for key in ("age", "sex"):
                name = f"{role}_age_group" if key == "age" else f"{role}_sex"
                if raw.get(key) is not None:
                    told = self.value(f"{where}.{key}", FACT[name], raw[key])
                    if told is not None:
                        facts.setdefault(name, told)
        return Person(id_, str(role), facts)

    def id(self, where: str, raw: Mapping[str, Any]) -> str:
        id_ = raw.get("id")
        if not isinstance(id_, str) or not id_:
            self.fault(where, "'id' is missing", 'write "id": "v1"')
            return where
        return id_

    def event(self, where: str, raw: Mapping[str, Any]) -> Event:
        self.keys(where, raw, OF_EVENT)
        return Event(
            id=self.id(where, raw),
            at=self.instant(f"{where}.at", raw.get("at")),
            reported_at=self.instant(f"{where}.reported_at", raw.get("reported_at")),
            victims=self.ids(where, "victims", raw),
            offenders=self.ids(where, "offenders", raw),
            facts=self.told(where, raw, OF_EVENT),
        )

    def ids(self, where: str, key: str, raw: Mapping[str, Any]) -> tuple[str, ...]:
        value = raw.get(key) or []
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.fault(f"{where}.{key}", "is not a list of ids", f'write "{key}": ["v1"]')
            return ()
        return tuple(dict.fromkeys(value))

    def references(self, people: Sequence[Person], events: Sequence[Event]) -> None:
        known = [person.id for person in people]
        for kind, ids in (("people", known), ("events", [event.id for event in events])):
            for twice in sorted({one for one in ids if ids.count(one) > 1}):
                self.fault(kind, f"id '{_short(twice)}' is there twice", "give each an id of its own")
        role = {person.id: person.role for person in people}
        for event in events:
            for one in event.victims:
                if role.get(one) == "offender" and one not in event.offenders:
                    self.fault(
                        f"event {_short(event.id)}", f"{_short(one)} is an offender, listed as a victim", "move it"
                    )
            for one in event.offenders:
                if role.get(one) == "victim" and one not in event.victims:
                    self.fault(
                        f"event {_short(event.id)}", f"{_short(one)} is a victim, listed as an offender", "move it"
                    )
            for one in (*event.victims, *event.offenders):
                if one not in known:
                    self.fault(f"event {_short(event.id)}", f"nobody is called {_short(one)}", "add them to people")

    def proposed(self, raw: object) -> dict[str, object]:
        """Return what is proposed: an outcome or a cancellation, the offences charged, which crime, and facts of it."""
        if raw is None:
            return {}
        if not isinstance(raw, Mapping):
            self.fault("proposed", "is not an object", 'write {"outcome": "16"} or {"cancellation": "C2"}')
            return {}
        self.keys("proposed", raw, OF_PROPOSED)
        if raw.get("outcome") is not None and raw.get("cancellation") is not None:
            self.fault("proposed", "has both an outcome and a cancellation", "propose one of the two")
        for key, values in (("outcome", OUTCOMES), ("cancellation", CANCELLATIONS)):
            if raw.get(key) is not None and str(raw[key]).strip().upper() not in values:
                self.fault(f"proposed.{key}", f"cannot be {_short(raw[key])}", f"write one of: {', '.join(values)}")
        for charged in _codes(raw.get("charged")):
            if not self.pack.offence_classes(charged):
                self.fault("proposed.charged", f"{_short(charged)} is no Home Office class or code", 'write ["005/01"]')
        told = self.told("proposed", raw, OF_PROPOSED)
        named = {key: raw[key] for key in ("outcome", "cancellation", "crime") if raw.get(key) is not None}
        if raw.get("charged") is not None:
            named["charged"] = _codes(raw["charged"])
        return {**told, **named}

    def recorded(self, where: str, raw: Mapping[str, Any]) -> Recorded:
        self.keys(where, raw, OF_RECORDED)
        told = raw.get("class") or raw.get("code")
        classes = self.pack.offence_classes(told) if isinstance(told, str) else ()
        if not classes and (told is not None or raw.get("recorded_at") is None):
            self.fault(
                where, f"{_short(told)} is no Home Office class or code", 'write "class": "8Q" or "code": "195/12"'
            )
        if raw.get("class") and raw.get("code"):
            meant = set(self.pack.offence_classes(str(raw["class"]))) & set(self.pack.offence_classes(str(raw["code"])))
            if not meant:
                self.fault(where, f"code {_short(raw['code'])} does not stand in that class", "correct one of the two")
        code = raw.get("code") or (self.pack.only_code(classes[0]) if classes else None)
        count = raw.get("count", 1)
        if not isinstance(count, int) or isinstance(count, bool) or count < 1:
            self.fault(f"{where}.count", f"cannot be {_short(count)}", "write a whole number above 0")
            count = 1
        return Recorded(
            class_=(self.pack.offence_class(str(told)) or "") if classes else "",
            code=code if isinstance(code, str) else None,
            count=count,
            recorded_at=self.instant(f"{where}.recorded_at", raw.get("recorded_at")),
            last_incident_at=self.instant(f"{where}.last_incident_at", raw.get("last_incident_at")),
            dealt_with_at=self.instant(f"{where}.dealt_with_at", raw.get("dealt_with_at")),
            victim=self.text(f"{where}.victim", raw.get("victim")),
            offender=self.text(f"{where}.offender", raw.get("offender")),
        )


def _codes(raw: object) -> list[str]:
    listed = raw if isinstance(raw, list) else [] if raw is None else [raw]
    return [str(one) for one in listed]


def read_case(raw: object, pack: Pack) -> ReportCase:
    """Return the report that parsed JSON tells of. Raises InputError with every fault: where, what, what to do."""
    if not isinstance(raw, Mapping):
        raise InputError("the case cannot be read", [Fault("case", "is not a JSON object", "write { ... }")])
    reader = _Reader(ZoneInfo(pack.header.time_zone), pack)
    case = reader.case(raw)
    if reader.faults:
        more = len(reader.faults) - MOST_FAULTS
        rest = [Fault("case", f"{more:,} more faults", "mend these first")] if more > 0 else []
        raise InputError("the case cannot be read", [*reader.faults[:MOST_FAULTS], *rest])
    return case


def age_group(fact: str, years: int) -> str:
    """Return the group of an age in years."""
    return next((group for limit, group in AGES[fact] if years < limit), "adult")


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:40]}…"


def _meant(name: object, words: Mapping[str, Any] | Sequence[str]) -> str:
    near = get_close_matches(str(name), list(words), n=3)
    return f"did you mean {' or '.join(near)}?" if near else "see docs/facts.md for the words"
