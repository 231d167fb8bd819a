"""The rules of attribute: a truth table by hand, each role against unit, sensitivity, link and broken glass."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from fullcount.web.accounts.attributes import Bar, Thing, Viewer, bar
from fullcount.web.accounts.lockout import ALLOWED, WINDOW, wait_until
from fullcount.web.accounts.roles import ROLES

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
ALL_UNITS = {"registrar", "deputy", "reviewer", "auditor"}
SENSITIVE = {"registrar", "deputy"}


def viewer(role: str, *glass: tuple[str, datetime]) -> Viewer:
    return Viewer("k", "c1", "C One", "North", (role,), ROLES[role].may, glass)


@pytest.mark.parametrize("role", sorted(ROLES))
@pytest.mark.parametrize(("own", "sensitive", "linked", "broken"), list(product((True, False), repeat=4)))
def test_truth_table(role: str, own: bool, sensitive: bool, linked: bool, broken: bool) -> None:
    thing = Thing("case:1", "North" if own else "South", sensitive, frozenset({"c1"} if linked else {"c2"}))
    glass = [("case:1", NOW + timedelta(minutes=1))] if broken else []
    due = None
    if linked:
        due = Bar.LINKED
    elif broken:
        due = None
    elif sensitive and role not in SENSITIVE:
        due = Bar.SENSITIVE
    elif not own and role not in ALL_UNITS:
        due = Bar.OTHER_UNIT
    assert bar(viewer(role, *glass), thing, NOW) is due


def test_a_broken_glass_is_of_one_thing_and_for_an_hour() -> None:
    thing = Thing("case:1", "North", is_sensitive=True)
    assert bar(viewer("reviewer", ("case:2", NOW + timedelta(hours=1))), thing, NOW) is Bar.SENSITIVE
    assert bar(viewer("reviewer", ("case:1", NOW)), thing, NOW) is Bar.SENSITIVE


def test_the_wait_begins_with_the_fifth_failure_and_ends() -> None:
    failures = [NOW - timedelta(minutes=minute) for minute in range(5)]
    assert wait_until(failures[: ALLOWED - 1], NOW) is None
    assert wait_until(failures, NOW) == NOW + WINDOW
    assert wait_until(failures, NOW + WINDOW) is None
    assert wait_until([NOW - timedelta(minutes=14 + minute) for minute in range(9)], NOW) is None
