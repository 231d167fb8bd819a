"""Linking in a whole run: the same event rung in by many, people's decisions, other forces' numbers, near misses."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from fullcount.pipeline.fit import fit
from fullcount.pipeline.report.explain import explain
from fullcount.pipeline.run import RunRequest, run
from small_force import report, write_small_force

MORE = {"reports": ("other_force_ref", "phone"), "crimes": ("report_ref", "place", "occurred_from", "phone")}
PAIR = ["report_id", "crime_id"]


def happened(number: int, **said: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return a report of a burglary and the crime recorded for it, two hours later, joined by no number."""
    day, place = f"2026-03-{number % 28 + 1:02}", f"{number} High Street, Northtown"
    told = report(number, opening_code="BURG", place=place, surname=f"Name{number}", **said)
    recorded = {"crime_id": f"C{number:04}", "recorded_at": f"{day} 12:00:00", "occurred_from": f"{day} 10:00:00",
                "offence_code": "28E", "place": place.upper(), "surname": f"Name{number}"}  # fmt: skip
    return told, recorded


def linked(
    tmp_path: Path, reports: Sequence[Mapping[str, str]], crimes: Sequence[Mapping[str, str]], **others: Any
) -> Path:
    write_small_force(tmp_path / "force", more=MORE, reports=reports, crimes=crimes, **others)
    run(RunRequest(tmp_path / "force", tmp_path / "out", as_at=date(2026, 4, 30)))
    return tmp_path / "out"


def links(out: Path) -> dict[tuple[str, str], str]:
    found = pl.read_parquet(out / "links.parquet")
    return {(row["report_id"], row["crime_id"]): row["method"] for row in found.iter_rows(named=True)}


def states(out: Path) -> dict[str, tuple[str, str]]:
    found = pl.read_parquet(out / "ledger.parquet")
    return {row["report_id"]: (row["state"], row["reason"]) for row in found.iter_rows(named=True)}


def six_neighbours(**first: str) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Return forty events, and six reports of another by six callers within ten minutes, of which one has a record."""
    reports, crimes = map(list, zip(*[happened(number) for number in range(1, 41)], strict=True))
    same = {"opening_code": "BURG", "place": "77 Low Road, Northtown"}
    for number in range(6):
        when = f"2026-03-15 21:0{number}:00"
        mine = first if number == 0 else {}
        reports.append(report(100 + number, surname=f"Neighbour{number}", **same, **mine) | {"reported_at": when})
    crimes.append({"crime_id": "C0100", "recorded_at": "2026-03-15 23:00:00", "occurred_from": "2026-03-15 21:00:00",
                   "offence_code": "28E", "place": "77 LOW RD, NORTHTOWN", "surname": "Neighbour0"})  # fmt: skip
    return reports, crimes


@pytest.mark.parametrize("first", [{}, {"crime_ref": "C0100"}], ids=["no number", "the first names the crime"])
def test_of_six_neighbours_who_ring_in_one_event_none_is_called_unrecorded(
    tmp_path: Path, first: dict[str, str]
) -> None:
    out = linked(tmp_path, *six_neighbours(**first))
    assert links(out)["R0100", "C0100"] == ("reference" if first else "probability")
    found = states(out)
    assert found["R0100"][0] == "recorded-in-time"
    for number in range(101, 106):
        assert found[f"R{number:04}"] == ("unknown", "perhaps-recorded-under-another-report")
    crime = pl.read_parquet(out / "crime_ledger.parquet").filter(pl.col("crime_id") == "C0100")
    assert crime["report_id"].to_list() == ["R0100"]
    story = explain(out, "R0103")
    assert story["search"] == "strong near miss"
    assert [miss["crime_id"] for miss in story["near_misses"]][:1] == ["C0100"]


def test_a_neighbour_closed_as_a_duplicate_is_joined_to_the_crime_of_the_event(tmp_path: Path) -> None:
    reports, crimes = six_neighbours()
    reports[-1]["disposition"] = "DUP"
    write_small_force(tmp_path / "force", more=MORE, reports=reports, crimes=crimes)
    with (tmp_path / "force" / "codes.csv").open("a") as codes:
        codes.write("disposition,DUP,duplicate,\n")
    run(RunRequest(tmp_path / "force", tmp_path / "out", as_at=date(2026, 4, 30)))
    assert links(tmp_path / "out")["R0105", "C0100"] == "same event"
    assert states(tmp_path / "out")["R0105"][0] != "unrecorded"


def test_a_search_that_found_no_crime_says_how_near_it_came(tmp_path: Path) -> None:
    reports, crimes = map(list, zip(*[happened(number) for number in range(1, 41)], strict=True))
    reports.append(report(90, opening_code="BURG", place="Nowhere Lane") | {"reported_at": "2026-03-30 16:00:00"})
    out = linked(tmp_path, reports, crimes)
    findings = pl.read_csv(out / "findings.csv", infer_schema=False)
    row = findings.filter(pl.col("report_id") == "R0090").to_dicts()[0]
    assert (row["search"], row["nearest"]) == ("no crime near", "")
    assert explain(out, "R0090")["search"] == "no crime near"
    assert explain(out, "R0001")["search"] is None


DECIDED = [
    ("D1", "R0001", "C0001", "no", 20), ("D2", "R0002", "C0003", "yes", 20), ("D3", "R0004", "C0004", "no", 20),
    ("D4", "R0004", "C0004", "yes", 21), ("D5", "R0005", "C9999", "yes", 20),
]  # fmt: skip
# decided after the last day of the extracts, as most decisions are
DECISIONS = [
    {"decision_id": number, "report_id": report_id, "crime_id": crime_id, "linked": linked_,
     "decided_at": f"2026-05-{day} 09:00:00", "decided_by": "4711"}
    for number, report_id, crime_id, linked_, day in DECIDED
]  # fmt: skip


def decided_force(tmp_path: Path, **others: Any) -> tuple[Path, list[dict[str, str]], list[dict[str, str]]]:
    """Return a folder with forty events, some of whose links people changed: one that no number gave, one stated."""
    reports, crimes = map(list, zip(*[happened(number) for number in range(1, 41)], strict=True))
    reports[3]["crime_ref"] = "C0004"
    out = linked(tmp_path, reports, crimes, link_decisions=DECISIONS, **others)
    return out, reports, crimes


def as_people_decided(found: Mapping[tuple[str, str], str]) -> None:
    assert ("R0001", "C0001") not in found
    assert found["R0002", "C0003"] == "person"
    assert found["R0004", "C0004"] == "person"
    assert not any(crime == "C9999" for _, crime in found)


def test_a_link_changed_by_a_person_stays_changed(tmp_path: Path) -> None:
    """Over a rerun, a refit, a run with the refitted model, and a day on which the report and the crime come anew."""
    out, reports, crimes = decided_force(tmp_path)
    as_people_decided(links(out))
    near = pl.read_parquet(out / "near_misses.parquet")
    assert near.filter((pl.col("report_id") == "R0001") & (pl.col("crime_id") == "C0001")).is_empty()
    assert states(out)["R0001"][0] == "unrecorded"
    before = (out / "links.parquet").read_bytes()
    run(RunRequest(tmp_path / "force", out, as_at=date(2026, 4, 30)))
    assert (out / "links.parquet").read_bytes() == before
    more = [happened(number) for number in range(41, 60)]
    reports = [*(row | {"text": "came anew"} for row in reports), *(one for one, _ in more)]
    linked(tmp_path, reports, [*crimes, *(one for _, one in more)], link_decisions=DECISIONS)
    as_people_decided(links(out))


def test_a_link_changed_by_a_person_is_not_unlearnt_by_a_refit(tmp_path: Path) -> None:
    out, _, _ = decided_force(tmp_path)
    as_people_decided(links(out))
    assert fit(tmp_path / "force", None, seed=2) is not None
    run(RunRequest(tmp_path / "force", tmp_path / "anew", as_at=date(2026, 4, 30)))
    as_people_decided(links(tmp_path / "anew"))


def test_another_forces_number_joins_a_report_to_the_record_that_was_taken_over(tmp_path: Path) -> None:
    """As the number of the crime record itself, and as the report that the record names; shared numbers join none."""
    reports, crimes = map(list, zip(*[happened(number) for number in range(1, 11)], strict=True))
    abroad = {"opening_code": "BURG", "place": ""}
    reports += [
        report(50, **abroad, other_force_ref="99XY/0001234/26"), report(51, **abroad, other_force_ref="NP-2026-778899"),
        report(52, **abroad, other_force_ref="NP-5"), report(53, **abroad, other_force_ref="NP-5"),
    ]  # fmt: skip
    far = {"recorded_at": "2026-04-20 12:00:00", "offence_code": "28E"}
    crimes += [
        far | {"crime_id": "99XY/0001234/26"}, far | {"crime_id": "C0061", "report_ref": "NP/2026/778899"},
        far | {"crime_id": "C0062", "report_ref": "NP-5"},
    ]  # fmt: skip
    found = links(linked(tmp_path, reports, crimes))
    assert found["R0050", "99XY/0001234/26"] == "reference"
    assert found["R0051", "C0061"] == "reference"
    assert not any(crime == "C0062" for _, crime in found)


def test_no_telephone_number_name_or_place_stands_in_what_linking_keeps(tmp_path: Path) -> None:
    reports, crimes = map(list, zip(*[happened(number) for number in range(1, 41)], strict=True))
    for number, (one, other) in enumerate(zip(reports, crimes, strict=True)):
        one["phone"] = other["phone"] = f"07700900{number:03}"
    out = linked(tmp_path, reports, crimes)
    kept = sorted((out / ".store" / "current" / "linking").iterdir())
    assert [path.name for path in kept] == ["crimes.parquet", "model.json", "pairs.parquet", "reports.parquet"]
    for path in kept:
        said = path.read_text() if path.suffix == ".json" else str(pl.read_parquet(path).to_dict(as_series=False))
        assert not any(secret in said.lower() for secret in ("7700900", "high st", "name7")), path.name
