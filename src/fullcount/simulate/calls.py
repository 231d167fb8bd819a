"""The telephone system's calls: those behind the reports, those never logged, those nobody answered."""

import numpy as np
import polars as pl

from fullcount.simulate.calendar import HOUR, printed
from fullcount.simulate.context import Context
from fullcount.simulate.happenings import Happenings
from fullcount.simulate.mechanisms import RULES, Mechanism
from fullcount.simulate.printing.crime_rows import CLASSES
from fullcount.simulate.routing import ROUTES, route_names
from fullcount.simulate.staff.roster import Roster
from fullcount.simulate.staff.teams import contact_team

LOGGED, NEVER_LOGGED, UNANSWERED = 0, 1, 2
MAPPING = """\
[extracts.calls]
files = ["calls*.csv"]
format = "csv"
date_formats = ["%d/%m/%Y %H:%M:%S"]

[extracts.calls.columns]
call_id = "Call Id"
called_at = "Arrived"
line = "Line"
answered = "Answered"
log_ref = "Incident No"
handler_id = "Handler"
"""


def draw_calls(context: Context, happened: Happenings, roster: Roster) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the calls of a batch in order of time as the telephone system prints them, and their truth.

    A call that was answered and never logged tells what a like call told: its crimes are in no report. Truth: call_id,
    report_id (null for none), crimes_disclosed, class, mechanism, rule, lost.
    """
    rng, scenario = context.rng("calls"), context.scenario
    by_phone = np.flatnonzero(happened.route <= ROUTES.index("101"))
    lost_share = scenario.never_logged / (1 - scenario.never_logged)
    lost = rng.choice(by_phone, round(len(by_phone) * lost_share)) if len(by_phone) else by_phone
    share = np.array(scenario.unanswered)[happened.route[by_phone]] * (1 + lost_share)
    dropped = by_phone[rng.random(len(by_phone)) < share]
    like = np.concatenate([by_phone, lost, dropped])
    kind = np.repeat([LOGGED, NEVER_LOGGED, UNANSWERED], [len(by_phone), len(lost), len(dropped)])
    shift = np.where(kind == LOGGED, rng.integers(20, 240, len(like)), rng.integers(-6 * HOUR, 6 * HOUR, len(like)))
    arrived = np.clip(happened.reported[like] - shift, context.year.start, context.year.export)
    order = np.argsort(arrived, kind="stable")
    like, kind, arrived = like[order], kind[order], arrived[order]
    numbers = f"T{context.first:07d}-" + pl.Series(np.arange(len(like))).cast(pl.String).str.zfill(6)
    reports = context.report_numbers(np.where(kind == LOGGED, like, -1))
    handler = np.where(kind == LOGGED, happened.handler[like],
                       roster.on_duty(rng, contact_team(context.year.local(arrived)), arrived, "handler"))  # fmt: skip
    table = pl.DataFrame({
        "Call Id": numbers, "Arrived": printed(context.year, arrived), "Line": route_names(happened.route[like]),
        "Answered": pl.Series(np.where(kind == UNANSWERED, "N", "Y")), "Incident No": reports,
        "Handler": roster.numbers(np.where(kind == UNANSWERED, -1, handler)),
    })  # fmt: skip
    told = (kind != UNANSWERED) & happened.is_crime[like]
    mechanism = pl.Series([None, Mechanism.CALL_LOST.value, "unanswered"], dtype=pl.String).gather(kind)
    rule = pl.Series([None, RULES[Mechanism.CALL_LOST], None], dtype=pl.String).gather(kind)
    truth = pl.DataFrame({
        "call_id": numbers, "report_id": reports, "crimes_disclosed": np.where(told, happened.disclosed[like], 0),
        "class": CLASSES.gather(np.maximum(happened.offence[like], 0)).set(pl.Series(~told), None),
        "mechanism": mechanism, "rule": rule, "lost": kind == NEVER_LOGGED,
    })  # fmt: skip
    return table, truth
