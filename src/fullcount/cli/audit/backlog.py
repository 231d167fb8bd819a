"""`fullcount audit backlog`: what to take up first of what was missed, and when it will be done."""

from collections import Counter
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fullcount.cli.audit.shown import CHART, LEVEL, OVERWRITE, Audited, Number, Target, drawn, not_over, shown
from fullcount.cli.options import FORMAT, RULES, SEED
from fullcount.core.errors import ConfigError, Fault

if TYPE_CHECKING:
    import polars as pl

    from fullcount.audit.backlog import Forecast

SHOWN = 10


@click.command("backlog", cls=Audited)
@click.argument("misses", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--capacity", required=True, type=click.IntRange(1, 1_000_000), help="Reports dealt with on a working day."
)
@click.option(
    "--as-at", type=click.DateTime(["%Y-%m-%d"]), help="Day on which the list stands [default: its last date]."
)
@click.option("--out", type=Target(), help="Where the whole order goes, as CSV.")
@OVERWRITE
@click.option("--arrivals", type=Number(0.0, 1e6), help="New misses a day [default: those of the last 91 days].")
@click.option(
    "--days-a-week", type=click.IntRange(1, 7), default=5, show_default=True, help="Working days, Monday first."
)
@click.option(
    "--staff", type=click.IntRange(1, 10_000), default=8, show_default=True, help="People who share the capacity."
)
@click.option("--absence", type=Number(0.0, 0.9), default=0.1, show_default=True, help="Share away on a day.")
@click.option(
    "--doubt", type=Number(0.0, 0.5), default=0.1, show_default=True,
    help="How far the true average capacity may lie from the stated: one standard deviation, as a share.",
)  # fmt: skip
@click.option(
    "--oldest", type=Number(0.0, 1.0), default=0.2, show_default=True,
    help="Share of a day kept for the longest waiting.",
)  # fmt: skip
@click.option(
    "--summary-months", type=click.IntRange(1, 60), default=6, show_default=True,
    help="Months within which a summary offence must reach a court.",
)  # fmt: skip
@click.option("--cctv-days", type=click.IntRange(1, 3650), default=30, show_default=True, help="How long CCTV is kept.")
@RULES
@LEVEL
@SEED
@FORMAT
@CHART
def command(misses: Path, **asked: Any) -> None:
    """Put what was missed into the order in which to recover it, and say when it will be done.

    MISSES (CSV or Parquet) has one row a report: report_id, date and, where known, harm (0 to 1) or class,
    offence_date, summary_only, cctv, limit_day, cctv_day. Method, defaults and sources: docs/audit/backlog.md.
    """
    from fullcount.audit.backlog import Limits, Unit, Work, forecast, planned
    from fullcount.figures.charts.audit_backlog import finish
    from fullcount.pipeline.auditing.backlog import arrivals, read_misses, write_order

    not_over(asked["out"], is_forced=asked["force"])
    rows, warnings = read_misses(misses, asked["rules"])
    as_at = _as_at(misses, rows, asked["as_at"])
    unit = Unit(asked["capacity"], asked["days_a_week"], asked["oldest"])
    limits = Limits(summary_months=asked["summary_months"], cctv_days=asked["cctv_days"])
    order = planned(rows, as_at, unit, limits)
    past = arrivals(rows, as_at)
    if asked["arrivals"] is not None:
        past = tuple(_spread(asked["arrivals"], 364))
    work = Work(
        rows.height, asked["capacity"], past, asked["days_a_week"], asked["staff"], asked["absence"], asked["doubt"]
    )
    found = forecast(work, as_at, asked["seed"], asked["level"])
    result = _result(order, found, as_at, warnings)
    if asked["out"] is not None:
        write_order(order, asked["out"])
    shown(result, _lines(result), asked["form"])
    drawn(finish(result["finish"], result["this_list"], sum(result["lapsing"].values())), asked["chart"])


def _as_at(path: Path, rows: "pl.DataFrame", asked: datetime | None) -> date:
    if not rows.height:
        raise ConfigError(
            f"{path.name} has no reports", [Fault(path.name, "is only a header", "give at least one row")]
        )
    from fullcount.pipeline.auditing.tables import DAYS

    latest: date = rows["date"].max()  # type: ignore[assignment]
    if asked is None:
        return latest
    if asked.date() > DAYS[1]:
        raise click.BadParameter(f"is after {DAYS[1]}", param_hint="--as-at")
    if asked.date() < latest:
        raise ConfigError(
            "--as-at lies before reports of the list",
            [Fault("--as-at", f"a report is of {latest}", "choose that day or a later one")],
        )
    return asked.date()


def _spread(rate: float, days: int) -> list[int]:
    """Return whole counts whose average is the rate, spread evenly."""
    return [int(rate * (day + 1)) - int(rate * day) for day in range(days)]


def _result(order: "pl.DataFrame", found: "Forecast", as_at: date, warnings: list[str]) -> dict[str, Any]:
    told = list(warnings)
    if found.days is None:
        told.append(
            f"At this capacity it is not done within five years in {found.unfinished:.0%} of the futures tried;"
            f" new misses alone take {found.needed:,.1f} a working day."
        )
    return {
        "as_at": as_at,
        "reports": order.height,
        "finish": found.days and _dates(found, as_at, found.days.estimate, found.days.low, found.days.high),
        "this_list": _dates(found, as_at, found.this_list.estimate, found.this_list.low, found.this_list.high),
        "unfinished": found.unfinished,
        "arriving_per_day": asdict(found.arriving),
        "needed_per_working_day": found.needed,
        "lapsed": _counted(order, "lapsed"),
        "lapsing": _counted(order, "lapses"),
        "why": dict(sorted(Counter(order["why"].to_list()).items())),
        "first": [
            {"rank": row["rank"], "report_id": row["report_id"], "day": row["day"], "why": row["why"],
             "worth": round(row["worth"], 4), "lapses": row["lapses"]}
            for row in order.head(SHOWN).iter_rows(named=True)
        ],
        "level": found.level,
        "warnings": told,
    }  # fmt: skip


def _dates(found: "Forecast", as_at: date, *days: float) -> dict[str, Any]:
    ends = dict(zip(("estimate", "low", "high"), days, strict=True))
    return {**{name: found.day(as_at, day) for name, day in ends.items()}, "days": ends}


def _counted(order: "pl.DataFrame", column: str) -> dict[str, int]:
    return dict(sorted(Counter(name for names in order[column].to_list() for name in names).items()))


def _lines(result: dict[str, Any]) -> list[str]:
    lines = [f"{result['reports']:,} report(s) as at {result['as_at']}."]
    if result["finish"]:
        lines.append(f"All done, with what comes meanwhile: {_when(result['finish'])}.")
    else:
        lines.append("All done, with what comes meanwhile: not at this capacity.")
    arriving = result["arriving_per_day"]
    lines += [
        f"This list alone, with what comes waiting behind it: {_when(result['this_list'])}.",
        f"New misses a day: {arriving['estimate']:,.1f} ({arriving['low']:,.1f} to {arriving['high']:,.1f});"
        f" to keep pace takes {result['needed_per_working_day']:,.1f} a working day.",
        "Lapsed already: " + _listed(result["lapsed"]),
        "Will lapse before its turn: " + _listed(result["lapsing"]),
        "",
        "First to take up:",
    ]
    lines += [
        f"  {row['rank']:>3}. {row['report_id']}  {row['day']}  worth {row['worth']:.2f}, {row['why']}"
        for row in result["first"]
    ]
    return [*lines, *(f"Warning: {warning}" for warning in result["warnings"])]


def _when(dates: dict[str, Any]) -> str:
    return f"about {dates['estimate']} ({dates['low']} to {dates['high']})"


def _listed(counts: dict[str, int]) -> str:
    return "; ".join(f"{name} of {n:,}" for name, n in counts.items()) or "nothing"
