"""Alarms on a series of daily scores: CUSUM for the screen, and the e-detector whose false alarms are years apart.

Scores are standard normal while nothing changes (see `standard`); arrays have days on their last axis. After an alarm
each starts afresh.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

SLACK, BORDER = 0.5, 5.0
"""CUSUM's: a change of one deviation is looked for."""
SHIFTS = (1.0, 1.5, 2.0)
"""Changes that the e-detector bets on, in deviations."""
RUN_LENGTH = 3652.5
"""Days between false alarms: ten years."""
MOST_SCORE = 3.5
"""No day counts for more deviations than these, so that one wild day is never an alarm by itself."""


def cusum(scores: Floats, slack: float = SLACK, border: float = BORDER) -> tuple[Floats, Bools]:
    """Return the larger of the upward and downward sums of each day, and the days of alarm, shape (..., days).

    Page 1954 (Biometrika 41:100-115), two-sided. Check: a lasting change of 2.5 deviations reaches 5 on the third day.
    """
    up = np.zeros(scores.shape[:-1])
    down = np.zeros(scores.shape[:-1])
    sums, alarms = np.empty(scores.shape), np.zeros(scores.shape, dtype=np.bool_)
    for day in range(scores.shape[-1]):
        up = np.maximum(0.0, up + scores[..., day] - slack)
        down = np.maximum(0.0, down - scores[..., day] - slack)
        sums[..., day] = np.maximum(up, down)
        alarms[..., day] = sums[..., day] >= border
        up, down = np.where(alarms[..., day], 0.0, up), np.where(alarms[..., day], 0.0, down)
    return sums, alarms


def e_detector(scores: Floats, run_length: float = RUN_LENGTH) -> tuple[Floats, Bools]:
    """Return the evidence of a change, over what an alarm needs (1: alarm), and the days of alarm, shape (..., days).

    Shin, Ramdas & Rinaldo 2024 (New England J. Statist. Data Sci. 2:229-260), the Shiryaev-Roberts e-detector: every
    day a new bet of 1 begins that the shares have changed, M = (M + 1) exp(d z - d^2 / 2) for changes d up and down,
    averaged. While scores are normal, or any whose bets do not gain, the mean time to a false alarm is at least
    `run_length` days, whatever else is unknown. Check: scores of nought all along never alarm.
    """
    shifts = np.array([*SHIFTS, *(-d for d in SHIFTS)]).reshape(-1, *(1 for _ in scores.shape[:-1]))
    bets = np.zeros((2 * len(SHIFTS), *scores.shape[:-1]))
    evidence, alarms = np.empty(scores.shape), np.zeros(scores.shape, dtype=np.bool_)
    for day in range(scores.shape[-1]):
        toward = np.minimum(shifts * scores[..., day], np.abs(shifts) * MOST_SCORE)
        bets = (bets + 1.0) * np.exp(toward - shifts**2 / 2.0)
        evidence[..., day] = bets.mean(axis=0) / run_length
        alarms[..., day] = evidence[..., day] >= 1.0
        bets = np.where(alarms[..., day], 0.0, bets)
    return evidence, alarms
