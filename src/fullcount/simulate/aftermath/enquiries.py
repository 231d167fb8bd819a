"""Lines of enquiry: raised for each lead in the log, done, refused with a reason, or silently dropped."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fullcount.simulate.aftermath.closing import Closings
from fullcount.simulate.aftermath.crimes import DESCRIBED, LEADS, CrimesOfBatch
from fullcount.simulate.aftermath.mechanisms import Closure
from fullcount.simulate.calendar import DAY, HOUR, Seconds
from fullcount.simulate.context import Context

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

KINDS = (*LEADS, "suspect")
SUSPECT = len(LEADS)
NEVER_RAISED = 0.45  # share of leads dropped that were never put down as an enquiry at all
REFUSED = 0.14
UNPROMPTED = 0.12  # share of crimes with an enquiry that the log does not mention


@dataclass(frozen=True, slots=True)
class Enquiries:
    """`q` enquiries in order of crime and time, each array `(q,)`; neither done nor refused: outstanding or dropped."""

    crime: Ints
    kind: Ints  # index into KINDS
    raised: Seconds
    done: Seconds  # -1: not done
    refused: Flags


def draw_enquiries(context: Context, crimes: CrimesOfBatch, closings: Closings) -> Enquiries:
    """Return the enquiries of all crimes; where closed without them, a lead at least is neither done nor refused."""
    rng, m, last = context.rng("aftermath enquiries"), len(crimes), context.year.export - HOUR
    dropped = closings.has(Closure.WITHOUT_ENQUIRIES)
    leads = crimes.leads | ((rng.random((m, len(LEADS))) < UNPROMPTED / len(LEADS)) & ~dropped[:, None])
    after_suspect = (crimes.suspect >= DESCRIBED) & (rng.random(m) < 0.6) | (closings.suspect == 3)
    wanted = np.concatenate([leads, after_suspect[:, None]], axis=1)
    row, kind = np.nonzero(wanted & (crimes.cancelled == 0)[:, None])
    q = len(row)
    end = np.where(closings.given >= 0, closings.given, last)[row]
    span = np.maximum(end - crimes.recorded[row], 600)
    raised = crimes.recorded[row] + (np.minimum(span * 0.4, 2 * DAY) * rng.random(q) ** 2).astype(np.int64)
    wait = np.exp(rng.normal(np.log(4.0), 0.9, q)) * DAY
    planned = raised + wait.astype(np.int64)
    closed = closings.is_closed[row]
    done = np.where(
        closed & (planned > end), raised + ((end - raised) * rng.uniform(0.2, 0.95, q)).astype(np.int64), planned
    )
    lost = dropped[row] & (kind != SUSPECT) & _some_lost(rng, row)
    refused = ~lost & (kind != SUSPECT) & (rng.random(q) < REFUSED)
    done = np.where(lost | refused | (done > last), -1, done)
    kept = ~(lost & (rng.random(q) < NEVER_RAISED)) & (raised < last)
    order = np.lexsort((raised[kept], row[kept]))
    return Enquiries(*(a[kept][order] for a in (row, kind, raised, done, refused)))


def _some_lost(rng: np.random.Generator, row: Ints) -> Flags:
    """Return which of a crime's enquiries are dropped, if any are: the first always, others mostly, `(q,)`."""
    first = np.concatenate([[True], row[1:] != row[:-1]])[: len(row)]
    return first | (rng.random(len(row)) < 0.6)
