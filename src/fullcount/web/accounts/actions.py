"""What is done to accounts: each is one transaction and one event."""

import hashlib
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from fullcount.core.errors import ConfigError, Fault
from fullcount.core.events import Event, Kind, Purpose
from fullcount.web.accounts.attributes import GLASS_LASTS, Thing, Viewer
from fullcount.web.accounts.models import Attempt, Glass, Grant, Person
from fullcount.web.accounts.roles import ROLES
from fullcount.web.trail.actions import Act, record

SYSTEM = "system"
"""The actor of what a command on the machine did."""
ENROL_WITHIN = timedelta(days=2)


def add_person(actor: str, collar: str, name: str, unit: str, password: str) -> Person:
    """Return a new person, who may set up a second factor within two days. Raises ConfigError where it cannot be."""
    if Person.objects.filter(collar__iexact=collar).exists():
        raise ConfigError("the account cannot be opened", [Fault("collar number", "has an account already")])
    with transaction.atomic():
        person = Person(collar=collar, name=name, unit=unit, enrol_until=timezone.now() + ENROL_WITHIN)
        person.set_password(password)
        person.save()
        _altered(actor, "account.opened", person)
    return person


def grant(actor: str, person: Person, role: str, starts: datetime, ends: datetime | None = None) -> Grant:
    """Return a role granted. Raises ConfigError for a role that there is not."""
    if role not in ROLES:
        raise ConfigError("the role cannot be granted", [Fault("role", "is none", f"one of {', '.join(ROLES)}")])
    with transaction.atomic():
        made = Grant.objects.create(person=person, role=role, starts=starts, ends=ends)
        _altered(actor, "role.granted", person, role=role)
    return made


def end_grant(actor: str, held: Grant) -> None:
    """End a role now."""
    with transaction.atomic():
        held.ends = timezone.now()
        held.save(update_fields=["ends"])
        _altered(actor, "role.ended", held.person, role=held.role)


def close_account(actor: str, person: Person) -> None:
    """Close an account: the person is out at the next request, in every session."""
    now = timezone.now()
    with transaction.atomic():
        person.is_active, person.left_at = False, now
        person.set_unusable_password()
        person.save()
        person.grants.filter(ends=None).update(ends=now)
        _altered(actor, "account.closed", person)


def signed_in(person: Person) -> None:
    """Record a sign-in with both factors."""
    with transaction.atomic():
        _altered(person.key, "account.signed-in", person, purpose=Purpose.SECURITY)


def signed_out(person: Person) -> None:
    """Record that a person signed out."""
    with transaction.atomic():
        _altered(person.key, "account.signed-out", person, purpose=Purpose.SECURITY)


def refused(collar: str, place: str) -> None:
    """Record a failed sign-in, whether or not there is such an account."""
    person = Person.objects.filter(collar__iexact=collar).first()
    now = timezone.now()
    with transaction.atomic():
        Attempt.objects.filter(at__lt=now - timedelta(days=1)).delete()
        Attempt.objects.create(account=hashed(collar), place=place, at=now)
        subject = f"account:{person.pk}" if person else "account:none"
        concerns = (f"person:{person.key}",) if person else ()
        record(Act(Kind.ALTERATION, "account.refused", "nobody", subject, Purpose.SECURITY, concerns))


def forgiven(collar: str, place: str) -> None:
    """Forget the failures of an account and place: a sign-in there has succeeded."""
    Attempt.objects.filter(account=hashed(collar), place=place).delete()


def hashed(text: str) -> str:
    """Return the hash under which an account or place stands among the attempts."""
    return hashlib.sha256(text.strip().lower().encode()).hexdigest()


def break_glass(viewer: Viewer, thing: Thing, reason: str) -> Event:
    """Return the event of a glass broken: the thing is open to the viewer for an hour, and the registrar is told.

    Raises ConfigError without a reason, or where the viewer is linked to a person whom it concerns.
    """
    if len(reason.strip()) < 10:
        raise ConfigError("the glass stays whole", [Fault("reason", "is too short", "say why you must see this")])
    if viewer.collar in thing.linked:
        raise ConfigError("the glass stays whole", [Fault("case", "you are linked to a person whom it concerns")])
    now = timezone.now()
    with transaction.atomic():
        person = Person.objects.get(key=viewer.key)
        Glass.objects.create(person=person, subject=thing.subject, reason=reason, at=now, until=now + GLASS_LASTS)
        return record(
            Act(Kind.CONSULTATION, "glass.broken", viewer.key, thing.subject, Purpose.RECORDING, reason=reason.strip())
        )


def _altered(
    actor: str, verb: str, person: Person, *, role: str = "", purpose: Purpose = Purpose.ACCOUNTS
) -> None:  # fmt: skip
    details = {"collar": person.collar} | ({"role": role} if role else {})
    subject = f"account:{person.pk}"
    record(Act(Kind.ALTERATION, verb, actor, subject, purpose, (f"person:{person.key}",), details=details))
