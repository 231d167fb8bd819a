"""Every district's rate with its interval, the lowest first, and the direct estimate in grey beside it."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from fullcount.figures.charts.audit_dots import Axis, Dots, dots
from fullcount.figures.svg import Chart
from fullcount.figures.tables import page_table
from fullcount.figures.wording import count, named, percent

MOST_ROWS = 60


def district_rates(rows: Sequence[Mapping[str, Any]]) -> Chart:
    """Return the rates of districts: {name, rate, direct, reviewed}, each rate {estimate, low, high} or null.

    The title says how many districts can be told from the middle one, or that none can.
    """
    known = sorted((row for row in rows if row["rate"]), key=lambda row: (row["rate"]["estimate"], row["name"]))
    table = page_table(
        "districts-table",
        "Recording rate by district, by the model and from the district's own reviews alone",
        ("District", "Rate", "Interval", "Direct", "Interval", "Reviews"),
        [
            (named(row["name"]), *_words(row["rate"]), *_words(row["direct"]), count(row["reviewed"]))
            for row in [*known, *(row for row in rows if not row["rate"])]
        ],
        numeric=range(1, 6),
    )
    if not known:
        return Chart("districts", "No district has a recording rate", "", Markup(""), Markup(""), table)
    title = _title(known)
    cut = known[:MOST_ROWS]
    note = f"The {len(cut)} lowest of {len(known)}; the table has them all." if len(known) > len(cut) else ""
    spoken = "; ".join(f"{row['name']}: {percent(row['rate']['estimate'])}" for row in cut)
    low = math.floor(min(*(row["rate"]["low"] for row in cut), 0.95) * 20.0) / 20.0
    axis = Axis(low, 1.0, percent, "by the model", "own reviews alone")
    drawn = [Dots(row["name"], row["rate"], row["direct"]) for row in cut]
    return Chart("districts", title, note, *dots("districts", (title, spoken), drawn, axis), table)


def _title(known: Sequence[Mapping[str, Any]]) -> str:
    middle = known[len(known) // 2]["rate"]["estimate"]
    below = [row for row in known if row["rate"]["high"] < middle]
    if not below:
        return f"No district can be told from the middle one, {percent(middle)}"
    if len(below) == 1:
        return f"One district surely records less than the middle one ({percent(middle)}): “{named(below[0]['name'])}”"
    return f"{len(below)} districts surely record less than the middle one, {percent(middle)}"


def _words(rate: Mapping[str, float] | None) -> tuple[str, str]:
    if not rate:
        return ("none", "")
    return percent(rate["estimate"]), f"{percent(rate['low'])} to {percent(rate['high'])}"
