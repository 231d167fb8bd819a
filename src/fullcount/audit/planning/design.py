"""All that a draw is asked, and the strata with their numbers that this makes of a frame."""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fullcount.audit.planning.allocation import shared_out
from fullcount.audit.planning.by_score import unscored_part
from fullcount.audit.planning.prospect import Prospect
from fullcount.audit.planning.strata import BETWEEN, LINKED, UNLINKED, merged
from fullcount.audit.results import Refusal
from fullcount.audit.scored.cuts import EVENLY, FEWEST_READ, allocated, cut

Ints = NDArray[np.int64]

CHECKED = 0.05
"""The part of the reviews that goes to linked reports where these are taken as known: it checks that they are."""
NOT_SCORED = f"{UNLINKED}{BETWEEN}not scored"
BY_CHANCE = f"{UNLINKED}{BETWEEN}chance by the score"
SMALLEST_SHARE = 0.004
"""What θ (1 - θ) is taken for at least in Neyman's allocation: a stratum where nothing was found may still hide one."""


class Allocate(StrEnum):
    """How reviews are shared out: by size; by size and spread (Neyman); over strata of the score; each report by
    itself, with a chance by its score."""

    PROPORTIONAL = "proportional"
    NEYMAN = "neyman"
    SCORE = "score"
    CHANCE = "chance"


@dataclass(frozen=True, slots=True)
class Design:
    """What a draw is asked: `n` reports, how they are shared out, at least `least` of each stratum (6 of each of the
    score), strata with fewer than `merge_below` reports merged; `spread`, the part shared out by size whatever the
    score says; whether linked reports are left out, as known."""

    n: int
    allocate: Allocate = Allocate.PROPORTIONAL
    least: int = 5
    merge_below: int = 50
    spread: float = EVENLY
    leaves_out_linked: bool = False

    def of(self, n: int) -> "Design":
        """Return the same design with another number of reports."""
        return replace(self, n=n)


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum as it is drawn: its reports, how many of them are drawn, the frame's own strata merged into it, and
    how likely one of its reports tells of a missed crime."""

    name: str
    reports: int
    drawn: int
    merged: tuple[str, ...] = ()
    expected: float | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The strata of a design, in order of name; for each report of the frame (in its order) the place of its stratum
    among them, `(N,)`, -1 for a report that is `left_out` as linked."""

    strata: tuple[Stratum, ...]
    of_report: Ints
    left_out: int = 0

    def names(self) -> pl.Series:
        """Return the name of each report's stratum; "linked" of those left out as linked."""
        told = pl.Series("stratum", [one.name for one in self.strata], dtype=pl.String)
        where = pl.Series("place", self.of_report)
        return told.gather(where.set(where < 0, None)).fill_null(LINKED).alias("stratum")


def layout(about: Prospect, design: Design) -> Layout | Refusal:
    """Return the strata with their numbers.

    Every report of the frame is in a stratum of which at least one is drawn, or the design is refused; the exception is
    that linked reports are left out where the design says so, and then their number is told.
    """
    if design.n < 1:
        return Refusal("At least one report must be drawn.")
    if design.allocate is Allocate.PROPORTIONAL:
        everyone = np.ones(about.frame.height, dtype=np.bool_)
        return _by_name(about, design, about.is_unlinked if design.leaves_out_linked else everyone, design.n)
    linked = 0 if design.leaves_out_linked else about.frame.height - len(about.likely)
    check = min(linked, max(design.least, round(CHECKED * design.n)))
    n = design.n - check
    if n < 1 or n > len(about.likely):
        return Refusal(f"{n:,} unlinked reports cannot be drawn: there are {len(about.likely):,}.")
    by_name = design.allocate is Allocate.NEYMAN
    made = _by_name(about, design, about.is_unlinked, n) if by_name else _by_scores(about, design, n)
    if isinstance(made, Refusal) or not linked:
        return made
    # "linked" comes before "unlinked / ..." in the order of names
    strata = (Stratum(LINKED, linked, check), *made.strata)
    return Layout(strata, np.where(about.is_unlinked, made.of_report + 1, 0))


def _by_name(about: Prospect, design: Design, kept: NDArray[np.bool_], n: int) -> Layout | Refusal:
    """Return the frame's own strata, small ones merged, by size; or by size and spread."""
    counts = np.bincount(about.part[kept], minlength=len(about.parts))
    final = merged({name: int(count) for name, count in zip(about.parts, counts, strict=True) if count},
                   design.merge_below)  # fmt: skip
    names = sorted(set(final.values()))
    if not names:
        return Refusal("There is no report to draw.")
    place = {name: i for i, name in enumerate(names)}
    of_part = np.array([place[final[name]] if name in final else -1 for name in about.parts])
    where = np.where(kept, of_part[about.part], -1)
    sizes = np.bincount(where[kept], minlength=len(names)).astype(np.int64)
    weights: NDArray[np.float64] = np.asarray(sizes, dtype=np.float64)
    means: NDArray[np.float64] | None = None
    if design.allocate is Allocate.NEYMAN:
        means = np.bincount(where[kept], about.likely, minlength=len(names)) / sizes
        spread = np.sqrt(np.maximum(means * (1.0 - means), SMALLEST_SHARE))
        weights = np.asarray(sizes * spread, dtype=np.float64)
    drawn = shared_out(n, weights, sizes, design.least)
    if isinstance(drawn, Refusal):
        return drawn
    inverse: dict[str, list[str]] = {}
    for name, target in sorted(final.items()):
        inverse.setdefault(target, []).append(name)
    strata = tuple(
        Stratum(
            name, int(sizes[i]), int(drawn[i]), tuple(inverse[name]) if inverse[name] != [name] else (),
            None if means is None else float(means[i]),
        )
        for i, name in enumerate(names)
    )  # fmt: skip
    return Layout(strata, where, about.frame.height - int(kept.sum()))


def _by_scores(about: Prospect, design: Design, n: int) -> Layout | Refusal:
    """Return strata of the score (or the one of all who have a chance by it), and that of what has no score."""
    if not about.by_score.size:
        return Refusal("No unlinked report of the frame has a score: allocate by size or by Neyman.")
    where = np.full(about.frame.height, -1, dtype=np.int64)
    score = about.frame["score"].to_numpy()[about.by_score]
    left_out = about.frame.height - len(about.likely)
    if design.allocate is Allocate.CHANCE:
        where[about.is_unlinked] = 0
        return Layout((Stratum(BY_CHANCE, len(about.likely), n, (), float(np.mean(score))),), where, left_out)
    rest = about.is_unlinked.copy()
    rest[about.by_score] = False
    unscored = int(rest.sum())
    part = unscored_part(score, unscored, design.spread)
    apart = min(unscored, max(FEWEST_READ, round(part * n))) if unscored else 0
    if n - apart < 1:
        return Refusal(f"{n:,} reports are too few: some of the unlinked have no score, and {apart:,} go to these.")
    made = cut(score, n - apart, design.spread)
    number, sizes = made.strata_of(score), made.size
    drawn = allocated(sizes, made.wanted, n - apart)
    if drawn.sum() > n - apart:
        return Refusal(f"{n:,} reports are too few: the strata of the score take {int(drawn.sum()) + apart:,}.")
    means = np.bincount(number, score, minlength=len(sizes)) / sizes
    names = [f"{UNLINKED}{BETWEEN}score {place + 1:02}" for place in range(sizes.size)]
    where[about.by_score] = number
    if unscored:  # "not scored" comes before "score 01" in the order of names
        names, sizes = [NOT_SCORED, *names], np.insert(sizes, 0, unscored)
        drawn = np.insert(drawn, 0, apart)
        means = np.insert(means, 0, float(score.mean()))
        where = np.where(about.is_unlinked, where + 1, -1)
    strata = tuple(Stratum(name, int(sizes[i]), int(drawn[i]), (), float(means[i])) for i, name in enumerate(names))
    return Layout(strata, where, left_out)
