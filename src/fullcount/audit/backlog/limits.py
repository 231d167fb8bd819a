"""Until when something can still be done about a missed report, and what part of its worth goes then."""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits that are taken where the table gives none, and the part of a report's harm that each takes with it.

    `summary_months`: a summary offence must be laid before a court within six months of being committed (Magistrates'
    Courts Act 1980, section 127; a common assault in domestic abuse has longer, Criminal Justice Act 1988, section 39A:
    give its day in `limit_day`). `cctv_days`: recordings are commonly written over after about 30 days; no law sets it,
    so state your own. `clock_hours`: a crime is to be recorded within 24 hours of the report (Crime Recording Rules).
    What is left when all have gone is still owed: the record, and the victim's rights.
    """

    summary_months: int = 6
    cctv_days: int = 30
    clock_hours: int = 24
    court_part: float = 0.5
    cctv_part: float = 0.3
    clock_part: float = 0.1


COURT, CCTV, CLOCK = "time limit of the court", "CCTV", "24-hour clock"
PARTS = (COURT, CCTV, CLOCK)


def limits_of(misses: pl.DataFrame, limits: Limits) -> pl.DataFrame:
    """Return the last day on which each limit can be met, one column a limit (null: none), rows as in `misses`.

    `misses`: date (of the report) and, where known, offence_date, summary_only, cctv, limit_day (the court's, which
    overrides), cctv_day. Without offence_date the offence is taken to be of the day of the report.
    """
    have = set(misses.columns)

    def given(name: str, otherwise: pl.Expr) -> pl.Expr:
        return pl.coalesce(name, otherwise) if name in have else otherwise

    def where(name: str, day: pl.Expr) -> pl.Expr:
        return pl.when(pl.col(name).fill_null(value=False)).then(day) if name in have else pl.lit(None, dtype=pl.Date)

    committed = given("offence_date", pl.col("date"))
    court = committed.dt.offset_by(f"{limits.summary_months}mo").dt.offset_by("-1d")
    cctv = committed.dt.offset_by(f"{limits.cctv_days}d")
    return misses.select(
        given("limit_day", where("summary_only", court)).cast(pl.Date).alias(COURT),
        given("cctv_day", where("cctv", cctv)).cast(pl.Date).alias(CCTV),
        pl.col("date").dt.offset_by(f"{limits.clock_hours}h").cast(pl.Date).alias(CLOCK),
    )


def parts_of(limits: Limits) -> dict[str, float]:
    """Return the part of the harm that goes with each limit, 0 to 1."""
    return {COURT: limits.court_part, CCTV: limits.cctv_part, CLOCK: limits.clock_part}
