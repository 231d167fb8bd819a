"""What a district's own reviews say without a model, and the force's total without one: what the model is held to."""

import numpy as np
from scipy import special

from fullcount.audit.intervals import Floats, normal_quantile
from fullcount.audit.results import Interval


def direct_share(missed: Floats, weights: Floats, level: float = 0.95) -> Interval | None:
    """Return the share of a district's unlinked reports with an unrecorded crime, from its own reviews alone.

    `missed` (n,) is 1 or 0 a review, `weights` (n,) the reports that each stands for. The weighted mean, with
    Clopper and Pearson's ends on Kish's effective size (Korn & Graubard 1998, Survey Methodology 24:193-201); none
    with fewer than two reviews. Check: 0 of 25 of one weight gives 0 to 0.1372.
    """
    if len(missed) < 2:
        return None
    share = float((weights * missed).sum() / weights.sum())
    size = float(weights.sum() ** 2 / (weights**2).sum())
    tail = (1.0 - level) / 2.0
    low = 0.0 if share <= 0.0 else float(special.betaincinv(share * size, (1.0 - share) * size + 1.0, tail))
    high = 1.0 if share >= 1.0 else float(special.betainccinv(share * size + 1.0, (1.0 - share) * size, tail))
    return Interval(share, min(low, share), max(high, share))


def design_total(reports: Floats, missed: Floats, weights: Floats, size: Floats, level: float = 0.95) -> Interval:
    """Return the force's unlinked reports with an unrecorded crime, by bands of the score, from the draw alone.

    The post-stratified estimator (Särndal, Swensson & Wretman 1992, section 7.6): `reports` (bands,) in the frame,
    `missed` and `weights` (bands,) the weighted sums over the reviews, `size` (bands,) their effective number. A band's
    variance is that of one more missed and one more not, so that a band without a miss still widens the interval.
    """
    share = np.divide(missed, weights, out=np.zeros_like(missed), where=weights > 0.0)
    guarded = (share * size + 1.0) / (size + 2.0)
    variance = (reports**2 * guarded * (1.0 - guarded) / np.maximum(size, 1.0)).sum()
    total = float((reports * share).sum())
    reach = normal_quantile(level) * float(np.sqrt(variance))
    return Interval(total, max(total - reach, 0.0), total + reach)
