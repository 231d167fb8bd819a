"""What the aftermath needs of a batch's crime records, and the kinds of crime that it tells apart."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.calendar import Seconds

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

RELATIONS = ("stranger", "acquaintance", "family", "partner", "ex-partner")
LEADS = ("cctv", "witness", "phone", "forensic")
NOT_CANCELLED, RIGHTLY, WRONGLY = 0, 1, 2
NO_SUSPECT, DESCRIBED, NAMED = 0, 1, 2

GROUPS = ("violence", "conduct", "rape", "sexual", "robbery", "burglary", "vehicle", "theft", "shoplifting", "damage",
          "drugs", "weapons", "public order", "state")  # fmt: skip
# The first beginning of a class that fits names its group; all else is theft.
_GROUP_OF = (
    ("19", "rape"), ("20", "sexual"), ("17", "sexual"), ("21", "sexual"), ("22", "sexual"), ("70", "sexual"),
    ("86", "sexual"), ("88", "sexual"), ("8L", "conduct"), ("8M", "conduct"), ("8Q", "conduct"), ("8R", "conduct"),
    ("8U", "conduct"), ("802", "state"), ("81", "weapons"), ("8", "violence"), ("104", "violence"),
    ("105", "violence"), ("106", "violence"), ("10", "weapons"), ("126", "vehicle"), ("130", "vehicle"),
    ("11", "violence"), ("36", "violence"), ("37", "violence"), ("34", "robbery"), ("28", "burglary"),
    ("29", "burglary"), ("30", "burglary"), ("31", "burglary"), ("45", "vehicle"), ("46", "shoplifting"),
    ("48", "vehicle"), ("56", "damage"), ("58", "damage"), ("59", "damage"), ("92", "drugs"), ("9", "public order"),
    ("62", "public order"), ("66", "state"), ("69", "state"), ("79", "state"), ("33", "state"), ("54", "state"),
    ("61", "state"), ("3", "violence"), ("5", "violence"),
)  # fmt: skip
_EXACT = {"3A": "violence", "3B": "violence", "5D": "violence", "5E": "violence", "1": "violence", "2": "violence",
          "35": "theft", "39": "theft", "33": "state", "54": "state"}  # fmt: skip
# Offences without a victim who could support action or not; the list that matters is the rulebook's own.
_STATE_BASED = ("drugs", "weapons", "state")
_CHILD = frozenset({"11A", "19D", "19E", "19G", "19H", "20B", "17B", "21", "22A", "22B", "86", "88A"})
_INDICTABLE_ONLY = frozenset({"1", "2", "5D", "29B", "29A", "34A", "34B", "35", "36", "56A", "106", "79"})


def _group(cls: str) -> str:
    return _EXACT.get(cls) or next((group for start, group in _GROUP_OF if cls.startswith(start)), "theft")


@dataclass(frozen=True)
class CrimesOfBatch:
    """`m` crime records as recorded, each array or series `(m,)` unless said; the caller fills it.

    Not slotted, so that the groups are found once.
    """

    number: Ints  # printed by `context.crime_numbers`
    cls: pl.Series  # Home Office class as recorded
    recorded: Seconds
    reported: Seconds
    cancelled: npt.NDArray[np.int8]  # 0 no, 1 rightly, 2 wrongly
    person: Ints  # the victim as a person, -1 for no personal victim
    domestic: Flags
    hate: Flags
    repeat: Flags  # the victim reported before
    relation: Ints  # of victim and suspect, index into RELATIONS
    suspect: Ints  # 0 none, 1 described, 2 named in the log
    leads: Flags  # (m, 4): LEADS that the log mentions
    team: Ints  # index into TEAMS
    officer: pl.Series  # collar numbers, as the next two
    sergeant: pl.Series
    inspector: pl.Series
    phone: pl.Series  # the victim's telephone as printed, null for none

    def __len__(self) -> int:
        return len(self.number)

    @cached_property
    def _classes(self) -> tuple[list[str], Ints]:
        """Return the distinct classes and which of them each crime has."""
        distinct = self.cls.unique(maintain_order=True)
        at = pl.Series(np.arange(len(distinct)), dtype=pl.Int64)
        return [c or "" for c in distinct], self.cls.replace_strict(distinct, at, default=0).to_numpy().astype(np.int64)

    @cached_property
    def group(self) -> Ints:
        """Return the group of each crime, an index into GROUPS, `(m,)`."""
        names, which = self._classes
        return np.array([GROUPS.index(_group(name)) for name in names], dtype=np.int64)[which]

    def is_of(self, *groups: str) -> Flags:
        """Return which crimes are of one of these groups, `(m,)`."""
        return np.isin(self.group, [GROUPS.index(group) for group in groups])

    def has_class(self, classes: frozenset[str]) -> Flags:
        """Return which crimes are recorded under one of these classes, `(m,)`."""
        names, which = self._classes
        return np.array([name in classes for name in names], dtype=np.bool_)[which]

    @cached_property
    def has_victim(self) -> Flags:
        """Return which crimes have somebody who could support action or not: a person or a business, `(m,)`."""
        return ~self.is_of(*_STATE_BASED)

    @cached_property
    def is_grave(self) -> Flags:
        """Return which crimes outcomes 8, 10, 21 and cautions are not for: hate, of children, for the Crown Court."""
        return self.hate | self.has_class(_CHILD | _INDICTABLE_ONLY) | self.is_of("rape")
