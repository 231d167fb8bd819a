"""A daily share set against its weekday's expectation and its own scatter. Arrays have days on their last axis."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from fullcount.audit.results import Refusal

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Bools = NDArray[np.bool_]

WEEK = 7
FEWEST_EACH = 4
"""Days of each weekday that occurs, below which weekdays are not told apart."""
FEWEST = 12
MOST_SERIAL = 0.9
LEAST_CHANCE = 1e-15


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the days of the baseline showed: arrays of shape (...), `weekday` (..., 7).

    `centre` is their pooled share; `weekday` is by how much each weekday departs from it; `scatter` is the standard
    deviation over the binomial error (Laney's sigma; 1: chance alone); `freedom` its degrees of freedom; `serial` the
    correlation of neighbouring days where it is too high to be chance, else 0; `is_one_sided` says that what is counted
    never happened, or always did, and the share is one held off that end. What the estimates add to the variance
    of a new day is left out: after 84 days it is at most 8%.
    """

    days: int
    centre: Floats
    weekday: Floats
    scatter: Floats
    freedom: Floats
    serial: Floats
    is_one_sided: Bools

    def expected(self, weekday: Whole) -> Floats:
        """Return the share expected on days that fall on these weekdays (Monday is 0), shape (..., days)."""
        shares: Floats = np.clip(self.centre[..., None] + self.weekday[..., weekday], 0.0, 1.0)
        return shares

    def deviation(self, out_of: Floats) -> Floats:
        """Return the standard deviation of a new day's share of `out_of` from its expectation."""
        centre = self.centre[..., None]
        deviation: Floats = self.scatter[..., None] * np.sqrt(centre * (1.0 - centre) / out_of)
        return deviation


def learnt(share: Floats, out_of: Floats, weekday: Whole) -> Baseline | Refusal:
    """Return the baseline of these days: shares and their denominators, shape (..., days), and weekdays, shape (days,).

    Laney 2002 (Quality Engineering 14:531-537): residuals in binomial errors, and the standard deviation of those as
    sigma, here the pooled one (steadier than the moving range) and never below 1. Weekday effects are shrunk by James
    and Stein's factor (1961), so that a week without a pattern is given none. Where none of n was counted, or all, the
    share is taken as (counted + 1/2) / (n + 1), Jeffreys' mean, and the scatter as chance alone: a share of nought
    would have no error, and every change from it would go unseen. Refused: fewer than 12 days.
    """
    days = share.shape[-1]
    if days < FEWEST:
        return Refusal(f"a baseline needs {FEWEST} days with reports; there are {days}")
    total = out_of.sum(axis=-1)
    counted = (share * out_of).sum(axis=-1)
    is_one_sided = (share == 0.0).all(axis=-1) | (share == 1.0).all(axis=-1)
    centre = np.where(is_one_sided, (counted + 0.5) / (total + 1.0), counted / total)
    error = np.sqrt((centre * (1.0 - centre))[..., None] / out_of)
    effects, part, told = _weekdays((share - centre[..., None]), error, weekday)
    effects = np.where(is_one_sided[..., None], 0.0, effects)
    residual = (share - centre[..., None] - effects[..., weekday]) / error
    freedom = days - 1.0 - (told - 1) * part
    scatter = np.maximum(np.sqrt((residual**2).sum(axis=-1) / freedom), 1.0)
    serial = (residual[..., 1:] * residual[..., :-1]).sum(axis=-1) / np.maximum((residual**2).sum(axis=-1), 1e-300)
    is_alike = (serial > 2.0 / math.sqrt(days)) & ~is_one_sided  # days without any event are alike, and tell nothing
    serial = np.where(is_alike, np.minimum(serial, MOST_SERIAL), 0.0)
    return Baseline(days, centre, effects, scatter, freedom, serial, is_one_sided)


def standardised(baseline: Baseline, share: Floats, out_of: Floats, weekday: Whole) -> Floats:
    """Return each day's departure as a normal score, shape (..., days): standard normal while nothing changes.

    The departure over its standard deviation is Student's t on the baseline's degrees of freedom; it is turned into
    the normal quantile of the same chance. Where neighbouring days are alike (correlation r), the score is divided by
    sqrt((1 + r) / (1 - r)), which is what such days add to the variance of a sum. After a baseline with no event at
    all, or nothing but events, the score is that of the binomial's mid-P: so few are expected that one event would
    stand many deviations out. Check: a departure of 2 deviations on 77 degrees of freedom is a score of 1.967.
    """
    expected = baseline.expected(weekday)
    ratio = (share - expected) / baseline.deviation(out_of)
    freedom = baseline.freedom[..., None]
    below = special.stdtr(freedom, -np.abs(ratio))
    score = -special.ndtri(np.maximum(below, LEAST_CHANCE)) * np.sign(ratio)
    if baseline.is_one_sided.any():
        score = np.where(baseline.is_one_sided[..., None], _by_mid_p(np.rint(share * out_of), out_of, expected), score)
    scored: Floats = score / np.sqrt((1.0 + baseline.serial) / (1.0 - baseline.serial))[..., None]
    return scored


def _by_mid_p(counted: Floats, out_of: Floats, chance: Floats) -> Floats:
    """Return the normal scores of binomial counts: of their chance or less, half of the count's own left out."""
    above, below = _reached(counted, out_of, chance), _reached(out_of - counted, out_of, 1.0 - chance)
    more = (above + _reached(counted + 1.0, out_of, chance)) / 2.0
    fewer = (below + _reached(out_of - counted + 1.0, out_of, 1.0 - chance)) / 2.0
    size = -special.ndtri(np.maximum(np.minimum(more, fewer), LEAST_CHANCE))
    score: Floats = np.where(more < fewer, size, -size)
    return score


def _reached(least: Floats, out_of: Floats, chance: Floats) -> Floats:
    """Return the chance of `least` or more among `out_of`, by the incomplete beta function."""
    inside = (least > 0.0) & (least <= out_of)
    first = np.where(inside, least, 1.0)
    reached: Floats = np.where(
        inside, special.betainc(first, np.maximum(out_of - first, 0.0) + 1.0, chance), np.where(least > 0.0, 0.0, 1.0)
    )
    return reached


def _weekdays(away: Floats, error: Floats, weekday: Whole) -> tuple[Floats, Floats, int]:
    """Return the effects (..., 7), the part of them that was kept (...), and how many weekdays were told apart."""
    kinds, counts = np.unique(weekday, return_counts=True)
    effects = np.zeros((*away.shape[:-1], WEEK))
    none = np.zeros(away.shape[:-1])
    if len(kinds) < 2 or counts.min() < FEWEST_EACH:
        return effects, none, 1
    weights = 1.0 / error**2
    for kind in kinds:
        on = weekday == kind
        effects[..., kind] = (weights[..., on] * away[..., on]).sum(axis=-1) / weights[..., on].sum(axis=-1)
    effects[..., kinds] -= effects[..., kinds].mean(axis=-1, keepdims=True)
    scaled = (away - effects[..., weekday]) / error
    days = away.shape[-1]
    sigma2 = (scaled**2).sum(axis=-1) / (days - len(kinds))
    noise = sigma2 * (error**2).mean(axis=-1) * len(kinds) / days
    squares = np.maximum((effects**2).sum(axis=-1), 1e-300)
    kept = np.clip(1.0 - max(len(kinds) - 3, 0) * noise / squares, 0.0, 1.0)
    return effects * kept[..., None], kept, len(kinds)
