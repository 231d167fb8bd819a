"""How many more reviews until the grade is certain, and how likely that is, given what has been reviewed."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from fullcount.audit.grades import grade_of
from fullcount.audit.intervals import finite_size, normal_quantile, wilson_ends
from fullcount.audit.results import Rate, Refusal

Floats = NDArray[np.float64]

CHANCES = (0.5, 0.8, 0.95)
"""With which probability the grade shall be certain."""
NEARLY_SURE = 0.99
"""Where the curve ends."""


@dataclass(frozen=True, slots=True)
class More:
    """With `reviews` more the grade is certain with probability `chance`: the interval then lies in one band."""

    reviews: int
    chance: float


@dataclass(frozen=True, slots=True)
class Certainty:
    """The grade as it stands, whether it `is_certain` (one grade in the whole interval), and what it takes.

    `wanted`: for each of CHANCES the fewest more reviews, or none where not even the rest of the frame gives it short
    of all; `curve`: the probability along the way, 0 to 1.
    """

    grade: str
    is_certain: bool
    wanted: tuple[tuple[float, int | None], ...]
    curve: tuple[More, ...]


def until_certain(
    rate: Rate, bands: Mapping[str, float], reports: int, chances: Sequence[float] = CHANCES
) -> Certainty | Refusal:
    """Return how many more reviews until one grade holds for the whole interval. `reports`: those of the frame.

    The reviews so far are worth m effective crimes (Kish 1965, 8.2), from the width of the interval. What more reviews
    will find is not known: the rate has the posterior Beta(m p + 1/2, m (1 - p) + 1/2) (Jeffreys), k more effective
    crimes then hold a beta-binomial number recorded, and the chance is that Wilson's interval of all m + k lies in one
    band (Spiegelhalter, Abrams & Myles 2004, *Bayesian Approaches to Clinical Trials*, 6.6: predictive probability).
    Grades are the user's bands, lowest rate in per cent. Refused without bands. Check: 0.90 of 400 with a band from 85
    is certain already; 344 of 400 with it is certain after 400 more with a chance of 0.115.
    """
    now = grade_of(rate, bands)
    if now is None:
        return Refusal("No bands are given, so there is no grade to be certain of.")
    is_certain = " or " not in now.name
    size = _effective(rate)
    if not math.isfinite(size) or is_certain or rate.reports_reviewed >= reports:
        return Certainty(now.name, is_certain or rate.reports_reviewed >= reports, (), ())
    worth = size / rate.reports_reviewed
    edges = np.array(sorted(edge / 100.0 for edge in bands.values()))
    curve: dict[int, float] = {}

    def chance(more: int) -> float:
        if more not in curve:
            curve[more] = _chance(rate, size, round(more * worth), (edges, worth * reports))
        return curve[more]

    rest = reports - rate.reports_reviewed
    steps: list[int] = []
    for more in sorted({min(rest, round(25 * 2 ** (step / 2))) for step in range(60)}):
        steps.append(more)
        if chance(more) >= NEARLY_SURE:
            break
    wanted = tuple((aim, _first(chance, steps, aim)) for aim in chances)
    return Certainty(now.name, False, wanted, tuple(More(more, curve[more]) for more in steps))


def _effective(rate: Rate) -> float:
    """Return the crimes of a simple sample whose Wilson interval is as wide as this one."""
    z, p = normal_quantile(rate.level), min(max(rate.estimate, 1e-9), 1.0 - 1e-9)
    width = rate.high - rate.low
    if width <= 0.0:
        return math.inf
    low, high = 0.0, 60.0
    for _ in range(80):
        middle = (low + high) / 2.0
        ends = wilson_ends(np.array([p]), np.array([math.exp(middle)]), z)
        is_wider = float((ends[1] - ends[0])[0]) > width
        low, high = (middle, high) if is_wider else (low, middle)
    return math.exp(low)


def _chance(rate: Rate, size: float, more: int, of: tuple[Floats, float]) -> float:
    """Return the chance that with `more` effective crimes the interval lies between two edges. of: edges, and the
    effective crimes of the whole frame."""
    edges, whole = of
    if more < 1:
        return 0.0
    p = min(max(rate.estimate, 0.0), 1.0)
    found = np.arange(more + 1, dtype=np.float64)
    mass = stats.betabinom.pmf(found, more, size * p + 0.5, size * (1.0 - p) + 0.5)
    share = (size * p + found) / (size + more)
    all_ = size + more
    enlarged = math.inf if all_ >= whole - 1.0 else finite_size(all_, math.ceil(whole))
    low, high = wilson_ends(share, np.full(more + 1, enlarged), normal_quantile(rate.level))
    inside = np.searchsorted(edges, low + 1e-12, side="right") == np.searchsorted(edges, high + 1e-12, side="right")
    return float(mass[inside].sum())


def _first(chance: Callable[[int], float], steps: Sequence[int], aim: float) -> int | None:
    """Return the fewest more reviews at which the chance is reached, to within one; none where no step reaches it."""
    reached = next((i for i, more in enumerate(steps) if chance(more) >= aim), None)
    if reached is None:
        return None
    low, high = (steps[reached - 1] if reached else 0), steps[reached]
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if chance(middle) >= aim else (middle, high)
    return high
