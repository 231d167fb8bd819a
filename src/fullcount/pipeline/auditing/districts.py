"""Reads the sample and the frame of the districts' rates."""

from pathlib import Path

import polars as pl

from fullcount.core.errors import Fault, InputError
from fullcount.pipeline.auditing.tables import Column, Kind, read_table

SAMPLE = (
    Column("report_id", Kind.TEXT, required=True, blank=False, unique=True),
    Column("crimes_disclosed", Kind.COUNT, required=True),
    Column("crimes_recorded", Kind.COUNT, required=True),
    Column("inclusion_probability", Kind.CHANCE, blank=False),
)
FRAME = (
    Column("report_id", Kind.TEXT, required=True, blank=False, unique=True),
    Column("district", Kind.TEXT, required=True),
    Column("linked", Kind.YES_NO, required=True, blank=False),
    Column("crimes_recorded", Kind.COUNT),
    Column("score", Kind.SHARE),
    Column("group", Kind.TEXT),
    Column("stratum", Kind.TEXT),
)
UNKNOWN = "unknown"


def read_districts(sample: Path, frame: Path) -> tuple[pl.DataFrame, pl.DataFrame, list[str]]:
    """Return the sample with its weights, the frame, and what a reader must be warned of.

    A review without `crimes_disclosed` is one whose log did not say: it is left out, and counted. Weights: one over the
    inclusion probability; else the unlinked reports of the stratum over those reviewed; else of the force.
    Raises InputError: a cell that is not what its column promises, a sampled report that the frame does not have.
    """
    reviews, reports = read_table(sample, SAMPLE), read_table(frame, FRAME)
    warnings = []
    reports = reports.with_columns(pl.col("district").fill_null(UNKNOWN))
    if "crimes_recorded" not in reports.columns:
        reports = reports.with_columns(pl.col("linked").cast(pl.Int64).alias("crimes_recorded"))
        warnings.append("The frame does not say crimes_recorded: each linked report counts as one crime.")
    strangers = reviews.join(reports, on="report_id", how="anti").height
    if strangers:
        raise InputError(
            f"{sample.name} cannot be used",
            [
                Fault(
                    sample.name,
                    f"{strangers:,} report(s) are not in {frame.name}",
                    "give the frame they were drawn from",
                )
            ],
        )
    blank = reviews["crimes_disclosed"].null_count()
    if blank:
        warnings.append(
            f"{blank:,} review(s) without crimes_disclosed are left out, as if they were like the others of their"
            " district, score and group."
        )
    reviews = reviews.filter(pl.col("crimes_disclosed").is_not_null()).with_columns(
        pl.col("crimes_recorded").fill_null(0)
    )
    if "score" in reports.columns and reports["score"].null_count() == reports.height:
        reports = reports.drop("score")
    if "score" in reports.columns:
        missing = reports.filter(~pl.col("linked"))["score"].null_count()
        if missing:
            reports = reports.with_columns(pl.col("score").fill_null(pl.col("score").mean()))
            warnings.append(f"{missing:,} unlinked report(s) have no score and are given the mean one.")
    return _weighed(reviews, reports), reports, warnings


def _weighed(reviews: pl.DataFrame, reports: pl.DataFrame) -> pl.DataFrame:
    if "inclusion_probability" in reviews.columns:
        return reviews.with_columns((1.0 / pl.col("inclusion_probability")).alias("weight"))
    stratum = pl.col("stratum").fill_null(UNKNOWN) if "stratum" in reports.columns else pl.lit(UNKNOWN)
    placed = reports.filter(~pl.col("linked")).select("report_id", stratum.alias("stratum"))
    read = placed.join(reviews.select("report_id"), on="report_id", how="semi")
    weights = (
        placed.group_by("stratum").len("reports").join(read.group_by("stratum").len("read"), on="stratum")
        .select("stratum", (pl.col("reports") / pl.col("read")).alias("weight"))
    )  # fmt: skip
    by_report = placed.join(weights, on="stratum").select("report_id", "weight")
    return reviews.join(by_report, on="report_id", how="left").with_columns(pl.col("weight").fill_null(1.0))
