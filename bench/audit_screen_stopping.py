"""The certificate of a screening on rankings of known truth: does it keep its promise, and what does it cost?

A ranking is read from its top in growing batches; a random sample of all of it was read before. Every draw of the
sample is one run. How many sampled reports fall between two looks is all that the certificate and its cost hang on, so
thousands of draws are one call of the multivariate hypergeometric.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from fullcount.audit.screening.certificate import Sample, least_bad, most_behind, qbcb_rank
from fullcount.audit.screening.order import LEAST, SHARE

Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]
RECALL = 0.95
MOST_BETWEEN = 250
"""People look while a large batch is read, after so many reports: a day of a team."""


@dataclass(frozen=True)
class Ended:
    """Where runs ended, (runs,) each: crimes found, and reports read (in order or drawn, each once)."""

    found: Counts
    reads: Counts

    def below(self, crimes: int) -> float:
        return float((self.found < RECALL * crimes - 1e-9).mean())

    def times(self, oracle: int) -> float:
        return float(self.reads.mean() / oracle)


@dataclass(frozen=True)
class Runs:
    """Many draws of a sample from one ranking: at each look, (runs, looks), sampled crimes not reached, crimes found,
    and reports read."""

    behind: Counts
    found: Counts
    reads: Counts
    drawn_crimes: Counts

    def ended(self, stops: Flags) -> Ended:
        """Return where each run ends: at its first look with a stop, else at the end of the ranking."""
        at = np.where(stops.any(axis=1), stops.argmax(axis=1), stops.shape[1] - 1)
        rows = np.arange(at.size)
        return Ended(self.found[rows, at], self.reads[rows, at])


def looks_of(size: int, least: int = LEAST) -> Counts:
    """Return how many reports were reached at each look: batches of a twentieth, `least` at the fewest, and within a
    batch every MOST_BETWEEN."""
    looks = [0]
    while looks[-1] < size:
        looks.append(min(size, looks[-1] + min(MOST_BETWEEN, max(least, -(-looks[-1] // SHARE)))))
    return np.array(looks)


def oracle_reads(is_crime: Flags) -> int:
    """Return how many reports somebody reads who knows when RECALL is reached, and draws no sample."""
    needed = int(np.ceil(RECALL * is_crime.sum() - 1e-9))
    return int(np.flatnonzero(is_crime)[needed - 1]) + 1


def drawn_runs(is_crime: Flags, drawn: int, runs: int, rng: np.random.Generator, looks: Counts) -> Runs:
    """Return `runs` draws of `drawn` reports from the ranking."""
    crimes = np.diff(np.concatenate([[0], is_crime.cumsum()])[looks])
    others = np.diff(looks) - crimes
    colours = np.concatenate([crimes, others])
    inside = rng.multivariate_hypergeometric(colours, drawn, size=runs, method="marginals")
    return _runs(inside[:, : crimes.size], inside[:, crimes.size :], crimes, looks)


def given_runs(is_crime: Flags, is_drawn: Flags, looks: Counts) -> Runs:
    """Return the runs of given draws. is_drawn: (runs, n), by the ranking's order."""
    crimes = np.diff(np.concatenate([[0], is_crime.cumsum()])[looks])
    both = np.add.reduceat(is_drawn & is_crime, looks[:-1], axis=1, dtype=np.int64)
    every = np.add.reduceat(is_drawn, looks[:-1], axis=1, dtype=np.int64)
    return _runs(both, every - both, crimes, looks)


def _runs(crimes_in: Counts, others_in: Counts, crimes: Counts, looks: Counts) -> Runs:
    zero = np.zeros((crimes_in.shape[0], 1), dtype=np.int64)
    met = np.concatenate([zero, crimes_in.cumsum(axis=1)], axis=1)
    every = np.concatenate([zero, (crimes_in + others_in).cumsum(axis=1)], axis=1)
    drawn_crimes, drawn = met[:, -1:], every[:, -1:]
    behind = drawn_crimes - met
    found = np.concatenate([[0], crimes.cumsum()]) + behind
    return Runs(behind, found, looks + drawn - every, drawn_crimes[:, 0])


def ours(runs: Runs, sample: Sample) -> Ended:
    """Stop as the product does."""
    allowed, before, missed = np.empty(int(runs.found.max()) + 1, dtype=np.int64), -1, -1
    for found in range(allowed.size):
        if least_bad(found, RECALL) != missed:
            missed = least_bad(found, RECALL)
            most = most_behind(found, sample, RECALL)
            before = -1 if most is None else most
        allowed[found] = before
    return runs.ended(runs.behind <= allowed[runs.found])


def qbcb(runs: Runs) -> Ended:
    """Stop at the k-th reached of the sampled crimes (Lewis, Yang & Frieder 2021)."""
    ranks = {m: qbcb_rank(m, RECALL) for m in np.unique(runs.drawn_crimes).tolist()}
    needed = np.array([ranks[m] or 1 << 40 for m in runs.drawn_crimes.tolist()])
    return runs.ended(runs.drawn_crimes[:, None] - runs.behind >= needed[:, None])


def estimate_alone(runs: Runs, sample: Sample) -> Ended:
    """Stop when the estimate of the share found reaches RECALL, with at least ten sampled crimes: no certificate."""
    left = runs.behind / sample.odds
    return runs.ended((runs.found >= RECALL * (runs.found + left)) & (runs.drawn_crimes[:, None] >= 10))


def in_a_row(is_crime: Flags, many: int) -> tuple[int, int]:
    """Return (crimes found, reports read) of stopping after `many` reports without a crime in a row."""
    at = np.concatenate([[-1], np.flatnonzero(is_crime), [is_crime.size + many]])
    stop = int(min(at[np.argmax(np.diff(at) > many)] + many + 1, is_crime.size))
    return int(is_crime[:stop].sum()), stop


def ranking(pool: int, crimes: int, auc: float, blind: float, rng: np.random.Generator) -> tuple[Flags, NDArray]:
    """Return (n,) whether each report has a crime, by an order with this AUC, and (n,) its calibrated chance.

    A share `blind` of the crimes has scores like the others'. The chances know nothing of the blind ones.
    """
    apart = float(np.sqrt(2) * special.ndtri(auc))
    is_crime = np.arange(pool) < crimes
    is_seen = is_crime & (np.arange(pool) >= round(blind * crimes))
    score = rng.normal(size=pool) + apart * is_seen
    order = np.argsort(-score)
    odds = crimes / (pool - crimes) * np.exp(apart * score[order] - apart * apart / 2)
    return is_crime[order], odds / (1 + odds)
