"""Public promises, recommendations and causes of concern: what the force's register says of them, and what is true."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.calendar import HOUR, printed
from fullcount.simulate.context import Context
from fullcount.simulate.places import names_of
from fullcount.simulate.staff.course.sitting import Course
from fullcount.simulate.staff.days import NEVER, instant, printed_plans
from fullcount.simulate.staff.establishment import GROUPS
from fullcount.simulate.staff.promises.words import FIRST_TRAINING, OTHERS, SECOND_TRAINING, VERIFIERS, Words
from fullcount.simulate.staff.roster import Roster
from fullcount.simulate.staff.training import year_length

Ints = npt.NDArray[np.int64]


class Fate(StrEnum):
    """What became of a commitment."""

    KEPT = "kept"
    LATE = "kept-late"
    QUIETLY = "changed-quietly"
    OPENLY = "changed-openly"
    BY_OWNER = "closed-by-its-owner"
    NOT_KEPT = "not-kept"
    NOT_YET_DUE = "not-yet-due"


# For commitments that fell due, dealt round in an order drawn by lot, so that each comes to pass in every force.
_DEALT = (Fate.KEPT, Fate.LATE, Fate.QUIETLY, Fate.BY_OWNER, Fate.NOT_KEPT, Fate.KEPT, Fate.LATE)
_RULE = {
    Fate.QUIETLY: "promises: a change stands beside the first words", Fate.NOT_KEPT: "promises: done by its date",
    Fate.LATE: "promises: done by its date", Fate.BY_OWNER: "promises: verified by another than its owner",
}  # fmt: skip

MAPPING = """\
[extracts.promises]
files = ["promises*.csv"]
format = "csv"
date_formats = ["%d/%m/%Y %H:%M:%S", "%d/%m/%Y"]

[extracts.promises.columns]
promise_id = "Ref"
kind = "Kind"
words = "Exact Words"
said_by = "Said By"
said_at = "Said"
source = "Source"
population = "Who It Covers"
due_at = "Due"
changes = "Changes"
owner = "Owner"
done_at = "Done"
verified_by = "Verified By"
verified_at = "Verified"
state = "State"
"""


@dataclass(slots=True)
class _Row:
    """One commitment as registered, days of the year; and what is true of it."""

    words: Words
    fate: Fate
    due: int  # as the register now shows it
    done: int = NEVER
    verified: int = NEVER
    verifier: str | None = None
    changes: str | None = None
    true_state: str = ""
    population: int | None = None
    met: int | None = None

    @property
    def is_training(self) -> bool:
        """Say whether this is one of the two training promises, whose days the roll-out sets."""
        return self.words in (FIRST_TRAINING, SECOND_TRAINING)


def draw_promises(context: Context, roster: Roster, course: Course) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return `promises.csv` and `promises.parquet`: the register, and what became of each commitment.

    The two training promises are judged by the true records of the course: `population` and `met` count the people
    the words cover and those of them who had truly passed by the words' date.
    """
    rng, last_day = context.rng("promises"), year_length(context.year) - 1
    rows = _training(roster, course, last_day)
    deal = rng.permutation(len(_DEALT))
    dealt = 0
    for at in rng.permutation(len(OTHERS)):
        words = OTHERS[at]
        fate = Fate.NOT_YET_DUE
        if words.due < last_day - 20:
            fate = _DEALT[deal[dealt % len(deal)]]
            dealt += 1
        rows.append(_told(rng, words, fate, last_day))
    rows[2:] = sorted(rows[2:], key=lambda row: (row.words.said, row.words.words))
    return _register(context, rng, rows), _truth(rows)


def _training(roster: Roster, course: Course, last_day: int) -> list[_Row]:
    """Return the two training promises: a date for all, and the change of it for frontline officers."""
    frontline = roster.group == GROUPS.index("constable")
    rows = []
    for words, due, who in (
        (FIRST_TRAINING, course.deadlines.all, roster.is_officer),
        (SECOND_TRAINING, course.deadlines.frontline, roster.is_officer & frontline),
    ):
        covered = who & (roster.joined <= due) & (roster.left > due) & ~course.exempt.covers(due)
        met = covered & (course.passed <= due)
        row = _Row(words, Fate.NOT_KEPT, due, population=int(covered.sum()), met=int(met.sum()))
        row.true_state = "not-kept"
        if row.met == row.population:
            row.fate, row.true_state, row.done = Fate.KEPT, "kept", due
        elif due > last_day:
            row.fate, row.true_state = Fate.NOT_YET_DUE, "not-yet-due"
        rows.append(row)
    rows[0].fate, rows[0].true_state = Fate.OPENLY, "changed"
    rows[1].changes = _id(0)
    return rows


def _told(rng: np.random.Generator, words: Words, fate: Fate, last_day: int) -> _Row:
    """Return what the register says of one commitment to which that happened."""
    row = _Row(words, fate, words.due, true_state=fate.value)
    early, late = -int(rng.integers(2, 20)), int(rng.integers(9, 60))
    if fate in (Fate.KEPT, Fate.LATE, Fate.BY_OWNER):
        row.done = min(words.due + (late if fate is Fate.LATE else early), last_day - 8)
        row.verified = row.done + int(rng.integers(2, 8))
        row.verifier = str(rng.choice(VERIFIERS))
    if fate is Fate.BY_OWNER:
        row.verifier = None if rng.random() < 0.3 else words.owner
        row.verified = row.done
        row.true_state = "not-kept" if rng.random() < 0.5 else "kept"
    if fate is Fate.QUIETLY:
        row.due = words.due + int(rng.integers(45, 120))
        row.true_state = "changed"
    return row


def _id(number: int) -> str:
    return f"PROM-{number + 1:02d}"


def _register(context: Context, rng: np.random.Generator, rows: list[_Row]) -> pl.DataFrame:
    """Return the register as the force keeps it: the words keep their first date, whatever the date beside them."""
    force = f"{names_of(context.seed).force} Police"
    year = context.year

    def column(name: str) -> Ints:
        return np.array([getattr(row, name) for row in rows], dtype=np.int64)

    said = instant(year, np.array([row.words.said for row in rows]), rng.integers(9, 17, len(rows)) * HOUR)
    named = instant(year, np.array([row.due if row.is_training else row.words.due for row in rows]))
    dates, months = printed(year, named, "%-d %B %Y"), printed(year, named, "%B")
    words = [
        row.words.words.format(force=force, date=month if row.is_training else day)
        for row, day, month in zip(rows, dates, months, strict=True)
    ]
    return pl.DataFrame({
        "Ref": [_id(number) for number in range(len(rows))],
        "Kind": [row.words.kind for row in rows],
        "Exact Words": words,
        "Said By": [row.words.said_by for row in rows],
        "Said": printed(year, said),
        "Source": [row.words.source for row in rows],
        "Who It Covers": [row.words.population for row in rows],
        "Due": printed_plans(year, column("due")),
        "Changes": pl.Series([row.changes for row in rows], dtype=pl.String),
        "Owner": [row.words.owner for row in rows],
        "Done": printed_plans(year, column("done")),
        "Verified By": pl.Series([row.verifier for row in rows], dtype=pl.String),
        "Verified": printed_plans(year, column("verified")),
        "State": [_state(row) for row in rows],
    })  # fmt: skip


def _state(row: _Row) -> str:
    if row.fate is Fate.OPENLY:
        return "changed"
    return "complete" if row.done < NEVER else "in progress"


def _truth(rows: list[_Row]) -> pl.DataFrame:
    counted = {"population": pl.Int64, "met": pl.Int64}
    columns = {
        "promise_id": [_id(number) for number in range(len(rows))],
        "true_state": [row.true_state for row in rows],
        "mechanism": [row.fate.value for row in rows],
        "population": [row.population for row in rows],
        "met": [row.met for row in rows],
        "rule": [_RULE.get(row.fate, "") for row in rows],
    }
    return pl.DataFrame(columns, schema_overrides=counted)
