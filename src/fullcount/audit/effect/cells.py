"""Which crimes of a team's week are compared with and which are measured: the one place where time is cut up.

A week in which a team is trained on the Wednesday gives its Monday and Tuesday to the untrained side and the rest to
the trained one; nothing is thrown away and no week is called half trained.
"""

from dataclasses import dataclass

import numpy as np

from fullcount.audit.effect.rows import WEEK, Flags, Floats, Ints, Reviews

LEAST_COMPARED = 2
LEAST_SHARE = 0.1
"""Untrained teams that a week must have before trained ones are measured in it: two, for with one the jackknife would
leave nothing, and a tenth of those reviewed in it, lest a straggler or two carry the comparison for everybody else's
late weeks."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Crimes by team and week. `control_*`: untrained, shape (..., teams, weeks). `treated_*`: (..., spans, teams,
    weeks), a span being a stretch of time since training. `*_n` are crimes reviewed (the weights), `*_y` those of
    them that have the outcome. Leading axes hold replicates: simulated forces, or orders drawn again by lot.
    """

    control_n: Floats
    control_y: Floats
    treated_n: Floats
    treated_y: Floats

    def compared(self) -> "Cells":
        """Return the cells without what cannot be imputed: a week with too few untrained teams, a team never seen
        untrained."""
        is_control = self.control_n > 0
        reviewed = (is_control | (self.treated_n.sum(axis=-3) > 0)).sum(axis=-2, keepdims=True)
        least = np.maximum(LEAST_COMPARED, LEAST_SHARE * reviewed)
        return self.kept((is_control.sum(axis=-2, keepdims=True) >= least) & is_control.any(axis=-1, keepdims=True))

    def kept(self, is_kept: Flags) -> "Cells":
        """Return the cells with only those treated ones that `is_kept`, (..., teams, weeks), names."""
        part = is_kept[..., None, :, :]
        return Cells(self.control_n, self.control_y, self.treated_n * part, self.treated_y * part)


def cells_of(reviews: Reviews, spans: Ints, is_control: Flags, teams: int) -> Cells:
    """Return the cells of one force. `spans`, (n,), numbers the span of each treated row, -1 where it is none.

    Rows that are neither control nor in a span are in no cell.
    """
    week = reviews.week()
    shape = (teams, int(week.max()) + 1 if len(week) else 1)
    place = reviews.team * shape[1] + week
    each = shape[0] * shape[1]
    number = int(spans.max()) + 1 if len(spans) and spans.max() >= 0 else 1
    is_treated = spans >= 0

    def control(values: Floats) -> Floats:
        return np.bincount(place[is_control], values[is_control], minlength=each).reshape(shape).astype(float)

    def treated(values: Floats) -> Floats:
        at = spans[is_treated] * each + place[is_treated]
        counts = np.bincount(at, values[is_treated], minlength=number * each)
        return counts.reshape(number, *shape).astype(float)

    return Cells(control(reviews.out_of), control(reviews.those), treated(reviews.out_of), treated(reviews.those))


def weeks_since(reviews: Reviews, trained: Ints) -> Ints:
    """Return whole weeks since the team of each row was trained, (n,): 0 in the first seven days, -1 in the last seven
    before. `trained` is (teams,)."""
    return np.asarray((reviews.day - trained[reviews.team]) // WEEK, dtype=np.int64)


def joined(cells: Cells) -> Cells:
    """Return the cells that can be imputed also when any one team is left out: a week and a team's own level are only
    known beside each other where untrained weeks tie them together (no part stands apart). One force at a time.
    """
    cells = cells.compared()
    seen = cells.control_n > 0
    is_tied: Flags = np.ones(seen.shape, dtype=np.bool_)
    for left_out in (None, *range(len(seen))):
        held = seen.copy()
        if left_out is not None:
            held[left_out] = False
        weeks = _largest_part(held)
        teams: Flags = np.asarray((held & weeks).any(axis=1))
        if left_out is not None:
            teams[left_out] = True
        is_tied &= weeks & teams[:, None]
    return cells.kept(is_tied)


def _largest_part(seen: Flags) -> Flags:
    """Return which weeks are in the largest set that teams seen in two of them tie together, (weeks,)."""
    reach = (seen.T.astype(float) @ seen.astype(float)) > 0
    while True:
        further = (reach.astype(float) @ reach.astype(float)) > 0
        if (further == reach).all():
            break
        reach = further
    return np.asarray(reach[reach.sum(axis=1).argmax()])
