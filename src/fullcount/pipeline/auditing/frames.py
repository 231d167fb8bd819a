"""The frame of an audit and the reviews made so far, as files give them: checked, and in the order of report ids."""

from pathlib import Path

import polars as pl

from fullcount.audit.planning.frame import in_order
from fullcount.audit.results import Refusal
from fullcount.core.errors import Fault, InputError
from fullcount.pipeline.auditing.tables import Column, Kind, read_table

FRAME = (
    Column("report_id", Kind.TEXT, required=True, blank=False, unique=True),
    Column("linked", Kind.YES_NO, required=True, blank=False),
    Column("crimes_recorded", Kind.COUNT),
    Column("score", Kind.SHARE),
    Column("stratum", Kind.TEXT),
    Column("cluster", Kind.TEXT),
    Column("district", Kind.TEXT),
    Column("group", Kind.TEXT),
    Column("route", Kind.TEXT),
)
SO_FAR = (
    Column("report_id", Kind.TEXT, required=True, blank=False),
    Column("inclusion_probability", Kind.CHANCE),
    Column("crimes_disclosed", Kind.COUNT, required=True),
    Column("crimes_recorded", Kind.COUNT, required=True),
)


def read_frame(path: Path) -> pl.DataFrame:
    """Return the reports of a frame in the order of their ids. Raises InputError where it cannot serve."""
    made = in_order(read_table(path, FRAME))
    if isinstance(made, Refusal):
        raise refused(path, made)
    return made


def read_so_far(path: Path, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the first review of each report with an answer. Raises InputError where one is not of the frame."""
    reviews = read_table(path, SO_FAR).drop_nulls(["crimes_disclosed", "crimes_recorded"])
    reviews = reviews.unique("report_id", keep="first", maintain_order=True)
    strange = reviews.join(frame.select("report_id"), on="report_id", how="anti").height
    if strange:
        raise refused(path, Refusal(f"{strange:,} reviewed report(s) are not in the frame; a sample comes from it."))
    return reviews


def refused(path: Path, why: Refusal) -> InputError:
    """Return the error that tells why a file cannot answer."""
    return InputError("No answer can be given", [Fault(path.name, why.why)])
