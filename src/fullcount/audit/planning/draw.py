"""The reports drawn, each with the chance it had: the same for the same frame, design and seed, whoever draws."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fullcount.audit.planning import by_score
from fullcount.audit.planning.design import BY_CHANCE, Design, Layout, layout
from fullcount.audit.planning.order import Purpose, keys, ranked, uniform
from fullcount.audit.planning.prospect import Prospect
from fullcount.audit.results import Refusal

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn. `reports`: report_id, stratum, inclusion_probability, in the order of report ids; `frame`: every
    report with the stratum it was drawn from and its chance (nought where linked reports were left out)."""

    reports: pl.DataFrame
    frame: pl.DataFrame
    layout: Layout


def drawn(about: Prospect, design: Design, seed: str, purpose: Purpose = Purpose.DRAW) -> Drawn | Refusal:
    """Return the reports drawn from a frame in order of report ids, or why none can be.

    In each stratum the first n_h by `order.ranked` (a simple sample without replacement; chance n_h / N_h). Chances by
    the score: systematic over the reports in that order, with one start from the seed, so that each has its very
    chance (Hartley & Rao 1962, *Annals of Mathematical Statistics* 33:350-374). Every report of the frame has a chance
    above nought, but for linked ones that the design leaves out.
    """
    made = layout(about, design)
    if isinstance(made, Refusal):
        return made
    ids = about.frame["report_id"].to_list()
    chance, is_drawn = np.zeros(len(ids)), np.zeros(len(ids), dtype=np.bool_)
    for place, stratum in enumerate(made.strata):
        inside = np.flatnonzero(made.of_report == place)
        order = inside[ranked(seed, purpose, [ids[one] for one in inside])]
        if stratum.name == BY_CHANCE:
            chance[about.is_unlinked] = by_score.chances(about.filled_score, stratum.drawn)
            taken = order[systematic(chance[order], uniform(seed, Purpose.START, purpose))]
        else:
            chance[order] = stratum.drawn / stratum.reports
            taken = order[: stratum.drawn]
        is_drawn[taken] = True
    whole = about.frame.with_columns(made.names(), pl.Series("inclusion_probability", chance, dtype=pl.Float64))
    reports = whole.filter(pl.Series(is_drawn)).select("report_id", "stratum", "inclusion_probability")
    return Drawn(reports, whole, made)


def systematic(chance: Floats, start: float) -> Ints:
    """Return the places drawn when one steps by one through the chances added up, from `start` (0 to 1) on.

    Check: chances (0.5, 0.5, 1) from 0.6 draw the second and the third.
    """
    upto = np.cumsum(chance)
    total = round(float(upto[-1]))
    upto[-1] = total
    return np.searchsorted(upto, np.arange(total) + start, side="right").astype(np.int64)


def in_reading_order(reports: pl.DataFrame, seed: str) -> pl.DataFrame:
    """Return the reports in the order in which they are to be read: by lot, so that no order of theirs tells a thing.

    Whoever stops early has then read a simple part of what was drawn.
    """
    made = reports.with_columns(pl.Series("key", keys(seed, Purpose.READING, reports["report_id"].to_list())))
    return made.sort("key").drop("key")
