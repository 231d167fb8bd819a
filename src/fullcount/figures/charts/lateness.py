"""How soon crimes were recorded: the share recorded by each hour, with those still open counted."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from fullcount.figures import svg
from fullcount.figures.svg import Chart
from fullcount.figures.tables import page_table
from fullcount.figures.wording import count, hours, percent, plural

_TABLE_HOURS = (1, 6, 12, 24, 48, 72, 168, 720)
_TOP = 34.0
_HEIGHT = 220.0


def lateness_curve(lateness: Mapping[str, Any], as_at: str) -> Chart:
    """Return the curve of crimes recorded by hours since the report (Kaplan–Meier, 1958).

    Population: crimes that by the rules were due and whose times are known. Those still open on `as_at` (a day in
    words) are counted as waiting until then, not left out.
    """
    curve = [(float(point["hours"]), float(point["recorded"])) for point in lateness["curve"]]
    limit = lateness["limit_hours"]
    watched = curve[-1][0] if curve else 0.0
    within = lateness["within_limit"]
    known = {limit: within} if within is not None else {}
    table = page_table(
        "lateness-table",
        "Share of crimes recorded, by time since the report",
        ("Time since the report", "Recorded by then"),
        [
            (hours(h), percent(known.get(h, recorded_by(curve, h))) if h <= watched else "not yet seen")
            for h in sorted({*_TABLE_HOURS, limit})
        ]
        if curve
        else [],
        numeric=(1,),
    )
    note = _note(lateness, as_at)
    if not curve:
        title = "How soon crimes were recorded is not known: no crime has both times"
        if not note:
            title = "No crime was due to be recorded"
        return Chart("lateness", title, note, Markup(""), Markup(""), table)
    share, span = (recorded_by(curve, watched), watched) if within is None else (within, limit)
    title = f"{percent(share)} of the crimes that the rules found were recorded within {hours(span)} of the report"
    median = lateness["median_hours"]
    spoken = f"{note} Half were recorded within {hours(median)}." if median is not None else note
    drawn = [
        _drawn(f"lateness-{name}", (title, spoken), (curve, limit, within), (width, lateness["still_open"]))
        for name, width in (("wide", svg.WIDE), ("narrow", svg.NARROW))
    ]
    return Chart("lateness", title, note, drawn[0], drawn[1], table)


def recorded_by(curve: Sequence[tuple[float, float]], hour: float) -> float:
    """Return the share recorded by an hour: the curve's last value at or before it, 0 before the first."""
    return max((share for at, share in curve if at <= hour), default=0.0)


def _note(lateness: Mapping[str, Any], as_at: str) -> str:
    timed, still_open, unknown = lateness["with_time"], lateness["still_open"], lateness["time_unknown"]
    if not timed + still_open + unknown:
        return ""
    waiting = (
        f"The curve counts {plural(timed, 'crime', 'crimes')}. Of these {count(still_open)} had still not been recorded"
        f" at the end of {as_at}: each counts as waiting until then, and is not left out."
    )
    left = f" {plural(unknown, 'crime has', 'crimes have')} no usable time and cannot be in it." if unknown else ""
    return waiting + left


def _drawn(
    ident: str,
    words: tuple[str, str],
    data: tuple[list[tuple[float, float]], float, float | None],
    room: tuple[float, int],
) -> Markup:
    (curve, limit, share), (width, still_open) = data, room
    last = 168.0 if curve[-1][0] > 72 else 72.0
    left, right = 44.0, width - 14.0

    def at(hour: float, part: float) -> tuple[float, float]:
        return left + (right - left) * hour / last, _TOP + _HEIGHT * (1 - part)

    parts = _axes(at, last, width)
    limit_x = at(limit, 0)[0]
    parts += [
        svg.dashed(limit_x, _TOP - 12, _TOP + _HEIGHT),
        svg.text(
            limit_x + 6, _TOP - 14, hours(limit) + ("" if share is None else f": {percent(share)} recorded"), bold=True
        ),
    ]
    points: dict[int, tuple[float, float]] = {}
    for hour, part in [(0.0, recorded_by(curve, 0)), *(p for p in curve if 0 <= p[0] <= last)]:
        points[round(at(hour, 0)[0] * 2)] = at(hour, part)
    final = min(curve[-1][0], last)
    end = recorded_by(curve, final)
    parts.append(svg.steps([*points.values(), at(final, end)], svg.BLUE))
    end_y = at(final, end)[1]
    below = end_y + 22 if end_y < _TOP + _HEIGHT - 60 else end_y - 26
    parts += [
        svg.text(right, below, f"{percent(end)} by {hours(final)}", anchor="end", bold=True, colour=svg.BLUE),
        svg.text(right, below + 18, f"{count(still_open)} still open", anchor="end"),
    ]
    return svg.drawing(ident, words, (width, _TOP + _HEIGHT + 30), parts)


def _axes(at: Callable[[float, float], tuple[float, float]], last: float, width: float) -> list[Markup]:
    parts: list[Markup] = []
    for part in (0.0, 0.5, 1.0):
        start = x1, y = at(0, part)
        parts += [
            svg.line(start, at(last, part)),
            svg.text(x1 - 6, y + 5, f"{part * 100:.0f}%", anchor="end", colour=svg.QUIET),
        ]
    days = int(last // 24)
    step = 2 if width < svg.WIDE and days > 3 else 1
    for day in range(0, days + 1, step):
        anchor = {0: "start", days: "end"}.get(day, "middle")
        words = "report" if not day else plural(day, "day", "days")
        parts.append(svg.text(at(24 * day, 0)[0], _TOP + _HEIGHT + 20, words, anchor=anchor, colour=svg.QUIET))
    return parts
