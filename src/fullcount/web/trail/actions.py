"""The one way in which an event is written, and the one in which a payload is erased."""

import json
import secrets
from collections.abc import Collection, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from fullcount.core.errors import Fault, NotFoundError
from fullcount.core.events import SALT_BYTES, Event, Kind, Purpose, commitment, event_hash, genesis
from fullcount.web.trail import models

LOCK = 0x66756C6C  # the advisory lock of PostgreSQL that events are written under
left: ContextVar[list[Kind] | None] = ContextVar("left", default=None)
"""The kinds of event that the request being answered has left so far; the guard reads it."""


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be recorded. actor: the key of an account; subject: app and number; concerns: whose data (victim:...,
    report:..., person:...); reason: in the actor's words; recipient: for a disclosure; details: whatever else there is
    to say, all of it personal; before, after: see core.events.state_hash."""

    kind: Kind
    verb: str
    actor: str
    subject: str
    purpose: Purpose
    concerns: Collection[str] = ()
    reason: str = ""
    recipient: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    before: str = ""
    after: str = ""


def record(act: Act, covers: tuple[int, ...] = ()) -> Event:
    """Return the event recorded, as the last of the chain, in the caller's transaction or one of its own.

    Raises ValueError for a disclosure without a recipient. Writers wait for each other until the transaction ends: an
    event is the last thing that a transaction does.
    """
    if act.kind is Kind.DISCLOSURE and not act.recipient:
        raise ValueError("a disclosure names its recipient")
    payload = {"concerns": sorted(set(act.concerns)), "reason": act.reason, "details": dict(act.details)}
    salt = secrets.token_hex(SALT_BYTES)
    with transaction.atomic():
        _wait_for_turn()
        last = models.Event.objects.order_by("-number").values_list("number", "hash").first()
        number, previous = (last[0] + 1, last[1]) if last else (1, genesis(settings.TRAIL_CHAIN))
        event = Event(
            number, stamp(timezone.now()), act.kind, act.verb, act.actor, act.subject, act.purpose,
            commitment(payload, salt), previous, act.recipient, act.before, act.after, covers,
        )  # fmt: skip
        _insert(event, payload, salt)
    kinds = left.get()
    if kinds is not None:
        kinds.append(act.kind)
    return event


def erase(numbers: Collection[int], act: Act) -> Event:
    """Return the erasure that took the payloads of those events; the chain holds as before, and says by whom and why.

    Raises NotFoundError where one has no payload (any more).
    """
    wanted = sorted(set(numbers))
    with transaction.atomic():
        _wait_for_turn()
        there = models.Payload.objects.filter(event_number__in=wanted).count()
        if there != len(wanted) or not wanted:
            raise NotFoundError("not every payload is there", [Fault("events", f"{there} of {len(wanted)} are there")])
        event = record(act, tuple(wanted))
        models.Taken.objects.bulk_create(models.Taken(event_number=number, by_event=event.number) for number in wanted)
        models.Payload.objects.filter(event_number__in=wanted).delete()
        models.Concern.objects.filter(event_number__in=wanted).delete()
    return event


def stamp(at: datetime) -> str:
    """Return a moment as events hold it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _wait_for_turn() -> None:
    """Wait until no other transaction is writing an event. A transaction of SQLite has the right already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _insert(event: Event, payload: Mapping[str, Any], salt: str) -> None:
    told = {name: getattr(event, name) for name in Event.__slots__ if name != "covers"}
    covers = ",".join(map(str, event.covers))
    models.Event.objects.create(**told, covers=covers, hash=event_hash(event))
    models.Payload.objects.create(event_number=event.number, salt=salt, body=json.dumps(payload))
    keys = sorted({f"person:{event.actor}", event.subject, *payload["concerns"]})
    models.Concern.objects.bulk_create(models.Concern(event_number=event.number, key=key[:120]) for key in keys)
