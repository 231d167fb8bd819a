"""`fullcount audit effect`: whether training moved the recording rate, and what a roll-out could show."""

from pathlib import Path
from typing import Any

import click

from fullcount.cli.audit.shown import CHART, LEVEL, Audited, Number, drawn, shown
from fullcount.cli.options import FORMAT, SEED
from fullcount.core.errors import Fault, InputError

OUTCOMES = ("late", "over-recorded")
PLANNING = ("teams", "weeks", "crimes", "first", "waves", "apart", "hold_back", "rate", "spread")


@click.command("effect", cls=Audited)
@click.argument("reviews", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--rollout", type=click.Path(dir_okay=False, path_type=Path),
              help="Who was trained when: team, trained_on (or trained_week), perhaps cohort, area.")  # fmt: skip
@click.option("--store", type=click.Path(file_okay=False, path_type=Path), help="A run's OUT, instead of REVIEWS.")
@click.option("--course", help="With --store: a course of the force's records, instead of --rollout.")
@click.option(
    "--counted-by",
    type=click.Choice(["reviewers", "rules"]),
    default="reviewers",
    show_default=True,
    help="With --store: whose counts of crimes are measured.",
)
@click.option("--lot", type=click.Choice(["team", "cohort"]), help="What was drawn by lot, if the order was.")
@click.option("--anticipation", type=click.IntRange(0, 26), default=0, metavar="WEEKS",
              help="Weeks before training in which teams may already have acted on it: left out.")  # fmt: skip
@click.option("--outcome", "outcomes", type=click.Choice(OUTCOMES), multiple=True,
              help="Balancing measures to show [default: those that REVIEWS has].")  # fmt: skip
@click.option("--plan", "is_plan", is_flag=True, help="Plan a roll-out instead: what could it show?")
@click.option("--teams", type=click.IntRange(8, 2000), default=24, show_default=True, help="Plan: teams.")
@click.option("--weeks", type=click.IntRange(2, 260), default=26, show_default=True, help="Plan: weeks watched.")
@click.option("--crimes", type=Number(0.1, 1000), default=6.0, show_default=True,
              help="Plan: crimes disclosed in a team's reviews of a week.")  # fmt: skip
@click.option(
    "--first", type=click.IntRange(1, 260), default=8, show_default=True, help="Plan: weeks before any training."
)
@click.option("--waves", type=click.IntRange(1, 260), default=4, show_default=True, help="Plan: waves of teams.")
@click.option("--apart", type=click.IntRange(1, 260), default=4, show_default=True, help="Plan: weeks between waves.")
@click.option("--hold-back", type=click.IntRange(0, 2000), default=0, help="Plan: teams trained after the watch.")
@click.option("--rate", type=Number(0.01, 0.99), default=0.8, show_default=True, help="Plan: rate now.")
@click.option("--spread", type=Number(0, 0.2), default=0.03, show_default=True,
              help="Plan: how far a team's true rate strays from week to week.")  # fmt: skip
@click.option("--points", type=Number(-50, 50), default=5.0, show_default=True, help="Plan: effect, points.")
@click.option("--power", type=Number(0.5, 0.99), default=0.8, show_default=True, help="Plan: power wanted.")
@LEVEL
@SEED
@FORMAT
@CHART
def command(form: str, chart: Path | None, is_plan: bool, **asked: Any) -> None:
    """Measure whether training moved the recording rate, from REVIEWS of reports before and after it.

    REVIEWS is CSV or Parquet: team, date (of the report) or week (a number), crimes_disclosed, crimes_recorded, and
    perhaps crimes_late, crimes_over_recorded; a row a review, or a row a team and week. Teams must be trained at
    different times. Method, checks and measured coverage: docs/audit/effect.md.
    """
    if is_plan:
        _plan(form, chart, asked)
        return
    from fullcount.audit.effect.lot import Lot
    from fullcount.audit.effect.measure import Asked
    from fullcount.cli.audit.effect_lines import lines
    from fullcount.figures.charts.audit_effect import effect_by_week
    from fullcount.pipeline.auditing.effect import told

    lot = None if asked["lot"] is None else Lot(asked["lot"])
    held = _held(asked, lot)
    result = told(held, Asked(asked["level"], lot, asked["seed"], asked["anticipation"]), asked["outcomes"])
    shown(result, lines(result), form)
    if result["effect"] is not None:
        drawn(effect_by_week(result), chart)
        return
    if chart is not None:
        click.echo("No chart: there is no effect to draw.", err=True)
    raise InputError("No effect can be given", [Fault((asked["reviews"] or asked["store"]).name, result["why"])])


def _held(asked: dict[str, Any], lot: Any) -> Any:
    from fullcount.pipeline.auditing.effect import read_given
    from fullcount.pipeline.auditing.effect_store import from_store

    reviews, store, roll_out, course = (asked[name] for name in ("reviews", "store", "rollout", "course"))
    if (reviews is None) == (store is None):
        raise click.UsageError("give REVIEWS, or --store OUT, one of the two (or --plan)")
    if store is not None:
        if (roll_out is None) == (course is None):
            raise click.UsageError("give --rollout, or --course, one of the two")
        return from_store(store, roll_out, course, asked["counted_by"] == "rules", lot)
    if roll_out is None:
        raise click.UsageError("give --rollout: the table of who was trained when")
    return read_given(reviews, roll_out, lot)


def _plan(form: str, chart: Path | None, asked: dict[str, Any]) -> None:
    from fullcount.audit.effect.power import Design, planned
    from fullcount.audit.results import Refusal
    from fullcount.cli.audit.effect_lines import plan_lines
    from fullcount.figures.charts.audit_effect import power_curve

    given = {name: asked[name] for name in PLANNING}
    if given["hold_back"] >= given["teams"]:
        raise click.UsageError("--hold-back must leave teams to train")
    names = {**given, "never": given["hold_back"]}
    del names["hold_back"]
    found = planned(Design(**names), asked["points"] / 100, asked["power"], asked["level"])
    if isinstance(found, Refusal):
        result: dict[str, Any] = {"power": None, "why": found.why, "design": given}
    else:
        result = {
            "power": round(found.power, 4), "why": None, "effect": asked["points"] / 100,
            "interval": {"low": round(found.interval.low, 6), "high": round(found.interval.high, 6)},
            "standard_error": round(found.standard_error, 6), "power_wanted": asked["power"], "level": asked["level"],
            "smallest_effect": round(found.smallest, 6),
            "crimes_needed": None if found.crimes_needed is None else round(found.crimes_needed, 2),
            "curve": [{"effect": round(size, 6), "power": round(power, 4)} for size, power in found.curve],
            "design": given,
        }  # fmt: skip
    shown(result, plan_lines(result), form)
    if result["power"] is not None:
        drawn(power_curve(result), chart)
