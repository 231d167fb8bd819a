"""What the score is taught: which reports tell of a crime, as records, rules and reviewers have it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fullcount.reading.score.model import Numbers

Flags = npt.NDArray[np.bool_]
REVIEW_COUNTS = 5.0
"""A report that a reviewer read teaches as much as so many that nobody read."""
DOUBTFUL = 0.5
"""A report without a record that reads like one with a record, by a fold that did not see it, teaches nothing: it may
be one of those that are looked for."""
STEPS, SETTLED = 200, 1e-7
OFFSET_SPREAD, SLOPE_SPREAD = 2.0, 0.5
"""Standard deviations of what reviews may do to the cold start's log odds: added to them, and times them less one."""


@dataclass(frozen=True, slots=True, eq=False)
class Lessons:
    """One row a report. tells: (n,) 1 a crime was recorded for it (or the rules say that it tells of one), 0 not, NaN
    not known; reviewed: (n,) 1 a reviewer saw a crime, 0 saw none, NaN not reviewed; is_open: (n,) whether it has no
    crime record: those that a score is asked of."""

    tells: Numbers
    reviewed: Numbers
    is_open: Flags

    @property
    def labels(self) -> Numbers:
        """Return (n,) what each report teaches: the reviewer's word where there is one; NaN nothing."""
        return np.where(np.isnan(self.reviewed), self.tells, self.reviewed)

    @property
    def counts(self) -> Numbers:
        """Return (n,) how many reports each counts for; nought where nothing is known."""
        weight = np.where(np.isnan(self.reviewed), 1.0, REVIEW_COUNTS)
        return np.where(np.isnan(self.labels), 0.0, weight)


def without_doubtful(lessons: Lessons, likely: Numbers) -> Numbers:
    """Return (n,) the counts, nought for reports that may be misses. likely: (n,) by folds that did not see them."""
    doubtful = lessons.is_open & np.isnan(lessons.reviewed) & (lessons.labels == 0) & (likely > DOUBTFUL)
    return np.where(doubtful, 0.0, lessons.counts)


def log_odds(shares: Numbers) -> Numbers:
    """Return (n,) the log odds of shares that are neither 0 nor 1."""
    odds: Numbers = np.log(shares) - np.log1p(-shares)
    return odds


def shares_of(odds: Numbers) -> Numbers:
    """Return (n,) the shares whose log odds these are."""
    found: Numbers = np.exp(-np.logaddexp(0, -odds))
    return found


def moved_to(odds: Numbers, among: Flags, share_taught: float) -> float:
    """Return what must be added to log odds that hold where `share_taught` tell of a crime, to hold among others:
    by expectation and maximisation (Saerens, Latinne and Decaestecker 2002, Neural Computation 14:21-41).
    """
    if not among.any():
        return 0.0
    taught = float(np.log(share_taught) - np.log1p(-share_taught))
    mine, share = odds[among], 0.1
    for _ in range(STEPS):
        shift = float(np.log(share) - np.log1p(-share)) - taught
        fresh = float(np.clip(shares_of(mine + shift).mean(), 1e-4, 0.9))
        if abs(fresh - share) < SETTLED:
            break
        share = fresh
    return float(np.log(share) - np.log1p(-share)) - taught


def reviewed_line(odds: Numbers, saw: Numbers) -> tuple[float, float]:
    """Return (a, b) for log odds a + b times those given, by what reviewers saw of reports without a record.

    Few reviews move little: a has a normal prior about 0, b about 1 (OFFSET_SPREAD, SLOPE_SPREAD); Newton's steps.
    """
    at = np.array([0.0, 1.0])
    prior, tight = np.array([0.0, 1.0]), np.diag([OFFSET_SPREAD**-2, SLOPE_SPREAD**-2])
    design = np.column_stack([np.ones(odds.size), odds])
    for _ in range(25):
        share = shares_of(design @ at)
        slope = design.T @ (share - saw) + tight @ (at - prior)
        bend = (design * (share * (1 - share))[:, None]).T @ design + tight
        step = np.linalg.solve(bend, slope)
        at = at - np.clip(step, -1, 1)
    return float(at[0]), max(float(at[1]), 0.05)
