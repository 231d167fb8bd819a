"""Figures with their intervals, one a row, and in grey beside each what another method gives."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from fullcount.figures import svg
from fullcount.figures.wording import named, shortened, text_width

_ROW, _TOP, _FOOT, _GAP = 22.0, 30.0, 34.0, 12.0
Span = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Dots:
    """One row: its name, the figure {estimate, low, high} and, or none, the other method's."""

    name: str
    figure: Span
    beside: Span | None


@dataclass(frozen=True, slots=True)
class Axis:
    """The ends of the axis, how a figure is written, and what the blue and the grey marks are."""

    low: float
    high: float
    written: Callable[[float], str]
    blue: str
    grey: str


def dots(ident: str, words: tuple[str, str], rows: Sequence[Dots], axis: Axis) -> tuple[Markup, Markup]:
    """Return the wide and the narrow drawing; intervals are cut at the axis' ends, and the key says so."""
    height = _TOP + _ROW * len(rows) + _FOOT
    return (
        svg.drawing(f"{ident}-wide", words, (svg.WIDE, height), _drawn(rows, axis, 190.0, is_wide=True)),
        svg.drawing(f"{ident}-narrow", words, (svg.NARROW, height), _drawn(rows, axis, 110.0, is_wide=False)),
    )


def _drawn(rows: Sequence[Dots], axis: Axis, left: float, *, is_wide: bool) -> list[Markup]:
    told = [_told(row.figure, axis, is_wide=is_wide) for row in rows]
    room = max(text_width(words, svg.SMALL) for words in told)
    span = left, (svg.WIDE if is_wide else svg.NARROW) - room - _GAP

    def across(value: float) -> float:
        kept = min(max(value, axis.low), axis.high)
        return span[0] + (span[1] - span[0]) * (kept - axis.low) / (axis.high - axis.low)

    bottom = _TOP + _ROW * len(rows)
    parts = _key(rows, axis, span[0] if is_wide else 6.0, is_wide=is_wide)
    for part in (0.0, 0.5, 1.0) if is_wide else (0.0, 1.0):
        value = axis.low + (axis.high - axis.low) * part
        x = across(value)
        parts += [
            svg.line((x, _TOP), (x, bottom)),
            svg.text(x, bottom + 20, axis.written(value), anchor="middle", colour=svg.QUIET),
        ]
    for place, row in enumerate(rows):
        y = _TOP + _ROW * place + _ROW / 2.0
        parts.append(svg.text(span[0] - 10, y + 4, shortened(named(row.name), span[0] - 12, svg.SMALL), anchor="end"))
        if row.beside:
            ends = (across(row.beside["low"]), y + 5), (across(row.beside["high"]), y + 5)
            parts += [svg.line(*ends, svg.RULE, thick=2), svg.dot(across(row.beside["estimate"]), y + 5, 3, svg.GREY)]
        ends = (across(row.figure["low"]), y - 2), (across(row.figure["high"]), y - 2)
        parts += [svg.line(*ends, svg.BLUE, thick=3), svg.dot(across(row.figure["estimate"]), y - 2, 4.5, svg.BLUE)]
        parts.append(svg.text(span[1] + _GAP, y + 4, told[place]))
    return parts


def _told(figure: Span, axis: Axis, *, is_wide: bool) -> str:
    words = axis.written(figure["estimate"])
    return words + (f" ({axis.written(figure['low'])} to {axis.written(figure['high'])})" if is_wide else "")


def _key(rows: Sequence[Dots], axis: Axis, x: float, *, is_wide: bool) -> list[Markup]:
    parts = [svg.dot(x + 6, 12, 4.5, svg.BLUE), svg.text(x + 15, 16, axis.blue)]
    if not any(row.beside for row in rows):
        return parts
    is_cut = any(row.beside and not axis.low <= row.beside["low"] <= row.beside["high"] <= axis.high for row in rows)
    x += 145 if is_wide else 130
    words = axis.grey + (" (lines to the edge go on)" if is_cut and is_wide else "")
    return [*parts, svg.dot(x + 6, 12, 3, svg.GREY), svg.text(x + 15, 16, words)]
