"""A synthetic force of any size, whole or in batches of constant memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import polars as pl

from fullcount.simulate.aftermath.whole import aftermath_tables
from fullcount.simulate.calendar import year_of_demand
from fullcount.simulate.calls import draw_calls
from fullcount.simulate.context import Context
from fullcount.simulate.happenings import Happenings, draw_happenings
from fullcount.simulate.printing.codes import codes_csv
from fullcount.simulate.printing.crime_rows import crime_rows, crimes_of_batch
from fullcount.simulate.printing.crime_shapes import CRIME_SHAPES, KEY_AND_DATE
from fullcount.simulate.printing.force_toml import force_toml
from fullcount.simulate.printing.log_shapes import LOG_SHAPES
from fullcount.simulate.printing.report_rows import report_rows
from fullcount.simulate.printing.slips import with_bad_rows
from fullcount.simulate.records import Records, draw_records
from fullcount.simulate.references import ReferenceFaults, draw_references
from fullcount.simulate.reviews import audit_size, draw_reviews
from fullcount.simulate.scenarios.named import DEFAULT, SCENARIOS
from fullcount.simulate.scenarios.scenario import Scenario
from fullcount.simulate.staff.roster import Roster, draw_roster
from fullcount.simulate.staff.tables import force_tables
from fullcount.simulate.staff.training import RollOutDays, draw_roll_out
from fullcount.simulate.truth import (
    crime_truth,
    link_truth,
    report_truth,
    reviewer_truth,
    rules_of_records,
    scenario_truth,
    team_truth,
)

BATCH = 50_000
_SAMPLED = 40  # missed reports and closed crimes of a batch from which the helpline's callers are taken

Tables = dict[str, pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: how many reports, which seed and scenario, and the shapes of the two main exports."""

    reports: int
    seed: int = 1
    scenario: Scenario = field(default_factory=lambda: SCENARIOS[DEFAULT])
    log_shape: str = "plain"
    crime_shape: str = "flat"
    year: int = 2025
    people: bool = True  # whether what is drawn once for a force (roster, training, promises, helpline) is made too
    references: ReferenceFaults = field(default_factory=ReferenceFaults)  # what is wrong with crime and log numbers


@dataclass(frozen=True, slots=True)
class SimulatedBatch:
    """One stretch of time: the extracts by file name, and the truth by file name, which the product never reads.

    The last batch of a force holds what is drawn once for the whole of it: people, training, promises, helpline.
    """

    tables: Tables
    truth: Tables


@dataclass(frozen=True, slots=True)
class SimulatedForce:
    """A whole force: its extracts, what they mean, the truth, and the day to which a run of it is made."""

    tables: Tables
    force_toml: str
    codes_csv: str
    truth: Tables
    as_at: date


def described(wanted: Wanted) -> dict[str, str]:
    """Return the texts that go with a force by file name: `force.toml`, its code table, what was planted in numbers."""
    return {
        "force.toml": force_toml(wanted.seed, wanted.log_shape, wanted.crime_shape, wanted.people),
        "codes.csv": codes_csv(),
        "truth/scenario.json": scenario_truth(wanted.scenario, wanted.reports, wanted.seed, wanted.year),
    }


def simulate_force(wanted: Wanted) -> SimulatedForce:
    """Return a force whole. The same arguments give the same bytes."""
    tables: dict[str, list[pl.DataFrame]] = {}
    truth: dict[str, list[pl.DataFrame]] = {}
    for batch in simulate_batches(wanted):
        for kept, made in ((tables, batch.tables), (truth, batch.truth)):
            for name, frame in made.items():
                kept.setdefault(name, []).append(frame)
    texts = described(wanted)
    return SimulatedForce(
        {name: pl.concat(frames) for name, frames in tables.items()}, texts["force.toml"], texts["codes.csv"],
        {name: pl.concat(frames) for name, frames in truth.items()}, date(wanted.year + 1, 1, 1),
    )  # fmt: skip


def simulate_batches(wanted: Wanted, batch: int = BATCH) -> Iterator[SimulatedBatch]:
    """Yield the force in batches in order of time; crime numbers run on from batch to batch.

    Raises ValueError for a force without reports.
    """
    if wanted.reports < 1:
        raise ValueError("a force needs at least one report")
    year = year_of_demand(wanted.year, wanted.scenario.clock_changes)
    whole = Context(wanted.scenario, wanted.seed, year)
    roster = draw_roster(whole)
    roll_out = draw_roll_out(whole, roster)
    size = audit_size(wanted.reports)
    audited = np.sort(whole.rng("audit").choice(wanted.reports, size, replace=False))
    crimes = 0
    missed: list[pl.DataFrame] = []
    closed: list[pl.DataFrame] = []
    for number, first in enumerate(range(0, wanted.reports, batch)):
        held = min(batch, wanted.reports - first)
        context = Context(wanted.scenario, wanted.seed, year, number + 1, first)
        span = (first / wanted.reports, (first + held) / wanted.reports)
        happened = draw_happenings(context, span, held, roster, roll_out)
        records = draw_records(context, happened, crimes, roster)
        crimes += len(records)
        reviewed = audited[(audited >= first) & (audited < first + held)] - first
        made = _batch(wanted, context, happened, records, reviewed, roster)
        lost = np.flatnonzero(happened.recorded < happened.disclosed)[:_SAMPLED]
        missed.append(pl.DataFrame({"id": context.report_numbers(lost), "at": happened.reported[lost]}))
        closed.append(_closed(context, records, made.truth["closures.parquet"]["crime_id"]))
        if first + held == wanted.reports and wanted.people:
            tables, truth = _of_the_force(whole, roster, roll_out, wanted.reports, pl.concat(missed), pl.concat(closed))
            made = SimulatedBatch(made.tables | tables, made.truth | truth)
        yield made


def _closed(context: Context, records: Records, numbers: pl.Series) -> pl.DataFrame:
    """Return a few crimes of a batch that were given an outcome, and when they were recorded."""
    crimes = pl.DataFrame({"id": context.crime_numbers(records.number), "at": records.recorded})
    return crimes.filter(pl.col("id").is_in(numbers.implode())).head(_SAMPLED)


def _of_the_force(
    whole: Context, roster: Roster, roll_out: RollOutDays, reports: int, missed: pl.DataFrame, closed: pl.DataFrame
) -> tuple[Tables, Tables]:
    """Return what is drawn once for a force: its people, their training, what was promised, who rang the helpline."""
    times = missed["at"].to_numpy(), closed["at"].to_numpy()
    tables, truth = force_tables(whole, roster, reports, missed["id"], closed["id"], times)
    return tables, truth | {
        "teams.parquet": team_truth(whole, roll_out), "reviewers.parquet": reviewer_truth(whole),
    }  # fmt: skip


def _batch(
    wanted: Wanted, context: Context, happened: Happenings, records: Records, reviewed: np.ndarray, roster: Roster
) -> SimulatedBatch:
    """Return one batch's extracts as printed, and its truth."""
    refs = draw_references(context, happened, wanted.references)
    crimes = crimes_of_batch(context, records, roster)
    rows = report_rows(context, happened, records, refs, roster)
    printed_crimes = CRIME_SHAPES[wanted.crime_shape](crime_rows(context, records, refs, crimes, roster), context.year)
    calls, call_truth = draw_calls(context, happened, roster)
    reviews, review_truth = draw_reviews(context, happened, reviewed)
    after, after_truth = aftermath_tables(context, crimes)
    tables = {
        "reports.csv": LOG_SHAPES[wanted.log_shape](rows, context.year),
        "crimes.csv": with_bad_rows(context.rng("bad crimes"), printed_crimes, *KEY_AND_DATE[wanted.crime_shape]),
        "calls.csv": calls, "audit.csv": reviews,
    } | after  # fmt: skip
    rules = rules_of_records(context, records, after_truth["cancellations.parquet"])
    truth = {
        "reports.parquet": report_truth(context, happened, records, rules, roster),
        "links.parquet": link_truth(context, records), "crimes.parquet": crime_truth(context, records, rules),
        "calls.parquet": call_truth, "audit.parquet": review_truth,
    } | after_truth  # fmt: skip
    return SimulatedBatch(tables, truth)
