"""What is reported, and what the force made of it: the drawn facts behind every report, as arrays of one row each."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fullcount.simulate.calendar import DAY, HOUR, Seconds
from fullcount.simulate.context import Context
from fullcount.simulate.disclosures import Disclosures, choose, draw_disclosures
from fullcount.simulate.failures import never_recorded, recorded_but_wrong
from fullcount.simulate.incidents import INCIDENT_REPORTERS, INCIDENTS, LOOKALIKE_SHARES
from fullcount.simulate.mechanisms import LOOKALIKES, NUMBER, Mechanism
from fullcount.simulate.offences import CLASS_NUMBER, OFFENCES, RELATION_NAMES, RELATIONS, REPORTER_NAMES, class_shares
from fullcount.simulate.people import draw_persons, is_known, strangers
from fullcount.simulate.places import Places, draw_places, homes_of
from fullcount.simulate.recording import is_domestic, recording_chance
from fullcount.simulate.routing import draw_routes, grades, teams_of
from fullcount.simulate.staff.roster import Roster
from fullcount.simulate.staff.teams import contact_team
from fullcount.simulate.staff.training import RollOutDays

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

LATE_DISCLOSURE = 0.07  # share of violent and conduct crime that comes out only in a later entry of the log
LEADS = ("cctv", "witness", "phone", "forensic")


@dataclass(frozen=True, slots=True)
class Happenings:
    """The facts of `n` reports in order of time, each array `(n,)` unless said otherwise."""

    reported: Seconds
    occurred_from: Seconds
    occurred_to: Seconds
    offence: Ints  # index into OFFENCES, -1 where no crime is disclosed
    extra: Ints  # class of a second crime in the same report, -1 for none
    incident: Ints  # index into INCIDENTS (meaningful where no crime is disclosed, or comes out late)
    relation: Ints
    reporter: Ints  # index into REPORTER_NAMES
    route: Ints
    team: Ints  # index into TEAMS
    grade: Ints
    disclosed: Ints  # crimes that should have been recorded
    recorded: Ints  # of those, how many were
    mechanism: Ints  # index into MECHANISMS
    delay: Seconds  # from the report to the record, where there is one
    trained: Flags  # whether the team had been trained on the day
    comes_late: Flags  # the crime comes out only in a later entry
    suspect: Ints  # 0 unknown, 1 described, 2 named
    leads: Flags  # (n, 4): LEADS that the log mentions
    places: Places
    person: Ints  # who is harmed, or is the matter of an incident
    caller: Ints
    earlier: Ints  # row of an earlier report that the log may name: for a duplicate, the one it repeats
    handler: Ints  # rows of the roster: who opened the log, who attended, whose sergeant looked
    officer: Ints
    sergeant: Ints
    dispatcher: Ints

    def __len__(self) -> int:
        return len(self.reported)

    def has(self, *mechanisms: Mechanism) -> Flags:
        """Return the reports with one of these mechanisms."""
        return np.isin(self.mechanism, [NUMBER[mechanism] for mechanism in mechanisms])

    @property
    def is_crime(self) -> Flags:
        """Return the reports that disclose a crime."""
        return self.offence >= 0

    @property
    def domestic(self) -> Flags:
        """Return the reports whose offender is family or a partner, and the quarrels at home."""
        return is_domestic(self.relation)

    @property
    def repeat(self) -> Flags:
        """Return the reports about somebody who comes again and again."""
        return is_known(self.person)


_PLACES = np.array([offence.place for offence in OFFENCES])
# Crimes in the open, which several people ring in.
_SEEN_BY_OTHERS = [
    CLASS_NUMBER[cls] for cls in ("9A", "105A", "8N", "5D", "58C", "58B", "34B", "56B", "48", "45", "10D")
]
_WINDOWS = np.array([9.0 if offence.reporters == "owner" else 0.2 for offence in OFFENCES])  # hours it may have taken
_OF_PERSONS = np.array(
    [offence.group in {"violence", "behavioural", "sexual", "order", "rape"} for offence in OFFENCES]
)
_INCIDENT_WEIGHTS = np.array([incident.weight for incident in INCIDENTS])
_AT_HOME = ("domestic-verbal", "child-contact")
_INCIDENT_RELATIONS = np.array([RELATIONS["partner" if i.key in _AT_HOME else "mixed"] for i in INCIDENTS])
_INCIDENT_REPORTERS = np.array(INCIDENT_REPORTERS)
_INCIDENT_PLACES = np.array([incident.place for incident in INCIDENTS])
_HARMLESS_STARTS = np.array([n for n, incident in enumerate(INCIDENTS) if incident.may_hide_crime])
_LEAD_SHARES = np.array([0.22, 0.20, 0.10, 0.06])


def _not_a_crime(rng: np.random.Generator, number: int) -> Ints:
    names = [Mechanism.NOT_A_CRIME, *LOOKALIKES]
    shares = [1 - sum(LOOKALIKE_SHARES.values()), *(LOOKALIKE_SHARES[name] for name in LOOKALIKES)]
    return np.array([NUMBER[name] for name in names])[choose(rng, np.tile(shares, (number, 1)))]


def _delays(rng: np.random.Generator, mechanism: Ints, left: Seconds) -> tuple[Ints, Seconds]:
    """Return mechanisms and delays in seconds; late is over 24 hours, and only where the export leaves room for it."""
    delay = np.minimum(rng.lognormal(np.log(3.2), 1.1, len(mechanism)), 23.4) * HOUR
    late = np.isin(mechanism, [NUMBER[Mechanism.LATE], NUMBER[Mechanism.BACK_DATED]])
    waited = DAY + np.minimum(rng.lognormal(np.log(50), 1.2, len(mechanism)), 24 * 120) * HOUR + 600
    fits = waited < left
    mechanism = np.where(late & ~fits, NUMBER[Mechanism.RECORDED], mechanism)
    return mechanism, np.where(late & fits, waited, delay).astype(np.int64)


def _earlier(rng: np.random.Generator, seen_by_others: Flags, repeats: Flags) -> Ints:
    """Return for each report an earlier row: for one that `repeats`, the last that others saw (-1 where there is none);
    else any."""
    rows = np.arange(len(seen_by_others))
    last = np.maximum.accumulate(np.concatenate([[-1], np.where(seen_by_others, rows, -1)[:-1]]))
    return np.where(repeats, last, (rng.random(len(rows)) * rows).astype(np.int64))


def _places(rng: np.random.Generator, context: Context, kinds: npt.NDArray[np.str_], person: Ints) -> Places:
    """Return where each happened: at home, at the person's own address; else anywhere of its kind."""
    return homes_of(person, context.seed).where(kinds == "home", draw_places(rng, kinds))


@dataclass(frozen=True, slots=True)
class _Matters:
    """What is reported, each array `(n,)`: whether a crime, which, else which incident, about whom, where, when."""

    crime: Flags
    offence: Ints
    incident: Ints
    person: Ints
    places: Places
    reported: Seconds


def _matters(rng: np.random.Generator, context: Context, span: tuple[float, float], number: int) -> _Matters:
    reported = context.year.reported(rng, *span, number)
    crime = rng.random(number) < context.scenario.disclosing
    offence = rng.choice(len(OFFENCES), number, p=class_shares(context.scenario.mix))
    incident = rng.choice(len(INCIDENTS), number, p=_INCIDENT_WEIGHTS / _INCIDENT_WEIGHTS.sum())
    person = draw_persons(rng, context.first, number)
    places = _places(rng, context, np.where(crime, _PLACES[offence], _INCIDENT_PLACES[incident]), person)
    return _Matters(crime, offence, incident, person, places, reported)


def _surroundings(rng: np.random.Generator, context: Context, matters: _Matters) -> Disclosures:
    """Return who, how and where of all reports, those without a crime too."""
    crime, district = matters.crime, matters.places.district
    local = context.year.local(matters.reported)
    seen = draw_disclosures(rng, context.scenario, matters.offence, local, district)
    relation = np.where(crime, seen.relation, choose(rng, _INCIDENT_RELATIONS[matters.incident]))
    reporter = np.where(crime, seen.reporter, choose(rng, _INCIDENT_REPORTERS[matters.incident]))
    route = np.where(crime, seen.route, draw_routes(rng, reporter))
    return Disclosures(
        seen.offence, relation, reporter, route, district, teams_of(route, district, local),
        np.where(crime, seen.disclosed, 0), np.where(crime, seen.extra, -1),
    )  # fmt: skip


def draw_happenings(
    context: Context, span: tuple[float, float], number: int, roster: Roster, roll_out: RollOutDays
) -> Happenings:
    """Return `number` reports from the share `span` of the year's demand."""
    rng, scenario, year = context.rng("happenings"), context.scenario, context.year
    matters = _matters(rng, context, span, number)
    crime, offence, incident, person = matters.crime, matters.offence, matters.incident, matters.person
    reported, places = matters.reported, matters.places
    seen = _surroundings(rng, context, matters)
    trained = roll_out.trained(seen.team, reported)
    kept = crime & (rng.random(number) < recording_chance(scenario, context.seed, year, seen, reported, trained))
    lost = never_recorded(rng, scenario, seen)
    wrong = recorded_but_wrong(rng, scenario, seen)
    mechanism = np.where(crime, np.where(kept, wrong, lost), _not_a_crime(rng, number))
    mechanism, delay = _delays(rng, mechanism, year.export - HOUR - reported)
    recorded = np.where(kept, seen.disclosed - (mechanism == NUMBER[Mechanism.ONE_MISSED]), 0)
    ago = (rng.exponential(np.where(_WINDOWS[offence] > 1, 3.0, 1.2)) * HOUR).astype(np.int64)
    window = (rng.random(number) * _WINDOWS[offence] * HOUR).astype(np.int64)
    repeats = mechanism == NUMBER[Mechanism.DUPLICATE_LOG]
    earlier = _earlier(rng, crime & np.isin(offence, _SEEN_BY_OTHERS), repeats)
    mechanism = np.where(repeats & (earlier < 0), NUMBER[Mechanism.NOT_A_CRIME], mechanism)
    repeats &= earlier >= 0
    twin = np.where(repeats, earlier, np.arange(number))
    places, relation = places.take(twin), seen.relation[twin]
    own = np.isin(seen.reporter, [REPORTER_NAMES.index("victim")])
    comes_late = crime & _OF_PERSONS[offence] & (rng.random(number) < LATE_DISCLOSURE)
    incident = np.where(comes_late, _HARMLESS_STARTS[rng.integers(0, len(_HARMLESS_STARTS), number)], incident)
    known = seen.relation != RELATION_NAMES.index("stranger")
    suspect = np.where(known, np.where(rng.random(number) < 0.55, 2, 1), np.where(rng.random(number) < 0.35, 1, 0))
    people = context.rng("staff")
    at = np.minimum(reported + 3 * HOUR, year.export - DAY)
    return Happenings(
        reported, reported - ago - window, reported - ago, np.where(crime, offence, -1), seen.extra, incident,
        relation, seen.reporter, seen.route, seen.team, grades(rng, seen.route, crime & _OF_PERSONS[offence]),
        seen.disclosed, recorded, mechanism, delay, trained, comes_late, np.where(crime, suspect, 0),
        rng.random((number, len(LEADS))) < _LEAD_SHARES * np.where(crime, 1.0, 0.25)[:, None], places, person,
        np.where(own, person, strangers(context.first, number, 1)), earlier,
        roster.on_duty(people, contact_team(year.local(reported)), reported, "handler"),
        roster.on_duty(people, seen.team, at, "constable"),
        roster.on_duty(people, seen.team, at, "sergeant"),
        roster.on_duty(people, contact_team(year.local(reported)), reported, "dispatcher"),
    )  # fmt: skip
