"""Cases of the desk and what people decided on them."""

import json
import secrets
from typing import Any

from django.db import models

from fullcount.web.accounts.attributes import Thing


def new_key() -> str:
    """Return a name for a case that nobody can guess and that tells nothing."""
    return secrets.token_urlsafe(16)


class Status(models.TextChoices):
    """Where a case stands."""

    OPEN = "open", "open"
    NEEDS_AUDIO = "needs-audio", "needs the audio"
    NEEDS_VICTIM = "needs-victim", "needs the victim"
    SETTLED = "settled", "settled"


class Case(models.Model):
    """One finding of a run, brought to the desk. key: its name in addresses, which tells nothing; place: see `order`;
    linked: collar numbers of those linked to a person whom it concerns; version: raised by each change; salt: of its
    state's hash; body: the case as it was delivered."""

    key = models.CharField(max_length=22, unique=True, default=new_key)
    report_id = models.CharField(max_length=200, unique=True)
    delivery = models.CharField(max_length=64)
    arrived = models.DateTimeField()
    place = models.FloatField()
    priority = models.FloatField()
    harm = models.FloatField()
    certainty = models.FloatField()
    state = models.CharField(max_length=30)
    why = models.TextField()
    offence = models.TextField(blank=True)
    unit = models.CharField(max_length=60, blank=True)
    is_sensitive = models.BooleanField(default=False)
    linked = models.TextField(blank=True)
    deadline = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.OPEN)
    version = models.IntegerField(default=0)
    salt = models.CharField(max_length=64)
    body = models.TextField()

    class Meta:
        indexes = (
            models.Index(fields=["status", "-place"], name="desk_queue"),
            models.Index(fields=["unit", "status", "-place"], name="desk_queue_of_unit"),
        )

    def __str__(self) -> str:
        return f"case {self.pk}"

    @property
    def subject(self) -> str:
        """The name under which the trail knows it."""
        return f"case:{self.pk}"

    @property
    def thing(self) -> Thing:
        """What the rules of attribute look at."""
        linked = frozenset(one for one in self.linked.split(",") if one)
        return Thing(self.subject, self.unit, self.is_sensitive, linked)

    @property
    def told(self) -> dict[str, Any]:
        """The case as it was delivered."""
        body: dict[str, Any] = json.loads(self.body)
        return body


class Decision(models.Model):
    """What one person decided on a case. Never changed: undone by another one that names it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    verb = models.CharField(max_length=12)
    by = models.CharField(max_length=32)
    collar = models.CharField(max_length=20)
    at = models.DateTimeField()
    reason = models.TextField()
    classes = models.TextField(blank=True)
    crimes_due = models.IntegerField(null=True)
    undoes = models.IntegerField(null=True)
    event = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["by", "-at"], name="decisions_by_person"),)

    def __str__(self) -> str:
        return f"{self.verb} on case {self.case_id}"
