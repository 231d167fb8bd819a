"""The order in which a unit takes up what was missed: as much harm as can be is dealt with while it still can, and
nobody waits for ever."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fullcount.audit.backlog.limits import Limits, limits_of, parts_of
from fullcount.audit.intervals import Floats

Places = NDArray[np.int64]
LIMIT, HARM, WAITED = "a limit", "harm", "has waited longest"
NEVER = 1 << 40


@dataclass(frozen=True, slots=True)
class Unit:
    """`capacity`: reports that the unit deals with on a working day; `days_a_week`: working days, Monday first;
    `oldest_share`: the share of each day that goes to whoever has waited longest, at least one report."""

    capacity: int
    days_a_week: int = 5
    oldest_share: float = 0.2

    @property
    def for_oldest(self) -> int:
        """Return the reports of a day that go to those who have waited longest."""
        return max(1, min(self.capacity, round(self.capacity * self.oldest_share)))


def planned(misses: pl.DataFrame, as_at: date, unit: Unit, limits: Limits | None = None) -> pl.DataFrame:
    """Return the misses in the order in which to take them up, with the day, why then, and what will have lapsed.

    `misses`: report_id, date, harm (0 to 1) and what `limits_of` reads. The first working day is the one after `as_at`.
    Of each day, a share goes to the longest waiting: so a report is taken up at the latest after (older reports /
    that share) days, however many graver ones come. The rest: the reports whose limits can still be met are given
    slots, the costliest limit first, each the last free slot before its limit (unit jobs with deadlines: the greedy
    order loses least, Lawler 1976, *Combinatorial Optimization*, section 7.7; here for each limit in turn, so nearly);
    a day's free slots go to the greatest worth: harm, less the parts that have lapsed. Columns added: rank, day, why,
    worth, lapsed (by as_at) and lapses (before its day), each a list of limits.
    """
    limits = limits or Limits()
    rows = misses.sort("report_id")
    ends = limits_of(rows, limits)
    calendar = _working_days(as_at, unit, rows.height)
    harm = rows["harm"].to_numpy().astype(np.float64)
    slots = {name: _last_slot(ends[name], calendar) for name in ends.columns}
    parts = parts_of(limits)
    gone = {name: (ends[name] <= as_at).fill_null(value=False).to_numpy() for name in ends.columns}
    worth = harm * (1.0 - sum((gone[name] * parts[name] for name in gone), np.zeros(len(harm))))
    must = _reserved(harm, slots, parts, unit, len(calendar))
    day, why = _filled(worth, rows["date"].to_numpy().astype("datetime64[D]").astype(np.int64), must, unit)
    told = rows.hstack(ends).with_columns(
        pl.Series("day", [calendar[place] for place in day], dtype=pl.Date),
        pl.Series("why", why, dtype=pl.String),
        pl.Series("worth", worth),
    )
    told = told.with_columns(
        _named(ends.columns, lambda end: end <= as_at).alias("lapsed"),
        _named(ends.columns, lambda end: (end > as_at) & (end < pl.col("day"))).alias("lapses"),
    )
    ranked = told.sort("day", "worth", "report_id", descending=[False, True, False])
    return ranked.drop(ends.columns).with_row_index("rank", offset=1)


def _named(limits: Sequence[str], holds: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
    """Return the names of the limits for which it holds, as a list."""
    marks = [pl.when(holds(pl.col(name))).then(pl.lit(name)) for name in limits]
    return pl.concat_list(marks).list.drop_nulls()


def _working_days(as_at: date, unit: Unit, count: int) -> list[date]:
    """Return the working days after `as_at` that `count` reports take."""
    needed, day = -(-count // unit.capacity), as_at
    days: list[date] = []
    while len(days) < needed:
        day += timedelta(days=1)
        if day.weekday() < unit.days_a_week:
            days.append(day)
    return days


def _last_slot(ends: pl.Series, calendar: list[date]) -> Places:
    """Return the place in the calendar of the last working day within each limit: -1 too late, NEVER no need."""
    days = np.array(calendar, dtype="datetime64[D]").astype(np.int64)
    numbers = ends.to_physical().fill_null(NEVER).to_numpy().astype(np.int64)
    place = np.searchsorted(days, numbers, side="right") - 1
    return np.where(numbers > (days[-1] if len(days) else 0), NEVER, place)


def _reserved(harm: Floats, slots: dict[str, Places], parts: dict[str, float], unit: Unit, days: int) -> Places:
    """Return the day (place) by which each report must be taken up to meet its limits, NEVER where it need not."""
    entries = [
        (-harm[row] * parts[name], int(slots[name][row]), row)
        for name in slots
        for row in np.nonzero((slots[name] >= 0) & (slots[name] < NEVER) & (harm > 0.0))[0].tolist()
    ]
    room = np.full(days, unit.capacity - unit.for_oldest, dtype=np.int64)
    free = list(range(-1, days))  # free[p + 1]: the last place up to p that has room, or -1
    must = np.full(len(harm), NEVER, dtype=np.int64)
    for _, last, row in sorted(entries):
        if must[row] <= last:
            continue
        place = _found(free, last, room)
        if place >= 0:
            if must[row] < NEVER:
                room[must[row]] += 1
                free[must[row] + 1] = must[row]
            room[place] -= 1
            must[row] = place
    return must


def _found(free: list[int], place: int, room: Places) -> int:
    """Return the last place up to `place` with room, shortening the way for those who ask next."""
    passed = []
    while place >= 0 and room[place] <= 0:
        passed.append(place)
        place = place - 1 if free[place + 1] == place else free[place + 1]
    for step in passed:
        free[step + 1] = place
    return place


def _filled(worth: Floats, reported: Places, must: Places, unit: Unit) -> tuple[Places, list[str]]:
    """Return the day (place) of every report and why it is taken up then."""
    count = len(worth)
    by_age, by_harm = np.lexsort((-worth, reported)), np.lexsort((reported, -worth))
    by_limit = np.lexsort((-worth, must))
    day, why, done = np.zeros(count, dtype=np.int64), [HARM] * count, np.zeros(count, dtype=bool)
    at = {WAITED: 0, LIMIT: 0, HARM: 0}
    queue = {WAITED: by_age, LIMIT: by_limit, HARM: by_harm}
    left, place = count, 0

    def taken(reason: str, most: int, last: int) -> int:
        got = 0
        while got < most and at[reason] < count:
            row = int(queue[reason][at[reason]])
            if not done[row]:
                if reason == LIMIT and must[row] > last:
                    break
                done[row], day[row], why[row] = True, place, reason
                got += 1
            at[reason] += 1
        return got

    while left > 0:
        got = taken(LIMIT, unit.capacity - unit.for_oldest, place)
        got += taken(WAITED, unit.for_oldest, place)
        got += taken(HARM, unit.capacity - got, place)
        left, place = left - got, place + 1
    return day, why
