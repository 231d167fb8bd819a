"""`roster.csv`: one row for every posting; acting in a higher rank, a break or a secondment is a posting of its own."""

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.context import Context
from fullcount.simulate.places import names_of
from fullcount.simulate.staff.days import NEVER, days_of, printed_days
from fullcount.simulate.staff.establishment import NEXT_RANK, RANKS, ROLES
from fullcount.simulate.staff.roster import SPELLS, Roster
from fullcount.simulate.staff.teams import SHIFTS, TEAMS

Ints = npt.NDArray[np.int64]

MAPPING = """\
[extracts.roster]
files = ["roster*.csv"]
format = "csv"
date_formats = ["%d/%m/%Y"]

[extracts.roster.columns]
posting_id = "Posting Ref"
person_id = "Collar No"
rank = "Rank"
acting_rank = "Acting Rank"
role = "Role"
unit = "Unit"
district = "District"
shift = "Shift"
from_day = "From"
to_day = "To"
status = "Status"
"""
_SERVING = "serving"


def roster_table(context: Context, roster: Roster) -> pl.DataFrame:
    """Return the postings of everybody in order of collar number and day; the posting now held has no last day."""
    days = days_of(context.year)
    everyone = np.arange(len(roster))
    spelled = np.flatnonzero((roster.spell >= 0) & (roster.spell_first < days))
    after = spelled[(roster.spell_last[spelled] < days) & (roster.spell_last[spelled] + 1 < roster.left[spelled])]
    until = np.where(np.isin(everyone, spelled), roster.spell_first, roster.left) - 1
    row = np.concatenate([everyone, spelled, after])
    first = np.concatenate([roster.joined, roster.spell_first[spelled], roster.spell_last[after] + 1])
    last = np.concatenate([until, roster.spell_last[spelled], roster.left[after] - 1])
    spell = np.concatenate([np.full(len(roster), -1), roster.spell[spelled], np.full(len(after), -1)])
    order = np.lexsort((first, roster.number[row]))
    row, first, last, spell = row[order], first[order], last[order], spell[order]
    team, districts = roster.team[row], names_of(context.seed).districts
    ended = np.where(last >= days, NEVER, last)
    return pl.DataFrame({
        "Posting Ref": "POST" + pl.Series(np.arange(1, len(row) + 1)).cast(pl.String).str.zfill(5),
        "Collar No": roster.collar.gather(row),
        "Rank": pl.Series(RANKS).gather(roster.rank[row]),
        "Acting Rank": _acting(roster.rank[row], spell),
        "Role": pl.Series(ROLES).gather(roster.role[row]),
        "Unit": pl.Series([each.name for each in TEAMS]).gather(team),
        "District": pl.Series([districts[t.district] if t.district >= 0 else "Force" for t in TEAMS]).gather(team),
        "Shift": pl.Series([SHIFTS[t.shift] if t.shift >= 0 else None for t in TEAMS]).gather(team),
        "From": printed_days(context.year, first),
        "To": printed_days(context.year, ended),
        "Status": _status(spell, (ended < NEVER) & (ended == roster.left[row] - 1)),
    })  # fmt: skip


def _acting(rank: Ints, spell: Ints) -> pl.Series:
    higher = pl.Series([NEXT_RANK.get(rank) for rank in RANKS]).gather(rank)
    return higher.set(pl.Series(spell != SPELLS.index("acting")), None)


def _status(spell: Ints, left: npt.NDArray[np.bool_]) -> pl.Series:
    away = pl.Series([*SPELLS, _SERVING]).gather(spell % (len(SPELLS) + 1)).replace("acting", _SERVING)
    return away.set(pl.Series(left), "left")
