"""The audited sample, checked: reviews with their strata and the frame they were drawn from, or why it cannot serve."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from fullcount.audit.results import Refusal

Frame = Mapping[str | None, int]
"""Reports in the frame by stratum; the key None: the frame as a whole, or its reports without a stratum."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One row a reviewed report: stratum, disclosed, recorded (never above disclosed), and the domains' columns.

    `strata` are those of the frame that hold a report, in a fixed order; `frame` gives the reports in each.
    """

    reviews: pl.DataFrame
    strata: tuple[str | None, ...]
    frame: Frame
    warnings: tuple[str, ...]


def sample_of(reviews: pl.DataFrame, population: Frame) -> Sample | Refusal:
    """Return the sample in `reviews` drawn from a frame of `population` reports, or what makes it unusable."""
    if reviews.height == 0:
        return Refusal("No report has been reviewed.")
    named = pl.col("stratum").cast(pl.String) if "stratum" in reviews.columns else pl.lit(None, pl.String)
    table = reviews.with_columns(
        named.alias("stratum"),
        pl.col("crimes_disclosed").cast(pl.Int64).alias("disclosed"),
        pl.col("crimes_recorded").cast(pl.Int64).alias("found"),
    )
    reviewed = dict(table.group_by("stratum").len().iter_rows())
    frame = _as_drawn(population, reviewed)
    why = _fault_in_counts(table) or _fault_in_frame(reviewed, frame)
    if why:
        return Refusal(why)
    over = table.filter(pl.col("found") > pl.col("disclosed"))
    warnings: tuple[str, ...] = ()
    if over.height:
        extra = int((over["found"] - over["disclosed"]).sum())
        warnings = (
            f"In {over.height:,} reviewed report(s) more crimes were recorded than disclosed; the {extra:,} beyond "
            "those disclosed are left out of the rate.",
        )
    strata = sorted((s for s, size in frame.items() if size > 0), key=lambda s: (s is not None, s or ""))
    capped = table.with_columns(pl.min_horizontal("found", "disclosed").alias("recorded"))
    return Sample(capped, tuple(strata), frame, warnings)


def _as_drawn(population: Frame, reviewed: Mapping[str | None, int]) -> Frame:
    """Return the frame under the names that the reviews use: one stratum, or none named, is a simple sample."""
    if len(reviewed) == 1 and len(population) == 1 and None in {*reviewed, *population}:
        return {next(iter(reviewed)): next(iter(population.values()))}
    return population


def _fault_in_counts(table: pl.DataFrame) -> str:
    twice = table.height - table["report_id"].n_unique()
    blank = table.filter(pl.any_horizontal(pl.col("disclosed", "found").is_null())).height
    negative = table.filter(pl.any_horizontal(pl.col("disclosed", "found") < 0)).height
    if twice:
        return f"{twice:,} review(s) are of a report reviewed before; choose one review for each report."
    if blank:
        return (
            f"{blank:,} review(s) have no count of crimes disclosed or recorded; leaving them out would bias the rate."
        )
    if negative:
        return f"{negative:,} review(s) count fewer than no crimes."
    return ""


def _fault_in_frame(reviewed: Mapping[str | None, int], frame: Frame) -> str:
    if set(reviewed) == {None} and None not in frame:
        return "The frame is counted by strata, but the reviews do not name theirs."
    if set(frame) == {None} and None not in reviewed:
        return "The reviews name strata, but how many reports each holds is not known; they cannot be weighted."
    for stratum, count in sorted(reviewed.items(), key=lambda item: (item[0] is not None, item[0] or "")):
        if stratum not in frame:
            return f"How many reports {_called(stratum)} holds is not known, so its reviews cannot be weighted."
        if count > frame[stratum]:
            return f"{count:,} reports were reviewed in {_called(stratum)}, which holds only {frame[stratum]:,}."
    for stratum, size in sorted(frame.items(), key=lambda item: (item[0] is not None, item[0] or "")):
        count = reviewed.get(stratum, 0)
        if count < min(2, size):
            return f"Only {count} of the {size:,} reports in {_called(stratum)} was reviewed; at least two are needed."
    return ""


def _called(stratum: str | None) -> str:
    return "the frame outside the named strata" if stratum is None else f'stratum "{stratum}"'
