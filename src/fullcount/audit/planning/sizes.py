"""How many reports to read for a half-width. Shares are 0 to 1; a half-width of 0.02 is two points."""

import math

from fullcount.audit.intervals import normal_quantile


def simple_size(share: float, half_width: float, level: float = 0.95, population: float | None = None) -> float:
    """Return how many to draw, at random, so that a share of about `share` is known to within `half_width`.

    z² p (1 - p) / d², and with a finite `population` n / (1 + (n - 1) / N). Not rounded. Cochran 1977, *Sampling
    Techniques*, 4.4. Check: Cochran's section 4.4 (p = 0.5, d = 0.05, z = 2, N = 3,200) has 400 and, finite, 356; the
    inspectorate's median, p = 0.9 and d = 0.0165, takes 1,270.
    """
    if not 0.0 < half_width < 1.0 or not 0.0 <= share <= 1.0:
        raise ValueError(f"a half-width of {half_width} about a share of {share} cannot be")
    n = normal_quantile(level) ** 2 * share * (1.0 - share) / half_width**2
    return n if population is None else finite(n, population)


def finite(n: float, population: float) -> float:
    """Return how many of `population` tell as much as `n` of an endless one: n / (1 + (n - 1) / N), never above N.

    Cochran 1977, 4.4. Check: 400 of 3,200 become 356.
    """
    if population <= 0:
        return 0.0
    return min(n / (1.0 + max(n - 1.0, 0.0) / population), population)


def design_effect(per_cluster: float, likeness: float) -> float:
    """Return by how much a draw of whole clusters multiplies the variance: 1 + (m - 1) rho.

    `per_cluster` is m, the reports read in each cluster drawn; `likeness` rho, the intraclass correlation. Kish 1965,
    *Survey Sampling*, 5.4. Check: 20 a cluster at rho = 0.05 is 1.95.
    """
    if per_cluster < 1.0 or not 0.0 <= likeness <= 1.0:
        raise ValueError(f"{per_cluster} reports a cluster with a likeness of {likeness} cannot be")
    return 1.0 + (per_cluster - 1.0) * likeness


def clustered_size(n: float, per_cluster: float, likeness: float) -> tuple[float, int]:
    """Return (reports, clusters) that whole clusters take where a simple sample takes `n` reports.

    Check: 400 at 20 a cluster and rho = 0.05 become 780 reports of 39 clusters.
    """
    reports = n * design_effect(per_cluster, likeness)
    return reports, math.ceil(reports / per_cluster - 1e-9)


def inspectorate_size(
    rate: float, half_width: float, disclosing: float, level: float = 0.95, reports: float | None = None
) -> float:
    """Return how many reports to draw from all of them so that the rate, recorded over disclosed, has the half-width.

    The crimes that `simple_size` asks for, over `disclosing`, the crimes that a report discloses on average; finite by
    `reports`, those of the frame. It is the ratio estimate of the inspectorate (HMIC 2016-2020, explanatory notes) with
    one crime a report that discloses any. Check: a rate of 0.9, two points, 0.45 and 200,000 reports: 1,902, where
    simulation with known truth needed 1,912 to 1,946.
    """
    crimes = simple_size(rate, half_width, level)
    if disclosing <= 0.0:
        raise ValueError("where no report discloses a crime there is no rate")
    return finite(crimes / disclosing, reports) if reports is not None else crimes / disclosing


def unlinked_size(
    rate: float, half_width: float, counts: tuple[float, float], level: float = 0.95
) -> float:  # fmt: skip
    """Return how many of the unlinked reports to draw, at random, so that the rate R / (R + U) has the half-width.

    `counts`: R, the crimes recorded of the linked reports, taken as known; M, the unlinked reports. U = R (1/p - 1)
    crimes hide among M, one a report: n = (z p² M / (R d))² θ (1 - θ), θ = U / M, and finite by M. The interval of the
    rate is the map of the interval of U (`docs/audit/estimate.md`). Check: p = 0.9, two points, R = 81,000 and
    M = 119,000 take 943, where simulation needed 944 to 955.
    """
    recorded, unlinked = counts
    if recorded <= 0 or unlinked <= 0:
        raise ValueError("without crimes recorded, or without unlinked reports, there is no such rate to be measured")
    theta = min(recorded * (1.0 / rate - 1.0) / unlinked, 1.0)
    per_case = normal_quantile(level) * rate**2 * unlinked / (recorded * half_width)
    return finite(per_case**2 * theta * (1.0 - theta), unlinked)
