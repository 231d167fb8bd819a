"""The jackknife over clusters (JK1): each cluster left out in turn, whatever the estimate."""

from collections.abc import Callable

import numpy as np

from fullcount.audit.intervals import Floats
from fullcount.audit.survey.design import Codes


def without_each(weight: Floats, cluster: Codes) -> Floats:
    """Return K sets of weights, shape (K, n): cluster k at nought, the others raised by K / (K - 1)."""
    codes = np.unique(cluster, return_inverse=True)[1].reshape(-1)
    clusters = int(codes.max()) + 1
    left: Floats = weight * np.where(codes == np.arange(clusters)[:, None], 0.0, clusters / (clusters - 1.0))
    return left


def jackknife_error(
    estimate: Callable[[Floats], float], weight: Floats, cluster: Codes, clusters_in_frame: float = np.inf
) -> float:
    """Return the standard error of what `estimate` makes of the weights, by leaving out each cluster in turn.

    (K - 1) / K times the squares about the estimate from all, times 1 - f (Wolter 2007, *Introduction to Variance
    Estimation*, section 4.2). Check: R survey 4.5, apiclus1: the mean of api00 has the standard error 26.335.
    """
    values = np.array([estimate(replicate) for replicate in without_each(weight, cluster)])
    clusters = len(values)
    left_out = 1.0 - clusters / clusters_in_frame
    about = ((values - estimate(weight)) ** 2).sum()
    return float(np.sqrt(left_out * (clusters - 1.0) / clusters * about))
