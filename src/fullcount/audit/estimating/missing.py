"""Crimes missed, as a number and as a share of those disclosed, by whichever way the sample was drawn."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from fullcount.audit.estimating.asked import Asked, Way
from fullcount.audit.estimating.by_cells import crimes_each, missed_in_cells
from fullcount.audit.estimating.by_spread import difference_total, spread_share
from fullcount.audit.estimating.drawn import Drawn
from fullcount.audit.estimating.frame import Framed
from fullcount.audit.estimating.reviewed import Reviewed
from fullcount.audit.intervals import Floats, normal_quantile
from fullcount.audit.moments import Moments
from fullcount.audit.ratio import missed_share
from fullcount.audit.results import Interval

Mask = NDArray[np.bool_]


def missed_total(
    reviews: Reviewed, frame: Framed, drawn: Drawn, asked: Asked, stratum: int | None = None
) -> tuple[Interval, str]:
    """Return the crimes missed in the part of the frame that was sampled (or in one stratum), and the method."""
    cells = drawn.cells
    only = None if stratum is None else cells.stratum == stratum
    if drawn.design is None:
        missed, name = missed_in_cells(reviews, cells, asked, drawn.weight, only)
        return missed, drawn.named + name
    inside = np.ones(reviews.n) if only is None else only[cells.cell].astype(np.float64)
    if not inside.any():
        return Interval(0.0, 0.0, 0.0), "not drawn from"
    size = float(cells.size.sum() if only is None else cells.size[only].sum())
    if drawn.way is Way.DIFFERENCE and frame.score is not None and frame.row is not None and only is None:
        part = np.ones(frame.size, np.bool_)
        if frame.is_linked is not None and not cells.is_linked.any():
            part = ~frame.is_linked
        known = np.stack([np.ones(reviews.n), frame.score[frame.row]], axis=1)
        totals = np.array([size, float(frame.score[part].sum())])
        return difference_total(reviews.missed, known, totals, drawn.design, asked.level), "regression on the score"
    y = reviews.missed * inside
    each = max(crimes_each(y, drawn.design.weight), _mean(y, inside, drawn.design.weight))
    share = spread_share(y / each, inside, drawn.design, asked.level)
    name = "clusters, t" if drawn.way is Way.CLUSTERS else "weighted, effective sample size"
    return Interval(*(each * size * end for end in (share.estimate, share.low, share.high))), name


def missed_of_disclosed(
    reviews: Reviewed, drawn: Drawn, asked: Asked, inside: Mask | None = None
) -> tuple[Interval, str]:
    """Return crimes missed over crimes disclosed, by the reports that are `inside`, and the method."""
    keep = np.ones(reviews.n) if inside is None else inside.astype(np.float64)
    x, y = reviews.disclosed * keep, reviews.missed * keep
    if drawn.design is not None:
        share = spread_share(y, x, drawn.design, asked.level)
        name = "ratio over clusters, t" if drawn.way is Way.CLUSTERS else "weighted ratio, effective sample size"
        return share, name
    ends = missed_share(_moments(x, y, drawn), asked.level)
    name = "beta" if bool(ends.is_beta) else "Wilson"
    return (
        Interval(float(ends.share), float(ends.low), float(ends.high)),
        f"ratio of recorded to disclosed, {name} on the effective sample size",
    )


def wider_of(reviews: Reviewed, frame: Framed, drawn: Drawn, asked: Asked) -> Drawn:
    """Return the draw, or where two could have given the sample the one whose interval is wider, and say so."""
    if drawn.or_else is None:
        return drawn
    widths = []
    for kind in (drawn, drawn.or_else):
        ends = missed_total(reviews, frame, kind, asked)[0]
        if frame.recorded is None and reviews.disclosed.any():
            ends = missed_of_disclosed(reviews, kind, asked)[0]
        widths.append(ends.high - ends.low)
    of_clusters = widths[0] >= widths[1]
    kept = drawn if of_clusters else drawn.or_else
    said = (
        "Nothing tells whether whole clusters were drawn or reports one by one; the interval is the wider of the two, "
        f"that of {'clusters' if of_clusters else 'reports'} (--method clusters or simple says which)."
    )
    return replace(kept, warnings=(*kept.warnings, said))


def recorded_beyond(reviews: Reviewed, frame: Framed, drawn: Drawn, asked: Asked, stratum: int | None) -> Interval:
    """Return what the crimes recorded differ from those that linking counts, by what the reviewers saw of both.

    Crimes recorded beyond those disclosed come off, crimes recorded of reports that are not linked are added:
    a difference estimate by cells with a normal interval. Nought where the two always agreed.
    """
    assert frame.recorded is not None and frame.row is not None
    cells = drawn.cells
    gap = reviews.disclosed - reviews.missed - frame.recorded[frame.row]
    if stratum is not None:
        gap = np.where(cells.stratum[cells.cell] == stratum, gap, 0.0)
    if not gap.any():
        return Interval(0.0, 0.0, 0.0)
    own = np.ones(reviews.n) if drawn.weight is None else drawn.weight
    held = np.bincount(cells.cell, weights=own, minlength=len(cells.size))
    scaled = own * (cells.size / held)[cells.cell]
    mean = np.bincount(cells.cell, weights=own * gap, minlength=len(held)) / held
    total = float((scaled * gap).sum())
    read = cells.read[cells.cell]
    squares = scaled**2 * (gap - mean[cells.cell]) ** 2 * read / np.maximum(read - 1.0, 1.0)
    half = normal_quantile(asked.level) * float(np.sqrt(squares.sum()))
    return Interval(total, total - half, total + half)


def _mean(y: Floats, inside: Floats, weight: Floats) -> float:
    return float((weight * y).sum()) / max(float((weight * inside).sum()), 1e-300)


def _moments(x: Floats, y: Floats, drawn: Drawn) -> Moments:
    cells = drawn.cells
    count = len(cells.size)

    def summed(values: Floats) -> Floats:
        return np.bincount(cells.cell, weights=values, minlength=count).astype(np.float64)

    own = np.ones(len(x)) if drawn.weight is None else drawn.weight
    level = own * (cells.read / np.maximum(summed(own), 1e-300))[cells.cell]
    x, y = level * x, level * y
    return Moments(
        frame=cells.size, reviewed=cells.read, x=summed(x), y=summed(y), xx=summed(x * x), xy=summed(x * y),
        yy=summed(y * y), xxxx=summed(x**4),
    )  # fmt: skip
