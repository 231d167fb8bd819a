"""Mass closure: outcomes that a team gives in one sitting on the last days of a month."""

import numpy as np
import numpy.typing as npt

from fullcount.simulate.aftermath.crimes import CrimesOfBatch
from fullcount.simulate.aftermath.working_days import utc_of, working_day
from fullcount.simulate.calendar import DAY, HOUR, Seconds
from fullcount.simulate.context import Context
from fullcount.simulate.hashed import share_of

Ints = npt.NDArray[np.int64]
SITTING = 35 * 60  # seconds from first to last


def month_ends(context: Context, crimes: CrimesOfBatch, given: Seconds) -> tuple[Seconds, Ints]:
    """Return when each chosen crime (`given` not negative) is swept, and the row whose inspector sat, each `(m,)`.

    A sweep is on one of the last three working days of the month of `given`, at an hour of the team's own; -1 where
    the crime was not recorded by then.
    """
    year = context.year
    local = np.maximum(year.local(given), 0)
    month = (local // DAY).astype("datetime64[D]").astype("datetime64[M]")
    first_of_next = (month + 1).astype("datetime64[D]").astype(np.int64) * DAY
    sitting = crimes.team * 4096 + month.astype(np.int64)
    back = 1 + (share_of(sitting, context.seed, "sweep day") < 0.35)
    day = working_day(year, utc_of(year, first_of_next + 12 * HOUR), -back)
    hour = 13 * HOUR + (share_of(sitting, context.seed, "sweep hour") * 6 * HOUR).astype(np.int64)
    moment = (context.rng("aftermath sweeps").random(len(crimes)) * SITTING).astype(np.int64)
    at = utc_of(year, day * DAY + hour + moment)
    chosen = (given >= 0) & (at > crimes.recorded + 2 * HOUR) & (at < year.export - HOUR)
    _, first, which = np.unique(np.where(chosen, sitting, -1), return_index=True, return_inverse=True)
    return np.where(chosen, at, -1), np.where(chosen, first[which], -1)
