"""The crime system's records: those that answer reports, and some that no report explains."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fullcount.simulate.calendar import HOUR, Seconds
from fullcount.simulate.happenings import NUMBER, Happenings, Mechanism
from fullcount.simulate.offences import CLASS_NUMBER, OFFENCES, REPORTER_NAMES
from fullcount.simulate.people import draw_phones, draw_surnames
from fullcount.simulate.places import Places, draw_places

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

NO_REPORT_SHARE = 0.08  # crimes put straight into the crime system, for each crime that answers a report
UNREFERENCED = 0.20  # share of answering crimes with no reference on either side

_MISTAKEN = np.array([CLASS_NUMBER.get(offence.mistaken_for, number) for number, offence in enumerate(OFFENCES)])
_WEIGHTS = np.array([offence.weight for offence in OFFENCES])
_PLACES = np.array([offence.place for offence in OFFENCES])


@dataclass(frozen=True, slots=True)
class References:
    """Who names whom: the report its crimes, the crimes their report, each `(n,)` by report."""

    by_report: Flags
    by_crime: Flags


@dataclass(frozen=True, slots=True)
class Records:
    """`m` crime records in order of recording, each array `(m,)`."""

    number: Ints
    report: Ints  # row of the report it answers, -1 for none
    offence: Ints  # as recorded
    true_offence: Ints
    mechanism: Ints
    reported: Seconds
    recorded: Seconds
    occurred_from: Seconds
    occurred_to: Seconds
    places: Places
    surname: Ints
    phone: Ints

    def __len__(self) -> int:
        return len(self.number)


def draw_references(rng: np.random.Generator, happened: Happenings) -> References:
    """Return which references were kept. They are missing more often for referrals: not at random."""
    referral = happened.reporter == REPORTER_NAMES.index("professional")
    kept = rng.random(len(happened)) >= np.where(referral, UNREFERENCED + 0.12, UNREFERENCED - 0.006)
    side = rng.random(len(happened))
    return References(kept & (side < 0.8), kept & (side > 0.38))


def _of_record(mechanism: Ints, is_second: Flags) -> Ints:
    """Return each record's own mechanism: of a crime recorded twice only the second record is wrong."""
    right = (mechanism == NUMBER[Mechanism.OVER_RECORDED]) & ~is_second
    return np.where(right | (mechanism == NUMBER[Mechanism.ONE_MISSED]), NUMBER[Mechanism.RECORDED], mechanism)


def _answering(rng: np.random.Generator, happened: Happenings) -> Records:
    """Return the records that answer reports: one for each crime recorded, and the second of those recorded twice."""
    twice = happened.has(Mechanism.OVER_RECORDED)
    count = happened.recorded + twice
    row = np.repeat(np.arange(len(happened)), count)
    nth = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    held = happened.offence[row]
    mechanism = happened.mechanism[row]
    offence = np.where(mechanism == NUMBER[Mechanism.WRONG_CLASS], _MISTAKEN[held], held)
    is_second = nth >= happened.recorded[row]
    another_victim = (nth > 0) & ~is_second
    reported = happened.reported[row]
    return Records(
        number=row, report=row, offence=offence, true_offence=held, mechanism=_of_record(mechanism, is_second),
        reported=reported, recorded=reported + happened.delay[row] + nth * 240,
        occurred_from=happened.occurred_from[row], occurred_to=happened.occurred_to[row],
        places=happened.places.take(row),
        surname=np.where(another_victim, draw_surnames(rng, len(row)), happened.victim[row]),
        phone=np.where(rng.random(len(row)) < 0.12, draw_phones(rng, len(row)), happened.phone[row]),
    )  # fmt: skip


def _unexplained(rng: np.random.Generator, happened: Happenings, number: int) -> Records:
    """Return records that no report explains, within the same stretch of time."""
    held = rng.choice(len(OFFENCES), number, p=_WEIGHTS / _WEIGHTS.sum())
    low, high = (happened.reported[0], happened.reported[-1] + 1) if len(happened) else (0, 1)
    reported = rng.integers(low, high, number)
    ago = (rng.exponential(4.0, number) * HOUR).astype(np.int64)
    return Records(
        number=held, report=np.full(number, -1), offence=held, true_offence=held,
        mechanism=np.full(number, NUMBER[Mechanism.NO_REPORT]), reported=reported,
        recorded=reported + rng.integers(600, 20 * HOUR, number), occurred_from=reported - ago,
        occurred_to=reported - ago, places=draw_places(rng, _PLACES[held]), surname=draw_surnames(rng, number),
        phone=draw_phones(rng, number),
    )  # fmt: skip


def draw_records(rng: np.random.Generator, happened: Happenings, first: int) -> Records:
    """Return all records of these reports in order of recording; crime numbers begin at `first`."""
    answering = _answering(rng, happened)
    alone = _unexplained(rng, happened, round(len(answering) * NO_REPORT_SHARE))
    order = np.argsort(np.concatenate([answering.recorded, alone.recorded]), kind="stable")

    def both(one: Ints, other: Ints) -> Ints:
        return np.concatenate([one, other])[order]

    return Records(
        number=np.arange(first, first + len(order)),
        report=both(answering.report, alone.report),
        offence=both(answering.offence, alone.offence),
        true_offence=both(answering.true_offence, alone.true_offence),
        mechanism=both(answering.mechanism, alone.mechanism),
        reported=both(answering.reported, alone.reported),
        recorded=both(answering.recorded, alone.recorded),
        occurred_from=both(answering.occurred_from, alone.occurred_from),
        occurred_to=both(answering.occurred_to, alone.occurred_to),
        places=answering.places.with_more(alone.places).take(order),
        surname=both(answering.surname, alone.surname),
        phone=both(answering.phone, alone.phone),
    )
