"""Who is away and why: spells of sickness, maternity, annual leave and suspension.

Shares are invented, near what forces publish: about 8% of days on leave, 4% sick, one person in a hundred
on maternity leave at any time, a few suspended.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.context import Context
from fullcount.simulate.staff.days import days_of, printed_days

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_EARLIEST = -200  # spells that began before the year reach into it


class Absence(StrEnum):
    SICK = "sick"
    MATERNITY = "maternity"
    LEAVE = "annual leave"
    SUSPENSION = "suspension"


REASONS = tuple(Absence)
# reason, spells a person over the drawn days, shortest and longest in days, power (above 1: mostly short)
_SPELLS = (
    (Absence.SICK, 2.8, 1, 14, 2.5), (Absence.SICK, 0.09, 28, 200, 1.5), (Absence.MATERNITY, 0.024, 120, 364, 0.7),
    (Absence.LEAVE, 6.6, 3, 14, 1.3), (Absence.SUSPENSION, 0.006, 20, 300, 1.0),
)  # fmt: skip

MAPPING = """\
[extracts.absences]
files = ["absences*.csv"]
format = "csv"
date_formats = ["%d/%m/%Y"]

[extracts.absences.columns]
absence_id = "Absence Ref"
person_id = "Collar No"
from_day = "First Day"
to_day = "Last Day"
reason = "Absence Type"
"""


@dataclass(frozen=True, slots=True)
class Absences:
    """Spells away, each `(a,)`, by person and day; no two of one person overlap."""

    row: Ints  # of the roster
    reason: Ints  # index into REASONS
    first: Ints  # day
    last: Ints  # day, the last one away

    def __len__(self) -> int:
        return len(self.row)

    def take(self, which: Ints | Flags) -> "Absences":
        """Return those spells."""
        return Absences(self.row[which], self.reason[which], self.first[which], self.last[which])


def draw_absences(context: Context, joined: Ints, left: Ints) -> Absences:
    """Return spells away of people who joined and left on those days, each `(p,)`, within their service."""
    rng, people, days = context.rng("absences"), len(joined), days_of(context.year)
    drawn = []
    for reason, rate, shortest, longest, power in _SPELLS:
        n = rng.poisson(rate * people)
        length = shortest + ((longest - shortest + 1) * rng.random(n) ** power).astype(np.int64)
        first = rng.integers(_EARLIEST, days, n)
        code = np.full(n, REASONS.index(reason))
        drawn.append(Absences(rng.integers(0, people, n), code, first, first + length - 1))
    whole = Absences(*(np.concatenate([getattr(spells, name) for spells in drawn]) for name in Absences.__slots__))
    first = np.maximum(whole.first, joined[whole.row])
    last = np.minimum(whole.last, left[whole.row] - 1)
    spells = Absences(whole.row, whole.reason, first, last).take((first <= last) & (last >= 0))
    return _apart(spells.take(np.lexsort((spells.last, spells.first, spells.row))))


def _apart(spells: Absences) -> Absences:
    """Return spells in order of person and day without those that begin before an earlier one has ended."""
    span = int(spells.last.max(initial=0)) - _EARLIEST + 10_000
    last = spells.row * span + spells.last
    before = np.concatenate([[np.iinfo(np.int64).min], np.maximum.accumulate(last)[:-1]])
    return spells.take(spells.row * span + spells.first > before)


def days_away(spells: Absences, people: int, days: int) -> Flags:
    """Return who is away on which day, `(people, days)`."""
    change = np.zeros((people, days + 1), dtype=np.int8)
    np.add.at(change, (spells.row, np.maximum(spells.first, 0)), 1)
    np.add.at(change, (spells.row, np.minimum(spells.last + 1, days)), -1)
    return np.cumsum(change[:, :days], axis=1, dtype=np.int8) > 0


def absences_table(context: Context, spells: Absences, collar: pl.Series) -> pl.DataFrame:
    """Return `absences.csv`: a spell that had not ended when the export was made has no last day."""
    serial = pl.Series(np.arange(1, len(spells) + 1)).cast(pl.String).str.zfill(6)
    return pl.DataFrame({
        "Absence Ref": "ABS" + serial,
        "Collar No": collar.gather(spells.row),
        "First Day": printed_days(context.year, spells.first),
        "Last Day": printed_days(context.year, spells.last),
        "Absence Type": pl.Series(REASONS, dtype=pl.String).gather(spells.reason),
    })  # fmt: skip
