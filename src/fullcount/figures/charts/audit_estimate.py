"""The audit's estimate in one drawing: the recording rate and what it leaves unrecorded, then the strata."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from fullcount.figures import svg
from fullcount.figures.charts.interval import MOST_ROWS, axis, interval_words, mark
from fullcount.figures.svg import Chart
from fullcount.figures.tables import page_table
from fullcount.figures.wording import count, named, shortened

_ROW, _TALL_ROW, _HEAD, _FOOT = 34.0, 50.0, 58.0, 34.0


def estimate_chart(result: Mapping[str, Any]) -> Chart:
    """Return the rate of the whole frame above those of its strata, the lowest first; the title is the rate.

    `result` is what `fullcount audit estimate` prints as JSON. Strata without a rate are in the table only.
    """
    rate = result["rate"]
    title = f"Of the crimes disclosed, {interval_words(rate)} were recorded"
    note = _note(result)
    parts = result["by_stratum"] if len(result["by_stratum"]) > 1 else []
    rated = sorted(
        (part for part in parts if part["rate"]), key=lambda part: (part["rate"]["estimate"], part["stratum"])
    )
    rows = [("Whole frame", rate), *((part["stratum"], part["rate"]) for part in rated)]
    table = page_table(
        "audit-estimate-table",
        "Recording rate by stratum, with its interval",
        ("Stratum", "Recording rate", "Reports reviewed", "Note"),
        [
            ("Whole frame", interval_words(rate), count(result["n"]), rate["method"]),
            *(
                (
                    named(part["stratum"]),
                    interval_words(part["rate"]) if part["rate"] else "no rate",
                    count(part["n"]),
                    part["refused"] or "",
                )
                for part in parts
            ),
        ],
        numeric=(2,),
    )
    shown = rows[:MOST_ROWS]
    low = min(0.9, math.floor(min(own["low"] for _, own in shown) * 10) / 10)
    spoken = note + " " + "; ".join(f"{name}: {interval_words(own)}" for name, own in shown)
    wide = svg.drawing(
        "audit-estimate-wide",
        (title, spoken),
        (svg.WIDE, _HEAD + _ROW * len(shown) + _FOOT),
        _wide(title, note, shown, low),
    )
    narrow = svg.drawing(
        "audit-estimate-narrow", (title, spoken), (svg.NARROW, _TALL_ROW * len(shown) + _FOOT), _narrow(shown, low)
    )
    return Chart("audit-estimate", title, note, wide, narrow, table)


def _note(result: Mapping[str, Any]) -> str:
    day, level = result["unrecorded"]["per_day"], result["rate"]["level"]
    words = f"{count(result['n'])} reports reviewed; intervals at {100 * level:g}%."
    if day["estimate"] is None:
        return words
    return f"Unrecorded a day: {_daily(day['estimate'])} ({_daily(day['low'])} to {_daily(day['high'])}). {words}"


def _daily(value: float) -> str:
    return f"{value:.1f}" if value < 10 else count(round(value))


def _wide(title: str, note: str, rows: Sequence[tuple[str, Mapping[str, Any]]], low: float) -> list[Markup]:
    left, right, end = 200.0, 520.0, _HEAD + _ROW * len(rows)
    parts = [svg.text(0, 18, title, bold=True), svg.text(0, 40, note, colour=svg.QUIET)]
    parts += axis(low, (left, right), end, [(_HEAD, end)])
    for place, (name, rate) in enumerate(rows):
        y = _HEAD + _ROW * place + 17
        parts += [
            svg.text(left - 14, y + 5, shortened(named(name), left - 16, svg.SMALL), anchor="end"),
            *mark(rate, low, (left, right), y),
            svg.text(right + 16, y + 5, interval_words(rate)),
        ]
    return parts


def _narrow(rows: Sequence[tuple[str, Mapping[str, Any]]], low: float) -> list[Markup]:
    left, right = 12.0, 170.0
    rules = [(_TALL_ROW * row + 22, _TALL_ROW * row + 42) for row in range(len(rows))]
    parts = axis(low, (left, right), _TALL_ROW * len(rows), rules)
    for place, (name, rate) in enumerate(rows):
        y = _TALL_ROW * place
        parts += [
            svg.text(0, y + 14, shortened(named(name), svg.NARROW - 2, svg.SMALL)),
            svg.text(right + 12, y + 37, interval_words(rate)),
            *mark(rate, low, (left, right), y + 32),
        ]
    return parts
