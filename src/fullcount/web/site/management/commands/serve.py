"""`serve`: the application on one machine, for that machine alone: migrate, then answer at 127.0.0.1."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.core.wsgi import get_wsgi_application
from django.db.models import Count
from gunicorn.app.base import BaseApplication

from fullcount.web.desk.models import Case

THREADS = 8


class OneMachine(BaseApplication):  # type: ignore[misc]
    """Gunicorn with one worker: SQLite has one writer at a time in any case."""

    def __init__(self, application: Any, address: str) -> None:
        self.application, self.address = application, address
        super().__init__()

    def load_config(self) -> None:
        told = {
            "bind": self.address,
            "workers": 1,
            "threads": THREADS,
            "worker_class": "gthread",
            "loglevel": "warning",
        }
        for name, value in told.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return self.application


class Command(BaseCommand):
    """Migrates and answers until it is stopped."""

    help = "Serve the application on this machine only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8017)
        parser.add_argument("--people", action="store_true", help="one account a role, for a synthetic force")

        parser.add_argument("--delivery", help="a delivery to bring to the desk first")

    def handle(self, *_: object, port: int, people: bool, delivery: str | None, **__: object) -> None:
        call_command("migrate", verbosity=0)
        if delivery:
            call_command("import_cases", delivery)
        if people:
            call_command("synthetic_people", unit=_busiest_unit())
            settings.DEMO = True  # it was read before there was a synthetic force
        self.stdout.write(f"Fullcount answers at http://127.0.0.1:{port}/ until you press Ctrl+C.")
        OneMachine(get_wsgi_application(), f"127.0.0.1:{port}").run()


def _busiest_unit() -> str:
    """Return the unit that most cases belong to, so that those who see their own unit alone see something."""
    units = Case.objects.exclude(unit="").values_list("unit").annotate(n=Count("pk")).order_by("-n", "unit")
    return str(units[0][0]) if units else "A1"
