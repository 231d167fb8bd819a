"""What is decided of each crime in its turn: outcome, day, rank of the decider, what is said of the suspect."""

import numpy as np
import numpy.typing as npt

from fullcount.simulate.aftermath.crimes import NAMED, RELATIONS, CrimesOfBatch
from fullcount.simulate.aftermath.mix import DAYS, DOMESTIC_DAYS, KNOWN, NOT_ABLE, NUMBER, SLOWER, SPREAD, drawn
from fullcount.simulate.aftermath.working_days import utc_of
from fullcount.simulate.calendar import DAY, HOUR, Seconds
from fullcount.simulate.context import Context

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

SUSPECT_STATES = ("none", "described", "named", "interviewed")
RANKS = ("constable", "investigator", "sergeant", "inspector", "prosecutor", "independent team")
RANK = {rank: number for number, rank in enumerate(RANKS)}
NEVER_CLOSED = 0.04
SCREENED_OUT = 0.35  # share of early decisions among outcomes 18 with nothing to follow


def allowed(crimes: CrimesOfBatch, outcome: Ints) -> Ints:
    """Return the outcomes with those changed that the rules exclude for such a crime: faults are planted elsewhere."""

    def swap(held: Ints, these: tuple[str, ...], where: Flags, to: str) -> Ints:
        return np.where(np.isin(held, [NUMBER[o] for o in these]) & where, NUMBER[to], held)

    partners = (crimes.relation >= RELATIONS.index("partner")) & crimes.domestic
    outcome = swap(outcome, ("16",), ~crimes.has_victim, "15")
    outcome = swap(outcome, ("14",), ~crimes.has_victim, "18")
    outcome = swap(outcome, ("7",), ~crimes.has_class(frozenset({"92E"})), "8")
    outcome = swap(outcome, ("8", "10", "21"), crimes.is_grave & ~crimes.hate, "15")
    outcome = swap(outcome, ("21", "10"), crimes.hate | crimes.domestic, "15")
    outcome = swap(outcome, ("2", "3"), crimes.is_grave & ~crimes.hate, "1")
    return swap(outcome, ("8",), partners, "16")


def outcomes(context: Context, crimes: CrimesOfBatch, identified: Flags, off: Flags) -> tuple[Ints, Flags]:
    """Return outcome of each crime and which are a named suspect closed as none, each `(m,)`."""
    rng, rates, m = context.rng("aftermath outcomes"), context.scenario.closing, len(crimes)
    unknown = np.where(rng.random(m) < NOT_ABLE[crimes.group], NUMBER["14"], NUMBER["18"])
    outcome = allowed(crimes, np.where(identified, drawn(rng, KNOWN, crimes.group), unknown))
    withdrawn = crimes.domestic & crimes.has_victim & ~off
    domestic = crimes.domestic & ~off
    share = min(1.0, rates.domestic_16 * domestic.sum() / max(1, withdrawn.sum()))
    lot = rng.random(m)
    other = drawn(rng, np.delete(KNOWN, NUMBER["16"], axis=1), crimes.group)
    other = allowed(crimes, other + (other >= NUMBER["16"]))
    other = np.where(other == NUMBER["16"], NUMBER["15"], other)
    outcome = np.where(crimes.domestic, np.where(withdrawn & (lot < share), NUMBER["16"], other), outcome)
    named = (crimes.suspect == NAMED) & ~off
    start = np.where(withdrawn, share, 0.0)
    fault = named & (lot >= start) & (lot < start + rates.named_as_none)
    as_none = np.where(crimes.has_victim & (rng.random(m) < 0.15), NUMBER["14"], NUMBER["18"])
    return np.where(fault, as_none, outcome), fault


def times(context: Context, crimes: CrimesOfBatch, outcome: Ints, fault: Flags) -> tuple[Seconds, Flags]:
    """Return when each is closed (-1: not by the last export) and which were decided early not to be followed."""
    rng, m, year = context.rng("aftermath times"), len(crimes), context.year
    median = np.where(crimes.domestic, DOMESTIC_DAYS, DAYS[np.where(fault, NUMBER["15"], outcome)])
    spell = median * np.where(crimes.domestic, 1.0, SLOWER[crimes.group]) * np.exp(rng.normal(0, SPREAD, m))
    none = (outcome == NUMBER["18"]) & ~fault & ~crimes.leads.any(axis=1) & ~crimes.domestic
    early = none & (crimes.suspect == 0) & (rng.random(m) < SCREENED_OUT)
    spell = np.where(early, rng.uniform(0.03, 1.5, m), spell)
    local = year.local(crimes.recorded + (spell * DAY).astype(np.int64))
    hour = np.clip(rng.normal(14, 3.5, m), 7, 22.5)
    given = utc_of(year, local // DAY * DAY + (hour * HOUR).astype(np.int64))
    given = np.maximum(given, crimes.recorded + rng.integers(HOUR, 5 * HOUR, m))
    return np.where((given > year.export - 2 * HOUR) | (rng.random(m) < NEVER_CLOSED), -1, given), early


def ranks(rng: np.random.Generator, crimes: CrimesOfBatch, outcome: Ints, needed: Flags, too_low: Flags) -> Ints:
    """Return the rank of whoever decides, `(m,)`: what is usual, what is needed, or by a fault less."""
    lot = rng.random(len(crimes))
    usual = np.select([lot < 0.30, lot < 0.45], [RANK["constable"], RANK["investigator"]], default=RANK["sergeant"])
    formal = np.where(lot < 0.45, RANK["prosecutor"], RANK["sergeant"])
    charge = np.isin(outcome, [NUMBER["1"], NUMBER["1A"]])
    rank = np.where(np.isin(outcome, [NUMBER[o] for o in ("14", "15", "16", "18")]), usual, RANK["sergeant"])
    rank = np.where(charge, np.where(crimes.is_grave | crimes.domestic, RANK["prosecutor"], formal), rank)
    rank = np.where(outcome == NUMBER["9"], RANK["prosecutor"], rank)
    high = np.where((lot < 0.15) & ~np.isin(outcome, [NUMBER["8"], NUMBER["22"]]), RANK["independent team"],
                    RANK["inspector"])  # fmt: skip
    low = np.where(lot < 0.6, RANK["constable"], RANK["sergeant"])
    return np.where(needed, np.where(too_low, low, high), rank)


def suspects(rng: np.random.Generator, crimes: CrimesOfBatch, outcome: Ints, identified: Flags, fault: Flags) -> Ints:
    """Return what the outcome row says of the suspect, `(m,)`."""
    spoken_to = np.full(len(KNOWN[0]), 0.92)
    for number, share in (("15", 0.75), ("16", 0.45), ("8", 0.6), ("20", 0.4), ("21", 0.4), ("11", 0.2), ("5", 0.2)):
        spoken_to[NUMBER[number]] = share
    known = np.where(rng.random(len(crimes)) < spoken_to[np.maximum(outcome, 0)], 3, 2)
    says = np.where(identified, known, np.minimum(crimes.suspect, 1))
    return np.where(fault, np.where(rng.random(len(crimes)) < 0.65, 0, 2), says)
