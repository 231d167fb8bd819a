"""The recording rate and the number unrecorded, from a sample and its frame, or why they cannot be told."""

import math
from dataclasses import dataclass, replace

import polars as pl

from fullcount.audit.estimate import FEWEST_CRIMES, FEWEST_REPORTS
from fullcount.audit.estimating.asked import Answer, Asked, Part, Share, Way, rate_of, scaled
from fullcount.audit.estimating.drawn import Drawn, drawn_of
from fullcount.audit.estimating.frame import Framed, framed_of
from fullcount.audit.estimating.marks import Marks, marks_of
from fullcount.audit.estimating.missing import missed_of_disclosed, missed_total, recorded_beyond, wider_of
from fullcount.audit.estimating.reviewed import Reviewed, reviewed_of
from fullcount.audit.results import Interval, Refusal

YEAR = 365.0
KNOWN = "recorded known from linking, missed by "
FEW_REVIEWS = 30


@dataclass(frozen=True, slots=True)
class Drawing:
    """The reviews, the frame, how the one was drawn from the other, and what the marks may truly be."""

    reviews: Reviewed
    frame: Framed
    drawn: Drawn
    marks: Marks


def answered(sample: pl.DataFrame, population: int | pl.DataFrame, asked: Asked) -> Answer | Refusal:
    """Return the rate of crimes recorded over crimes disclosed in the frame, and the crimes unrecorded in it.

    `sample` has one row a reviewed report (see `reviewed_of`), `population` is the frame or its size (`framed_of`).
    Where the frame knows the crimes recorded (R), only the missed ones (U) are estimated and the rate is R / (R + U),
    both ends of U mapped; else, and in the inspectorate's way, it is the ratio of recorded to disclosed among the
    sampled reports. `days` turns the frame's period into a year and a day. Methods, sources, coverage:
    docs/audit/estimate.md.
    """
    reviews = reviewed_of(sample, asked)
    if isinstance(reviews, Refusal):
        return reviews
    frame = framed_of(population, reviews)
    if isinstance(frame, Refusal):
        return frame
    if asked.way is Way.INSPECTORATE and frame.is_linked is not None and frame.is_linked[frame.row].any():
        frame = replace(frame, is_linked=None, recorded=None, score=None)
    drawn = drawn_of(reviews, frame, asked)
    if isinstance(drawn, Refusal):
        return drawn
    drawn = wider_of(reviews, frame, drawn, asked)
    marks = marks_of(reviews, drawn, asked)
    if isinstance(marks, Refusal):
        return marks
    drawing = Drawing(reviews, frame, drawn, marks)
    missed, name = _missed(drawing, asked, None)
    rate = _rate(drawing, asked, (missed, name), None)
    if isinstance(rate, Refusal):
        return rate
    said = marks.said
    per_year: Interval | None = scaled(missed, YEAR / asked.days)
    per_day: Interval | None = scaled(missed, 1.0 / asked.days)
    if asked.recorded is not None:
        per_year, said = _by_formula(rate, asked.recorded, said)
        per_day = None if per_year is None else scaled(per_year, 1.0 / YEAR)
    return Answer(
        rate, missed, per_year, per_day, _parts(drawing, asked, ((missed, name), rate)), reviews.n,
        int(reviews.disclosed.sum()), int((reviews.disclosed - reviews.missed).sum()),
        (*drawn.warnings, *said, *_cautions(reviews, frame, drawn, asked)),
    )  # fmt: skip


def _missed(given: Drawing, asked: Asked, stratum: int | None) -> tuple[Interval, str]:
    """Return the crimes missed, with what is known of the reviewers' errors, and the method."""
    reviews, frame, drawn, marks = given.reviews, given.frame, given.drawn, given.marks
    missed = marks.joined(lambda as_marked: missed_total(as_marked, frame, drawn, asked, stratum)[0])
    return missed, missed_total(reviews, frame, drawn, asked, stratum)[1] + marks.words


def _rate(given: Drawing, asked: Asked, missed: tuple[Interval, str], stratum: int | None) -> Share | Refusal:
    """Return the rate of the frame, or of one of its strata, whose missed crimes are given."""
    reviews, frame, drawn = given.reviews, given.frame, given.drawn
    inside = None if stratum is None else drawn.cells.stratum[drawn.cells.cell] == stratum
    covers_all = frame.is_linked is None or bool(drawn.cells.is_linked.any())
    if frame.recorded is not None and (asked.way is not Way.INSPECTORATE or not covers_all):
        whole = frame.recorded if stratum is None or frame.stratum is None else frame.recorded[frame.stratum == stratum]
        known, beyond = float(whole.sum()), recorded_beyond(reviews, frame, drawn, asked, stratum)
        recorded = Interval(*(max(known + part, 0.0) for part in (beyond.estimate, beyond.low, beyond.high)))
        if recorded.estimate + missed[0].estimate <= 0.0:
            return Refusal("No crime is recorded in the frame and none was found missed: there is nothing to rate.")
        rate = _with_both(missed[0], recorded)
        return Share(rate.estimate, rate.low, rate.high, asked.level, KNOWN + missed[1])
    disclosed = reviews.disclosed if inside is None else reviews.disclosed * inside
    reports = int((disclosed > 0).sum())
    if disclosed.sum() < FEWEST_CRIMES or reports < FEWEST_REPORTS:
        return Refusal(
            f"Too few: the reviews disclose {int(disclosed.sum()):,} crime(s) in {reports:,} report(s); a rate needs "
            f"at least {FEWEST_CRIMES} crimes in {FEWEST_REPORTS} reports."
        )
    if drawn.design is None and ((drawn.cells.read < 2) & (drawn.cells.size > 1)).any():
        return Refusal("A stratum of the frame has one review only; at least two are needed to tell its spread.")
    name = missed_of_disclosed(reviews, drawn, asked, inside)[1] + given.marks.words
    share = given.marks.joined(lambda as_marked: missed_of_disclosed(as_marked, drawn, asked, inside)[0])
    return Share(1.0 - share.estimate, max(1.0 - share.high, 0.0), 1.0 - share.low, asked.level, name)


def _with_both(missed: Interval, recorded: Interval) -> Interval:
    """Return R / (R + U) where both are estimated: the distances of the two log odds, squared and added.

    (Zou & Donner 2008, Stat. Med. 27:1693-1702.) With R known it is U's interval mapped.
    """
    if recorded.low == recorded.high or recorded.low <= 0.0 or missed.estimate <= 0.0:
        worst, best = rate_of(missed, recorded.low), rate_of(missed, recorded.high)
        return Interval(rate_of(missed, recorded.estimate).estimate, worst.low, best.high)
    log = math.log(missed.estimate / recorded.estimate)
    up = math.hypot(math.log(missed.high / missed.estimate), math.log(recorded.estimate / recorded.low))
    down = (
        math.hypot(math.log(missed.estimate / missed.low), math.log(recorded.high / recorded.estimate))
        if missed.low > 0.0
        else math.inf
    )
    at = [1.0 / (1.0 + math.exp(odds)) for odds in (log, log + up, log - down)]
    return Interval(at[0], at[1], at[2])


def _parts(given: Drawing, asked: Asked, whole: tuple[tuple[Interval, str], Share]) -> tuple[Part, ...]:
    reviews, frame, cells = given.reviews, given.frame, given.drawn.cells
    parts = []
    rate: Share | Refusal
    for code, stratum in enumerate(cells.strata):
        inside = cells.stratum[cells.cell] == code
        size = round(float(cells.size[cells.stratum == code].sum()))
        if len(cells.strata) > 1 and frame.stratum is not None:
            size = int((frame.stratum == code).sum())
        elif len(cells.strata) == 1:
            size = frame.size
        counts = int(reviews.disclosed[inside].sum()), int((reviews.disclosed - reviews.missed)[inside].sum())
        missed, rate = whole[0], whole[1]
        if len(cells.strata) > 1:
            missed = _missed(given, asked, code)
            rate = _rate(given, asked, missed, code)
        told, why = (None, rate.why) if isinstance(rate, Refusal) else (rate, None)
        parts.append(Part(stratum, size, int(inside.sum()), *counts, told, missed[0], why))
    return tuple(parts)


def _by_formula(rate: Share, recorded: float, said: tuple[str, ...]) -> tuple[Interval | None, tuple[str, ...]]:
    """Return R (1 / p - 1), the inspectorate's own; none where the rate may be nought."""
    if rate.low <= 0.0:
        return None, (*said, "The rate may be as low as nought, so R (1 / p - 1) has no upper end.")
    at = [recorded * (1.0 / p - 1.0) for p in (rate.estimate, rate.high, rate.low)]
    return Interval(at[0], at[1], at[2]), said


def _cautions(reviews: Reviewed, frame: Framed, drawn: Drawn, asked: Asked) -> tuple[str, ...]:
    said = []
    if frame.recorded is None and reviews.missed.sum() == reviews.disclosed.sum() > 0:
        said.append("Nothing disclosed was recorded: was the sample drawn from the reports that are not linked only?")
    if asked.way is Way.INSPECTORATE and frame.recorded is not None and not drawn.cells.is_linked.any():
        said.append("The inspectorate's ratio needs a sample of all reports; of these only some were drawn from.")
    if reviews.n < FEW_REVIEWS:
        said.append(f"Only {reviews.n} review(s): the interval is as wide as that makes it.")
    if frame.is_linked is not None and not drawn.cells.is_linked.any():
        said.append(
            "No linked report was reviewed: a crime missed in a report that has another one recorded is not counted, "
            "and a link is taken as right."
        )
    if reviews.unreadable:
        share = reviews.unreadable / (reviews.n + reviews.unreadable)
        scale = drawn.size / (reviews.n + reviews.unreadable)
        said.append(
            f"{share:.1%} of the sampled reports could not be decided. Had none of them a missed crime the number "
            f"missed would be {1 - share:.1%} of that given; had all one, about {reviews.unreadable * scale:,.0f} more."
        )
    return tuple(said)
