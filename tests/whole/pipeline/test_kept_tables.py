"""Every table that is loaded is read, checked, counted and kept, whether or not a ledger is made from it yet."""

import csv
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner
from jsonschema import validate

from fullcount.cli import main
from fullcount.core.errors import ConfigError
from fullcount.core.tables import EXTRACTS, TABLES, Column, Kind
from fullcount.pipeline.prepare.examine import examine
from fullcount.pipeline.run import RunRequest, run
from small_force import crime, report, write_small_force

KEPT = [name for name in EXTRACTS if not TABLES[name].feeds_ledgers]
SOUND = {
    Kind.TEXT: "words",
    Kind.TIME: "12/05/2026 09:30:00",
    Kind.NUMBER: "1.5",
    Kind.WHOLE: "7",
    Kind.YES_NO: "Y",
    Kind.LIST: "one;two",
}
SCHEMA = Path(__file__).parents[3] / "docs" / "schema" / "result.schema.json"


def source(column: Column) -> str:
    """Return where a column comes from, as TOML."""
    head = f"The {column.name}"
    return f'{{ column = "{head}", separator = ";" }}' if column.kind is Kind.LIST else f'"{head}"'


def add_table(force: Path, name: str) -> None:
    """Add a table with two rows of one number, and one that lacks what every row must have."""
    table = TABLES[name]
    good = [f"{name} 1" if column.name == table.key else SOUND[column.kind] for column in table.columns]
    bad = ["" if column.required and column.name != table.key else text
           for column, text in zip(table.columns, good, strict=True)]  # fmt: skip
    bad = bad if bad != good else ["" if column.name == table.key else "x" for column in table.columns]
    with (force / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([[f"The {column.name}" for column in table.columns], good, good, bad])
    lines = [f"[extracts.{name}]", f'files = ["{name}.csv"]', 'date_formats = ["%d/%m/%Y %H:%M:%S"]']
    lines += [f"[extracts.{name}.columns]", *(f"{column.name} = {source(column)}" for column in table.columns)]
    with (force / "force.toml").open("a", encoding="utf-8") as stream:
        stream.write("\n".join(lines) + "\n")


@pytest.fixture(scope="module")
def force(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A force with every table there is."""
    folder = tmp_path_factory.mktemp("kept") / "force"
    write_small_force(
        folder, reports=[report(n, opening_code="BURG", crime_ref=f"C{n:04}") for n in (1, 2)], crimes=[crime(1)]
    )
    for name in KEPT:
        add_table(folder, name)
    return folder


@pytest.fixture(scope="module")
def outcome(force: Path) -> tuple[Path, dict[str, Any]]:
    out = force.parent / "out"
    return out, dict(run(RunRequest(force, out)).result)


@pytest.mark.parametrize("name", KEPT)
def test_a_table_is_kept_as_it_came(outcome: tuple[Path, dict[str, Any]], name: str):
    out, result = outcome
    counted = next(row for row in result["loaded"] if row["table"] == name)
    assert [counted[key] for key in ("read", "accepted", "quarantined", "new", "changed", "same_again")] == [
        3, 2, 1, 2, 0, 0,
    ]  # fmt: skip
    (part,) = (out / ".store" / "current" / "parts" / name).glob("*.rows.parquet")
    rows = pl.read_parquet(part)
    assert rows.get_column(TABLES[name].key).to_list() == [f"{name} 1"] * 2
    for column in TABLES[name].columns:
        value = rows.get_column(column.name)[0]
        assert value is not None, column.name
        if column.kind is Kind.LIST:
            assert value.to_list() == ["one", "two"]


def test_the_result_is_as_published_and_its_rows_balance(outcome: tuple[Path, dict[str, Any]]):
    out, result = outcome
    validate(result, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert len(result["loaded"]) == len(KEPT) + 2
    for row in result["loaded"]:
        assert row["read"] == row["accepted"] + row["quarantined"]
    aside = pl.read_csv(out / "quarantine.csv", infer_schema=False)
    assert set(aside.filter(pl.col("kind") == "row")["table"]) == set(KEPT)
    assert {row["table"] for row in result["quarantine"]} == set(KEPT)


def test_the_ledgers_are_what_they_are_without(force: Path, outcome: tuple[Path, dict[str, Any]], tmp_path: Path):
    lines = (force / "force.toml").read_text(encoding="utf-8").split(f"[extracts.{KEPT[0]}]")[0]
    bare = tmp_path / "bare"
    bare.mkdir()
    for name in ("reports.csv", "crimes.csv", "codes.csv"):
        (bare / name).write_bytes((force / name).read_bytes())
    (bare / "force.toml").write_text(lines, encoding="utf-8")
    run(RunRequest(bare, tmp_path / "out"))
    for name in ("ledger.parquet", "crime_ledger.parquet", "links.parquet", "findings.csv"):
        assert (tmp_path / "out" / name).read_bytes() == (outcome[0] / name).read_bytes(), name


def test_a_run_prints_each_table_in_its_line(force: Path, tmp_path: Path):
    said = CliRunner().invoke(main, ["run", str(force), "--out", str(tmp_path / "out"), "--quiet"])
    assert said.exit_code == 0, said.output
    lines = [line for line in said.output.splitlines() if " rows read = " in line]
    assert [line.split()[0] for line in lines] == sorted([*KEPT, "reports", "crimes"])
    assert len({line.index(" rows read") for line in lines}) == 1, "the counts stand under each other"


def test_check_covers_them(force: Path, tmp_path: Path):
    found = examine(force, None, None)
    assert found.faults == []
    for name in KEPT:
        assert f"{name}.csv: 3 rows, 1 would be quarantined, 0 values set aside" in found.rows
        assert any(fault.where.startswith(f"{name}.csv row 4") for fault in found.cautions)


@pytest.mark.parametrize("name", KEPT)
def test_a_column_that_is_not_there_is_told_by_check_and_stops_a_run(name: str, tmp_path: Path):
    write_small_force(tmp_path / "force", reports=[report()])
    add_table(tmp_path / "force", name)
    toml = tmp_path / "force" / "force.toml"
    last = TABLES[name].columns[-1].name
    toml.write_text(toml.read_text(encoding="utf-8").replace(f'"The {last}"', '"Nowhere"'), encoding="utf-8")
    said = f"extracts.{name}.columns.{last}: no file has Nowhere -> compare with the header"
    assert said in map(str, examine(tmp_path / "force", None, None).faults)
    with pytest.raises(ConfigError, match="no file has Nowhere"):
        run(RunRequest(tmp_path / "force", tmp_path / "out"))


ENTRIES = """
[extracts.reports.entries]
log = "Log"
order = "Seq"
line = ["Text"]
words = "Words"
"""


def test_a_force_whose_logs_come_as_entries_has_the_ledgers_of_one_whose_logs_come_whole(tmp_path: Path):
    texts = {n: ["caller says the shop window was smashed", f"shop closed {n}", "glass taken away"] for n in range(9)}
    for kind in ("whole", "entries"):
        folder = tmp_path / kind
        folder.mkdir()
        (folder / "codes.csv").write_text("kind,code,means,note\ntype,BURG,28E,\n", encoding="utf-8")
        entries = kind == "entries"
        rows = [
            [f"R{n}", str(m), f"2026-03-{n + 1:02} 10:0{m}:00", "BURG", text]
            for n, lines in texts.items()
            for m, text in enumerate(lines if entries else ["\n".join(lines)])
        ]
        with (folder / "reports.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(
                [["Log", "Seq", "Time", "Type", "Text"], *(reversed(rows) if entries else rows)]
            )
        words = "Words" if entries else "Text"
        (folder / "force.toml").write_text(
            '[codes]\ntable = "codes.csv"\n[extracts.reports]\nfiles = ["reports.csv"]\n[extracts.reports.columns]\n'
            f'report_id = "Log"\nreported_at = "Time"\nopening_code = "Type"\ntext = "{words}"\n'
            + (ENTRIES if entries else ""),
            encoding="utf-8",
        )  # fmt: skip
        loaded = run(RunRequest(folder, tmp_path / f"out-{kind}")).result["loaded"]
        assert [(row["read"], row["accepted"], row["quarantined"]) for row in loaded] == [(9, 9, 0)]
    for name in ("ledger.parquet", "findings.csv"):
        assert (tmp_path / "out-whole" / name).read_bytes() == (tmp_path / "out-entries" / name).read_bytes(), name
    assert examine(tmp_path / "entries", None, None).rows[0].startswith("reports.csv: 9 logs of 27 entries, ")


@pytest.mark.parametrize("key", ["log", "order", "line"])
def test_a_column_of_entries_that_no_file_has_is_told_by_check_and_stops_a_run(key: str, tmp_path: Path):
    (tmp_path / "reports.csv").write_text("Log,Seq,Time,Text\nA,1,2026-05-12 10:00,x\n", encoding="utf-8")
    named = {"log": "Log", "order": "Seq", "line": "Text"}[key]
    (tmp_path / "force.toml").write_text(
        '[extracts.reports]\nfiles = ["reports.csv"]\n[extracts.reports.columns]\nreport_id = { row = true }\n'
        'reported_at = "Time"\ntext = "Words"\n' + ENTRIES.replace(f'"{named}"', '"Nowhere"'),
        encoding="utf-8",
    )
    said = "extracts.reports.entries: no file has Nowhere -> compare with the header"
    assert said in map(str, examine(tmp_path, None, None).faults)
    with pytest.raises(ConfigError, match="no file has Nowhere"):
        run(RunRequest(tmp_path, tmp_path / "out"))
