"""A frame made ready for planning: what is expected of each report, and the strata and the order it stands in."""

from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fullcount.audit.planning.frame import Expected, case_chances
from fullcount.audit.planning.strata import labels

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BELIEVED = 8.0
"""Reviews that what was expected of a stratum is worth beside those made of it."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """A frame in order of report ids, N reports of which M are unlinked, and what planning needs of it.

    `likely`: how likely each unlinked report tells of a miss, `(M,)`; `part`: which of `parts`, the frame's own strata,
    each report is in, `(N,)`; `is_unlinked`: `(N,)`; `by_score`: where the unlinked reports with a score stand, the
    lowest score first, ties by report id.
    """

    frame: pl.DataFrame
    expected: Expected
    likely: Floats
    parts: tuple[str, ...]
    part: Ints
    is_unlinked: NDArray[np.bool_]
    by_score: Ints

    @classmethod
    def of(cls, frame: pl.DataFrame, expected: Expected) -> "Prospect":
        """Return the prospect of a frame before anything was reviewed: its scores, moved to what is expected."""
        named = labels(frame)
        parts = named.unique().sort()
        part = named.replace_strict(parts, pl.int_range(parts.len(), eager=True), return_dtype=pl.Int64).to_numpy()
        is_unlinked = ~frame["linked"].to_numpy()
        order = np.zeros(0, dtype=np.int64)
        if "score" in frame.columns:
            score = frame["score"].to_numpy().astype(np.float64)
            has = np.flatnonzero(is_unlinked & ~np.isnan(score))
            order = has[np.argsort(score[has], kind="stable")].astype(np.int64)
        likely = case_chances(frame.filter(~pl.col("linked")), expected)
        return cls(frame, expected, likely, tuple(parts.to_list()), part, is_unlinked, order)

    @property
    def filled_score(self) -> Floats:
        """Return the score of each unlinked report, `(M,)`; one that has none is taken for an average one."""
        score = self.frame.filter(~pl.col("linked"))["score"]
        return score.fill_null(score.mean()).to_numpy().astype(np.float64)

    def learnt(self, reviews: pl.DataFrame) -> "Prospect":
        """Return the prospect with what the reviews so far found in each of the frame's own strata.

        `reviews`: report_id, crimes_disclosed, crimes_recorded. In a stratum of which n were read and x told of a miss
        a report is taken for (x + 8 θ) / (n + 8), θ what was expected of the stratum: eight reviews' worth of belief.
        Check: nine misses in 92 reviews of a stratum of which 0.05 was expected make 0.094.
        """
        missed = (pl.col("crimes_disclosed") > pl.col("crimes_recorded")).cast(pl.Float64).alias("x")
        unlinked = self.frame.filter(~pl.col("linked")).select("report_id")
        x = unlinked.join(reviews.select("report_id", missed), on="report_id", how="left", maintain_order="left")["x"]
        part, count = self.part[self.is_unlinked], len(self.parts)
        read = np.bincount(part, x.is_not_null().to_numpy(), minlength=count)
        found = np.bincount(part, x.fill_null(0.0).to_numpy(), minlength=count)
        size = np.maximum(np.bincount(part, minlength=count), 1)
        theta = np.maximum(np.bincount(part, self.likely, minlength=count) / size, 1e-12)
        moved = (found + BELIEVED * theta) / (read + BELIEVED) / theta
        return replace(self, likely=np.clip(self.likely * moved[part], 0.0, 1.0))
