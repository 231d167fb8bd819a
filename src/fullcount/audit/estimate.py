"""The recording rate of a force, or of a part of it, from reports that people have read; or why there is none."""

import numpy as np
import polars as pl

from fullcount.audit.moments import Moments, moments_of
from fullcount.audit.ratio import missed_share, reports_alike
from fullcount.audit.results import Rate, Refusal
from fullcount.audit.sample import Frame, Sample, sample_of

FEWEST_CRIMES = 30
"""Crimes disclosed in the sample (or in the domain asked about) below which no rate is given."""
FEWEST_REPORTS = 20
"""Sampled reports that disclose a crime below which no rate is given: crimes of one report are not independent."""
FEWEST_ALIKE = 12.0
"""Reports alike (see `ratio.reports_alike`) below which the rate comes with a warning: coverage can fall to 90%."""
UNKNOWN = "unknown"
"""The domain of reports that disclose a crime but name no domain."""

WILSON = "Wilson on the effective sample size"
BETA = "Korn-Graubard beta on the effective sample size"
COMPLETE = "complete count"


def estimate(reviews: pl.DataFrame, population: Frame, level: float = 0.95) -> Rate | Refusal:
    """Return crimes recorded over crimes disclosed in the frame, with its interval, or why there is no such figure.

    `reviews` has one row a sampled report: report_id, crimes_disclosed, crimes_recorded and, where the sample was
    drawn by strata, stratum. `population` gives the number of reports in the frame, by stratum (key None: the frame
    as a whole, or reports without a stratum). Crimes recorded beyond those disclosed are left out, report by report,
    and said in `warnings`. Method and sources: `fullcount.audit.ratio`; measured coverage: `docs/estimate.md`.

    Refused: fewer than 30 crimes disclosed, or fewer than 20 reports that disclose one; a stratum of the frame with
    fewer than two reviews (unless wholly read); a stratum whose size is not known; a report reviewed twice; a count
    that is missing or negative; more reports reviewed than the frame holds.
    """
    sample = sample_of(reviews, population)
    if isinstance(sample, Refusal):
        return sample
    return _rate(sample, pl.lit(True), sample.strata, level)


def by_domain(
    reviews: pl.DataFrame, column: str, population: Frame, level: float = 0.95
) -> list[tuple[str, Rate | Refusal]]:
    """Return the rate in each part of the frame that `column` names (group, district), in order of name.

    Each part is a subpopulation of the one sample: reports outside it stay in with no crimes, so that the size of the
    part is estimated too (Särndal, Swensson & Wretman 1992, chapter 10). Parts with too little are refused, each with
    its reason; so is every part when the whole sample is unusable. Reports that disclose a crime and name no part
    form the part "unknown", last. No correction is made for looking at many parts: of 20 intervals at 95%, one is
    expected to miss.
    """
    sample = sample_of(reviews, population)
    value = pl.col(column).cast(pl.String).fill_null(UNKNOWN)
    asked = reviews.filter(pl.col(column).is_not_null() | (pl.col("crimes_disclosed") > 0))
    names = sorted(asked.select(value.unique()).to_series().to_list(), key=lambda name: (name == UNKNOWN, name))
    if isinstance(sample, Refusal):
        return [(name, sample) for name in names]
    return [(name, _rate(sample, value == name, _reach(sample, value, name), level)) for name in names]


def _reach(sample: Sample, value: pl.Expr, name: str) -> tuple[str | None, ...]:
    """Return the strata that may hold the domain: all, unless the strata are themselves pieces of the domains."""
    seen = sample.reviews.group_by("stratum").agg(value.n_unique().alias("values"), value.first().alias("value"))
    is_pieces = seen["values"].max() == 1 and UNKNOWN not in seen["value"].to_list()
    inside = seen.filter(pl.col("value") == name)["stratum"].to_list() if is_pieces else sample.strata
    return tuple(stratum for stratum in sample.strata if stratum in inside)


def _rate(sample: Sample, inside: pl.Expr, strata: tuple[str | None, ...], level: float) -> Rate | Refusal:
    """Return the rate over the reports that are `inside`, which lie in `strata`, or that they are too few."""
    counted = sample.reviews.select(
        "stratum",
        pl.when(inside).then("disclosed").otherwise(0).alias("x"),
        pl.when(inside).then(pl.col("disclosed") - pl.col("recorded")).otherwise(0).alias("y"),
        inside.alias("inside"),
    )
    disclosed, missed = int(counted["x"].sum()), int(counted["y"].sum())
    reports = int((counted["x"] > 0).sum())
    if disclosed < FEWEST_CRIMES or reports < FEWEST_REPORTS:
        return Refusal(
            f"Too few: the reviews disclose {disclosed:,} crime(s) in {reports:,} report(s); a rate needs at least "
            f"{FEWEST_CRIMES} crimes in {FEWEST_REPORTS} reports."
        )
    moments = moments_of(counted, strata, sample.frame)
    missed_ends = missed_share(moments, level)
    return Rate(
        estimate=1.0 - float(missed_ends.share),
        low=1.0 - float(missed_ends.high),
        high=1.0 - float(missed_ends.low),
        level=level,
        method=_method(moments, bool(missed_ends.is_beta)),
        reports_reviewed=int(counted["inside"].sum()),
        crimes_disclosed=disclosed,
        crimes_recorded=disclosed - missed,
        warnings=sample.warnings + _uneven(moments),
    )


def _uneven(moments: Moments) -> tuple[str, ...]:
    alike = float(reports_alike(moments))
    if alike >= FEWEST_ALIKE or not np.any(moments.left_out > 0.0):
        return ()
    return (
        f"A few reports weigh so much (many crimes each, or few reviews for many reports) that the rate rests on about "
        f"{alike:.0f}; the interval may be too narrow.",
    )


def _method(moments: Moments, is_beta: bool) -> str:
    if not np.any(moments.left_out > 0.0):
        return COMPLETE
    return (BETA if is_beta else WILSON) + (", stratified" if moments.frame.size > 1 else "")
