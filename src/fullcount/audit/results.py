"""The answers that the audit gives, as frozen types. Every share is 0 to 1, never a percentage."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure and the ends between which the true one is believed to lie."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Rate:
    """The recording rate: crimes recorded over crimes that the reports of the frame disclose.

    `reports_reviewed` counts every report read, with or without a crime; `crimes_disclosed` and `crimes_recorded`
    are what was counted in the sample (recorded capped at disclosed, report by report). In a stratified sample the
    estimate is weighted, so it is not the quotient of the two counts.
    """

    estimate: float
    low: float
    high: float
    level: float
    method: str
    reports_reviewed: int
    crimes_disclosed: int
    crimes_recorded: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why no figure is given: one sentence that says what is missing."""

    why: str


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """Crimes disclosed but never recorded, a year and a day, with the formula that gave them."""

    per_year: Interval
    per_day: Interval
    recorded_per_year: float
    formula: str
