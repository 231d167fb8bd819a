"""The trail's events and their chain: who did what to whose data, in an order that nobody can change unseen.

Each event holds the hash of the event before it, so that the hash of the last one stands for all. That hash is
published (weekly, outside the house); who has it and an export can tell whether anything was changed, removed,
reordered or put in. What is personal stands apart, in a payload of which the event holds only a salted commitment:
when payload and salt are erased, the chain still holds and tells nothing of the person.

The six kinds are those of section 62(1) of the Data Protection Act 2018; justification, time, person and recipient are
what 62(2) to (4) ask of consultation and disclosure.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

FORMAT = "fullcount-trail/1"
HASH = re.compile(r"[0-9a-f]{64}\Z")
SALT_BYTES = 32


class Kind(StrEnum):
    """The six kinds of processing of which a log must be kept."""

    COLLECTION = "collection"
    ALTERATION = "alteration"
    CONSULTATION = "consultation"
    DISCLOSURE = "disclosure"
    COMBINATION = "combination"
    ERASURE = "erasure"


class Purpose(StrEnum):
    """Why, as a word that tells nothing of a person; what more there is to say stands in the payload."""

    RECORDING = "recording of crime"
    SUPERVISION = "supervision"
    AUDIT = "audit"
    FEEDBACK = "feedback to an officer"
    PROSECUTION = "disclosure to a prosecutor"
    SUBJECT_REQUEST = "request of the person concerned"
    RETENTION = "end of a retention period"
    ACCOUNTS = "running of accounts"
    SECURITY = "security"


@dataclass(frozen=True, slots=True)
class Event:
    """One event. number: 1, 2, 3 and so on, without a gap; at: UTC in ISO 8601 with microseconds; verb: what was done;
    actor: the key of an account; subject: app and number of what it was done to; recipient: the body or office to which
    data went; before, after: salted hashes of the subject's state; covers: the events whose payloads an erasure took;
    commitment: see `commitment`; previous: the hash of the event before."""

    number: int
    at: str
    kind: Kind
    verb: str
    actor: str
    subject: str
    purpose: str
    commitment: str
    previous: str
    recipient: str = ""
    before: str = ""
    after: str = ""
    covers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as it was recorded: with its hash, and its payload and salt (none of either once erased)."""

    event: Event
    hash: str
    payload: Mapping[str, Any] | None = field(default=None)
    salt: str | None = None


def canonical(value: Any) -> bytes:
    """Return a value's one form in bytes: JSON in ASCII with sorted keys and no blanks. Raises ValueError on NaN."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode("ascii")


def genesis(chain: str) -> str:
    """Return what the first event of a chain has for `previous`: it differs by chain, so that none stands for another.

    >>> genesis("desk")[:8]
    '1d96706a'
    """
    return hashlib.sha256(canonical([FORMAT, "genesis", chain])).hexdigest()


def event_hash(event: Event) -> str:
    """Return an event's hash, over all it holds and thereby over all before it."""
    return hashlib.sha256(canonical([FORMAT, "event", asdict(event)])).hexdigest()


def commitment(payload: Mapping[str, Any], salt: str) -> str:
    """Return what an event holds of its payload: nobody can find the payload from it without the salt (64 hex digits).

    Without a salt, a name could be found by trying every name. Raises ValueError where the salt is no such salt.
    """
    if not HASH.match(salt):
        raise ValueError("a salt has 64 hexadecimal digits")
    return hashlib.sha256(canonical([FORMAT, "payload", salt, payload])).hexdigest()


def state_hash(state: Mapping[str, Any], salt: str) -> str:
    """Return the hash of a thing's state under the thing's own salt: equal states of one thing have equal hashes, and
    once its salt is erased nothing can be found from them."""
    return hashlib.sha256(canonical([FORMAT, "state", salt, state])).hexdigest()


def recorded(event: Event, payload: Mapping[str, Any], salt: str) -> Recorded:
    """Return an event with its hash. Raises ValueError where its commitment is not that of the payload."""
    if event.commitment != commitment(payload, salt):
        raise ValueError("the commitment is of another payload")
    return Recorded(event, event_hash(event), payload, salt)
