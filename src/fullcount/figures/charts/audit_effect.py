"""The effect of training week by week, the weeks before it as placebos; and the power of a roll-out to come."""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from fullcount.figures import svg
from fullcount.figures.svg import Chart
from fullcount.figures.tables import page_table
from fullcount.figures.wording import count, plural

Place = Callable[[float, float], tuple[float, float]]

_TOP, _HEIGHT = 44.0, 240.0
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5)


def points(share: float) -> str:
    """Return a difference of shares as points, signed: '+4.9', '−0.3'."""
    words = f"{100 * share:+.1f}".replace("-", "−")
    return "0.0" if words[1:] == "0.0" else words


def effect_words(effect: Mapping[str, float]) -> str:
    """Return '+4.9 points (+1.2 to +8.6)': an effect is never written without its interval."""
    return f"{points(effect['estimate'])} points ({points(effect['low'])} to {points(effect['high'])})"


def finding(effect: Mapping[str, float]) -> str:
    """Return the finding as a sentence: whether the recording rate moved, and how sure that is."""
    if effect["low"] <= 0.0 <= effect["high"]:
        return f"Training was not seen to move the recording rate: {effect_words(effect)}"
    way = "raised" if effect["estimate"] > 0 else "lowered"
    return f"Training {way} the recording rate by {effect_words(effect)}"


def effect_by_week(result: Mapping[str, Any]) -> Chart:
    """Return the event study: the effect in each week since training with its interval, nought and the mean marked.

    `result` is what `fullcount audit effect --format json` prints; its weeks before training are placebos, drawn grey.
    """
    effect, weeks = result["effect"], result["by_week"]
    title = finding(effect)
    table = page_table(
        "audit-effect-table",
        "Effect by week since training, in points",
        ("Week since training", "Effect", "Interval", "Crimes reviewed", "Teams"),
        [
            (
                _week(row["week"]),
                points(row["estimate"]),
                f"{points(row['low'])} to {points(row['high'])}",
                count(row["crimes"]),
                count(row["teams"]),
            )
            for row in weeks
        ],
        numeric=(1, 2, 3, 4),
    )
    note = (
        f"Bars are {100 * effect['level']:.0f}% intervals, each for its own week. Grey: weeks before training, where "
        "there should be nothing. The band is the mean effect and its interval."
    )
    drawn = [
        _study(f"audit-effect-{name}", (title, note), result, width)
        for name, width in (("wide", svg.WIDE), ("narrow", svg.NARROW))
    ]
    return Chart("audit-effect", title, note, drawn[0], drawn[1], table)


def _study(ident: str, words: tuple[str, str], result: Mapping[str, Any], width: int) -> Markup:
    effect, weeks = result["effect"], result["by_week"]
    first, last = min([0, *(row["week"] for row in weeks)]), max([0, *(row["week"] for row in weeks)])
    shown = [effect, *weeks]
    bottom, top = min(0.0, *(row["low"] for row in shown)), max(0.0, *(row["high"] for row in shown))
    bottom, top, step = _range(bottom, top)
    left, right = 56.0, width - 16.0

    def at(week: float, share: float) -> tuple[float, float]:
        x = left + (right - left) * (week - first + 0.5) / (last - first + 1)
        return x, _TOP + _HEIGHT * (top - share) / (top - bottom)

    parts = [svg.text(0, 18, words[0] if width == svg.WIDE else _short(effect), bold=True)]
    high, low = at(0, effect["high"])[1], at(0, effect["low"])[1]
    start = at(-0.5, 0)[0]
    parts.append(svg.box(start, high, right - start, low - high, "#D5E0EC"))
    for number in range(round(bottom / step), round(top / step) + 1):
        y = at(0, number * step)[1]
        parts += [
            svg.line((left, y), (right, y), svg.INK if number == 0 else svg.RULE),
            svg.text(left - 8, y + 5, points(number * step).removesuffix(".0"), anchor="end", colour=svg.QUIET),
        ]
    parts += [
        svg.line((start, at(0, effect["estimate"])[1]), (right, at(0, effect["estimate"])[1]), svg.BLUE, thick=2),
        svg.dashed(start, _TOP - 8, _TOP + _HEIGHT),
        *_weeks(at, weeks, (first, last), width),
    ]
    caption = "points of the recording rate, by weeks since training" if width == svg.WIDE else "points, by weeks"
    parts.append(svg.text(left, _TOP + _HEIGHT + 44, caption, colour=svg.QUIET))
    return svg.drawing(ident, words, (width, _TOP + _HEIGHT + 54), parts)


def _weeks(at: Place, weeks: Sequence[Mapping[str, Any]], ends: tuple[int, int], width: int) -> list[Markup]:
    """Return a dot and a bar for each week, and the weeks' numbers, thinned where they would touch."""
    parts: list[Markup] = []
    for row in weeks:
        colour = svg.GREY if row["week"] < 0 else svg.BLUE
        parts += [
            svg.line(at(row["week"], row["low"]), at(row["week"], row["high"]), colour, thick=2),
            svg.dot(*at(row["week"], row["estimate"]), 4, svg.GREY if row["week"] < 0 else svg.ORANGE),
        ]
    every = max(1, math.ceil(24 * (ends[1] - ends[0] + 1) / (width - 72)))
    y = _TOP + _HEIGHT + 20
    parts += [
        svg.text(at(week, 0)[0], y, str(week).replace("-", "−"), anchor="middle", colour=svg.QUIET)
        for week in range(ends[0], ends[1] + 1)
        if week % every == 0
    ]
    return parts


def _range(bottom: float, top: float) -> tuple[float, float, float]:
    """Return ends and step of an axis that holds both, with at most eight steps."""
    step = next((size for size in _STEPS if (top - bottom) / size <= 7), 0.5)
    return math.floor(bottom / step - 1e-9) * step, math.ceil(top / step + 1e-9) * step, step


def _short(effect: Mapping[str, float]) -> str:
    return effect_words(effect)


def _week(week: int) -> str:
    if week < 0:
        return f"{plural(-week, 'week', 'weeks')} before (placebo)"
    return "the first 7 days" if week == 0 else f"after {plural(week, 'week', 'weeks')}"


def power_curve(plan: Mapping[str, Any]) -> Chart:
    """Return the chance that the roll-out shows an effect, by its size; `plan` is what `--plan` prints as JSON."""
    asked, power, smallest = plan["effect"], plan["power"], plan["smallest_effect"]
    title = (
        f"{100 * power:.0f}% to see an effect of {100 * abs(asked):.1f} points; "
        f"the smallest seen with {100 * plan['power_wanted']:.0f}% is {100 * smallest:.1f}"
    )
    table = page_table(
        "audit-effect-power-table",
        "Chance to see an effect, by its size",
        ("Effect, points", "Chance"),
        [(f"{100 * row['effect']:.1f}", f"{100 * row['power']:.0f}%") for row in plan["curve"]],
        numeric=(0, 1),
    )
    drawn = [
        _curve(f"audit-effect-power-{name}", title, plan, width)
        for name, width in (("wide", svg.WIDE), ("narrow", svg.NARROW))
    ]
    return Chart("audit-effect-power", title, "", drawn[0], drawn[1], table)


def _curve(ident: str, title: str, plan: Mapping[str, Any], width: int) -> Markup:
    curve = [(float(row["effect"]), float(row["power"])) for row in plan["curve"]]
    last = curve[-1][0]
    left, right = 56.0, width - 16.0

    def at(effect: float, power: float) -> tuple[float, float]:
        return left + (right - left) * effect / last, _TOP + _HEIGHT * (1 - power)

    heading = title if width == svg.WIDE else f"Smallest seen: {100 * plan['smallest_effect']:.1f} points"
    parts = [svg.text(0, 18, heading, bold=True)]
    for power in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        parts += [
            svg.line(at(0, power), at(last, power)),
            svg.text(left - 8, at(0, power)[1] + 5, f"{100 * power:.0f}%", anchor="end", colour=svg.QUIET),
        ]
    _, _, step = _range(0.0, last)
    for number in range(math.floor(last / step) + 1):
        x = at(number * step, 0)[0]
        parts.append(svg.text(x, _TOP + _HEIGHT + 20, f"{100 * number * step:.0f}", anchor="middle", colour=svg.QUIET))
    parts += [svg.line(at(*one), at(*other), svg.BLUE, thick=3) for one, other in pairwise(curve)]
    parts += [
        svg.dot(*at(min(abs(plan["effect"]), last), plan["power"]), 6, svg.ORANGE),
        svg.dashed(at(plan["smallest_effect"], 0)[0], at(0, plan["power_wanted"])[1], _TOP + _HEIGHT),
        svg.text(left, _TOP + _HEIGHT + 44, "true effect in points; the dot: the effect asked about", colour=svg.QUIET),
    ]
    return svg.drawing(ident, (title, title), (width, _TOP + _HEIGHT + 54), parts)
