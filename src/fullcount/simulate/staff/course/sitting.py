"""What everybody did about the refresher: when they sat it, whether they passed, and if not, by which mechanism."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from fullcount.simulate.context import Context
from fullcount.simulate.staff.course.answers import ATTEMPTS, Sittings, draw_items, draw_sittings
from fullcount.simulate.staff.course.exemptions import WHY, Exemptions, draw_exemptions
from fullcount.simulate.staff.days import NEVER
from fullcount.simulate.staff.establishment import GROUPS, Group
from fullcount.simulate.staff.roster import Roster
from fullcount.simulate.staff.training import Deadlines, RollOutDays, deadlines, draw_roll_out, year_length

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_NEVER_BEGIN = 0.02  # share of people who don't begin, for no reason on file
_NOT_ATTENDED = 0.03  # share of people away on their day who are recorded as passed all the same
_JOINERS_HAVE = 42  # days after joining
_ABLER: dict[Group, float] = {"inspector": 0.2, "recorder": 0.6, "senior": 0.1}  # invented


class Taken(StrEnum):
    """How a person stands with the refresher at the end of the year, in truth."""

    PASSED = "passed"
    AFTER_EXEMPTION = "passed-after-exemption"
    LATE = "late"
    NOT_STARTED = "not-started"
    NOT_PASSED = "started-not-passed"
    EXEMPT = "exempt"
    UNAPPROVED = "exempt-unapproved"
    LAPSED = "lapsed"
    NOT_ATTENDED = "recorded-as-passed-but-not-attended"
    LEFT = "left"
    NOT_YET_DUE = "not-yet-due"


TAKEN = tuple(Taken)


@dataclass(frozen=True, slots=True)
class Course:
    """The refresher by person, each `(p,)` unless said; days are days of the year, NEVER where it did not happen."""

    teams: RollOutDays
    deadlines: Deadlines
    exempt: Exemptions
    sittings: Sittings
    ability: Floats
    in_scope: Flags  # served while the refresher ran
    planned: Ints  # the day on which the person was to be trained
    due: Ints
    attempt_day: Ints  # (p, attempts); NEVER for those not made
    passed: Ints  # day
    taken: Ints  # index into TAKEN

    @property
    def attempts(self) -> Ints:
        """Return how many attempts were made, `(p,)`."""
        return np.asarray((self.attempt_day < NEVER).sum(axis=1), dtype=np.int64)

    def is_taken(self, how: Taken) -> Flags:
        """Say who stands so, `(p,)`."""
        return np.asarray(self.in_scope & (self.taken == TAKEN.index(how)))


def draw_course(context: Context, roster: Roster) -> Course:
    """Return who took the refresher, when and with what result."""
    rng, last_day = context.rng("course"), year_length(context.year) - 1
    teams, dates = draw_roll_out(context, roster), deadlines(context)
    begin = 15 if context.scenario.roll_out is None else context.scenario.roll_out.first_day
    at_first = np.isin(roster.group, [GROUPS.index(group) for group in ("sergeant", "inspector", "senior")])
    due = np.maximum(np.where(at_first, dates.all, dates.frontline), roster.joined + _JOINERS_HAVE)
    in_scope = (roster.left > begin) & (roster.joined <= last_day)
    exempt = draw_exemptions(context, roster, due)
    ability = _abilities(rng, roster)
    sittings = draw_sittings(context, draw_items(context), ability)
    planned = _plan(rng, roster, teams.days(roster.year)[roster.team], begin, due)
    days = _attempt_days(rng, roster, planned, exempt)
    days[(rng.random(len(roster)) < _NEVER_BEGIN) | ~in_scope] = NEVER
    passing = sittings.passing()
    made = (days <= last_day) & (np.arange(ATTEMPTS) <= passing[:, None])
    days = np.where(made, days, NEVER)
    last = np.minimum(passing, ATTEMPTS - 1)
    passed = np.where(passing < ATTEMPTS, np.take_along_axis(days, last[:, None], axis=1)[:, 0], NEVER)
    forged = _forged(rng, roster, in_scope, planned, exempt)
    days[forged], passed[forged] = NEVER, NEVER
    taken = _how(roster, exempt, due, days[:, 0], passed, last_day)
    taken[forged] = TAKEN.index(Taken.NOT_ATTENDED)
    return Course(teams, dates, exempt, sittings, ability, in_scope, planned, due, days, passed, taken)


def _abilities(rng: np.random.Generator, roster: Roster) -> Floats:
    ability = rng.normal(0.0, 0.8, len(roster))
    for group, more in _ABLER.items():
        ability[roster.group == GROUPS.index(group)] += more
    return ability


def _plan(rng: np.random.Generator, roster: Roster, team_day: Ints, begin: int, due: Ints) -> Ints:
    """Return the day each person was to sit it: with their team's wave; else any day to shortly after it is due."""
    anyway = begin + (rng.random(len(roster)) * (due + 6 - begin)).astype(np.int64)
    day = np.where(team_day < NEVER, team_day, np.maximum(anyway, begin))
    after = roster.joined + rng.integers(5, _JOINERS_HAVE + 4, len(roster))
    return np.where(roster.joined > day, after, day)


def _attempt_days(rng: np.random.Generator, roster: Roster, planned: Ints, exempt: Exemptions) -> Ints:
    """Return the days of the attempts that a person would make, `(p, attempts)`: only on days at work."""
    next_day, days, people = roster.at_work.next_day(), roster.at_work.days, len(roster)
    everyone = np.arange(people)

    def at_work(day: Ints) -> Ints:
        found = next_day[everyone, np.clip(day, 0, days - 1)]
        return np.where((day < days) & (found < days), found, NEVER)

    spared = exempt.valid & (exempt.why == WHY.index("restricted duties"))
    day = np.where(spared, np.maximum(planned, exempt.expires + 10), planned)
    first = at_work(day)
    first = np.where(first > day, at_work(first + rng.integers(0, 14, people)), first)
    attempts = [first]
    for _ in range(1, ATTEMPTS):
        attempts.append(at_work(attempts[-1] + rng.integers(2, 15, people)))
    return np.stack(attempts, axis=1)


def _forged(
    rng: np.random.Generator, roster: Roster, in_scope: Flags, planned: Ints, exempt: Exemptions
) -> Flags:  # fmt: skip
    """Return who was away on their day and is recorded as passed on it."""
    day = np.clip(planned, 0, roster.at_work.days - 1)
    serving = in_scope & (roster.joined <= day) & (roster.left > day) & (day < year_length(roster.year))
    away = ~roster.at_work.there[np.arange(len(roster)), day] & serving & (exempt.first == NEVER)
    return np.asarray(away & (rng.random(len(roster)) < _NOT_ATTENDED))


def _how(roster: Roster, exempt: Exemptions, due: Ints, first: Ints, passed: Ints, last_day: int) -> Ints:
    """Return how each person stands, as an index into TAKEN; the first that is true."""
    given = exempt.first < NEVER
    standing = (
        (passed <= due, Taken.PASSED),
        ((passed < NEVER) & exempt.covers(due) & (passed <= exempt.expires), Taken.AFTER_EXEMPTION),
        (passed < NEVER, Taken.LATE), (roster.left <= last_day, Taken.LEFT), (due > last_day, Taken.NOT_YET_DUE),
        (given & ~exempt.valid, Taken.UNAPPROVED), (given & (exempt.expires >= last_day), Taken.EXEMPT),
        (given, Taken.LAPSED), (first < NEVER, Taken.NOT_PASSED),
    )  # fmt: skip
    which = [TAKEN.index(how) for _, how in standing]
    return np.select([is_so for is_so, _ in standing], which, TAKEN.index(Taken.NOT_STARTED)).astype(np.int64)
