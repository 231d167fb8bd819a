"""Shares whose variance comes from the draw: clusters, or reports drawn with known chances; ends by effective size."""

import numpy as np
from scipy import special

from fullcount.audit.estimating.by_cells import crimes_each
from fullcount.audit.intervals import Floats, normal_quantile
from fullcount.audit.ratio import share_ends
from fullcount.audit.results import Interval
from fullcount.audit.survey.calibrated import greg_total
from fullcount.audit.survey.design import Design
from fullcount.audit.survey.totals import ratio

FEWEST_CLUSTERS = 8
"""Clusters (less strata) below which no interval is given: t with fewer degrees of freedom is a guess."""


def spread_share(y: Floats, x: Floats, drawn: Design, level: float) -> Interval:
    """Return the total of y over that of x, 0 <= y <= x report by report, with the interval that the draw gives.

    The variance is that of the residuals summed over the clusters, with clusters less strata degrees of freedom (t);
    the ends are Wilson's on the effective size, or beta where few were missed (Korn & Graubard 1998, *Survey
    Methodology* 24:193-201), the upper end supposing one more case where a unit weighs most. No design effect below
    1 is believed.
    """
    figure = ratio(y, x, drawn)
    below = drawn.weight * x
    each = crimes_each(x, drawn.weight)
    alone = float((drawn.weight * below).sum()) / float(below.sum()) ** 2
    share = figure.estimate
    least = alone * share * (1.0 - share)
    variance = max(np.nan_to_num(figure.error) ** 2, least)
    free = max(_freedom(below, drawn), 1.0)
    widening = (float(special.stdtrit(free, 0.5 + level / 2.0)) / normal_quantile(level)) ** 2
    effect = max(variance / least, 1.0) if least > 0.0 else _worst_effect(below, drawn)
    one_more = float(drawn.weight.max()) * each / float(below.sum()) * min(effect, len(below))
    return _interval(share, widening * variance, widening * one_more, level)


def _freedom(below: Floats, drawn: Design) -> float:
    """Return clusters less strata, or fewer where a few clusters hold most (Satterthwaite's, by the sums of x)."""
    sums = np.bincount(drawn.cluster, weights=below)
    alike = float((sums**2).sum()) ** 2 / max(float((sums**4).sum()), 1e-300)
    return min(float(drawn.freedom), max(alike - len(np.unique(drawn.stratum)), 1.0))


def _worst_effect(below: Floats, drawn: Design) -> float:
    """Return the design effect if the cases of a cluster came all together: what none found leaves possible."""
    sums = np.bincount(drawn.cluster, weights=below)
    return max(float((sums**2).sum() / (below**2).sum()), 1.0)


def difference_total(missed: Floats, known: Floats, totals: Floats, drawn: Design, level: float) -> Interval:
    """Return the crimes missed in the frame, by a regression on what is known of every report (its score).

    GREG (see `survey.calibrated.greg_total`), of which the difference estimator of prediction-powered inference is the
    case of a fixed slope (Angelopoulos et al. 2023, Science 382:669-674); ends by effective size as in `spread_share`,
    since the normal ones cover too little where few were missed.
    """
    figure = greg_total(missed, known, totals, drawn)
    size = float(totals[0])
    each = crimes_each(missed, drawn.weight)
    share = min(max(figure.estimate / size / each, 0.0), 1.0)
    free = max(float(drawn.freedom) - known.shape[1] + 1.0, 1.0)
    widening = (float(special.stdtrit(free, 0.5 + level / 2.0)) / normal_quantile(level)) ** 2
    variance = widening * (figure.error / size / each) ** 2
    ends = _interval(share, variance, widening * float(drawn.weight.max()) / size, level)
    return Interval(*(each * size * end for end in (ends.estimate, ends.low, ends.high)))


def _interval(share: float, variance: float, one_more: float, level: float) -> Interval:
    ends = share_ends(np.asarray(share), np.asarray(variance), np.asarray(one_more), level)
    return Interval(float(ends.share), float(ends.low), float(ends.high))
