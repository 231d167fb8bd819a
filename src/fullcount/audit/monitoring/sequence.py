"""The confidence sequence: after every review, the rates that the bets have not ruled out.

For each cell of rates two gamblers bet on every review before it is read: one that there are more unrecorded crimes
than any rate of the cell says, one that there are fewer. Were the true rate in the cell, neither could expect to gain;
so by Ville's inequality (1939) their joint wealth ever reaches 1 / alpha with chance alpha at most, and a cell where it
does is ruled out for good. The interval is what stands: right at every look at once with chance 1 - alpha, however
often one looks and whenever one stops. Waudby-Smith & Ramdas 2024 (JRSS B 86:1-27), Orabona & Jun 2024 (IEEE Trans.
Inf. Theory 70:436-455).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fullcount.audit.monitoring.bets import Plan, deadline_stake, played, reviews_left, steady_stakes
from fullcount.audit.monitoring.question import Question

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

BELIEVED_FOR = 100.0
"""The variance foreseen counts as so many reviews beside what the reviews themselves show."""
SLIGHT = 1e-9
TIDIED_EVERY = 32
"""Cells ruled out are put away after so many reviews; it changes speed and no figure."""


@dataclass(frozen=True, slots=True)
class State:
    """All that tomorrow's interval needs of today: what the gamblers own in every cell, and which cells stand.

    `more` and `fewer` have shape (1 + steady, ..., cells): first the money that bets toward the aim. `squares` and the
    sums have shape (..., cells), `reviewed` is the sum of what the reviews were out of, shape (..., 1).
    """

    reviews: int
    more: Floats
    fewer: Floats
    sum_more: Floats
    sum_fewer: Floats
    squares: Floats
    reviewed: Floats
    standing: Bools


@dataclass(frozen=True, slots=True)
class Path:
    """The interval after each review: `low` and `high` rates, shape (reviews, ...), and the state at the end."""

    low: Floats
    high: Floats
    state: State


def begun(question: Question, plan: Plan, runs: tuple[int, ...] = ()) -> State:
    """Return the state before the first review; `runs` is the shape of sequences watched side by side."""
    shape = (*runs, len(question.low))
    money = np.ones((1 + plan.steady, *shape))
    zero = np.zeros(shape)
    return State(0, money, money.copy(), zero, zero.copy(), zero.copy(), np.zeros((*runs, 1)), zero == 0.0)


def advanced(state: State, question: Question, plan: Plan, found: Floats, out_of: Floats) -> Path:
    """Return the intervals after each further review, and the state with which to carry on.

    `found` and `out_of` have shape (reviews, ...): what each review paid, in the order of the draws, and what it was
    out of (see `Question`). Reviews given in two parts give what they give in one.
    """
    low, high = np.empty(found.shape), np.empty(found.shape)
    kept = np.flatnonzero(state.standing.any(axis=tuple(range(state.standing.ndim - 1))))
    table = _Table(_columns(state, kept), question.only(kept), plan)
    whole = state.standing.copy()
    pieces: list[tuple[NDArray[np.intp], State]] = []
    for t in range(len(found)):
        if t % TIDIED_EVERY == 0 and kept.size:
            alive = np.flatnonzero(table.standing.any(axis=tuple(range(table.standing.ndim - 1))))
            if alive.size < 0.8 * kept.size:
                pieces.append((kept, table.state()))
                kept = kept[alive]
                table = _Table(_columns(pieces[-1][1], alive), question.only(kept), plan)
        if kept.size:
            table.review(found[t][..., None], out_of[t][..., None])
        low[t], high[t] = table.ends()
    pieces.append((kept, table.state()))
    whole[...] = False
    whole[..., kept] = table.standing
    return Path(low, high, _whole(state, pieces, whole))


class _Table:
    """The gamblers at work on the cells that still stand: arrays that are changed in place, review by review."""

    def __init__(self, state: State, question: Question, plan: Plan) -> None:
        self.question, self.plan, self.start = question, plan, state
        self.reviews = state.reviews
        self.more, self.fewer = state.more.copy(), state.fewer.copy()
        self.sum_more, self.sum_fewer = state.sum_more.copy(), state.sum_fewer.copy()
        self.squares, self.reviewed, self.standing = state.squares.copy(), state.reviewed.copy(), state.standing.copy()
        steady = steady_stakes(plan, question.variance)
        self.steady = steady.reshape(plan.steady, *(1 for _ in range(state.squares.ndim - 1)), -1)

    def review(self, found: Floats, out_of: Floats) -> None:
        """Let every gambler bet on one review (found and out_of of shape (..., 1)), and rule out what is ruled out.

        Without return, what is unread must pay back what was paid so far: the mean of the next gain is minus the sum
        over the reports unread (Waudby-Smith & Ramdas 2020, NeurIPS 33); where they cannot, a cell is impossible.
        """
        q, plan = self.question, self.plan
        unread = None if q.population is None else max(q.population - self.reviews, 1)
        more, fewer = found - out_of * q.paid_high, found - out_of * q.paid_low
        back_more = 0.0 if unread is None else self.sum_more / unread
        back_fewer = 0.0 if unread is None else self.sum_fewer / unread
        least, most = q.least + back_more, q.most + back_fewer
        variance = (BELIEVED_FOR * q.variance + self.squares) / (BELIEVED_FOR + self.reviews)
        usual = (BELIEVED_FOR * q.usual + self.reviewed) / (BELIEVED_FOR + self.reviews)
        sides = (
            (self.more, q.step_more, -least, more + back_more),
            (self.fewer, q.step_fewer, most, -(fewer + back_fewer)),
        )
        for money, step, worst, gain in sides:
            left = variance * reviews_left(self.reviews, variance, step * usual)
            toward = deadline_stake(money[0], 2.0 * plan.goal / plan.toward, left)
            money[0] = played(money[0], toward, worst, gain)
            money[1:] = played(money[1:], self.steady, worst, gain)
        self.sum_more += more
        self.sum_fewer += fewer
        self.squares += ((more + fewer) / 2.0) ** 2
        self.reviewed += out_of
        self.reviews += 1
        both = (self.more + self.fewer) / 2.0
        wealth = plan.toward * both[0] + (1.0 - plan.toward) * both[1:].mean(axis=0)
        self.standing &= wealth < plan.goal
        if q.population is not None:
            after = q.population - self.reviews
            self.standing &= (q.least * after + self.sum_more <= SLIGHT) & (q.most * after + self.sum_fewer >= -SLIGHT)

    def ends(self) -> tuple[Floats, Floats]:
        """Return the lowest and highest rate that stand; nothing (NaN) where no cell does."""
        q, nothing = self.question, ~self.standing.any(axis=-1)
        if not len(q.low):
            return np.full(nothing.shape, np.nan), np.full(nothing.shape, np.nan)
        low = q.low[np.argmax(self.standing, axis=-1)]
        high = q.high[len(q.high) - 1 - np.argmax(self.standing[..., ::-1], axis=-1)]
        return np.where(nothing, np.nan, low), np.where(nothing, np.nan, high)

    def state(self) -> State:
        """Return the state as it is now."""
        return State(
            self.reviews, self.more, self.fewer, self.sum_more, self.sum_fewer, self.squares, self.reviewed,
            self.standing,
        )  # fmt: skip


def _columns(state: State, kept: NDArray[np.intp]) -> State:
    return State(
        state.reviews, state.more[..., kept], state.fewer[..., kept], state.sum_more[..., kept],
        state.sum_fewer[..., kept], state.squares[..., kept], state.reviewed, state.standing[..., kept],
    )  # fmt: skip


def _whole(before: State, pieces: list[tuple[NDArray[np.intp], State]], standing: Bools) -> State:
    """Return the state over all cells: a cell put away keeps what it had then, which nothing reads again."""
    more, fewer = before.more.copy(), before.fewer.copy()
    sum_more, sum_fewer, squares = before.sum_more.copy(), before.sum_fewer.copy(), before.squares.copy()
    for kept, piece in pieces:
        more[..., kept], fewer[..., kept] = piece.more, piece.fewer
        sum_more[..., kept], sum_fewer[..., kept] = piece.sum_more, piece.sum_fewer
        squares[..., kept] = piece.squares
    last = pieces[-1][1]
    return State(last.reviews, more, fewer, sum_more, sum_fewer, squares, last.reviewed, standing)
