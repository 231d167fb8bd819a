"""What the trail keeps, without foreign keys: an event outlives what it tells of. `triggers` refuse to change it."""

from django.db import models


class Event(models.Model):
    """One event of the chain; see core.events.Event for what each field means."""

    number = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=27)
    kind = models.CharField(max_length=12)
    verb = models.CharField(max_length=60)
    actor = models.CharField(max_length=36)
    subject = models.CharField(max_length=60)
    purpose = models.CharField(max_length=60)
    recipient = models.CharField(max_length=120, blank=True)
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)
    covers = models.TextField(blank=True)
    commitment = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = (
            models.Index(fields=["actor", "number"], name="trail_by_actor"),
            models.Index(fields=["subject", "number"], name="trail_by_subject"),
        )


class Payload(models.Model):
    """What of an event is personal, with its salt: erased together."""

    event_number = models.BigIntegerField(primary_key=True)
    salt = models.CharField(max_length=64)
    body = models.TextField()


class Concern(models.Model):
    """One person, report or record that an event concerns, for the search; erased with the payload."""

    event_number = models.BigIntegerField()
    key = models.CharField(max_length=120)

    class Meta:
        indexes = (models.Index(fields=["key", "event_number"], name="trail_by_concern"),)


class Taken(models.Model):
    """Which erasure took an event's payload: without such a row no payload can be deleted."""

    event_number = models.BigIntegerField(primary_key=True)
    by_event = models.BigIntegerField()
