"""`fullcount audit monitor`: the recording rate after every day's reviews, or the chart of a daily count."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from fullcount.cli.audit.shown import CHART, LEVEL, SOME, Audited, Number, drawn, shown
from fullcount.cli.audit.terms import Seed
from fullcount.cli.options import FORMAT

if TYPE_CHECKING:
    from fullcount.figures.svg import Chart

OF_REVIEWS = ("population", "recorded", "aim", "level", "most_crimes", "looks", "seed")
OF_SERIES = ("count", "out_of", "baseline", "rebases")
LAST_DAYS = 14
MOST_CRIMES = 100


@click.command("monitor", cls=Audited)
@click.argument("file", metavar="REVIEWS|SERIES", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--population",
    metavar="FRAME|N",
    help="What the reviews were drawn from: a file (report_id, linked, crimes_recorded, score), or how many reports.",
)
@click.option(
    "--recorded",
    type=SOME,
    help="Crimes recorded, where N counts the reports without a crime record and only these were drawn from.",
)
@click.option(
    "--aim",
    type=Number(0.1, 20.0),
    default=2.0,
    show_default=True,
    help="Points, either way, that the reviews are to reach; fixed before the first of them.",
)
@LEVEL
@click.option(
    "--most-crimes",
    type=click.IntRange(1, MOST_CRIMES),
    default=1,
    show_default=True,
    help="The most crimes that one report is counted for; a larger bound widens the interval.",
)
@click.option("--looks", type=click.IntRange(1, 60), help="Months in which an official figure is published, of a plan.")
@click.option(
    "--seed", type=Seed(), help="Digits given to `fullcount audit next`: the reports read are checked to be its draws."
)
@click.option("--count", metavar="COLUMN", help="Of a series: the column of what is counted [default: by its name].")
@click.option("--of", "out_of", metavar="COLUMN", help="Of a series: the column of what it is out of.")
@click.option(
    "--baseline",
    type=click.IntRange(28, 366),
    default=84,
    show_default=True,
    help="Of a series: the days from which the expectation is learnt.",
)
@click.option(
    "--rebases",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Of a series: decisions on a new baseline (date, decided_by, reason).",
)
@FORMAT
@CHART
def command(file: Path, form: str, chart: Path | None, **asked: Any) -> None:
    """Watch the recording rate: every day's interval holds, however often one looks.

    REVIEWS has report_id, crimes_disclosed, crimes_recorded, and date, draw, draw_probability if there are, in the
    order of the draws (`fullcount audit next` makes such a file to fill in). SERIES has a date and two counts a day,
    such as unrecorded and reports: it is charted, with an alarm that chance sets off once in ten years.
    """
    from fullcount.pipeline.auditing.series import is_reviews

    if is_reviews(file):
        _without_effect(OF_SERIES, "reviews")
        if asked["recorded"] is not None and not (asked["population"] or "0").isdecimal():
            raise click.UsageError("--recorded has no effect with a FRAME, which says what is recorded: leave it out")
        result, lines = _of_reviews(file, asked), _rate_lines
    else:
        _without_effect(OF_REVIEWS, "a series of counts")
        result, lines = _of_series(file, asked), _chart_lines
    for warning in result["warnings"]:
        click.echo(f"warning: {warning}", err=True)
    shown(result, list(lines(result)), form)
    drawn(_chart(result), chart)


def _without_effect(names: Sequence[str], kind: str) -> None:
    """Raise UsageError where one of these options was given: the file is of a kind that it says nothing of."""
    context = click.get_current_context()
    given = [
        max(param.opts, key=len)
        for param in context.command.params
        if param.name in names and context.get_parameter_source(param.name) is not ParameterSource.DEFAULT
    ]
    if given:
        raise click.UsageError(f"{', '.join(given)} has no effect on {kind}: leave it out")


def _of_reviews(file: Path, asked: Mapping[str, Any]) -> dict[str, Any]:
    from fullcount.audit.monitoring.bets import Plan
    from fullcount.pipeline.auditing.monitoring import monitored_reviews
    from fullcount.pipeline.auditing.watched_reviews import Asked

    plan = Plan(level=asked["level"], aim=asked["aim"] / 100.0)
    return monitored_reviews(
        file, Asked(asked["population"], asked["recorded"], asked["most_crimes"], plan, asked["looks"], asked["seed"])
    )


def _of_series(file: Path, asked: Mapping[str, Any]) -> dict[str, Any]:
    from fullcount.pipeline.auditing.series import Charting, monitored_series

    return monitored_series(file, Charting(asked["count"], asked["out_of"], asked["baseline"], asked["rebases"]))


def _chart(result: Mapping[str, Any]) -> "Chart":
    from fullcount.figures.charts.audit_monitor import control_chart, rate_sequence

    return rate_sequence(result) if result["kind"] == "sequence" else control_chart(result)


def _rate_lines(result: Mapping[str, Any]) -> Iterator[str]:
    from fullcount.figures.wording import count, estimated, percent

    rate = result["rate"]
    middle = "not known yet" if rate["estimate"] is None else percent(rate["estimate"])
    yield f"Recording rate {middle} ({percent(rate['low'])} to {percent(rate['high'])}), {rate['level']:.0%} confidence"
    yield "This interval, and every earlier one at once, holds however often one looks and whenever one stops."
    unrecorded = result["unrecorded"]
    if unrecorded and unrecorded["estimate"] is not None:
        low, high = estimated(unrecorded["low"]), estimated(unrecorded["high"])
        yield f"Crimes unrecorded: about {estimated(unrecorded['estimate'])} ({low} to {high})"
    aim = f"±{result['aim'] * 100:g} points"
    more = result["more_reviews"]
    todo = f"about {count(more)} more to {aim}" if more else f"{aim} is reached"
    if more is None:
        todo = f"how many more it takes to {aim} is not known yet"
    yield f"Reviews: {count(result['n'])}, now ±{result['half_width'] * 100:.1f} points; {todo}"
    if result["by_day"]:
        yield ""
        yield f"{'day':<12}{'reviews':>9}{'estimate':>11}{'low':>9}{'high':>9}"
    for day in result["by_day"][-LAST_DAYS:]:
        cells = [("none" if day[key] is None else percent(day[key])) for key in ("estimate", "low", "high")]
        yield f"{day['date']:<12}{day['reviews']:>9,}{cells[0]:>11}{cells[1]:>9}{cells[2]:>9}"
    if result["official"]:
        yield ""
        yield "Published figures (they hold together; nothing may be published between them)"
    for look in result["official"]:
        span = f"{percent(look['low'])} to {percent(look['high'])}"
        yield f"{look['month']:<12}{look['reviews']:>9,}{percent(look['estimate']):>11}   {span}"


def _chart_lines(result: Mapping[str, Any]) -> Iterator[str]:
    from fullcount.figures.charts.audit_monitor import finding
    from fullcount.figures.wording import percent

    yield finding(result)
    for stretch in result["stretches"]:
        span = f"{stretch['first']} to {stretch['last']}"
        why = f"; new baseline decided by {stretch['decided_by']}: {stretch['reason']}" if stretch["reason"] else ""
        yield ""
        yield f"{span}{why}"
        limits, known = stretch["limits"], stretch["baseline"]
        if limits:
            trial = f" (trial limits: fewer than 12 {result['unit']}s)" if limits["trial"] else ""
            low, mean, high = (min(max(limits[key], 0.0), 1.0) for key in ("low", "mean", "high"))
            yield f"  mean {percent(mean)}, limits {percent(low)} to {percent(high)}{trial}"
        if known:
            yield f"  {result['unit']}s scatter {known['scatter']:.1f} times as far as chance alone"
        yield f"  alarm: {stretch['alarm']}"
    yield from _alarm_lines(result["alarms"], result["unit"])
    marked = [point for point in result["points"] if point["signals"] or point["cusum"]][-LAST_DAYS:]
    if marked:
        yield ""
        often = "a year" if result["unit"] == "day" else "in 365 points"
        yield f"Signals, to be read and not acted on by themselves (chance makes several {often}):"
    for point in marked:
        told = [*point["signals"], *(["CUSUM"] if point["cusum"] else [])]
        yield f"  {point['date']}  {percent(point['share'])}  {', '.join(told)}"


def _alarm_lines(alarms: Sequence[Mapping[str, Any]], unit: str) -> Iterator[str]:
    """Give the last alarm in words, and the days of those before it: a change that lasts sets off one after another."""
    from fullcount.audit.monitoring.alarms import RUN_LENGTH
    from fullcount.figures.wording import percent

    often = "once in ten years" if unit == "day" else f"once in {round(RUN_LENGTH):,} points"
    if not alarms:
        return
    last = alarms[-1]
    yield ""
    yield (
        f"ALARM on {last['date']}: since about {last['since']} {percent(last['found'])} where "
        f"{percent(last['expected'])} was expected. Chance alone does this about {often}."
    )
    if len(alarms) > 1:
        yield f"  alarms before it: {', '.join(alarm['date'] for alarm in alarms[:-1])}"
    yield "  Find out why. If the change is to stay, record who decided a new baseline, and give it with --rebases."
