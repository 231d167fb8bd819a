"""Cases become signals: how many hits a unit, a district or the force has, against how many were to be expected.

Every detector gives cases: one row for each thing that might have gone the way the signal speaks of, with whether it
did (`hit`) and how likely that was if nothing is amiss (`expected`, 0 to 1). No column names or numbers a person.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from fullcount.audit.unlikely import at_least, corrected

LEVELS = ("force", "district", "unit")
FEWEST_CASES, FEWEST_HITS = 20, 5
"""Nothing is said of fewer: chance rules there, and a small unit is its people."""
FEWEST_TIMES = 1.5
"""... nor of what is less than half as many again as expected, however unlikely: no count is expected to the point."""
MOST_LIKELY = 0.01
"""A pattern is a signal where its chance, corrected for how many were looked at, is at most this."""
EXAMPLES = 5

CASES = {
    "unit": pl.String(), "district": pl.String(), "year": pl.Int32(), "id": pl.String(), "hit": pl.Boolean(),
    "expected": pl.Float64(),
}  # fmt: skip
ROWS = {
    "signal": pl.String(), "level": pl.String(), "unit": pl.String(), "period": pl.String(), "count": pl.Int64(),
    "out_of": pl.Int64(), "expected": pl.Float64(), "times": pl.Float64(), "chance": pl.Float64(),
    "corrected": pl.Float64(), "examples": pl.String(), "explanation": pl.String(),
}  # fmt: skip
"""The columns of signals.csv; see docs/signals.md."""


@dataclass(frozen=True, slots=True)
class Signal:
    """What a detector looks for. explanation: with {count}, {out_of} and {expected}."""

    name: str
    title: str
    explanation: str


def no_cases() -> pl.DataFrame:
    """Return cases with no row."""
    return pl.DataFrame(schema=CASES)


def found_in(cases: pl.DataFrame, signal: Signal) -> pl.DataFrame:
    """Return the signals (ROWS) among some cases (CASES), by force, district and unit and by year."""
    looked_at = pl.concat([_counted(cases, level) for level in LEVELS]).filter(pl.col("out_of") >= FEWEST_CASES)
    share = (looked_at["expected"] / looked_at["out_of"]).to_numpy()
    chance = at_least(looked_at["count"].to_numpy(), looked_at["out_of"].to_numpy(), share)
    return signals_of(looked_at.with_columns(pl.Series("chance", chance)), signal)


def _counted(cases: pl.DataFrame, level: str) -> pl.DataFrame:
    name = pl.lit("all units") if level == "force" else pl.col(level)
    named = cases.with_columns(name.alias("of"), pl.lit(level).alias("level")).filter(pl.col("of").is_not_null())
    ids = pl.col("id").filter("hit").unique().sort().head(EXAMPLES)
    return (
        named.group_by("level", pl.col("of").alias("unit"), pl.col("year").cast(pl.String).alias("period"))
        .agg(
            pl.col("hit").sum().cast(pl.Int64).alias("count"), pl.len().cast(pl.Int64).alias("out_of"),
            pl.col("expected").sum(), ids.str.join(" ").alias("examples"),
        )
        .sort("level", "unit", "period")
    )  # fmt: skip


def signals_of(looked_at: pl.DataFrame, signal: Signal) -> pl.DataFrame:
    """Return those of the patterns looked at that are signals, the least likely first. looked_at: level, unit, period,
    count, out_of, expected, examples, chance; all that were looked at, since their number corrects the chances."""
    chances = np.asarray(looked_at["chance"].to_numpy(), dtype=np.float64)
    kept = looked_at.with_columns(pl.Series("corrected", corrected(chances))).filter(
        (pl.col("corrected") <= MOST_LIKELY)
        & (pl.col("count") >= FEWEST_HITS)
        & (pl.col("count") >= FEWEST_TIMES * pl.col("expected"))
    )
    words = [
        signal.explanation.format(count=f"{row[0]:,}", out_of=f"{row[1]:,}", expected=f"{row[2]:,.1f}")
        for row in kept.select("count", "out_of", "expected").iter_rows()
    ]
    made = kept.with_columns(
        pl.lit(signal.name).alias("signal"), pl.col("expected").round(2),
        (pl.col("count") / pl.max_horizontal("expected", pl.lit(0.01))).round(2).alias("times"),
        pl.col("chance").round_sig_figs(3), pl.col("corrected").round_sig_figs(3),
        pl.Series("explanation", words, dtype=pl.String),
    )  # fmt: skip
    return made.select(list(ROWS)).cast(dict(ROWS)).sort("corrected", "level", "unit", "period", "examples")  # type: ignore[arg-type]
