"""A file of daily counts, and the chart that `audit monitor` writes of it."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl

from fullcount.audit.monitoring.alarms import RUN_LENGTH
from fullcount.audit.monitoring.charting import Series, Stretch, charted
from fullcount.audit.monitoring.standard import WEEK
from fullcount.core.errors import ConfigError, Fault, InputError
from fullcount.pipeline.auditing.tables import Column, Kind, read_table

PAIRS = (
    ("unrecorded", "reports"),
    ("recorded", "reports"),
    ("crimes_recorded", "crimes_disclosed"),
    ("recorded", "disclosed"),
    ("count", "of"),
)
"""Names of what is counted and of what it is out of, tried in this order."""
DECISIONS = (
    Column("date", Kind.DAY, required=True, blank=False, unique=True),
    Column("decided_by", Kind.TEXT, required=True, blank=False),
    Column("reason", Kind.TEXT, required=True, blank=False),
)


@dataclass(frozen=True, slots=True)
class Charting:
    """How the series is charted: its two columns (None: by their names), the days of a baseline, and the file of
    decisions on new ones."""

    count: str | None
    out_of: str | None
    baseline: int
    rebases: Path | None


def is_reviews(path: Path) -> bool:
    """Return whether the file is one of reviews: it then has a column report_id.

    Raises InputError where it cannot be read.
    """
    return "report_id" in read_table(path, [Column("report_id", Kind.TEXT)]).columns


def monitored_series(path: Path, asked: Charting) -> dict[str, Any]:
    """Return the chart of a daily series: points, limits, signals and alarms, as `audit monitor` writes it.

    Raises InputError with the faults of the file or of the decisions.
    """
    count, out_of = _columns(path, asked)
    table = read_table(
        path,
        [
            Column("date", Kind.DAY, required=True, blank=False, unique=True),
            Column(count, Kind.COUNT, required=True, blank=False),
            Column(out_of, Kind.COUNT, required=True, blank=False),
        ],
    ).sort("date")
    over = (table[count] > table[out_of]).arg_true().to_list()
    if over:
        days = [table["date"][row] for row in over[:20]]
        raise InputError(
            f"{path.name} cannot be used",
            [Fault(f"{path.name} {day}", f"{count} is more than {out_of}", "mend the cell") for day in days],
        )
    empty = int((table[out_of] == 0).sum())
    table = table.filter(pl.col(out_of) > 0)
    if table.height < 2:
        raise InputError(f"{path.name} cannot be used", [Fault(path.name, "has fewer than two days", "give more")])
    decisions = _decisions(asked.rebases, table["date"].to_list())
    series = Series(
        tuple(table["date"].to_list()), table[count].to_numpy().astype(float), table[out_of].to_numpy().astype(float)
    )
    stretches = charted(series, [decision["date"] for decision in decisions], asked.baseline)
    warnings = [f"{empty:,} day(s) with {out_of} 0 are not on the chart"] if empty else []
    warnings += _one_sided(stretches)
    unit, told = _rows(series.days)
    return _result((count, out_of), stretches, decisions) | {"unit": unit, "warnings": warnings + told}


def _rows(days: tuple[date, ...]) -> tuple[str, list[str]]:
    """Return what a row of the series is, a day or a week (all gaps are of 7 days), and the warnings on it."""
    gaps = {(after - before).days for before, after in pairwise(days)}
    if gaps == {WEEK}:
        return "week", [
            f"the {len(days):,} rows are weeks: each is one point of the chart, the baseline is counted in weeks, and "
            f"chance alone sets the alarm off about once in {round(RUN_LENGTH):,} points"
        ]
    missing = (days[-1] - days[0]).days + 1 - len(days)
    return "day", [f"{missing:,} day(s) between the first and the last are not on the chart"] if missing else []


def _one_sided(stretches: tuple[Stretch, ...]) -> list[str]:
    """Return a warning for every stretch whose baseline has no event, or nothing else."""
    return [
        f"in the baseline from {stretch.points[0].day} what is counted {'never' if known.centre < 0.5 else 'always'} "
        f"happened: its share is taken as {float(known.centre):.2g}, half an event from that end, and its scatter as "
        "chance alone"
        for stretch in stretches
        if (known := stretch.baseline) is not None and known.is_one_sided
    ]


def _columns(path: Path, asked: Charting) -> tuple[str, str]:
    if (asked.count is None) != (asked.out_of is None):
        raise ConfigError("--count and --of go together", [Fault("--count, --of", "one is not given", "give both")])
    if asked.count is not None and asked.out_of is not None:
        return asked.count, asked.out_of
    names = {name for pair in PAIRS for name in pair}
    there = set(read_table(path, [Column(name, Kind.TEXT) for name in sorted(names)]).columns)
    for pair in PAIRS:
        if set(pair) <= there:
            return pair
    raise InputError(
        f"{path.name} cannot be used",
        [Fault(path.name, "has neither reviews (report_id) nor counts (unrecorded and reports, or the like)",
               "name the two columns with --count and --of")],
    )  # fmt: skip


def _decisions(path: Path | None, days: list[date]) -> list[dict[str, Any]]:
    if path is None:
        return []
    rows = read_table(path, DECISIONS).sort("date").to_dicts()
    outside = [row["date"] for row in rows if not days[0] < row["date"] <= days[-1]]
    if outside:
        raise InputError(
            f"{path.name} cannot be used",
            [Fault(f"{path.name} {day}", "lies outside the series", "give a day within it") for day in outside[:20]],
        )
    return rows


def _result(names: tuple[str, str], stretches: tuple[Stretch, ...], decisions: list[dict[str, Any]]) -> dict[str, Any]:
    by_day = {str(decision["date"]): decision for decision in decisions}
    alarms = [alarm for stretch in stretches for alarm in stretch.alarms]
    points = [point for stretch in stretches for point in stretch.points]
    return {
        "kind": "chart",
        "counted": names[0],
        "out_of": names[1],
        "days": len(points),
        "share": sum(point.counted for point in points) / sum(point.out_of for point in points),
        "alarms": [
            {"date": str(alarm.day), "since": str(alarm.since), "expected": alarm.expected, "found": alarm.found}
            for alarm in alarms
        ],
        "stretches": [_stretch(stretch, by_day) for stretch in stretches],
        "points": [
            {
                "date": str(point.day), "counted": point.counted, "out_of": point.out_of,
                "share": point.counted / point.out_of, "adjusted": point.adjusted, "expected": point.expected,
                "score": point.score, "evidence": point.evidence, "signals": list(point.signals),
                "cusum": point.is_screened, "alarm": point.is_alarm,
            }
            for point in points
        ],
    }  # fmt: skip


def _stretch(stretch: Stretch, decisions: dict[str, dict[str, Any]]) -> dict[str, Any]:
    first, known, limits = str(stretch.points[0].day), stretch.baseline, stretch.limits
    decision = decisions.get(first)
    if decision is None and decisions:  # the day decided on may have had no reports: the stretch begins on the next
        earlier = [day for day in decisions if day <= first]
        decision = decisions[max(earlier)] if earlier else None
    return {
        "first": first,
        "last": str(stretch.points[-1].day),
        "decided_by": decision["decided_by"] if decision else None,
        "reason": decision["reason"] if decision else None,
        "limits": None if limits is None else {
            "mean": limits.mean, "low": limits.low, "high": limits.high, "points": limits.points,
            "trial": limits.is_trial,
        },
        "baseline": None if known is None else {
            "days": known.days, "share": float(known.centre), "scatter": float(known.scatter),
            "serial": float(known.serial), "weekday": [float(effect) for effect in known.weekday],
        },
        "alarm": "on" if stretch.refusal is None else stretch.refusal.why,
    }  # fmt: skip
