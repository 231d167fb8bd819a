"""The XmR chart with the four signals of NHS England's "Making data count"."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

WIDTH = 2.66
"""Mean moving ranges from the mean to a limit: 3 / 1.128."""
TRIAL = 12
"""Below so many points the limits are trial limits."""
RUN = 7
NEAR = 2.0 / 3.0


class Signal(StrEnum):
    """The four patterns that chance seldom makes."""

    BEYOND = "beyond a limit"
    SHIFT = "seven in a row on one side of the mean"
    TREND = "seven in a row rising, or falling"
    NEAR = "two of three near a limit"


@dataclass(frozen=True, slots=True)
class Limits:
    """Mean and limits of a chart, learnt from `points` points; trial limits while they are fewer than 12."""

    mean: float
    low: float
    high: float
    points: int

    @property
    def is_trial(self) -> bool:
        """Whether the limits rest on fewer than 12 points."""
        return self.points < TRIAL


def limits_of(values: Floats) -> Limits:
    """Return the mean plus and minus 2.66 mean moving ranges of values in order, shape (points,), two at least.

    Shewhart's individuals chart as in NHS England, *Making Data Count: strengthening your decisions* (2019). All moving
    ranges count: none is screened out as an outlier. Check: 1, 2, 3, 2, 1 have moving ranges of 1 and give 1.8 less and
    plus 2.66.
    """
    if len(values) < 2:
        raise ValueError("limits need two points")
    mean, moving = float(values.mean()), float(np.abs(np.diff(values)).mean())
    return Limits(mean, mean - WIDTH * moving, mean + WIDTH * moving, len(values))


def signals(values: Floats, limits: Limits) -> dict[Signal, Bools]:
    """Return, for each signal, the points (points,) at which it is complete: the last of its run, so no later one.

    A point on the mean ends a run on one side. "Near" is the outer third between mean and limit, or beyond it, and both
    points lie on the same side; R's NHSRplotthedots, which leaves points beyond the limit out and wants the third on
    that side too, marks fewer.
    """
    away = values - limits.mean
    half = limits.high - limits.mean
    step = np.sign(np.diff(values, prepend=values[:1]))
    side = np.sign(away)
    far_high, far_low = away > NEAR * half, away < -NEAR * half
    return {
        Signal.BEYOND: np.abs(away) > half,
        Signal.SHIFT: _run(side > 0, RUN) | _run(side < 0, RUN),
        Signal.TREND: _run(step > 0, RUN - 1) | _run(step < 0, RUN - 1),
        Signal.NEAR: _two_of_three(far_high) | _two_of_three(far_low),
    }


def _run(holds: Bools, length: int) -> Bools:
    count = np.concatenate([[0], np.cumsum(holds)])
    full = np.zeros(len(holds), dtype=np.bool_)
    if len(holds) >= length:
        full[length - 1 :] = count[length:] - count[:-length] == length
    return full


def _two_of_three(far: Bools) -> Bools:
    before = np.concatenate([[False, False], far])
    two: Bools = far & (before[1:-1] | before[:-2])
    return two
