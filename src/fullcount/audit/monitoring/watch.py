"""Reviews in the order of their draws, watched: what can be said of the recording rate today, and what it takes yet."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fullcount.audit.monitoring.bets import NEEDED, Plan
from fullcount.audit.monitoring.question import Question
from fullcount.audit.monitoring.sequence import Path, State, advanced, begun
from fullcount.audit.monitoring.spending import FEWEST_REVIEWS, spent_quantiles

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Watched:
    """The intervals after each review, shape (reviews,), the plain estimate of the rate after each, and the state.

    The estimate is NaN while no report read discloses a crime. `more_reviews` is about how many more it takes to the
    aim (0: it is reached; None: nothing is known yet).
    """

    path: Path
    estimate: Floats
    more_reviews: int | None
    is_contradicted: bool


@dataclass(frozen=True, slots=True)
class Look:
    """A figure published at a planned look: after so many reviews, with limits that hold for all looks together."""

    reviews: int
    estimate: float
    low: float
    high: float
    quantile: float


def watched(question: Question, plan: Plan, found: Floats, out_of: Floats, state: State | None = None) -> Watched:
    """Return what the reviews show, each after each: `found` and `out_of` have shape (reviews,), see `Question`."""
    path = advanced(begun(question, plan) if state is None else state, question, plan, found, out_of)
    estimate = np.array([rate_of(question, c) for c in _running(found, out_of)])
    contradicted = bool(np.isnan(path.low).any())
    return Watched(path, estimate, _more(question, plan, path), contradicted)


def rate_of(question: Question, paid: float) -> float:
    """Return the rate at which a review would pay `paid` on average, between the lowest and the highest cell."""
    if math.isnan(paid):
        return math.nan
    ends = np.append(question.paid_high[0], question.paid_low)
    rates = np.append(question.low[0], question.high)
    return float(np.interp(-paid, -ends, rates))


def looks(
    question: Question, found: Floats, out_of: Floats, taken: NDArray[np.int64], planned: tuple[int, float]
) -> tuple[Look, ...]:
    """Return the published figures after `taken` reviews, shape (looks so far,); `planned` is (looks, level).

    The normal limits of the mean, or of the ratio by its residuals (Cochran 1977, section 6.3), with the quantile that
    the look may spend. A look with fewer than 100 reviews is spent and gives no figure.
    """
    number, level = planned
    quantiles = spent_quantiles(taken.astype(float), number, level)
    given = []
    for n, quantile in zip(taken, quantiles, strict=True):
        if n < FEWEST_REVIEWS or not out_of[:n].sum():
            continue
        mean = float(found[:n].sum() / out_of[:n].sum())
        residual = found[:n] - mean * out_of[:n]
        error = math.sqrt(float((residual**2).sum()) / (n - 1) / n) / float(out_of[:n].mean())
        ends = sorted(rate_of(question, mean + side * quantile * error) for side in (-1.0, 1.0))
        given.append(Look(int(n), rate_of(question, mean), ends[0], ends[1], float(quantile)))
    return tuple(given)


def _running(found: Floats, out_of: Floats) -> Floats:
    total = np.cumsum(out_of)
    running: Floats = np.divide(np.cumsum(found), total, out=np.full(len(found), np.nan), where=total > 0.0)
    return running


def _more(question: Question, plan: Plan, path: Path) -> int | None:
    """Return about how many more reviews it takes to the aim: the deadline's place, or the square of the widths."""
    state, n = path.state, path.state.reviews
    if not n or math.isnan(path.low[-1]):
        return None
    half = float(path.high[-1] - path.low[-1]) / 2.0
    if half <= plan.aim + 1e-9:
        return 0
    middle = int(np.flatnonzero(state.standing)[state.standing.sum() // 2])
    step = (question.step_more + question.step_fewer)[middle] / 2.0 * float(state.reviewed[0]) / n
    if step <= 0.0:
        return None
    total = NEEDED * float(state.squares[middle]) / n / step**2
    return max(1, math.ceil(total - n if total > n else n * ((half / plan.aim) ** 2 - 1.0)))
