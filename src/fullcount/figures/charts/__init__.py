"""The charts of the page: pure functions from parts of the result to a `Chart` (two drawings, title, table)."""

from fullcount.figures.charts.balance import balance_flow
from fullcount.figures.charts.bars import unrecorded_by_group, unrecorded_by_reason, worst_places
from fullcount.figures.charts.interval import rate_interval
from fullcount.figures.charts.lateness import lateness_curve

__all__ = [
    "balance_flow",
    "lateness_curve",
    "rate_interval",
    "unrecorded_by_group",
    "unrecorded_by_reason",
    "worst_places",
]
