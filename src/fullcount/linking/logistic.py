"""Logistic functions that make known answers likeliest, with slopes that never fall where more must not mean less."""

from collections.abc import Collection, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import polars as pl

Floats = npt.NDArray[np.float64]

RIDGE = 0.01
"""Penalty on the coefficients: keeps them finite where the known answers are told apart without error."""
STEPS = 40


def chance_of(odds: Floats) -> Floats:
    """Return the chance of natural log-odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -500, 500))))


def logistic(given: Floats, truth: Floats, counts: Floats) -> Floats:
    """Return the coefficients that make the known answers likeliest, by Newton's method with a small ridge.

    given: `(n, k)`; truth: `(n,)` 0 or 1 (or a share); counts: `(n,)` how much each row counts. Check: one constant
    and a truth that is 1 for a quarter gives log(1/3) as the ridge goes to 0.
    """
    coefficients = np.zeros(given.shape[1])
    penalty = RIDGE * np.eye(given.shape[1])
    for _ in range(STEPS):
        chance = chance_of(given @ coefficients)
        slope = given.T @ (counts * (truth - chance)) - penalty @ coefficients
        bend = (given * (counts * chance * (1 - chance))[:, None]).T @ given + penalty
        step = np.linalg.solve(bend, slope)
        longest = float(np.abs(step).max())
        coefficients = coefficients + step * min(1.0, 5.0 / max(longest, 1e-12))
        if longest < 1e-9:
            break
    return coefficients


def rising(given: Floats, truth: Floats, counts: Floats, slopes: Collection[int]) -> Floats:
    """Return the likeliest coefficients of which those at `slopes` are not below zero: one that would be is held there.

    given, truth and counts as for `logistic`.
    """
    kept = list(range(given.shape[1]))
    while True:
        fitted = dict(zip(kept, logistic(given[:, kept], truth, counts), strict=True))
        falling = [place for place, value in fitted.items() if place in slopes and value < 0]
        if not falling:
            return np.array([fitted.get(place, 0.0) for place in range(given.shape[1])])
        kept.remove(min(falling, key=lambda place: fitted[place]))


def stretches(value: pl.Expr, bounds: Sequence[float]) -> list[pl.Expr]:
    """Return how far a value reaches into each stretch between neighbouring bounds, counted from zero: their slopes
    make one line that bends at the bounds. Check: 7 over (-10, 0, 5, 10) is 0, 5, 2."""
    return [
        value.clip(low, high) - max(low, min(high, 0.0)) for low, high in pairwise(bounds)
    ]  # fmt: skip
