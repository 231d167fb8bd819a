"""What the estimators read: reviews as arrays, one row a review (or a team's week), and the days of training."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

NEVER = np.iinfo(np.int64).max // 4
"""The day of a team that is not trained while it is watched."""
WEEK = 7


@dataclass(frozen=True, slots=True)
class Reviews:
    """What was reviewed, arrays of shape (n,): the team's number, the day on which the report was made (an ordinal
    as `date.toordinal` gives it, so that weeks run from Monday), `out_of` crimes and `those` of them that have what
    the outcome is about (recorded; recorded late; recorded without need)."""

    team: Ints
    day: Ints
    out_of: Floats
    those: Floats

    def week(self) -> Ints:
        """Return the number of the week, Monday to Sunday, of each row, from 0 for the first, (n,)."""
        number = (self.day - 1) // WEEK
        first = number.min() if len(number) else 0
        return np.asarray(number - first, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class RollOut:
    """When each team counts as trained, shape (teams,): from the start of that day; NEVER where it is not.

    `cohort` numbers the teams that were to be trained together; `area` those that work side by side (-1: not told).
    """

    trained: Ints
    cohort: Ints
    area: Ints

    def __len__(self) -> int:
        return len(self.trained)
