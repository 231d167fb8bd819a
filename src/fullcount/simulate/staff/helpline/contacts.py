"""The helpline's extract and the truth behind it: contacts, who owned them, what was answered and how."""

import re

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.calendar import Seconds, printed
from fullcount.simulate.context import Context
from fullcount.simulate.staff.helpline.calls import ROUTES, Calls, Known, draw_calls, known
from fullcount.simulate.staff.helpline.cases import HANDLINGS, Cases, Handling, draw_cases
from fullcount.simulate.staff.helpline.words import CALLERS, SENT, TRUE_ANSWERS, UNTRUE_ANSWERS
from fullcount.simulate.staff.roster import Roster
from fullcount.simulate.staff.teams import DISTRICT_COUNT, FIRST

Ints = npt.NDArray[np.int64]

CHANNELS = ("phone", "web form", "letter", "third party", "in person")
_CHANNEL_SHARE = (0.58, 0.22, 0.06, 0.09, 0.05)
SAFE = tuple(SENT)
WORKERS = tuple(f"HW{number:02d}" for number in range(1, 9))
_CONSENT = ("force", "force;support service", "force;mayor's office", "force;mayor's office;support service",
            "support service", "")  # fmt: skip
_CONSENT_SHARE = (0.36, 0.30, 0.08, 0.14, 0.07, 0.05)
_END_STATES = ("to be recorded", "right put right", "closure answered", "complaint made", "passed to support",
               "not police", "passed to 999")  # fmt: skip
_MISROUTED = 0.06


_RULES = {
    Handling.NO_OWNER: "helpline: every open contact has an owner", Handling.OVERDUE: "helpline: answered by its date",
    Handling.OPEN_DUTY: "helpline: no end state while an answer is owed",
    Handling.NOT_ASKED: "helpline: danger is asked about first", Handling.UNSAFE: "Victims' Code right 3",
}  # fmt: skip
_UNTRUE_RULES = ("CRR p10", "Victims' Code right 6", "Victims' Code right 6")

MAPPING = """\
[extracts.helpline_contacts]
files = ["helpline*.csv"]
format = "csv"
date_formats = ["%d/%m/%Y %H:%M:%S"]

[extracts.helpline_contacts.columns]
contact_id = "Contact Ref"
received_at = "Received"
channel = "Channel"
route = "Route"
report_ref = { column = "Incident No", separator = ";" }
crime_ref = { column = "Crime No", separator = ";" }
danger_asked = "Danger Asked"
danger = "In Danger"
safe_channels = { column = "Safe Channels", separator = ";" }
consent_to = { column = "Consent To", separator = ";" }
owner = "Owner"
due_at = "Due"
answered_at = "Answered"
answer = "Answer"
checked_by = "Checked By"
state = "State"
closed_at = "Closed"
words = "Caller's Words"
"""


def draw_helpline(
    context: Context,
    roster: Roster,
    reports: int,
    missed: tuple[pl.Series, Seconds | None],
    closed: tuple[pl.Series, Seconds | None],
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return `helpline.csv` and `helpline.parquet` for a force of so many reports.

    `missed` are reports of which no crime was recorded and `closed` crimes given an outcome: their numbers, and when
    each was reported or closed; None where the numbers stand in order of time over the year.
    """
    pools = known(context.year, *missed), known(context.year, *closed)
    calls = draw_calls(context, reports, *pools)
    cases = draw_cases(context, calls)
    return _table(context, roster, calls, cases, pools), _truth(calls, cases, pools)


def _table(context: Context, roster: Roster, calls: Calls, cases: Cases, pools: tuple[Known, Known]) -> pl.DataFrame:
    rng, n = context.rng("helpline table"), len(calls)
    how = [HANDLINGS[code] for code in cases.handling]
    safe = [rng.permutation(len(SAFE))[: rng.integers(1, 4)] for _ in range(n)]
    asked = np.array([each is not Handling.NOT_ASKED for each in how])
    danger = calls.route == ROUTES.index("emergency")
    stated = np.where((rng.random(n) < _MISROUTED) & ~danger, rng.integers(0, len(ROUTES) - 1, n), calls.route)
    owners, checkers = _owners(rng, roster, calls, how)
    answers = [
        _answer(rng, ROUTES[calls.route[row]], how[row], safe[row]) if cases.answered[row] >= 0 else None
        for row in range(n)
    ]
    checkers = [who if answer is not None else None for who, answer in zip(checkers, answers, strict=True)]
    reports, crimes = (_reference(calls, pool, named=True, crimes=at == 1) for at, pool in enumerate(pools))
    ends = pl.Series(_END_STATES).gather(calls.route).set(pl.Series(cases.closed < 0), "open")
    blank_danger = pl.Series(rng.random(n) < 0.5) & pl.Series(~asked)
    return pl.DataFrame({
        "Contact Ref": _ids(n),
        "Received": printed(context.year, calls.received),
        "Channel": pl.Series(CHANNELS).gather(rng.choice(len(CHANNELS), n, p=_CHANNEL_SHARE)),
        "Route": pl.Series(ROUTES).gather(stated),
        "Incident No": reports,
        "Crime No": crimes,
        "Danger Asked": pl.Series(["N", "Y"]).gather(asked.astype(np.int64)).set(blank_danger, None),
        "In Danger": pl.Series(["N", "Y"]).gather(danger.astype(np.int64)).set(pl.Series(~asked), None),
        "Safe Channels": [";".join(SAFE[channel] for channel in sorted(each)) for each in safe],
        "Consent To": pl.Series(_CONSENT).gather(rng.choice(len(_CONSENT), n, p=_CONSENT_SHARE)),
        "Owner": pl.Series(owners, dtype=pl.String),
        "Due": printed(context.year, cases.due),
        "Answered": printed(context.year, cases.answered),
        "Answer": pl.Series(answers, dtype=pl.String),
        "Checked By": pl.Series(checkers, dtype=pl.String),
        "State": ends,
        "Closed": printed(context.year, cases.closed),
        "Caller's Words": [_said(rng, CALLERS[ROUTES[route]]) for route in calls.route],
    })  # fmt: skip


def _owners(
    rng: np.random.Generator, roster: Roster, calls: Calls, how: list[Handling]
) -> tuple[list[str | None], list[str | None]]:
    """Return who owns each contact and who checked its answer: the force's people, or the helpline's workers."""
    n = len(calls)
    team = np.where(calls.route == 0, FIRST["recording"], FIRST["cid"] + rng.integers(0, DISTRICT_COUNT, n))
    number = roster.numbers(roster.on_duty(rng, team, calls.received, "sergeant"))
    by_force = calls.route <= ROUTES.index("complaint")
    workers = rng.integers(0, len(WORKERS), (n, 2))
    workers[:, 1] = np.where(workers[:, 0] == workers[:, 1], (workers[:, 1] + 1) % len(WORKERS), workers[:, 1])
    owners: list[str | None] = [number[row] if by_force[row] else WORKERS[workers[row, 0]] for row in range(n)]
    checkers: list[str | None] = [WORKERS[workers[row, 1]] for row in range(n)]
    for row, handled in enumerate(how):
        if handled is Handling.NO_OWNER:
            owners[row] = None
        if handled is Handling.UNTRUE:
            checkers[row] = None if rng.random() < 0.6 else owners[row]
    return owners, checkers


def _answer(rng: np.random.Generator, route: str, how: Handling, safe: Ints) -> str:
    """Return the answer that was sent, and by which channel: a safe one, but for an unsafe reply."""
    channels = np.setdiff1d(np.arange(len(SAFE)), safe) if how is Handling.UNSAFE else safe
    by = _said(rng, SENT[SAFE[int(rng.choice(channels))]])
    forms = UNTRUE_ANSWERS[route] if how is Handling.UNTRUE else TRUE_ANSWERS[route]
    return _said(rng, forms).replace("{by}", by)


def _said(rng: np.random.Generator, forms: tuple[str, ...]) -> str:
    """Return one of the forms with one of each choice taken."""
    form = forms[int(rng.integers(0, len(forms)))]
    taken = re.sub(r"\[([^\]]*)\]", lambda found: str(rng.choice(found[1].split("|"))), form)
    return " ".join(taken.split())


def _reference(calls: Calls, pool: Known, *, named: bool, crimes: bool) -> pl.Series:
    """Return the report's or the crime's number that each contact is about; `named`: only where the caller gave it."""
    is_one = (calls.about >= 0) & ((calls.route > 0) == crimes) & (calls.gives_number | (not named))
    if not is_one.any():
        return pl.Series([None] * len(calls), dtype=pl.String)
    return pool.numbers.gather(np.where(is_one, calls.about, 0)).set(pl.Series(~is_one), None)


def _ids(number: int) -> pl.Series:
    return "HL-" + pl.Series(np.arange(1, number + 1)).cast(pl.String).str.zfill(4)


def _truth(calls: Calls, cases: Cases, pools: tuple[Known, Known]) -> pl.DataFrame:
    """Return the truth by contact: right route, the report or crime meant even where no number was given, mechanism."""
    how = [HANDLINGS[code] for code in cases.handling]
    rules = [
        _UNTRUE_RULES[route] if handled is Handling.UNTRUE else _RULES.get(handled, "")
        for handled, route in zip(how, calls.route, strict=True)
    ]
    return pl.DataFrame({
        "contact_id": _ids(len(calls)),
        "true_route": pl.Series(ROUTES).gather(calls.route),
        "report_id": _reference(calls, pools[0], named=False, crimes=False),
        "crime_id": _reference(calls, pools[1], named=False, crimes=True),
        "mechanism": pl.Series([handled.value for handled in how], dtype=pl.String),
        "rule": rules,
    })  # fmt: skip
