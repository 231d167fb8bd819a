"""The reviews and the roll-out of a training, taken from what `fullcount run` wrote: nothing to type in again."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from fullcount.audit.effect.lot import Lot
from fullcount.core.clock import end_of_day
from fullcount.core.errors import ConfigError, Fault, InputError
from fullcount.core.states import CrimeState as S
from fullcount.pipeline.auditing.effect import ROLL_OUT, Given, given
from fullcount.pipeline.auditing.tables import read_table
from fullcount.pipeline.ran import Ran, read_run, stored

PASSED_BY = 0.5
"""A team counts as trained when this share of its people who are to take the course has passed it."""
FEWEST_PEOPLE = 5
RECORDED = (S.MATCHED, S.LATE, S.MISCLASSIFIED)
MISSED = (S.UNRECORDED, S.WRONGLY_CANCELLED)


def from_store(out: Path, roll_out: Path | None, course: str | None, is_by_rules: bool, lot: Lot | None) -> Given:
    """Return what a run's store holds, ready to be measured: reports by unit and day, reviewed by people or (with
    `is_by_rules`) as the rules and the links say; the roll-out from a table, or from who passed `course` when.

    Units that the roll-out does not name are left out and counted.
    """
    ran = read_run(out)
    zone = ran.result["force"]["time_zone"]
    plan = read_table(roll_out, ROLL_OUT) if roll_out is not None else passed(ran, course, zone)
    if "trained_on" not in plan.columns:
        name = roll_out.name if roll_out is not None else "the roll-out"
        fault = Fault(f"{name} column trained_on", "is not there", "a run has days: give the day of training")
        raise InputError(f"{name} cannot be used", [fault])
    counts = by_rules(ran) if is_by_rules else by_reviewers(ran)
    local = pl.col("reported_at").dt.convert_time_zone(zone).dt.date()
    rows = counts.join(ran.ledger.select("report_id", "reported_at", "unit"), on="report_id").select(
        pl.col("unit").alias("team"),
        (local.cast(pl.Int64) + date(1970, 1, 1).toordinal()).alias("day"),
        pl.exclude("report_id", "reported_at", "unit"),
    )
    known = rows.drop_nulls(["team", "day"]).filter(pl.col("team").is_in(plan["team"].implode()))
    made = given(known, plan, ("the reports of the run", "the roll-out"), lot)
    warnings = list(made.warnings)
    if known.height < rows.height:
        warnings.append(f"{rows.height - known.height:,} report(s) of units outside the roll-out are left out")
    if is_by_rules:
        warnings.append(
            "the counts are what the rules and the links say, not what reviewers found: if training also changed how "
            "logs are written, the effect shows that too"
        )
    return Given(made.rows, made.roll_out, made.teams, tuple(warnings))


def by_reviewers(ran: Ran) -> pl.DataFrame:
    """Return a row a reviewed report, first markings only; a blank count of recorded crimes is the ledger's."""
    reviews = stored(ran, "audit_reviews", "reviewed_at")
    if reviews is None or not reviews.height:
        fault = Fault(str(ran.folder), "holds no audit reviews", "add them to force.toml, or use --counted-by rules")
        raise InputError("there is nothing to measure the effect by", [fault])
    first = reviews.filter((pl.col("marking") == 1).fill_null(value=True)) if "marking" in reviews.columns else reviews
    latest = first.sort("report_id", "reviewed_at", "review_id", nulls_last=False).unique("report_id", keep="last")
    return latest.join(
        ran.ledger.select("report_id", pl.col("crimes_recorded").alias("in_ledger")), on="report_id"
    ).select(
        "report_id",
        pl.col("crimes_disclosed").cast(pl.Int64).fill_null(0),
        pl.coalesce("crimes_recorded", "in_ledger").cast(pl.Int64).fill_null(0).alias("crimes_recorded"),
    )  # fmt: skip


def by_rules(ran: Ran) -> pl.DataFrame:
    """Return a row a report with crimes of known state: those due, recorded, recorded late, recorded without need."""
    state = pl.col("state")

    def among(states: Sequence[S]) -> pl.Expr:
        return state.is_in([one.value for one in states]).sum().cast(pl.Int64)

    counted = ran.crimes.filter(pl.col("report_id").is_not_null()).group_by("report_id").agg(
        among((*RECORDED, *MISSED)).alias("crimes_disclosed"),
        among(RECORDED).alias("crimes_recorded"),
        among((S.LATE,)).alias("crimes_late"),
        among((S.OVER_RECORDED,)).alias("crimes_over_recorded"),
    )  # fmt: skip
    return counted.sort("report_id")


def passed(ran: Ran, course: str | None, zone: str) -> pl.DataFrame:
    """Return each unit and the day on which half of its people had passed the course; null where fewer have."""
    if course is None:
        raise ConfigError(
            "who was trained when is not told",
            [Fault("--rollout, --course", "neither is given", "name a table, or a course of the force's records")],
        )
    records, roster = _accepted(ran, "course_records", "record_id"), _accepted(ran, "roster", "posting_id")
    held = None if records is None else records.filter(pl.col("module") == course)
    if held is None or roster is None or not held.height:
        fault = Fault("--course", "is in no course record of the run, or there is no roster", "name one of its courses")
        raise InputError("who was trained when is not known", [fault])
    as_at = end_of_day(date.fromisoformat(ran.result["force"]["as_at"]), ZoneInfo(zone))
    people = held.group_by("person_id").agg(pl.col("passed_at").min())
    posted = roster.join(people, on="person_id").with_columns(pl.col("passed_at").fill_null(as_at).alias("at"))
    has_left = (pl.col("to_day") < pl.col("at")).fill_null(value=False)
    there = posted.filter((pl.col("from_day") <= pl.col("at")) & ~has_left)
    latest = there.sort("person_id", "from_day").unique("person_id", keep="last")
    day = pl.col("passed_at").dt.convert_time_zone(zone).dt.date()
    return (
        latest.group_by(pl.col("unit").alias("team"))
        .agg(
            pl.len().alias("people"),
            day.sort(nulls_last=True).get((pl.len() * PASSED_BY).ceil().cast(pl.Int64) - 1).alias("trained_on"),
        )
        .filter((pl.col("people") >= FEWEST_PEOPLE) & pl.col("team").is_not_null())
        .select("team", "trained_on")
        .sort("team")
    )


def _accepted(ran: Ran, table: str, key: str) -> pl.DataFrame | None:
    """Return the accepted rows of a table that says nothing of when it was published, the last read of each key."""
    try:
        index = pl.read_csv(ran.folder / "parts.csv", infer_schema=False).filter(pl.col("table") == table)
        files = [ran.folder / "parts" / table / f"{part}.rows.parquet" for part in index["key"]]
        return pl.concat(pl.read_parquet(file) for file in files).unique(key, keep="last") if files else None
    except (OSError, pl.exceptions.PolarsError):
        return None
