"""How the helpline's contacts were handled: when each was answered and closed, and which fault befell it."""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from fullcount.simulate.aftermath.working_days import due as due_in
from fullcount.simulate.calendar import DAY, HOUR, Seconds
from fullcount.simulate.context import Context
from fullcount.simulate.staff.days import day_of, instant
from fullcount.simulate.staff.helpline.calls import ROUTES, Calls

Ints = npt.NDArray[np.int64]

DUE_IN = (1, 5, 10, 10, 2, 1, 0)  # by route: days, of which the first route's is a day of 24 hours (own choice)


class Handling(StrEnum):
    """What became of a contact."""

    WELL = "answered-well"
    UNTRUE = "answer-untrue"
    NO_OWNER = "no-owner"
    OVERDUE = "overdue"
    OPEN_DUTY = "closed-with-open-duty"
    NOT_ASKED = "danger-not-asked"
    UNSAFE = "unsafe-reply"
    NOT_YET_DUE = "not-yet-due"


HANDLINGS = tuple(Handling)
# Shares of contacts planted with each fault, at least two of each; the first is dealt among those that it can befall.
_PLANTED = ((Handling.UNTRUE, 0.08), (Handling.NO_OWNER, 0.06), (Handling.OVERDUE, 0.10), (Handling.OPEN_DUTY, 0.06),
            (Handling.NOT_ASKED, 0.06), (Handling.UNSAFE, 0.05))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cases:
    """How contacts were handled, each `(n,)`; times -1 where it did not happen."""

    handling: Ints  # index into HANDLINGS
    due: Seconds
    answered: Seconds
    closed: Seconds


def draw_cases(context: Context, calls: Calls) -> Cases:
    """Return due dates, answers and faults of the contacts, as they stood when the table was exported."""
    rng, n = context.rng("helpline cases"), len(calls)
    handling = np.full(n, HANDLINGS.index(Handling.WELL))
    about_force = calls.route <= ROUTES.index("complaint")
    for fault, share in _PLANTED:
        may = calls.about >= 0 if fault is Handling.UNTRUE else about_force
        free = np.flatnonzero(may & (handling == 0))
        handling[rng.permutation(free)[: max(2, round(share * n))]] = HANDLINGS.index(fault)
    due = np.where(calls.route == 0, calls.received + DAY, 0)
    for route, days in enumerate(DUE_IN[1:], 1):
        due = np.where(calls.route == route, due_in(context.year, calls.received, days), due)
    due = np.where(calls.route == ROUTES.index("emergency"), calls.received, due)
    at_fault = [handling == HANDLINGS.index(fault) for fault in (Handling.OVERDUE, Handling.NO_OWNER)]
    day = day_of(context.year, calls.received + (rng.random(n) * (due - calls.received)).astype(np.int64))
    answered = instant(context.year, day, rng.integers(9 * HOUR, 18 * HOUR, n))
    answered = np.minimum(np.maximum(answered, calls.received + HOUR // 2), np.maximum(due - 600, calls.received))
    after = due + rng.integers(DAY, 25 * DAY, n)
    answered = np.where(at_fault[0], np.where(rng.random(n) < 0.5, after, -1), answered)
    answered = np.where(at_fault[1], -1, answered)
    closed = np.where(answered >= 0, answered + rng.integers(1, 30, n) * HOUR, -1)
    closed = np.where(calls.route == ROUTES.index("emergency"), answered + 600, closed)
    never = handling == HANDLINGS.index(Handling.OPEN_DUTY)
    closed = np.where(never, due + rng.integers(-8, 60, n) * HOUR, closed)
    closed = np.where(never, np.maximum(closed, calls.received + HOUR), closed)
    answered = np.where(never, -1, answered)
    return _as_exported(context, Cases(handling, due, answered, closed))


def _as_exported(context: Context, cases: Cases) -> Cases:
    """Return the cases as they stood when exported: what comes later has not happened, what is not due is no fault."""
    last = context.year.export - HOUR
    unanswered = cases.answered > last
    answered = np.where(unanswered, -1, cases.answered)
    closed = np.where(unanswered | (cases.closed > last), -1, cases.closed)
    waits = unanswered | ((cases.handling == HANDLINGS.index(Handling.OPEN_DUTY)) & (closed < 0))
    overdue = np.where(cases.due > last, Handling.NOT_YET_DUE, Handling.OVERDUE)
    handling = np.where(waits, [HANDLINGS.index(Handling(each)) for each in overdue], cases.handling)
    early = (handling == HANDLINGS.index(Handling.OVERDUE)) & (cases.due > last)
    handling = np.where(early, HANDLINGS.index(Handling.NOT_YET_DUE), handling)
    return replace(cases, handling=handling, answered=answered, closed=closed)
