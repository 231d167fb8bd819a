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
    goal, stop, drawn = result["promise"]["recall"], result["certified_after"], result["random_sample"]["drawn"]
    left, right, last = 44.0, width - 14.0, _last(result)

    def at(read: float, share: float) -> tuple[float, float]:
        return left + (right - left) * read / last, _TOP + _HEIGHT * (1 - share)

    parts = [svg.text(0, 14, title if width == svg.WIDE else "Share of the crimes found", bold=True)]
    for share in (0.0, 0.5, 1.0):
        x, y = at(0, share)
        parts.append(svg.line((x, y), at(last, share)))
        parts.append(svg.text(x - 6, y + 5, f"{share * 100:.0f}%", anchor="end", colour=svg.QUIET))
    for read, anchor in ((0.0, "start"), (last / 2, "middle"), (last, "end")):
        words = f"{count(read)} read" if read == last else count(read)
        parts.append(svg.text(at(read, 0)[0], _TOP + _HEIGHT + 20, words, anchor=anchor, colour=svg.QUIET))
    parts.append(svg.line(at(0, goal), at(last, goal), svg.INK))
    parts.append(svg.text(left + 4, at(0, goal)[1] + 16, f"asked for: {percent(goal)}"))
    parts.append(svg.line(at(drawn, 0.0), at(drawn, 0.5), svg.RULE))
    parts.append(
        _beside(
            at(drawn, 0.14),
            f"drawn at random: {count(drawn)}" if width == svg.WIDE else f"drawn: {count(drawn)}",
            (left, right),
            svg.QUIET,
            ahead=False,
        )
    )
    parts += _curves(result["looks"], at, left)
    if stop is not None:
        parts.append(svg.dashed(at(stop, 0)[0], _TOP, _TOP + _HEIGHT))
        parts.append(_beside(at(stop, 0.04), f"enough: {count(stop)}", (left, right)))
    return parts


def _last(result: Mapping[str, Any]) -> float:
    """Return how many reports the drawing goes to: those read and still to read, and a fifth more, within the pool."""
    reads = result["looks"][-1]["read"] + (result["read_about_more"] or 0)
    return float(min(result["pool"], round(reads * 1.2)))


def _curves(looks: Sequence[Mapping[str, Any]], at: Spot, left: float) -> list[Markup]:
    """Return both lines, named at the upper left, where there is room: before any are read in order few are found."""
    parts: list[Markup] = []
    last = looks[-1]
    named = (("recall", "found, estimated", svg.ORANGE, 56.0), ("certain", "found, certain", svg.BLUE, 76.0))
    for name, words, colour, below in named:
        parts.append(svg.steps([at(look["read"], look[name]) for look in looks], colour))
        parts.append(svg.dot(*at(last["read"], last[name]), 4, colour))
        parts.append(svg.dot(left + 10, _TOP + below - 4, 5, colour))
        parts.append(svg.text(left + 22, _TOP + below, f"{words}: {percent(last[name])}"))
    return parts


def _beside(
    spot: tuple[float, float], words: str, room: tuple[float, float], colour: str = svg.INK, *, ahead: bool = True
) -> Markup:
    """Return words to the right of the spot, or to its left where they do not fit there; first left if not `ahead`."""
    (x, y), wide = spot, 8 + text_width(words, svg.SMALL)
    fits_left = x - wide >= room[0]
    if (not ahead and fits_left) or (x + wide > room[1] and fits_left):
        return svg.text(x - 8, y, words, anchor="end", colour=colour)
    return svg.text(x + 8, y, words, colour=colour)
