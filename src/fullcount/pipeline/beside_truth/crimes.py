"""Crimes and links: how many unrecorded crimes, faulty records and pairs were planted, and how many the run has."""

from typing import Any

import polars as pl

from fullcount.core.states import CrimeState as S
from fullcount.linking.methods import BY_EVENT, BY_PERSON, BY_PROBABILITY, BY_REFERENCE, BY_SLIP
from fullcount.pipeline.beside_truth.kinds import crime_should_be
from fullcount.pipeline.beside_truth.share import share
from fullcount.pipeline.beside_truth.sources import Truth
from fullcount.pipeline.ran import Ran

DUE = [S.UNRECORDED.value, S.AWAITING.value]
RECORDS = (
    (S.LATE, "crime records: late"), (S.MISCLASSIFIED, "crime records: wrong class"),
    (S.WRONGLY_CANCELLED, "crime records: wrongly cancelled"), (S.OVER_RECORDED, "crime records: over-recorded"),
    (S.NO_REPORT_FOUND, "crime records: no report found"),
)  # fmt: skip


def _row(name: str, planted: int, said: int, right: int) -> dict[str, Any]:
    return {
        "name": name, "planted": planted, "said": said, "right": right, "missed": planted - right,
        "wrong": said - right, "recall": share(right, planted), "precision": share(right, said),
    }  # fmt: skip


def unrecorded(reports: pl.DataFrame, ran: Ran) -> dict[str, Any]:
    """Return the crimes that were never recorded: planted, said by the run, and of these right, report by report.

    Of a report that misses two crimes and of which the run says three, two are right. Intervals take crimes as
    independent, which those of one report are not.
    """
    said = (
        ran.crimes.filter(pl.col("crime_id").is_null() & pl.col("state").is_in(DUE)).group_by("report_id").len("said")
    )
    both = reports.select("report_id", (pl.col("crimes_disclosed") - pl.col("crimes_recorded")).alias("missed"))
    both = both.join(said, on="report_id", how="full", coalesce=True).with_columns(
        pl.col("missed", "said").fill_null(0).cast(pl.Int64)
    )
    right = both.select(pl.min_horizontal("missed", "said")).to_series()
    return _row("crimes unrecorded", int(both["missed"].sum()), int(both["said"].sum()), int(right.sum()))


def classes(reports: pl.DataFrame, ran: Ran) -> dict[str, Any]:
    """Return of reports rightly called unrecorded that disclose one crime: how many with the class of the truth."""
    asked = reports.filter(
        (pl.col("verdict") == "found") & (pl.col("crimes_disclosed") == 1) & (pl.col("crimes_recorded") == 0)
    )
    said = ran.crimes.filter(pl.col("crime_id").is_null()).select("report_id", "class_due")
    both = asked.join(said.unique("report_id", keep="first"), on="report_id", how="left")
    same = int((both["class_due"] == both["true_class"]).fill_null(value=False).sum())
    return {"reports": both.height, "same_class": same, "share": share(same, both.height)}


def records(truth: Truth, ran: Ran) -> list[dict[str, Any]]:
    """Return for each fault of a crime record: planted, said by the run, right."""
    planted = truth.siblings["crimes"].select("crime_id", crime_should_be())
    entries = ran.crimes.filter(pl.col("crime_id").is_not_null()).select("crime_id", "state").unique("crime_id")
    both = planted.join(entries, on="crime_id", how="full", coalesce=True)
    rows = []
    for state, name in RECORDS:
        is_so, said = (pl.col(column) == state.value for column in ("should_be", "state"))
        counts = both.select(
            is_so.sum().alias("planted"), said.sum().alias("said"), (is_so & said).sum().alias("right")
        )
        row = _row(name, *map(int, counts.row(0)))
        if row["planted"] or row["said"]:
            rows.append(row)
    return rows


def links(truth: Truth, ran: Ran) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """Return the pairs of report and crime, all and by method, and what became of those that were missed.

    Planted for `by probability`: the pairs that neither a reference (a mistyped one among them) nor a person gave; how
    many the other methods should have given is not told. Reports joined to the crime of an event that they repeat are
    counted and not judged: the truth holds each crime with the report that it was recorded from.
    """
    planted = truth.siblings["links"].select("report_id", "crime_id").unique()
    repeats = ran.links.filter(pl.col("method") == BY_EVENT)
    made = ran.links.filter(pl.col("method") != BY_EVENT).select("report_id", "crime_id", "method")
    right = made.join(planted, on=["report_id", "crime_id"], how="semi")
    given = right.filter(pl.col("method") != BY_PROBABILITY).height
    rows = [_row("links: all", planted.height, made.height, right.height)]
    for method in (BY_REFERENCE, BY_SLIP, BY_PERSON, BY_PROBABILITY):
        said, good = (frame.filter(pl.col("method") == method).height for frame in (made, right))
        if method == BY_PROBABILITY:
            rows.append(_row(f"links: by {method}", planted.height - given, said, good))
        elif said or method == BY_REFERENCE:
            row = _row(f"links: by {method}", good, said, good)
            rows.append(row | {"planted": None, "missed": None, "recall": None})
    if repeats.height:
        nothing = dict.fromkeys(rows[0])
        rows.append(nothing | {"name": f"links: by {BY_EVENT}, not judged", "said": repeats.height})
    missed = planted.join(made, on=["report_id", "crime_id"], how="anti")
    ids = ran.ledger.get_column("report_id").implode(), ran.crimes.get_column("crime_id").drop_nulls().implode()
    inside = missed.filter(pl.col("report_id").is_in(ids[0]) & pl.col("crime_id").is_in(ids[1]))
    near = inside.join(ran.near_misses, on=["report_id", "crime_id"], how="semi").height
    return rows, {
        "missed": missed.height, "near_misses": near, "not_in_the_ledgers": missed.height - inside.height,
        "not_seen_as_likely": inside.height - near,
    }  # fmt: skip
