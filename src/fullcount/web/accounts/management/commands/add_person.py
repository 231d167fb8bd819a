"""`add_person COLLAR NAME ROLE`: opens an account from the machine itself: the first system manager's, above all."""

import secrets
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from fullcount.core.errors import FullcountError
from fullcount.web.accounts import actions
from fullcount.web.accounts.roles import ROLES


class Command(BaseCommand):
    """Opens the account and says its first password, once."""

    help = "Open an account and print its first password; the second factor is set up at the first sign-in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("collar")
        parser.add_argument("name")
        parser.add_argument("role", choices=sorted(ROLES))
        parser.add_argument("--unit", default="")

    def handle(self, *_: object, collar: str, name: str, role: str, unit: str, **__: object) -> None:
        password = secrets.token_urlsafe(15)
        try:
            person = actions.add_person(actions.SYSTEM, collar, name, unit, password)
        except FullcountError as error:
            raise CommandError(str(error)) from None
        actions.grant(actions.SYSTEM, person, role, timezone.now())
        self.stdout.write(password)
