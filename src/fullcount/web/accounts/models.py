"""People, the roles they hold and held, their failed sign-ins, and the glasses they broke."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q


def new_key() -> str:
    """Return a key for an account: it tells nothing of the person."""
    return uuid.uuid4().hex


class People(BaseUserManager["Person"]):
    """Makes and finds people."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Return the person with a collar number, in whichever case it is typed."""
        return self.get(collar__iexact=username)


class Person(AbstractBaseUser):
    """Somebody with an account. key: what events name; enrol_until: until when a new second factor may be set up."""

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    collar = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    unit = models.CharField(max_length=60, blank=True)
    is_active = models.BooleanField(default=True)
    left_at = models.DateTimeField(null=True, blank=True)
    enrol_until = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "collar"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def roles_at(self, now: datetime) -> tuple[str, ...]:
        """Return the names of the roles held at a moment."""
        held = self.grants.filter(starts__lte=now).filter(Q(ends=None) | Q(ends__gt=now))
        return tuple(sorted(set(held.values_list("role", flat=True))))

    def __str__(self) -> str:
        return self.collar


class Grant(models.Model):
    """A role held by a person from one moment to another (or until further notice). Ended, never deleted."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20)
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.role} of {self.person_id}"


class Attempt(models.Model):
    """A failed sign-in: to which account, from which place. Kept for a day."""

    account = models.CharField(max_length=64)
    place = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["account", "place", "at"], name="attempts_by_place"),)

    def __str__(self) -> str:
        return f"attempt at {self.at}"


class Glass(models.Model):
    """A glass broken: who opened what against a rule of attribute, why, and until when that holds."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="glasses")
    subject = models.CharField(max_length=60)
    reason = models.TextField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    seen_by = models.CharField(max_length=32, blank=True)

    def __str__(self) -> str:
        return f"{self.subject} by {self.person_id}"
