"""All that a draw is asked, and the strata with their numbers that this makes of a frame."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fullcount.audit.planning import by_score
from fullcount.audit.planning.allocation import shared_out
from fullcount.audit.planning.strata import BETWEEN, LINKED, UNLINKED, labels, merged
from fullcount.audit.results import Refusal

Floats = NDArray[np.float64]
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
    """What a draw is asked: `n` reports, how they are shared out, at least `least` of each stratum (8 of each of the
    score), strata with fewer than `merge_below` reports merged; `spread`, the part shared out by size whatever the
    score says; whether linked reports are left out, as known."""

    n: int
    allocate: Allocate = Allocate.PROPORTIONAL
    least: int = 5
    merge_below: int = 50
    spread: float = by_score.SPREAD
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
    """The strata of a design, in order of name, and of each report of the frame (in its order) which one it is in."""

    strata: tuple[Stratum, ...]
    of_report: pl.Series
    left_out: int = 0


def layout(frame: pl.DataFrame, design: Design, likely: Floats | None = None) -> Layout | Refusal:
    """Return the strata with their numbers. `frame`: in order of report ids; `likely`: see `frame.case_chances`, of the
    unlinked reports, for Neyman's allocation (which without it is the proportional one).

    Every report of the frame is in a stratum of which at least one is drawn, or the design is refused; the exception is
    that linked reports are left out where the design says so, and then their number is told.
    """
    if design.n < 1:
        return Refusal("At least one report must be drawn.")
    is_linked = frame["linked"].to_numpy()
    if design.allocate is Allocate.PROPORTIONAL:
        kept = ~is_linked if design.leaves_out_linked else np.ones(frame.height, dtype=np.bool_)
        return _by_name(frame, design, kept, design.n, None)
    linked = 0 if design.leaves_out_linked else int(is_linked.sum())
    check = min(linked, max(design.least, round(CHECKED * design.n)))
    n = design.n - check
    if n < 1 or n > frame.height - int(is_linked.sum()):
        return Refusal(f"{n:,} unlinked reports cannot be drawn: there are {frame.height - int(is_linked.sum()):,}.")
    if design.allocate is Allocate.NEYMAN:
        made = _by_name(frame, design, ~is_linked, n, likely)
    else:
        made = _of_scores(frame, design, ~is_linked, n)
    if isinstance(made, Refusal) or not linked:
        return made
    strata = tuple(sorted((*made.strata, Stratum(LINKED, linked, check)), key=lambda one: one.name))
    named = pl.select(pl.when(frame["linked"]).then(pl.lit(LINKED)).otherwise(made.of_report)).to_series()
    return Layout(strata, named.alias("stratum"))


def _by_name(
    frame: pl.DataFrame, design: Design, kept: NDArray[np.bool_], n: int, likely: Floats | None
) -> Layout | Refusal:
    """Return the frame's own strata, small ones merged; by size, or by size and spread where `likely` is given."""
    mask = pl.Series(kept)
    raw = labels(frame)
    counts: Mapping[str, int] = dict(raw.filter(mask).value_counts(sort=False).iter_rows())
    final = merged(counts, design.merge_below)
    named = raw.replace_strict(final, default=None, return_dtype=pl.String).alias("stratum")
    named = pl.select(pl.when(mask).then(named)).to_series().alias("stratum")
    table = pl.DataFrame([named]).drop_nulls().group_by("stratum").len().sort("stratum")
    sizes = table["len"].to_numpy().astype(np.int64)
    weights, means = sizes.astype(np.float64), None
    if likely is not None:
        inside = pl.DataFrame({"stratum": named.filter(mask), "likely": likely})
        means = inside.group_by("stratum").agg(pl.col("likely").mean()).sort("stratum")["likely"].to_numpy()
        weights = sizes * np.sqrt(np.maximum(means * (1.0 - means), SMALLEST_SHARE))
    drawn = shared_out(n, weights, sizes, design.least)
    if isinstance(drawn, Refusal):
        return drawn
    inverse: dict[str, list[str]] = {}
    for name, target in sorted(final.items()):
        inverse.setdefault(target, []).append(name)
    strata = tuple(
        Stratum(
            name,
            int(sizes[i]),
            int(drawn[i]),
            tuple(inverse[name]) if inverse[name] != [name] else (),
            float(means[i]) if means is not None else None,
        )
        for i, name in enumerate(table["stratum"].to_list())
    )
    return Layout(strata, named, frame.height - int(kept.sum()))


def _of_scores(frame: pl.DataFrame, design: Design, kept: NDArray[np.bool_], n: int) -> Layout | Refusal:
    """Return strata of the score (or the one of all who have a chance by it), and that of what has no score."""
    if "score" not in frame.columns or frame.filter(pl.Series(kept))["score"].null_count() == int(kept.sum()):
        return Refusal("No unlinked report of the frame has a score: allocate by size or by Neyman.")
    score = frame["score"].to_numpy().astype(np.float64)
    has = kept & ~np.isnan(score)
    names = np.full(frame.height, None, dtype=object)
    if design.allocate is Allocate.CHANCE:
        names[kept] = BY_CHANCE
        one = (Stratum(BY_CHANCE, int(kept.sum()), n, (), float(np.mean(score[has]))),)
        return Layout(one, pl.Series("stratum", names, dtype=pl.String), frame.height - int(kept.sum()))
    where = np.flatnonzero(has)[np.argsort(score[has], kind="stable")]
    number = by_score.score_strata(score[where], by_score.strata_count(n))
    names[where] = np.array([f"{UNLINKED}{BETWEEN}score {place + 1:02}" for place in range(number.max() + 1)])[number]
    sizes, means = np.bincount(number), np.bincount(number, score[where]) / np.bincount(number)
    rest = kept & ~has
    if rest.any():
        names[rest] = NOT_SCORED
        sizes, means = np.append(sizes, rest.sum()), np.append(means, score[where].mean())
    weights = by_score.score_weights(sizes.astype(np.int64), means, design.spread)
    drawn = shared_out(n, weights, sizes.astype(np.int64), by_score.LEAST)
    if isinstance(drawn, Refusal):
        return drawn
    told = [f"{UNLINKED}{BETWEEN}score {place + 1:02}" for place in range(number.max() + 1)]
    told += [NOT_SCORED] if rest.any() else []
    strata = tuple(
        Stratum(name, int(sizes[i]), int(drawn[i]), (), float(means[i]))
        for i, name in sorted(enumerate(told), key=lambda item: item[1])
    )
    return Layout(strata, pl.Series("stratum", names, dtype=pl.String), frame.height - int(kept.sum()))
