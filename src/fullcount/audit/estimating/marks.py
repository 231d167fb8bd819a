"""Reviewers err: the estimate from marks that a reference corrects, or between what two equals leave possible."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fullcount.audit.estimating.asked import Asked
from fullcount.audit.estimating.drawn import Drawn
from fullcount.audit.estimating.reviewed import Reviewed
from fullcount.audit.intervals import Floats
from fullcount.audit.results import Interval, Refusal
from fullcount.audit.scored.marking import FEWEST_PAIRS, Second, second_says

MOST_APART = 0.10
"""The share of reports read by two equals above which no figure is given where they differ in more."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The reviews as they may truly be: the fewest missed (`low`) and the most (`high`), each first as likeliest and
    then with one chance of error at its end. `reach` is by how much such a shift counts (see `_by_reference`)."""

    low: tuple[Reviewed, ...]
    high: tuple[Reviewed, ...]
    reach: float = 1.0
    words: str = ""
    said: tuple[str, ...] = ()

    def joined(self, run: Callable[[Reviewed], Interval]) -> Interval:
        """Return what `run` makes of all of them: the middle of both estimates, the low end of the fewest, the high
        end of the most; the distances from shifted chances are squared and added (Zou & Donner 2008)."""
        if self.low[0] is self.high[0] and len(self.low) == 1:
            return run(self.low[0])
        least, most = run(self.low[0]), run(self.high[0])
        down = [least.estimate - least.low, *(self.reach * (least.estimate - run(r).estimate) for r in self.low[1:])]
        up = [most.high - most.estimate, *(self.reach * (run(r).estimate - most.estimate) for r in self.high[1:])]
        return Interval(
            (least.estimate + most.estimate) / 2.0,
            max(least.estimate - math.hypot(*down), 0.0),
            most.estimate + math.hypot(*up),
        )


def marks_of(reviews: Reviewed, drawn: Drawn, asked: Asked) -> Marks | Refusal:
    """Return the marks to estimate from, or that two equals differ in too many reports to say anything.

    With a reference its own mark stands wherever there is one; the others' marks of the rest are replaced by what the
    reference is likely to say (`_by_reference`). Between equals who is right cannot be told: see `_between_equals`.
    """
    if asked.reference is not None:
        return _by_reference(reviews, drawn, asked)
    alone = Marks((reviews,), (reviews,))
    if reviews.second.is_empty():
        return alone
    twice = np.unique(reviews.second["row"].to_numpy())
    least, most = _ends(reviews)
    apart = int(((least.missed > 0.0) != (most.missed > 0.0)).sum())
    share = apart / len(twice)
    said = f"{len(twice):,} report(s) were read by two reviewers, who differed in {apart:,} ({share:.1%})."
    if asked.is_review_right:
        return replace(alone, said=(said + " The mark of the one who read most is taken as right, as asked.",))
    if len(twice) >= FEWEST_PAIRS and share > MOST_APART:
        return Refusal(
            f"{said} In more than {MOST_APART:.0%} which of two is right decides the figure, and the marks cannot tell "
            "it; name the one who is (--reference), or keep one row with a ruling for each disputed report."
        )
    said += " Which of them is right cannot be told, so nothing is corrected: the ends suppose all disputed marks"
    if len(twice) < FEWEST_PAIRS and len(twice) < reviews.n:
        said += (
            f" to be wrong or all right; from {FEWEST_PAIRS} reports read twice on, those read once are doubted too."
        )
        return Marks((least,), (most,), words=", bounds of two readers", said=(said,))
    said += " to be wrong or all right, in reports read once too. That both err alike is not allowed for."
    return replace(_between_equals(reviews, drawn, asked, (least, most)), said=(said,))


def _ends(reviews: Reviewed) -> tuple[Reviewed, Reviewed]:
    """Return the reviews with the mark of fewest missed crimes of each report, and with that of most."""
    own = pl.DataFrame({"row": np.arange(reviews.n), "disclosed": reviews.disclosed, "missed": reviews.missed})
    ordered = pl.concat([own, reviews.second.select(own.columns)]).sort("row", "missed", "disclosed")
    made = [ordered.unique("row", keep=keep, maintain_order=True).sort("row") for keep in ("first", "last")]
    least, most = (
        replace(reviews, disclosed=marks["disclosed"].to_numpy(), missed=marks["missed"].to_numpy()) for marks in made
    )
    return least, most


def _between_equals(reviews: Reviewed, drawn: Drawn, asked: Asked, ends: tuple[Reviewed, Reviewed]) -> Marks:
    """Return the bounds: a disputed report is missed or not, and one read once is disputed as often as its like.

    Truth is taken to be one of the two marks. For reports read once the chance that a second would confirm a miss, or
    find one where none was marked, comes from the reports read twice (of the same first reader if 30 or more).
    """
    rows = reviews.second.unique("row", keep="first", maintain_order=True)
    row = rows["row"].to_numpy()
    weight = _weights(drawn)[row]
    reader = np.concatenate([_readers(reviews)[row], rows["reviewer"].to_numpy()])
    marks, again = reviews.missed[row] > 0.0, rows["missed"].to_numpy() > 0.0
    is_once = np.ones(reviews.n, np.bool_)
    is_once[row] = False
    pairs = Second(
        reader, np.concatenate([marks, again]), np.concatenate([again, marks]), np.concatenate([weight, weight])
    )
    found, none = (second_says(pairs, _readers(reviews), is_marked=given, level=asked.level) for given in (True, False))
    least, most = ends
    low = tuple(_moved(least, is_once, chance, None, 1.0) for chance in (found[0], found[1]))
    high = tuple(_moved(most, is_once, None, chance, 1.0) for chance in (none[0], none[2]))
    return Marks(low, high, words=", bounds of two readers")


def _by_reference(reviews: Reviewed, drawn: Drawn, asked: Asked) -> Marks:
    """Return the reviews with the marks of reports that the reference did not read replaced by what it would say.

    Double sampling (Tenenbein 1970, JASA 65:1350-1361): the chance of a miss by the reference given another's mark,
    from the reports that both read. It holds where the reference chose what to read at random, or by the marks. The
    chances rest on marks that are also in the estimate, so their error counts for all the reports with another's mark
    and not only for those that the reference left (`reach`).
    """
    alone = Marks((reviews,), (reviews,))
    rest = ~reviews.is_sure
    both = reviews.second.filter(pl.Series(reviews.is_sure[reviews.second["row"].to_numpy()]))
    both = both.unique("row", keep="first", maintain_order=True)
    row = both["row"].to_numpy()
    truth, marks = reviews.missed[row] > 0.0, both["missed"].to_numpy() > 0.0
    said = (
        f"The reference read {int(reviews.is_sure.sum()):,} of {reviews.n:,} report(s); where {len(row):,} of these "
        f"were read by another too, the two differed in {int((truth != marks).sum()):,}."
    )
    if not rest.any():
        return replace(alone, said=(said + " Only the reference's marks count.",))
    if asked.is_review_right or not len(row):
        why = "as asked" if asked.is_review_right else "since the reference read none that another read: not checked"
        return replace(alone, said=(f"{said} The others' marks of the rest are taken as right, {why}.",))
    readers = _readers(reviews)
    pairs = Second(both["reviewer"].to_numpy(), marks, truth, _weights(drawn)[row])
    found, none = (second_says(pairs, readers, is_marked=given, level=asked.level) for given in (True, False))
    crimes = max(float(reviews.missed[row][truth].mean()), 1.0) if truth.any() else 1.0
    unknown = int((rest & ~np.isin(readers.astype(str), both["reviewer"].to_numpy().astype(str))).sum())
    if unknown:
        said += (
            f" {unknown:,} report(s) were read only by reviewers whom it never checked; they are taken to err alike."
        )
    said += " The others' marks of the rest are corrected by that, and the interval is widened."
    middle = _moved(reviews, rest, found[0], none[0], crimes)
    low = (middle, _moved(reviews, rest, found[1], none[0], crimes), _moved(reviews, rest, found[0], none[1], crimes))
    high = (middle, _moved(reviews, rest, found[2], none[0], crimes), _moved(reviews, rest, found[0], none[2], crimes))
    reach = (int(rest.sum()) + len(row)) / int(rest.sum())
    return Marks(low, high, reach, ", corrected by the reference", (said,))


def _moved(
    reviews: Reviewed, which: NDArray[np.bool_], found: Floats | None, none: Floats | None, crimes: float
) -> Reviewed:
    """Return the reviews with the missed crimes of some replaced by their expectation; what was recorded stays."""
    missed = reviews.missed.copy()
    is_marked = missed > 0.0
    if found is not None:
        missed = np.where(which & is_marked, missed * found, missed)
    if none is not None:
        missed = np.where(which & ~is_marked, none * crimes, missed)
    return replace(reviews, missed=missed, disclosed=reviews.disclosed + missed - reviews.missed)


def _readers(reviews: Reviewed) -> NDArray[np.object_]:
    return reviews.table["reviewer"].fill_null("").to_numpy().astype(object)


def _weights(drawn: Drawn) -> Floats:
    """Return how many reports of the frame each review stands for."""
    if drawn.design is not None:
        return drawn.design.weight
    cells = drawn.cells
    own = np.ones(len(cells.cell)) if drawn.weight is None else drawn.weight
    held = np.bincount(cells.cell, weights=own, minlength=len(cells.size))
    weight: Floats = own * (cells.size / np.maximum(held, 1e-300))[cells.cell]
    return weight
