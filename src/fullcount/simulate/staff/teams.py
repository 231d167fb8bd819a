"""The force's teams and which of them is on duty."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fullcount.simulate.calendar import DAY, HOUR, Seconds

Ints = npt.NDArray[np.int64]

SHIFTS = "ABCDE"
DISTRICT_COUNT = 10


@dataclass(frozen=True, slots=True)
class Team:
    """One team: name as the extracts print it, what it does, its district (-1 for the whole force) and shift."""

    name: str
    kind: str  # response, neighbourhood, cid, protection, contact, bureau, recording
    district: int = -1
    shift: int = -1


TEAMS: tuple[Team, ...] = (
    *(Team(f"RESP D{d + 1} {SHIFTS[s]}", "response", d, s) for d in range(DISTRICT_COUNT) for s in range(5)),
    *(Team(f"NPT D{d + 1}", "neighbourhood", d) for d in range(DISTRICT_COUNT)),
    *(Team(f"CID D{d + 1}", "cid", d) for d in range(DISTRICT_COUNT)),
    *(Team(f"PPU D{d + 1}", "protection", d) for d in range(DISTRICT_COUNT)),
    *(Team(f"CONTACT {SHIFTS[s]}", "contact", -1, s) for s in range(5)),
    Team("CRIME BUREAU", "bureau"),
    Team("CRIME RECORDING UNIT", "recording"),
)  # fmt: skip
FIRST = {kind: next(n for n, team in enumerate(TEAMS) if team.kind == kind) for kind in (
    "response", "neighbourhood", "cid", "protection", "contact", "bureau", "recording")}  # fmt: skip
RESPONSE_TEAMS = 5 * DISTRICT_COUNT


def shift_on_duty(local: Seconds) -> Ints:
    """Return which of the five shifts works at these instants of the wall clock: two earlies, lates, nights, four off.

    Turns begin at 7, 15 and 23 o'clock; one shift works each of them.
    """
    turn_start = local - 7 * HOUR
    day, turn = turn_start // DAY, turn_start % DAY // (8 * HOUR)
    return np.asarray((2 * turn + day % 2 - day) // 2 % 5, dtype=np.int64)


def response_team(district: Ints, local: Seconds) -> Ints:
    """Return the response team of each district on duty, as an index into TEAMS."""
    return district * 5 + shift_on_duty(local)


def contact_team(local: Seconds) -> Ints:
    """Return the contact centre's shift on duty, as an index into TEAMS."""
    return FIRST["contact"] + shift_on_duty(local)
