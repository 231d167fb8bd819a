"""What is reported, and what the force made of it: the drawn facts behind every report, as arrays of one row each."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from fullcount.simulate.calendar import DAY, HOUR, Seconds, Year
from fullcount.simulate.grammar.crime_words import ALSO
from fullcount.simulate.incidents import INCIDENTS, LOOKALIKES
from fullcount.simulate.offences import CLASS_NUMBER, OFFENCES, RELATION_NAMES, RELATIONS, REPORTER_NAMES, REPORTERS
from fullcount.simulate.people import draw_phones, draw_surnames
from fullcount.simulate.places import Places, draw_places

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

DISCLOSING = 0.29  # share of reports that disclose a notifiable crime
RECORDING_RATE = 0.88  # share of disclosed crimes that are recorded, whatever else is wrong with the record
SEVERAL = 0.03  # share of disclosing reports with more than one crime


class Mechanism(StrEnum):
    """What happened to a report or a crime record: the ways a count goes wrong, and the ways it goes right."""

    NOT_A_CRIME = "not-a-crime"
    CRIME_RELATED_INCIDENT = "crime-related-incident"
    CONTRARY_EVIDENCE = "contrary-evidence"
    ANOTHER_FORCE = "another-force"
    DUPLICATE_LOG = "duplicate-log"
    RECORDED = "recorded"
    CLOSED_AS_INCIDENT = "never-recorded-closed-as-incident"
    PROMISED = "never-recorded-promised"
    DOWNGRADED = "call-handler-downgrade"
    ONE_MISSED = "one-of-several-missed"
    LATE = "recorded-late"
    WRONG_CLASS = "wrong-class"
    WRONGLY_CANCELLED = "wrongly-cancelled"
    RIGHTLY_CANCELLED = "rightly-cancelled"
    OVER_RECORDED = "over-recorded-duplicate"
    NO_REPORT = "crime-with-no-report"


MECHANISMS = tuple(Mechanism)
NUMBER = {mechanism: number for number, mechanism in enumerate(MECHANISMS)}
NEVER_RECORDED = (Mechanism.CLOSED_AS_INCIDENT, Mechanism.PROMISED, Mechanism.DOWNGRADED)


@dataclass(frozen=True, slots=True)
class Happenings:
    """The facts of `n` reports in order of time, each array `(n,)`."""

    reported: Seconds
    occurred_from: Seconds
    occurred_to: Seconds
    offence: Ints  # index into OFFENCES, -1 where no crime is disclosed
    incident: Ints  # index into INCIDENTS (meaningful where no crime is disclosed)
    relation: Ints
    reporter: Ints  # index into REPORTER_NAMES
    disclosed: Ints  # crimes that should have been recorded
    recorded: Ints  # of those, how many were
    mechanism: Ints  # index into MECHANISMS
    delay: Seconds  # from the report to the record, where there is one
    places: Places
    caller: Ints  # surname, as a number
    victim: Ints
    phone: Ints
    earlier: Ints  # row of an earlier report that the log may name: for a duplicate, the one it repeats

    def __len__(self) -> int:
        return len(self.reported)

    def has(self, *mechanisms: Mechanism) -> Flags:
        """Return the reports with one of these mechanisms."""
        return np.isin(self.mechanism, [NUMBER[mechanism] for mechanism in mechanisms])


def _choose(rng: np.random.Generator, shares: Floats) -> Ints:
    """Return one choice for each row of `shares`, `(n, choices)`, whose rows sum to one."""
    cumulative = np.cumsum(shares, axis=1)
    chosen: Ints = np.minimum((rng.random(len(shares))[:, None] > cumulative).sum(axis=1), shares.shape[1] - 1)
    return chosen


_WEIGHTS = np.array([offence.weight for offence in OFFENCES])
_RELATIONS = np.array([RELATIONS[offence.relations] for offence in OFFENCES])
_REPORTERS = np.array([REPORTERS[offence.reporters] for offence in OFFENCES])
_RECORDED = np.array([offence.recorded for offence in OFFENCES])
_PLACES = np.array([offence.place for offence in OFFENCES])
_MAY_BE_SEVERAL = np.array([offence.cls in ALSO for offence in OFFENCES])
_MAY_BE_MISTAKEN = np.array([bool(offence.mistaken_for) for offence in OFFENCES])
_WINDOWS = np.array([9.0 if offence.reporters == "owner" else 0.2 for offence in OFFENCES])  # hours it may have taken
_INCIDENT_WEIGHTS = np.array([incident.weight for incident in INCIDENTS])
_AT_HOME = ("domestic-verbal", "child-contact")
_INCIDENT_RELATIONS = np.array([RELATIONS["partner" if i.key in _AT_HOME else "mixed"] for i in INCIDENTS])
_INCIDENT_PLACES = np.array([incident.place for incident in INCIDENTS])
_ANY = CLASS_NUMBER["105A"]  # stands in where no offence is disclosed, so that look-ups need no mask


def recording_chance(offence: Ints, relation: Ints, reporter: Ints, target: float) -> Floats:
    """Return each report's chance of being recorded: by class, worse at home and by referral, `target` on average."""
    domestic = np.isin(relation, [RELATION_NAMES.index(name) for name in ("family", "partner", "ex-partner")])
    referred = reporter == REPORTER_NAMES.index("professional")
    score = np.log(_RECORDED[offence] / (1 - _RECORDED[offence])) - 0.45 * domestic - 0.5 * referred
    low, high = -6.0, 6.0
    for _ in range(40):  # bisection on the level: the mean rises with it
        level = (low + high) / 2
        if np.mean(1 / (1 + np.exp(-score - level))) < target:
            low = level
        else:
            high = level
    return np.asarray(1 / (1 + np.exp(-score - level)))


def _what_went_wrong(rng: np.random.Generator, kept: Flags, several: Flags, offence: Ints) -> Ints:
    """Return the mechanism of reports that disclose a crime; `kept` says whether any of it was recorded."""
    draw = rng.random(len(kept))
    mechanism = np.full(len(kept), NUMBER[Mechanism.RECORDED])
    for name, share in ((Mechanism.LATE, 0.06), (Mechanism.WRONG_CLASS, 0.05), (Mechanism.WRONGLY_CANCELLED, 0.008),
                        (Mechanism.RIGHTLY_CANCELLED, 0.010), (Mechanism.OVER_RECORDED, 0.008)):  # fmt: skip
        chosen = kept & (draw >= 0) & (draw < share)
        if name is Mechanism.WRONG_CLASS:
            chosen &= _MAY_BE_MISTAKEN[offence]
        mechanism[chosen] = NUMBER[name]
        draw = draw - share
    mechanism[kept & several & (rng.random(len(kept)) < 0.25)] = NUMBER[Mechanism.ONE_MISSED]
    lost = _choose(rng, np.tile([0.60, 0.08, 0.32], (len(kept), 1)))
    return np.where(kept, mechanism, np.array([NUMBER[name] for name in NEVER_RECORDED])[lost])


def _not_a_crime(rng: np.random.Generator, number: int) -> Ints:
    share = [share for _, share, _ in LOOKALIKES]
    names = [Mechanism.NOT_A_CRIME, *(Mechanism(name) for name, _, _ in LOOKALIKES)]
    return np.array([NUMBER[name] for name in names])[_choose(rng, np.tile([1 - sum(share), *share], (number, 1)))]


def _delays(rng: np.random.Generator, mechanism: Ints, left: Seconds) -> tuple[Ints, Seconds]:
    """Return mechanisms and delays in seconds; late is over 24 hours, and only where the export leaves room for it."""
    delay = np.minimum(rng.lognormal(np.log(3.2), 1.1, len(mechanism)), 23.4) * HOUR
    late = mechanism == NUMBER[Mechanism.LATE]
    waited = DAY + np.minimum(rng.lognormal(np.log(50), 1.2, len(mechanism)), 24 * 120) * HOUR + 600
    fits = waited < left
    mechanism = np.where(late & ~fits, NUMBER[Mechanism.RECORDED], mechanism)
    return mechanism, np.where(late & fits, waited, delay).astype(np.int64)


def _earlier(rng: np.random.Generator, disorder: Flags, repeats: Flags) -> Ints:
    """Return for each report an earlier row: for one that `repeats`, the last disorder; else any."""
    rows = np.arange(len(disorder))
    last = np.maximum.accumulate(np.concatenate([[-1], np.where(disorder, rows, -1)[:-1]]))
    return np.where(repeats & (last >= 0), last, (rng.random(len(rows)) * rows).astype(np.int64))


def draw_happenings(rng: np.random.Generator, year: Year, span: tuple[float, float], number: int) -> Happenings:
    """Return `number` reports from the share `span` of the year's demand."""
    reported = year.reported(rng, *span, number)
    crime = rng.random(number) < DISCLOSING
    offence = rng.choice(len(OFFENCES), number, p=_WEIGHTS / _WEIGHTS.sum())
    incident = rng.choice(len(INCIDENTS), number, p=_INCIDENT_WEIGHTS / _INCIDENT_WEIGHTS.sum())
    relation = np.where(crime, _choose(rng, _RELATIONS[offence]), _choose(rng, _INCIDENT_RELATIONS[incident]))
    reporter = _choose(rng, _REPORTERS[np.where(crime, offence, _ANY)])
    eligible = crime & _MAY_BE_SEVERAL[offence]
    several = eligible & (rng.random(number) < SEVERAL / (_WEIGHTS @ _MAY_BE_SEVERAL / _WEIGHTS.sum()))
    disclosed = np.where(crime, 1 + several, 0)
    target = RECORDING_RATE * (1 + SEVERAL) / (1 + SEVERAL * 0.75)  # one in four of several loses one
    kept = crime & (rng.random(number) < recording_chance(offence, relation, reporter, target))
    mechanism = np.where(crime, _what_went_wrong(rng, kept, several, offence), _not_a_crime(rng, number))
    mechanism, delay = _delays(rng, mechanism, year.export - HOUR - reported)
    recorded = np.where(kept, disclosed - (mechanism == NUMBER[Mechanism.ONE_MISSED]), 0)
    ago = (rng.exponential(np.where(_WINDOWS[offence] > 1, 3.0, 1.2)) * HOUR).astype(np.int64)
    window = (rng.random(number) * _WINDOWS[offence] * HOUR).astype(np.int64)
    repeats = mechanism == NUMBER[Mechanism.DUPLICATE_LOG]
    earlier = _earlier(rng, crime & (offence == CLASS_NUMBER["9A"]), repeats)
    places = draw_places(rng, np.where(crime, _PLACES[offence], _INCIDENT_PLACES[incident]))
    places = places.take(np.where(repeats, earlier, np.arange(number)))
    caller = draw_surnames(rng, number)
    own = np.isin(reporter, [REPORTER_NAMES.index("victim"), REPORTER_NAMES.index("parent")])
    victim = np.where(own, caller, draw_surnames(rng, number))
    return Happenings(
        reported, reported - ago - window, reported - ago, np.where(crime, offence, -1), incident, relation, reporter,
        disclosed, recorded, mechanism, delay, places, caller, victim, draw_phones(rng, number), earlier,
    )  # fmt: skip
