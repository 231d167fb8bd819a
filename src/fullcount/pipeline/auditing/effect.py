"""The reviews and the roll-out of a training, read from two tables, checked beside each other, and measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from fullcount.audit.effect.lot import Lot
from fullcount.audit.effect.measure import Asked, measured
from fullcount.audit.effect.results import Effect, Measured
from fullcount.audit.effect.rows import NEVER, WEEK, Ints, Reviews, RollOut
from fullcount.audit.results import Refusal
from fullcount.core.errors import Fault, InputError
from fullcount.pipeline.auditing.tables import Column, Kind, read_table

MOST_TOLD = 20
MOST_WEEKS = 520
MOST_ROOM = 20_000_000
"""Teams times weeks times weeks: what the jackknife holds at once, about 160 MB."""
METHOD = "imputation on untrained weeks, jackknife over teams, Student's t"
REVIEWS = (
    Column("team", Kind.TEXT, required=True, blank=False),
    Column("date", Kind.DAY, blank=False),
    Column("week", Kind.COUNT, blank=False),
    Column("crimes_disclosed", Kind.COUNT, required=True, blank=False),
    Column("crimes_recorded", Kind.COUNT, required=True, blank=False),
    Column("crimes_late", Kind.COUNT, blank=False),
    Column("crimes_over_recorded", Kind.COUNT, blank=False),
)
ROLL_OUT = (
    Column("team", Kind.TEXT, required=True, blank=False, unique=True),
    Column("trained_on", Kind.DAY),
    Column("trained_week", Kind.COUNT),
    Column("cohort", Kind.TEXT),
    Column("area", Kind.TEXT),
)
BALANCING = {
    "late": ("crimes_late", "crimes recorded, that were recorded late"),
    "over-recorded": ("crimes_over_recorded", "crimes recorded, that no report discloses"),
}
"""Outcomes that must not get worse while the recording rate gets better, and the column that counts each."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is measured: rows `team, day, crimes_disclosed, crimes_recorded` and perhaps the balancing columns, `day`
    an ordinal and `team` a number; the roll-out and the teams' names by number; what was set right on the way."""

    rows: pl.DataFrame
    roll_out: RollOut
    teams: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def read_given(reviews: Path, roll_out: Path, lot: Lot | None) -> Given:
    """Return the two tables, ready to be measured. Raises InputError with row and column of every fault."""
    rows = read_table(reviews, REVIEWS)
    plan = read_table(roll_out, ROLL_OUT)
    column, needed = _clock(rows, plan, reviews.name, roll_out.name)
    plan = plan.select(pl.all().exclude({"trained_on", "trained_week"} - {needed}))
    return given(rows.with_columns(_ordinal(rows[column]).alias("day")), plan, (reviews.name, roll_out.name), lot)


def given(rows: pl.DataFrame, plan: pl.DataFrame, names: tuple[str, str], lot: Lot | None) -> Given:
    """Return rows with `team, day, ...` beside their plan, checked: every team is in the plan, counts fit each other.

    `names` are those of the two tables, for the faults. A blank day of training means: not trained in the watch.
    """
    teams = plan["team"].to_list()
    number = {team: place for place, team in enumerate(teams)}
    place = rows["team"].replace_strict(number, default=None, return_dtype=pl.Int64)
    faults = [
        Fault(f"{names[0]} row {row + 2} column team", f"is not in {names[1]}", f"add the team to {names[1]}")
        for row in place.is_null().arg_true()
    ]
    faults += _counts_faults(rows, names[0])
    trained = _trained(plan)
    cohort = _numbered(plan, "cohort")
    if lot is Lot.COHORT:
        faults += _cohort_faults(cohort, trained, names[1])
    _raise(faults, names[0])
    kept = rows.with_columns(place.alias("team"))
    _check_size(kept, len(teams), names[0])
    over = int((kept["crimes_recorded"] > kept["crimes_disclosed"]).sum())
    warnings = [f"{over:,} row(s) have more crimes recorded than disclosed; as many as disclosed count"] if over else []
    idle = len(teams) - kept["team"].n_unique()
    if idle:
        warnings.append(f"{idle:,} team(s) of the roll-out have no review")
    kept = kept.with_columns(pl.min_horizontal("crimes_recorded", "crimes_disclosed").alias("crimes_recorded"))
    return Given(kept, RollOut(trained, cohort, _numbered(plan, "area")), tuple(teams), tuple(warnings))


def told(held: Given, asked: Asked, outcomes: Sequence[str]) -> dict[str, Any]:
    """Return the effect on the recording rate and on each balancing outcome, as plain words and numbers."""
    rows = held.rows
    found = measured(_reviews(rows, pl.col("crimes_recorded"), pl.col("crimes_disclosed")), held.roll_out, asked)
    lot = None if asked.lot is None else str(asked.lot)
    result: dict[str, Any] = {"outcome": "recorded", **_told(found, held.teams), "lot": lot}
    result["balancing"] = [_balancing(held, name, asked) for name in outcomes or _present(rows)]
    result["warnings"] = [*held.warnings, *result["warnings"]]
    return result


def _present(rows: pl.DataFrame) -> list[str]:
    return [name for name, (column, _) in BALANCING.items() if column in rows.columns]


def _balancing(held: Given, name: str, asked: Asked) -> dict[str, Any]:
    column, says = BALANCING[name]
    if column not in held.rows.columns:
        why = Refusal(f"the reviews have no column {column}")
        return {"outcome": name, "share_of": says, **_told(why, held.teams)}
    out_of = pl.col("crimes_recorded") + (pl.col(column) if name == "over-recorded" else 0)
    found = measured(_reviews(held.rows, pl.col(column), out_of), held.roll_out, asked)
    return {"outcome": name, "share_of": says, **_told(found, held.teams)}


def _reviews(rows: pl.DataFrame, those: pl.Expr, out_of: pl.Expr) -> Reviews:
    made = rows.select("team", "day", out_of.cast(pl.Float64).alias("n"), those.cast(pl.Float64).alias("y"))
    return Reviews(*(made[name].to_numpy() for name in ("team", "day", "n", "y")))


def _told(found: Measured | Refusal, teams: Sequence[str]) -> dict[str, Any]:
    if isinstance(found, Refusal):
        return {"effect": None, "why": found.why, "warnings": []}
    return {
        "effect": {**_effect(found.effect), "level": found.level, "method": METHOD},
        "why": None,
        "p_by_lot": found.lot_p,
        "placebo": {**_effect_or_why(found.placebo), "weeks_earlier": found.placebo_weeks},
        "not_yet_treated": None if found.not_yet is None else _effect(found.not_yet),
        "spill_over": _effect_or_why(found.spill_over),
        "by_week": [
            {"week": week.week, "placebo": week.week < 0, **_effect(week.effect), "crimes": week.crimes,
             "teams": week.teams}
            for week in found.by_week
        ],
        "rate_before": round(found.before, 6),
        "teams": found.teams,
        "trained_teams": found.trained_teams,
        "crimes": {"untrained": found.untrained_crimes, "trained": found.treated_crimes, "not_measured": found.beyond},
        "most_influential": {
            "team": teams[found.influence.team], "effect_without": round(found.influence.without, 6),
            "share_of_variance": round(found.influence.variance_share, 4),
            "largest_share_of_crimes": round(found.influence.weight, 4),
        },
        "warnings": list(found.warnings),
    }  # fmt: skip


def _effect(effect: Effect) -> dict[str, float]:
    return {name: round(getattr(effect, name), 6) for name in ("estimate", "low", "high", "p")}


def _effect_or_why(found: Effect | Refusal) -> dict[str, Any]:
    return {"why": found.why} if isinstance(found, Refusal) else _effect(found)


def _clock(rows: pl.DataFrame, plan: pl.DataFrame, reviews: str, roll_out: str) -> tuple[str, str]:
    """Return the columns that tell time in each table. Raises InputError where dates and weeks do not go together."""
    column, needed = ("date", "trained_on") if "date" in rows.columns else ("week", "trained_week")
    if column not in rows.columns:
        todo = "give the day on which each report was made, or the number of its week"
        raise InputError(f"{reviews} cannot be used", [Fault(f"{reviews} column date", "is not there", todo)])
    if needed not in plan.columns:
        todo = f"give when each team was trained; {reviews} has {column}"
        raise InputError(f"{roll_out} cannot be used", [Fault(f"{roll_out} column {needed}", "is not there", todo)])
    return column, needed


def _ordinal(values: pl.Series) -> pl.Series:
    """Return days as ordinals; a week's number stands for its Monday."""
    if values.dtype == pl.Date:
        return values.cast(pl.Int64) + date(1970, 1, 1).toordinal()
    return values * WEEK + 1


def _trained(plan: pl.DataFrame) -> Ints:
    column = "trained_on" if "trained_on" in plan.columns else "trained_week"
    return np.asarray(_ordinal(plan[column]).fill_null(NEVER).to_numpy(), dtype=np.int64)


def _numbered(plan: pl.DataFrame, column: str) -> Ints:
    """Return the values of a column as numbers from 0; -1 where blank or where there is no such column."""
    if column not in plan.columns:
        return np.full(plan.height, -1)
    values = {value: place for place, value in enumerate(plan[column].drop_nulls().unique(maintain_order=True))}
    return np.array([values.get(value, -1) for value in plan[column]], dtype=np.int64)


def _counts_faults(rows: pl.DataFrame, name: str) -> list[Fault]:
    if "crimes_late" not in rows.columns:
        return []
    bad = (rows["crimes_late"] > rows["crimes_recorded"]).arg_true()
    what = "is more than the crimes recorded"
    return [Fault(f"{name} row {row + 2} column crimes_late", what, "count only recorded ones") for row in bad]


def _cohort_faults(cohort: Ints, trained: Ints, name: str) -> list[Fault]:
    faults = []
    for row, number in enumerate(cohort):
        where = f"{name} row {row + 2} column cohort"
        if number < 0:
            faults.append(Fault(where, "is blank", "name the cohort that the lot was drawn for, or use --lot team"))
        elif trained[row] != trained[np.argmax(cohort == number)]:
            faults.append(Fault(where, "was trained on another day than its cohort", "use --lot team, or mend the day"))
    return faults


def _check_size(rows: pl.DataFrame, teams: int, name: str) -> None:
    if not rows.height:
        raise InputError(f"{name} cannot be used", [Fault(name, "has no rows", "give at least one row a team")])
    weeks = (rows["day"].max() - rows["day"].min()) // WEEK + 1  # type: ignore[operator]
    if weeks > MOST_WEEKS or teams * weeks**2 > MOST_ROOM:
        what = f"spans {weeks:,} weeks of {teams:,} teams, more than can be compared at once"
        raise InputError(f"{name} cannot be used", [Fault(name, what, "leave out what is far from the training")])


def _raise(faults: list[Fault], name: str) -> None:
    if not faults:
        return
    more = len(faults) - MOST_TOLD
    told_of = faults[:MOST_TOLD]
    if more > 0:
        told_of.append(Fault(name, f"{more:,} more fault(s) of these kinds", "mend those above first"))
    raise InputError(f"{name} cannot be used", told_of)
