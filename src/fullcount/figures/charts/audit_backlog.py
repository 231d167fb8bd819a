"""When the backlog will be done: two intervals on a line of days."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from fullcount.figures.charts.audit_dots import Axis, Dots, dots
from fullcount.figures.svg import Chart
from fullcount.figures.tables import page_table
from fullcount.figures.wording import count


def finish(everything: Mapping[str, Any] | None, this_list: Mapping[str, Any], lapsing: int) -> Chart:
    """Return the finish dates, {estimate, low, high, days: {same three}}, with new misses (or null) and without."""
    lapses = f"; by then {count(lapsing)} limit(s) will have lapsed"
    title = "At this capacity the backlog is not done within five years" + lapses
    if everything:
        title = f"Done about {everything['estimate']} ({everything['low']} to {everything['high']})" + lapses
    rows = [("This list alone", this_list)] + ([("With new misses", everything)] if everything else [])
    table = page_table(
        "backlog-table",
        "When the backlog will be done",
        ("What", "About", "From", "To"),
        [(name, *(str(row[end]) for end in ("estimate", "low", "high"))) for name, row in rows],
    )
    start: date = this_list["estimate"] - timedelta(days=round(this_list["days"]["estimate"]))
    most = max(row["days"]["high"] for _, row in rows) * 1.05
    axis = Axis(
        0.0, max(most, 1.0), lambda days: str(start + timedelta(days=round(days))), "finish, and its interval", ""
    )
    spoken = "; ".join(f"{name}: {row['estimate']}" for name, row in rows)
    marks = [Dots(name, row["days"], None) for name, row in rows]
    return Chart("backlog", title, "", *dots("backlog", (title, spoken), marks, axis), table)
