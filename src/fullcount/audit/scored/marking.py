"""Reviewers err: what double marking says of how often, and the total corrected for it, with a wider interval."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from fullcount.audit.intervals import Floats, normal_quantile
from fullcount.audit.scored.profile import Counts, curve

FEWEST_PAIRS = 30
"""Reports read by two reviewers below which nothing is corrected."""
FALSE = np.concatenate([[0.0], np.geomspace(0.0005, 0.25, 60)])
SEEN = np.linspace(0.4, 1.0, 61)
_SHARES = np.concatenate([[0.0], np.geomspace(0.001, 0.95, 70)])
MOST_GROUPS = 3


@dataclass(frozen=True, slots=True)
class Errors:
    """How likely the marks of the pairs are under each pair of error rates: `fall` is twice the fall in
    log-likelihood, shape (false alarms, sensitivities), on the grids FALSE and SEEN."""

    fall: Floats

    @property
    def false_alarms(self) -> float:
        """Return the likeliest chance that a report without a miss is marked as one."""
        return float(FALSE[np.unravel_index(int(np.argmin(self.fall)), self.fall.shape)[0]])

    @property
    def sensitivity(self) -> float:
        """Return the likeliest chance that a report with a miss is marked so."""
        return float(SEEN[np.unravel_index(int(np.argmin(self.fall)), self.fall.shape)[1]])


def by_reference(pairs: NDArray[np.bool_]) -> Errors:
    """Return what pairs of a mark and the truth say of the errors; shape (pairs, 2). Two binomials."""
    mark, truth = pairs[:, 0], pairs[:, 1]
    wrong, right = int((mark & ~truth).sum()), int((~mark & ~truth).sum())
    seen, passed = int((mark & truth).sum()), int((~mark & truth).sum())
    log = special.xlogy(wrong, FALSE) + special.xlogy(right, 1.0 - FALSE)
    other = special.xlogy(seen, SEEN) + special.xlogy(passed, 1.0 - SEEN)
    return _errors(log[:, None] + other[None, :])


def by_each_other(pairs: NDArray[np.bool_], group: NDArray[np.int64]) -> Errors:
    """Return what pairs of equals say of the errors that both make alike and apart; groups differ in prevalence.

    Hui & Walter 1980 (Biometrics 36:167-171): with two groups of unlike prevalence the error rates can be told. With
    one they cannot: then all that agree with the pairs are kept, and the interval says so by its width.
    """
    total = np.zeros((len(FALSE), len(SEEN)))
    share, false, seen = _SHARES[None, None, :], FALSE[:, None, None], SEEN[None, :, None]
    for code in np.unique(group):
        marks = pairs[group == code].sum(axis=1)
        none, one, both = (int((marks == count).sum()) for count in (0, 1, 2))
        yes = share * seen**2 + (1.0 - share) * false**2
        no = share * (1.0 - seen) ** 2 + (1.0 - share) * (1.0 - false) ** 2
        split = np.maximum(1.0 - yes - no, 0.0)
        total += (special.xlogy(both, yes) + special.xlogy(none, no) + special.xlogy(one, split)).max(axis=-1)
    return _errors(total)


def _errors(log: Floats) -> Errors:
    return Errors(2.0 * (log.max() - log))


def groups_of(found: Floats, read: Floats) -> NDArray[np.int64]:
    """Return a group for each cell, by the share found in it: up to three, cut where the cases found are alike many."""
    order = np.argsort(np.divide(found, read, out=np.zeros_like(found), where=read > 0.0), kind="stable")
    reached = np.cumsum(found[order]) / max(float(found.sum()), 1e-300)
    group = np.zeros(len(found), np.int64)
    group[order] = np.minimum((reached * MOST_GROUPS * (1.0 - 1e-9)).astype(np.int64), MOST_GROUPS - 1)
    return group


def corrected(counts: Counts, errors: Errors, level: float = 0.95) -> tuple[float, float, float]:
    """Return the true total (estimate, low, high) behind the marks counted, by profile over the error rates.

    A total T of M reports is marked M f + T (s - f) times, for false alarms f and sensitivity s (Rogan & Gladen 1978,
    Am. J. Epidemiol. 107:71-76). Its fall is the least, over f and s, of that of the marks and that of the pairs.
    Check: no error possible gives back `profile`'s interval.
    """
    frame = float(np.asarray(counts.size).sum())
    totals, falls = curve(counts, level)
    marked = float(totals[int(np.argmin(falls))])
    false, seen = FALSE[:, None], SEEN[None, :]
    centre = np.clip((marked - frame * FALSE) / np.maximum(SEEN[-1] - FALSE, 1e-9), 0.0, frame)
    likely = totals[falls < 6.0 * normal_quantile(level) ** 2]
    reach = np.concatenate([np.linspace(0.0, min(1.5 * float(likely[-1]) / SEEN[0], frame), 300), likely[::3], centre])
    candidates = np.unique(np.clip(reach[(reach <= frame)], 0.0, frame))
    fall = np.array(
        [
            (
                np.interp(frame * false + t * (seen - false), totals, falls, left=np.inf, right=np.inf) + errors.fall
            ).min()
            for t in candidates
        ]
    )
    fall = fall - fall.min()
    inside = candidates[fall <= normal_quantile(level) ** 2]
    likeliest = candidates[fall <= fall.min() + 1e-6]
    return float(likeliest.mean()), float(inside.min()), float(inside.max())
