"""The missed crimes corrected for the reviewers' own errors, where enough reports were read by two."""

import numpy as np

from fullcount.audit.estimating.asked import Asked
from fullcount.audit.estimating.by_cells import counts_of
from fullcount.audit.estimating.drawn import Drawn
from fullcount.audit.estimating.reviewed import Reviewed
from fullcount.audit.results import Interval
from fullcount.audit.scored.marking import FEWEST_PAIRS, by_each_other, by_reference, corrected, groups_of


def with_errors(
    reviews: Reviewed, drawn: Drawn, asked: Asked, missed: Interval, name: str
) -> tuple[Interval, str, tuple[str, ...]]:
    """Return the missed crimes corrected, the method's name and what to say; unchanged where it cannot be done."""
    count = len(reviews.pairs)
    if not count:
        return missed, name, ()
    apart = int((reviews.pairs[:, 0] != reviews.pairs[:, 1]).sum())
    said = f"{count:,} report(s) were read by two reviewers, who differed in {apart:,}."
    if asked.is_review_right:
        return missed, name, (said + " The first mark is taken as right, as asked.",)
    if count < FEWEST_PAIRS:
        return (
            missed,
            name,
            (said + f" Errors are corrected from {FEWEST_PAIRS} on; the first mark is taken as right.",),
        )
    if drawn.design is not None:
        return (
            missed,
            name,
            (said + " With clusters or chances errors are not corrected; the first mark is taken as right.",),
        )
    counts, each = counts_of(reviews, drawn.cells, drawn.weight)
    group = groups_of(counts.found, counts.read)[drawn.cells.cell[reviews.paired]]
    errors = by_each_other(reviews.pairs, group) if asked.reference is None else by_reference(reviews.pairs)
    ends = corrected(counts, errors, asked.level)
    said += (
        f" So about {errors.false_alarms:.1%} of the reports with nothing missed are marked as missed, and "
        f"{errors.sensitivity:.0%} of the missed are seen; the number missed is corrected and its interval widened."
    )
    if asked.reference is None and len(np.unique(group)) == 1:
        said += " Without a reference reviewer, or strata that differ, the two cannot be told apart: hence the width."
    return Interval(*(each * end for end in ends)), name + ", corrected for reviewers' errors", (said,)
