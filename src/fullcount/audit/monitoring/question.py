"""What is asked of the draws: cells of recording rates, and what a review would pay were the true rate in the cell.

A review pays `found` out of `out_of`; were the unrecorded share c, the mean of found - c out_of would be nought. Three
questions differ only in what is found:

- drawn by the score from the unlinked reports: found is X = pbar + (u - p) / (M q), out of 1, and c = U / M;
- drawn simply from the unlinked reports: found is u, out of 1, and c = U / M;
- drawn simply from all reports: found is the crimes unrecorded, out of the crimes disclosed, and c = 1 - rate.

With R crimes recorded and U unrecorded the rate is R / (R + U).
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from fullcount.audit.monitoring.draws import Scored

Floats = NDArray[np.float64]

CELL = 0.0002
"""Width of a cell of rates: the interval's ends are these, rounded outward."""
USUAL_DISCLOSED = 0.4
"""Crimes that a report discloses, before any was read: it places the deadline of the bets and nothing else."""
LEAST_VARIANCE = 1e-4


@dataclass(frozen=True, slots=True)
class Question:
    """Cells of rates from `low` to `high`, and for each what a review pays; arrays have shape (cells,).

    `paid_low` and `paid_high` are the least and the greatest unrecorded share c in the cell; `least` and `most` bound
    what a review can pay beyond it; `variance` is foreseen, not promised; `step_more` and `step_fewer` are how far c
    moves when the rate is lower, or higher, by the aim; `usual` is what a review is out of, foreseen. `population` is
    the number of reports when they are drawn without return, else None.
    """

    low: Floats
    high: Floats
    paid_low: Floats
    paid_high: Floats
    least: Floats
    most: Floats
    variance: Floats
    step_more: Floats
    step_fewer: Floats
    usual: float = 1.0
    population: int | None = None

    def only(self, kept: NDArray[np.intp] | NDArray[np.bool_]) -> "Question":
        """Return the same question of these cells alone."""
        arrays = {f.name: getattr(self, f.name)[kept] for f in fields(self) if f.name not in ("usual", "population")}
        return Question(**arrays, usual=self.usual, population=self.population)


def asked_of_scored(frame: Scored, recorded: float, aim: float) -> Question:
    """Return the question of draws by the score, from unlinked reports beside `recorded` crimes.

    Payments lie between the bounds that the draw chances give, whatever the score is worth: so a bad score costs width
    and never validity.
    """
    size = len(frame.score)
    low, high = _cells(recorded / (recorded + size * frame.most_crimes))
    paid_low, paid_high = recorded * (1.0 / high - 1.0) / size, recorded * (1.0 / low - 1.0) / size
    variance = np.full(len(low), max(frame.foreseen_variance(), LEAST_VARIANCE))
    lowest, highest = frame.bounds()
    return Question(
        low, high, paid_low, paid_high, lowest - paid_high, highest - paid_low, variance,
        *_steps(low, high, recorded / size, aim),
    )  # fmt: skip


def asked_of_unlinked(size: int, recorded: float, aim: float, most_crimes: int = 1) -> Question:
    """Return the question of a simple sample, without return, of `size` unlinked reports beside `recorded` crimes."""
    low, high = _cells(recorded / (recorded + size * most_crimes))
    paid_low, paid_high = recorded * (1.0 / high - 1.0) / size, recorded * (1.0 / low - 1.0) / size
    middle = (paid_low + paid_high) / 2.0
    variance = np.maximum(middle * (most_crimes - middle), LEAST_VARIANCE)
    return Question(
        low, high, paid_low, paid_high, -paid_high, most_crimes - paid_low, variance,
        *_steps(low, high, recorded / size, aim), population=size,
    )  # fmt: skip


def asked_of_reports(size: int | None, aim: float, most_crimes: int = 1) -> Question:
    """Return the question of a simple sample of all reports: without return where `size` is given, else with.

    Nothing need be known of the crimes recorded: the rate is a ratio, and its sequence bets on unrecorded - c disclosed
    (a report without a crime changes nothing).
    """
    low, high = _cells(0.0)
    paid_low, paid_high = 1.0 - high, 1.0 - low
    middle = (paid_low + paid_high) / 2.0
    variance = np.maximum(USUAL_DISCLOSED * middle * (1.0 - middle), LEAST_VARIANCE)
    return Question(
        low, high, paid_low, paid_high, -paid_high * most_crimes, (1.0 - paid_low) * most_crimes, variance,
        np.full(len(low), aim), np.full(len(low), aim), usual=USUAL_DISCLOSED, population=size,
    )  # fmt: skip


def _steps(low: Floats, high: Floats, recorded: float, aim: float) -> tuple[Floats, Floats]:
    """Return how far U / M moves from a rate to one lower by the aim, and to one higher: `recorded` is R / M."""
    middle = (low + high) / 2.0
    lower, upper = np.maximum(middle - aim, middle / 2.0), middle + aim
    return recorded * (1.0 / lower - 1.0 / middle), recorded * (1.0 / middle - 1.0 / upper)


def _cells(lowest: float) -> tuple[Floats, Floats]:
    first = int(lowest / CELL)
    edges: Floats = np.arange(first, round(1.0 / CELL) + 1).astype(float) * CELL
    low: Floats = np.maximum(edges[:-1], max(lowest, 1e-9))
    return low, edges[1:]
