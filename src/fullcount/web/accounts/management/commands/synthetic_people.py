"""`synthetic_people`: one account a role for a synthetic force, to sign in to by a button. Never in a real one."""

import secrets
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from fullcount.web.accounts import actions
from fullcount.web.accounts.models import Person
from fullcount.web.accounts.roles import ROLES
from fullcount.web.site.settings.databases import folder

NAMES = {
    "registrar": "Rowan Ashby", "deputy": "Devi Marsh", "reviewer": "Robin Carr", "supervisor": "Sacha Holt",
    "officer": "Olu Grant", "sergeant": "Sam Whitlow", "auditor": "Alex Penrose", "analyst": "Ari Novak",
    "manager": "Morgan Lyle",
}  # fmt: skip
"""Invented."""


class Command(BaseCommand):
    """Opens the accounts that are not there yet, in a desk that holds no others."""

    help = "Open one account a role for a synthetic force."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--unit", default="A1", help="the unit of those who have one")

    def handle(self, *_: object, unit: str, **__: object) -> None:
        marker = folder() / "synthetic"
        if Person.objects.exists() and not marker.exists():
            raise CommandError("this desk has accounts of real people: a synthetic force needs a desk of its own")
        marker.touch()
        for number, (role, name) in enumerate(NAMES.items(), start=1):
            collar = f"S{number:03}"
            if not Person.objects.filter(collar=collar).exists():
                theirs = "" if role in {"manager", "analyst"} else unit
                person = actions.add_person(actions.SYSTEM, collar, name, theirs, secrets.token_urlsafe(24))
                actions.grant(actions.SYSTEM, person, role, timezone.now())
                TOTPDevice.objects.create(user=person, confirmed=True, name="synthetic")
        self.stdout.write(f"{len(NAMES)} accounts of a synthetic force, one a role: {', '.join(ROLES)}")
