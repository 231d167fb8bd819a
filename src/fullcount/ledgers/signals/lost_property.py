"""Lost property beside theft or injury: logs closed as things lost, of which something said crime."""

import polars as pl

from fullcount.ledgers.signals.table import CASES, Signal

FEWEST_OTHERS = 100
USUAL = 0.08
"""What is taken for usual where too few logs were closed as other matters that are no crime."""

SIGNAL = Signal(
    "lost-property-beside-crime",
    "Closed as lost property though something said theft, robbery or injury",
    "Of {out_of} logs closed as lost property, {count} were opened as a crime or tell of one in their words, where "
    "{expected} would if it were as with other logs closed as no crime. What was taken is not lost: read the logs "
    "named.",
)


def cases(reports: pl.DataFrame, codes: list[str]) -> pl.DataFrame:
    """Return the cases. reports: the reports ledger. codes: the closing codes that mean lost property.

    Logs are opened as crimes by mistake, and words are misread, whatever a log is closed as: expected is the force's
    own share among the logs that were closed as something else that is no crime.
    """
    is_lost = pl.col("closing_code").list.eval(pl.element().is_in(codes)).list.any().fill_null(value=False)
    closed = reports.filter(pl.col("closing_class") == "not-notifiable").with_columns(
        is_lost.alias("lost"), (pl.col("alleges") & (pl.col("live") == 0)).alias("hit")
    )
    others = closed.filter(~pl.col("lost"))
    share = others["hit"].mean() if others.height >= FEWEST_OTHERS else USUAL
    return closed.filter("lost").select(
        "unit", "district", pl.col("reported_at").dt.year().alias("year"), pl.col("report_id").alias("id"), "hit",
        pl.lit(share, dtype=pl.Float64).alias("expected"),
    ).cast(dict(CASES))  # type: ignore[arg-type] # fmt: skip
