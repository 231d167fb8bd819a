"""`grants ROLE`: the SQL that gives the application's role its rights, to be run by the tables' owner."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from fullcount.web.trail.grants import statements


class Command(BaseCommand):
    """Prints; changes nothing."""

    help = "Print the SQL that gives a role of PostgreSQL the application's rights: in the trail, only to add."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role")

    def handle(self, *_: object, role: str, **__: object) -> None:
        try:
            told = statements(role)
        except ValueError as error:
            raise CommandError(str(error)) from None
        self.stdout.write("\n".join(f"{statement};" for statement in told))
