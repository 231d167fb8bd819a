"""What the Victims' Code owes each victim, and when it was given: in time, late, never, or declined."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fullcount.simulate.aftermath.case_events import CaseEvents
from fullcount.simulate.aftermath.closing import Closings
from fullcount.simulate.aftermath.crimes import CrimesOfBatch
from fullcount.simulate.aftermath.mechanisms import Closure
from fullcount.simulate.aftermath.victims import WINDOWS, Victims
from fullcount.simulate.aftermath.working_days import due, utc_of, working_day
from fullcount.simulate.calendar import DAY, HOUR, Seconds
from fullcount.simulate.context import Context

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

# The Code gives no days for the acknowledgement and the assessment of needs; five working days are taken for both.
RIGHTS = ("acknowledgement", "referral to support", "needs assessment", "information")
RULES = ("Victims' Code right 3", "Victims' Code right 4", "Victims' Code right 4", "Victims' Code right 6")
ACKNOWLEDGEMENT, REFERRAL, NEEDS_ASSESSMENT, INFORMATION = range(4)
_STANDARD_DAYS = (5, 2, 5, 5)
_ENHANCED_DAYS = (5, 2, 5, 1)
_DECLINED = (0.0, 0.38, 0.03, 0.0)
TOLD_BEFORE = 0.3  # share of outcomes of which the victim hears shortly before they are given
_EARLIEST, _LATEST = 9 * HOUR, 19 * HOUR + 1800


@dataclass(frozen=True, slots=True)
class Duties:
    """`d` rights owed, each array `(d,)`."""

    victim: Ints  # row of Victims
    right: Ints  # index into RIGHTS
    event: Ints  # row of CaseEvents, -1 for none
    owed: Seconds
    due: Seconds
    given: Seconds  # -1: never, or not by the last export
    declined: Flags


def moments(context: Context, victims: Victims, who: Ints, day: Ints) -> Seconds:
    """Return an instant on that local day at which this victim may be reached, `(n,)`; half an hour in at least."""
    windows = np.array([*WINDOWS, (_EARLIEST, _LATEST)])[victims.window[who]]
    share = context.rng(f"aftermath moments {len(who)}").random(len(who))
    return utc_of(
        context.year,
        day * DAY + windows[:, 0] + 1800 + (share * (windows[:, 1] - windows[:, 0] - 1860)).astype(np.int64),
    )


def _owed(crimes: CrimesOfBatch, victims: Victims, events: CaseEvents) -> tuple[Ints, Ints, Ints, Seconds]:
    """Return who is owed what because of which event, and from when."""
    of_crime = np.full(len(crimes), -1)
    of_crime[victims.crime] = np.arange(len(victims))
    told = np.flatnonzero(of_crime[events.crime] >= 0)
    everyone = np.arange(len(victims))
    victim = np.concatenate([np.repeat(everyone, 3), of_crime[events.crime[told]]])
    right = np.concatenate([np.tile(np.arange(3), len(victims)), np.full(len(told), INFORMATION)])
    event = np.concatenate([np.full(3 * len(victims), -1), told])
    owed = np.concatenate([np.repeat(crimes.reported[victims.crime], 3), events.at[told]])
    return victim, right, event, owed


def draw_duties(
    context: Context, crimes: CrimesOfBatch, closings: Closings, victims: Victims, events: CaseEvents
) -> Duties:
    """Return every right owed, by the rates `told_late` and `never_told`; due at the end of the last working day."""
    rng, year, rates = context.rng("aftermath duties"), context.year, context.scenario.closing
    victim, right, event, owed = _owed(crimes, victims, events)
    d = len(victim)
    days = np.where(victims.is_enhanced[victim], np.take(_ENHANCED_DAYS, right), np.take(_STANDARD_DAYS, right))
    due_at = due(year, owed, days)
    base = np.maximum(owed, crimes.recorded[victims.crime[victim]])
    lot = rng.random(d)
    # Where a long silence is planted, nothing but that silence goes wrong in between.
    quiet = closings.has(Closure.CONTACT_GAP)[victims.crime[victim]]
    late = (lot < rates.told_late) & ~quiet
    never = (lot >= rates.told_late) & (lot < rates.told_late + rates.never_told)
    within = ((days + 1) * rng.random(d) ** 1.7).astype(np.int64)
    after = np.where(late, days + rng.geometric(0.25, d), within)
    at = moments(context, victims, victim, working_day(year, base, after))
    too_soon = at < base + 600
    at = np.where(too_soon, moments(context, victims, victim, working_day(year, base, np.maximum(after, 1))), at)
    free = ~late & (victims.window[victim] < 0)
    at = _at_once(context, base, at, free)
    ending = np.zeros(d, dtype=np.bool_)
    ending[event >= 0] = events.is_end[event[event >= 0]]
    before = owed - rng.integers(HOUR // 2, 6 * HOUR, d)
    hour = year.local(before) % DAY
    told_first = ending & free & (rng.random(d) < TOLD_BEFORE) & (hour > 8 * HOUR)
    told_first &= (before > closings.asked[victims.crime[victim]]) & ~quiet
    told_first &= before > crimes.recorded[victims.crime[victim]] + 600
    at = np.where(told_first, before, at)
    declined = ~late & (rng.random(d) < np.take(_DECLINED, right))
    return Duties(victim, right, event, owed, due_at, np.where(never, -1, at), declined & ~never)


def _at_once(context: Context, base: Seconds, at: Seconds, free: Flags) -> Seconds:
    """Return `at` with half of the free ones within hours of `base` instead, where that is no hour of the night."""
    rng = context.rng("aftermath at once")
    soon = base + rng.integers(600, 6 * HOUR, len(base))
    hour = context.year.local(soon) % DAY
    awake = (hour > 8 * HOUR) & (hour < 21 * HOUR)
    return np.where(free & awake & (rng.random(len(base)) < 0.5), soon, at)
