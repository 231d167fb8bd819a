"""What is asked of the trail: whom an event concerns, and the whole of it as an export."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from django.conf import settings

from fullcount.core.events import Event, Kind, Recorded, genesis
from fullcount.core.trail_lines import Header, event_line, header_line
from fullcount.web.trail import models
from fullcount.web.trail.actions import stamp

STRETCH = 2_000


@dataclass(frozen=True, slots=True)
class Head:
    """How many events there are, and the hash of the last: the root that is published."""

    events: int
    root: str


def head() -> Head:
    """Return the chain's length and root."""
    last = models.Event.objects.order_by("-number").values_list("number", "hash").first()
    return Head(last[0], last[1]) if last else Head(0, genesis(settings.TRAIL_CHAIN))


def search(
    key: str, since: datetime | None = None, until: datetime | None = None, most: int = 500
) -> tuple[list[Recorded], int]:
    """Return the last events that concern a key, and how many there are. key: person:, victim:, report: or case:...

    Who acted and whose data it was are both found. An event whose payload was erased concerns only who acted and what
    was acted on from then on, and is found by its actor or subject.
    """
    by_index = models.Concern.objects.filter(key=key).values("event_number")
    found = models.Event.objects.filter(number__in=by_index)
    found |= models.Event.objects.filter(actor=key.removeprefix("person:"))
    found |= models.Event.objects.filter(subject=key)
    if since:
        found = found.filter(at__gte=stamp(since))
    if until:
        found = found.filter(at__lt=stamp(until))
    rows = list(found.order_by("-number").distinct()[:most])
    return _recorded(rows), found.distinct().count()


def export_file() -> IO[bytes]:
    """Return the whole trail as it stood at one moment, as an open file at its beginning.

    It is written from the beginning again where a payload was erased meanwhile by an event that came too late for it.
    """
    while True:
        now = head()
        stream = tempfile.TemporaryFile()  # noqa: SIM115  (the caller closes it)
        stream.writelines(f"{line}\n".encode("ascii") for line in _lines(now))
        if not models.Taken.objects.filter(by_event__gt=now.events).exists():
            stream.seek(0)
            return stream
        stream.close()


def _lines(now: Head) -> Iterator[str]:
    yield header_line(Header(settings.TRAIL_CHAIN, now.events, now.root))
    for start in range(1, now.events + 1, STRETCH):
        rows = models.Event.objects.filter(number__gte=start, number__lt=min(start + STRETCH, now.events + 1))
        yield from map(event_line, _recorded(list(rows.order_by("number"))))


def _recorded(rows: Sequence[models.Event]) -> list[Recorded]:
    """Return the events of some rows with their payloads."""
    numbers = [row.number for row in rows]
    payloads = {one.event_number: one for one in models.Payload.objects.filter(event_number__in=numbers)}
    return [_one(row, payloads.get(row.number)) for row in rows]


def _one(row: models.Event, payload: models.Payload | None) -> Recorded:
    told: dict[str, Any] = {name: getattr(row, name) for name in Event.__slots__}
    told["kind"] = Kind(row.kind)
    told["covers"] = tuple(int(number) for number in row.covers.split(",") if number)
    if payload is None:
        return Recorded(Event(**told), row.hash)
    return Recorded(Event(**told), row.hash, json.loads(payload.body), payload.salt)
