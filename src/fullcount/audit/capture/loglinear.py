"""Log-linear models of which lists a crime is on, with any dependence between pairs of lists, weighed by BIC."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

from fullcount.audit.intervals import Floats
from fullcount.audit.results import Interval

STEPS = 60
MOST_UNSEEN = 50.0
"""A model whose unseen crimes exceed the seen this many times over has not been told by the data, and is left out."""
WORTH = 6.0
"""Models within this much BIC of the best set the bounds."""


@dataclass(frozen=True, slots=True)
class Model:
    """One model: the pairs of lists that depend on each other; its deviance, BIC and weight; how many there are and
    the standard error of the log of the unseen."""

    pairs: tuple[tuple[int, int], ...]
    deviance: float
    freedom: int
    bic: float
    weight: float
    total: float
    error: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """All models, the best first; the estimate over them by their weights; the least and most among the worthy."""

    models: tuple[Model, ...]
    total: Interval
    least: float
    most: float


def loglinear(histories: Mapping[tuple[int, ...], int], level: float = 0.95) -> Weighed | None:
    """Return what log-linear models with every set of dependent pairs say; none where no model can be fitted.

    `histories` counts crimes by the lists that they are on: (1, 0, 1) is on the first and the third. Poisson fits of
    the seen cells (Fienberg 1972, Biometrika 59:591-603); all three lists or more have no interaction of three.
    Weights exp(-BIC / 2) (Hoeting et al. 1999, Stat. Sci. 14:382-417), sample size the crimes seen; the interval is
    of the mixture of lognormals. Check: hepatitis A in Taiwan, all three pairs dependent: 1,312.8; none: 388.
    """
    lists = len(next(iter(histories)))
    cells = [cell for cell in itertools.product((0, 1), repeat=lists) if any(cell)]
    counts = np.array([float(histories.get(cell, 0)) for cell in cells])
    every = list(itertools.combinations(range(lists), 2))
    chosen = [set_ for size in range(len(every) + 1) for set_ in itertools.combinations(every, size)]
    fits = [_fitted(np.array(cells), counts, pairs) for pairs in chosen if 1 + lists + len(pairs) <= len(cells)]
    usable = [fit for fit in fits if fit is not None]
    return _weighed(usable, counts.sum(), level) if usable else None


def _fitted(cells: NDArray[np.int64], counts: Floats, pairs: tuple[tuple[int, int], ...]) -> Model | None:
    """Return Newton's Poisson fit; none where it does not settle or its unseen cell is not told by the data."""
    columns = [np.ones(len(cells)), *cells.T.astype(np.float64), *(cells[:, a] * cells[:, b] * 1.0 for a, b in pairs)]
    x = np.stack(columns, axis=1)
    terms = np.zeros(x.shape[1])
    terms[0] = np.log(max(counts.mean(), 0.5))
    settled = False
    for _ in range(STEPS):
        mean = np.exp(np.clip(x @ terms, -30.0, 30.0))
        bend = (x * mean[:, None]).T @ x + 1e-10 * np.eye(x.shape[1])
        step = np.linalg.solve(bend, x.T @ (counts - mean))
        step *= min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-12))
        terms = terms + step
        settled = float(np.abs(step).max()) < 1e-8
        if settled:
            break
    seen, unseen = counts.sum(), float(np.exp(min(terms[0], 50.0)))
    if not settled or unseen > MOST_UNSEEN * seen:
        return None
    mean = np.exp(x @ terms)
    error = float(np.sqrt(np.linalg.inv(bend)[0, 0]))
    deviance = 2.0 * float((special.xlogy(counts, counts / mean) - (counts - mean)).sum())
    bic = deviance + x.shape[1] * float(np.log(seen))
    return Model(pairs, deviance, len(cells) - x.shape[1], bic, 0.0, seen + unseen, error)


def _weighed(models: Sequence[Model], seen: float, level: float) -> Weighed:
    best = min(model.bic for model in models)
    raw = np.exp([-(model.bic - best) / 2.0 for model in models])
    weights = raw / raw.sum()
    centres = np.log([model.total - seen for model in models])
    errors = np.maximum([model.error for model in models], 1e-9)

    def above(log_unseen: float, chance: float) -> float:
        return float((weights * special.ndtr((log_unseen - centres) / errors)).sum()) - chance

    tail = (1.0 - level) / 2.0
    bounds = float((centres - 12.0 * errors).min()), float((centres + 12.0 * errors).max())
    low, middle, high = (optimize.brentq(above, *bounds, args=(part,)) for part in (tail, 0.5, 1.0 - tail))
    worthy = [model.total for model in models if model.bic <= best + WORTH]
    ranked = sorted(
        (
            Model(m.pairs, m.deviance, m.freedom, m.bic, float(w), m.total, m.error)
            for m, w in zip(models, weights, strict=True)
        ),
        key=lambda model: (model.bic, model.pairs),
    )
    total = Interval(*(float(seen + np.exp(part)) for part in (middle, low, high)))
    return Weighed(tuple(ranked), total, min(worthy), max(worthy))
