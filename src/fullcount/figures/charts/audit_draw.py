"""An audit's draw: how many reports of each stratum were drawn, of how many."""

from collections.abc import Mapping
from typing import Any

from fullcount.figures.charts.audit_plan import stacked_bars
from fullcount.figures.charts.bars import Bar
from fullcount.figures.svg import Chart
from fullcount.figures.tables import page_table
from fullcount.figures.wording import count, named

MOST_BARS = 24


def draw_chart(draw: Mapping[str, Any]) -> Chart:
    """Return the reports drawn by stratum, the largest number first, each beside the reports that it holds."""
    strata = sorted(draw["strata"], key=lambda one: (-one["draw"], one["stratum"]))
    least = min(strata, key=lambda one: one["draw"] / one["reports"])
    odds = round(least["reports"] / least["draw"])
    title = f"{count(draw['n'])} reports drawn from {count(len(strata))} strata, each at least 1 in {count(odds)}"
    bars = [
        Bar(named(one["stratum"]), one["draw"], f"{count(one['draw'])} of {count(one['reports'])}")
        for one in strata[:MOST_BARS]
    ]
    table = page_table(
        "audit-draw-table",
        "Reports drawn, by stratum",
        ("Stratum", "Reports", "Drawn"),
        [(named(one["stratum"]), count(one["reports"]), count(one["draw"])) for one in strata],
        numeric=(1, 2),
    )
    more = len(strata) - len(bars)
    note = f"{more:,} more are in the table." if more > 0 else ""
    return stacked_bars("audit-draw", (title, note), bars, table, set())
