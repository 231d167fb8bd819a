"""How a sample was drawn, and the variance that this gives to a sum over it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fullcount.audit.intervals import Floats

Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Design:
    """A sample of n units, each array of shape (n,).

    `weight` is how many units of the frame each stands for; `stratum` and `cluster` are codes from 0 (a cluster lies in
    one stratum; without clusters each unit is its own). `clusters_in_frame` is the number of clusters that the frame
    holds in the unit's stratum, `units_in_cluster` the number of units that the unit's cluster holds; infinite where
    the draw was with return, or is treated so.
    """

    weight: Floats
    stratum: Codes
    cluster: Codes
    clusters_in_frame: Floats
    units_in_cluster: Floats

    @property
    def freedom(self) -> int:
        """Return the degrees of freedom of the variance: clusters less strata."""
        return len(np.unique(self.cluster)) - len(np.unique(self.stratum))


def design(
    weight: Floats,
    *,
    stratum: Codes | None = None,
    cluster: Codes | None = None,
    clusters_in_frame: Floats | float = np.inf,
    units_in_cluster: Floats | float | None = None,
) -> Design:
    """Return a design with what was not given filled in: one stratum, units as clusters, clusters wholly read."""
    n = len(weight)
    own = np.zeros(n, np.int64) if stratum is None else np.unique(stratum, return_inverse=True)[1]
    if cluster is None:
        inside = np.arange(n)
    else:
        inside = np.unique(np.stack([own, np.unique(cluster, return_inverse=True)[1]]), axis=1, return_inverse=True)[1]
    inside = inside.reshape(-1).astype(np.int64)
    whole = np.bincount(inside).astype(np.float64)[inside]
    return Design(
        np.asarray(weight, np.float64),
        own.astype(np.int64),
        inside,
        np.broadcast_to(np.asarray(clusters_in_frame, np.float64), (n,)),
        whole if units_in_cluster is None else np.broadcast_to(np.asarray(units_in_cluster, np.float64), (n,)),
    )


def variance(values: Floats, drawn: Design) -> float:
    """Return the variance of the sum of `values` (weights already in them), one for each unit; shape (n,).

    First stage: between the clusters' sums within strata, times 1 - f1. Second: within clusters, times f1 (1 - f2).
    (Särndal, Swensson & Wretman 1992, *Model Assisted Survey Sampling*, result 4.3.1; Cochran 1977, 11.3.) A stratum
    with one cluster, unless it is the frame's only one, has no such variance: nan.
    Check: R survey 4.5, apiclus2 with both corrections: the mean of api00 has the standard error 30.099.
    """
    sums: Floats = np.bincount(drawn.cluster, weights=values).astype(np.float64)
    first = np.unique(drawn.cluster, return_index=True)[1]
    stratum, in_frame = drawn.stratum[first], drawn.clusters_in_frame[first]
    clusters = np.bincount(stratum).astype(np.float64)
    share = clusters[stratum] / in_frame
    spread = _squares(sums, stratum, clusters)
    drawn_once = np.bincount(stratum, weights=share) / clusters
    between = np.where(drawn_once >= 1.0, 0.0, (1.0 - drawn_once) * spread)

    units = np.bincount(drawn.cluster).astype(np.float64)
    read = units / drawn.units_in_cluster[first]
    inner = _squares(values, drawn.cluster, units)
    within = np.where(read >= 1.0, 0.0, share * (1.0 - read) * inner)
    return float(between.sum() + np.where(share > 0.0, within, 0.0).sum())


def _squares(values: Floats, group: Codes, size: Floats) -> Floats:
    """Return m / (m - 1) times the squares about the mean, by group; nan for a group of one."""
    mean = np.bincount(group, weights=values) / size
    about = np.bincount(group, weights=(values - mean[group]) ** 2)
    return np.where(size > 1.0, about * size / np.maximum(size - 1.0, 1.0), np.nan)
