"""`fullcount audit plan`: how many reports to read, from which strata, and how many more until the grade is certain."""

from pathlib import Path
from typing import Any

import click

from fullcount.cli.audit.design import design_of, design_options
from fullcount.cli.audit.shown import CHART, LEVEL, SOME, Audited, Number, drawn, shown
from fullcount.cli.options import FORMAT

MOST_STRATA = 60
HALF = Number(0.0001, 0.5)


@click.command("plan", cls=Audited)
@click.argument("frame", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--half-width", type=HALF, default=0.02, show_default=True, help="Of the recording rate; 0.02: 2 points.")
@click.option("--n", type=SOME, help="So many reports, instead of as many as the half-width takes.")
@click.option(
    "--expected",
    type=Number(0.01, 1.0),
    help="The recording rate that is expected [default: as the scores say, else 0.9].",
)
@click.option("--by", type=click.Choice(["group", "district", "route"]), help="Also what each of these would take.")
@click.option(
    "--half-width-each", type=HALF, default=0.05, show_default=True, help="With --by: of each one's own rate."
)
@click.option("--per-cluster", type=Number(1.0, 1e6), help="Where whole clusters are drawn: reports read in each.")
@click.option("--likeness", type=Number(0.0, 1.0), help="With --per-cluster: intraclass correlation.")
@click.option(
    "--so-far",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The reviews made so far: says how many more until the grade is certain.",
)
@click.option(
    "--rate-so-far",
    type=(Number(0, 1), Number(0, 1), Number(0, 1)),
    metavar="ESTIMATE LOW HIGH",
    help="With --so-far: the rate of these reviews, where they were not drawn from all reports alike.",
)
@click.option("--band", "bands", multiple=True, metavar="NAME=LOWEST", help="A grade and its lowest rate in per cent.")
@design_options
@LEVEL
@FORMAT
@CHART
def command(frame: Path, **given: Any) -> None:
    """Plan an audit of the reports in FRAME (CSV or Parquet): report_id, linked, and as known crimes_recorded, score,
    stratum, cluster, district, group, route.

    `fullcount audit frame` makes one from a finished run. Formulas: docs/audit/plan-and-draw.md.
    """
    from fullcount.audit.planning.precision import Wanted
    from fullcount.pipeline.auditing.planning import PlanAsked, plan_of

    if (given["per_cluster"] is None) != (given["likeness"] is None):
        raise click.UsageError("--per-cluster and --likeness go together.")
    if given["rate_so_far"] is not None and not _is_within(*given["rate_so_far"]):
        raise click.UsageError("--rate-so-far is the estimate, then its low and its high end.")
    asked = PlanAsked(
        design_of(given, given["n"] or 0),
        Wanted(given["half_width"], given["level"]),
        given["expected"],
        given["by"],
        given["half_width_each"],
        given["per_cluster"],
        given["likeness"],
        _bands(given["bands"]),
        given["so_far"],
        given["rate_so_far"],
    )
    result = plan_of(frame, asked)
    if given["chart"] is not None:
        from fullcount.figures.charts.audit_plan import plan_chart

        drawn(plan_chart(result), given["chart"])
    shown(result, _lines(result), given["form"])


def _is_within(estimate: float, low: float, high: float) -> bool:
    return low <= estimate <= high


def _bands(given: tuple[str, ...]) -> dict[str, float]:
    bands: dict[str, float] = {}
    for one in given:
        name, _, lowest = one.partition("=")
        if name.strip() in bands:
            raise click.BadParameter("a band is given twice", param_hint="--band")
        try:
            bands[name.strip()] = float(lowest)
        except ValueError:
            raise click.BadParameter("write it as good=90", param_hint="--band") from None
        if not name.strip() or not 0.0 < bands[name.strip()] < 100.0:
            raise click.BadParameter("a band has a name, and a lowest rate of 0 to 100 per cent", param_hint="--band")
    return bands


def _lines(result: dict[str, Any]) -> list[str]:
    frame, expected, width = result["frame"], result["expected"], result["expected_half_width"]
    lines = [
        f"{frame['reports']:,} reports: {frame['linked']:,} linked to {frame['crimes_recorded']:,.0f} crimes, "
        f"{frame['unlinked']:,} not.",
        f"Expected recording rate {expected['rate']:.1%} ({expected['says']}): about {expected['crimes_missed']:,.0f} "
        "crimes unrecorded.",
        "",
        f"Read {result['n']:,} reports, {result['allocate']}"
        + ("." if width is None else f": expected half-width {width * 100:.2f} points at {result['level']:.0%}."),
        f"For {result['half_width'] * 100:g} points otherwise: "
        + "; ".join(f"{way['way']}, {way['reports']:,}" for way in result["other_ways"]),
        "",
        f"{'stratum':<52}{'reports':>10}{'read':>8}",
    ]
    strata = result["strata"]
    lines += [f"{one['stratum'][:50]:<52}{one['reports']:>10,}{one['draw']:>8,}" for one in strata[:MOST_STRATA]]
    if len(strata) > MOST_STRATA:
        lines.append(f"and {len(strata) - MOST_STRATA:,} strata more (--format json has them all)")
    return lines + _by(result["by"]) + _clusters(result["clusters"]) + _grade(result["grade"]) + [
        f"Note: {warning}" for warning in result["warnings"]
    ]  # fmt: skip


def _by(told: dict[str, Any] | None) -> list[str]:
    if told is None:
        return []
    lines = ["", f"For {told['half_width_each'] * 100:g} points in each {told['column']}: {told['draw']:,} reports"]
    for part in told["parts"]:
        needed = part["why"] if part["draw"] is None else f"{part['draw']:>8,}"
        lines.append(f"{part['name'][:50]:<52}{part['reports']:>10,}{needed}")
    return lines


def _clusters(told: dict[str, Any] | None) -> list[str]:
    if told is None:
        return []
    return [
        "",
        f"Drawn as whole clusters of {told['per_cluster']:g} with a likeness of {told['likeness']:g}: "
        f"{told['reports']:,} reports of {told['clusters']:,} clusters",
    ]


def _grade(told: dict[str, Any] | None) -> list[str]:
    if told is None:
        return []
    if told["why"] is not None:
        return ["", f"Grade: {told['why']}"]
    rate = told["rate"]
    lines = [
        "",
        f"So far {told['reviewed']:,} reviews: {rate['estimate']:.1%} ({rate['low']:.1%} to {rate['high']:.1%}), "
        f"{told['grade']}" + (", which is certain." if told["is_certain"] else "."),
    ]
    for aim in told["until_certain"]:
        more = "more than the frame has" if aim["more"] is None else f"{aim['more']:,} more"
        lines.append(f"One grade with a chance of {aim['chance']:.0%}: {more}")
    return lines
