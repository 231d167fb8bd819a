"""Which references stand in the records, which are missing and which are mistyped."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.context import Context
from fullcount.simulate.disclosures import Disclosures
from fullcount.simulate.happenings import Happenings
from fullcount.simulate.mechanisms import Mechanism
from fullcount.simulate.offences import REPORTER_NAMES
from fullcount.simulate.recording import recording_chance

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

UNREFERENCED = 0.20  # share of answering crimes with no reference on either side, where nothing else is asked
STEEPNESS = 1.5  # log-odds of a missing reference for one less of log-odds of being recorded, where it is worse
LATE_IS_WORSE = 2.0  # log-odds of a missing reference that a late record adds, where it is worse


@dataclass(frozen=True, slots=True)
class ReferenceFaults:
    """What is wrong with references, as shares of the reports that disclose a crime.

    missing: no reference on either side (None: as a usual force, a fifth, more for referrals). mistyped: every place
    that has the reference has one digit wrong, or two that stand side by side exchanged. worse: missing more where
    recording is worse (the teams, routes and offences that record least, and late records), not at random.
    """

    missing: float | None = None
    mistyped: float = 0.0
    worse: bool = False


@dataclass(frozen=True, slots=True)
class References:
    """Who names whom: the report its crimes, the crimes their report; where that is mistyped. Each `(n,)` by report."""

    by_report: Flags
    by_crime: Flags
    mistyped: Flags


def draw_references(context: Context, happened: Happenings, faults: ReferenceFaults) -> References:
    """Return which references were kept. As usual they are missing more often for referrals: not at random."""
    rng = context.rng("references")
    drawn = rng.random(len(happened))
    side = rng.random(len(happened))
    kept = drawn >= _missing_share(context, happened, faults)
    mistyped = kept & (context.rng("mistyped").random(len(happened)) < _of_kept(faults))
    return References(kept & (side < 0.8), kept & (side > 0.38), mistyped)


def _of_kept(faults: ReferenceFaults) -> float:
    missing = UNREFERENCED if faults.missing is None else faults.missing
    return min(1.0, faults.mistyped / max(1e-9, 1 - missing))


def _missing_share(context: Context, happened: Happenings, faults: ReferenceFaults) -> Floats:
    if faults.missing is None:
        referral = happened.reporter == REPORTER_NAMES.index("professional")
        return np.where(referral, UNREFERENCED + 0.12, UNREFERENCED - 0.006)
    if not faults.worse:
        return np.full(len(happened), faults.missing)
    return _worse(context, happened, faults.missing)


def _worse(context: Context, happened: Happenings, share: float) -> Floats:
    """Return chances of a missing reference that fall with the chance of being recorded; `share` over the recorded."""
    crime = happened.is_crime
    seen = Disclosures(
        np.maximum(happened.offence, 0), happened.relation, happened.reporter, happened.route,
        happened.places.district, happened.team, happened.disclosed, happened.extra,
    )  # fmt: skip
    chance = recording_chance(
        context.scenario, context.seed, context.year, seen, happened.reported, happened.trained
    ).clip(1e-6, 1 - 1e-6)
    late = happened.has(Mechanism.LATE, Mechanism.BACK_DATED)
    score = -STEEPNESS * np.log(chance / (1 - chance)) + LATE_IS_WORSE * late
    answered = crime & (happened.recorded > 0)
    low, high = -20.0, 20.0
    for _ in range(50):  # the share rises with the level
        middle = (low + high) / 2
        if answered.any() and np.mean(1 / (1 + np.exp(-(score[answered] + middle)))) < share:
            low = middle
        else:
            high = middle
    return np.asarray(1 / (1 + np.exp(-(score + low))))


def mistype(rng: np.random.Generator, numbers: pl.Series, which: Flags) -> pl.Series:
    """Return the numbers with one digit wrong, or two neighbours exchanged, where `which` says; blanks stay."""
    held = numbers.to_list()
    for row in np.flatnonzero(which):
        if held[row]:
            held[row] = ";".join(_slipped(rng, number) for number in held[row].split(";"))
    return pl.Series(numbers.name, held, dtype=pl.String)


def _slipped(rng: np.random.Generator, number: str) -> str:
    digits = [place for place, sign in enumerate(number) if sign.isdigit()]
    place = digits[int(rng.integers(0, len(digits)))]
    after = number[place + 1 : place + 2]
    if rng.random() < 0.4 and after.isdigit() and after != number[place]:
        return number[:place] + after + number[place] + number[place + 2 :]
    other = (int(number[place]) + int(rng.integers(1, 10))) % 10
    return f"{number[:place]}{other}{number[place + 1 :]}"
