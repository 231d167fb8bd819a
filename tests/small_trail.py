"""A small trail for tests: events of all six kinds, one of whose payloads an erasure has taken."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from fullcount.core.events import Event, Kind, Purpose, Recorded, commitment, event_hash, genesis
from fullcount.core.trail_lines import Header, event_line, header_line

CHAIN = "desk"
KINDS = tuple(Kind)


def salt_of(number: int) -> str:
    return hashlib.sha256(f"salt {number}".encode()).hexdigest()


def trail(n: int = 12, chain: str = CHAIN, actor: str = "a1") -> list[Recorded]:
    """n events, the kinds in turn; every sixth is an erasure that takes the payload of the first of its six."""
    made: list[Recorded] = []
    previous = genesis(chain)
    for number in range(1, n + 1):
        kind = KINDS[(number - 1) % 6]
        payload = {"concerns": [f"victim:{number}"], "reason": f"because {number}"}
        event = Event(
            number, f"2026-05-01T09:{number // 60:02}:{number % 60:02}.000000Z", kind, f"{kind}.made", actor,
            f"case:{number}", Purpose.RECORDING, commitment(payload, salt_of(number)), previous,
            recipient="the prosecutor" if kind is Kind.DISCLOSURE else "",
            covers=(number - 5,) if kind is Kind.ERASURE else (),
        )  # fmt: skip
        previous = event_hash(event)
        made.append(Recorded(event, previous, payload, salt_of(number)))
    taken = {number for one in made for number in one.event.covers}
    return [replace(one, payload=None, salt=None) if one.event.number in taken else one for one in made]


def chained_anew(events: Sequence[Recorded], chain: str = CHAIN) -> list[Recorded]:
    """The same events, numbered and chained again from the first: what a forger with the program does."""
    made: list[Recorded] = []
    previous = genesis(chain)
    for number, one in enumerate(events, start=1):
        event = replace(one.event, number=number, previous=previous)
        previous = event_hash(event)
        made.append(replace(one, event=event, hash=previous))
    return made


def exported(events: Sequence[Recorded], chain: str = CHAIN) -> str:
    head = events[-1].hash if events else genesis(chain)
    return "".join(f"{line}\n" for line in [header_line(Header(chain, len(events), head)), *map(event_line, events)])
