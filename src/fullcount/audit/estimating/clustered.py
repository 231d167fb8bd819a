"""The clusters of a sample, and whether they were drawn as far as its columns and the frame tell."""

import numpy as np
import polars as pl

from fullcount.audit.estimating.asked import Way
from fullcount.audit.estimating.frame import Framed
from fullcount.audit.estimating.reviewed import Reviewed
from fullcount.audit.survey.design import Codes

FEWER_CLUSTERS = 0.9
"""Clusters reviewed, as a share of those that a simple sample would reach, below which clusters were drawn."""
LARGE, LARGE_SHARE, MOST_LARGE = 4.0, 0.05, 0.5
"""A cluster with so many times the median's reviews, and such a share of all, is a unit that any draw would reach;
unless such clusters hold more than half of the reviews: then the others say too little."""


def clusters_of(reviews: Reviewed, frame: Framed, way: Way, said: list[str]) -> Codes | None:
    """Return the cluster of each review, shape (n,), or none where none were drawn as far as the columns tell."""
    if "cluster" in reviews.table.columns:
        cluster = np.unique(reviews.table["cluster"].cast(pl.String).to_numpy().astype(str), return_inverse=True)[1]
    elif frame.cluster is not None and frame.row is not None:
        cluster = np.unique(frame.cluster[frame.row], return_inverse=True)[1]
    else:
        return None
    cluster = cluster.reshape(-1).astype(np.int64)
    reached = int(cluster.max()) + 1
    if way not in (Way.AUTO, Way.CLUSTERS, Way.INSPECTORATE) or reached == reviews.n:
        return None
    if frame.cluster is not None and way is not Way.CLUSTERS:
        held = np.bincount(frame.cluster)
        expected = float((1.0 - (1.0 - reviews.n / frame.size) ** held[held > 0]).sum())
        if reached >= FEWER_CLUSTERS * expected:
            said.append(
                "The reviews reach as many clusters as a simple sample would, so clusters do not widen the interval."
            )
            return None
    return _large_apart(cluster, said)


def _large_apart(cluster: Codes, said: list[str]) -> Codes:
    """Return the clusters with each report of a very large one by itself.

    A unit that holds many times the reviews of the others was in the sample whatever was drawn (Cochran 1977, 11.10:
    it is a stratum of its own), so it must not leave the interval with one degree of freedom.
    """
    held = np.bincount(cluster)
    is_large = (held > LARGE * np.median(held)) & (held > LARGE_SHARE * len(cluster))
    if not is_large.any() or held[is_large].sum() > MOST_LARGE * len(cluster):
        return cluster
    said.append(
        f"{int(is_large.sum()):,} cluster(s) hold so many of the reviews that they are taken as sure to be drawn, "
        "their reports one by one."
    )
    apart = is_large[cluster]
    own = np.where(apart, len(held) + np.cumsum(apart), cluster)
    return np.unique(own, return_inverse=True)[1].reshape(-1).astype(np.int64)
