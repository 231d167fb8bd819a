"""The reports there are to draw from, and what is expected of them before anybody has read one."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import special

from fullcount.audit.results import Refusal

Floats = NDArray[np.float64]

USUAL_RATE = 0.9
"""The recording rate supposed where neither the user nor the scores say one: the inspectorate's usual finding."""
COLUMNS = ("report_id", "linked", "crimes_recorded", "score", "stratum", "cluster", "district", "group", "route")
"""The columns of a frame, in the order in which its hash takes them; absent ones are absent."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected of a frame: `rate`, crimes recorded over disclosed; `recorded`, R, the crimes recorded of its
    linked reports; `unlinked`, M; `reports`, N, both kinds; `says`, where the rate comes from."""

    rate: float
    recorded: float
    unlinked: int
    reports: int
    says: str

    @property
    def missed(self) -> float:
        """Return U = R (1/p - 1), the crimes supposed to hide among the unlinked reports, at most one a report."""
        return min(self.recorded * (1.0 / self.rate - 1.0), float(self.unlinked))

    @property
    def disclosing(self) -> float:
        """Return the crimes that a report of the frame discloses on average, (R + U) / N."""
        return (self.recorded + self.missed) / self.reports if self.reports else 0.0


def in_order(frame: pl.DataFrame) -> pl.DataFrame | Refusal:
    """Return the frame's columns in the order of report ids, whatever order its rows came in; refused if unusable."""
    if not frame.height:
        return Refusal("The frame holds no report.")
    if frame["report_id"].null_count() or frame["linked"].null_count():
        return Refusal("Every report of the frame must have an id, and be linked or not.")
    if frame["report_id"].is_duplicated().any():
        return Refusal(f"{int(frame['report_id'].is_duplicated().sum()):,} rows of the frame share a report id.")
    return frame.select(name for name in COLUMNS if name in frame.columns).sort("report_id")


def expected_of(frame: pl.DataFrame, rate: float | None = None) -> Expected:
    """Return what is expected of the frame: at `rate`, else as its scores say, else at the usual 90%."""
    linked = frame.filter("linked")
    recorded = float(linked["crimes_recorded"].fill_null(1).sum()) if "crimes_recorded" in frame else linked.height
    unlinked = frame.height - linked.height
    if rate is not None:
        return Expected(rate, recorded, unlinked, frame.height, "as given")
    if "score" in frame and recorded:
        score = frame.filter(~pl.col("linked"))["score"].drop_nulls()
        if score.len():
            missed = float(score.sum()) * unlinked / score.len()
            return Expected(recorded / (recorded + missed), recorded, unlinked, frame.height, "by the scores")
    return Expected(USUAL_RATE, recorded, unlinked, frame.height, "supposed")


def case_chances(unlinked: pl.DataFrame, expected: Expected) -> Floats:
    """Return how likely each unlinked report tells of a missed crime, `(M,)`, so that they sum to what is expected.

    The scores with their log odds moved by one constant (Saerens, Latinne & Decaestecker 2002, *Neural Computation*
    14:21-41, to a sum); alike where there is no score. One that is not scored is taken for an average one.
    """
    count = unlinked.height
    if not count:
        return np.zeros(0)
    mean = expected.missed / count
    if "score" not in unlinked or unlinked["score"].null_count() == count:
        return np.full(count, mean)
    known = unlinked["score"].drop_nulls()
    score = unlinked["score"].fill_null(known.mean()).to_numpy()
    if expected.says == "by the scores":
        return np.asarray(score, dtype=np.float64)
    values, back, number = np.unique(np.round(score, 5), return_inverse=True, return_counts=True)
    odds = special.logit(np.clip(values, 1e-6, 1.0 - 1e-6))
    low, high = -30.0, 30.0
    for _ in range(60):
        move = (low + high) / 2.0
        is_more = float(np.sum(number * special.expit(odds + move))) > expected.missed
        low, high = (low, move) if is_more else (move, high)
    return np.asarray(special.expit(odds + low)[back], dtype=np.float64)
