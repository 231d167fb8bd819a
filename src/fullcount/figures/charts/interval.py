"""Recording rates with their intervals: a dot and a line for each, never a dot alone."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from fullcount.figures import svg
from fullcount.figures.svg import Chart
from fullcount.figures.tables import page_table
from fullcount.figures.wording import count, named, percent, shortened

MOST_ROWS = 12


def rate_interval(kind: str, whole: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Chart:
    """Return the rates of every `kind` ('group', 'district') beside the whole force's, the lowest first.

    A row is {name, rate or null, why or null}; one without a rate is in the table only, with the reason why.
    """
    ident = f"rate-{kind}"
    parts = _lowest_first(rows)
    known = _lowest_first([{"name": "Whole force", "rate": whole, "why": None}, *parts])
    table = page_table(
        f"{ident}-table",
        f"Recording rate by {kind}, with its interval",
        ("Name", "Recording rate", "Interval", "Reports reviewed", "Note"),
        [_cells(row) for row in [*known, *(row for row in rows if not row["rate"])]],
        numeric=(1, 2, 3),
    )
    title = f"Reviewers have read too few reports for a recording rate by {kind}"
    if parts:
        lowest = parts[0]
        title = f"Recording rate by {kind}: lowest in “{named(lowest['name'])}”, {_span(lowest['rate'])}"
    shown = known[:MOST_ROWS]
    spoken = "; ".join(f"{row['name']}: {interval_words(row['rate'])}" for row in shown)
    note = f"The {len(shown)} lowest of {len(known)}; the table has them all." if len(known) > len(shown) else ""
    low = min(0.9, math.floor(min(row["rate"]["low"] for row in shown) * 10) / 10)
    wide = svg.drawing(f"{ident}-wide", (title, spoken), (svg.WIDE, 34 * len(shown) + 34), _wide(shown, low))
    narrow = svg.drawing(f"{ident}-narrow", (title, spoken), (svg.NARROW, 50 * len(shown) + 34), _narrow(shown, low))
    return Chart(ident, title, note, wide, narrow, table)


def interval_words(rate: Mapping[str, Any]) -> str:
    """Return '86.4% (84.9% to 87.8%)': a rate is never written without its interval."""
    return f"{percent(rate['estimate'])} ({_span(rate)})"


def _lowest_first(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return sorted((row for row in rows if row["rate"]), key=lambda row: (row["rate"]["estimate"], row["name"]))


def _span(rate: Mapping[str, Any]) -> str:
    return f"{percent(rate['low'])} to {percent(rate['high'])}"


def _cells(row: Mapping[str, Any]) -> tuple[str, str, str, str, str]:
    rate = row["rate"]
    if not rate:
        return (named(row["name"]), "no rate", "", "", row["why"] or "")
    return (
        named(row["name"]),
        percent(rate["estimate"]),
        _span(rate),
        count(rate["reports_reviewed"]),
        row["why"] or "",
    )


def _wide(rows: Sequence[Mapping[str, Any]], low: float) -> list[Markup]:
    left, right = 200.0, 520.0
    parts = axis(low, (left, right), 34.0 * len(rows), [(0, 34.0 * len(rows))])
    for place, row in enumerate(rows):
        y = 34.0 * place + 17
        parts += [
            svg.text(left - 14, y + 5, shortened(named(row["name"]), left - 16, svg.SMALL), anchor="end"),
            *mark(row["rate"], low, (left, right), y),
            svg.text(right + 16, y + 5, interval_words(row["rate"])),
        ]
    return parts


def _narrow(rows: Sequence[Mapping[str, Any]], low: float) -> list[Markup]:
    left, right = 12.0, 170.0
    parts = axis(low, (left, right), 50.0 * len(rows), [(50.0 * row + 22, 50.0 * row + 42) for row in range(len(rows))])
    for place, row in enumerate(rows):
        y = 50.0 * place
        parts += [
            svg.text(0, y + 14, shortened(named(row["name"]), svg.NARROW - 2, svg.SMALL)),
            svg.text(right + 12, y + 37, interval_words(row["rate"])),
            *mark(row["rate"], low, (left, right), y + 32),
        ]
    return parts


def axis(low: float, span: tuple[float, float], height: float, rules: list[tuple[float, float]]) -> list[Markup]:
    """Return the marks of a scale of rates from `low` to 100%, with upright rules between the heights given."""
    parts: list[Markup] = []
    for part in (0.0, 0.5, 1.0):
        share, x = low + (1 - low) * part, span[0] + (span[1] - span[0]) * part
        anchor = {0.0: "start", 1.0: "end"}.get(part, "middle")
        parts += [
            *(svg.line((x, top), (x, bottom)) for top, bottom in rules),
            svg.text(x, height + 20, f"{share * 100:.0f}%", anchor=anchor, colour=svg.QUIET),
        ]
    return parts


def mark(rate: Mapping[str, Any], low: float, span: tuple[float, float], y: float) -> list[Markup]:
    """Return a rate on that scale: a dot at the estimate, on the line of its interval."""

    def across(share: float) -> float:
        return span[0] + (span[1] - span[0]) * (share - low) / (1 - low)

    start, end = across(rate["low"]), across(rate["high"])
    return [
        svg.line((start, y), (end, y), svg.BLUE, thick=4),
        svg.line((start, y - 6), (start, y + 6), svg.BLUE, thick=2),
        svg.line((end, y - 6), (end, y + 6), svg.BLUE, thick=2),
        svg.dot(across(rate["estimate"]), y, 6, svg.ORANGE),
    ]
