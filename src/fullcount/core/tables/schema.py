"""What a canonical table and its columns are.

Times are instants in UTC, microseconds. `required` columns must have a value in every row: a row without one is
quarantined. `personal` columns never leave the store except in what a reviewer is shown.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    TEXT = "text"
    TIME = "time"
    NUMBER = "number"
    WHOLE = "whole number"
    YES_NO = "yes/no"
    LIST = "list of text"


@dataclass(frozen=True, slots=True)
class Column:
    """One canonical column: name, kind, what it means with its unit, whether every row must have it."""

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One canonical table: what a row is, which column names it, and whether a force must supply it.

    in_use: a force may map it in `force.toml`, and a run loads it. feeds_ledgers: the ledgers of this release are made
    from it, so that of rows with one key one is believed; the other tables are kept in the store as they were loaded.
    """

    name: str
    row_is: str
    key: str
    columns: tuple[Column, ...]
    must_supply: bool = False
    in_use: bool = True
    feeds_ledgers: bool = False

    def column(self, name: str) -> Column | None:
        """Return the column of that name, or None."""
        return next((column for column in self.columns if column.name == name), None)

    @property
    def use(self) -> str:
        """What this release does with the table, in words."""
        if not self.in_use:
            return "not loaded by this release"
        supply = "a force must supply it" if self.must_supply else "optional"
        return f"{supply}; " + ("used by the ledgers" if self.feeds_ledgers else "kept in the store for later ledgers")


def text(name: str, meaning: str, *, required: bool = False, personal: bool = False) -> Column:
    """Return a column of text."""
    return Column(name, Kind.TEXT, meaning, required, personal)


def time(name: str, meaning: str, *, required: bool = False) -> Column:
    """Return a column of instants."""
    return Column(name, Kind.TIME, meaning, required)


def listed(name: str, meaning: str, *, personal: bool = False) -> Column:
    """Return a column of lists of text."""
    return Column(name, Kind.LIST, meaning, personal=personal)


def whole(name: str, meaning: str, *, required: bool = False, personal: bool = False) -> Column:
    """Return a column of whole numbers from 0 to 9,999."""
    return Column(name, Kind.WHOLE, meaning, required, personal)


def yes_no(name: str, meaning: str, *, required: bool = False, personal: bool = False) -> Column:
    """Return a column of yes or no."""
    return Column(name, Kind.YES_NO, meaning, required, personal)


def number(name: str, meaning: str, *, personal: bool = False) -> Column:
    """Return a column of numbers."""
    return Column(name, Kind.NUMBER, meaning, personal=personal)


PUBLISHED = time(
    "published_at",
    "when this row was exported: the later of two rows with one id is believed, what it held is known by then",
)
