"""All tables about the force's people together: types, mapping, rules, speed, repeatability."""

import time
import tomllib
from dataclasses import replace

import polars as pl

from fullcount.core.tables import TABLES
from fullcount.simulate.calendar import year_of_demand
from fullcount.simulate.context import Context
from fullcount.simulate.staff.roster import Roster, draw_roster
from fullcount.simulate.staff.tables import MAPPING, force_tables

YEAR = year_of_demand(2025)
Frames = dict[str, pl.DataFrame]


def day(column: str) -> pl.Expr:
    return pl.col(column).str.slice(0, 10).str.to_date("%d/%m/%Y")


def at(column: str) -> pl.Expr:
    return pl.col(column).str.to_datetime("%d/%m/%Y %H:%M:%S")


def test_all_is_text_and_the_mapping_names_canonical_columns(tables: Frames) -> None:
    config = tomllib.loads(MAPPING)["extracts"]
    canonical = {table.name: {column.name for column in table.columns} for table in TABLES.values()}
    files = {entry["files"][0].replace("*", ""): (name, entry["columns"]) for name, entry in config.items()}
    assert set(files) == set(tables)
    for file, (name, columns) in files.items():
        assert set(tables[file].dtypes) == {pl.String}
        assert set(columns) <= canonical[name]
        headers = [source if isinstance(source, str) else source["column"] for source in columns.values()]
        assert headers == tables[file].columns


def test_everything_is_drawn_in_a_second(
    roster: Roster, context: Context, missed: pl.Series, closed: pl.Series
) -> None:
    start = time.perf_counter()
    force_tables(context, draw_roster(context), 9000, missed, closed)
    assert time.perf_counter() - start < 2


def test_no_fault_lacks_the_rule_it_breaks(truth: Frames) -> None:
    right = {"passed", "passed-after-exemption", "exempt", "left", "not-yet-due", "kept", "changed-openly",
             "answered-well"}  # fmt: skip
    for name in ("training.parquet", "promises.parquet", "helpline.parquet"):
        fault = ~truth[name]["mechanism"].is_in(list(right))
        assert ((truth[name]["rule"] != "") == fault).all()


def test_the_same_seed_gives_the_same_people_and_another_seed_others(
    roster: Roster, tables: Frames, context: Context, missed: pl.Series, closed: pl.Series
) -> None:
    again = force_tables(context, draw_roster(context), 9000, missed, closed)[0]
    assert all(frame.equals(again[name]) for name, frame in tables.items())
    other = replace(context, seed=6)
    others = force_tables(other, draw_roster(other), 9000, missed, closed)[0]
    assert not any(frame.equals(others[name]) for name, frame in tables.items())
