"""What the audit watches: the interval narrowing day by day, and the chart of a daily count with limits and alarms."""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup

from fullcount.figures import svg
from fullcount.figures.svg import Chart
from fullcount.figures.tables import page_table
from fullcount.figures.wording import count, percent, plural

Place = Callable[[float, float], tuple[float, float]]
Days = Sequence[Mapping[str, Any]]

_TOP, _HEIGHT, _LEFT = 46.0, 220.0, 52.0
_FOOT = 54.0
STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2)
SHOWN = 200
"""Days of a chart that are drawn, the last; the table has them all."""


def rate_sequence(result: Mapping[str, Any]) -> Chart:
    """Return the interval of the recording rate after each day's reviews; `result` is what `audit monitor` writes."""
    rate, days = result["rate"], [day for day in result["by_day"] if day["low"] is not None]
    reviews = plural(result["n"], "review", "reviews")
    title = f"After {reviews} the recording rate lies between {percent(rate['low'])} and {percent(rate['high'])}"
    table = page_table(
        "sequence-table",
        "Recording rate after each day's reviews",
        ("Day", "Reviews", "Estimate", "Interval"),
        [
            (day["date"], count(day["reviews"]), "none" if day["estimate"] is None else percent(day["estimate"]),
             f"{percent(day['low'])} to {percent(day['high'])}")
            for day in days
        ],
        numeric=(1, 2, 3),
    )  # fmt: skip
    if len(days) < 2:
        nothing = Markup("")
        return Chart("sequence", title, "A drawing needs reviews of two days.", nothing, nothing, table)
    low = _floor(min(day["low"] for day in days[len(days) // 10 :]))
    spoken = "; ".join(f"{day['date']}: {percent(day['low'])} to {percent(day['high'])}" for day in days[-3:])
    drawings = [_sequence(f"sequence-{name}", (title, spoken), (days, low), width) for name, width in _SIZES]
    note = "Every interval holds at once, however often one looks."
    return Chart("sequence", title, note, drawings[0], drawings[1], table)


def control_chart(result: Mapping[str, Any]) -> Chart:
    """Return the daily shares, without their weekdays' effects, with limits, signals and alarms."""
    title = finding(result)
    points = result["points"]
    table = page_table(
        "chart-table",
        f"{result['counted']} of {result['out_of']}, day by day",
        ("Day", "Counted", "Out of", "Share", "Expected", "Signals"),
        [
            (point["date"], count(point["counted"]), count(point["out_of"]), percent(point["share"]),
             percent(point["expected"]), _told(point))
            for point in points
        ],
        numeric=(1, 2, 3, 4),
    )  # fmt: skip
    shown = points[-SHOWN:]
    spoken = "; ".join(f"{point['date']}: {percent(point['share'])}" for point in shown[-3:])
    drawings = [
        _control(f"chart-{name}", (title, spoken), (shown, result["stretches"], result["alarms"]), width)
        for name, width in _SIZES
    ]
    note = f"The last {SHOWN} of {count(len(points))} days; the table has them all." if len(points) > SHOWN else ""
    return Chart("chart", title, note, drawings[0], drawings[1], table)


def finding(result: Mapping[str, Any]) -> str:
    """Return what a chart of daily counts shows, as a sentence: the last alarm, or that there is none."""
    what = f"{result['counted']} of {result['out_of']}".replace("_", " ")
    if result["alarms"]:
        last = result["alarms"][-1]
        first = next(alarm["date"] for alarm in result["alarms"] if alarm["date"] >= last["since"])
        when = f"on {first}" if first == last["date"] else f"from {first} to {last['date']}"
        return (
            f"Alarm {when}: {what} {percent(last['found'])} since about {last['since']}, "
            f"expected {percent(last['expected'])}"
        )
    if result["stretches"][-1]["alarm"] != "on":
        return f"{what[0].upper()}{what[1:]}: {percent(result['share'])}; {result['stretches'][-1]['alarm']}"
    rows = f"{result['days']} {result.get('unit', 'day')}s"
    return f"{what[0].upper()}{what[1:]}: {percent(result['share'])}, and no alarm in {rows}"


_SIZES = (("wide", svg.WIDE), ("narrow", svg.NARROW))


def _told(point: Mapping[str, Any]) -> str:
    told = [*point["signals"], *(["CUSUM"] if point["cusum"] else []), *(["ALARM"] if point["alarm"] else [])]
    return ", ".join(told)


def _floor(share: float) -> float:
    return max(math.floor(share * 20 - 1e-9) / 20, 0.0)


def _place(days: Days, ends: tuple[float, float], right: float) -> Place:
    """Return the function from a day's ordinal and a share to the drawing."""
    first, last = (date.fromisoformat(days[i]["date"]).toordinal() for i in (0, -1))
    low, high = ends

    def at(day: float, share: float) -> tuple[float, float]:
        inside = min(max(share, low), high)
        across = (day - first) / max(last - first, 1)
        return _LEFT + (right - _LEFT) * across, _TOP + _HEIGHT * (high - inside) / (high - low)

    return at


def _axes(at: Place, days: Days, ends: tuple[float, float], right: float) -> list[Markup]:
    parts = []
    first, last = (date.fromisoformat(days[i]["date"]) for i in (0, -1))
    for share in _ticks(*ends):
        y = at(first.toordinal(), share)[1]
        parts += [
            svg.line((_LEFT, y), (right, y)),
            svg.text(_LEFT - 6, y + 5, f"{share * 100:.4g}%", anchor="end", colour=svg.QUIET),
        ]
    foot = _TOP + _HEIGHT + 20
    return [
        *parts,
        svg.text(_LEFT, foot, str(first), colour=svg.QUIET),
        svg.text(right, foot, str(last), anchor="end", colour=svg.QUIET),
    ]


def _ticks(low: float, high: float) -> list[float]:
    """Return about five round shares between the ends."""
    step = next((step for step in STEPS if (high - low) / step <= 6.0), STEPS[-1])
    return [k * step for k in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]


def _joined(points: Sequence[tuple[float, float]], colour: str, thick: float = 1.5) -> Markup:
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return Markup('<path d="{}" fill="none" stroke="{}" stroke-width="{}"/>').format(path, colour, thick)


def _words(title: str, legend: str, width: float) -> list[Markup]:
    """Return the finding above a wide drawing (a narrow one has it above as text), and the legend below."""
    above = [svg.text(0, 16, title, bold=True)] if width == svg.WIDE else []
    return [*above, svg.text(_LEFT if width == svg.WIDE else 0, _TOP + _HEIGHT + 44, legend)]


def _sequence(ident: str, words: tuple[str, str], drawn: tuple[Days, float], width: float) -> Markup:
    days, low = drawn
    right = width - 14.0
    at = _place(days, (low, 1.0), right)
    place = [date.fromisoformat(day["date"]).toordinal() for day in days]
    upper = [at(day, row["high"]) for day, row in zip(place, days, strict=True)]
    lower = [at(day, row["low"]) for day, row in zip(place, days, strict=True)]
    middle = [at(day, row["estimate"]) for day, row in zip(place, days, strict=True) if row["estimate"] is not None]
    outline = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in [*upper, *lower[::-1]]) + "Z"
    last = days[-1]
    below = lower[-1][1] + 20 if lower[-1][1] < _TOP + _HEIGHT - 24 else upper[-1][1] - 10
    parts = [
        *_axes(at, days, (low, 1.0), right),
        Markup('<path d="{}" fill="{}" fill-opacity="0.25"/>').format(outline, svg.BLUE),
        _joined(upper, svg.BLUE),
        _joined(lower, svg.BLUE),
        *([_joined(middle, svg.ORANGE, 2.5)] if middle else []),
        svg.text(right, below, f"{percent(last['low'])} to {percent(last['high'])}", anchor="end", bold=True),
        *_words(words[0], "Recording rate: interval (blue) and estimate (orange)", width),
    ]
    return svg.drawing(ident, words, (width, _TOP + _HEIGHT + _FOOT), parts)


def _control(
    ident: str, words: tuple[str, str], drawn: tuple[Days, Days, Sequence[Mapping[str, Any]]], width: float
) -> Markup:
    points, stretches, alarms = drawn
    right = width - 14.0
    first, last = points[0]["date"], points[-1]["date"]
    inside = [s for s in stretches if s["limits"] and s["last"] >= first]
    values = [point["adjusted"] for point in points] + [s["limits"][key] for s in inside for key in ("low", "high")]
    room = (max(values) - min(values)) * 0.06 or 0.01
    ends = (
        max(math.floor((min(values) - room) * 200) / 200, 0.0),
        min(math.ceil((max(values) + room) * 200) / 200, 1.0),
    )
    at = _place(points, ends, right)

    def placed(day: str, share: float) -> tuple[float, float]:
        return at(date.fromisoformat(min(max(day, first), last)).toordinal(), share)

    parts = _axes(at, points, ends, right)
    for stretch in inside:
        for key, colour in (("low", svg.GREY), ("mean", svg.INK), ("high", svg.GREY)):
            level = stretch["limits"][key]
            if ends[0] <= level <= ends[1]:
                parts.append(
                    svg.line(placed(stretch["first"], level), placed(stretch["last"], level), colour, thick=1.5)
                )
        if stretch["first"] > first:
            x = placed(stretch["first"], ends[0])[0]
            parts += [svg.dashed(x, _TOP, _TOP + _HEIGHT), svg.text(x - 4, _TOP - 4, "new baseline", anchor="end")]
    parts.append(_joined([placed(p["date"], p["adjusted"]) for p in points], svg.BLUE, 1))
    for point in points:
        x, y = placed(point["date"], point["adjusted"])
        parts.append(svg.dot(x, y, 3.5 if point["signals"] else 1.8, svg.ORANGE if point["signals"] else svg.BLUE))
    for place, alarm in enumerate(alarm for alarm in alarms if alarm["date"] >= first):
        x = placed(alarm["date"], ends[0])[0]
        parts.append(svg.dashed(x, _TOP, _TOP + _HEIGHT))
        if not place:
            anchor = "end" if x > width / 2 else "start"
            parts.append(svg.text(x, _TOP - 6, "first alarm", anchor=anchor, bold=True))
    legend = "Share without weekday effects, its mean and limits; orange: a signal"
    parts += _words(words[0], legend if width == svg.WIDE else "Share, mean and limits; orange: a signal", width)
    return svg.drawing(ident, words, (width, _TOP + _HEIGHT + _FOOT), parts)
