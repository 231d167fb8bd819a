"""How fast crimes are recorded, with those not yet recorded counted as still open rather than left out."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

MOST_POINTS = 60
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """By `hours` after the report, `recorded` of the crimes due (0 to 1) had been recorded, with the standard error.

    `at_risk` is how many were still open, and watched, just before that hour.
    """

    hours: float
    recorded: float
    standard_error: float
    at_risk: int


@dataclass(frozen=True, slots=True)
class Curve:
    """The share of crimes recorded by each hour, thinned; `median_hours` is none if half are never seen recorded.

    `crimes` are those with a time, of which `still_open` were not recorded when watching ended; `time_unknown`
    (no time, or one before the report) are in neither. `recorded + still_open = crimes`.
    """

    points: tuple[CurvePoint, ...]
    crimes: int
    recorded: int
    still_open: int
    time_unknown: int
    median_hours: float | None


def kaplan_meier(
    hours: pl.Series, is_open: pl.Series, always: Sequence[float] = (24.0,), most_points: int = MOST_POINTS
) -> Curve:
    """Return the curve of recording, from `hours` since the report and whether the crime `is_open` at that hour.

    The product-limit estimate: Kaplan & Meier 1958, JASA 53:457-481; standard errors by Greenwood 1926. A crime
    still open is watched up to its hour and no further; one recorded in that same hour comes first. The hours in
    `always` are points of the curve (if watched so long) however it is thinned.
    Check: Freireich's 21 patients on 6-MP (Kalbfleisch & Prentice 2002, table 1.2): 0.857 are in remission after
    week 6 (so 0.143 here) and 0.448 after week 23, standard error 0.135.
    """
    frame = pl.DataFrame({"hours": hours.cast(pl.Float64), "open": is_open.cast(pl.Boolean)})
    known = frame.filter(
        pl.col("hours").is_finite().fill_null(False) & (pl.col("hours") >= 0) & pl.col("open").is_not_null()
    )
    still_open = int(known["open"].sum())
    steps = known.group_by("hours").agg(pl.len().alias("n"), (~pl.col("open")).sum().alias("events")).sort("hours")
    n, events = steps["n"].to_numpy().astype(float), steps["events"].to_numpy().astype(float)
    at_risk = known.height - np.concatenate([[0.0], np.cumsum(n)[:-1]]) if known.height else np.zeros(0)
    all_steps = _steps(steps["hours"].to_numpy().astype(float), events, at_risk)
    chosen = _thin(all_steps, always, most_points)
    return Curve(
        points=chosen,
        crimes=known.height,
        recorded=known.height - still_open,
        still_open=still_open,
        time_unknown=frame.height - known.height,
        median_hours=_median(all_steps),
    )


@dataclass(frozen=True, slots=True)
class _Steps:
    hours: Floats
    recorded: Floats
    error: Floats
    at_risk: Floats
    is_event: NDArray[np.bool_]

    def point(self, index: int, hours: float | None = None) -> CurvePoint:
        here = float(self.hours[index]) if hours is None else hours
        return CurvePoint(here, float(self.recorded[index]), float(self.error[index]), int(self.at_risk[index]))


def _steps(hours: Floats, events: Floats, at_risk: Floats) -> _Steps:
    left = np.cumprod(1.0 - events / at_risk).astype(np.float64)
    remaining = at_risk - events
    term = np.divide(events, at_risk * remaining, out=np.zeros_like(events), where=remaining > 0)
    error: Floats = left * np.sqrt(np.cumsum(term))
    return _Steps(hours, 1.0 - left, error, at_risk, events > 0)


def _median(steps: _Steps) -> float | None:
    reached = np.flatnonzero(steps.recorded >= 0.5 - 1e-12)
    return float(steps.hours[reached[0]]) if reached.size else None


def _thin(steps: _Steps, always: Sequence[float], most_points: int) -> tuple[CurvePoint, ...]:
    """Return nought, the last hour watched, the hours in `always`, and steps spread evenly over the rise."""
    if not steps.hours.size:
        return ()
    count = int(steps.at_risk[0])
    kept: dict[float, CurvePoint] = {0.0: CurvePoint(0.0, 0.0, 0.0, count)}
    for hour in (*always, float(steps.hours[-1])):
        if hour <= steps.hours[-1]:
            before = int(np.searchsorted(steps.hours, hour, side="right")) - 1
            kept[hour] = steps.point(before, hour) if before >= 0 else CurvePoint(hour, 0.0, 0.0, count)
    rises = np.flatnonzero(steps.is_event)
    room = max(most_points - len(kept), 0)
    if rises.size > room:
        wanted = np.linspace(0.0, float(steps.recorded[rises[-1]]), room + 1)[1:]
        found = np.searchsorted(steps.recorded[rises], wanted - 1e-12)
        rises = rises[np.unique(np.minimum(found, rises.size - 1))] if room else rises[:0]
    kept.update({float(steps.hours[i]): steps.point(int(i)) for i in rises if float(steps.hours[i]) not in kept})
    if 0.0 in kept and steps.hours[0] == 0.0 and steps.is_event[0]:
        kept[0.0] = steps.point(0)
    points = sorted(kept.values(), key=lambda point: point.hours)
    return tuple(points) if all(math.isfinite(point.hours) for point in points) else ()
