"""Bars: unrecorded crime by group and by reason, and the places in which it is most often found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from fullcount.core.states import ReportState
from fullcount.figures import svg
from fullcount.figures.svg import Chart
from fullcount.figures.tables import PageTable, page_table
from fullcount.figures.wording import count, named, percent, plural, shortened, text_width
from fullcount.figures.words import REPORT_WORDS

MOST_BARS = 10
_NAME_ROOM = 262.0
_ROW = 30.0
_STACKED_ROW = 46.0
_GROUP_COUNTS = ("due", "recorded", "unrecorded", "late", "misclassified", "unknown")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its length in the chart's unit, and the words at its end."""

    name: str
    length: float
    words: str


def unrecorded_by_group(groups: Sequence[Mapping[str, Any]]) -> Chart:
    """Return unrecorded crimes by offence group, of those that by the rules should have been recorded."""
    ordered = sorted(groups, key=lambda group: (-group["unrecorded"], group["group"]))
    table = page_table(
        "groups-table",
        "Crimes that by the rules should have been recorded, by group of offences",
        ("Group", "Should be recorded", "Recorded", "Unrecorded", "Late", "Misclassified", "Unknown"),
        [
            (named(group["group"]), *(count(group[key]) for key in _GROUP_COUNTS))
            for group in ordered
        ],
        numeric=range(1, 7),
    )  # fmt: skip
    bars = [
        Bar(named(group["group"]), group["unrecorded"], f"{count(group['unrecorded'])} of {count(group['due'])}")
        for group in ordered
        if group["unrecorded"]
    ]
    unknown = sum(group["unknown"] for group in ordered)
    title = "By group: no unrecorded crime found" + (f"; {count(unknown)} unknown" if unknown else "")
    if bars:
        title = f"By group: the most unrecorded crime is in “{bars[0].name}”, {bars[0].words}"
    return _chart("groups", title, bars, table)


def unrecorded_by_reason(ledger: Mapping[str, Any]) -> Chart:
    """Return unrecorded reports by the reason that the rules give; the table holds the reasons of every state."""
    unrecorded = [reason for reason in ledger["reasons"] if reason["state"] == ReportState.UNRECORDED]
    unrecorded.sort(key=lambda reason: (-reason["count"], reason["reason"]))
    table = page_table(
        "reasons-table",
        "Reports by state and reason",
        ("Reason", "State", "Reports"),
        [
            (named(reason["title"]), REPORT_WORDS[ReportState(reason["state"])].title, count(reason["count"]))
            for reason in ledger["reasons"]
        ],
        numeric=(2,),
    )
    total = sum(reason["count"] for reason in unrecorded)
    bars = [
        Bar(named(reason["title"]), reason["count"], count(reason["count"])) for reason in unrecorded if reason["count"]
    ]
    title = "By reason: no report is known to be unrecorded"
    if bars:
        title = f"By reason: “{bars[0].name}” accounts for {bars[0].words} of {count(total)} unrecorded"
    return _chart("reasons", title, bars, table)


def worst_places(places: Sequence[Mapping[str, Any]]) -> Chart:
    """Return the places with the largest share unrecorded by the rules, in the order given (the worst first)."""
    table = page_table(
        "places-table",
        "Where crime most often goes unrecorded, by the rules (unaudited)",
        ("Place", "Kind", "Should be recorded", "Unrecorded", "Share unrecorded"),
        [
            (
                named(place["name"]),
                place["kind"],
                count(place["due"]),
                count(place["unrecorded"]),
                percent(place["share"]),
            )
            for place in places
        ],
        numeric=(2, 3, 4),
    )
    found = [place for place in places if place["unrecorded"]]
    bars = [
        Bar(
            f"{named(place['name'])} ({place['kind']})",
            place["share"],
            f"{count(place['unrecorded'])} of {count(place['due'])} ({percent(place['share'])})",
        )
        for place in found
    ]
    title = "No place stands out"
    if bars:
        title = f"Look first at {found[0]['kind']} “{named(found[0]['name'])}”: {bars[0].words} unrecorded by the rules"
    return _chart("places", title, bars, table)


def _chart(ident: str, title: str, bars: list[Bar], table: PageTable) -> Chart:
    shown = bars[:MOST_BARS]
    left_out = len(bars) - len(shown)
    note = f"{plural(left_out, 'more is', 'more are')} in the table." if left_out else ""
    if not shown:
        return Chart(ident, title, note, Markup(""), Markup(""), table)
    spoken = "; ".join(f"{bar.name}: {bar.words}" for bar in shown)
    words, tall = (title, spoken), _STACKED_ROW * len(shown)
    narrow = svg.drawing(f"{ident}-narrow", words, (svg.NARROW, tall), _stacked(shown, svg.NARROW))
    if max(text_width(bar.name, svg.SMALL) for bar in shown) <= _NAME_ROOM - 12:
        wide = svg.drawing(f"{ident}-wide", words, (svg.WIDE, _ROW * len(shown)), _wide(shown))
    else:
        wide = svg.drawing(f"{ident}-wide", words, (svg.WIDE, tall), _stacked(shown, svg.WIDE))
    return Chart(ident, title, note, wide, narrow, table)


def _wide(bars: list[Bar]) -> list[Markup]:
    left = _NAME_ROOM
    scale = _scale(bars, svg.WIDE - left)
    parts: list[Markup] = []
    for row, bar in enumerate(bars):
        y, length = _ROW * row, bar.length * scale
        parts += [
            svg.text(left - 10, y + 19, bar.name, anchor="end"),
            svg.box(left, y + 4, max(length, 1.0), 22, svg.ORANGE),
            svg.text(left + length + 8, y + 19, bar.words),
        ]
    return parts


def _stacked(bars: list[Bar], width: float) -> list[Markup]:
    scale = _scale(bars, width)
    parts: list[Markup] = []
    for row, bar in enumerate(bars):
        y, length = _STACKED_ROW * row, bar.length * scale
        parts += [
            svg.text(0, y + 14, shortened(bar.name, width - 2, svg.SMALL)),
            svg.box(0, y + 20, max(length, 1.0), 18, svg.ORANGE),
            svg.text(length + 6, y + 34, bar.words),
        ]
    return parts


def _scale(bars: list[Bar], room: float) -> float:
    """Return pixels for one unit of length, such that the longest bar and every bar's words fit into `room`."""
    words = max(text_width(bar.words, svg.SMALL) for bar in bars)
    return (room - words - 12) / max(bar.length for bar in bars)
