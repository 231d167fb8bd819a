"""The offence table: Home Office classes and codes, their groups, and how serious one is beside another.

Seriousness follows the principal crime look-up (CRR p14). A class that the look-up leaves out stands directly after
the last offence of its kind (against a person, or not) that carries at least as high a maximum sentence (CRR p13).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

LIFE = 99.0
PERSON_GROUPS = frozenset({"Violence against the person", "Sexual offences", "Robbery", "Public order offences"})
RANKS = 40.0
LAST = "~"
"""Sorts after every code: an offence whose code is known stands before its bare class."""


class OffenceKind(StrEnum):
    """`crime`: recorded by the force; `fraud`: by Report Fraud; `incident`: notifiable and not a crime (N100 ...)."""

    CRIME = "crime"
    FRAUD = "fraud"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class Offence:
    """One Home Office class. `max_years`: highest maximum sentence in the class, in years (life = 99)."""

    class_: str
    title: str
    group: str
    subgroup: str
    kind: OffenceKind
    victim_or_state: str
    max_years: float
    codes: tuple[str, ...]
    is_current: bool

    @property
    def has_victim(self) -> bool:
        """Return whether the class holds offences against a victim (and not only against the state)."""
        return "V" in self.victim_or_state

    @property
    def is_against_person(self) -> bool:
        return self.has_victim and self.group in PERSON_GROUPS


@dataclass(frozen=True, slots=True)
class Ranked:
    """One line of the principal crime look-up: `usual_for` names the classes that stand here when no code is known."""

    rank: int
    offence: str
    classes: tuple[str, ...]
    codes: tuple[str, ...]
    max_years: float
    is_against_person: bool
    usual_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OffenceTable:
    """Every class and code of a pack, with the look-up and the stated choices for codes of several classes."""

    offences: Mapping[str, Offence]
    look_up: tuple[Ranked, ...]
    beside: Mapping[str, str]
    usual_class: Mapping[str, str]
    by_code: Mapping[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        codes: dict[str, list[str]] = {}
        for offence in self.offences.values():
            for code in offence.codes:
                codes.setdefault(code, []).append(offence.class_)
        found = {}
        for code, classes in codes.items():
            current = [name for name in classes if self.offences[name].is_current]
            found[code] = tuple(current or classes)
        object.__setattr__(self, "by_code", found)

    def classes(self, text: str) -> tuple[str, ...]:
        """Return every class that a class or Home Office code may mean; empty if it is neither."""
        name = normalised(text)
        return (name,) if name in self.offences else self.by_code.get(name, ())

    def class_of(self, text: str) -> str | None:
        """Return the class meant by a class or code: the usual one where a code stands in several; None if neither."""
        found = self.classes(text)
        if len(found) < 2:
            return found[0] if found else None
        return self.usual_class.get(normalised(text), found[0])

    def rank(self, class_: str, code: str | None = None) -> float:
        """Return the place in the order of seriousness: 1 is homicide; halves stand between lines of the look-up.

        A code that the look-up has in other classes only (a wounding of an emergency worker) stands where it does
        there; one that is stated to stand beside another (`beside`), where that does.
        """
        lines = [line for line in self.look_up if code is not None and code in line.codes]
        for line in self.look_up:
            if (line in lines and class_ in line.classes) or (code is None and class_ in line.usual_for):
                return float(line.rank)
        if lines:
            return float(lines[0].rank)
        if code is not None:
            other = self.beside.get(code)
            return self.rank(class_, other) if other else self.rank(class_)
        if class_ in self.beside:
            return self.rank(self.beside[class_])
        offence = self.offences.get(class_)
        return RANKS + 1.0 if offence is None else self.rank_of_sentence(offence, offence.max_years)

    def rank_of_sentence(self, offence: Offence, years: float) -> float:
        """Return where an offence that the look-up leaves out stands by its maximum sentence (CRR p13)."""
        higher = [
            line.rank
            for line in self.look_up
            if line.is_against_person == offence.is_against_person and line.max_years >= years
        ]
        return max(higher, default=0) + 0.5

    def order(self, class_: str, code: str | None = None) -> tuple[float, float, str, str]:
        """Return the sort key of seriousness, most serious first: rank, then maximum sentence, then class and code."""
        offence = self.offences.get(class_)
        return (self.rank(class_, code), -(offence.max_years if offence else 0.0), class_, code or LAST)

    def harm(self, class_: str) -> float:
        """Return a weight from 0 to 1: 1 - (rank - 1) / 40, and 0 for what is not a crime."""
        offence = self.offences.get(class_)
        if offence is None or offence.kind is OffenceKind.INCIDENT:
            return 0.0
        return min(1.0, max(0.0, 1.0 - (self.rank(class_) - 1.0) / RANKS))


def normalised(text: str) -> str:
    """Return a class or code as the table writes it: `8n` -> `8N`, `8/06` and `00806` -> `008/06`."""
    name = re.sub(r"\s+", "", text).upper()
    if re.fullmatch(r"[0-9]{5}", name):
        return f"{name[:3]}/{name[3:]}"
    parts = re.fullmatch(r"([0-9]{1,3})/([0-9]{2})", name)
    if parts and not re.fullmatch(r"4/1[0-9]", name):
        return f"{int(parts[1]):03d}/{parts[2]}"
    return name


def sentence_years(text: str) -> float | None:
    """Return a maximum sentence in years: `life` = 99, `10y`, `6m`, `51w`, `fine` and blank = 0; else None."""
    if text == "life":
        return LIFE
    if text in ("", "fine"):
        return 0.0
    parts = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)([ymw])", text)
    if not parts:
        return None
    return float(parts[1]) / {"y": 1.0, "m": 12.0, "w": 52.0}[parts[2]]
