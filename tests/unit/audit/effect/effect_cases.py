"""Roll-outs for tests: twelve teams, eighteen weeks, three waves and three teams held back."""

import numpy as np

from fullcount.audit.effect.rows import NEVER, Reviews, RollOut

TEAMS, WEEKS = 12, 18
START = np.array([6, 6, 6, 9, 9, 9, 12, 12, 12, 99, 99, 99])
DAYS = np.where(START < WEEKS, START * 7 + 1, NEVER)
NOBODY = np.full(TEAMS, -1)
PLAN = RollOut(DAYS, NOBODY, NOBODY)


def exact(effect: float = 0.0, crimes: float = 100.0, early: float = 0.0) -> Reviews:
    """Return a row a team and week whose shares are exactly team + week + effect; `early` is added the two weeks
    before training."""
    team, week = (axis.ravel() for axis in np.indices((TEAMS, WEEKS)))
    share = 0.6 + 0.01 * team + 0.005 * (week % 4) + effect * (week >= START[team])
    share = share + early * ((week >= START[team] - 2) & (week < START[team]))
    n = crimes * (1 + team % 3)
    return Reviews(team, week * 7 + 1, n, n * share)


def noisy(seed: int, effect: float = 0.0, crimes: int = 8) -> Reviews:
    """Return one row a reviewed crime, drawn by chance."""
    rng = np.random.default_rng(seed)
    held = exact(effect)
    each = rng.poisson(crimes, len(held.team))
    team, day = np.repeat(held.team, each), np.repeat(held.day, each)
    share = np.repeat(held.those / held.out_of, each)
    return Reviews(team, day, np.ones(len(team)), (rng.random(len(team)) < share).astype(float))
