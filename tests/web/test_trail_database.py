"""The trail in a database: it only grows, whoever writes; erasure leaves the chain whole; the verifier agrees."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fullcount.core.errors import NotFoundError
from fullcount.core.events import Kind, Purpose
from fullcount.pipeline.trail_files import verify_export

CHANGES = (
    "UPDATE trail_event SET actor = 'x' WHERE number = 2",
    "UPDATE trail_event SET hash = 'x'",
    "DELETE FROM trail_event WHERE number = 5",
    "DELETE FROM trail_event",
    "UPDATE trail_payload SET body = '{}' WHERE event_number = 2",
    "DELETE FROM trail_payload WHERE event_number = 2",
    "UPDATE trail_concern SET key = 'x'",
    "DELETE FROM trail_concern",
    "UPDATE trail_taken SET by_event = 1",
    "DELETE FROM trail_taken",
    "INSERT INTO trail_taken (event_number, by_event) VALUES (2, 4)",
    "INSERT INTO trail_taken (event_number, by_event) VALUES (1, 6)",
    "INSERT INTO trail_taken (event_number, by_event) VALUES (9, 6)",
    "INSERT INTO trail_event SELECT 9, at, kind, verb, actor, subject, purpose, recipient, before, after, covers, "
    "commitment, previous, hash FROM trail_event WHERE number = 2",
    "INSERT INTO trail_event SELECT 7, at, kind, verb, actor, subject, purpose, recipient, before, after, covers, "
    "commitment, previous, hash FROM trail_event WHERE number = 2",
    "INSERT INTO trail_payload SELECT event_number, salt, '{}' FROM trail_payload WHERE event_number = 2",
)
REPLACES = (
    "REPLACE INTO trail_event SELECT number, at, kind, 'x', actor, subject, purpose, recipient, before, after, covers, "
    "commitment, previous, hash FROM trail_event WHERE number = 6",
    "INSERT OR REPLACE INTO trail_payload SELECT event_number, salt, '{}' FROM trail_payload WHERE event_number = 2",
    "REPLACE INTO trail_concern SELECT id, event_number, 'x' FROM trail_concern",
    "REPLACE INTO trail_taken SELECT event_number, 2 FROM trail_taken",
)
TRUNCATES = tuple(f"TRUNCATE trail_{table}" for table in ("event", "payload", "concern", "taken"))


def act(kind: Kind = Kind.CONSULTATION, **given: Any) -> Any:
    from fullcount.web.trail.actions import Act

    told = {"verb": "case.seen", "actor": "a1", "subject": "case:1", "purpose": Purpose.RECORDING, **given}
    return Act(kind, **told)


@pytest.fixture
def six(db: None) -> None:
    """Six events: one of each kind, the last an erasure of the first."""
    from fullcount.web.trail.actions import erase, record

    for number, kind in enumerate([kind for kind in Kind if kind is not Kind.ERASURE], start=1):
        record(act(kind, concerns=(f"victim:{number}",), reason=f"because {number}", recipient="the prosecutor"))
    erase([1], act(Kind.ERASURE, subject="event:1", purpose=Purpose.RETENTION))


def verdict(tmp_path: Path, *roots: str) -> Any:
    from fullcount.web.trail.reads import export_file

    with export_file() as stream:
        (tmp_path / "trail.jsonl").write_bytes(stream.read())
    return verify_export(tmp_path / "trail.jsonl", roots)[1]


def test_what_was_recorded_is_exported_and_holds(six: None, tmp_path: Path) -> None:
    from fullcount.web.trail.reads import head

    found = verdict(tmp_path, head().root)
    assert (found.holds, found.events, found.covered, found.erased) == (True, 6, 6, 1), found.faults


def test_an_empty_trail_is_exported(db: None, tmp_path: Path) -> None:
    found = verdict(tmp_path)
    assert (found.holds, found.events) == (True, 0)


def _refused(statement: str) -> None:
    from django.db import DatabaseError, connection, transaction

    with (
        pytest.raises(DatabaseError, match=r"only grows|duplicate key"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize("statement", CHANGES)
def test_the_database_refuses_every_change(statement: str, six: None) -> None:
    _refused(statement)


def test_the_database_refuses_its_own_ways_round_a_trigger(six: None) -> None:
    from django.db import connection

    for statement in {"sqlite": REPLACES, "postgresql": TRUNCATES}[connection.vendor]:
        _refused(statement)


def test_bulk_writes_of_the_framework_are_refused_too(six: None) -> None:
    from django.db import DatabaseError, transaction

    from fullcount.web.trail.models import Concern, Event, Payload

    for tried in (
        lambda: Event.objects.update(actor="x"),
        lambda: Event.objects.all().delete(),
        lambda: Event.objects.filter(number=3)._raw_delete("default"),
        lambda: Payload.objects.filter(event_number=3).delete(),
        lambda: Concern.objects.all().delete(),
        lambda: Event(number=3, at="", kind="", verb="x").save(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            tried()


def test_a_transaction_that_fails_leaves_no_event(db: None) -> None:
    from django.db import transaction

    from fullcount.web.trail.actions import record
    from fullcount.web.trail.reads import head

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(act())
        1 / 0  # noqa: B018
    assert head().events == 0


def test_the_search_finds_who_acted_and_whose_data_it_was(six: None) -> None:
    from fullcount.web.trail.reads import search

    assert [one.event.number for one in search("victim:3")[0]] == [3]
    assert [one.event.number for one in search("person:a1")[0]] == [6, 5, 4, 3, 2, 1]
    assert [one.event.number for one in search("case:1")[0]] == [5, 4, 3, 2, 1]
    assert search("victim:33") == ([], 0)
    assert search("person:a1", most=2)[1] == 6


def test_the_search_keeps_to_its_days(six: None) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from fullcount.web.trail.reads import search

    now = timezone.now()
    assert search("person:a1", since=now - timedelta(hours=1), until=now + timedelta(hours=1))[1] == 6
    assert search("person:a1", since=now + timedelta(hours=1))[1] == 0
    assert search("person:a1", until=now - timedelta(hours=1))[1] == 0


def test_what_was_erased_is_found_no_more_by_the_person(six: None) -> None:
    from fullcount.web.trail.models import Payload
    from fullcount.web.trail.reads import search

    assert search("victim:1") == ([], 0)
    assert not Payload.objects.filter(event_number=1).exists()


def test_nothing_is_erased_twice_or_where_there_is_nothing(six: None) -> None:
    from fullcount.web.trail.actions import erase
    from fullcount.web.trail.reads import head

    for numbers in ([1], [1, 2], [99], []):
        with pytest.raises(NotFoundError):
            erase(numbers, act(Kind.ERASURE))
    assert head().events == 6


def test_a_disclosure_needs_a_recipient(db: None) -> None:
    from fullcount.web.trail.actions import record

    with pytest.raises(ValueError, match="recipient"):
        record(act(Kind.DISCLOSURE))


def test_a_change_by_who_owns_the_database_is_found(six: None, tmp_path: Path) -> None:
    """Who may drop the triggers may change a row: the chain tells."""
    from django.db import connection

    from fullcount.web.trail.reads import head
    from fullcount.web.trail.triggers import statements

    root = head().root
    changes: dict[str, Callable[[Any], object]] = {
        "was changed": lambda cursor: cursor.execute("UPDATE trail_event SET actor = 'x' WHERE number = 3"),
        "has another payload": lambda cursor: cursor.execute(
            "UPDATE trail_payload SET body = '{}' WHERE event_number = 3"
        ),
        "event 4: stands where": lambda cursor: cursor.execute("DELETE FROM trail_event WHERE number = 3"),
    }
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor)[1]:
            cursor.execute(statement)
        for told, change in changes.items():
            change(cursor)
            assert told in "\n".join(map(str, verdict(tmp_path, root).faults))
