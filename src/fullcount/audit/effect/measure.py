"""All that is said of one outcome: the effect, its weeks, its placebos, and every reason to doubt it."""

from dataclasses import dataclass

import numpy as np

from fullcount.audit.effect.cells import LEAST_COMPARED, Cells, cells_of, joined, weeks_since
from fullcount.audit.effect.imputation import imputed
from fullcount.audit.effect.jackknife import LeftOut, apart, half_width, moved_most, two_sided
from fullcount.audit.effect.lot import Lot, orders, p_by_lot
from fullcount.audit.effect.not_yet import not_yet_treated, start_weeks
from fullcount.audit.effect.placebo import backdated, neighbours, weeks_possible
from fullcount.audit.effect.results import Effect, Influence, Measured, Week
from fullcount.audit.effect.rows import NEVER, WEEK, Floats, Reviews, RollOut
from fullcount.audit.results import Refusal

FEWEST_TEAMS = 8
FEWEST_TRAINED = 4
FEWEST_CRIMES = 50
"""Below these there is no figure: bench/audit_effect.py shows what coverage is above and below them."""
FEWEST_IN_A_WEEK = 3
FEWEST_CRIMES_IN_A_WEEK = 20
"""Teams, and crimes, that a week since training needs before it has a figure of its own."""
DOUBTED = 0.05
DOMINATES = 0.5
"""A team with more than this part of the variance, or of the trained crimes, is told of."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How the effect is asked for: level of the intervals, what was drawn by lot (None: nothing), seed of the
    re-draws, weeks before training in which teams may already have acted on it."""

    level: float = 0.95
    lot: Lot | None = None
    seed: int = 1
    anticipation: int = 0


def measured(reviews: Reviews, roll_out: RollOut, asked: Asked = Asked()) -> Measured | Refusal:
    """Return what training did to the share of `those` in `out_of`, or why that cannot be said."""
    gap = WEEK * asked.anticipation
    held = Reviews(*(getattr(reviews, name)[reviews.out_of > 0] for name in Reviews.__slots__))
    since = weeks_since(held, roll_out.trained)
    day = roll_out.trained[held.team]
    whole = cells_of(held, np.where(held.day >= day, since, -1), held.day < day - gap, len(roll_out))
    cells = joined(whole)
    why = _too_little(whole, cells)
    if why is not None:
        return Refusal(why)
    found = imputed(cells)
    if not np.isfinite(found.without[0][found.counts]).all():
        return Refusal("without one of the teams nothing is left to compare: train more teams, or hold more back")
    other = not_yet_treated(cells, start_weeks(roll_out.trained, held.day), found.alike[0])
    is_other = bool(np.isfinite(other.estimate[0]) and np.isfinite(other.without[0][other.counts]).all())
    back = weeks_possible(held, roll_out.trained, gap)
    leads = _leads(backdated(held, roll_out.trained, back, gap)) if back else None
    beside = _spill_over(held, roll_out, gap)
    placebo = Refusal("too few weeks before the first training, or too few teams in them") if leads is None else None
    influence, warnings = _influence(found), []
    warnings += _doubts(found, other if is_other else None, leads, back)
    warnings += _of_spill_over(beside) + _of_influence(influence)
    lot_p = None
    if asked.lot is not None:
        lot_p = p_by_lot(held, roll_out, asked.lot, gap, np.random.default_rng(asked.seed))
        warnings += _of_lot(orders(roll_out, asked.lot))
    counted = _crimes(cells.treated_n)
    beyond = _crimes(whole.treated_n) - counted
    if beyond > counted:
        warnings.append(
            f"{beyond:,} crimes reviewed after training have too few untrained teams beside them to be measured, "
            f"more than the {counted:,} that are: the effect is that of the weeks soon after training"
        )
    return Measured(
        effect=_effect(found, 0, asked.level),
        level=asked.level,
        by_week=(*(_weeks(leads, -back, asked.level) if leads else ()), *_weeks(found, 0, asked.level)),
        not_yet=_effect(other, 0, asked.level) if is_other else None,
        lot_p=lot_p,
        placebo=_effect(leads, 0, asked.level) if leads else placebo or Refusal(""),
        placebo_weeks=back,
        spill_over=beside if isinstance(beside, Refusal) else _effect(beside, 0, asked.level),
        influence=influence,
        before=float(whole.control_y.sum() / whole.control_n.sum()),
        teams=int(found.counts.sum()),
        trained_teams=int((found.weight[0] > 0).sum()),
        untrained_crimes=_crimes(whole.control_n),
        treated_crimes=counted,
        beyond=beyond,
        warnings=tuple(warnings),
    )


def _too_little(whole: Cells, cells: Cells) -> str | None:
    teams = int((whole.control_n.sum(axis=-1) > 0).sum())
    trained = int((cells.treated_n.sum(axis=(0, 2)) > 0).sum())
    before, after, counted = _crimes(whole.control_n), _crimes(whole.treated_n), _crimes(cells.treated_n)
    if not before or not after:
        side, what = ("after", "measure") if before else ("before", "compare with")
        return f"no crime was reviewed from {side} any team's training: there is nothing to {what}"
    if teams < FEWEST_TEAMS:
        return f"only {teams} teams have reviews from before their training: at least {FEWEST_TEAMS} are needed"
    is_beside = ((whole.control_n > 0).sum(axis=0) >= LEAST_COMPARED) & (whole.treated_n > 0).any(axis=(0, 1))
    if not is_beside.any():
        return (
            "in no week were some teams trained and at least two not yet: teams trained all at once cannot be told "
            "from whatever else changed that day"
        )
    if min(before, counted) < FEWEST_CRIMES:
        return (
            f"too few reviews: {before:,} crimes from before training, and {counted:,} after it that have enough "
            f"untrained teams beside them; at least {FEWEST_CRIMES} of each are needed"
        )
    if trained < FEWEST_TRAINED:
        return f"only {trained} trained teams can be compared: at least {FEWEST_TRAINED} are needed"
    return None


def _crimes(counts: Floats) -> int:
    return round(float(counts.sum()))


def _effect(found: LeftOut, figure: int, level: float) -> Effect:
    estimate, half = float(found.estimate[figure]), float(half_width(found, level)[figure])
    low, high = max(estimate - half, -1.0), min(estimate + half, 1.0)
    return Effect(estimate, low, high, float(two_sided(found)[figure]))


def _weeks(found: LeftOut, first: int, level: float) -> list[Week]:
    """Return the figures of the spans, numbered from `first`, that enough teams stand behind."""
    teams = (found.weight > 0).sum(axis=-1)
    kept = [
        k
        for k in range(1, len(found.estimate))
        if teams[k] >= FEWEST_IN_A_WEEK
        and _crimes(found.weight[k]) >= FEWEST_CRIMES_IN_A_WEEK
        and np.isfinite(found.without[k][found.counts]).all()
    ]
    return [Week(first + k - 1, _effect(found, k, level), _crimes(found.weight[k]), int(teams[k])) for k in kept]


def _leads(cells: Cells) -> LeftOut | None:
    held = joined(cells)
    return None if _too_little(cells, held) else _whole(imputed(held))


def _whole(found: LeftOut) -> LeftOut | None:
    return found if np.isfinite(found.without[0][found.counts]).all() else None


def _spill_over(reviews: Reviews, roll_out: RollOut, gap: int) -> LeftOut | Refusal:
    if (roll_out.area < 0).all():
        return Refusal("the roll-out does not say which teams work side by side (column area)")
    return _leads(neighbours(reviews, roll_out, gap)) or Refusal("too few untrained teams beside trained ones")


def _influence(found: LeftOut) -> Influence:
    team, part = moved_most(found)
    weight = found.weight[0] / found.weight[0].sum()
    return Influence(team, float(found.without[0][team]), part, float(weight.max()))


def _doubts(found: LeftOut, other: LeftOut | None, leads: LeftOut | None, back: int) -> list[str]:
    told = []
    if leads is None:
        told.append("no placebo date could be tried: whether teams were alike before training is taken on trust")
    elif two_sided(leads)[0] < DOUBTED:
        told.append(
            f"in the {back} weeks before training the teams already moved by {100 * leads.estimate[0]:+.1f} points: "
            "they acted on it early (try --anticipation), were trained in an order that followed their rates, or were "
            "not on the same path"
        )
    if other is None:
        told.append("the not-yet-treated estimator has no figure: too few teams were reviewed the week before training")
    elif apart(found, other)[1] < DOUBTED:
        told.append(
            f"the two estimators differ by {100 * apart(found, other)[0]:+.1f} points, more than chance explains: "
            "what held early in the watch did not hold just before training"
        )
    trained = int((found.weight[0] > 0).sum())
    if trained < FEWEST_TEAMS:
        told.append(f"only {trained} trained teams are measured: the interval leans on few")
    return told


def _of_spill_over(beside: LeftOut | Refusal) -> list[str]:
    if isinstance(beside, Refusal) or two_sided(beside)[0] >= DOUBTED:
        return []
    return [
        f"untrained teams moved by {100 * beside.estimate[0]:+.1f} points once a team beside them was trained: "
        "training spills over, and the effect shown is too small by about that"
    ]


def _of_influence(influence: Influence) -> list[str]:
    if max(influence.variance_share, influence.weight) <= DOMINATES:
        return []
    return [
        f"one team dominates: {influence.variance_share:.0%} of the uncertainty is one team's; without it the effect "
        f"is {100 * influence.without:+.1f} points"
    ]


def _of_lot(different: int) -> list[str]:
    if different >= 40:
        return []
    return [f"the lot could have given only {different} orders: its p-value cannot be smaller than 1 in {different}"]


def untrained_teams(roll_out: RollOut) -> int:
    """Return how many teams are never trained while they are watched."""
    return int((roll_out.trained >= NEVER).sum())
