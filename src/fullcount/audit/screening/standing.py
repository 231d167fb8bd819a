"""Where a screening stands: found, certified, left, and how much more there is to read."""

from dataclasses import dataclass

import numpy as np

from fullcount.audit.screening.certificate import (
    Reached,
    Sample,
    certified_recall,
    expected_missed,
    may_stop,
    most_behind,
    most_missed,
)
from fullcount.audit.screening.learner import Flags
from fullcount.audit.screening.order import CRIME, UNREAD, Answers, Reading

MOST_POINTS = 40


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised: at least this share of the pool's crimes found, with this confidence."""

    recall: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Point:
    """One look: reports read by then (those drawn all counted), crimes found among them, the share of all that is
    estimated to be found, and the share that was certain."""

    reads: int
    found: int
    likely: float
    certain: float


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Where a screening stands.

    reached: how far; may_be_behind: sampled crimes that may be behind, None where not even none would do; stopped_at:
    reports read when the promise was first certain, None if it is not; certain: the share certain now; left, left_high:
    crimes estimated not to be found, and at most with the confidence; more: about so many reports to read until the
    promise is certain, None where it is, or where only reading everything will do; points: the looks, for a chart.
    """

    reached: Reached
    may_be_behind: int | None
    stopped_at: int | None
    certain: float
    left: float
    left_high: int
    more: int | None
    points: tuple[Point, ...]

    @property
    def is_certified(self) -> bool:
        """Say whether reading may stop."""
        return self.stopped_at is not None


def standing(reading: Reading, answers: Answers, is_drawn: Flags, sample: Sample, promise: Promise) -> Standing:
    """Return where the screening stands at these answers; every sampled report must have one.

    is_drawn: (n,) the random sample, as many as `sample.drawn`. A crime that somebody found elsewhere, neither drawn
    nor reached, does not count here: whoever looked for it may have looked because of the sample.

    Raises ValueError where a sampled report is unread.
    """
    if (answers[is_drawn] == UNREAD).any() or int(is_drawn.sum()) != sample.drawn:
        raise ValueError("every report of the sample must have been read")
    looks = [_reached(reading, answers, is_drawn, int(look)) for look in reading.looks]
    reads = [sample.drawn + int((~is_drawn[reading.order[:look]]).sum()) for look in reading.looks]
    enough = (n for n, look in enumerate(looks) if may_stop(look, sample, promise.recall, promise.confidence))
    stopped = next(enough, None)
    now = looks[-1]
    return Standing(
        reached=now,
        may_be_behind=most_behind(now.found, sample, promise.recall, promise.confidence),
        stopped_at=None if stopped is None else reads[stopped],
        certain=certified_recall(now, sample, promise.confidence),
        left=expected_missed(now, sample),
        left_high=most_missed(now, sample, promise.confidence),
        more=None if stopped is not None else _more(reading, answers, is_drawn, sample, promise),
        points=tuple(_points(looks, reads, sample, promise)),
    )


def _reached(reading: Reading, answers: Answers, is_drawn: Flags, look: int) -> Reached:
    is_met = np.zeros(answers.size, dtype=np.bool_)
    is_met[reading.order[:look]] = True
    is_crime = answers == CRIME
    is_read, is_behind = is_met | is_drawn, is_drawn & ~is_met
    return Reached(int((is_crime & is_read).sum()), int((is_crime & is_behind).sum()), int((~is_read).sum()))


def _more(reading: Reading, answers: Answers, is_drawn: Flags, sample: Sample, promise: Promise) -> int | None:
    """Return about how many unread reports stand before the sampled crime with which reading may stop.

    By the order of this moment: after the k-th of the sampled crimes behind, some k / odds others will have been found.
    """
    now = _reached(reading, answers, is_drawn, len(reading.order))
    unread_before = np.cumsum(answers[reading.queue] == UNREAD)
    behind = np.flatnonzero((answers[reading.queue] == CRIME) & is_drawn[reading.queue])
    for k in range(1, behind.size + 1):
        found = now.found + (int(k / sample.odds) if sample.odds > 0 else 0)
        if may_stop(Reached(found, behind.size - k), sample, promise.recall, promise.confidence):
            return int(unread_before[behind[k - 1]])
    return None


def _points(looks: list[Reached], reads: list[int], sample: Sample, promise: Promise) -> list[Point]:
    places = np.unique(np.linspace(0, len(looks) - 1, min(len(looks), MOST_POINTS)).round().astype(int))
    points = []
    for place in places.tolist():
        reached = looks[place]
        total = reached.found + expected_missed(reached, sample)
        points.append(Point(reads[place], reached.found, reached.found / total if total else 0.0,
                            certified_recall(reached, sample, promise.confidence)))  # fmt: skip
    return points
