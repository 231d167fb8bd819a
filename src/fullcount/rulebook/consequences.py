"""What a rule leads to, read from its `then` table. Each function raises ConditionError where it cannot be."""

from collections.abc import Mapping
from typing import Any

from fullcount.core.facts import FACT
from fullcount.core.states import Decision
from fullcount.rulebook.condition import ConditionError
from fullcount.rulebook.offences import OffenceTable
from fullcount.rulebook.rule import (
    Counting,
    Effect,
    Family,
    Finding,
    Limit,
    Offence,
    Reason,
    Ruling,
    Standing,
    Unit,
    Verdict,
)

Table = dict[str, Any]
VALID = {"yes": True, "no": False, "unknown": None}


def _only(then: Table, keys: set[str]) -> None:
    strange = sorted(set(then) - keys)
    if strange or not then:
        raise ConditionError(f"'then' is missing or has unknown keys {strange}", f"use {', '.join(sorted(keys))}")


def _reason(then: Table, reasons: Mapping[str, Reason]) -> str:
    code = then.get("reason")
    if code not in reasons:
        raise ConditionError(f"reason '{code}' has no entry in pack.toml [reasons]", "add a title and a certainty")
    return str(code)


def ruling(then: Table, reasons: Mapping[str, Reason]) -> Ruling:
    """Return what a recording rule decides."""
    _only(then, {"decision", "reason", "question", "victims_only", "incident", "per_death", "decides", "tells"})
    decision = then.get("decision")
    if decision not in set(Decision):
        raise ConditionError(f"decision '{decision}' is unknown", f"use one of {', '.join(Decision)}")
    if decision == Decision.NOT_YET_KNOWN and not then.get("question"):
        raise ConditionError("a rule that leaves it open must ask something", 'write question = "..." in then')
    return Ruling(
        Decision(decision),
        _reason(then, reasons),
        then.get("question"),
        victims_only=then.get("victims_only") is True,
        incident=then.get("incident"),
        per_death=then.get("per_death") is True,
        decides=then.get("decides"),
        tells=then.get("tells"),
    )


def offence(raw: Table, then: Table, families: Mapping[str, Family], table: OffenceTable) -> Offence:
    """Return the crime that a classification rule finds alleged."""
    _only(then, {"class", "code", "unit", "asks", "question", "flags"})
    family, class_, code, asks = raw.get("family"), then.get("class"), then.get("code"), then.get("asks")
    if family not in families:
        raise ConditionError(f"family '{family}' is not listed", "add it to [[families]]")
    if class_ not in table.offences:
        raise ConditionError(f"class '{class_}' is not in offences.csv", "correct the class")
    if code is not None and class_ not in table.by_code.get(code, ()):
        raise ConditionError(f"code '{code}' does not stand in class {class_}", "correct the code or the class")
    question = then.get("question") or (FACT[asks].question if asks in FACT else "")
    if asks is not None and not question:
        raise ConditionError(f"fact '{asks}' has no question to ask", 'write question = "..." in then')
    unit = then.get("unit", Unit.REPORT.value)
    if unit not in set(Unit):
        raise ConditionError(f"unit '{unit}' is unknown", f"use one of {', '.join(Unit)}")
    flags = tuple(str(flag) for flag in then.get("flags", []))
    return Offence(str(family), str(class_), code, Unit(unit), asks, question or None, flags)


def counting(then: Table, families: Mapping[str, Family]) -> Counting:
    """Return what a counting rule adds or multiplies."""
    _only(then, {"in_addition", "per"})
    family, per = then.get("in_addition"), then.get("per")
    if (family is None) == (per is None):
        raise ConditionError("a counting rule needs either in_addition or per", "write one of the two")
    if family is not None and family not in families:
        raise ConditionError(f"family '{family}' is not listed", "name a family of classification.toml")
    if per is not None and per != "number_of_victims":
        raise ConditionError(f"crimes cannot be counted per '{per}'", 'write per = "number_of_victims"')
    return Counting(family, per)


def limit(then: Table) -> Limit:
    """Return the hours of a clock rule."""
    _only(then, {"hours"})
    hours = then.get("hours")
    if not isinstance(hours, int) or isinstance(hours, bool) or hours <= 0:
        raise ConditionError(f"'hours' is {hours!r}", "write a whole number above 0")
    return Limit(hours)


def verdict(then: Table, reasons: Mapping[str, Reason]) -> Verdict:
    """Return whether a cancellation is shown to be valid."""
    _only(then, {"valid", "reason"})
    if then.get("valid") not in VALID:
        raise ConditionError(f"'valid' is {then.get('valid')!r}", 'write "yes", "no" or "unknown"')
    return Verdict(VALID[then["valid"]], _reason(then, reasons))


def finding(then: Table) -> Finding:
    """Return what a rule says of a proposed outcome or cancellation."""
    _only(then, {"valid", "asks", "question", "instead", "decides", "tells", "effect"})
    if then.get("valid") not in set(Standing):
        raise ConditionError(f"'valid' is {then.get('valid')!r}", f"write one of {', '.join(Standing)}")
    standing, asks = Standing(then["valid"]), then.get("asks")
    question = then.get("question") or (FACT[asks].question if asks in FACT else None)
    if standing is Standing.OPEN and not question:
        raise ConditionError("a rule that leaves it open must ask something", 'write asks = "..." with a fact\'s name')
    effect = then.get("effect")
    if effect is not None and effect not in set(Effect):
        raise ConditionError(f"effect '{effect}' is unknown", f"use one of {', '.join(Effect)}")
    told = (then.get("instead"), then.get("decides"), then.get("tells"))
    return Finding(standing, question, *told, effect=Effect(effect) if effect else None)
