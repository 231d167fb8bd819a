"""What the truth asks of a ledger: the state in which each planted report and crime record should stand."""

from collections.abc import Sequence

import polars as pl

from fullcount.core.states import CrimeState, ReportState

MISSED = (ReportState.UNRECORDED.value, ReportState.UNDER_RECORDED.value)
"""What numbers alone tell: fewer crimes recorded than disclosed."""
FAULTS = (
    ReportState.UNRECORDED.value, ReportState.UNDER_RECORDED.value, ReportState.WRONGLY_CANCELLED.value,
    ReportState.MISCLASSIFIED.value, ReportState.RECORDED_LATE.value, ReportState.AWAITING.value,
)  # fmt: skip
"""States that say that something is wrong, or (awaiting) that a crime is due and not there yet."""

REPORT_WORDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("rightly", "cancelled"), ReportState.RIGHTLY_NOT_A_CRIME.value),
    (("cancelled",), ReportState.WRONGLY_CANCELLED.value),
    (("class",), ReportState.MISCLASSIFIED.value),
    (("late",), ReportState.RECORDED_LATE.value),
)
"""Where every crime disclosed was recorded, words of the mechanism's name tell the rest; without any of them the
report was recorded in time. The first whose words all stand in the name is taken."""

CRIME_WORDS: tuple[tuple[tuple[str, ...], str | None], ...] = (
    (("no", "report"), CrimeState.NO_REPORT_FOUND.value),
    (("duplicate",), CrimeState.OVER_RECORDED.value),
    (("rightly", "cancelled"), None),
    (("cancelled",), CrimeState.WRONGLY_CANCELLED.value),
    (("class",), CrimeState.MISCLASSIFIED.value),
    (("late",), CrimeState.LATE.value),
)
"""The same for a crime record; a record rightly cancelled stands in no ledger (null); without any, it is matched."""


def _by_words(words: Sequence[tuple[tuple[str, ...], str | None]], otherwise: str) -> pl.Expr:
    """Return the state whose words all stand in the kebab-case name `mechanism`."""
    name = pl.col("mechanism").fill_null("").str.split("-")
    state: pl.Expr = pl.lit(otherwise)
    for wanted, found in reversed(words):
        stands = pl.all_horizontal([name.list.contains(word) for word in wanted])
        state = pl.when(stands).then(pl.lit(found, dtype=pl.String)).otherwise(state)
    return state


def report_should_be() -> pl.Expr:
    """Return the state in which a report of the truth should stand: by numbers where they tell, else by words."""
    disclosed, recorded = pl.col("crimes_disclosed"), pl.col("crimes_recorded")
    return (
        pl.when(disclosed == 0).then(pl.lit(ReportState.RIGHTLY_NOT_A_CRIME.value))
        .when(recorded == 0).then(pl.lit(ReportState.UNRECORDED.value))
        .when(recorded < disclosed).then(pl.lit(ReportState.UNDER_RECORDED.value))
        .otherwise(_by_words(REPORT_WORDS, ReportState.RECORDED_IN_TIME.value))
        .alias("should_be")
    )  # fmt: skip


def crime_should_be() -> pl.Expr:
    """Return the state in which a crime record of the truth should stand; null: in none."""
    return _by_words(CRIME_WORDS, CrimeState.MATCHED.value).alias("should_be")
