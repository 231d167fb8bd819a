"""Rules of attribute, beyond what a role may do: pure functions of who looks, at what, and when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from fullcount.web.accounts.roles import May

GLASS_LASTS = timedelta(hours=1)


class Bar(StrEnum):
    """Why somebody whose role may open cases may not open this one."""

    LINKED = "you are linked to a person whom it concerns"
    SENSITIVE = "it is marked sensitive"
    OTHER_UNIT = "it belongs to another unit"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: the account's key, collar number and unit, what its roles of that moment may do, and which things it
    broke the glass of, until when."""

    key: str
    collar: str
    name: str
    unit: str
    roles: tuple[str, ...]
    may: frozenset[May]
    glass: tuple[tuple[str, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """What is looked at: its app and number, its unit, whether it is sensitive, and the collar numbers of those who are
    linked to the victim or another person whom it concerns."""

    subject: str
    unit: str
    is_sensitive: bool = False
    linked: frozenset[str] = frozenset()


def has_broken_glass(viewer: Viewer, thing: Thing, now: datetime) -> bool:
    """Return whether the viewer broke the glass of the thing and that still holds."""
    return any(subject == thing.subject and now < until for subject, until in viewer.glass)


def bar(viewer: Viewer, thing: Thing, now: datetime) -> Bar | None:
    """Return why the viewer may not see the thing, or None. A link bars everybody, the registrar too, and no broken
    glass lifts it: nobody reads about the own family."""
    if viewer.collar in thing.linked:
        return Bar.LINKED
    if has_broken_glass(viewer, thing, now):
        return None
    if thing.is_sensitive and May.SEE_SENSITIVE not in viewer.may:
        return Bar.SENSITIVE
    if thing.unit != viewer.unit and May.SEE_ALL_UNITS not in viewer.may:
        return Bar.OTHER_UNIT
    return None
