"""A synthetic force of any size, whole or in batches of constant memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from fullcount.simulate.calendar import year_of_demand
from fullcount.simulate.codes import codes_csv, force_toml
from fullcount.simulate.exports import Source, crimes_table, reports_table
from fullcount.simulate.happenings import MECHANISMS, Happenings, draw_happenings
from fullcount.simulate.offences import OFFENCES
from fullcount.simulate.overseers import audit_size, audit_table, calls_table
from fullcount.simulate.records import Records, draw_records, draw_references
from fullcount.simulate.routing import draw_routes

_MECHANISMS = pl.Series([mechanism.value for mechanism in MECHANISMS], dtype=pl.String)
_CLASSES = pl.Series([offence.cls for offence in OFFENCES], dtype=pl.String)


@dataclass(frozen=True, slots=True)
class SimulatedBatch:
    """One stretch of time: the extracts by file name, and the truth by file name, which the product never reads.

    `reports.parquet`: report_id, crimes_disclosed, crimes_recorded (of those disclosed; wrongly cancelled ones count
    as recorded), class (null where none), mechanism. `links.parquet`: report_id, crime_id; also of crimes recorded
    twice. `crimes.parquet`: crime_id, class in truth, mechanism of the record.
    """

    tables: dict[str, pl.DataFrame]
    truth: dict[str, pl.DataFrame]


@dataclass(frozen=True, slots=True)
class SimulatedForce:
    """A whole force: its extracts, what they mean, the truth, and the day to which a run of it is made."""

    tables: dict[str, pl.DataFrame]
    force_toml: str
    codes_csv: str
    truth: dict[str, pl.DataFrame]
    as_at: date


def simulate_force(reports: int, seed: int, year: int = 2025) -> SimulatedForce:
    """Return a force with `reports` reports in a calendar year. The same arguments give the same bytes."""
    batches = list(simulate_batches(reports, seed, year=year))

    def whole(name: str) -> dict[str, pl.DataFrame]:
        first: dict[str, pl.DataFrame] = getattr(batches[0], name)
        return {file: pl.concat([getattr(batch, name)[file] for batch in batches]) for file in first}

    return SimulatedForce(whole("tables"), force_toml(), codes_csv(), whole("truth"), date(year + 1, 1, 1))


def simulate_batches(reports: int, seed: int, batch: int = 100_000, year: int = 2025) -> Iterator[SimulatedBatch]:
    """Yield the same kind of force in batches in order of time; crime numbers run on from batch to batch."""
    if reports < 1:
        raise ValueError("a force needs at least one report")
    demand = year_of_demand(year)
    audited = np.sort(np.random.default_rng([seed, 0]).choice(reports, audit_size(reports), replace=False))
    crimes = 0
    for number, first in enumerate(range(0, reports, batch)):
        size = min(batch, reports - first)
        rng = np.random.default_rng([seed, number + 1])
        happened = draw_happenings(rng, demand, (first / reports, (first + size) / reports), size)
        records = draw_records(rng, happened, crimes)
        crimes += len(records)
        references = draw_references(rng, happened)
        source = Source(rng, demand, first)
        route = draw_routes(rng, happened)
        reviewed = audited[(audited >= first) & (audited < first + size)] - first
        tables = {
            "reports.csv": reports_table(source, happened, route, records, references),
            "crimes.csv": crimes_table(source, records, references),
            "calls.csv": calls_table(source, happened, route),
            "audit.csv": audit_table(source, happened, reviewed),
        }
        yield SimulatedBatch(tables, _truth(source, happened, records))


def _truth(source: Source, happened: Happenings, records: Records) -> dict[str, pl.DataFrame]:
    """Return what really happened: by report, by link, by crime record."""
    offence = np.maximum(happened.offence, 0)
    reports = pl.DataFrame({
        "report_id": source.report_numbers(np.arange(len(happened))),
        "crimes_disclosed": happened.disclosed, "crimes_recorded": happened.recorded,
        "class": _CLASSES.gather(offence).set(pl.Series(happened.offence < 0), None),
        "mechanism": _MECHANISMS.gather(happened.mechanism),
    })  # fmt: skip
    numbers = source.crime_numbers(records.number)
    links = pl.DataFrame({"report_id": source.report_numbers(records.report), "crime_id": numbers})
    crimes = pl.DataFrame({"crime_id": numbers, "class": _CLASSES.gather(records.true_offence),
                           "mechanism": _MECHANISMS.gather(records.mechanism)})  # fmt: skip
    return {"reports.parquet": reports, "links.parquet": links.drop_nulls(), "crimes.parquet": crimes}
