"""The sample sorted into cells: strata of the draw, linked or not, and cuts of the score; with what each cell holds."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fullcount.audit.estimating.frame import WHOLE, Framed
from fullcount.audit.estimating.reviewed import Reviewed
from fullcount.audit.intervals import Floats
from fullcount.audit.results import Refusal
from fullcount.audit.scored.crossfit import FEWEST_KEPT, cross_fitted_cells
from fullcount.audit.scored.cuts import cut, merged

ENOUGH_TO_CUT = 30
"""Reviews of a stratum from which on the scores cut it further."""
STRANGE = 2.23
"""Kolmogorov's distance times root n beyond which reviewed scores are not those of a simple sample (1 in 10,000)."""

MOST_NAMED = 3

Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cells:
    """`cell` is the cell of each reviewed report, shape (n,); `size`, `stratum` and `is_linked` describe each cell.

    Cells together are the part of the frame that the figure of missed crimes is about.
    """

    cell: Codes
    size: Floats
    stratum: Codes
    strata: tuple[str, ...]
    is_linked: NDArray[np.bool_]
    is_cut: bool
    warnings: tuple[str, ...] = ()

    @property
    def read(self) -> Floats:
        """Return the reviews in each cell."""
        return np.bincount(self.cell, minlength=len(self.size)).astype(np.float64)


def cells_of(
    reviews: Reviewed, frame: Framed, *, by_score: bool, by_strata: bool = True, is_simple: bool = True
) -> Cells | Refusal:
    """Return the cells, or which part of the frame no review speaks for.

    Where linking is known and no linked report was reviewed, the linked ones are no part. A stratum of many reviews is
    cut by the frame's scores; what is cut is decided by scores and counts of reviews, never by what was found. (Holt
    & Smith 1979, JRSS A 142:33-46: strata formed after the draw, conditional on the counts.)
    """
    if frame.row is None:
        return Cells(np.zeros(reviews.n, np.int64), np.array([float(frame.size)]), np.zeros(1, np.int64), (WHOLE,),
                     np.zeros(1, np.bool_), is_cut=False)  # fmt: skip
    stratum = frame.stratum if frame.stratum is not None and by_strata else np.zeros(frame.size, np.int64)
    names = frame.strata if frame.stratum is not None and by_strata else (WHOLE,)
    is_linked = np.zeros(frame.size, np.bool_) if frame.is_linked is None else frame.is_linked
    said: list[str] = []
    covers_linked = bool(is_linked[frame.row].any())
    inside = np.ones(frame.size, np.bool_) if covers_linked or frame.is_linked is None else ~is_linked
    if by_score and frame.fold is not None and len(names) == 1 and not covers_linked:
        return _crossed(reviews, frame, inside)
    base = stratum + len(names) * is_linked
    held = np.bincount(base[inside], minlength=2 * len(names))
    read = np.bincount(base[frame.row], minlength=2 * len(names))
    bare = (held > 0) & (read == 0)
    if bare[: len(names)].any():
        without = [names[code] for code in np.flatnonzero(bare[: len(names)])]
        told = ", ".join(without[:MOST_NAMED]) + (" and others" if len(without) > MOST_NAMED else "")
        return Refusal(
            f"{len(without):,} of {len(names):,} strata of the frame have reports but no review ({told}); "
            "read some there."
        )
    if bare.any():
        base = np.where(is_linked, len(names), stratum)
        said.append("Linked reports were not reviewed in every stratum; they are taken as one stratum.")
    check = STRANGE if is_simple else np.inf
    return _cut(frame, base, inside, names, check if by_score and frame.score is not None else None, said)


def _cut(
    frame: Framed,
    base: Codes,
    inside: NDArray[np.bool_],
    names: tuple[str, ...],
    strange: float | None,
    said: list[str],
) -> Cells:
    assert frame.row is not None
    own = base[frame.row]
    cell = np.zeros(len(frame.row), np.int64)
    sizes: list[int] = []
    home: list[int] = []
    linked: list[bool] = []
    is_cut = False
    held = np.bincount(base[inside], minlength=2 * len(names) + 1)
    for code in np.flatnonzero(held):
        here = own == code
        is_unlinked = code < len(names)
        part, places = np.zeros(int(here.sum()), np.int64), [int(held[code])]
        if strange is not None and is_unlinked and here.sum() >= ENOUGH_TO_CUT:
            assert frame.score is not None
            whole = frame.score if held[code] == frame.size else frame.score[(base == code) & inside]
            part, places, is_steered = _pieces(whole, frame.score[frame.row[here]], strange)
            if is_steered:
                said.append(
                    "The scores of the reviewed reports are not those of a simple sample: the draw went by them. "
                    "Inside each stratum of the score it is taken as simple; give inclusion_probability to be sure."
                )
        is_cut = is_cut or len(places) > 1
        cell[here] = len(sizes) + part
        sizes += places
        home += [int(code) if is_unlinked else int(code) - len(names)] * len(places)
        linked += [not is_unlinked] * len(places)
    return Cells(
        cell,
        np.array(sizes, np.float64),
        np.array(home, np.int64),
        names,
        np.array(linked),
        is_cut,
        tuple(dict.fromkeys(said)),
    )


def _crossed(reviews: Reviewed, frame: Framed, inside: NDArray[np.bool_]) -> Cells:
    """Return cells of which each part of the reviews has its own, by the score that has not seen it."""
    assert frame.fold is not None
    assert frame.row is not None
    parts = [np.flatnonzero(frame.fold == code) for code in range(len(frame.fold_scores))]
    place = np.cumsum(inside) - 1
    counts, own = cross_fitted_cells(
        [score[inside] for score in frame.fold_scores], [place[frame.row[part]] for part in parts]
    )
    cell = np.zeros(reviews.n, np.int64)
    cell[np.concatenate(parts)] = np.concatenate(own)
    zeros = np.zeros(len(counts), np.int64)
    return Cells(cell, counts, zeros, (WHOLE,), zeros.astype(np.bool_), is_cut=True)


def _pieces(whole: Floats, reviewed: Floats, strange: float) -> tuple[Codes, list[int], bool]:
    """Return the piece of each reviewed report, the pieces' sizes, and whether the draw was steered by the score."""
    made = cut(whole, len(reviewed))
    part = made.strata_of(reviewed)
    joined = merged(np.bincount(part, minlength=len(made.size)), FEWEST_KEPT)
    is_steered = _distance(whole, reviewed) * np.sqrt(len(reviewed)) > strange
    return joined[part], np.bincount(joined, weights=made.size).astype(np.int64).tolist(), is_steered


def _distance(whole: Floats, reviewed: Floats) -> float:
    """Return the greatest gap between the two shares at or below a score (Kolmogorov 1933)."""
    ordered, points = np.sort(whole), np.unique(reviewed)
    gaps = [
        np.searchsorted(ordered, points, side=side) / len(ordered)
        - np.searchsorted(np.sort(reviewed), points, side=side) / len(reviewed)
        for side in ("left", "right")
    ]
    return float(np.abs(gaps).max())
