"""The export of a trail as lines of JSON: a header, then one line an event. Anybody can read it with any program.

{"format": "fullcount-trail/1", "chain": "desk", "events": 2, "head": "..."}
{"number": 1, "at": "...", "kind": "consultation", ..., "hash": "...", "payload": {...}, "salt": "..."}
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from fullcount.core.events import FORMAT, HASH, Event, Kind, Recorded

_TEXTS = (
    "at", "verb", "actor", "subject", "purpose", "commitment", "previous", "recipient", "before", "after", "hash",
)  # fmt: skip
_KEYS = {*_TEXTS, "number", "kind", "covers", "payload", "salt"}
LONGEST = 4_000_000
"""Characters of a line: a payload is a page, not an extract."""


@dataclass(frozen=True, slots=True)
class Header:
    """What an export says of itself: the chain's name, how many events it holds, the hash of the last."""

    chain: str
    events: int
    head: str


def header_line(header: Header) -> str:
    """Return the first line of an export."""
    return json.dumps({"format": FORMAT, **asdict(header)})


def event_line(one: Recorded) -> str:
    """Return the line of one event."""
    body = asdict(one.event) | {"hash": one.hash, "payload": one.payload, "salt": one.salt}
    return json.dumps(body, ensure_ascii=True, allow_nan=False)


def read_header(line: str) -> Header:
    """Return what the first line says. Raises ValueError, with why, where it is no header."""
    body = _object(line)
    chain, events, head = body.get("chain"), body.get("events"), body.get("head")
    if body.get("format") != FORMAT or set(body) != {"format", "chain", "events", "head"}:
        raise ValueError(f"is not the header of an export ({FORMAT})")
    if not isinstance(chain, str) or not _is_count(events) or not isinstance(head, str) or not HASH.match(head):
        raise ValueError("names no chain, no count or no last hash")
    return Header(chain, int(str(events)), head)


def read_event(line: str) -> Recorded:
    """Return the event of a line. Raises ValueError, with why, where it is none; what it says is not checked here."""
    body = _object(line)
    if set(body) != _KEYS:
        raise ValueError("lacks a field of an event, or has one that no event has")
    if not all(isinstance(body[name], str) for name in _TEXTS):
        raise ValueError("has a field that should be text and is not")
    covers, payload, salt = body["covers"], body["payload"], body["salt"]
    if not _is_count(body["number"]) or not isinstance(covers, list) or not all(_is_count(one) for one in covers):
        raise ValueError("has a number that is none")
    if not (payload is None or isinstance(payload, dict)) or not (salt is None or isinstance(salt, str)):
        raise ValueError("has a payload or a salt that is none")
    try:
        kind = Kind(body["kind"])
    except ValueError:
        raise ValueError("is of none of the six kinds") from None
    told = {name: body[name] for name in _TEXTS if name != "hash"}
    event = Event(number=body["number"], kind=kind, covers=tuple(covers), **told)
    return Recorded(event, body["hash"], payload, salt)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _object(line: str) -> dict[str, Any]:
    if len(line) > LONGEST:
        raise ValueError("is too long for an event")
    try:
        body = json.loads(line, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError:
        raise ValueError("is not JSON") from None
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    if not isinstance(body, dict):
        raise ValueError("is not an object")
    return body


def _once(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    body = dict(pairs)
    if len(body) != len(pairs):
        raise ValueError("has a field twice")
    return body


def _no_number(_: str) -> None:
    raise ValueError("holds a number that is none")
