"""What a screening is told as: the figures, the list to read next, and the random sample for `audit estimate`."""

import math
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from fullcount.audit.screening.order import CRIME, UNDECIDED, UNREAD
from fullcount.audit.screening.standing import Point, Promise
from fullcount.core.errors import ConfigError, Fault
from fullcount.pipeline.auditing.screening import Screening
from fullcount.pipeline.report.spreadsheet import write_csv


def batch_table(screening: Screening) -> pl.DataFrame:
    """Return the list to read: report_id, with is_crime and date to be filled in."""
    keys = screening.pool.keys[screening.to_read.tolist()]
    empty = pl.lit("")
    return pl.DataFrame({"report_id": keys}).with_columns(empty.alias("is_crime"), empty.alias("date"))


def sample_table(screening: Screening) -> pl.DataFrame:
    """Return the random sample as `fullcount audit estimate` takes it, one row a report that was read. A report in
    which the log does not say enough has a blank in crimes_disclosed. Its population is the pool."""
    sample, answers = screening.drawn.sample, screening.answers
    places = np.flatnonzero(screening.drawn.is_drawn & (answers != UNREAD))
    chance = sample.chance or (sample.drawn / sample.pool)
    said = [None if answer == UNDECIDED else int(answer == CRIME) for answer in answers[places].tolist()]
    table = pl.DataFrame({
        "report_id": screening.pool.keys[places.tolist()], "inclusion_probability": [chance] * len(said),
        "crimes_disclosed": pl.Series(said, dtype=pl.Int64), "crimes_recorded": [0] * len(said),
    })  # fmt: skip
    if screening.pool.score is None:
        return table
    return table.with_columns(pl.Series("score", screening.pool.score[places]))


def write_table(table: pl.DataFrame, target: Path) -> None:
    """Write a table as a CSV that is safe in any spreadsheet, whole or not at all.

    Raises ConfigError where the folder is none.
    """
    if not target.parent.is_dir():
        raise ConfigError(
            f"{target} cannot be written", [Fault(str(target.parent), "is not a folder", "make it, or choose another")]
        )
    fresh = target.with_name(f"{target.name}.new")
    write_csv(table, fresh)
    fresh.replace(target)


def told(screening: Screening, promise: Promise) -> dict[str, Any]:
    """Return the result as plain words and numbers; shares are 0 to 1."""
    answers, sample, stands = screening.answers, screening.drawn.sample, screening.standing
    drawn_unread = int((screening.drawn.is_drawn & (answers == UNREAD)).sum())
    result: dict[str, Any] = {
        "pool": answers.size,
        "read": int((answers != UNREAD).sum()),
        "found": int((answers == CRIME).sum()),
        "undecided": int((answers == UNDECIDED).sum()),
        "promise": {"recall": promise.recall, "confidence": promise.confidence},
        "random_sample": {"drawn": sample.drawn, "unread": drawn_unread},
        "reached_in_order": int(screening.reading.order.size),
        "certified": None,
        "certified_after": None,
        "stop_now": False,
        "certain_recall": None,
        "read_about_more": None,
        "left": None,
        "next_batch": int(screening.to_read.size),
        "looks": [],
        "warnings": _warnings(screening),
    }
    if stands is None:
        return result
    result["random_sample"] |= {"crimes_not_reached": stands.reached.behind, "may_not_be_reached": stands.may_be_behind}
    return result | {
        "certified": stands.is_certified, "stop_now": stands.is_certified,
        "certified_after": stands.stopped_at, "read_about_more": stands.more,
        "certain_recall": _thousandths(stands.certain),
        "left": {"estimate": round(stands.left, 1), "high": stands.left_high, "level": promise.confidence},
        "looks": [_look(point) for point in stands.points],
    }  # fmt: skip


def _look(point: Point) -> dict[str, float]:
    likely, certain = round(point.likely, 4), _thousandths(point.certain)
    return {"read": point.reads, "found": point.found, "recall": likely, "certain": certain}


def _thousandths(share: float) -> float:
    """Return the share cut, never rounded up: what is certain is never told as more than it is."""
    return math.floor(share * 1000 + 1e-9) / 1000


def _warnings(screening: Screening) -> list[str]:
    found = []
    if screening.strangers:
        found.append(f"{screening.strangers:,} decisions are about reports that are not in the pool: left out")
    outside = int((screening.answers == CRIME).sum()) - (screening.standing.reached.found if screening.standing else 0)
    if screening.standing and outside:
        found.append(
            f"{outside:,} crimes were found in reports neither drawn nor reached in order: the certificate leaves them "
            "out"
        )
    undecided = int((screening.answers == UNDECIDED).sum())
    if undecided:
        found.append(f"{undecided:,} logs do not say enough: they count as read, and as no crime that can be found")
    if screening.drawn.plan is None and screening.pool.score is not None:
        found.append("the sample was drawn elsewhere: the certificate holds if no score learnt from its reviews")
    return found
