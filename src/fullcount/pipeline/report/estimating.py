"""The recording rate from the audited sample, or what the rules say of what was written down, labelled as such."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from fullcount.audit.estimate import by_domain, estimate
from fullcount.audit.grades import grade_of
from fullcount.audit.results import Interval, Rate, Refusal, Unrecorded
from fullcount.audit.unrecorded import unrecorded
from fullcount.core.states import CrimeState as S

YEAR = 365.25
REVIEWERS = (
    "The reviewers are taken to be right. Where they see a crime in one in a hundred reports that tell of none, the "
    "rate comes out two or three points too low and the interval does not show it; a second, blind marking would."
)
NO_SAMPLE = (
    "No audited sample was given: nobody has read a random sample of the reports and said what should have been "
    "recorded."
)
LABEL = "unaudited: what the rules say of what was written down"


@dataclass(frozen=True, slots=True)
class Books:
    """What the estimate is made from: both ledgers, the reviews, the days they cover, the force's bands."""

    reports: pl.DataFrame
    crimes: pl.DataFrame
    reviews: pl.DataFrame | None
    days: float
    bands: Mapping[str, float]


def rules_say(crimes: pl.DataFrame, open_questions: int) -> dict[str, Any]:
    """Return recorded, unrecorded and unknown crimes by the rules, and the range of the share recorded.

    Population: crimes disclosed whose clock has run out. The range is from 'every unknown was missed' to 'none was',
    where unknown are crimes due of which it is not known whether they were recorded, and reports of which something
    says crime (open_questions). Reports that cannot be judged at all are outside it, and the page says so.
    """
    state = crimes.filter(pl.col("disclosed")).get_column("state")
    missed = int(state.is_in([S.UNRECORDED.value, S.WRONGLY_CANCELLED.value]).sum())
    waiting = int((state == S.AWAITING).sum())
    unknown = (
        int(crimes.filter(pl.col("disclosed") & ~pl.col("recorded") & (pl.col("state") == S.UNKNOWN)).height)
        + open_questions
    )
    recorded = state.len() - missed - waiting - (unknown - open_questions)
    total = recorded + missed
    return {
        "recorded": recorded, "unrecorded": missed, "unknown": unknown,
        "share_low": round(recorded / (total + unknown), 6) if total + unknown else None,
        "share_high": round(recorded / total, 6) if total else None,
        "label": LABEL,
    }  # fmt: skip


def reviewed(books: Books) -> tuple[pl.DataFrame, list[str]]:
    """Return the reviews as the audit takes them, one a report, and warnings about those left out.

    A blank count of crimes recorded is taken from the ledger. Reviews of reports that are not in the ledger are left
    out and said; of several reviews of one report, the last stands. A second, blind marking is no second report.
    """
    assert books.reviews is not None
    first = books.reviews.filter((pl.col("marking") == 1).fill_null(value=True))
    reviews = first.sort("report_id", "reviewed_at", "review_id", nulls_last=False)
    latest = reviews.unique("report_id", keep="last", maintain_order=True)
    about = books.reports.select("report_id", pl.col("live").alias("ledger_recorded"), "group", "district")
    known = latest.join(about, on="report_id", how="inner", maintain_order="left")
    warnings = []
    if first.height < books.reviews.height:
        warnings.append(f"{books.reviews.height - first.height:,} second marking(s) are no part of the estimate")
    if latest.height < reviews.height:
        warnings.append(
            f"{reviews.height - latest.height:,} report(s) were reviewed more than once; the last review stands"
        )
    if known.height < latest.height:
        warnings.append(
            f"{latest.height - known.height:,} review(s) are of reports that did not come in; they are left out"
        )
    made = known.select(
        "report_id", pl.col("crimes_disclosed").cast(pl.Int64),
        pl.coalesce("crimes_recorded", "ledger_recorded").cast(pl.Int64).alias("crimes_recorded"),
        "stratum", "class", "group", "district",
    )  # fmt: skip
    return made, warnings


def _frame(books: Books, reviews: pl.DataFrame) -> dict[str | None, int] | str:
    """Return the number of reports by stratum, or why it is not known. A stratum is a route of the reports ledger."""
    if reviews.get_column("stratum").null_count() == reviews.height:
        return {None: books.reports.height}
    sizes: dict[str | None, int] = dict(books.reports.group_by("route").len().iter_rows())
    named = set(reviews.get_column("stratum").drop_nulls().to_list())
    if not named <= set(sizes):
        strange = ", ".join(sorted(named - set(sizes))[:5])
        return f"The strata of the audit file are not routes of the reports ({strange}), so their sizes are not known."
    return {route: size for route, size in sizes.items() if size}


def _rate(rate: Rate | Refusal) -> dict[str, Any] | None:
    if isinstance(rate, Refusal):
        return None
    names = ("estimate", "low", "high", "level", "method", "reports_reviewed", "crimes_disclosed", "crimes_recorded")
    return {name: round(v, 6) if isinstance(v := getattr(rate, name), float) else v for name in names}


def _interval(interval: Interval) -> dict[str, float]:
    return {name: round(getattr(interval, name), 3) for name in ("estimate", "low", "high")}


def _unrecorded(found: Unrecorded | Refusal) -> dict[str, Any] | None:
    if isinstance(found, Refusal):
        return None
    return {
        "per_year": _interval(found.per_year), "per_day": _interval(found.per_day),
        "recorded_per_year": round(found.recorded_per_year, 3), "formula": found.formula,
    }  # fmt: skip


def _audited(books: Books, reviews: pl.DataFrame, frame: Mapping[str | None, int], rate: Rate) -> dict[str, Any]:
    """Return what an audited sample adds to the section: rate, unrecorded, by group and district, grade."""
    recorded = int((books.crimes.get_column("recorded") & books.crimes.get_column("report_id").is_not_null()).sum())
    per_year = recorded / books.days * YEAR if books.days > 0 else 0.0
    grade = grade_of(rate, books.bands)
    return {
        "status": "audited",
        "why": f"Estimated from {rate.reports_reviewed:,} reports that reviewers read.",
        "rate": _rate(rate),
        "unrecorded": _unrecorded(unrecorded(per_year, rate, YEAR)),
        "by_group": _domains(by_domain(reviews, "group", frame)),
        "by_district": _domains(by_domain(reviews, "district", frame)),
        "grade": None if grade is None else {"name": grade.name, "lowest": grade.lowest},
    }


def _domains(found: Sequence[tuple[str, Rate | Refusal]]) -> list[dict[str, Any]]:
    return [
        {"name": name, "rate": _rate(rate), "why": rate.why if isinstance(rate, Refusal) else None}
        for name, rate in found
    ]


def estimated(books: Books, open_questions: int) -> dict[str, Any]:
    """Return the `estimate` section of result.json. The rate is given only from an audited sample."""
    section: dict[str, Any] = {
        "status": "unaudited", "why": NO_SAMPLE, "rate": None, "unrecorded": None, "by_group": [], "by_district": [],
        "grade": None, "rules_say": rules_say(books.crimes, open_questions), "warnings": [],
    }  # fmt: skip
    if books.reviews is None:
        return section
    reviews, warnings = reviewed(books)
    if not reviews.height:
        return section | {"why": "The audit file holds no review of a report that came in.", "warnings": warnings}
    frame = _frame(books, reviews)
    if isinstance(frame, str):
        return section | {"why": frame, "warnings": warnings}
    if list(frame) == [None]:
        reviews = reviews.with_columns(pl.lit(None, dtype=pl.String).alias("stratum"))
        warnings.append("No stratum is named in the audit file: it is taken as a simple random sample of all reports.")
    rate = estimate(reviews, frame)
    if isinstance(rate, Refusal):
        return section | {"why": rate.why, "warnings": warnings}
    return section | _audited(books, reviews, frame, rate) | {"warnings": [REVIEWERS, *warnings, *rate.warnings]}
