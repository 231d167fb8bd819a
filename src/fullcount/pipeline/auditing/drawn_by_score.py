"""The frame that reports are drawn from by score, and the next draws from it."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fullcount.audit.monitoring.draws import draw_chances, drawn
from fullcount.core.errors import Fault, InputError
from fullcount.pipeline.auditing.tables import Column, Kind, read_table
from fullcount.pipeline.report.spreadsheet import safe_cell

Floats = NDArray[np.float64]

FRAME = (
    Column("report_id", Kind.TEXT, required=True, blank=False, unique=True),
    Column("linked", Kind.YES_NO, required=True, blank=False),
    Column("crimes_recorded", Kind.COUNT, required=True),
    Column("score", Kind.SHARE),
    Column("draw_probability", Kind.CHANCE),
)
SAME = 1e-6


@dataclass(frozen=True, slots=True)
class Frame:
    """The unlinked reports in the order of their ids, with scores and chances if there are, and the crimes recorded."""

    ids: pl.Series
    recorded: int
    score: Floats | None
    chance: Floats | None


def read_frame(path: Path) -> Frame:
    """Return the frame in the file: every report once, with what of it is recorded, and a score if it has one.

    Raises InputError with its faults.
    """
    table = read_table(path, FRAME)
    recorded = int(table["crimes_recorded"].fill_null(0).sum())
    unlinked = table.filter(~pl.col("linked")).sort("report_id")
    if not unlinked.height or not recorded:
        what = "has no unlinked report" if not unlinked.height else "has no recorded crime"
        raise InputError(f"{path.name} cannot be used", [Fault(path.name, what, "give the whole frame")])
    score = chance = None
    if "score" in unlinked.columns and not unlinked["score"].null_count():
        score = unlinked["score"].to_numpy().astype(float)
        chance = draw_chances(score)
        if "draw_probability" in unlinked.columns:
            chance = unlinked["draw_probability"].to_numpy().astype(float)
            if unlinked["draw_probability"].null_count() or abs(float(chance.sum()) - 1.0) > SAME:
                raise InputError(
                    f"{path.name} cannot be used",
                    [Fault(f"{path.name} column draw_probability", "does not sum to 1 over the unlinked reports",
                           "give the chance of each to be the next one drawn, or leave the column out")],
                )  # fmt: skip
    return Frame(unlinked["report_id"], recorded, score, chance)


def places_of(frame: Frame, reports: pl.Series) -> pl.Series:
    """Return the place of each report in the frame, by its id as it is or as `next_draws` wrote it; null: nowhere."""
    ids = pl.DataFrame({"report_id": frame.ids, "place": np.arange(len(frame.ids))})
    both = pl.concat([ids, ids.with_columns(safe_cell("report_id"))])
    both = both.unique("report_id", keep="first", maintain_order=True)
    wanted = reports.rename("report_id").to_frame()
    return wanted.join(both, on="report_id", how="left", maintain_order="left")["place"]


def next_draws(frame_path: Path, seed: str, first: int, count: int) -> pl.DataFrame:
    """Return draws `first` to `first + count - 1` from a FRAME with scores, ready to be filled in by reviewers.

    Columns: draw, report_id, draw_probability, and date, crimes_disclosed, crimes_recorded to be filled in.
    Raises InputError where the frame has faults or no scores.
    """
    frame = read_frame(frame_path)
    if frame.chance is None:
        raise InputError(
            f"{frame_path.name} cannot be drawn from by score",
            [Fault(f"{frame_path.name} column score", "is not there, or blank", "score the unlinked reports")],
        )
    places = drawn(frame.chance, seed, first, count)
    empty = pl.lit("")
    return pl.DataFrame(
        {
            "draw": np.arange(first, first + count),
            "report_id": frame.ids.gather(places),
            "draw_probability": frame.chance[places],
        }
    ).with_columns(safe_cell("report_id"), date=empty, crimes_disclosed=empty, crimes_recorded=empty)
