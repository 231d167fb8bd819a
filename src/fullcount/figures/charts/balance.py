"""The balance drawn: one bar of what came in, split into where it went. All widths are to one scale."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from fullcount.core.states import ReportState
from fullcount.figures import svg
from fullcount.figures.svg import Chart
from fullcount.figures.tables import page_table
from fullcount.figures.wording import count, percent, plural
from fullcount.figures.words import REPORT_WORDS, StateWords

_BAR_HEIGHT = 260.0
_TOP = 30.0
_GAP = 6.0


def balance_flow(ledger: Mapping[str, Any]) -> Chart:
    """Return the flow of the reports ledger: a band's height over the bar's height is its share of the reports."""
    population = int(ledger["population"])
    states = [(REPORT_WORDS[ReportState(state["state"])], int(state["count"])) for state in ledger["states"]]
    table = page_table(
        "balance-table",
        "Every report, by what became of it",
        ("State", "Reports", "Share of reports", "What it means"),
        [
            (words.title, count(number), percent(number / population) if population else "none", words.meaning)
            for words, number in states
        ]
        + [("All reports", count(population), percent(1.0) if population else "none", "")],
        numeric=(1, 2),
    )
    if not population:
        nothing = Markup("")
        return Chart("balance", "No report came in", "", nothing, nothing, table)
    title = _finding(population, {state["state"]: state["count"] for state in ledger["states"]})
    spoken = "; ".join(f"{words.title}: {count(number)}" for words, number in states)
    drawn = [
        _drawn(f"balance-{name}", (title, spoken), (states, population), width)
        for name, width in (("wide", svg.WIDE), ("narrow", svg.NARROW))
    ]
    return Chart("balance", title, "", drawn[0], drawn[1], table)


def sum_in_words(ledger: Mapping[str, Any]) -> str:
    """Return the sum written out, so that a reader can check it: '3 + 2 + 0 = 5'."""
    return " + ".join(count(state["count"]) for state in ledger["states"]) + f" = {count(ledger['population'])}"


def _finding(population: int, numbers: Mapping[str, int]) -> str:
    came_in = f"{plural(population, 'report', 'reports')} came in"
    unrecorded = numbers[ReportState.UNRECORDED]
    if not unrecorded:
        return f"{came_in}; none is known to be an unrecorded crime"
    return f"{came_in}; in {count(unrecorded)} a crime should have been recorded and was not"


def _drawn(ident: str, words: tuple[str, str], flow: tuple[list[tuple[StateWords, int]], int], width: float) -> Markup:
    states, population = flow
    narrow = width < svg.WIDE
    slot = 40.0 if narrow else 26.0
    bar_width, node_left, node_width = (16.0, 84.0, 10.0) if narrow else (28.0, 300.0, 14.0)
    heights = [_BAR_HEIGHT * number / population for _, number in states]
    right_height = sum(max(height, slot) + _GAP for height in heights)
    top = _TOP + (right_height - _BAR_HEIGHT) / 2
    parts = [
        svg.text(0, 16, f"{plural(population, 'report', 'reports')} came in", bold=True),
        svg.box(0, top, bar_width, _BAR_HEIGHT, svg.BLUE),
    ]
    left, right = top, _TOP
    for (state, number), height in zip(states, heights, strict=True):
        space = max(height, slot)
        node = right + (space - height) / 2
        colour = svg.COLOUR[state.standing]
        if number:
            parts += [
                svg.ribbon((bar_width, left), (node_left, node), height, colour),
                svg.box(node_left, node, node_width, max(height, 1.0), colour),
            ]
        parts += _label(state, number, population, (node_left + node_width + 10, right + space / 2, narrow))
        left += height
        right += space + _GAP
    return svg.drawing(ident, words, (width, _TOP + right_height), parts)


def _label(state: StateWords, number: int, population: int, place: tuple[float, float, bool]) -> list[Markup]:
    x, middle, narrow = place
    share = f"{count(number)} ({percent(number / population)})" if number else "0"
    if narrow:
        return [svg.text(x, middle - 3, state.title, bold=True), svg.text(x, middle + 14, share)]
    return [svg.text(x, middle + 5, state.title, bold=True), svg.text(x + 160, middle + 5, share)]
