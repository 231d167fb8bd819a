"""The answers about the effect of training, as frozen types. Effects are shares: 0.05 is five points."""

from dataclasses import dataclass

from fullcount.audit.results import Interval, Refusal


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect on a share, -1 to 1, its interval by the jackknife over teams, and the p-value of none at all."""

    estimate: float
    low: float
    high: float
    p: float


@dataclass(frozen=True, slots=True)
class Week:
    """The effect in one week since training (0: its first seven days; negative: a placebo before it), and the crimes
    and teams that it rests on."""

    week: int
    effect: Effect
    crimes: int
    teams: int


@dataclass(frozen=True, slots=True)
class Influence:
    """The team (its number) without which the effect moves most, the effect without it, its part of the variance."""

    team: int
    without: float
    variance_share: float
    weight: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What a roll-out did to one outcome.

    `by_week` holds the placebo weeks before training too. `lot_p` is None where no lot was told, `placebo` and
    `spill_over` say why where there is none. `before` is the share over the untrained crimes; `treated_crimes` are
    those measured, `beyond` those after training in weeks with too few untrained teams to measure them.
    """

    effect: Effect
    level: float
    by_week: tuple[Week, ...]
    not_yet: Effect | None
    lot_p: float | None
    placebo: Effect | Refusal
    placebo_weeks: int
    spill_over: Effect | Refusal
    influence: Influence
    before: float
    teams: int
    trained_teams: int
    untrained_crimes: int
    treated_crimes: int
    beyond: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """What a roll-out would show: the standard error of the effect, the chance to see the effect asked about, the
    smallest seen with the power asked for, and the reviewed crimes a team and week that this effect would need
    (None: no number of them is enough)."""

    standard_error: float
    power: float
    smallest: float
    crimes_needed: float | None
    curve: tuple[tuple[float, float], ...]
    interval: Interval
