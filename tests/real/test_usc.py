"""The whole job on the real extracts of one agency: everything is accounted for, and what was missed is found.

The true pairs and the column `log_format` are read here only, never by the program.
"""

import csv
import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from fullcount.core.states import CodeMeaning
from fullcount.pipeline.judging.codes import UNMAPPED, class_of, read_codes
from fullcount.pipeline.judging.warnings import two_meanings
from fullcount.pipeline.resources import rule_pack
from fullcount.pipeline.run import RunRequest, run

pytestmark = pytest.mark.real

ROOT = Path(__file__).resolve().parents[2]
FORCE = ROOT / "examples" / "usc"
DATA = Path(os.environ.get("FULLCOUNT_DATA", ROOT.parent / "shared" / "data")) / "usc"
NO_CLASS = {*(meaning.value for meaning in CodeMeaning), UNMAPPED, None}


def given(name: str) -> pl.DataFrame:
    """Return an extract as it was given; where a number stands twice, its last row."""
    return pl.read_parquet(DATA / name)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    if not (DATA / "cad_events.parquet").exists():
        pytest.skip(f"the real extracts are not at {DATA}: set FULLCOUNT_DATA")
    folder = tmp_path_factory.mktemp("usc") / "out"
    run(RunRequest(FORCE, folder, DATA, latest=date(2025, 12, 31)))
    yield folder


@pytest.fixture(scope="module")
def result(out: Path) -> dict[str, Any]:
    return json.loads((out / "result.json").read_text())


@pytest.fixture(scope="module")
def links(out: Path) -> pl.DataFrame:
    return pl.read_parquet(out / "links.parquet")


@pytest.fixture(scope="module")
def found(out: Path) -> dict[str, dict[str, str]]:
    with (out / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["report_id"]: row for row in csv.DictReader(file)}


def test_every_row_read_is_accounted_for(result: dict[str, Any]) -> None:
    for table, name in (("reports", "cad_events"), ("crimes", "rms_cases")):
        row = next(row for row in result["loaded"] if row["table"] == table)
        assert row["read"] == given(f"{name}.parquet").height
        assert row["read"] == row["accepted"] + row["quarantined"]
        assert row["accepted"] == row["new"] + row["same_again"] + row["changed"] + row["after_as_at"]


def test_both_ledgers_balance(out: Path, result: dict[str, Any]) -> None:
    reports = next(row for row in result["loaded"] if row["table"] == "reports")
    ledger, crimes = pl.read_parquet(out / "ledger.parquet"), pl.read_parquet(out / "crime_ledger.parquet")
    assert not ledger.get_column("report_id").is_duplicated().any()
    assert result["ledger"]["population"] == ledger.height == reports["new"]
    assert sum(row["count"] for row in result["ledger"]["states"]) == ledger.height
    assert sum(row["count"] for row in result["ledger"]["reasons"]) == ledger.height
    assert sum(row["count"] for row in result["crime_ledger"]["states"]) == crimes.height
    assert result["crime_ledger"]["recorded"] == crimes.get_column("recorded").sum()


def test_linking_without_a_number(links: pl.DataFrame) -> None:
    """At least 99.5% of the true pairs are found, and at most 0.3% of the links are wrong."""
    true = given("truth/truth_links.parquet").rename({"event_number": "report_id", "case_number": "crime_id"}).unique()
    assert set(links.get_column("method")) == {"probability"}
    right = links.join(true, on=["report_id", "crime_id"], how="semi").height
    assert right / true.height >= 0.995
    assert 1 - right / links.height <= 0.003
    assert not links.get_column("crime_id").is_duplicated().any()


def recorded_as_crime(links: pl.DataFrame) -> set[str]:
    """Return the reports that a record of a notifiable crime answers, or one whose offence no table has."""
    pack = rule_pack(None)
    codes = read_codes([FORCE / "codes.csv"], pack)
    cases = given("rms_cases.parquet").select("case_number", "offence").unique()
    means = {
        o: class_of([part.strip() for part in o.split("//") if part.strip()], "offence", codes, pack)
        for o in cases["offence"].unique()
    }
    none = [o for o, meaning in means.items() if meaning == CodeMeaning.NOT_NOTIFIABLE]
    crimes = cases.filter(~pl.col("offence").is_in(none)).select(pl.col("case_number").alias("crime_id"))
    return set(links.join(crimes, on="crime_id", how="semi").get_column("report_id"))


def test_every_call_opened_as_a_crime_and_recorded_as_none_is_a_finding(
    links: pl.DataFrame, found: dict[str, dict[str, str]]
) -> None:
    """A call that stands in the log twice is judged by the row that is believed: it counts here if all its rows do."""
    pack = rule_pack(None)
    codes = read_codes([FORCE / "codes.csv"], pack)
    recorded = recorded_as_crime(links)
    calls: dict[str, list[bool]] = {}
    for number, opened in given("cad_events.parquet").select("event_number", "initial_type").iter_rows():
        parts = [part.strip() for part in (opened or "").split("//") if part.strip()]
        calls.setdefault(number, []).append(class_of(parts, "type", codes, pack) not in NO_CLASS)
    missed = {number for number, opened in calls.items() if all(opened) and number not in recorded}
    assert len(missed) > 250
    assert sorted(missed - set(found)) == []
    assert all(found[number]["reason"] and found[number]["why"] for number in missed)


def test_every_report_taken_without_a_case_is_a_finding(links: pl.DataFrame, found: dict[str, dict[str, str]]) -> None:
    events = given("cad_events.parquet").filter(pl.col("disposition").str.to_uppercase() == "REPORT TAKEN")
    without = set(events["event_number"]) - set(links["report_id"])
    assert len(without) > 30
    assert sorted(without - set(found)) == []
    assert all(found[number]["reason"] for number in without)


def test_late_recording_is_found(out: Path) -> None:
    """Some events were published without a case, and days later with one."""
    ledger = pl.read_parquet(out / "ledger.parquet")
    assert ledger.filter(pl.col("reason") == "number-appeared-later").height >= 1


def months(events: pl.DataFrame) -> pl.DataFrame:
    return events.group_by(pl.col("reported_at").dt.truncate("1mo").alias("month")).agg(
        (pl.col("log_format") == "B").mean().alias("b"), pl.len().alias("events")
    )


def test_the_overwritten_column_is_found_from_the_data(result: dict[str, Any]) -> None:
    """The closing code was the recorded offence in format B (until 3 December 2023) and is its own in format C."""
    warned = [w for w in result["warnings"] if w["code"] == "column-means-two-things"]
    assert [w["title"].split()[0] for w in warned] == ["closing_code"]
    formats = months(given("cad_events.parquet"))
    in_b = formats.filter((pl.col("b") > 0.9) & (pl.col("events") > 300)).sort("month")
    in_c = formats.filter(pl.col("b") < 0.1).sort("month")
    first, last = (f"{in_b.item(row, 'month'):%B %Y}" for row in (0, -1))
    assert f"From {first} to {last}" in warned[0]["detail"]
    assert not any(f"{month:%B %Y}" in warned[0]["detail"] for month in in_c["month"])


def clean(reports: int = 3000) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Return reports, crimes and links of a force whose closing codes are its own: the same words with and without."""
    rows = [
        (f"R{n}", date(2025, 1 + n % 3, 1 + n % 28), ("THEFT", "ASSAULT", "LOUD MUSIC")[n % 3], n % 2)
        for n in range(reports)
    ]
    frame = pl.DataFrame(rows, schema=["report_id", "day", "code", "linked"], orient="row").with_columns(
        pl.col("day").cast(pl.Datetime("us")).dt.replace_time_zone("UTC").alias("reported_at"),
        pl.concat_list("code").alias("closing_code"), pl.lit(None, dtype=pl.List(pl.String)).alias("opening_code"),
    )  # fmt: skip
    linked = frame.filter(pl.col("linked") == 1)
    crimes = linked.select(pl.col("report_id").alias("crime_id"), pl.col("closing_code").alias("offence_code"))
    return frame, crimes, linked.select("report_id", pl.col("report_id").alias("crime_id"))


def test_a_clean_column_is_not_warned_of() -> None:
    reports, crimes, links = clean()
    assert list(two_meanings(reports, crimes, links)) == []
    overwritten = pl.concat_list(pl.lit("RECORDED - ") + pl.col("code"))
    is_linked = pl.col("linked") == 1
    bad = reports.with_columns(pl.when(is_linked).then(overwritten).otherwise("closing_code").alias("closing_code"))
    copied = crimes.with_columns(
        pl.concat_list(pl.lit("RECORDED - ") + pl.col("offence_code").list.first()).alias("offence_code")
    )
    assert [w["code"] for w in two_meanings(bad, copied, links)] == ["column-means-two-things"]
