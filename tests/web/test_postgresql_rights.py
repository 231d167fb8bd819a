"""On PostgreSQL the application's role owns nothing: it can add to the trail and can do nothing else to it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fullcount.web.trail.grants import statements

REFUSED = (
    "UPDATE trail_event SET actor = 'x'",
    "DELETE FROM trail_event",
    "TRUNCATE trail_event",
    "UPDATE trail_payload SET body = ''",
    "DELETE FROM trail_payload",
    "TRUNCATE trail_payload, trail_concern",
    "UPDATE trail_taken SET by_event = 1",
    "ALTER TABLE trail_event DISABLE TRIGGER ALL",
    "ALTER TABLE trail_event DISABLE TRIGGER trail_event_update",
    "DROP TRIGGER trail_event_update ON trail_event",
    "DROP FUNCTION trail_refuse() CASCADE",
    "CREATE OR REPLACE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
    "DROP TABLE trail_event CASCADE",
    "ALTER TABLE trail_event RENAME TO other",
    "CREATE RULE r AS ON INSERT TO trail_event DO INSTEAD NOTHING",
    "SET session_replication_role = replica",
    "SET ROLE postgres",
    "DELETE FROM django_migrations",
)
ON_POSTGRESQL = os.environ.get("FULLCOUNT_TEST_POSTGRESQL") == "1"
HERE = Path(__file__).parent


def test_a_roles_name_is_a_name() -> None:
    assert all(" desk_app" in statement for statement in statements("desk_app"))
    for name in ("a; DROP TABLE x", "", 'a"b', "rôle"):
        with pytest.raises(ValueError, match="letters"):
            statements(name)


def test_the_applications_role_only_adds(db: None) -> None:
    from django.db import DatabaseError, connection, transaction

    from fullcount.core.events import Kind, Purpose
    from fullcount.web.trail.actions import Act, erase, record
    from fullcount.web.trail.models import Event

    act = Act(Kind.CONSULTATION, "case.seen", "a1", "case:1", Purpose.RECORDING)
    record(act)
    if connection.vendor != "postgresql":  # roles are PostgreSQL's: the run below is of this very test on it
        return
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE desk_app NOLOGIN")
        for statement in statements("desk_app"):
            cursor.execute(statement)
        cursor.execute("SET LOCAL SESSION AUTHORIZATION desk_app")
        for statement in REFUSED:
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(statement)
        record(act)
        erase([1], Act(Kind.ERASURE, "event.erased", "a1", "event:1", Purpose.RETENTION))
        assert Event.objects.count() == 3
        cursor.execute("SET LOCAL SESSION AUTHORIZATION DEFAULT")


@pytest.mark.timeout(600)
def test_the_whole_of_these_tests_on_a_real_postgresql() -> None:
    """The server comes up here, on a socket; nothing is skipped on either database."""
    if ON_POSTGRESQL:
        return
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(HERE)]
    done = subprocess.run(
        command, env={**os.environ, "FULLCOUNT_TEST_POSTGRESQL": "1"}, capture_output=True, text=True, check=False,
        cwd=HERE.parents[1],
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
