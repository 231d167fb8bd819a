"""What is asked of a sample, and the form of the answer. Shares are 0 to 1, `level` is two-sided."""

from dataclasses import dataclass
from enum import StrEnum

from fullcount.audit.results import Interval


class Way(StrEnum):
    """How the figure is reached."""

    AUTO = "auto"
    INSPECTORATE = "inspectorate"
    SIMPLE = "simple"
    STRATIFIED = "stratified"
    SCORED = "scored"
    CLUSTERS = "clusters"
    PROBABILITIES = "probabilities"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True)
class Asked:
    """The question. `days` is how many days of reports the frame holds; `recorded` is the crimes recorded in a year
    where the inspectorate's formula R (1 / p - 1) is wanted; `reference` names the reviewer whose word is taken as the
    truth; with `is_review_right` double marking changes nothing; `is_score_learnt_here` says that the score was fitted
    to these very reviews, which then cannot be stratified by it."""

    level: float = 0.95
    days: float = 365.0
    way: Way = Way.AUTO
    recorded: float | None = None
    reference: str | None = None
    is_review_right: bool = False
    is_score_learnt_here: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """A rate with its interval and the method that gave both."""

    estimate: float
    low: float
    high: float
    level: float
    method: str


@dataclass(frozen=True, slots=True)
class Part:
    """One stratum: reports in the frame and reviewed, what the reviews found, the rate or why there is none."""

    stratum: str
    reports: int | None
    n: int
    crimes_disclosed: int
    crimes_recorded: int
    rate: Share | None
    unrecorded: Interval | None
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The rate; the crimes unrecorded in the frame's period, a year and a day; the strata; the reviews that counted.

    `unrecorded` is none where it has no upper end or no frame to count in.
    """

    rate: Share
    unrecorded: Interval | None
    per_year: Interval | None
    per_day: Interval | None
    parts: tuple[Part, ...]
    n: int
    crimes_disclosed: int
    crimes_recorded: int
    warnings: tuple[str, ...]


def scaled(interval: Interval, by: float) -> Interval:
    """Return the interval times a number above nought."""
    return Interval(interval.estimate * by, interval.low * by, interval.high * by)


def rate_of(unrecorded: Interval, recorded: float) -> Interval:
    """Return R / (R + U), both ends of U mapped.

    Check: R = 81,000, U = 9,000 (7,000 to 11,000): 0.9 (0.880 to 0.920).
    """
    at = [recorded / (recorded + u) for u in (unrecorded.estimate, unrecorded.high, unrecorded.low)]
    return Interval(at[0], at[1], at[2])
