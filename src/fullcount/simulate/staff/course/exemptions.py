"""Who need not take the refresher yet, why, by whose leave and until when."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.context import Context
from fullcount.simulate.staff.absence import REASONS, Absence
from fullcount.simulate.staff.days import NEVER, printed_plans
from fullcount.simulate.staff.establishment import GROUPS
from fullcount.simulate.staff.roster import SPELLS, Roster

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

WHY = ("maternity", "long-term sickness", "suspended", "career break", "secondment", "restricted duties")
_LONG = 45  # days away from which somebody is exempted
_ASKED = 0.85  # share of those away so long for whom an exemption was asked for
_OTHERS = 0.004  # share of people exempt for restricted duties
_SHORT = 0.3  # share of exemptions that were given for too short a time, and ran out
_UNAPPROVED = 12  # how many nobody approved

MAPPING = """\
[extracts.exemptions]
files = ["exemptions*.csv"]
format = "csv"
date_formats = ["%d/%m/%Y"]

[extracts.exemptions.columns]
exemption_id = "Exemption Ref"
person_id = "Collar No"
reason = "Reason"
approved_by = "Approved By"
from_day = "From"
expires_on = "Expires"
"""


@dataclass(frozen=True, slots=True)
class Exemptions:
    """At most one a person, each `(p,)`; NEVER as `first` where there is none."""

    why: Ints  # index into WHY
    approver: Ints  # row of the roster; -1 nobody
    first: Ints  # day
    expires: Ints  # the last day exempt

    @property
    def valid(self) -> Flags:
        """Say who has an exemption that somebody approved."""
        return (self.first < NEVER) & (self.approver >= 0)

    def covers(self, day: Ints | int) -> Flags:
        """Say who is exempt, with approval, on a day."""
        return self.valid & (self.first <= day) & (day <= self.expires)


def draw_exemptions(context: Context, roster: Roster, due: Ints) -> Exemptions:
    """Return exemptions of people who are away for long about their due day, and of a few others."""
    rng, people = context.rng("exemptions"), len(roster)
    why, first, last = np.full(people, -1), np.full(people, NEVER), np.full(people, NEVER)
    held = roster.absences
    long = held.take((held.last - held.first >= _LONG) & (held.first <= due[held.row]) & (held.last >= due[held.row]))
    reason = [REASONS.index(Absence.MATERNITY), REASONS.index(Absence.SICK), REASONS.index(Absence.SUSPENSION)]
    why[long.row] = np.array([reason.index(r) if r in reason else -1 for r in range(len(REASONS))])[long.reason]
    first[long.row], last[long.row] = long.first, long.last
    out = (roster.spell > SPELLS.index("acting")) & (roster.spell_first <= due) & (roster.spell_last >= due)
    why = np.where(out, WHY.index("career break") + roster.spell - 1, why)
    first, last = np.where(out, roster.spell_first, first), np.where(out, roster.spell_last, last)
    why[rng.random(people) > _ASKED] = -1
    others = (rng.random(people) < _OTHERS) & (why < 0) & (roster.joined < due) & (roster.left > due)
    why[others] = WHY.index("restricted duties")
    first[others] = due[others] - rng.integers(10, 90, int(others.sum()))
    last[others] = due[others] + rng.integers(30, 200, int(others.sum()))
    first = np.maximum(first, np.maximum(roster.joined, 20)) + rng.integers(0, 12, people)
    short = rng.random(people) < _SHORT
    expires = np.where(short, due + rng.integers(5, 25, people), last + 28)
    none = (why < 0) | (first > due)
    approver = np.where(none, -1, _approvers(rng, roster, people))
    approver[rng.permutation(np.flatnonzero(~none))[:_UNAPPROVED]] = -1
    return Exemptions(why, approver, np.where(none, NEVER, first), np.where(none, NEVER, expires))


def _approvers(rng: np.random.Generator, roster: Roster, people: int) -> Ints:
    """Return who approved each: somebody of a chief inspector's rank or above, never oneself."""
    seniors = np.flatnonzero((roster.group == GROUPS.index("senior")) & (roster.joined < 0) & (roster.left == NEVER))
    at = rng.integers(0, len(seniors), people)
    own = seniors[at] == np.arange(people)
    return np.asarray(seniors[(at + own) % len(seniors)], dtype=np.int64)


def exemptions_table(context: Context, roster: Roster, exempt: Exemptions) -> pl.DataFrame:
    """Return `exemptions.csv`."""
    row = np.flatnonzero(exempt.first < NEVER)
    return pl.DataFrame({
        "Exemption Ref": "EX" + pl.Series(np.arange(1, len(row) + 1)).cast(pl.String).str.zfill(4),
        "Collar No": roster.collar.gather(row),
        "Reason": pl.Series(WHY).gather(exempt.why[row]),
        "Approved By": roster.numbers(exempt.approver[row]),
        "From": printed_plans(context.year, exempt.first[row]),
        "Expires": printed_plans(context.year, exempt.expires[row]),
    })  # fmt: skip
