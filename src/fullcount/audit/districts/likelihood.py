"""What the reviews of each district say about its intercept, tabulated once, and how that moves with the terms."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from fullcount.audit.districts.cells import Cells
from fullcount.audit.districts.mode import Mode
from fullcount.audit.intervals import Floats

NODES, REACH = 80, 7.0


@dataclass(frozen=True, slots=True)
class Likelihood:
    """The log likelihood of every district about the terms `at` (samples, k): `logs` (samples, D, nodes) from the
    intercept `first`, (samples, D), in steps of `step`. When the terms move by m, a district's intercept counts as
    `middle` (samples, D, k) times m more, and the whole gains `slope` m - m `bend` m / 2: exact in the intercept, of
    second order in the other terms."""

    at: Floats
    first: Floats
    step: Floats
    logs: Floats
    middle: Floats
    slope: Floats
    bend: Floats

    def levels(self, samples: np.ndarray, intercepts: Floats) -> Floats:
        """Return the log likelihood at intercepts (n, D, Q) of the samples named (n,), the terms unmoved."""
        place = (intercepts - self.first[samples][..., None]) / self.step[samples][..., None]
        low = np.clip(np.floor(place), 0, self.logs.shape[-1] - 2).astype(np.int64)
        table = self.logs[samples]
        below = np.take_along_axis(table, low, axis=-1)
        logs: Floats = below + (place - low) * (np.take_along_axis(table, low + 1, axis=-1) - below)
        return logs


def likelihood(cells: Cells, about: Mode, peaks: Sequence[Mode]) -> Likelihood:
    """Return the table about one peak's terms, wide enough for all the `peaks`."""
    x = cells.design
    low = np.min([peak.intercepts - REACH * peak.spread for peak in peaks], axis=0)
    high = np.max([peak.intercepts + REACH * peak.spread for peak in peaks], axis=0)
    step = (high - low) / (NODES - 1)
    fixed = (about.terms @ x.T)[:, None, :]
    logs = np.empty((*low.shape, NODES))
    for node in range(NODES):
        eta = fixed + (low + node * step)[..., None]
        logs[..., node] = (cells.found * eta - cells.reviewed * np.log1p(np.exp(np.minimum(eta, 50.0)))).sum(-1)
    p = special.expit(fixed + about.intercepts[..., None])
    weight, gap = cells.reviewed * p * (1.0 - p), cells.found - cells.reviewed * p
    total = weight.sum(-1)
    alone = np.eye(x.shape[1])[0]
    middle = np.where(total[..., None] > 1e-9, (weight @ x) / np.maximum(total, 1e-9)[..., None], alone)
    slope = gap.sum(-2) @ x - (gap.sum(-1)[..., None] * middle).sum(-2)
    squares = np.einsum("ci,cj->cij", x, x).reshape(len(x), -1)
    bend = (weight.sum(-2) @ squares).reshape(-1, x.shape[1], x.shape[1])
    bend = bend - np.einsum("sd,sdi,sdj->sij", total, middle, middle)
    return Likelihood(about.terms, low, step, logs, middle, slope, bend)
