"""The same estimator where nothing can have happened: if it finds an effect there, the effect after training is in
doubt. Only untrained weeks are used, so the tests do not bend the estimate that they guard (Borusyak, Jaravel &
Spiess 2024, section 4.4)."""

import numpy as np

from fullcount.audit.effect.cells import Cells, cells_of, weeks_since
from fullcount.audit.effect.rows import NEVER, WEEK, Ints, Reviews, RollOut

WEEKS_BEFORE = 4


def backdated(reviews: Reviews, trained: Ints, weeks: int, gap: int) -> Cells:
    """Return the cells as if every team had been trained `weeks` weeks earlier: one span a week, the earliest first.

    Rows from the true training on are in none; nor are the `gap` days before it (told as anticipation), which are
    not counted as `weeks`.
    """
    moved = np.where(trained >= NEVER, NEVER, trained - gap)
    since = weeks_since(reviews, moved)
    spans = np.where((since < 0) & (since >= -weeks), since + weeks, -1)
    return cells_of(reviews, spans, since < -weeks, len(trained))


def weeks_possible(reviews: Reviews, trained: Ints, gap: int) -> int:
    """Return how many weeks the dates can be put back: four, or half the weeks watched before the first training."""
    if not len(reviews.day) or (trained >= NEVER).all():
        return 0
    before = int(trained[trained < NEVER].min() - gap - reviews.day.min()) // WEEK
    return min(WEEKS_BEFORE, before // 2)


def neighbours(reviews: Reviews, roll_out: RollOut, gap: int) -> Cells:
    """Return the cells of untrained teams: those beside whom another team of their area was already trained are the
    treated, those beside whom nobody was are the comparison. An effect here is spill-over.
    """
    first = np.full(len(roll_out), NEVER)
    for team, area in enumerate(roll_out.area):
        beside = (roll_out.area == area) & (np.arange(len(roll_out)) != team)
        if area >= 0 and beside.any():
            first[team] = roll_out.trained[beside].min()
    is_untrained = reviews.day < roll_out.trained[reviews.team] - gap
    is_beside = reviews.day >= first[reviews.team]
    return cells_of(reviews, np.where(is_untrained & is_beside, 0, -1), is_untrained & ~is_beside, len(roll_out))
