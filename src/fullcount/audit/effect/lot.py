"""The p-value that needs no model: where the order was drawn by lot, draw it again and see how often so much appears.

Fisher 1935, *The Design of Experiments*; for stepped roll-outs Roth & Sant'Anna 2023, *Efficient estimation for
staggered rollout designs*, Journal of Political Economy Microeconomics 1:669-709, section 4: the statistic is divided
by its standard error, so that the test also holds for an effect of nought on average.
"""

from enum import StrEnum
from math import factorial, prod

import numpy as np

from fullcount.audit.effect.cells import Cells, cells_of
from fullcount.audit.effect.imputation import imputed
from fullcount.audit.effect.jackknife import standard_error
from fullcount.audit.effect.rows import NEVER, Floats, Ints, Reviews, RollOut

DRAWS = 999
ROOM = 4_000_000
"""Numbers that one batch of re-drawn orders may hold: about 32 MB."""


class Lot(StrEnum):
    """What was drawn by lot: which team gets which day, or which cohort (a cohort's teams stay together)."""

    TEAM = "team"
    COHORT = "cohort"


def orders(roll_out: RollOut, lot: Lot) -> int:
    """Return how many different orders the lot could have given, at most a million. Check: 4 teams, two on each of
    two days, 6."""
    days = roll_out.trained if lot is Lot.TEAM else _cohort_days(roll_out)
    _, same = np.unique(days, return_counts=True)
    if len(days) > 170:
        return 1_000_000
    return min(factorial(len(days)) // prod(factorial(int(count)) for count in same), 1_000_000)


def p_by_lot(reviews: Reviews, roll_out: RollOut, lot: Lot, gap: int, rng: np.random.Generator) -> float:
    """Return the share of `DRAWS` orders drawn again, and the one that happened, that give at least as much for its
    size: (1 + those) / (1 + draws), both sides. An order that gives no figure counts as giving as much.

    `gap` is the days before training that belong to neither side. Exact where training changed nothing for anybody.
    """
    teams, weeks = len(roll_out), int(reviews.week().max()) + 1
    each = max(1, ROOM // (teams * weeks * weeks))
    drawn = [roll_out.trained, *(_drawn(roll_out, lot, rng) for _ in range(DRAWS))]
    return _share_as_much(
        np.concatenate([
            _statistic(_stacked(reviews, drawn[first : first + each], gap)) for first in range(0, len(drawn), each)
        ])
    )  # fmt: skip


def at_least_as_much(cells: Cells) -> float:
    """Return the p-value of the first of stacked orders, `cells` with one leading axis: the one that happened."""
    return _share_as_much(_statistic(cells))


def _share_as_much(statistics: Floats) -> float:
    """Return the share of orders, the first among them, whose statistic is as far from nought as the first's."""
    size = np.abs(statistics)
    return float((~(size < size[0] * (1 - 1e-9))).mean())


def sides(reviews: Reviews, trained: Ints, gap: int) -> tuple[Ints, np.ndarray]:
    """Return the span of each row, 0 from training on and -1 before, and which rows are untrained, `gap` days left
    out."""
    day = trained[reviews.team]
    return np.where(reviews.day >= day, 0, -1), reviews.day < day - gap


def _drawn(roll_out: RollOut, lot: Lot, rng: np.random.Generator) -> Ints:
    if lot is Lot.TEAM:
        return rng.permutation(roll_out.trained)
    return np.asarray(rng.permutation(_cohort_days(roll_out))[roll_out.cohort])


def _cohort_days(roll_out: RollOut) -> Ints:
    days = np.full(int(roll_out.cohort.max()) + 1, NEVER)
    days[roll_out.cohort] = roll_out.trained
    return days


def _stacked(reviews: Reviews, orders_drawn: list[Ints], gap: int) -> Cells:
    made = [cells_of(reviews, *sides(reviews, trained, gap), len(trained)) for trained in orders_drawn]
    return Cells(
        np.stack([cells.control_n for cells in made]), np.stack([cells.control_y for cells in made]),
        np.stack([cells.treated_n for cells in made]), np.stack([cells.treated_y for cells in made]),
    ).compared()  # fmt: skip


def _statistic(cells: Cells) -> Floats:
    found = imputed(cells)
    error = standard_error(found)[..., 0]
    return np.divide(found.estimate[..., 0], error, out=np.full_like(error, np.nan), where=error > 0)
