"""A sample boiled down to sums by stratum: all that the ratio estimator needs, for one sample or for many at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from fullcount.audit.intervals import Floats


@dataclass(frozen=True, slots=True)
class Moments:
    """Sums over the sampled reports of each stratum; every array has shape (..., strata).

    `frame` is the number of reports in the stratum, `reviewed` how many of them were sampled. x is the crimes that a
    report discloses, y those of them that were not recorded; xx is the sum of squares, xxxx of fourth powers.
    A report outside the domain asked about counts in `reviewed` with x = y = 0.
    """

    frame: Floats
    reviewed: Floats
    x: Floats
    y: Floats
    xx: Floats
    xy: Floats
    yy: Floats
    xxxx: Floats

    @property
    def weight(self) -> Floats:
        """Return how many reports of the frame each sampled report stands for."""
        return self.frame / np.maximum(self.reviewed, 1.0)

    @property
    def left_out(self) -> Floats:
        """Return the share of the stratum that was not sampled: the finite population correction."""
        return 1.0 - self.reviewed / np.maximum(self.frame, 1.0)


def moments_of(reviews: pl.DataFrame, strata: Sequence[str | None], frame: Mapping[str | None, int]) -> Moments:
    """Return the sums of `reviews`, whose columns are stratum, x and y, one row a report, in the order of `strata`."""
    x, y = pl.col("x").cast(pl.Float64), pl.col("y").cast(pl.Float64)
    sums = reviews.group_by("stratum").agg(
        pl.len().cast(pl.Float64).alias("reviewed"),
        x.sum().alias("x"),
        y.sum().alias("y"),
        (x * x).sum().alias("xx"),
        (x * y).sum().alias("xy"),
        (y * y).sum().alias("yy"),
        (x**4).sum().alias("xxxx"),
    )
    by_stratum = {row["stratum"]: row for row in sums.iter_rows(named=True)}

    def column(name: str) -> Floats:
        return np.array([by_stratum[stratum][name] if stratum in by_stratum else 0.0 for stratum in strata])

    return Moments(
        frame=np.array([float(frame[stratum]) for stratum in strata]),
        reviewed=column("reviewed"),
        x=column("x"),
        y=column("y"),
        xx=column("xx"),
        xy=column("xy"),
        yy=column("yy"),
        xxxx=column("xxxx"),
    )
