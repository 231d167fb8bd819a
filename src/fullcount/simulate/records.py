"""The crime system's records: those that answer reports, and some that no report explains."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fullcount.simulate.calendar import DAY, HOUR, Seconds
from fullcount.simulate.context import Context
from fullcount.simulate.happenings import LEADS, Happenings
from fullcount.simulate.mechanisms import NUMBER, Mechanism
from fullcount.simulate.offences import CLASS_NUMBER, OFFENCES, RELATION_NAMES, class_shares
from fullcount.simulate.people import strangers
from fullcount.simulate.places import Places, draw_places
from fullcount.simulate.routing import ROUTES
from fullcount.simulate.staff.roster import Roster
from fullcount.simulate.staff.teams import response_team

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Columns = dict[str, np.ndarray]

NO_REPORT_SHARE = 0.08  # crimes put straight into the crime system, for each crime that answers a report
BACK_DATED_TO = 23 * HOUR + 55 * 60  # a back-dated record is stamped in the last minutes of the 24 hours

_MISTAKEN = np.array([CLASS_NUMBER.get(offence.mistaken_for, number) for number, offence in enumerate(OFFENCES)])
_PLACES = np.array([offence.place for offence in OFFENCES])
_NO_PERSON = np.array([o.reporters in {"business", "officer"} or o.cls in {"30C", "30D", "58B"} for o in OFFENCES])


@dataclass(frozen=True, slots=True)
class Records:
    """`m` crime records in order of recording, each array `(m,)`."""

    number: Ints
    report: Ints  # row of the report it answers, -1 for none
    offence: Ints  # as recorded
    true_offence: Ints
    mechanism: Ints
    reported: Seconds
    recorded: Seconds  # when it was
    stamped: Seconds  # when the crime system says it was
    delayed: Seconds  # how much later than usual it was exported
    in_extract: Flags
    occurred_from: Seconds
    occurred_to: Seconds
    places: Places
    person: Ints  # the victim, -1 for a business or the state
    relation: Ints
    route: Ints
    team: Ints
    officer: Ints  # row of the roster
    sergeant: Ints
    suspect: Ints
    leads: Flags  # (m, 4)

    def __len__(self) -> int:
        return len(self.number)


def _of_record(mechanism: Ints, is_second: Flags) -> Ints:
    """Return each record's own mechanism: of a crime recorded twice only the second record is wrong."""
    right = (mechanism == NUMBER[Mechanism.OVER_RECORDED]) & ~is_second
    return np.where(right | (mechanism == NUMBER[Mechanism.ONE_MISSED]), NUMBER[Mechanism.RECORDED], mechanism)


def _as_recorded(held: Ints, mechanism: Ints) -> Ints:
    """Return the class that was written down for the class that was told."""
    offence = np.where(mechanism == NUMBER[Mechanism.WRONG_CLASS], _MISTAKEN[held], held)
    return np.where(mechanism == NUMBER[Mechanism.UNDER_LIMIT], CLASS_NUMBER["105A"], offence)


def _answering(context: Context, happened: Happenings) -> tuple[Columns, Places]:
    """Return the records that answer reports: one for each crime recorded, and the second of those recorded twice."""
    twice = happened.has(Mechanism.OVER_RECORDED)
    count = happened.recorded + twice
    row = np.repeat(np.arange(len(happened)), count)
    nth = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    is_second = nth >= happened.recorded[row]
    another = (nth > 0) & ~is_second
    held = np.where(another, happened.extra[row], happened.offence[row])
    own = _of_record(happened.mechanism[row], is_second)
    also_late = np.isin(own, [NUMBER[Mechanism.LATE], NUMBER[Mechanism.BACK_DATED]])
    mechanism = np.where(another & ~also_late, NUMBER[Mechanism.RECORDED], own)
    reported = happened.reported[row]
    recorded = reported + happened.delay[row] + nth * 240
    back_dated = mechanism == NUMBER[Mechanism.BACK_DATED]
    spread = context.rng("stamps").integers(0, 240, len(row))
    person = np.where(another, strangers(context.first, len(happened), 2)[row], happened.person[row])
    return {
        "report": row, "offence": _as_recorded(held, mechanism), "true_offence": held, "mechanism": mechanism,
        "reported": reported, "recorded": recorded,
        "stamped": np.where(back_dated, reported + BACK_DATED_TO + spread, recorded),
        "occurred_from": happened.occurred_from[row], "occurred_to": happened.occurred_to[row],
        "person": np.where(_NO_PERSON[held], -1, person),
        "relation": happened.relation[row], "route": happened.route[row], "team": happened.team[row],
        "officer": happened.officer[row], "sergeant": happened.sergeant[row], "suspect": happened.suspect[row],
        "leads": happened.leads[row],
    }, happened.places.take(row)  # fmt: skip


def _unexplained(context: Context, happened: Happenings, number: int, roster: Roster) -> tuple[Columns, Places]:
    """Return records that no report explains, within the same stretch of time."""
    rng = context.rng("crimes without a report")
    shares = class_shares(context.scenario.mix)
    held = rng.choice(len(OFFENCES), number, p=shares)
    low, high = (happened.reported[0], happened.reported[-1] + 1) if len(happened) else (0, 1)
    reported = rng.integers(low, high, number)
    ago = (rng.exponential(4.0, number) * HOUR).astype(np.int64)
    places = draw_places(rng, _PLACES[held])
    recorded = reported + rng.integers(600, 20 * HOUR, number)
    team = response_team(places.district, context.year.local(reported))
    return {
        "report": np.full(number, -1), "offence": held, "true_offence": held,
        "mechanism": np.full(number, NUMBER[Mechanism.NO_REPORT]), "reported": reported, "recorded": recorded,
        "stamped": recorded, "occurred_from": reported - ago, "occurred_to": reported - ago,
        "person": np.where(_NO_PERSON[held], -1, strangers(context.first, number, 3)),
        "relation": np.full(number, RELATION_NAMES.index("stranger")),
        "route": np.full(number, ROUTES.index("OFFICER")), "team": team,
        "officer": roster.on_duty(rng, team, reported, "constable"),
        "sergeant": roster.on_duty(rng, team, reported, "sergeant"), "suspect": np.zeros(number, dtype=np.int64),
        "leads": np.zeros((number, len(LEADS)), dtype=np.bool_),
    }, places  # fmt: skip


def _cut_over(context: Context, recorded: Seconds) -> tuple[Flags, Seconds]:
    """Return which records the crime extract holds, and by how much their export was delayed by a cut-over."""
    backlog = context.scenario.backlog
    if backlog is None:
        return np.ones(len(recorded), dtype=np.bool_), np.zeros(len(recorded), dtype=np.int64)
    day = (recorded - context.year.start) // DAY
    inside = (day >= backlog.first_day) & (day < backlog.first_day + backlog.days)
    draw = context.rng("cut-over").random(len(recorded))
    late = inside & (draw >= backlog.lost) & (draw < backlog.lost + backlog.delayed)
    return ~(inside & (draw < backlog.lost)), late * backlog.delay_days * DAY


def draw_records(context: Context, happened: Happenings, first: int, roster: Roster) -> Records:
    """Return all records of these reports in order of recording; crime numbers begin at `first`."""
    answering, places = _answering(context, happened)
    alone, more = _unexplained(context, happened, round(len(answering["report"]) * NO_REPORT_SHARE), roster)
    order = np.argsort(np.concatenate([answering["recorded"], alone["recorded"]]), kind="stable")
    kept = {name: np.concatenate([values, alone[name]])[order] for name, values in answering.items()}
    in_extract, delayed = _cut_over(context, kept["recorded"])
    return Records(
        number=np.arange(first, first + len(order)), places=places.with_more(more).take(order),
        in_extract=in_extract, delayed=delayed, **kept,
    )  # fmt: skip
