"""The order in which a pool is read: replayed from the answers so far, batch by batch, always the same.

Nothing is remembered between two calls: the order is worked out again from its beginning, and ends where an answer is
missing. An answer is not known to the learner before the order reaches its report: not for reports drawn at random,
nor for those that somebody read for another reason. So the order is what it would be had no sample been drawn at all,
which is what the certificate rests on.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, hstack

from fullcount.audit.screening.learner import Fit, Flags, Index, Numbers, fitted

Answers = npt.NDArray[np.int8]
UNREAD, NO_CRIME, CRIME, UNDECIDED = -1, 0, 1, 2
SHARE = 20
"""A batch is one report for every so many that the order has reached: a twentieth."""
LEAST = 50
DIGITS = 6
"""Sums are compared to so many places, so that another machine's last digit moves nobody."""


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """What is ordered. matrix: (n, n_terms) the words of each report, or None; score: (n,) what was thought of each
    before anybody read, the higher the likelier, or None; lot: (n,) a random rank of each, no two alike, that settles
    ties and begins where there is no score."""

    matrix: csr_array | None
    score: Numbers | None
    lot: Index

    def __post_init__(self) -> None:
        sizes = {self.lot.size} | ({self.matrix.shape[0]} if self.matrix is not None else set())
        sizes |= {self.score.size} if self.score is not None else set()
        if len(sizes) > 1 or np.unique(self.lot).size != self.lot.size:
            raise ValueError("the pool's parts differ in length, or two reports have one lot")


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """How far a pool has been read. order: reports that the order has reached, each answered, in that order;
    next_batch: what is to be read now, in order; queue: all that was not reached, by the order of this moment; looks:
    (n_looks,) how many had been reached at the end of each batch; refits: how often the learner was taught."""

    order: Index
    next_batch: Index
    queue: Index
    looks: Index
    refits: int


def replayed(pool: Pool, answers: Answers, least: int = LEAST, most: int | None = None) -> Reading:
    """Return how far the pool has been read by these answers, and what is to be read next.

    answers: (n,) UNREAD, NO_CRIME, CRIME or UNDECIDED (read, but the log does not say enough: it teaches nothing).
    A batch is a twentieth of what was reached so far, `least` at the fewest. Before a crime and a report without one
    were reached, the order is that of the score, or else by lot. It ends at `most` reports reached, where given.
    """
    size = pool.lot.size
    is_left, order, looks = np.ones(size, dtype=np.bool_), np.empty(size, dtype=np.int64), [0]
    reached, refits, fit, begun = 0, 0, None, _first_sums(pool)
    end = size if most is None else min(most, size)
    while True:
        taught = order[:reached]
        said = answers[taught]
        sums = begun
        if pool.matrix is not None and reached < size and (said == CRIME).any() and (said == NO_CRIME).any():
            teaches = taught[said != UNDECIDED]
            fit, refits = fitted(_rows(pool, teaches), answers[teaches] == CRIME, fit), refits + 1
            sums = _sums(pool, fit)
        if reached >= end:
            queue = _highest(sums, pool.lot, is_left, size)
            return Reading(order[:reached], queue[:0], queue, np.array(looks), refits)
        batch = _highest(sums, pool.lot, is_left, min(max(least, -(-reached // SHARE)), end - reached))
        unread = np.flatnonzero(answers[batch] == UNREAD)
        known = batch[: unread[0]] if unread.size else batch
        order[reached : reached + known.size] = known
        is_left[known] = False
        reached += known.size
        looks.append(reached)
        if unread.size:
            queue = _highest(sums, pool.lot, is_left, size)
            return Reading(order[:reached], batch[unread], queue, np.array(looks), refits)


def _first_sums(pool: Pool) -> Numbers:
    return pool.score if pool.score is not None else np.zeros(pool.lot.size)


def _highest(sums: Numbers, lot: Index, is_left: Flags, many: int) -> Index:
    """Return the places of the highest sums among those left, from the highest; ties by lot."""
    left = np.flatnonzero(is_left)
    if not left.size:
        return left
    values = sums[left].round(DIGITS)
    many = min(many, left.size)
    border = np.partition(values, left.size - many)[left.size - many]
    near = np.flatnonzero(values >= border)
    chosen = near[np.lexsort((lot[left[near]], -values[near]))[:many]]
    return left[chosen]


def _rows(pool: Pool, places: Index) -> csr_array:
    """Return the rows of these reports, with a last column more where there is a score (see `_evenly`)."""
    assert pool.matrix is not None
    rows: csr_array = pool.matrix[places]
    if pool.score is None:
        return rows
    column = csr_array(_evenly(pool.score)[places][:, None].astype(rows.dtype))
    joined: csr_array = hstack([rows, column], format="csr")
    return joined


def _sums(pool: Pool, fit: Fit) -> Numbers:
    """Return (n,) the learner's sums of all the pool."""
    assert pool.matrix is not None
    if pool.score is None:
        return fit.of(pool.matrix)
    words = Fit(fit.weights[:-1], fit.intercept)
    sums: Numbers = words.of(pool.matrix) + fit.weights[-1] * _evenly(pool.score)
    return sums


def _evenly(score: Numbers) -> Numbers:
    """Return (n,) the scores' ranks spread evenly over -1 to 1, ties at their middle.

    A report's words have length one, so the score weighs as much as all of them together and is hardly penalised: the
    learner begins near the score and leaves it where the answers do.
    """
    _, group, size = np.unique(score.round(DIGITS), return_inverse=True, return_counts=True)
    middle: Numbers = (np.cumsum(size) - 0.5 * size)[group] / score.size * 2.0 - 1.0
    return middle


__all__ = [
    "CRIME", "LEAST", "NO_CRIME", "SHARE", "UNDECIDED", "UNREAD", "Fit", "Pool", "Reading", "replayed",
]  # fmt: skip
