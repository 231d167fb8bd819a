"""The pack's notifiable offence list against the Home Office's spreadsheet, and against the pack's offence table."""

import csv
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from fullcount.core.errors import Fault
from fullcount.rulebook.notifiable import CORRECTIONS, NOTIFIABLE, NotifiableList, parse_notifiable

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "src/fullcount/rulebook/packs/crr-2026-27"
FIELD = Path(os.environ.get("FULLCOUNT_FIELD", ROOT.parent / "shared" / "field"))
ROWS = 1_698


@pytest.fixture(scope="module")
def listed() -> NotifiableList:
    faults: list[Fault] = []
    files = {name: (PACK / name).read_text(encoding="utf-8") for name in (NOTIFIABLE, CORRECTIONS)}
    found = parse_notifiable(files, faults)
    assert not faults
    return found


@pytest.mark.real
def test_building_it_again_gives_the_same_bytes(tmp_path: Path) -> None:
    if not FIELD.is_dir():
        pytest.skip(f"the field notes are not at {FIELD}: set FULLCOUNT_FIELD")
    out = tmp_path / NOTIFIABLE
    command = [sys.executable, str(ROOT / "tools/build_notifiable_list.py"), str(FIELD), str(out)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert out.read_bytes() == (PACK / NOTIFIABLE).read_bytes()
    assert f": {ROWS}; rows written" in said
    assert "cells that could not be read (left blank): 13\n" in said
    assert "differences from offence_codes.csv: 0\n" in said


def test_every_row_of_the_list_is_there(listed: NotifiableList) -> None:
    assert len(listed.rows) == ROWS
    assert Counter(row.mode for row in listed.rows) == {"E": 1410, "I": 234, "S": 54}
    assert sum(not row.is_current for row in listed.rows) == 68
    assert all(row.title and row.group for row in listed.rows)
    assert [row.code for row in listed.rows if row.class_ == "NFIB"] == ["053/40", "053/46"]


def test_every_pair_of_the_offence_table_is_on_the_list_and_the_other_way_round(listed: NotifiableList) -> None:
    with (PACK / "offences.csv").open(encoding="utf-8", newline="") as file:
        table = {row["class"]: set(row["ho_codes"].split()) for row in csv.DictReader(file)}
    ours: dict[str, set[str]] = {}
    for row in listed.rows:
        ours.setdefault(row.class_, set()).add(row.code)
    ours.pop("NFIB")
    assert {name: table[name] for name in ours} == ours


def test_every_correction_changes_what_the_list_says(listed: NotifiableList) -> None:
    plain = NotifiableList(listed.rows, {})
    for class_, code in listed.corrections:
        assert plain.law_days(class_, code) != listed.law_days(class_, code), f"{class_} {code}"


@pytest.mark.parametrize(
    ("class_", "code", "day", "in_law"),
    [
        ("8N", "008/77", date(2022, 6, 6), False),  # strangulation
        ("8N", "008/77", date(2022, 6, 7), True),
        ("8T", "008/77", date(2024, 1, 1), True),  # on the list in this class from April 2025 only
        ("8U", "008/67", date(2015, 12, 28), False),  # controlling or coercive behaviour
        ("8U", "008/67", date(2015, 12, 29), True),
        ("8Q", "008/66", date(2012, 11, 24), False),  # stalking
        ("8Q", "008/66", date(2012, 11, 25), True),
        ("8R", "008/71", date(2024, 1, 30), True),  # private sexual images, then intimate images
        ("8R", "008/71", date(2024, 1, 31), False),
        ("88C", "088/15", date(2024, 1, 30), False),
        ("88C", "088/15", date(2024, 1, 31), True),
        ("9A", "068/25", date(2026, 3, 31), False),  # harassment on account of sex
        ("9A", "068/25", date(2026, 4, 1), True),
        ("49", "049/03", date(2024, 8, 23), False),  # pet abduction
        ("49", "049/03", date(2024, 8, 24), True),
        ("66", "066/22", date(2022, 6, 28), False),  # public nuisance: common law, then statute, on one day only one
        ("66", "068/23", date(2022, 6, 28), True),
        ("10C", "008/10", date(2026, 5, 4), False),  # listed, not yet in force
        ("9A", "125/12", date(2026, 5, 4), True),  # a crime still, and no longer notifiable
        ("1", "001/01", date(1950, 1, 1), True),
    ],
)
def test_known_days(listed: NotifiableList, class_: str, code: str, day: date, in_law: bool) -> None:
    assert listed.is_in_law(class_, code, day) is in_law


def test_titles_and_counting_units(listed: NotifiableList) -> None:
    assert listed.title("8U", "008/67").startswith("Engage in controlling")
    assert listed.counting_unit("3B") == "one per person threatened"
    assert not listed.is_listed("9A", "125/12")
