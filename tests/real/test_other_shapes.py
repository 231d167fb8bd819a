"""Six other agencies' extracts, each of another shape: each runs to the end, balances, and says what it lacks."""

import csv
import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pytest

from fullcount.pipeline.run import RunRequest, run

pytestmark = pytest.mark.real

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("FULLCOUNT_DATA", ROOT.parent / "shared" / "data"))
NO_CRIMES, NO_TEXT = "Which crimes were recorded", "What the logs say"
NO_TIME = "When crimes were recorded"
LACKS = {
    "laguna_beach": {NO_TEXT},
    "seattle": {NO_CRIMES, NO_TEXT},
    "ucsd": {NO_TIME},
    "chicago": {NO_TIME},
    "cornell": {NO_CRIMES},
    "reno": {NO_TEXT},
}


class Made(NamedTuple):
    """One run: the force, its result, and the folder it lies in."""

    force: str
    result: dict[str, Any]
    out: Path


@pytest.fixture(scope="module", params=sorted(LACKS))
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    force = request.param
    if not (DATA / force).is_dir():
        pytest.skip(f"the real extracts are not at {DATA / force}: set FULLCOUNT_DATA")
    out = tmp_path_factory.mktemp(force) / "out"
    run(RunRequest(ROOT / "examples" / force, out, DATA / force, latest=date(2025, 12, 31)))
    yield Made(force, json.loads((out / "result.json").read_text()), out)


def test_every_row_read_is_accounted_for(made: Made) -> None:
    for row in made.result["loaded"]:
        assert row["read"] > 0
        assert row["read"] == row["accepted"] + row["quarantined"]
        assert row["accepted"] == row["new"] + row["same_again"] + row["changed"] + row["after_as_at"]
    with (made.out / "quarantine.csv").open(encoding="utf-8-sig", newline="") as file:
        aside = [row for row in csv.DictReader(file) if row["kind"] == "row"]
    assert len(aside) == sum(row["quarantined"] for row in made.result["loaded"])
    assert all(row["file"] and row["row"] and row["column"] and row["reason"] for row in aside)


def test_both_ledgers_balance(made: Made) -> None:
    ledger, crimes = pl.read_parquet(made.out / "ledger.parquet"), pl.read_parquet(made.out / "crime_ledger.parquet")
    came_in = next(row["new"] for row in made.result["loaded"] if row["table"] == "reports")
    assert ledger.get_column("report_id").n_unique() == ledger.height == came_in
    assert sum(row["count"] for row in made.result["ledger"]["states"]) == came_in
    assert sum(row["count"] for row in made.result["crime_ledger"]["states"]) == crimes.height
    assert ledger.select("state", "reason").null_count().row(0) == (0, 0)


def test_it_says_what_it_lacks(made: Made) -> None:
    assert LACKS[made.force] <= {row["title"] for row in made.result["not_known"]}


def test_without_crime_records_nothing_is_called_unrecorded_or_recorded(made: Made) -> None:
    counts = {row["state"]: row["count"] for row in made.result["ledger"]["states"]}
    if NO_CRIMES in LACKS[made.force]:
        assert {state for state, count in counts.items() if count} == {"unknown", "rightly-not-a-crime"}
        reasons = {row["reason"] for row in made.result["ledger"]["reasons"]}
        assert "report-taken-no-record" not in reasons
    else:
        assert sum(counts.values()) > counts["unknown"] + counts["rightly-not-a-crime"]


def test_without_an_audited_sample_no_rate_is_given(made: Made) -> None:
    assert made.result["estimate"]["rate"] is None
    assert made.result["estimate"]["why"]


def test_every_finding_says_why(made: Made) -> None:
    with (made.out / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == made.result["findings"]["count"]
    counts = {state["state"]: state["count"] for state in made.result["ledger"]["states"]}
    accuses = sum(counts.values()) > counts["unknown"] + counts["rightly-not-a-crime"]
    assert rows or not accuses  # where no record can be known, nothing may be left for a person to do
    assert all(row["reason"] and row["why"] and " " in row["why"] for row in rows)
    assert [int(row["rank"]) for row in rows] == list(range(1, len(rows) + 1))
