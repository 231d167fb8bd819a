"""Whether a trail holds: every event of an export, one after the other, against the published roots."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from fullcount.core.errors import Fault
from fullcount.core.events import Event, Kind, Recorded, commitment, event_hash, genesis

MOST_FAULTS = 100
"""So many are told; all are counted."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found. events: how many; head: the hash of the last; covered: how many a published root stands for;
    erased: payloads that an erasure took; clock_back: events dated before the one they follow (a clock that was put
    right: told, no fault); faults: the first hundred; n_faults: all of them."""

    events: int
    head: str
    covered: int
    erased: int
    clock_back: int
    faults: tuple[Fault, ...]
    n_faults: int

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return self.n_faults == 0


@dataclass(slots=True)
class Walk:
    """A walk along a chain, event by event. Memory: one entry for each payload that is not there."""

    chain: str
    roots: Sequence[str]
    events: int = 0
    last_number: int = 0
    last_hash: str = ""
    last_at: str = ""
    clock_back: int = 0
    n_faults: int = 0
    faults: list[Fault] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    taken: set[int] = field(default_factory=set)
    found: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.last_hash = genesis(self.chain)

    def fault(self, where: str, what: str) -> None:
        """Keep a fault: the first hundred are told, all are counted."""
        self.n_faults += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(where, what))

    def step(self, one: Recorded) -> None:
        """Take the next event in the order of the export."""
        event, where = one.event, f"event {one.event.number}"
        self.events += 1
        self._number(event.number, where)
        if event_hash(event) != one.hash:
            self.fault(where, "was changed: what it says does not give its hash")
        if event.previous != self.last_hash:
            self.fault(where, "does not follow the event before it: one was changed, removed, moved or put in")
        self._content(event, where)
        self._payload(one, where)
        if one.hash in self.roots:
            self.found.setdefault(one.hash, self.events)
        self.clock_back += event.at < self.last_at
        self.last_number, self.last_hash, self.last_at = event.number, one.hash, event.at

    def _number(self, number: int, where: str) -> None:
        due = self.last_number + 1
        if number > due:
            self.fault(where, f"stands where event {due} was due: events were removed or moved")
        elif number < due:
            self.fault(where, f"stands where event {due} was due: its number is there twice, or it was moved")

    def _content(self, event: Event, where: str) -> None:
        if event.kind is Kind.DISCLOSURE and not event.recipient:
            self.fault(where, "is a disclosure without a recipient")
        if event.covers and event.kind is not Kind.ERASURE:
            self.fault(where, "is no erasure, yet says that it took payloads")
        for number in event.covers:
            if not 0 < number < event.number:
                self.fault(where, f"says that it took the payload of event {number}, which is not before it")
        self.taken.update(event.covers)

    def _payload(self, one: Recorded, where: str) -> None:
        if one.payload is None or one.salt is None:
            self.gone.add(one.event.number)
            if one.payload is not None or one.salt is not None:
                self.fault(where, "has a payload without its salt, or a salt without its payload")
            return
        try:
            same = commitment(one.payload, one.salt) == one.event.commitment
        except ValueError:
            same = False
        if not same:
            self.fault(where, "has another payload than the one it was recorded with")

    def end(self, events: int, head: str) -> Verdict:
        """Return what was found. events, head: what the export itself says of its length and its last hash."""
        if events != self.events:
            self.fault("the export", f"says that it holds {events:,} events, and holds {self.events:,}")
        if head != self.last_hash:
            self.fault("the export", "names another last hash than that of its last event")
        for number in sorted(self.gone - self.taken):
            self.fault(f"event {number}", "has lost its payload, and no erasure accounts for it")
        for number in sorted(self.taken - self.gone):
            self.fault(f"event {number}", "still has the payload that an erasure says it took, or is not there")
        for root in self.roots:
            if root not in self.found:
                self.fault(
                    f"root {root[:12]}",
                    "is the hash of no event here: the end was cut off, or the chain was made anew or is another's",
                )
        covered = max(self.found.values(), default=0)
        erased = len(self.gone & self.taken)
        return Verdict(self.events, self.last_hash, covered, erased, self.clock_back, tuple(self.faults), self.n_faults)


def verified(chain: str, said: tuple[int, str], events: Iterable[Recorded], roots: Sequence[str]) -> Verdict:
    """Return whether a trail holds. said: the export's own count and last hash; roots: the hashes that were published.

    Events after the last published root are checked as a chain, but who could write the export could have written them
    too: `covered` says how many are beyond doubt.
    """
    walk = Walk(chain, roots)
    for one in events:
        walk.step(one)
    return walk.end(*said)
