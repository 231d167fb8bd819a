"""An audit's plan: how many reports each way takes, or how soon the grade is certain."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from fullcount.figures import svg
from fullcount.figures.charts.bars import Bar
from fullcount.figures.svg import Chart
from fullcount.figures.tables import PageTable, page_table
from fullcount.figures.wording import count, named, shortened

THIS = {
    "proportional": "this plan, by size", "neyman": "this plan, Neyman", "score": "this plan, by the score",
    "chance": "this plan, chance by the score",
}  # fmt: skip
_ROW = 46.0


def plan_chart(plan: Mapping[str, Any]) -> Chart:
    """Return the reports that the plan takes beside the ways that need no score, the fewest first.

    Where the plan tells how far the reviews so far are from a certain grade, that is drawn instead.
    """
    grade = plan["grade"]
    if grade is not None and grade["why"] is None and grade["curve"]:
        return _until_certain(grade)
    points = f"{plan['half_width'] * 100:g} points"
    rows = [(THIS[plan["allocate"]], plan["n"]), *((way["way"], way["reports"]) for way in plan["other_ways"])]
    rows.sort(key=lambda row: (row[1], row[0]))
    bars = [Bar(name, reports, f"{count(reports)} reports") for name, reports in rows]
    width = plan["expected_half_width"]
    title = f"{count(plan['n'])} reports are to be read"
    if width is not None:
        title = f"{count(plan['n'])} reports are expected to give ±{width * 100:.1f} points"
        more = [way for way in plan["other_ways"] if way["reports"] > plan["n"]]
        if more:
            title += f"; {more[0]['way']} takes {count(more[0]['reports'])}"
    table = page_table(
        "audit-plan-table",
        f"Reports to be read; the other ways for {points}",
        ("Way", "Reports"),
        [(name, count(reports)) for name, reports in rows],
        numeric=(1,),
    )
    note = f"The plan's own number, and what the other ways take for {points} at {plan['level']:.0%}."
    return stacked_bars("audit-plan", (title, note), bars, table, {THIS[plan["allocate"]]})


def _until_certain(grade: Mapping[str, Any]) -> Chart:
    points = [point for point in grade["curve"] if point["reviews"] > 0]
    bars = [
        Bar(f"after {count(point['reviews'])} more", point["chance"], f"{point['chance']:.0%}")
        for point in points
        if point["chance"] >= 0.005
    ][:14]
    half = next((aim for aim in grade["until_certain"] if aim["chance"] == 0.5), None)
    title = "The grade stays uncertain until nearly all is read"
    if half is not None and half["more"] is not None:
        title = f"One grade is as likely as not after {count(half['more'])} more reviews"
    table = page_table(
        "audit-grade-table",
        "How likely one grade holds for the whole interval",
        ("More reviews", "Chance"),
        [(count(point["reviews"]), f"{point['chance']:.1%}") for point in points],
        numeric=(0, 1),
    )
    return stacked_bars("audit-grade", (title, f"So far: {named(grade['grade'])}."), bars, table, set())


def stacked_bars(
    ident: str, words: tuple[str, str], bars: list[Bar], table: PageTable, marked: set[str]
) -> Chart:  # fmt: skip
    """Return bars under their names, those `marked` in orange; words: title and note."""
    title, note = words
    if not bars:
        return Chart(ident, title, note, Markup(""), Markup(""), table)
    spoken = "; ".join(f"{bar.name}: {bar.words}" for bar in bars)

    def drawing(kind: str, width: float) -> Markup:
        parts = _parts(bars, width, marked)
        head = [svg.text(0, 18, shortened(title, width, svg.BODY), bold=True)]
        return svg.drawing(f"{ident}-{kind}", (title, spoken), (width, _ROW * len(bars) + 34), [*head, *parts])

    return Chart(ident, title, note, drawing("wide", svg.WIDE), drawing("narrow", svg.NARROW), table)


def _parts(bars: list[Bar], width: float, marked: set[str]) -> list[Markup]:
    longest = max((bar.length for bar in bars), default=0.0) or 1.0
    parts: list[Markup] = []
    for place, bar in enumerate(bars):
        y = 34 + _ROW * place
        length = (width - 130) * bar.length / longest
        parts += [
            svg.text(0, y + 14, shortened(bar.name, width - 2, svg.SMALL)),
            svg.box(0, y + 20, max(length, 1.0), 18, svg.ORANGE if bar.name in marked else svg.BLUE),
            svg.text(max(length, 1.0) + 8, y + 34, bar.words),
        ]
    return parts
