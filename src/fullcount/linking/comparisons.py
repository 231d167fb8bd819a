"""What is compared between a report and a crime, and in which steps: the levels of a Fellegi–Sunter model.

Each comparison is data: a name, the columns that both sides must have, and its levels from best to worst as SQL over
`<column>_l` and `<column>_r` (left = report, right = crime). Missing on either side says nothing (a null level).
Fellegi & Sunter (1969), "A theory for record linkage", JASA 64.
"""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """One step of agreement: what it is called and when it holds."""

    label: str
    condition: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing compared: its name, the columns it needs, its levels from best to worst (the last: anything else),
    columns that its levels look at too, which may be missing, and whether it is of the person: another may report the
    same event."""

    name: str
    columns: tuple[str, ...]
    levels: tuple[Level, ...]
    also: tuple[str, ...] = ()
    of_person: bool = False

    @property
    def missing(self) -> str:
        """The condition under which it says nothing."""
        return " OR ".join(f"{column}_{side} IS NULL" for column in self.columns for side in "lr")


def _gap(column: str, seconds: int) -> str:
    return f"abs({column}_l - {column}_r) <= {seconds}"


def _times(name: str, column: str) -> Comparison:
    steps = (("same minute", 59), ("within 15 minutes", 900), ("within 2 hours", 7200), ("within a day", 86400))
    return Comparison(name, (column,), tuple(Level(label, _gap(column, seconds)) for label, seconds in steps))


COMPARISONS: tuple[Comparison, ...] = (
    _times("event begins", "begins"),
    _times("event ends", "ends"),
    Comparison(
        "recorded after report", ("heard",),
        (
            Level("within an hour", "heard_r - heard_l BETWEEN -300 AND 3600"),
            Level("within a day", "heard_r - heard_l BETWEEN -300 AND 90000"),
            Level("within four days", "heard_r - heard_l BETWEEN -90000 AND 345600"),
        ),
    ),
    Comparison(
        "place", ("place",),
        (
            Level("same words", "place_l = place_r"),
            Level("one contains the other", "contains(place_l, place_r) OR contains(place_r, place_l)"),
        ),
    ),
    Comparison("postcode", ("postcode",), (Level("same", "postcode_l = postcode_r"),)),
    Comparison(
        "distance", ("north", "east"),
        (
            Level("within 100 m", "(north_l - north_r)**2 + (east_l - east_r)**2 <= 100.0**2"),
            Level("within 500 m", "(north_l - north_r)**2 + (east_l - east_r)**2 <= 500.0**2"),
        ),
    ),
    Comparison(
        "offence", ("class",),
        (Level("same class", "class_l = class_r"), Level("same group", "offence_group_l = offence_group_r")),
        ("offence_group",),
    ),
    Comparison("telephone", ("phone",), (Level("same", "phone_l = phone_r"),), of_person=True),
    Comparison(
        "surname", ("surname",),
        (
            Level("same", "surname_l = surname_r"),
            Level("one letter off", "abs(length(surname_l) - length(surname_r)) <= 1 AND left(surname_l, 1) = "
                                    "left(surname_r, 1) AND damerau_levenshtein(surname_l, surname_r) <= 1"),
        ),
        of_person=True,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """One way for a pair to be compared at all: the columns that must be equal, as SQL over l and r."""

    name: str
    columns: tuple[str, ...]
    rule: str


BLOCKS: tuple[Block, ...] = (
    Block("place and day of event", ("place", "day"), "l.place = r.place AND l.day = r.day"),
    Block("place and day heard", ("place", "heard_day"), "l.place = r.place AND l.heard_day = r.heard_day"),
    Block("minute of event", ("minute",), "l.minute = r.minute"),
    Block("postcode and day of event", ("postcode", "day"), "l.postcode = r.postcode AND l.day = r.day"),
    Block("500 m cell and day of event", ("cell", "day"), "l.cell = r.cell AND l.day = r.day"),
    Block("telephone and week", ("phone", "week"), "l.phone = r.phone AND l.week = r.week"),
    Block("surname and day of event", ("surname", "day"), "l.surname = r.surname AND l.day = r.day"),
    Block(
        "offence family, district and day of event",
        ("offence_group", "district", "day"),
        "l.offence_group = r.offence_group AND l.district = r.district AND l.day = r.day",
    ),
)


def usable(present: Collection[str]) -> tuple[tuple[Comparison, ...], tuple[Block, ...]]:
    """Return the comparisons and blocks whose columns both sides have (`present`: columns with a value on each)."""
    comparisons = tuple(c for c in COMPARISONS if all(column in present for column in c.columns))
    return comparisons, tuple(b for b in BLOCKS if all(column in present for column in b.columns))
