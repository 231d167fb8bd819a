"""The few shapes that the charts are drawn with, as escaped SVG text. Lengths are pixels of the drawing."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from fullcount.figures.tables import PageTable
from fullcount.figures.wording import visible
from fullcount.figures.words import Standing

INK = "#0B0C0C"
QUIET = "#505A5F"
RULE = "#B1B4B6"
BLUE = "#12436D"
ORANGE = "#F46A25"
GREY = "#6F777B"
COLOUR = {Standing.RIGHT: BLUE, Standing.WRONG: ORANGE, Standing.OPEN: GREY}
WIDE = 720
NARROW = 340
SMALL = 13
BODY = 14


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart: the title states the finding; a wide and a narrow drawing of the same; the table beside it.

    `wide` and `narrow` are empty where there is nothing to draw: the title then says so.
    """

    ident: str
    title: str
    note: str
    wide: Markup
    narrow: Markup
    table: PageTable


def drawing(ident: str, words: tuple[str, str], size: tuple[float, float], parts: Iterable[Markup]) -> Markup:
    """Return a whole SVG of `size` (width, height); `words` are the title and the description read out."""
    title, description = words
    head = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{0}-t {0}-d" viewBox="0 0 {1} {2}"'
        ' width="{1}" height="{2}" font-family="Helvetica, Arial, sans-serif">'
        '<title id="{0}-t">{3}</title><desc id="{0}-d">{4}</desc>'
    ).format(ident, _n(size[0]), _n(size[1]), visible(title), visible(description))
    return head + Markup("").join(parts) + Markup("</svg>")


def text(x: float, y: float, words: str, *, anchor: str = "start", bold: bool = False, colour: str = INK) -> Markup:
    """Return one line of text whose baseline begins (or ends, or is centred) at x, y."""
    return Markup('<text x="{}" y="{}" font-size="{}" text-anchor="{}" font-weight="{}" fill="{}">{}</text>').format(
        _n(x), _n(y), BODY if bold else SMALL, anchor, "bold" if bold else "normal", colour, visible(words)
    )


def box(x: float, y: float, width: float, height: float, colour: str) -> Markup:
    """Return a filled rectangle."""
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>').format(
        _n(x), _n(y), _n(width), _n(height), colour
    )


def line(start: tuple[float, float], end: tuple[float, float], colour: str = RULE, *, thick: float = 1) -> Markup:
    """Return a straight line."""
    return Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="{}"/>').format(
        _n(start[0]), _n(start[1]), _n(end[0]), _n(end[1]), colour, _n(thick)
    )


def dashed(x: float, top: float, bottom: float) -> Markup:
    """Return an upright dashed line: a limit."""
    return Markup('<path d="M{} {}V{}" stroke="{}" stroke-width="2" stroke-dasharray="5 4"/>').format(
        _n(x), _n(top), _n(bottom), INK
    )


def dot(x: float, y: float, radius: float, colour: str) -> Markup:
    """Return a filled circle."""
    return Markup('<circle cx="{}" cy="{}" r="{}" fill="{}"/>').format(_n(x), _n(y), _n(radius), colour)


def steps(points: list[tuple[float, float]], colour: str) -> Markup:
    """Return a line of steps: level to the next point, then up to it."""
    (x, y), rest = points[0], points[1:]
    path = f"M{_n(x)} {_n(y)}" + "".join(f"H{_n(px)}V{_n(py)}" for px, py in rest)
    return Markup('<path d="{}" fill="none" stroke="{}" stroke-width="3"/>').format(path, colour)


def ribbon(start: tuple[float, float], end: tuple[float, float], height: float, colour: str) -> Markup:
    """Return a band of one height everywhere that flows from its top left at `start` to its top right at `end`."""
    (x1, y1), (x2, y2) = start, end
    mid = (x1 + x2) / 2
    path = (
        f"M{_n(x1)} {_n(y1)}C{_n(mid)} {_n(y1)} {_n(mid)} {_n(y2)} {_n(x2)} {_n(y2)}V{_n(y2 + height)}"
        f"C{_n(mid)} {_n(y2 + height)} {_n(mid)} {_n(y1 + height)} {_n(x1)} {_n(y1 + height)}Z"
    )
    return Markup('<path d="{}" fill="{}" fill-opacity="0.35"/>').format(path, colour)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
