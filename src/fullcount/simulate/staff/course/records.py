"""The training system's extracts, `course_records.csv` and `course_answers.csv`, and what is true behind them."""

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.calendar import HOUR, Seconds, printed
from fullcount.simulate.context import Context
from fullcount.simulate.staff.course.answers import ITEMS_AN_ATTEMPT, draw_items
from fullcount.simulate.staff.course.sitting import TAKEN, Course, Taken
from fullcount.simulate.staff.days import NEVER, instant, moments, printed_plans
from fullcount.simulate.staff.establishment import GROUPS
from fullcount.simulate.staff.roster import Roster
from fullcount.simulate.staff.teams import TEAMS

Ints = npt.NDArray[np.int64]

MODULES = {"response": "First response", "neighbourhood": "First response", "cid": "Investigation",
           "protection": "Investigation", "contact": "First contact", "bureau": "Recording decisions",
           "recording": "Recording decisions"}  # fmt: skip
SUPERVISION = "Supervision and closures"
_SUPERVISORS = ("sergeant", "inspector", "senior")
_AT_FAULT = (Taken.LATE, Taken.NOT_STARTED, Taken.NOT_PASSED, Taken.UNAPPROVED, Taken.LAPSED, Taken.NOT_ATTENDED)

MAPPING = """\
[extracts.course_records]
files = ["course_records*.csv"]
format = "csv"
date_formats = ["%d/%m/%Y %H:%M:%S", "%d/%m/%Y"]

[extracts.course_records.columns]
record_id = "Record Id"
person_id = "Collar No"
module = "Course"
due_on = "Due"
started_at = "Started"
passed_at = "Passed"
score = "Score"
attempts = "Attempts"

[extracts.course_answers]
files = ["course_answers*.csv"]
format = "csv"
date_formats = ["%d/%m/%Y %H:%M:%S"]

[extracts.course_answers.columns]
answer_id = "Answer Id"
person_id = "Collar No"
item_id = "Item"
answered_at = "Answered"
right = "Correct"
"""


def course_tables(context: Context, roster: Roster, course: Course) -> dict[str, pl.DataFrame]:
    """Return `course_records.csv`, one row for everybody in scope, and `course_answers.csv`, 12 for each attempt."""
    answered = _answer_times(context, course)
    return {
        "course_records.csv": _records(context, roster, course, answered),
        "course_answers.csv": _answers(context, roster, course, answered),
    }


def _answer_times(context: Context, course: Course) -> Seconds:
    """Return when each answer was given, `(p, attempts, 12)`; -1 for attempts not made."""
    rng, shape = context.rng("answer times"), course.sittings.item.shape
    start = rng.integers(8 * HOUR, 16 * HOUR, shape[:2])
    after = start[:, :, None] + np.cumsum(rng.integers(40, 260, shape), axis=2)
    return instant(context.year, course.attempt_day[:, :, None], after)


def _passed_at(course: Course, answered: Seconds) -> Seconds:
    """Return when each person truly passed, `(p,)`: half a minute after the last answer; -1 where not."""
    last = np.maximum(course.attempts - 1, 0)
    return np.where(course.passed < NEVER, answered[np.arange(len(last)), last, -1] + 30, -1)


def _records(context: Context, roster: Roster, course: Course, answered: Seconds) -> pl.DataFrame:
    rng, made = context.rng("course records"), course.attempts
    forged = course.is_taken(Taken.NOT_ATTENDED)
    sat = instant(context.year, course.planned, rng.integers(9 * HOUR, 15 * HOUR, len(roster)))
    started = np.where(forged, sat, np.where(made > 0, answered[:, 0, 0] - 90, -1))
    passed = np.where(forged, sat + rng.integers(600, 3000, len(roster)), _passed_at(course, answered))
    right = course.sittings.count_right()[np.arange(len(roster)), np.maximum(made - 1, 0)]
    score = np.round(right / ITEMS_AN_ATTEMPT * 100).astype(np.int64)
    score = np.where(forged, rng.choice([83, 92, 100], len(roster)), score)
    attempts = np.where(forged, 1, made)
    supervises = np.isin(roster.group, [GROUPS.index(group) for group in _SUPERVISORS])
    module = pl.Series([MODULES[team.kind] for team in TEAMS]).gather(roster.team)
    row = np.flatnonzero(course.in_scope)
    frame = pl.DataFrame({
        "Collar No": roster.collar, "Course": module.set(pl.Series(supervises), SUPERVISION),
        "Due": printed_plans(context.year, course.due), "Started": printed(context.year, started),
        "Passed": printed(context.year, passed),
        "Score": pl.Series(score).cast(pl.String).set(pl.Series(attempts == 0), None),
        "Attempts": pl.Series(attempts).cast(pl.String),
    })[row]  # fmt: skip
    serial = "CR" + pl.Series(np.arange(1, len(row) + 1)).cast(pl.String).str.zfill(5)
    return frame.insert_column(0, serial.alias("Record Id"))


def _answers(context: Context, roster: Roster, course: Course, answered: Seconds) -> pl.DataFrame:
    person, attempt = np.nonzero(course.attempt_day < NEVER)
    items = draw_items(context).ids.gather(course.sittings.item[person, attempt].ravel())
    serial = np.arange(1, len(items) + 1)
    return pl.DataFrame({
        "Answer Id": "A" + pl.Series(serial).cast(pl.String).str.zfill(6),
        "Collar No": roster.collar.gather(np.repeat(person, ITEMS_AN_ATTEMPT)),
        "Item": items,
        "Answered": printed(context.year, answered[person, attempt].ravel()),
        "Correct": pl.Series(["N", "Y"]).gather(course.sittings.right[person, attempt].ravel().astype(np.int64)),
    })  # fmt: skip


def training_truth(context: Context, roster: Roster, course: Course) -> pl.DataFrame:
    """Return `training.parquet`: everybody in scope; `passed_on` is when they truly passed, null where never."""
    at_fault = np.isin(course.taken, [TAKEN.index(how) for how in _AT_FAULT])
    frontline = roster.group == GROUPS.index("constable")
    promise = np.where(roster.is_officer, np.where(frontline, 2, 1), 0)
    rule = pl.Series(["force training plan", "training promise 1", "training promise 2"]).gather(promise)
    frame = pl.DataFrame({
        "person_id": roster.collar,
        "team": pl.Series([team.name for team in TEAMS]).gather(roster.team),
        "due_on": moments(instant(context.year, course.due)),
        "passed_on": moments(_passed_at(course, _answer_times(context, course))),
        "attempts": course.attempts,
        "by_first_date": course.passed <= course.deadlines.all,
        "ability": course.ability,
        "mechanism": pl.Series(TAKEN, dtype=pl.String).gather(course.taken),
        "rule": rule.set(pl.Series(~at_fault), ""),
    })  # fmt: skip
    return frame.filter(pl.Series(course.in_scope))
