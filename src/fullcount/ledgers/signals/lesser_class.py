"""Recorded just under the line: injuries recorded as assault without injury, crimes recorded as lesser ones."""

import polars as pl

from fullcount.ledgers.classes import LESS
from fullcount.ledgers.signals.table import CASES, Signal

TOLERATED = 0.05
"""Error that needs no will: one record in twenty (our choice)."""
WITH_INJURY, WITHOUT_INJURY = "Violence with injury", "Violence without injury"
RECORDED = ("matched", "late", "misclassified")

INJURY = Signal(
    "injury-recorded-without-injury",
    "Injuries recorded as assault without injury",
    "Of {out_of} crimes that words and codes call violence with injury, {count} are recorded as violence without, "
    "where {expected} would be tolerated error. The line between the two decides what is counted as serious: read the "
    "logs named beside their records.",
)
ANY = Signal(
    "recorded-as-less",
    "Crimes recorded as lesser ones",
    "Of {out_of} crimes recorded, {count} are recorded as a lesser offence than words and codes agree on, where "
    "{expected} would be tolerated error.",
)


def _cases(rows: pl.DataFrame, hit: pl.Expr) -> pl.DataFrame:
    return rows.select(
        "unit", "district", pl.col("reported_at").dt.year().alias("year"), pl.col("report_id").alias("id"),
        hit.fill_null(value=False).alias("hit"), pl.lit(TOLERATED).alias("expected"),
    ).cast(dict(CASES))  # type: ignore[arg-type] # fmt: skip


def injury_cases(crimes: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """Return the cases of violence with injury. crimes: the crime ledger's rows with unit and reported_at.

    A hit is a record whose class is surely wrong (see `ledgers.classes`): words alone misread too many injuries.
    """
    about = groups.select("class", "subgroup")
    rows = crimes.filter(pl.col("state").is_in(RECORDED) & pl.col("report_id").is_not_null())
    for key in ("class_due", "class_recorded"):
        rows = rows.join(about.rename({"class": key, "subgroup": f"sub_{key}"}), on=key, how="left")
    is_wrong = (pl.col("state") == "misclassified") & (pl.col("sub_class_recorded") == WITHOUT_INJURY)
    return _cases(rows.filter(pl.col("sub_class_due") == WITH_INJURY), is_wrong)


def any_cases(crimes: pl.DataFrame) -> pl.DataFrame:
    """Return the cases of all crimes that answer a report."""
    rows = crimes.filter(pl.col("state").is_in(RECORDED) & pl.col("report_id").is_not_null())
    return _cases(rows, (pl.col("state") == "misclassified") & (pl.col("reason") == LESS))
