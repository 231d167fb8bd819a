"""What is read at the desk: the queue that a viewer may see, a log with its words marked, the steps of the rule."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db.models import QuerySet

from fullcount.web.accounts.attributes import Viewer
from fullcount.web.accounts.roles import May
from fullcount.web.desk.models import Case, Decision, Status

PAGE = 25
LONGEST = 60_000
"""Characters of a log that are shown on a page; the rest is said to be there."""
STEPS = (
    ("1. What was reported", "how the log was opened and closed, and by which route it came"),
    ("2. Is it probably a crime?", "the rules that decided whether there is something to record"),
    ("3. Does anything speak against it?", "rules that were tried and are false, and words that deny"),
    ("4. What is not known?", "the question that would settle it, and the rules that wait for it"),
    ("5. Which crimes, how many, by when", "the rules that decided class, number and limit"),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a log: its text, and what it shows (several facts may rest on the same words)."""

    text: str
    facts: tuple[str, ...] = ()
    is_against: bool = False


def queue(viewer: Viewer, status: str = Status.OPEN, unit: str = "") -> QuerySet[Case]:
    """Return the cases of a status that the viewer may see, the first to be worked first.

    The same rules as `attributes.bar`, said to the database: a test holds the two equal.
    """
    found = Case.objects.filter(status=status).exclude(linked__contains=f",{viewer.collar},")
    if May.SEE_SENSITIVE not in viewer.may:
        found = found.filter(is_sensitive=False)
    if May.SEE_ALL_UNITS not in viewer.may:
        found = found.filter(unit=viewer.unit)
    if unit:
        found = found.filter(unit=unit)
    return found.order_by("-place", "pk")


def clock(case: Case, now: datetime) -> str:
    """Return the clock of a case in words: how long until the limit, or since."""
    if case.deadline is None:
        return "no limit known"
    hours = (case.deadline - now).total_seconds() / 3600
    size = f"{abs(hours):.0f} hours" if abs(hours) < 48 else f"{abs(hours) / 24:,.0f} days"
    return f"{size} left" if hours > 0 else f"limit passed {size} ago"


def pieces(text: str, marks: Sequence[Mapping[str, Any]]) -> list[Piece]:
    """Return a log in pieces, in order, those that facts rest on marked. Positions are of characters."""
    shown = text[:LONGEST]
    ends = [place for mark in marks for place in (mark["start"], mark["end"]) if 0 <= place <= len(shown)]
    edges = sorted({0, len(shown), *ends})
    made = []
    for start, end in pairwise(edges):
        over = [mark for mark in marks if mark["start"] < end and mark["end"] > start]
        facts = tuple(dict.fromkeys(_said(mark) for mark in over))
        made.append(Piece(shown[start:end], facts, bool(over) and all(_is_against(mark) for mark in over)))
    return made


def _said(mark: Mapping[str, Any]) -> str:
    name = str(mark["fact"]).replace("_", " ")
    value = "" if mark["value"] in ("true", "True") else f": {str(mark['value']).replace('-', ' ')}"
    return f"{name}{value}" + ("" if mark["scope"] == "asserted" else f" ({str(mark['scope']).replace('-', ' ')})")


def _is_against(mark: Mapping[str, Any]) -> bool:
    return mark["scope"] != "asserted" or mark["value"] in ("false", "False", "none")


def decided_at_step(told: Mapping[str, Any], steps: Iterable[str]) -> list[Mapping[str, Any]]:
    """Return the rules that decided at some steps of the rulebook."""
    wanted = set(steps)
    return [rule for rule in told["decided"] if rule["step"] in wanted]


def usual_reasons(viewer: Viewer) -> list[str]:
    """Return the reasons that the viewer gave lately, the latest first, so that none is typed twice."""
    lately = Decision.objects.filter(by=viewer.key).order_by("-at").values_list("reason", flat=True)[:60]
    return list(dict.fromkeys(lately))[:8]
