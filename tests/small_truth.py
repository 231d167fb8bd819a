"""A small force whose truth is written by hand: one report for each way in which a run may stand beside it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from small_force import crime, report, write_small_force

SECRET = "the parrot saw a zeppelin"
"""Words of a log, which nothing that is printed beside the truth may hold."""


def write_truth(folder: Path, **tables: Sequence[Mapping[str, Any]]) -> Path:
    """Write truth/<name>.parquet for each table given; return the force's folder."""
    (folder / "truth").mkdir(exist_ok=True)
    for name, rows in tables.items():
        pl.DataFrame(list(rows), infer_schema_length=None).write_parquet(folder / "truth" / f"{name}.parquet")
    return folder


def planted(number: int, disclosed: int, recorded: int, mechanism: str, class_: str | None = None) -> dict[str, Any]:
    """Return one report's truth."""
    return {
        "report_id": f"R{number:04}", "crimes_disclosed": disclosed, "crimes_recorded": recorded,
        "class": class_, "mechanism": mechanism, "rule": "REC-TEXT" if recorded < disclosed else None,
    }  # fmt: skip


REPORTS = [
    report(1, opening_code="BURG", closing_code="BURG", crime_ref="C0001"),
    report(2, opening_code="BURG", closing_code="BURG", text=SECRET),
    report(3, opening_code="NOISE", closing_code="NOISE", text=SECRET),
    report(4, opening_code="BURG", closing_code="BURG", crime_ref="C0004"),
    report(5, opening_code="NOISE", closing_code="NOISE"),
    report(6, opening_code="BURG", closing_code="BURG"),
    report(7, opening_code="BURG", closing_code="NOISE"),
    report(8, opening_code="BURG", closing_code="BURG", crime_ref="C0008"),
    report(9, opening_code="BURG", closing_code="NOISE"),
    report(26, opening_code="NOISE", closing_code="NOISE"),
    report(27, opening_code="BURG", closing_code="BURG"),
]
CRIMES = [
    crime(1, offence_code="28E"),
    crime(4, offence_code="28E") | {"recorded_at": "2026-03-09 12:00:00"},
    crime(8, offence_code="28E"),
    crime(11, offence_code="28E"),
]
TRUTH = [
    planted(1, 1, 1, "recorded", "28E"),
    planted(2, 1, 0, "promised-never-done", "28E"),
    planted(3, 2, 0, "wrong-assessment", "8N"),
    planted(4, 1, 1, "recorded-late", "28E"),
    planted(5, 0, 0, "not-a-crime"),
    planted(6, 0, 0, "contrary-evidence"),
    planted(7, 1, 0, "wrong-assessment", "28E"),
    planted(8, 2, 1, "one-of-several-missed", "28E"),
    planted(9, 0, 0, "crime-related-incident"),
    planted(26, 0, 0, "not-a-crime"),
    planted(27, 1, 0, "wrong-assessment", "30C"),
]
CRIMES_TRUE = [
    {"crime_id": "C0001", "class": "28E", "mechanism": "recorded"},
    {"crime_id": "C0004", "class": "28E", "mechanism": "recorded-late"},
    {"crime_id": "C0008", "class": "28E", "mechanism": "wrong-class"},
    {"crime_id": "C0011", "class": "28E", "mechanism": "crime-with-no-report"},
]
LINKS = [
    {"report_id": "R0001", "crime_id": "C0001"},
    {"report_id": "R0004", "crime_id": "C0004"},
    {"report_id": "R0006", "crime_id": "C0008"},
    {"report_id": "R0009", "crime_id": "C0099"},
]


def small_force(folder: Path, **tables: Any) -> Path:
    """Write the force with its extracts; further extracts by name."""
    return write_small_force(folder, reports=REPORTS, crimes=CRIMES, **tables)


def small_truth(folder: Path, **tables: Any) -> Path:
    """Write the force with its extracts and its truth of reports, crimes and links; further extracts by name."""
    return write_truth(small_force(folder, **tables), reports=TRUTH, crimes=CRIMES_TRUE, links=LINKS)
