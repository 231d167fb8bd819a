"""Linking with its eyes shut: references that records state are hidden, and what is found without them is compared."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from fullcount.linking.assignment import assigned
from fullcount.linking.methods import BY_REFERENCE
from fullcount.linking.model import LinkageModel
from fullcount.pipeline.judging.link_memory import Score, blocked

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_HIDDEN = 4_000
"""Reports whose references are hidden: a spread over all that state one."""
PAIR = ["report_id", "crime_id"]
SCHEMA = {"report_id": pl.String, "crime_id": pl.String, "found": pl.String}


@dataclass(frozen=True, slots=True)
class Open:
    """What linking was still to answer: the sides (all reports, all crimes), the sure links, the scored pairs of the
    reports without one, and what gives pairs their probability."""

    sides: tuple[pl.DataFrame, pl.DataFrame]
    sure: pl.DataFrame
    pairs: pl.DataFrame
    chances: "Callable[[pl.DataFrame], pl.DataFrame]"


def found_blind(open_: Open, settled: pl.Series, model: LinkageModel, by: Score) -> pl.DataFrame:
    """Return (report_id, crime_id, found) of stated pairs that were hidden: `found` is the report that the crime was
    given without the reference, blank for none.

    Population: pairs that a record states and that are believed, of at most MOST_HIDDEN reports. They compete with the
    reports and crimes that state none, as those do; the model was taught by these pairs among others, so the errors
    are those of this run, a little better than those of records it has never seen.
    """
    stated = open_.sure.filter(pl.col("method") == BY_REFERENCE)["report_id"].unique().sort()
    stated = stated.filter(stated.is_in(settled.implode()))
    reports = stated.gather_every(max(1, -(-stated.len() // MOST_HIDDEN)))
    if not reports.len():
        return pl.DataFrame(schema=SCHEMA)
    hidden = open_.sure.filter(pl.col("report_id").is_in(reports.implode())).select(PAIR)
    rest = open_.sure.join(hidden, on=PAIR, how="anti")
    left, right = open_.sides
    more = by(blocked(left.filter(pl.col("unique_id").is_in(reports.implode())), right, model), right, model)
    free = pl.concat([open_.pairs, more.select(open_.pairs.columns)]).join(rest, on="crime_id", how="anti")
    near = free.join(hidden, on="crime_id", how="semi")  # only what competes for a hidden crime, or for its report
    rivals = free.join(near.select("report_id").unique(), on="report_id", how="semi").sort(PAIR)
    given = assigned(open_.chances(rivals), rest["report_id"])
    found = given.select("crime_id", pl.col("report_id").alias("found"))
    return hidden.join(found, on="crime_id", how="left").sort(PAIR)
