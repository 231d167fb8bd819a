"""What `fullcount audit plan` answers, gathered: how many reports, from which strata, and until when."""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from fullcount.audit.estimate import estimate
from fullcount.audit.planning.certainty import until_certain
from fullcount.audit.planning.design import Design, Layout, layout
from fullcount.audit.planning.frame import expected_of
from fullcount.audit.planning.precision import (
    Wanted,
    half_width,
    is_inspectorates,
    reports_needed,
    ways,
)
from fullcount.audit.planning.prospect import Prospect
from fullcount.audit.planning.sizes import clustered_size
from fullcount.audit.planning.strata import blind_spots
from fullcount.audit.results import Rate, Refusal
from fullcount.core.errors import ConfigError, Fault
from fullcount.pipeline.auditing.frames import read_frame, read_so_far, refused

UNNAMED = "not known"


@dataclass(frozen=True, slots=True)
class PlanAsked:
    """What is asked. `design.n` 0: as many as the half-width takes. `rate`: the one expected, none: as the frame says.
    `by`: a column whose every value gets `half_width_each`; `likeness` and `per_cluster`: where whole clusters are
    drawn; `bands`: grades by their lowest rate in per cent; `so_far`: the reviews made already;
    `rate_so_far`: their rate, low and high end, where they were not drawn from all reports alike."""

    design: Design
    wanted: Wanted
    rate: float | None = None
    by: str | None = None
    half_width_each: float = 0.05
    per_cluster: float | None = None
    likeness: float | None = None
    bands: Mapping[str, float] = field(default_factory=dict)
    so_far: Path | None = None
    rate_so_far: tuple[float, float, float] | None = None


def plan_of(path: Path, asked: PlanAsked) -> dict[str, Any]:
    """Return the plan for the frame in a file, as plain values. Raises InputError where there is none, with why."""
    frame = read_frame(path)
    expected = expected_of(frame, asked.rate)
    about = Prospect.of(frame, expected)
    reviews = None if asked.so_far is None else read_so_far(asked.so_far, frame)
    if reviews is not None:
        about = about.learnt(reviews)
    n = asked.design.n or _number(path, reports_needed(about, asked.design, asked.wanted))
    made = layout(about, asked.design.of(n))
    if isinstance(made, Refusal):
        raise refused(path, made)
    width = half_width(about, asked.design.of(n), asked.wanted.level)
    other = {way: math.ceil(size - 1e-9) for way, size in ways(expected, asked.wanted).items()}
    return {
        "frame": {
            "reports": expected.reports, "linked": expected.reports - expected.unlinked,
            "unlinked": expected.unlinked, "crimes_recorded": expected.recorded,
        },
        "expected": {
            "rate": expected.rate, "says": expected.says, "crimes_missed": expected.missed,
            "crimes_a_report": expected.disclosing,
        },
        "allocate": str(asked.design.allocate), "half_width": asked.wanted.half_width, "level": asked.wanted.level,
        "n": n, "expected_half_width": width if isinstance(width, float) else None,
        "other_ways": [{"way": way, "reports": size} for way, size in other.items()],
        "strata": strata_told(made), "left_out_as_linked": made.left_out,
        "by": None if asked.by is None else _by(path, frame, asked, expected.rate),
        "clusters": _clusters(asked, n),
        "grade": None if reviews is None else _grade(frame, reviews, asked),
        "warnings": _warnings(about, asked, made),
    }  # fmt: skip


def strata_told(made: Layout) -> list[dict[str, Any]]:
    """Return the strata of a design as plain values."""
    return [
        {
            "stratum": one.name, "reports": one.reports, "draw": one.drawn,
            "chance": one.drawn / one.reports, "merged": list(one.merged), "expected_missed": one.expected,
        }
        for one in made.strata
    ]  # fmt: skip


def _number(path: Path, needed: int | Refusal) -> int:
    if isinstance(needed, Refusal):
        raise refused(path, needed)
    return needed


def _by(path: Path, frame: pl.DataFrame, asked: PlanAsked, rate: float) -> dict[str, Any]:
    """Return how many reports each value of a column takes for its own half-width, and all of them together."""
    if asked.by not in frame.columns:
        raise ConfigError(
            "The plan cannot be made by that column",
            [Fault(f"{path.name} column {asked.by}", "is not there", "add it to the frame, or leave out --by")],
        )
    wanted = Wanted(asked.half_width_each, asked.wanted.level)
    named = frame.with_columns(pl.col(asked.by).fill_null(UNNAMED))
    rows = []
    for name in named[asked.by].unique().sort().to_list():
        part = named.filter(pl.col(asked.by) == name)
        expected = expected_of(part, asked.rate if asked.rate is not None else rate)
        needed = reports_needed(Prospect.of(part, expected), asked.design, wanted)
        rows.append({
            "name": name, "reports": part.height, "unlinked": expected.unlinked,
            "draw": needed if isinstance(needed, int) else None,
            "why": needed.why if isinstance(needed, Refusal) else None,
        })  # fmt: skip
    total = sum(row["draw"] or 0 for row in rows)
    return {"column": asked.by, "half_width_each": wanted.half_width, "draw": total, "parts": rows}


def _clusters(asked: PlanAsked, n: int) -> dict[str, Any] | None:
    if asked.likeness is None or asked.per_cluster is None:
        return None
    reports, clusters = clustered_size(n, asked.per_cluster, asked.likeness)
    return {
        "per_cluster": asked.per_cluster, "likeness": asked.likeness, "reports": math.ceil(reports - 1e-9),
        "clusters": clusters,
    }  # fmt: skip


def _grade(frame: pl.DataFrame, reviews: pl.DataFrame, asked: PlanAsked) -> dict[str, Any]:
    """Return the grade of the reviews so far and what it takes to be certain of it, or why neither can be told."""
    if not asked.bands:
        return {"why": "No bands are given, so there is no grade: name them with --band NAME=LOWEST."}
    rate = _rate(frame, reviews, asked)
    if isinstance(rate, Refusal):
        return {"why": rate.why}
    certain = until_certain(rate, asked.bands, frame.height)
    if isinstance(certain, Refusal):
        return {"why": certain.why}
    return {
        "why": None, "grade": certain.grade, "is_certain": certain.is_certain,
        "rate": {"estimate": rate.estimate, "low": rate.low, "high": rate.high}, "reviewed": rate.reports_reviewed,
        "until_certain": [{"chance": chance, "more": more} for chance, more in certain.wanted],
        "curve": [asdict(point) for point in certain.curve],
    }  # fmt: skip


def _rate(frame: pl.DataFrame, reviews: pl.DataFrame, asked: PlanAsked) -> Rate | Refusal:
    """Return the rate so far: the one given, else the plain one of reviews that were drawn from all reports alike."""
    if asked.rate_so_far is not None:
        p, low, high = asked.rate_so_far
        return Rate(p, low, high, asked.wanted.level, "as given", reviews.height, 0, 0)
    chance = reviews["inclusion_probability"].drop_nulls() if "inclusion_probability" in reviews else pl.Series([1.0])
    is_alike = chance.is_empty() or chance.max() <= chance.min() * 1.05  # type: ignore[operator]
    linked = reviews.join(frame.filter("linked"), on="report_id", how="semi").height
    if not is_alike or (linked == 0 and bool(frame["linked"].any())):
        return Refusal(
            "The reviews were not drawn from all reports alike; give their rate by the estimate's own interval: "
            "--rate-so-far ESTIMATE LOW HIGH."
        )
    plain = reviews.select("report_id", "crimes_disclosed", "crimes_recorded")
    return estimate(plain, {None: frame.height}, asked.wanted.level)


def _warnings(about: Prospect, asked: PlanAsked, made: Layout) -> list[str]:
    found = []
    if made.left_out:
        found.append(
            f"{made.left_out:,} linked reports are taken as known and not drawn: what they tell beyond the crimes "
            "recorded of them is not seen. --linked draw draws from them too."
        )
    if "stratum" not in about.frame.columns:
        found.append("The frame names no strata: whether reports closed in some way were left out cannot be seen.")
    else:
        found += [
            f"No unlinked report of the frame is in a stratum that says “{word}”: none was closed so, or they were "
            "left out of the frame."
            for word in blind_spots(about.parts)
        ]
    if about.expected.says == "supposed":
        found.append(f"A rate of {about.expected.rate:.0%} is supposed; --expected says another.")
    if is_inspectorates(asked.design) and about.expected.recorded == 0:
        found.append("No report is linked to a crime, so how many disclose one is not known.")
    small = sum(1 for one in made.strata if one.merged)
    if small:
        found.append(
            f"Strata of fewer than {asked.design.merge_below:,} reports are merged with their kin: {small:,} of the "
            f"{len(made.strata):,} strata hold such."
        )
    return found
