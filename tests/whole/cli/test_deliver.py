"""`fullcount deliver`: the findings of a result with just what a person needs, and decisions that come back."""

import hashlib
import json
from pathlib import Path

import polars as pl
import pytest

from fullcount.core.errors import StoreError
from small_force import report, write_small_force

HIT = "caller states her neighbour punched her in the face, bruise to cheek"


@pytest.fixture
def small(tmp_path: Path, fullcount) -> Path:
    rows = [
        report(1, opening_code="ASLT", closing_code="NOISE", text=HIT),
        report(2, opening_code="NOISE", closing_code="NOISE", text="loud music next door, gone quiet"),
        report(3, opening_code="ASLT", closing_code="NOISE", text=f"{HIT} =cmd|'/c calc'!A1 \u202eesrever"),
        {**report(4, opening_code="ASLT", closing_code="NOISE", text=HIT), "report_id": "-0004"},
    ]
    write_small_force(tmp_path / "force", reports=rows, crimes=[])
    run(fullcount, tmp_path)
    return tmp_path


def run(fullcount, folder: Path) -> None:
    done = fullcount("run", folder / "force", "--out", folder / "out", "--quiet")
    assert done.exit_code == 0, done.output


def delivered(fullcount, folder: Path, name: str, *options: object) -> list[dict]:
    done = fullcount("deliver", folder / "out", "--to", folder / name, *options)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in (folder / name / "cases.jsonl").read_text().splitlines()]


def test_a_case_holds_the_log_the_words_that_count_the_rules_and_what_is_proposed(small: Path, fullcount) -> None:
    cases = delivered(fullcount, small, "box")
    assert {case["report_id"] for case in cases} == {"R0001", "R0003", "-0004"}, "numbers as they are, not as shown"
    case = next(case for case in cases if case["report_id"] == "R0001")
    assert (case["state"], case["text"], case["decision"]) == ("unrecorded", HIT, "record")
    assert case["proposed"][0]["class"] == case["class"]
    assert {rule["step"] for rule in case["decided"]} >= {"recording", "classification"}
    assert all(rule["citation"] for rule in case["decided"])
    assert "punched" in {HIT[mark["start"] : mark["end"]].split(maxsplit=1)[0] for mark in case["marks"]}
    assert [case["rank"] for case in cases] == sorted(case["rank"] for case in cases)


def test_a_delivery_is_versioned_and_names_what_it_came_from(small: Path, fullcount) -> None:
    delivered(fullcount, small, "box")
    told = json.loads((small / "box" / "delivery.json").read_text())
    result = json.loads((small / "out" / "result.json").read_text())
    assert told["format"] == "fullcount-delivery/1"
    assert told["id"] == hashlib.sha256((small / "box" / "cases.jsonl").read_bytes()).hexdigest()
    assert (told["receipt"], told["cases"]) == (result["receipt"]["id"], 3)


def test_the_same_result_is_delivered_alike(small: Path, fullcount) -> None:
    delivered(fullcount, small, "one")
    delivered(fullcount, small, "two")
    for name in ("cases.jsonl", "delivery.json"):
        assert (small / "one" / name).read_bytes() == (small / "two" / name).read_bytes()


def test_the_most_urgent_are_delivered_where_not_all_are(small: Path, fullcount) -> None:
    every = delivered(fullcount, small, "box")
    assert delivered(fullcount, small, "first", "--most", 1) == every[:1]


def test_an_outbox_is_not_written_over_and_a_folder_without_result_is_told(small: Path, fullcount) -> None:
    delivered(fullcount, small, "box")
    assert fullcount("deliver", small / "out", "--to", small / "box").exit_code == StoreError.exit_code
    assert fullcount("deliver", small / "force", "--to", small / "b").exit_code == StoreError.exit_code


def test_what_people_decided_is_left_out_of_the_next_delivery_until_it_is_undone(small: Path, fullcount) -> None:
    rows = [
        ("1", "R0001", "needs-audio", "2026-04-01T09:00:00+00:00"),
        ("2", "R0001", "accepted", "2026-04-01T10:00:00+00:00"),
        ("3", "-0004", "rejected", "2026-04-01T10:00:00+00:00"),
        ("4", "R0003", "needs-victim", "2026-04-01T10:00:00+00:00"),
    ]
    columns = ["decision_id", "report_id", "decision", "decided_at"]

    def decided(rows: list[tuple[str, ...]]) -> None:
        pl.DataFrame(rows, schema=columns, orient="row").write_parquet(small / "force" / "decisions.parquet")

    decided(rows)
    mapping = ["[extracts.desk_decisions]", 'files = ["decisions.parquet"]', 'format = "parquet"',
               "[extracts.desk_decisions.columns]", *[f'{name} = "{name}"' for name in columns]]  # fmt: skip
    toml = small / "force" / "force.toml"
    toml.write_text(toml.read_text() + "\n".join(mapping) + "\n")
    run(fullcount, small)
    assert {case["report_id"] for case in delivered(fullcount, small, "second")} == {"R0003"}
    decided([*rows, ("5", "R0001", "undone", "2026-04-02T10:00:00+00:00")])
    run(fullcount, small)
    assert {case["report_id"] for case in delivered(fullcount, small, "third")} == {"R0001", "R0003"}
