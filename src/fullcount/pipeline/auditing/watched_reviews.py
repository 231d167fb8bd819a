"""A file of reviews in the order of the draws, checked against what it was drawn from, as the bets see it."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fullcount.audit.monitoring.bets import Plan
from fullcount.audit.monitoring.draws import Scored, drawn
from fullcount.audit.monitoring.question import Question, asked_of_reports, asked_of_scored, asked_of_unlinked
from fullcount.core.errors import ConfigError, Fault, InputError
from fullcount.pipeline.auditing.drawn_by_score import SAME, Frame, places_of, read_frame
from fullcount.pipeline.auditing.tables import Column, Kind, read_table

Floats = NDArray[np.float64]

REVIEWS = (
    Column("date", Kind.DAY),
    Column("report_id", Kind.TEXT, required=True, blank=False),
    Column("draw", Kind.COUNT, blank=False, unique=True),
    Column("draw_probability", Kind.CHANCE, blank=False),
    Column("inclusion_probability", Kind.CHANCE),
    Column("crimes_disclosed", Kind.COUNT, required=True),
    Column("crimes_recorded", Kind.COUNT, required=True),
)
MOST_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reviews were drawn from: a FRAME file, or a number of reports, with the crimes recorded if known; and
    the seed of the draws (None: that they are the seed's is not checked)."""

    population: str | None
    recorded: int | None
    most_crimes: int
    plan: Plan
    planned_looks: int | None = None
    seed: str | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The reviews as bets see them, and the question asked of them."""

    question: Question
    found: Floats
    out_of: Floats
    method: str
    unlinked: int | None
    recorded: int | None


def in_order(path: Path) -> tuple[pl.DataFrame, list[str]]:
    """Return the reviews up to the first that is not made, in the order of the draws, each with the day from which it
    could be counted, when it and all before it had been read, and the warnings that go with them. No more crimes count
    as recorded than were disclosed, as in `audit estimate`.

    Raises InputError with the faults of the file.
    """
    table = read_table(path, REVIEWS)
    warnings = []
    if "draw" in table.columns:
        table = table.sort("draw")
        gap = (table["draw"] != pl.Series(np.arange(1, table.height + 1))).arg_true()
        if len(gap):
            missing = int(gap[0]) + 1
            raise InputError(
                f"{path.name} cannot be used",
                [Fault(f"{path.name} column draw", f"draw {missing:,} is not there", "give every draw from 1 on")],
            )
    unread = (table["crimes_disclosed"].is_null() | table["crimes_recorded"].is_null()).arg_true()
    if len(unread):
        kept = int(unread[0])
        waiting = table.height - kept - len(unread)
        if waiting:
            warnings.append(
                f"review {kept + 1:,} is not made yet: {waiting:,} later one(s) wait for it, since what is read first "
                "must not decide what is counted"
            )
        table = table.head(kept)
    if not table.height:
        raise InputError(
            f"{path.name} cannot be used",
            [Fault(path.name, "has no review", "fill in crimes_disclosed and crimes_recorded")],
        )
    day = pl.col("date").cum_max().forward_fill() if "date" in table.columns else pl.lit(None, dtype=pl.Date)
    extra = (table["crimes_recorded"] - table["crimes_disclosed"]).clip(lower_bound=0)
    if extra.sum():
        warnings.append(
            f"in {int((extra > 0).sum()):,} review(s) more crimes were recorded than disclosed; the "
            f"{int(extra.sum()):,} beyond those disclosed are left out of the rate"
        )
    return table.with_columns(
        day=day, crimes_recorded=pl.min_horizontal("crimes_recorded", "crimes_disclosed")
    ), warnings


def reviewed(name: str, table: pl.DataFrame, asked: Asked) -> Reviewed:
    """Return what the reviews paid, draw by draw, and the question that fits how they were drawn.

    Raises InputError or ConfigError where the file, its frame and the options do not go together.
    """
    disclosed, recorded = table["crimes_disclosed"].to_numpy(), table["crimes_recorded"].to_numpy()
    unrecorded = (disclosed - recorded).astype(float)
    population = asked.population
    is_scored = "draw_probability" in table.columns
    if asked.seed is not None and (population is None or population.isdecimal() or not is_scored):
        raise ConfigError(
            "--seed checks draws made by score from a FRAME",
            [Fault("--seed", "has nothing to be checked against", "give the FRAME and the draws of "
                   "`fullcount audit next`, or leave --seed out")],
        )  # fmt: skip
    if population is not None and not population.isdecimal():
        frame = read_frame(Path(population))
        places = _places(name, table, frame, unrecorded, is_scored)
        _bounded(name, unrecorded, asked)
        if is_scored:
            return _by_score(name, table, (frame, places, unrecorded), asked)
        question = asked_of_unlinked(len(frame.ids), frame.recorded, asked.plan.aim, asked.most_crimes)
        method = "a simple sample of the unlinked reports, by betting"
        return Reviewed(question, unrecorded, np.ones(table.height), method, len(frame.ids), frame.recorded)
    _drawn_simply(name, table, is_scored)
    size = int(population) if population is not None else None
    if size is not None and size < table.height:
        raise ConfigError(
            "the sample is larger than its population",
            [Fault("--population", f"{size:,} reports, and {table.height:,} reviews", "give the number drawn from")],
        )
    if asked.recorded is not None:
        if size is None:
            raise ConfigError(
                "--recorded needs --population",
                [Fault("--population", "is not given", "give the number of unlinked reports drawn from")],
            )
        _bounded(name, unrecorded, asked)
        question = asked_of_unlinked(size, asked.recorded, asked.plan.aim, asked.most_crimes)
        method = "a simple sample of the unlinked reports, by betting"
        return Reviewed(question, unrecorded, np.ones(table.height), method, size, asked.recorded)
    _bounded(name, disclosed.astype(float), asked)
    question = asked_of_reports(size, asked.plan.aim, asked.most_crimes)
    method = "a simple sample of all reports, by betting"
    return Reviewed(question, unrecorded, disclosed.astype(float), method, None, None)


def _by_score(
    name: str, table: pl.DataFrame, drawn_from: tuple[Frame, NDArray[np.intp], Floats], asked: Asked
) -> Reviewed:
    frame, places, unrecorded = drawn_from
    if frame.score is None or frame.chance is None:
        raise InputError(
            f"{name} was drawn by score and its frame has none",
            [Fault("the frame, column score", "is not there, or blank", "give the frame from which it was drawn")],
        )
    stated = table["draw_probability"].to_numpy()
    wrong = np.flatnonzero(np.abs(stated - frame.chance[places]) > SAME * stated + 1e-12)
    if len(wrong):
        raise InputError(
            f"{name} was not drawn from this frame",
            [
                Fault(
                    f"{name} column draw_probability",
                    f"{len(wrong):,} of {table.height:,} differ from the frame's",
                    "give the frame as it was when the reports were drawn",
                )
            ],
        )
    if asked.seed is not None:
        _of_seed(name, places, drawn(frame.chance, asked.seed, 1, len(places)))
    scored = Scored(frame.score, frame.chance, asked.most_crimes)
    question = asked_of_scored(scored, frame.recorded, asked.plan.aim)
    found = scored.payment(places, unrecorded)
    method = "unlinked reports drawn by score, by betting on differences from it"
    return Reviewed(question, found, np.ones(len(found)), method, len(frame.ids), frame.recorded)


def _of_seed(name: str, places: NDArray[np.intp], wanted: NDArray[np.intp]) -> None:
    """Raise InputError where a review is not of the report that the seed draws in its place."""
    faults = [
        Fault(f"{name} draw {row + 1:,}", "is not the report that the seed draws", "give the reports in the order of "
              "the draws, and the seed and the frame they were drawn with")
        for row in np.flatnonzero(places != wanted).tolist()
    ]  # fmt: skip
    _raise(name, faults)


def _places(name: str, table: pl.DataFrame, frame: Frame, unrecorded: Floats, may_repeat: bool) -> NDArray[np.intp]:
    joined = places_of(frame, table["report_id"])
    faults = [
        Fault(f"{name} row {row + 1} of the reviews", "is no unlinked report of the frame", "give the frame drawn from")
        for row in joined.is_null().arg_true().to_list()
    ]
    again = (~table["report_id"].is_first_distinct()).arg_true().to_list()
    if not may_repeat:
        faults += [Fault(f"{name} row {row + 1} of the reviews", "reviews a report again", "keep one") for row in again]
    elif again:
        unlike = table.select("report_id", pl.Series("u", unrecorded)).unique().group_by("report_id").len()
        if (unlike["len"] > 1).any():
            faults.append(Fault(name, "reviews a report drawn twice in two ways", "give both draws the one review"))
    _raise(name, faults)
    return joined.to_numpy().astype(np.intp)


def _drawn_simply(name: str, table: pl.DataFrame, is_scored: bool) -> None:
    is_unequal = "inclusion_probability" in table.columns and table["inclusion_probability"].n_unique() > 1
    if is_scored or is_unequal:
        raise ConfigError(
            f"{name} was drawn with unequal chances",
            [Fault("--population", "is no FRAME", "give the frame with scores from which the reports were drawn, "
                   "and draw them with `fullcount audit next`")],
        )  # fmt: skip
    again = (~table["report_id"].is_first_distinct()).arg_true().to_list()
    _raise(name, [Fault(f"{name} row {row + 1} of the reviews", "reviews a report again", "keep one") for row in again])


def _bounded(name: str, crimes: Floats, asked: Asked) -> None:
    over = np.flatnonzero(crimes > asked.most_crimes).tolist()
    if over:
        most = int(crimes.max())
        raise ConfigError(
            f"a report of {name} holds more than {asked.most_crimes} crime(s), and the interval rests on that bound",
            [Fault(f"{name} row {row + 1} of the reviews", "holds more",
                   f"give --most-crimes {most}, or as many as a report can hold: fixed before the next review")
             for row in over[:MOST_FAULTS]],
        )  # fmt: skip


def _raise(name: str, faults: list[Fault]) -> None:
    if faults:
        more = [Fault(name, f"{len(faults) - MOST_FAULTS:,} more", "")] if len(faults) > MOST_FAULTS else []
        raise InputError(f"{name} cannot be used", [*faults[:MOST_FAULTS], *more])
