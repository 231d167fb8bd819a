"""A daily series charted: one baseline until a person decides another, four signals to read, one alarm to act on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from fullcount.audit.monitoring.alarms import cusum, e_detector
from fullcount.audit.monitoring.standard import Baseline, learnt, standardised
from fullcount.audit.monitoring.xmr import Limits, limits_of, signals
from fullcount.audit.results import Refusal

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

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
    parts = [slice(first, last) for first, last in zip(cuts, cuts[1:], strict=False)]
    return tuple(
        _stretch(Series(series.days[part], series.counted[part], series.out_of[part]), baseline) for part in parts
    )


def _stretch(series: Series, baseline: int) -> Stretch:
    weekday = np.array([day.weekday() for day in series.days])
    first = slice(0, min(baseline, len(series.days)))
    known = learnt(series.share[first], series.out_of[first], weekday[first])
    if isinstance(known, Refusal):
        flat = np.full(len(series.days), series.counted.sum() / series.out_of.sum())
        return _without_alarm(series, flat, first, known)
    expected = known.expected(weekday)
    if len(series.days) <= baseline:
        why = f"the alarm begins after {baseline} days of baseline; there are {len(series.days)}"
        return _without_alarm(series, expected, first, Refusal(why), known)
    rest = slice(baseline, None)
    scores = standardised(known, series.share[rest], series.out_of[rest], weekday[rest])
    evidence, alarms = e_detector(scores)
    screened = cusum(scores)[1]
    padded = [None] * baseline
    limits, points = _points(
        series, expected, first,
        (padded + scores.tolist(), padded + evidence.tolist(), [False] * baseline + screened.tolist(),
         [False] * baseline + alarms.tolist()),
    )  # fmt: skip
    after = Series(series.days[rest], series.counted[rest], series.out_of[rest])
    return Stretch(points, limits, known, _alarms(after, scores, expected[rest], np.flatnonzero(alarms)))


def _without_alarm(
    series: Series, expected: Floats, first: slice, why: Refusal, known: Baseline | None = None
) -> Stretch:
    nothing, never = [None] * len(series.days), [False] * len(series.days)
    limits, points = _points(series, expected, first, (nothing, nothing, never, never))
    return Stretch(points, limits, known, (), why)


def _points(
    series: Series,
    expected: Floats,
    first: slice,
    watched: tuple[list[float | None], list[float | None], list[bool], list[bool]],
) -> tuple[Limits | None, tuple[Point, ...]]:
    """Return the XmR limits of the weekday-adjusted shares of the `first` days, and every day's point."""
    centre = float((expected * series.out_of).sum() / series.out_of.sum())
    adjusted = series.share - expected + centre
    limits = limits_of(adjusted[first]) if len(adjusted) > 1 else None
    marks = signals(adjusted, limits) if limits else {}
    return limits, tuple(
        Point(
            series.days[i], int(series.counted[i]), int(series.out_of[i]), float(adjusted[i]), float(expected[i]),
            tuple(signal.value for signal, on in marks.items() if on[i]), *(column[i] for column in watched),
        )
        for i in range(len(series.days))
    )  # fmt: skip


def _alarms(series: Series, scores: Floats, expected: Floats, found: NDArray[np.intp]) -> tuple[Alarm, ...]:
    """Return each alarm with the day since which the change most probably holds.

    That is the day from which the sum of scores, over the root of the days it spans, is largest: the likelihood's
    choice for a lasting change (Hinkley 1970, Biometrika 57:1-17).
    """
    alarms, start = [], 0
    for day in found:
        back = np.cumsum(scores[start : day + 1][::-1])
        length = int(np.argmax(back**2 / np.arange(1, len(back) + 1))) + 1
        since = slice(int(day) + 1 - length, int(day) + 1)
        out_of = series.out_of[since]
        alarms.append(
            Alarm(
                series.days[int(day)], series.days[since.start], float((expected[since] * out_of).sum() / out_of.sum()),
                float(series.counted[since].sum() / out_of.sum()),
            )
        )  # fmt: skip
        start = int(day) + 1
    return tuple(alarms)
