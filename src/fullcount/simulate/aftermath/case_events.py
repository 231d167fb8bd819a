"""Events of a case that start a duty to tell the victim: arrest to outcome."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.aftermath.closing import Closings
from fullcount.simulate.aftermath.crimes import CrimesOfBatch
from fullcount.simulate.calendar import HOUR, Seconds
from fullcount.simulate.context import Context

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

EVENTS = ("arrest", "interview", "bail", "released", "decision-not-to-investigate", "charge", "outcome")
ENDS = (4, 5, 6)  # the events by which a case is closed


@dataclass(frozen=True, slots=True)
class CaseEvents:
    """`e` events in order of crime and time, each array `(e,)`."""

    crime: Ints  # row of the batch
    kind: Ints  # index into EVENTS
    at: Seconds
    ids: pl.Series

    @property
    def is_end(self) -> Flags:
        return np.isin(self.kind, ENDS)


def numbered(prefix: str, number: Ints, group: Ints) -> pl.Series:
    """Return ids such as EV0000012-2: the crime's number and a count within rows that share `group`, in order."""
    starts = np.concatenate([[True], group[1:] != group[:-1]])
    first = np.maximum.accumulate(np.where(starts, np.arange(len(group)), 0))
    count = pl.Series(np.arange(len(group)) - first + 1).cast(pl.String)
    return prefix + pl.Series(number + 1).cast(pl.String).str.zfill(7) + "-" + count


def draw_events(context: Context, crimes: CrimesOfBatch, closings: Closings) -> CaseEvents:
    """Return the events of all cases up to the last export: suspects spoken to, and how each case ended."""
    rng, m, last = context.rng("aftermath events"), len(crimes), context.year.export - HOUR
    open_case = ~closings.is_closed & closings.identified & (crimes.cancelled == 0)
    spoken_to = (closings.suspect == 3) | (open_case & (rng.random(m) < 0.35))
    arrested = spoken_to & (rng.random(m) < np.where(crimes.domestic, 0.7, 0.45))
    end = np.where(closings.given >= 0, closings.given, last)
    span = np.maximum(end - crimes.recorded, 1200)
    interview = crimes.recorded + (span * rng.beta(1.0, 2.5, m) * 0.9).astype(np.int64)
    arrest = np.maximum(interview - rng.integers(2 * HOUR, 16 * HOUR, m), crimes.recorded - HOUR)
    let_go = np.minimum(interview + rng.integers(HOUR, 8 * HOUR, m), end - 60)
    charged, closed = closings.is_closed_as("1", "1A"), closings.is_closed
    on_bail = rng.random(m) < 0.4
    ending = np.select([charged, closings.screened_out], [5, 4], default=6)
    rows, kinds, times = [], [], []
    for kind, where, at in (
        (0, arrested, np.minimum(arrest, interview - 600)), (1, spoken_to, interview),
        (2, arrested & on_bail, let_go), (3, arrested & ~on_bail & ~charged, let_go),
        (-1, closed, closings.given),
    ):  # fmt: skip
        row = np.flatnonzero(where & (at <= last))
        rows.append(row)
        kinds.append(ending[row] if kind < 0 else np.full(len(row), kind))
        times.append(at[row])
    row, which, at = np.concatenate(rows), np.concatenate(kinds), np.concatenate(times)
    order = np.lexsort((which, at, row))
    row, which, at = row[order], which[order], at[order]
    return CaseEvents(row, which, at, numbered("EV", crimes.number[row], row))
