"""Closures: which outcome, when, by whom, and with which planted faults."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fullcount.simulate.aftermath.crimes import NAMED, CrimesOfBatch
from fullcount.simulate.aftermath.deciding import RANK, outcomes, ranks, suspects, times
from fullcount.simulate.aftermath.mechanisms import CLOSURES, COLUMN, Closure
from fullcount.simulate.aftermath.mix import FOUND_LATER, NUMBER
from fullcount.simulate.aftermath.sweeps import month_ends
from fullcount.simulate.calendar import DAY, HOUR, Seconds
from fullcount.simulate.context import Context

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

HIGH_RISK = 0.12  # share of domestic abuse assessed as high risk
WITHIN_HOURS = 0.015
TOO_LOW = 0.10  # share of closures that need a higher rank
GAP_DAYS, GAP = 42, 0.35  # of withdrawals after that many days: share with nothing heard before
UNREACHED = 0.25  # share of closures without the victim's words that were closed because nobody answered


@dataclass(frozen=True, slots=True)
class Closings:
    """What became of `m` crime records, each array `(m,)`; `faults` is `(m, mechanisms)` in the order of CLOSURES."""

    outcome: Ints  # number of OUTCOMES, -1: not closed (open, or cancelled)
    given: Seconds  # -1: not closed
    suspect: Ints  # as the outcome row says, index into SUSPECT_STATES
    identified: Flags  # in truth
    high_risk: Flags
    screened_out: Flags
    rank: Ints  # of whoever decided, index into RANKS
    asked: Seconds  # when the victim was asked, -1: not
    unreached: Flags
    swept_by: Ints  # row whose inspector decided a mass closure, else -1
    faults: Flags

    def is_closed_as(self, *outcomes: str) -> Flags:
        """Return which crimes were given one of these outcomes, `(m,)`."""
        return np.isin(self.outcome, [NUMBER[outcome] for outcome in outcomes])

    def has(self, mechanism: Closure) -> Flags:
        """Return which closures have that fault, `(m,)`."""
        return np.asarray(self.faults[:, COLUMN[mechanism]])

    @property
    def is_closed(self) -> Flags:
        return self.outcome >= 0


def draw_closings(context: Context, crimes: CrimesOfBatch) -> Closings:
    """Return what became of each crime, by the rates of `scenario.closing` and `scenario.gaming`.

    A rate is a share of the closures to which the fault can happen: `without_words` of outcomes 14 and 16,
    `without_enquiries` of closures 14, 15, 16, 18 and 21 whose log mentions a lead, `named_as_none` of closures with a
    suspect named in the log, `domestic_16` of all domestic closures with an outcome.
    """
    rng, rates, gaming, m = (
        context.rng("aftermath closings"),
        context.scenario.closing,
        context.scenario.gaming,
        len(crimes),
    )
    off = crimes.cancelled > 0
    identified = (crimes.suspect == NAMED) | (rng.random(m) < FOUND_LATER[crimes.group]) | crimes.domestic
    outcome, as_none = outcomes(context, crimes, identified, off)
    given, early = times(context, crimes, outcome, as_none)
    closed = (given >= 0) & ~off
    faults = np.zeros((m, len(CLOSURES)), dtype=np.bool_)

    def of(*outcomes: str) -> Flags:
        return closed & np.isin(outcome, [NUMBER[o] for o in outcomes])

    withdrawn, some_lead = of("14", "16"), crimes.leads.any(axis=1)
    within = (withdrawn | (of("15", "18") & some_lead)) & ~early & ~as_none & (rng.random(m) < WITHIN_HOURS)
    given = np.where(within, crimes.recorded + rng.integers(HOUR, 7 * HOUR, m), given)
    sweep, swept_by = month_ends(
        context, crimes, np.where(closed & ~within & (rng.random(m) < gaming.month_end), given, -1)
    )
    given = np.where(sweep >= 0, sweep, given)
    words = withdrawn & (rng.random(m) < rates.without_words)
    high_risk = crimes.domestic & (rng.random(m) < HIGH_RISK)
    rape = crimes.is_of("rape")
    needed = (
        of("15", "16") & (rape | high_risk) | of("8") & (crimes.hate | crimes.domestic) | of("22") & crimes.domestic
    )
    too_low = needed & (rng.random(m) < TOO_LOW)
    skipped = of("14", "15", "16", "18", "21") & some_lead & (within | (rng.random(m) < rates.without_enquiries))
    asked = np.where(withdrawn, np.maximum(given - (rng.exponential(1.5, m) * DAY).astype(np.int64) - 1200,
                                           crimes.recorded + rng.integers(300, 2400, m)), -1)  # fmt: skip
    gap = withdrawn & ~words & (crimes.person >= 0) & (asked - crimes.recorded > GAP_DAYS * DAY) & (rng.random(m) < GAP)
    unreached = words & (rng.random(m) < UNREACHED)
    rank = np.where(sweep >= 0, RANK["inspector"], ranks(rng, crimes, outcome, needed, too_low))
    suspect = suspects(rng, crimes, outcome, identified, as_none)
    for mechanism, flags in (
        (Closure.NAMED_AS_NONE, as_none & closed), (Closure.WITHOUT_WORDS, words),
        (Closure.LOW_RANK, too_low & (sweep < 0)), (Closure.WITHOUT_ENQUIRIES, skipped),
        (Closure.WITHIN_HOURS, within), (Closure.MASS, sweep >= 0),
        (Closure.COPIED, of("8", "14", "15", "16", "18", "21", "22") & (rng.random(m) < gaming.copied_text)),
        (Closure.CONTACT_GAP, gap),
    ):  # fmt: skip
        faults[:, COLUMN[mechanism]] = flags
    return Closings(
        outcome=np.where(closed, outcome, -1), given=np.where(closed, given, -1), suspect=np.where(gap, 2, suspect),
        identified=identified, high_risk=high_risk, screened_out=early & closed & (sweep < 0), rank=rank,
        asked=np.where(unreached | (words & (rng.random(m) < 0.5)), -1, asked), unreached=unreached,
        swept_by=swept_by, faults=faults,
    )  # fmt: skip
