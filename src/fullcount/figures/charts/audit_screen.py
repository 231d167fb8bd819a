"""A screening: the share of the crimes found by the reports read, what of it is certain, and where it is enough."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from fullcount.figures import svg
from fullcount.figures.svg import Chart
from fullcount.figures.tables import page_table
from fullcount.figures.wording import count, percent, plural, text_width

_TOP, _HEIGHT = 34.0, 220.0
Spot = Callable[[float, float], tuple[float, float]]


def recall_by_effort(result: Mapping[str, Any]) -> Chart:
    """Return the share of the pool's crimes that is estimated to be found (orange) and that is certain (blue), by the
    reports read, those drawn at random first.

    Denominator: crimes in the pool, found or estimated not to be found. Not drawn before the random sample is read.
    """
    looks, sample = result["looks"], result["random_sample"]
    rows = [
        (count(look["read"]), count(look["found"]), percent(look["recall"]), percent(look["certain"])) for look in looks
    ]
    heads = ("Reports read", "Crimes found", "Share found, estimated", "Share found, certain")
    table = page_table("screen-table", "Crimes found, by reports read", heads, rows, numeric=range(4))
    confidence = f"{result['promise']['confidence'] * 100:g}%"
    drawn = plural(sample["drawn"], "report", "reports")
    note = f"Certain: with {confidence} confidence, from {drawn} drawn at random."
    if not looks:
        left = plural(sample["unread"], "report", "reports")
        title = f"Nothing is certain yet: {left} drawn at random to be read"
        return Chart("screen", title, note, Markup(""), Markup(""), table)
    title = _title(result)
    drawings = [
        svg.drawing(f"screen-{name}", (title, note), (width, _TOP + _HEIGHT + 30), _parts(result, title, width))
        for name, width in (("wide", svg.WIDE), ("narrow", svg.NARROW))
    ]
    return Chart("screen", title, note, drawings[0], drawings[1], table)


def _title(result: Mapping[str, Any]) -> str:
    goal, more = percent(result["promise"]["recall"]), result["read_about_more"]
    if result["stop_now"]:
        reads = count(result["certified_after"])
        return f"Enough is read: {goal} of the crimes are certain to be found, since {reads} were read"
    tail = f"about {count(more)} more to read for {goal}" if more else f"{goal} needs nearly all to be read"
    return f"{percent(result['certain_recall'])} of the crimes are certain to be found; {tail}"


def _parts(result: Mapping[str, Any], title: str, width: int) -> list[Markup]:
    pool, goal, stop = float(result["pool"]), result["promise"]["recall"], result["certified_after"]
    left, right = 44.0, width - 14.0

    def at(read: float, share: float) -> tuple[float, float]:
        return left + (right - left) * read / pool, _TOP + _HEIGHT * (1 - share)

    parts = [svg.text(0, 14, title if width == svg.WIDE else "Share of the crimes found", bold=True)]
    for share in (0.0, 0.5, 1.0):
        x, y = at(0, share)
        parts.append(svg.line((x, y), at(pool, share)))
        parts.append(svg.text(x - 6, y + 5, f"{share * 100:.0f}%", anchor="end", colour=svg.QUIET))
    for read, anchor in ((0.0, "start"), (pool / 2, "middle"), (pool, "end")):
        words = f"{count(read)} read" if read == pool else count(read)
        parts.append(svg.text(at(read, 0)[0], _TOP + _HEIGHT + 20, words, anchor=anchor, colour=svg.QUIET))
    parts.append(svg.line(at(0, goal), at(pool, goal), svg.INK))
    parts.append(svg.text(right, at(0, goal)[1] + 16, f"asked for: {percent(goal)}", anchor="end"))
    parts += _curves(result["looks"], at, right)
    if stop is not None:
        parts.append(svg.dashed(at(stop, 0)[0], _TOP, _TOP + _HEIGHT))
        parts.append(_beside(at(stop, 0.04), f"enough: {count(stop)}", right))
    return parts


def _curves(looks: Sequence[Mapping[str, Any]], at: Spot, right: float) -> list[Markup]:
    """Return both lines, each named at its end: the estimate above, what is certain below it."""
    parts: list[Markup] = []
    last = looks[-1]
    for name, words, colour, room in (
        ("recall", "estimated", svg.ORANGE, 0.20),
        ("certain", "certain", svg.BLUE, 0.30),
    ):
        parts.append(svg.steps([at(look["read"], look[name]) for look in looks], colour))
        x, y = at(last["read"], last[name])
        parts.append(svg.dot(x, y, 4, colour))
        label = (x, at(0, min(last[name], 1.0) - room)[1]) if last[name] > 0.4 else (x, y - 8)
        parts.append(_beside(label, f"{words}: {percent(last[name])}", right))
    return parts


def _beside(spot: tuple[float, float], words: str, right: float) -> Markup:
    """Return words to the right of the spot, or to its left where they would not fit."""
    x, y = spot
    if x + 8 + text_width(words, svg.SMALL) > right:
        return svg.text(x - 8, y, words, anchor="end")
    return svg.text(x + 8, y, words)
