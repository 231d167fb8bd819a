"""Intervals from leaving out one team at a time: teams are what was trained, so teams are what is counted."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from fullcount.audit.effect.rows import Flags, Floats


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An estimator's answers, with all teams and without each: `estimate` (..., figures), `without` (..., figures,
    teams), `counts` says which teams had any review (..., teams), `weight` the treated crimes (..., figures, teams),
    `alike` how many teams of one weight the figures rest on (..., figures).
    """

    estimate: Floats
    without: Floats
    counts: Flags
    weight: Floats
    alike: Floats


def standard_error(found: LeftOut) -> Floats:
    """Return the jackknife standard error over teams, (..., figures): sqrt((J - 1) / J * sum of squared moves).

    Moves are from the estimate with all teams, which is never smaller than from their mean. Hansen 2022,
    *Jackknife standard errors for clustered regression*; MacKinnon, Nielsen & Webb 2023, Journal of Econometrics
    232:272-299 (CV3, which holds where clusters are few and unequal). NaN where leaving a team out leaves no figure.
    Check: of the mean of n values, s / sqrt(n).
    """
    counts = found.counts[..., None, :]
    moves = np.where(counts, found.without - found.estimate[..., None], 0.0)
    teams = found.counts.sum(axis=-1)[..., None]
    variance: Floats = (moves**2).sum(axis=-1) * (teams - 1) / np.maximum(teams, 1)
    return np.asarray(np.sqrt(variance))


def freedom(found: LeftOut) -> Floats:
    """Return the degrees of freedom of Student's t, (..., figures): the teams less one, or the teams alike if fewer.

    Measured: with teams less one alone, four teams trained beside twenty are covered in 93% and three untrained ones
    beside 21 in 90% (bench/audit_effect.py)."""
    return np.asarray(np.maximum(np.minimum(found.counts.sum(axis=-1)[..., None] - 1.0, found.alike), 1.0))


def half_width(found: LeftOut, level: float) -> Floats:
    """Return t times the standard error, (..., figures)."""
    quantile = special.stdtrit(freedom(found), 0.5 + level / 2.0)
    width: Floats = quantile * standard_error(found)
    return width


def two_sided(found: LeftOut) -> Floats:
    """Return the p-value of no effect, both sides, by Student's t, (..., figures)."""
    error = standard_error(found)
    size = np.abs(np.divide(found.estimate, error, out=np.zeros_like(error), where=error > 0))
    chance: Floats = 2.0 * special.stdtr(freedom(found), -size)
    return chance


def moved_most(found: LeftOut) -> tuple[int, float]:
    """Return the team without which the overall figure moves most, and its part of the variance. One force."""
    moves = np.where(found.counts, found.without[0] - found.estimate[0], 0.0) ** 2
    total = moves.sum()
    team = int(moves.argmax())
    return team, float(moves[team] / total) if total > 0 else 0.0


def apart(one: LeftOut, other: LeftOut) -> tuple[float, float]:
    """Return how far two estimators' overall figures are apart, and the p-value of that, teams left out in both."""
    both = LeftOut(
        one.estimate[:1] - other.estimate[:1], one.without[:1] - other.without[:1], one.counts, one.weight[:1],
        one.alike[:1],
    )  # fmt: skip
    return float(both.estimate[0]), float(two_sided(both)[0])
