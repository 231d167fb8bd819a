"""Whether a reviewer's marks have begun to differ from second markers', or from known answers: a test for every day.

Meant for a supervisor who offers help, never for a league table: reviewers without a sign have no figure here.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from fullcount.audit.intervals import Floats

RATIOS = (2.0, 4.0, 8.0)
"""Odds of a difference beside the usual ones that the test bets on, in equal parts."""
FEWEST = 20
"""Comparisons of a reviewer, and of the others, below which nothing is said."""
BORROWED = 10.0
"""Comparisons' worth of the overall share that a rule's own usual share leans on."""
KNOWN, SECOND = "known answers", "second markers"


@dataclass(frozen=True, slots=True)
class Drift:
    """What the comparisons of one reviewer show. `since`, `compared`, `differing` and `usual` (the differences to be
    expected over the same comparisons) are given only where there is a sign."""

    reviewer: str
    against: str
    comparisons: int
    has_sign: bool
    is_enough: bool
    since: date | None = None
    compared: int = 0
    differing: int = 0
    usual: float = 0.0


def drifts(marks: pl.DataFrame, false_alarm: float = 0.01) -> list[Drift]:
    """Return what is seen of every reviewer, in order of name.

    `marks`: report_id, rule, reviewer, mark, date and, where some reports have one, known_answer. A reviewer with
    known answers is held against these, else against second markers. The usual share of differences on a rule is the
    other reviewers'. At most `false_alarm` of reviewers who never differ more than that are ever shown, however long
    and often one looks (`highest_evidence`); measured with an estimated usual share in `docs/audit/agreement.md`.
    """
    compared = comparisons(marks)
    found = []
    for name in sorted(marks["reviewer"].unique().to_list()):
        own = compared.filter(pl.col("reviewer") == name)
        against = KNOWN if (own["against"] == KNOWN).any() else SECOND
        own = own.filter(pl.col("against") == against)
        others = compared.filter(
            (pl.col("against") == against) & (pl.col("reviewer") != name) & (pl.col("other").fill_null("") != name)
        )
        found.append(_one(name, against, own, others, false_alarm))
    return found


def comparisons(marks: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each mark beside another or a known answer: reviewer, other, rule, date, differs, against."""
    own = marks.select("report_id", "rule", "reviewer", "mark", "date")
    pairs = own.join(own, on=("report_id", "rule"), suffix="_other").filter(
        pl.col("reviewer") != pl.col("reviewer_other")
    )
    second = pairs.select(
        "reviewer", pl.col("reviewer_other").alias("other"), "rule",
        pl.max_horizontal("date", "date_other").alias("date"),
        "report_id", (pl.col("mark") != pl.col("mark_other")).alias("differs"), pl.lit(SECOND).alias("against"),
    )  # fmt: skip
    if "known_answer" not in marks.columns:
        return second.sort("date", "report_id", "rule", "other")
    known = marks.filter(pl.col("known_answer").is_not_null()).select(
        "reviewer", pl.lit(None, dtype=pl.String).alias("other"), "rule", "date", "report_id",
        (pl.col("mark") != pl.col("known_answer")).alias("differs"), pl.lit(KNOWN).alias("against"),
    )  # fmt: skip
    return pl.concat([second, known]).sort("date", "report_id", "rule", "other")


def highest_evidence(differs: Floats, usual: Floats) -> Floats:
    """Return the evidence after each comparison that differences have become more frequent than `usual`.

    Shapes (..., n); under no change it reaches 1/a at some time with chance a at most. For each possible start j,
    weighing 1 / (j (j + 1)), the product of likelihood ratios since j, averaged over the odds in RATIOS: a test
    martingale (Ville 1939; Shin, Ramdas & Rinaldo 2024, *New Engl. J. Stat. Data Sci.* 2:229-260, with starts weighed
    instead of summed). Check: no difference at all leaves it below 1.
    """
    total = np.zeros_like(usual)
    for ratio in RATIOS:
        running = np.zeros(usual.shape[:-1])
        more = usual * ratio / (1.0 - usual + usual * ratio)
        each = np.where(differs > 0.0, more / usual, (1.0 - more) / (1.0 - usual))
        for step in range(usual.shape[-1]):
            running = (running + 1.0 / ((step + 1.0) * (step + 2.0))) * each[..., step]
            total[..., step] += (running + 1.0 / (step + 2.0)) / len(RATIOS)
    return total


def _one(name: str, against: str, own: pl.DataFrame, others: pl.DataFrame, false_alarm: float) -> Drift:
    if own.height < FEWEST or others.height < FEWEST:
        return Drift(name, against, own.height, has_sign=False, is_enough=False)
    shares = usual_shares(others)
    overall = shares[None]
    usual = np.array([shares.get(rule, overall) for rule in own["rule"].to_list()])
    differs = own["differs"].cast(pl.Float64).to_numpy()
    evidence = highest_evidence(differs, usual)
    if float(evidence.max()) < 1.0 / false_alarm:
        return Drift(name, against, own.height, has_sign=False, is_enough=True)
    start = _likeliest_start(differs, usual, int(evidence.argmax()))
    return Drift(
        name, against, own.height, has_sign=True, is_enough=True, since=own["date"][start],
        compared=own.height - start, differing=int(differs[start:].sum()), usual=float(usual[start:].sum()),
    )  # fmt: skip


def usual_shares(others: pl.DataFrame) -> Mapping[str | None, float]:
    """Return the share of differences by rule among the other reviewers; under None, on all rules."""
    overall = (float(others["differs"].sum()) + 1.0) / (others.height + 2.0)
    return dict(_shares(others, overall))


def _shares(others: pl.DataFrame, overall: float) -> Iterator[tuple[str | None, float]]:
    yield None, overall
    counted = others.group_by("rule").agg(pl.col("differs").sum().alias("differing"), pl.len().alias("n"))
    for row in counted.iter_rows(named=True):
        yield row["rule"], (row["differing"] + BORROWED * overall) / (row["n"] + BORROWED)


def _likeliest_start(differs: Floats, usual: Floats, last: int) -> int:
    """Return the comparison from which the likelihood of a change, up to the comparison `last`, is the highest."""
    best, start = -math.inf, 0
    for ratio in RATIOS:
        more = usual * ratio / (1.0 - usual + usual * ratio)
        gains = np.where(differs > 0.0, np.log(more / usual), np.log((1.0 - more) / (1.0 - usual)))[: last + 1]
        since = np.cumsum(gains[::-1])[::-1]
        if since.max() > best:
            best, start = float(since.max()), int(since.argmax())
    return start
