"""What really happened, as tables that the product never reads."""

import json
from dataclasses import asdict

import numpy as np
import polars as pl

from fullcount.simulate.context import Context
from fullcount.simulate.happenings import LEADS, Happenings
from fullcount.simulate.mechanisms import MECHANISMS, NUMBER, RULES, Mechanism
from fullcount.simulate.offences import OFFENCES, RELATION_NAMES, REPORTER_NAMES
from fullcount.simulate.places import district_names
from fullcount.simulate.printing.crime_rows import CLASSES
from fullcount.simulate.printing.report_rows import TEAM_NAMES
from fullcount.simulate.recording import levels, team_effects
from fullcount.simulate.records import Records
from fullcount.simulate.reviews import reviewer_rates
from fullcount.simulate.routing import route_names
from fullcount.simulate.scenarios.scenario import Scenario
from fullcount.simulate.staff.roster import Roster
from fullcount.simulate.staff.training import RollOutDays

_MECHANISMS = pl.Series([mechanism.value for mechanism in MECHANISMS], dtype=pl.String)
_LISTED = pl.Series([f"{offence.code} {offence.cls}" for offence in OFFENCES], dtype=pl.String)
_RULES = pl.Series([RULES.get(mechanism) for mechanism in MECHANISMS], dtype=pl.String)


def _instants(seconds: np.ndarray) -> pl.Series:
    return pl.select(pl.from_epoch(pl.Series(seconds), time_unit="s").dt.replace_time_zone("UTC")).to_series()


def rules_of_records(context: Context, records: Records, cancellations: pl.DataFrame) -> pl.Series:
    """Return the rule that each record's fault breaks, `(m,)`: of a wrong class the entry of the list that it should
    have, of a wrong cancellation what the cancellation's own truth says."""
    ids = context.crime_numbers(records.number)
    told = pl.DataFrame({"crime_id": ids}).join(
        cancellations.select("crime_id", "rule"), on="crime_id", how="left", maintain_order="left"
    )
    wrong_class = np.isin(records.mechanism, [NUMBER[Mechanism.WRONG_CLASS], NUMBER[Mechanism.UNDER_LIMIT]])
    cancelled = records.mechanism == NUMBER[Mechanism.WRONGLY_CANCELLED]
    rules = _RULES.gather(records.mechanism)
    rules = rules.zip_with(pl.Series(~wrong_class), "NOL " + _LISTED.gather(records.true_offence))
    return rules.zip_with(pl.Series(~cancelled), told["rule"].fill_null(RULES[Mechanism.WRONGLY_CANCELLED]))


def _rules_of_reports(happened: Happenings, records: Records, of_records: pl.Series) -> pl.Series:
    """Return the rule that each report's fault breaks: of a fault of its record, what that record's is."""
    answers = records.report >= 0
    own = answers & (records.mechanism == happened.mechanism[np.maximum(records.report, 0)])
    held = pl.DataFrame({"row": records.report[own], "rule": of_records.filter(pl.Series(own))}).unique("row")
    rows = pl.DataFrame({"row": np.arange(len(happened)), "first": _RULES.gather(happened.mechanism)})
    joined = rows.join(held, on="row", how="left", maintain_order="left")
    return joined.select(pl.coalesce("rule", "first")).to_series()


def report_truth(
    context: Context, happened: Happenings, records: Records, of_records: pl.Series, roster: Roster
) -> pl.DataFrame:
    """Return a row a report: what it discloses, what was recorded of it (what was wrongly cancelled counts as
    recorded), by which mechanism, which rule that breaks, and who, where, when and how."""
    crime = pl.Series(~happened.is_crime)
    first = CLASSES.gather(np.maximum(happened.offence, 0)).set(crime, None)
    second = CLASSES.gather(np.maximum(happened.extra, 0)).set(pl.Series(happened.extra < 0), None)
    classes = pl.select(pl.concat_str(first, second, separator=";", ignore_nulls=True)).to_series()
    leads = [pl.when(pl.Series(happened.leads[:, number])).then(pl.lit(name)) for number, name in enumerate(LEADS)]
    return pl.DataFrame({
        "report_id": context.report_numbers(np.arange(len(happened))), "crimes_disclosed": happened.disclosed,
        "crimes_recorded": happened.recorded, "class": first,
        "classes": classes.set(crime, None),
        "mechanism": _MECHANISMS.gather(happened.mechanism), "rule": _rules_of_reports(happened, records, of_records),
        "reported_at": _instants(happened.reported), "route": route_names(happened.route),
        "district": district_names(context.seed, happened.places), "team": TEAM_NAMES.gather(happened.team),
        "handler": roster.numbers(happened.handler), "officer": roster.numbers(happened.officer),
        "reporter": pl.Series(REPORTER_NAMES).gather(happened.reporter),
        "relation": pl.Series(RELATION_NAMES).gather(happened.relation).set(crime, None),
        "domestic": happened.domestic & happened.is_crime, "comes_late": happened.comes_late,
        "trained": happened.trained, "victim": happened.person,
        "leads": pl.select(pl.concat_str(leads, separator=";", ignore_nulls=True)).to_series(),
    })  # fmt: skip


def link_truth(context: Context, records: Records) -> pl.DataFrame:
    """Return a row a true pair of report and crime record, also of crimes recorded twice."""
    kept = records.report >= 0
    return pl.DataFrame({
        "report_id": context.report_numbers(records.report[kept]),
        "crime_id": context.crime_numbers(records.number[kept]), "in_extract": records.in_extract[kept],
    })  # fmt: skip


def crime_truth(context: Context, records: Records, of_records: pl.Series) -> pl.DataFrame:
    """Return a row a record: its true class, mechanism and rule, when it was recorded, whether the extract has it."""
    mechanism = np.where(records.in_extract, records.mechanism, NUMBER[Mechanism.EXTRACT_LOST])
    delayed = records.in_extract & (records.delayed > 0) & (records.mechanism == NUMBER[Mechanism.RECORDED])
    mechanism = np.where(delayed, NUMBER[Mechanism.EXTRACT_DELAYED], mechanism)
    return pl.DataFrame({
        "crime_id": context.crime_numbers(records.number), "class": CLASSES.gather(records.true_offence),
        "mechanism": _MECHANISMS.gather(mechanism), "rule": of_records.set(pl.Series(~records.in_extract), None),
        "recorded_at": _instants(records.recorded), "in_extract": records.in_extract,
    })  # fmt: skip


def team_truth(context: Context, roll_out: RollOutDays) -> pl.DataFrame:
    """Return a row a team: what it adds to recording in log-odds, its wave, and when it was trained (null: never)."""
    never = pl.Series(roll_out.trained_on < 0)
    effect = context.scenario.roll_out.effect if context.scenario.roll_out else 0.0
    return pl.DataFrame({
        "team": TEAM_NAMES, "effect": team_effects(context.scenario, context.seed), "wave": roll_out.wave,
        "trained_on": _instants(roll_out.trained_on).set(never, None),
        "training_effect": pl.Series(np.full(len(TEAM_NAMES), effect)).set(never, None),
    })  # fmt: skip


def reviewer_truth(context: Context) -> pl.DataFrame:
    """Return each reviewer's rates of error."""
    return reviewer_rates(context)


def scenario_truth(scenario: Scenario, reports: int, seed: int, year: int) -> str:
    """Return the scenario's numbers as JSON, with the levels in log-odds that give it its rates."""
    held = {"reports": reports, "seed": seed, "year": year} | asdict(scenario)
    held["levels"] = [round(float(level), 6) for level in levels(scenario, seed, year).of_group]
    return json.dumps(held, indent=2, default=dict) + "\n"
