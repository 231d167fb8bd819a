"""A scenario: every number by which one simulated force differs from another."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RollOut:
    """Training given to response teams in waves; from its day on, a team's recording gains `effect` in log-odds."""

    first_day: int = 90  # day of the year, 0 for 1 January
    waves: int = 5
    days_apart: int = 30
    effect: float = 0.0


@dataclass(frozen=True, slots=True)
class Gaming:
    """Shares of what could be gamed that is: each is a named mechanism in the truth."""

    under_limits: float = 0.0  # visible injuries written down and recorded as assault without injury
    lost_property: float = 0.0  # missed thefts and robberies filed as lost property, beside injuries
    back_dated: float = 0.0  # late records stamped just inside the 24 hours
    month_end: float = 0.0  # outcomes given in one sweep on the last days of a month
    copied_text: float = 0.0  # closing texts pasted from one master


@dataclass(frozen=True, slots=True)
class Backlog:
    """A system cut-over: records made in the days after it are lost from the extract or published late."""

    first_day: int = 190
    days: int = 45
    lost: float = 0.30
    delayed: float = 0.50
    delay_days: int = 60


@dataclass(frozen=True, slots=True)
class Reviewers:
    """How reviewers err: chance of missing a disclosed crime, of seeing one that is not there; share marked twice."""

    misses: float = 0.01
    sees: float = 0.002
    twice: float = 0.5


@dataclass(frozen=True, slots=True)
class Closing:
    """How crimes are closed: share of domestic abuse outcomes that are 16, shares of closures with a named fault."""

    domestic_16: float = 0.55
    without_words: float = 0.15  # of outcomes 14 and 16: the victim's own words are not on file
    without_enquiries: float = 0.10  # of closures: lines of enquiry never pursued
    named_as_none: float = 0.04  # of closures with a named suspect: closed as none identified (18)
    unsafe_number: float = 0.03  # of contacts with a victim who has a safe-contact wish: against it
    told_late: float = 0.15  # of duties to tell: after the Code's days
    never_told: float = 0.06  # of duties to tell: not at all


@dataclass(frozen=True, slots=True)
class Scenario:
    """One kind of force-year. Rates are of crimes disclosed in reports, fraud left out."""

    name: str
    says: str
    mix: str = "England and Wales"  # whose offence mix: a force of the published extract, or all
    recording_rate: float = 0.88
    rates: Mapping[str, float] = field(default_factory=dict)  # by calibration group; the rest is solved for
    drift: float = 0.0  # log-odds gained from the first day of the year to the last
    disclosing: float = 0.29  # share of reports that disclose a notifiable crime
    several: float = 0.04  # share of disclosing reports with more than one crime
    unanswered: tuple[float, float] = (0.008, 0.07)  # calls nobody answered, for each answered: 999, 101
    never_logged: float = 0.015  # share of answered calls for which no log was opened
    team_spread: float = 0.25  # standard deviation of teams' recording, in log-odds; districts half of it
    roll_out: RollOut | None = None
    gaming: Gaming = Gaming()
    backlog: Backlog | None = None
    clock_changes: bool = False  # demand crowded into the nights on which the clocks change
    reviewers: Reviewers = Reviewers()
    closing: Closing = Closing()
    grammar: int = 1  # generator version of the words
