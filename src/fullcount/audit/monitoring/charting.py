"""A daily series charted: one baseline until a person decides another, four signals to read, one alarm to act on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from fullcount.audit.monitoring.alarms import cusum, e_detector
from fullcount.audit.monitoring.standard import Baseline, learnt, standardised
from fullcount.audit.monitoring.xmr import Limits, limits_of, signals
from fullcount.audit.results import Refusal

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

BASELINE = 84
"""Days from which the expectation is learnt: twelve weeks."""


@dataclass(frozen=True, slots=True)
class Series:
    """Days in order, each once, with reports: `counted` of `out_of`, arrays of shape (days,)."""

    days: tuple[date, ...]
    counted: Floats
    out_of: Floats

    @property
    def share(self) -> Floats:
        """The share of each day."""
        return self.counted / self.out_of


@dataclass(frozen=True, slots=True)
class Point:
    """One day of the chart; `adjusted` is its share without its weekday's effect, which is what the limits are for.

    `score` (normal, 0 expected) and what rests on it are None inside the baseline. `evidence` is a share of what an
    alarm needs.
    """

    day: date
    counted: int
    out_of: int
    adjusted: float
    expected: float
    signals: tuple[str, ...]
    score: float | None = None
    evidence: float | None = None
    is_screened: bool = False
    is_alarm: bool = False


@dataclass(frozen=True, slots=True)
class Alarm:
    """A change that chance would show once in ten years: the day it was certain, since when it probably holds, and the
    shares expected and found from then to the day of the alarm."""

    day: date
    since: date
    expected: float
    found: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """The chart from one baseline to the next: its limits, what its baseline showed, and its points and alarms.

    `refusal` says why there is no alarm yet, where there can be none.
    """

    points: tuple[Point, ...]
    limits: Limits | None
    baseline: Baseline | None
    alarms: tuple[Alarm, ...]
    refusal: Refusal | None = None


def charted(series: Series, rebased: Sequence[date] = (), baseline: int = BASELINE) -> tuple[Stretch, ...]:
    """Return the chart of a series: one stretch, and one more from each day on which people decided a new baseline.

    The expectation is learnt from the first `baseline` days of a stretch and stays: it moves by a decision and never by
    itself, so that a slow fall is not followed down. NHS England, *Making Data Count* (2019), for the rebasing.
    """
    edges = [0, *(next((i for i, d in enumerate(series.days) if d >= day), len(series.days)) for day in rebased)]
    cuts = sorted({*edges, len(series.days)})
    parts = [slice(first, last) for first, last in pairwise(cuts)]
    return tuple(
        _stretch(Series(series.days[part], series.counted[part], series.out_of[part]), baseline) for part in parts
    )


@dataclass(frozen=True, slots=True)
class _Watch:
    """What was seen on the days after the baseline, shape (days after,)."""

    score: Floats
    evidence: Floats
    screened: Bools
    alarm: Bools


def _stretch(series: Series, baseline: int) -> Stretch:
    weekday = np.array([day.weekday() for day in series.days])
    first = slice(0, min(baseline, len(series.days)))
    known = learnt(series.share[first], series.out_of[first], weekday[first])
    if isinstance(known, Refusal):
        flat = np.full(len(series.days), series.counted.sum() / series.out_of.sum())
        return Stretch(*_points(series, flat, first), None, (), known)
    expected = known.expected(weekday)
    if len(series.days) <= baseline:
        why = f"the alarm begins after {baseline} days of baseline; there are {len(series.days)}"
        return Stretch(*_points(series, expected, first), known, (), Refusal(why))
    rest = slice(baseline, None)
    scores = standardised(known, series.share[rest], series.out_of[rest], weekday[rest])
    evidence, alarms = e_detector(scores)
    watch = _Watch(scores, evidence, cusum(scores)[1], alarms)
    after = Series(series.days[rest], series.counted[rest], series.out_of[rest])
    found = _alarms(after, scores, expected[rest], np.flatnonzero(alarms))
    return Stretch(*_points(series, expected, first, watch), known, found)


def _points(
    series: Series, expected: Floats, first: slice, watch: _Watch | None = None
) -> tuple[tuple[Point, ...], Limits | None]:
    """Return every day's point, and the XmR limits of the weekday-adjusted shares of the `first` days."""
    centre = float((expected[first] * series.out_of[first]).sum() / series.out_of[first].sum())
    adjusted = series.share - expected + centre
    limits = limits_of(adjusted[first]) if first.stop > 1 else None
    marks = signals(adjusted, limits) if limits else {}
    points = []
    for i, day in enumerate(series.days):
        seen = tuple(signal.value for signal, on in marks.items() if on[i])
        point = Point(
            day, int(series.counted[i]), int(series.out_of[i]), float(adjusted[i]), float(expected[i]), seen
        )  # fmt: skip
        j = i - first.stop
        if watch is not None and j >= 0:
            point = replace(
                point, score=float(watch.score[j]), evidence=float(watch.evidence[j]),
                is_screened=bool(watch.screened[j]), is_alarm=bool(watch.alarm[j]),
            )  # fmt: skip
        points.append(point)
    return tuple(points), limits


def _alarms(series: Series, scores: Floats, expected: Floats, found: NDArray[np.intp]) -> tuple[Alarm, ...]:
    """Return each alarm with the day since which the change most probably holds.

    That is the day from which the sum of scores, over the root of the days it spans, is largest: the likelihood's
    choice for a lasting change (Hinkley 1970, Biometrika 57:1-17).
    """
    alarms = []
    for day in found:
        back = np.cumsum(scores[: day + 1][::-1])
        length = int(np.argmax(back**2 / np.arange(1, len(back) + 1))) + 1
        since = slice(int(day) + 1 - length, int(day) + 1)
        out_of = series.out_of[since]
        usual = float((expected[since] * out_of).sum() / out_of.sum())
        share = float(series.counted[since].sum() / out_of.sum())
        alarms.append(Alarm(series.days[int(day)], series.days[since.start], usual, share))
    return tuple(alarms)
