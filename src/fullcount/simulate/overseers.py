"""Two extracts that check the first two: the telephone system's calls, and an auditor's reviews."""

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.calendar import DAY, HOUR, printed
from fullcount.simulate.exports import Source
from fullcount.simulate.happenings import Happenings
from fullcount.simulate.offences import OFFENCES
from fullcount.simulate.routing import ROUTES

Ints = npt.NDArray[np.int64]

NEVER_LOGGED = 0.015  # share of answered calls for which no log was opened
ABANDONED = (0.008, 0.07)  # calls that nobody answered, for each answered one: 999, 101
REVIEWER_ERROR = 0.002
REVIEWERS = ("A1", "A2", "A3", "A4")

_CLASSES = pl.Series([offence.cls for offence in OFFENCES], dtype=pl.String)


def calls_table(source: Source, happened: Happenings, route: Ints) -> pl.DataFrame:
    """Return the calls of a batch in order of time: those behind its reports, those never logged, those unanswered."""
    rng = source.rng
    by_phone = np.flatnonzero(route <= ROUTES.index("101"))
    unlogged = rng.choice(by_phone, round(len(by_phone) * NEVER_LOGGED / (1 - NEVER_LOGGED)))
    share = np.array(ABANDONED)[route[by_phone]]
    dropped = by_phone[rng.random(len(by_phone)) < share]
    like = np.concatenate([by_phone, unlogged, dropped])
    kind = np.repeat([0, 1, 2], [len(by_phone), len(unlogged), len(dropped)])
    shift = np.where(kind == 0, rng.integers(20, 240, len(like)), rng.integers(-6 * HOUR, 6 * HOUR, len(like)))
    arrived = np.clip(happened.reported[like] - shift, source.year.start, source.year.export)
    order = np.argsort(arrived, kind="stable")
    like, kind, arrived = like[order], kind[order], arrived[order]
    serial = pl.Series(np.arange(len(like))).cast(pl.String).str.zfill(6)
    return pl.DataFrame({
        "Call Id": f"T{source.first:07d}-" + serial,
        "Arrived": printed(source.year, arrived),
        "Line": pl.Series(ROUTES).gather(route[like]),
        "Answered": pl.Series(np.where(kind == 2, "N", "Y")),
        "Incident No": source.report_numbers(np.where(kind == 0, like, -1)),
    })  # fmt: skip


def audit_size(reports: int) -> int:
    """Return how many reports the audit reads: 1,300, or a fifth where there are few."""
    return min(1300, reports // 5)


def audit_table(source: Source, happened: Happenings, rows: Ints) -> pl.DataFrame:
    """Return the reviews of those rows: a reviewer who reads the truth and errs once in a hundred."""
    rng, k = source.rng, len(rows)
    disclosed, recorded = happened.disclosed[rows].copy(), happened.recorded[rows].copy()
    wrong = rng.random(k) < REVIEWER_ERROR
    disclosed[wrong] = np.where(disclosed[wrong] > 0, disclosed[wrong] - 1, 1)
    recorded = np.minimum(recorded, disclosed)
    at = np.minimum(happened.reported[rows] + rng.integers(3 * DAY, 30 * DAY, k), source.year.export - 3 * HOUR)
    offence = np.where(happened.offence[rows] < 0, 0, happened.offence[rows])
    told = (disclosed > 0) & (happened.offence[rows] >= 0)
    return pl.DataFrame({
        "Review Id": "AR-" + source.report_numbers(rows),
        "Incident No": source.report_numbers(rows),
        "Reviewer": pl.Series(REVIEWERS).gather(rng.integers(0, len(REVIEWERS), k)),
        "Reviewed": printed(source.year, at),
        "Should Record": pl.Series(disclosed).cast(pl.String),
        "Were Recorded": pl.Series(recorded).cast(pl.String),
        "Class": _CLASSES.gather(offence).set(pl.Series(~told), None),
    })  # fmt: skip
