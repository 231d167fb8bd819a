"""The half-width that a design is expected to give, and how many reports a half-width takes by it."""

import math
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fullcount.audit.intervals import finite_size, normal_quantile
from fullcount.audit.planning import by_score, sizes
from fullcount.audit.planning.design import Allocate, Design, Layout, layout
from fullcount.audit.planning.frame import Expected, case_chances
from fullcount.audit.planning.strata import LINKED, labels
from fullcount.audit.results import Refusal

Floats = NDArray[np.float64]

WIDENED = 1.07
"""By how much the profile interval over strata of the score lowers its threshold (`docs/audit/estimate.md`)."""
BELIEVED = 8.0
"""Reviews that what was expected of a stratum is worth beside those made of it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted: the half-width of the rate (0 to 1) at a level."""

    half_width: float
    level: float = 0.95


@dataclass(frozen=True, slots=True)
class Prospect:
    """A frame in order of report ids, what is expected of it, and of each unlinked report how likely it is a miss."""

    frame: pl.DataFrame
    expected: Expected
    likely: Floats

    @classmethod
    def of(cls, frame: pl.DataFrame, expected: Expected) -> "Prospect":
        """Return the prospect of a frame before anything was reviewed: its scores, moved to what is expected."""
        return cls(frame, expected, case_chances(frame.filter(~pl.col("linked")), expected))

    def learnt(self, reviews: pl.DataFrame) -> "Prospect":
        """Return the prospect with what the reviews so far found in each of the frame's own strata.

        `reviews`: report_id, crimes_disclosed, crimes_recorded. In a stratum of which n were read and x told of a miss
        a report is taken for (x + 8 θ) / (n + 8), θ what was expected of the stratum: eight reviews' worth of belief.
        """
        unlinked = self.frame.filter(~pl.col("linked"))
        missed = (pl.col("crimes_disclosed") > pl.col("crimes_recorded")).cast(pl.Float64).alias("x")
        seen = reviews.select("report_id", missed)
        rows = pl.DataFrame([unlinked["report_id"], labels(unlinked).alias("part"), pl.Series("was", self.likely)])
        rows = rows.join(seen, on="report_id", how="left", maintain_order="left")
        x, n, theta = pl.col("x").sum(), pl.col("x").count(), pl.col("was").mean()
        moved = ((x + BELIEVED * theta) / (n + BELIEVED) / theta).over("part").fill_nan(1.0)
        now = rows.select((pl.col("was") * moved).clip(0.0, 1.0)).to_series().to_numpy()
        return Prospect(self.frame, self.expected, np.asarray(now, dtype=np.float64))


def half_width(about: Prospect, design: Design, level: float = 0.95) -> float | Refusal:
    """Return the half-width of the recording rate that the design is expected to give, by the normal approximation.

    By size: the inspectorate's ratio over all reports drawn. Else the rate R / (R + U), linked crimes taken as known:
    z (p² / R) √V with V = Σ N_h² (1 - f_h) θ_h (1 - θ_h) / n_h over the unlinked strata (Cochran 1977, 5.5), times 1.07
    for strata of the score; V = Σ p (1 - p) (1/π - 1) for chances by the score, with a difference term (Särndal,
    Swensson & Wretman 1992, 6.3). θ_h: the mean of what is likely.
    """
    expected = about.expected
    if is_inspectorates(design):
        if not 0 < design.n <= expected.reports:
            return Refusal(f"{design.n:,} reports cannot be drawn from {expected.reports:,}.")
        crimes = finite_size(design.n, expected.reports) * expected.disclosing
        p = expected.rate
        return normal_quantile(level) * math.sqrt(p * (1.0 - p) / crimes) if crimes else math.inf
    if not expected.recorded:
        return Refusal("No report of the frame is linked to a crime: only the inspectorate's way is open (by size).")
    made = layout(about.frame, design, about.likely)
    if isinstance(made, Refusal):
        return made
    return normal_quantile(level) * expected.rate**2 / expected.recorded * math.sqrt(_variance(about, design, made))


def is_inspectorates(design: Design) -> bool:
    """Say whether the design is drawn from all reports by size, and so is estimated in the inspectorate's way."""
    return design.allocate is Allocate.PROPORTIONAL and not design.leaves_out_linked


def _variance(about: Prospect, design: Design, made: Layout) -> float:
    """Return V, the variance of the estimated number of crimes missed among the unlinked."""
    is_unlinked, likely = ~about.frame["linked"], about.likely
    if design.allocate is Allocate.CHANCE:
        drawn = next(one.drawn for one in made.strata if one.name != LINKED)
        score = about.frame["score"].filter(is_unlinked)
        chance = by_score.chances(score.fill_null(score.mean()).to_numpy(), drawn)
        return float(np.sum(likely * (1.0 - likely) * (1.0 / chance - 1.0)))
    inside = pl.DataFrame({"stratum": made.of_report.filter(is_unlinked), "likely": likely})
    means: dict[str, float] = dict(inside.group_by("stratum").agg(pl.col("likely").mean()).iter_rows())
    total = sum(
        one.reports**2 * (1.0 - one.drawn / one.reports) * means[one.name] * (1.0 - means[one.name]) / one.drawn
        for one in made.strata
        if one.name in means
    )
    return total * (WIDENED if design.allocate is Allocate.SCORE else 1.0)


def reports_needed(about: Prospect, design: Design, wanted: Wanted) -> int | Refusal:
    """Return the fewest reports with which the design is expected to give the half-width (its own `n` is ignored).

    Refused where not even all reports give it, with the reason. Check (200,000 reports, 45% disclosing, 10% unrecorded,
    a calibrated score of AUC 0.90, two points): by size 1,902, unlinked at random 943; simulation with known truth
    needed 1,946 and 955.
    """
    expected = about.expected
    low, high = 1, expected.reports if is_inspectorates(design) else expected.unlinked
    if high < 1:
        return Refusal("There is no report to draw.")
    most = half_width(about, design.of(high), wanted.level)
    if isinstance(most, Refusal):
        return most
    if most > wanted.half_width:
        return Refusal("Not even all reports give so small a half-width.")
    while low < high:
        middle = (low + high) // 2
        width = half_width(about, design.of(middle), wanted.level)
        if isinstance(width, float) and width <= wanted.half_width:
            high = middle
        else:
            low = middle + 1
    return high


def ways(expected: Expected, wanted: Wanted) -> dict[str, float]:
    """Return how many reports each way that needs no score takes: the inspectorate's, and the unlinked at random."""
    found = {}
    if expected.disclosing:
        found["the inspectorate's way"] = sizes.inspectorate_size(
            expected.rate, wanted.half_width, expected.disclosing, wanted.level, expected.reports
        )
    if expected.recorded and expected.unlinked:
        counts = (expected.recorded, float(expected.unlinked))
        found["unlinked reports at random"] = sizes.unlinked_size(
            expected.rate, wanted.half_width, counts, wanted.level
        )
    return found
