"""The effect of training as lines for a reader: the finding, then every reason to doubt it."""

from collections.abc import Iterator, Mapping
from typing import Any

from fullcount.figures.charts.audit_effect import effect_words, finding, points
from fullcount.figures.wording import count, named, plural

MARGIN = "  "


def lines(result: Mapping[str, Any]) -> list[str]:
    """Return the result as lines, the finding first."""
    if result["effect"] is None:
        told = [f"No effect can be given: {result['why']}."]
    else:
        told = [*_head(result), "", *_checks(result), "", *_weeks(result)]
    told += _balancing(result)
    if result["warnings"]:
        told += ["", "Take care:", *(f"{MARGIN}- {warning}." for warning in result["warnings"])]
    return told


def _head(result: Mapping[str, Any]) -> Iterator[str]:
    effect, crimes = result["effect"], result["crimes"]
    yield f"{finding(effect)}, {100 * effect['level']:.0f}% interval, {_p(effect['p'])}."
    teams = plural(result["teams"], "team", "teams")
    yield (
        f"{MARGIN}{teams}, {count(result['trained_teams'])} of them seen trained; {count(crimes['untrained'])} crimes "
        f"reviewed from before training ({100 * result['rate_before']:.1f}% recorded), {count(crimes['trained'])} "
        f"from after it."
    )
    if crimes["not_measured"]:
        yield (
            f"{MARGIN}{count(crimes['not_measured'])} more from after it are not measured: too few teams were still "
            "untrained in those weeks."
        )
    if result["p_by_lot"] is not None:
        yield f"{MARGIN}By the lot alone ({result['lot']}s drawn again 999 times): {_p(result['p_by_lot'])}."


def _checks(result: Mapping[str, Any]) -> Iterator[str]:
    placebo, spill = result["placebo"], result["spill_over"]
    name = f"As if trained {plural(placebo['weeks_earlier'], 'week', 'weeks')} earlier"
    yield f"{MARGIN}{name if 'why' not in placebo else 'Placebo date'}: {_said(placebo)}"
    other = result["not_yet_treated"]
    yield f"{MARGIN}By teams not yet trained: {'no figure' if other is None else _said(other)}"
    yield f"{MARGIN}Untrained teams beside trained ones: {_said(spill)}"
    most = result["most_influential"]
    name = named(" ".join(most["team"].split()))
    yield f"{MARGIN}Without {name}, the team that moves it most: {points(most['effect_without'])} points"


def _said(found: Mapping[str, Any]) -> str:
    if "why" in found:
        return f"not tried: {found['why']}"
    return f"{effect_words(found)}, {_p(found['p'])}"


def _weeks(result: Mapping[str, Any]) -> Iterator[str]:
    if not result["by_week"]:
        yield f"{MARGIN}No single week since training has enough crimes for a figure of its own."
        return
    yield f"{MARGIN}{'week':>6}  {'effect':>7}  {'interval':>17}  {'crimes':>7}  {'teams':>5}"
    for row in result["by_week"]:
        span = f"{points(row['low'])} to {points(row['high'])}"
        mark = "  before training" if row["placebo"] else ""
        yield (
            f"{MARGIN}{row['week']:>6}  {points(row['estimate']):>7}  {span:>17}  {count(row['crimes']):>7}  "
            f"{row['teams']:>5}{mark}"
        )


def _balancing(result: Mapping[str, Any]) -> Iterator[str]:
    if result["balancing"]:
        yield ""
        yield "Balancing measures (a rise here is a price):"
    for row in result["balancing"]:
        said = f"no effect can be given: {row['why']}" if row["effect"] is None else _said(row["effect"])
        yield f"{MARGIN}{row['outcome']} ({row['share_of']}): {said}"


def _p(value: float) -> str:
    return "p under 0.001" if value < 0.001 else f"p {value:.3f}"


def plan_lines(plan: Mapping[str, Any]) -> list[str]:
    """Return a plan as lines."""
    if plan["power"] is None:
        return [f"Such a roll-out can show nothing: {plan['why']}."]
    design, needed = plan["design"], plan["crimes_needed"]
    asked = f"{100 * abs(plan['effect']):.1f} points"
    enough = f"{100 * plan['power_wanted']:.0f}%"
    return [
        f"An effect of {asked} is seen with a chance of {100 * plan['power']:.0f}%.",
        f"{MARGIN}Smallest effect seen with {enough}: {100 * plan['smallest_effect']:.1f} points.",
        f"{MARGIN}The interval would be about ±{50 * (plan['interval']['high'] - plan['interval']['low']):.1f} points.",
        f"{MARGIN}{design['teams']} teams, {design['weeks']} weeks, {design['crimes']:g} reviewed crimes a team and "
        f"week, {design['waves']} waves {design['apart']} weeks apart from week {design['first']} on, "
        f"{design['hold_back']} teams held back.",
        (
            f"{MARGIN}No number of reviews a week gives {enough} for {asked}: add teams, weeks, or teams held back."
            if needed is None
            else f"{MARGIN}For {enough}: {needed:.1f} reviewed crimes a team and week, {needed * design['teams']:,.0f} "
            "a week in all."
        ),
    ]
