"""The same rules in other engines: zen-engine (decision tables that tell which rule fired) and OpenFisca (vectors).

Both know two truths only. A rule fires where it is surely true, so every condition is written with its negations
pushed down to the tests, and each test as what surely holds: that a fact is told and is so, or is told and is not so.
Which rules fire is then the same as here; which are unknown is not said. What the codes amount to is worked out
beforehand for both.
"""

import json
import math
import operator
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import reduce
from importlib.metadata import version
from typing import Any

import numpy as np
import polars as pl
import rulebook_cases as made

from fullcount.core.facts import Fact, FactKind
from fullcount.pipeline.resources import rule_pack
from fullcount.rulebook.allegation import Judged, judge
from fullcount.rulebook.condition import All, AnyOf, Condition, Not, Op, Test
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.rule import AnyRule
from fullcount.rulebook.vocabulary import RECORDING_WORDS

PEERS = ("zen-engine", "openfisca-core")
CHECKED = 2000
ROWS = {"zen-engine": 2000, "openfisca-core": 100_000}
FROM_CODES = ("opened_as", "closed_as", "type")
NEVER, EVER = -9_000_000_000_000, 9_000_000_000_000
UNTIMED = -(2**31)
MONTH = "2026-04"
TIMES = {"reported_at": "reported", "event_at": "happened"}


def quarters(at: datetime) -> int:
    """Return an instant in quarters of a minute since 1970: whole for every turn, and small enough for 32 bits."""
    return math.floor(at.timestamp() / 15)


def places(test: Test, fact: Fact, value: bool) -> list[int]:
    """Return the places of a choice's values, or 0 and 1 of a yes-no, with which a test surely has that truth."""
    size = len(fact.values) or 2
    chosen = [fact.values.index(str(item)) if fact.values else int(item) for item in test.values]
    if test.op is Op.AT_LEAST:
        chosen = list(range(chosen[0], size))
    elif test.op is Op.AT_MOST:
        chosen = list(range(chosen[0] + 1))
    return sorted(chosen) if value else sorted(set(range(size)) - set(chosen))


class Words:
    """How an engine writes what surely holds. `test` and `after` are given by each engine."""

    test: Callable[[Test, Fact, bool], Any]
    after: Callable[[str, int, bool], Any]
    joined: Callable[[list[Any], bool], Any]
    constant: Callable[[bool], Any]

    def surely(self, condition: Condition, value: bool) -> Any:
        match condition:
            case Test():
                return self.test(condition, RECORDING_WORDS[condition.fact], value)
            case All(parts):
                return self.joined([self.surely(part, value) for part in parts], value)
            case AnyOf(parts):
                return self.joined([self.surely(part, value) for part in parts], not value)
            case Not(part):
                return self.surely(part, not value)
            case _:
                return self.constant(value)

    def rule(self, rule: AnyRule) -> Any:
        """Return when a rule is true: its condition, in force at the report, in law at the event."""
        found = [self.surely(rule.when, True)]
        for name, days in (("reported_at", rule.in_force), ("event_at", rule.in_law)):
            if days.starts is not None:
                found.append(self.after(TIMES[name], quarters(days.starts), True))
            if days.ends is not None:
                found.append(self.after(TIMES[name], quarters(days.ends), False))
        return self.joined(found, True)


class ZenWords(Words):
    """Expressions of zen-engine, in which a fact that is not told is null."""

    def test(self, test: Test, fact: Fact, value: bool) -> str:
        name = test.fact
        if test.op is Op.KNOWN:
            return f"{name} {'!=' if test.values[0] is value else '=='} null"
        if fact.kind is FactKind.NUMBER:
            sign = {Op.AT_LEAST: (">=", "<"), Op.AT_MOST: ("<=", ">")}.get(test.op, ("==", "!="))[0 if value else 1]
            return f"({name} != null and ({name} ?? 0) {sign} {test.values[0]})"
        if fact.kind is FactKind.YES_NO:
            return f"{name} == {'true' if places(test, fact, value) == [1] else 'false'}"
        texts = [f"'{fact.values[place]}'" for place in places(test, fact, value)]
        if not texts:
            return "false"
        return f"{name} == {texts[0]}" if len(texts) == 1 else f"{name} in [{', '.join(texts)}]"

    def after(self, name: str, at: int, value: bool) -> str:
        return f"({name} ?? {NEVER}) >= {at}" if value else f"({name} ?? {EVER}) < {at}"

    def joined(self, parts: list[str], all_of: bool) -> str:
        return parts[0] if len(parts) == 1 else f"({(' and ' if all_of else ' or ').join(parts)})"

    def constant(self, value: bool) -> str:
        return "true" if value else "false"


def zen_graph(pack: Pack) -> dict[str, Any]:
    """Return the pack as a decision graph: a table a family, side by side; words from them; a table of rulings."""
    words = ZenWords()

    def table(name: str, rules: tuple[AnyRule, ...]) -> dict[str, Any]:
        rows = [
            {"_id": f"{name}-{place}", "when": words.rule(rule), "then": json.dumps(rule.id)}
            for place, rule in enumerate(rules)
        ]
        rows.append({"_id": f"{name}-none", "when": "", "then": "null"})
        content = {
            "hitPolicy": "first", "rules": rows, "passThrough": False, "inputField": None, "outputPath": None,
            "executionMode": "single",
            "inputs": [{"id": "when", "name": "when", "field": ""}],
            "outputs": [{"id": "then", "name": name, "field": name}],
        }  # fmt: skip
        return {"id": name, "type": "decisionTableNode", "name": name, "content": content}

    families = [table(f"family_{place}", pack.of_family(family.id)) for place, family in enumerate(pack.families)]
    told = [f"family_{place} != null" for place in range(len(families))]
    victims = [told[place] for place, family in enumerate(pack.families) if not family.state_based]
    derived = {
        "text_discloses_crime": " or ".join(told),
        "crime_alleged": " or ".join([*told, "codes_crime"]),
        "victim_crime_alleged": " or ".join([*victims, "codes_victim"]),
    }
    expressions = [{"id": name, "key": name, "value": value} for name, value in derived.items()]
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", "content": {}},
        *families,
        {"id": "words", "type": "expressionNode", "name": "words",
         "content": {"expressions": expressions, "passThrough": True}},
        table("ruling", pack.recording),
        {"id": "out", "type": "outputNode", "name": "out", "content": {}},
    ]  # fmt: skip
    ids = [str(node["id"]) for node in families]
    pairs = [pair for name in ids for pair in (("in", name), (name, "words"), (name, "out"))]
    pairs += [("in", "words"), ("words", "ruling"), ("ruling", "out")]
    edges = [{"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"} for a, b in pairs]
    return {"nodes": [{**node, "position": {"x": 0, "y": 0}} for node in nodes], "edges": edges}


def told(judged: Judged, pack: Pack) -> dict[str, Any]:
    """Return one case as the peers are given it."""
    case, known = judged.case, judged.known
    happened = case.event_at or case.reported_at
    alone = {**known, **dict.fromkeys(("text_discloses_crime", "crime_alleged", "victim_crime_alleged"))}
    facts = {name: value for name, value in alone.items() if value is not None}
    if case.reported_at is not None:
        facts["reported"] = quarters(case.reported_at)
    if happened is not None:
        facts["happened"] = quarters(happened)
    return {**facts, **_codes(judged, pack)}


def _codes(judged: Judged, pack: Pack) -> dict[str, bool]:
    from fullcount.rulebook.codes import ABSENT, UNMAPPED, meanings
    from fullcount.rulebook.vocabulary import CodeKind

    listed = meanings(pack)
    texts = (judged.case.opening_class, judged.case.closing_class)
    both = [ABSENT if text is None else listed.get(text, UNMAPPED) for text in texts]
    return {
        "codes_crime": any(one.kind is CodeKind.CRIME for one in both),
        "codes_victim": any(one.has_victim for one in both),
    }


def wanted(judged: Judged, pack: Pack) -> list[str | None]:
    """Return the rule of each family that is first true, then the ruling."""
    winners = [judged.winners[family.id] for family in pack.families]
    return [*(rule.id if rule else None for rule in winners), judged.ruling.id]


def zen(pack: Pack, judged: list[Judged]) -> dict[str, Any]:
    import zen as engine

    decision = engine.ZenEngine().create_decision(json.dumps(zen_graph(pack)))
    cases = [told(one, pack) for one in judged]
    names = [*(f"family_{place}" for place in range(len(pack.families))), "ruling"]
    decision.evaluate(cases[0])
    begun = time.perf_counter()
    results = [decision.evaluate(case)["result"] for case in cases]
    taken = time.perf_counter() - begun
    found = [[result.get(name) for name in names] for result in results]
    return {
        "rate": len(cases) / taken, "rows": len(cases), "checked": len(cases),
        "unlike": sum(a != wanted(b, pack) for a, b in zip(found, judged, strict=True)),
        "reasons": "with reasons (the rule of each table)",
        "notes": ["zen-engine takes one case a call, on one core; the cases are ready Python dictionaries."],
    }  # fmt: skip


def openfisca(pack: Pack, judged: list[Judged], rows: int) -> dict[str, Any]:
    """The pack as a tax and benefit system: a variable a fact, a formula a family, one for the ruling."""
    from openfisca_core import entities, periods, taxbenefitsystems, variables
    from openfisca_core.simulations import SimulationBuilder

    person = entities.Entity("person", "persons", "", "")
    person.is_person = True
    system = taxbenefitsystems.TaxBenefitSystem([person])
    base = {"entity": person, "definition_period": periods.DateUnit.MONTH}

    def add(name: str, kind: type, formula: Any = None, default: Any = 0) -> None:
        body = {**base, "value_type": kind, "label": name, "default_value": default}
        if formula is not None:
            body["formula"] = formula
        system.add_variable(type(name, (variables.Variable,), body))

    words = FiscaWords()
    every: tuple[AnyRule, ...] = (*pack.classification, *pack.recording)
    used = sorted({name for rule in every for name in rule.facts} - set(DERIVED))
    for name in (*used, *TIMES.values()):
        add(name, int, default=UNTIMED if name in TIMES.values() else -1)
    for name in ("codes_crime", "codes_victim"):
        add(name, bool, default=False)

    def first(rules: tuple[AnyRule, ...]) -> Any:
        tests = [words.rule(rule) for rule in rules]

        def formula(people: Any, period: Any) -> Any:
            truths = [np.broadcast_to(test(people, period), people.count) for test in tests]
            return np.select(truths, list(range(1, len(truths) + 1)), 0)

        return formula

    families = [f"family_{place}" for place in range(len(pack.families))]
    for name, family in zip(families, pack.families, strict=True):
        add(name, int, first(pack.of_family(family.id)))
    victims = [name for name, family in zip(families, pack.families, strict=True) if not family.state_based]

    def any_of(names: list[str], *codes: str) -> Any:
        def formula(people: Any, period: Any) -> Any:
            truths = [people(name, period) > 0 for name in names] + [people(code, period) for code in codes]
            return reduce(operator.or_, truths)

        return formula

    add("text_discloses_crime", bool, any_of(families), default=False)
    add("crime_alleged", bool, any_of(families, "codes_crime"), default=False)
    add("victim_crime_alleged", bool, any_of(victims, "codes_victim"), default=False)
    add("ruling", int, first(pack.recording))

    cases = [told(one, pack) for one in judged]
    times = math.ceil(rows / len(cases))
    columns = {name: np.tile(_column(name, cases), times)[:rows] for name in (*used, *TIMES.values(), *CODED)}
    outputs = [*families, "ruling"]

    def calculated() -> tuple[float, dict[str, Any]]:
        builder = SimulationBuilder()
        builder.create_entities(system)
        builder.declare_person_entity("person", range(rows))
        simulation = builder.build(system)
        for name, values in columns.items():
            simulation.set_input(name, MONTH, values)
        begun = time.perf_counter()
        result = {name: simulation.calculate(name, MONTH) for name in outputs}
        return time.perf_counter() - begun, result

    calculated()
    taken, result = min((calculated() for _ in range(3)), key=lambda pair: pair[0])
    rules = [*(pack.of_family(family.id) for family in pack.families), pack.recording]
    unlike = 0
    for row, one in enumerate(judged):
        ids = [many[result[name][row] - 1].id if result[name][row] else None
               for name, many in zip(outputs, rules, strict=True)]  # fmt: skip
        unlike += ids != wanted(one, pack)
    return {
        "rate": rows / taken, "rows": rows, "checked": len(cases), "unlike": unlike, "reasons": "no explanation",
        "notes": [f"OpenFisca is given vectors, an untold fact as -1; {len(cases):,} cases over and over; one core; "
                  "best of three, the inputs set beforehand."],
    }  # fmt: skip


DERIVED = ("text_discloses_crime", "crime_alleged", "victim_crime_alleged")
CODED = ("codes_crime", "codes_victim")


def _column(name: str, cases: list[dict[str, Any]]) -> Any:
    if name in CODED:
        return np.array([case[name] for case in cases])
    if name in TIMES.values():
        return np.array([case.get(name, UNTIMED) for case in cases], dtype=np.int32)
    values: Mapping[str, int] = {value: place for place, value in enumerate(RECORDING_WORDS[name].values)}
    told_ = [case.get(name) for case in cases]
    return np.array([-1 if v is None else values[v] if isinstance(v, str) else int(v) for v in told_], dtype=np.int32)


Vector = Callable[[Any, Any], Any]


class FiscaWords(Words):
    """Functions of a population and a period; a fact that is not told is -1 and a time that is not is UNTIMED."""

    def test(self, test: Test, fact: Fact, value: bool) -> Vector:
        name = test.fact
        if test.op is Op.KNOWN:
            is_known = test.values[0] is value
            return lambda people, period: (people(name, period) != -1) == is_known
        if fact.kind is FactKind.NUMBER:
            limit = int(test.values[0])
            made_of = {Op.AT_LEAST: (operator.ge, operator.lt), Op.AT_MOST: (operator.le, operator.gt)}
            sign = made_of.get(test.op, (operator.eq, operator.ne))[0 if value else 1]
            return lambda people, period: (people(name, period) != -1) & sign(people(name, period), limit)
        chosen = places(test, fact, value)
        if not chosen:
            return self.constant(False)
        return lambda people, period: reduce(operator.or_, (people(name, period) == place for place in chosen))

    def after(self, name: str, at: int, value: bool) -> Vector:
        sign = operator.ge if value else operator.lt
        return lambda people, period: (people(name, period) != UNTIMED) & sign(people(name, period), at)

    def joined(self, parts: list[Vector], all_of: bool) -> Vector:
        sign = operator.and_ if all_of else operator.or_
        return lambda people, period: reduce(sign, (part(people, period) for part in parts))

    def constant(self, value: bool) -> Vector:
        return lambda people, _: np.full(people.count, value)


def measured(name: str, kind: str, seed: int) -> dict[str, Any]:
    """Return what one engine does with one kind of cases: how many a second, and how many unlike `decide`."""
    found_version = version(name)
    pack = rule_pack(None)
    frame = made.table(kind, CHECKED, seed + 2, pack)
    if name == "openfisca-core":  # its numbers are small, and -1 means untold
        frame = frame.with_columns(pl.col(pl.Int32).clip(0))
    judged = [judge(case, pack) for case in made.cases(frame)]
    found = zen(pack, judged) if name == "zen-engine" else openfisca(pack, judged, ROWS[name])
    return {**found, "version": found_version}
