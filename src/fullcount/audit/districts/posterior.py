"""Draws of each district's unrecorded crimes, mixed over how much districts differ: no one spread is plugged in."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from fullcount.audit.districts.cells import Cells
from fullcount.audit.districts.likelihood import Likelihood, likelihood
from fullcount.audit.districts.mode import Mode, mode
from fullcount.audit.intervals import Floats

Places = NDArray[np.intp]

TAUS = (0.05, 0.15, 0.25, 0.35, 0.5, 0.7, 0.95, 1.3, 1.75)
"""The grid of tau, the standard deviation of the districts' log odds about what scores and groups say."""
MODEST = 1.0
"""Where the prior of tau turns: even in tau squared below, falling above."""
ODD, ODD_SPREAD = 0.10, 1.5
"""The share of districts, a priori, that are a case of their own, and the spread of these: one that is like no other
is pulled less to the rest. A larger share widens every interval for the sake of few."""
NODES = np.linspace(-5.0, 5.0, 17)
WIDER = 1.3
"""Variance of the terms' proposals beside the peak's curvature: their tails must not be lighter than the target's."""
ROOM = 300_000
"""Numbers held at once while intercepts are drawn: few enough to stay near the processor."""


@dataclass(frozen=True, slots=True)
class Posterior:
    """Draws of the crimes expected among the unread and of their variance, shape (samples, draws, D), all alike likely.

    `tau` (samples, taus) is the posterior of the grid TAUS.
    """

    expected: Floats
    variance: Floats
    tau: Floats


def posterior(cells: Cells, rng: np.random.Generator, draws: int = 300) -> Posterior:
    """Return draws from the posterior of every district's unread crimes.

    Tau is drawn from its grid by Laplace's evidence (Tierney & Kadane 1986, JASA 81:82-86), the terms from the normal
    at that tau's peak; given both, each district's intercept has its density on a grid of its own, as in Rue, Martino &
    Chopin 2009 (JRSS B 71:319-392); draws are then weighed by the exact density over the proposal's and drawn again
    (Rubin 1987). The intercepts are normal(0, tau) with chance 0.9 and normal(0, 1.5) with chance 0.1. The prior of
    tau is even in tau squared, the choice that keeps its promise in repeated samples (Datta, Rao & Smith 2005,
    Biometrika 92:183-196), until 1, and falls above. Checked against draws from the prior weighed by the likelihood.
    """
    wide = mode(cells, ODD_SPREAD)
    peaks: list[Mode] = []
    for tau in TAUS:
        peaks.append(mode(cells, tau, peaks[-1] if peaks else wide))
    table = likelihood(cells, peaks[len(TAUS) // 2], [*peaks, wide])
    taus, every = np.array(TAUS), np.arange(len(wide.terms))
    prior = np.log(np.gradient(taus) * taus / (1.0 + (taus / MODEST) ** 2))
    evidence = [
        _target(cells, table, _grid(table, peak, wide, every), (peak.terms, tau), every)[1]
        + 0.5 * np.linalg.slogdet(peak.covariance)[1]
        for peak, tau in zip(peaks, TAUS, strict=True)
    ]
    chance = special.softmax(np.stack(evidence, axis=-1) + prior, axis=-1)
    place = evenly_drawn(chance, draws, rng)
    shape = (*place.shape, cells.reviewed.shape[-2])
    expected, variance, weight = np.zeros(shape), np.zeros(shape), np.zeros(place.shape)
    size = max(ROOM // (shape[-1] * max(2 * len(NODES), len(cells.design))), 1)
    for number, tau in enumerate(TAUS):
        chosen = np.nonzero(place == number)
        for first in range(0, len(chosen[0]), size):
            where = tuple(axis[first : first + size] for axis in chosen)
            terms, own, gain = _drawn(cells, table, (peaks[number], wide), (tau, where[0]), rng)
            p = special.expit((terms @ cells.design.T)[:, None, :] + own[..., None])
            unread = cells.unread[where[0]]
            expected[where], variance[where] = (p * unread).sum(-1), (p * (1.0 - p) * unread).sum(-1)
            weight[where] = gain + prior[number] - np.log(chance[where[0], number])
    again = evenly_drawn(special.softmax(weight, axis=-1), draws, rng)
    expected, variance = (np.take_along_axis(drawn, again[..., None], axis=-2) for drawn in (expected, variance))
    kept = np.take_along_axis(place, again, axis=-1)
    return Posterior(expected, variance, np.stack([(kept == number).mean(-1) for number in range(len(TAUS))], axis=-1))


def _grid(table: Likelihood, peak: Mode, wide: Mode, samples: Places) -> Floats:
    """Return the intercepts (n, D, Q) on which a district's density is taken: about its peak and about its own data."""
    apart = np.einsum("ndk,nk->nd", table.middle[samples], wide.terms[samples] - peak.terms[samples])
    near = peak.intercepts[samples][..., None] + peak.spread[samples][..., None] * NODES
    own = (wide.intercepts[samples] + apart)[..., None] + wide.spread[samples][..., None] * NODES
    return np.sort(np.concatenate([near, own], axis=-1), axis=-1)


def _target(
    cells: Cells, table: Likelihood, grid: Floats, at: tuple[Floats, float], samples: Places
) -> tuple[Floats, Floats]:
    """Return the log density of every district's intercept on its grid (n, D, Q), and that of the terms (n,)."""
    terms, tau = at
    move = terms - table.at[samples]
    shift = np.einsum("ndk,nk->nd", table.middle[samples], move)
    density = table.levels(samples, grid + shift[..., None]) + _log_prior(grid, tau)
    highest = density.max(-1, keepdims=True)
    height = np.exp(density - highest)
    area = ((height[..., 1:] + height[..., :-1]) * np.diff(grid, axis=-1)).sum(-1) / 2.0
    total = (np.log(area) + highest[..., 0]).sum(-1)
    total += (table.slope[samples] * move).sum(-1) - 0.5 * np.einsum("ni,nij,nj->n", move, table.bend[samples], move)
    total -= 0.5 * (cells.precision * (terms - cells.centre) ** 2).sum(-1)
    return density, total


def _log_prior(intercept: Floats, tau: float) -> Floats:
    own = np.log1p(-ODD) - np.log(tau) - 0.5 * (intercept / tau) ** 2
    odd = np.log(ODD) - np.log(ODD_SPREAD) - 0.5 * (intercept / ODD_SPREAD) ** 2
    logs: Floats = np.logaddexp(own, odd)
    return logs


def _drawn(
    cells: Cells, table: Likelihood, peaks: tuple[Mode, Mode], at: tuple[float, Places], rng: np.random.Generator
) -> tuple[Floats, Floats, Floats]:
    """Return terms (n, k), intercepts (n, D) and the log of target over proposal (n,), for the samples named."""
    tau, samples = at
    root = np.linalg.cholesky(WIDER * peaks[0].covariance[samples])
    normal = rng.standard_normal(root.shape[:-1])
    terms = peaks[0].terms[samples] + np.einsum("nij,nj->ni", root, normal)
    grid = _grid(table, *peaks, samples)
    density, target = _target(cells, table, grid, (terms, tau), samples)
    gain = target + 0.5 * (normal**2).sum(-1) + np.log(np.diagonal(root, axis1=-2, axis2=-1)).sum(-1)
    height = np.exp(density - density.max(-1, keepdims=True))
    area = (height[..., 1:] + height[..., :-1]) / 2.0 * np.diff(grid, axis=-1)
    edges = np.cumsum(area, axis=-1)
    point = rng.random(edges.shape[:-1]) * edges[..., -1]
    place = np.minimum((point[..., None] >= edges).sum(-1), area.shape[-1] - 1)[..., None]
    above = np.take_along_axis(edges, place, axis=-1)[..., 0] - point
    part = above / np.maximum(np.take_along_axis(area, place, axis=-1)[..., 0], 1e-300)
    low, high = (np.take_along_axis(grid, place + side, axis=-1)[..., 0] for side in (0, 1))
    return terms, high - np.clip(part, 0.0, 1.0) * (high - low), gain


def evenly_drawn(chance: Floats, draws: int, rng: np.random.Generator) -> Places:
    """Return `draws` places drawn by `chance` along the last axis, evenly spaced from one random start."""
    edges = np.cumsum(chance, axis=-1)
    points = (rng.random((*chance.shape[:-1], 1)) + np.arange(draws)) / draws * edges[..., -1:]
    place: Places = (points[..., :, None] >= edges[..., None, :]).sum(-1)
    return np.minimum(place, np.intp(chance.shape[-1] - 1))
