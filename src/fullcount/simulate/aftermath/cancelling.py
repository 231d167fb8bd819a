"""Crimes taken off the record: code, when, by whom, on what evidence, and whether rightly."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.aftermath.choices import hurried, spoken_by
from fullcount.simulate.aftermath.crimes import GROUPS, RIGHTLY, CrimesOfBatch
from fullcount.simulate.aftermath.mechanisms import Cancelling
from fullcount.simulate.aftermath.words_cancelling import MISTAKES, REASONS
from fullcount.simulate.aftermath.words_cancelling import RIGHTLY as LATER_EVIDENCE
from fullcount.simulate.calendar import DAY, HOUR, Seconds
from fullcount.simulate.context import Context

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

MECHANISMS = tuple(Cancelling)
DECIDERS = ("designated decision maker", "force crime registrar", "independent reviewer")
_SELF_DEFENCE = frozenset({"8N", "104", "105A"})
# What a wrong cancellation rests on: mechanism, code, weight. A class that allows C5 may also be that.
_WRONG = ((Cancelling.WITHDRAWAL, "C2", 28), (Cancelling.PRESSURE, "C2", 7), (Cancelling.NOTHING_NEW, "C2", 15),
          (Cancelling.UNCHECKED, "C2", 18), (Cancelling.NO_ERROR, "C4", 26), (Cancelling.ANOTHER_EVENT, "C3", 6),
          )  # fmt: skip
RULES = {
    Cancelling.NOT_TOLD: "CAN-VICTIM-NOT-TOLD", Cancelling.WITHDRAWAL: "CAN2-WITHDRAWAL",
    Cancelling.PRESSURE: "CAN2-PRESSURE",
    Cancelling.NOTHING_NEW: "CAN2-NOTHING", Cancelling.UNCHECKED: "CAN2-UNCHECKED",
    Cancelling.NO_ERROR: "CAN4-CRIME-HAPPENED", Cancelling.ANOTHER_EVENT: "CAN3-ANOTHER-EVENT",
    Cancelling.SELF_DEFENCE_CLAIMED: "CAN5-CLAIMED", Cancelling.LOW_RANK: "CAN2-RAPE-HOMICIDE",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cancellations:
    """`k` cancelled crimes in order of the batch, each array or series `(k,)`."""

    crime: Ints  # row of the batch
    at: Seconds
    code: pl.Series
    evidence: pl.Series
    decider: Ints  # index into DECIDERS
    told: Seconds  # -1: the victim was not told, or there is none
    right: Flags  # whether the record should have been taken off
    mechanism: Ints  # index into MECHANISMS


def _mechanisms(rng: np.random.Generator, crimes: CrimesOfBatch, row: Ints, right: Flags) -> tuple[Ints, pl.Series]:
    """Return what each cancellation rests on and its code, `(k,)`; a rightful one is C2, or C4 for a fifth."""
    weights = np.array([weight for _, _, weight in _WRONG], dtype=np.float64)
    which = rng.choice(len(_WRONG), len(row), p=weights / weights.sum())
    mechanism = np.array([MECHANISMS.index(m) for m, _, _ in _WRONG])[which]
    code = np.array([code for _, code, _ in _WRONG])[which]
    claimed = crimes.has_class(_SELF_DEFENCE)[row] & (rng.random(len(row)) < 0.2)
    mechanism = np.where(claimed, MECHANISMS.index(Cancelling.SELF_DEFENCE_CLAIMED), mechanism)
    code = np.where(claimed, "C5", code)
    # Nobody could support or withdraw where there is no victim.
    bare = ~crimes.has_victim[row] & np.isin(mechanism, [MECHANISMS.index(Cancelling.WITHDRAWAL),
                                                          MECHANISMS.index(Cancelling.PRESSURE)])  # fmt: skip
    mechanism = np.where(bare, MECHANISMS.index(Cancelling.NOTHING_NEW), mechanism)
    free = ~crimes.domestic[row] & (mechanism == MECHANISMS.index(Cancelling.PRESSURE))
    mechanism = np.where(free, MECHANISMS.index(Cancelling.WITHDRAWAL), mechanism)
    mechanism = np.where(right, MECHANISMS.index(Cancelling.RIGHTLY), mechanism)
    only_mistakes = ~np.isin(crimes.group[row], [GROUPS.index(group) for group in LATER_EVIDENCE])
    code = np.where(right, np.where(only_mistakes | (rng.random(len(row)) < 0.2), "C4", "C2"), code)
    return mechanism, pl.Series(code, dtype=pl.String)


def _bank_of(before: int, group: str) -> int:
    """Return the place of a group's later evidence among all banks of reasons, 0 for a group that has none."""
    groups = list(LATER_EVIDENCE)
    return before + groups.index(group) if group in groups else 0


def draw_cancellations(context: Context, crimes: CrimesOfBatch) -> Cancellations:
    """Return how each cancelled crime was cancelled. The same arguments give the same: crimes.csv may print them too.

    Codes C1 and right C3 are left out: they would need another force's or a twin's record.
    """
    rng, last = context.rng("aftermath cancellations"), context.year.export - 2 * HOUR
    row = np.flatnonzero(crimes.cancelled > 0)
    k, right = len(row), crimes.cancelled[row] == RIGHTLY
    recorded = crimes.recorded[row]
    at = np.minimum(recorded + (np.exp(rng.normal(np.log(11.0), 0.8, k)) * DAY).astype(np.int64), last)
    office = at // DAY * DAY + 9 * HOUR + at % (8 * HOUR)  # decision makers sit by day
    at = np.where((office > recorded) & (office < last), office, np.maximum(at, recorded + 60))
    mechanism, code = _mechanisms(rng, crimes, row, right)
    wrong = [kind for kind in MECHANISMS if kind in REASONS]
    banks = [*(REASONS[kind] for kind in wrong), *LATER_EVIDENCE.values(), MISTAKES]
    first = {mechanism: number for number, mechanism in enumerate(wrong)}
    reason = np.array([first.get(kind, 0) for kind in MECHANISMS])[mechanism]
    undone = np.array([_bank_of(len(wrong), group) for group in GROUPS])[crimes.group[row]]
    reason = np.where(right, np.where((code == "C4").to_numpy(), len(banks) - 1, undone), reason)
    evidence = hurried(rng, spoken_by(rng, banks, reason))
    rape = crimes.is_of("rape")[row]
    too_low = rape & ~right & (code == "C2").to_numpy() & (rng.random(k) < 0.5)
    decider = np.where(rape & ~too_low, 1, np.where(rng.random(k) < 0.75, 0, 2))
    mechanism = np.where(too_low, MECHANISMS.index(Cancelling.LOW_RANK), mechanism)
    owed = code.is_in(["C1", "C2", "C5"]).to_numpy() & (crimes.person[row] >= 0)
    silent = rng.random(k) < np.where(owed, context.scenario.closing.never_told, 0.5)
    told = np.clip(at + rng.integers(-2 * DAY, 5 * DAY, k), recorded + 30, last)
    not_told = right & owed & silent
    mechanism = np.where(not_told, MECHANISMS.index(Cancelling.NOT_TOLD), mechanism)
    told = np.where(silent | (crimes.person[row] < 0), -1, told)
    return Cancellations(row, at, code, evidence, decider, told, right, mechanism)
