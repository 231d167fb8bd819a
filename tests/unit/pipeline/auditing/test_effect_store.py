"""What a run's store gives to the effect of training: whose counts, and who was trained when."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from fullcount.core.errors import ConfigError, InputError
from fullcount.pipeline.auditing import effect_store
from fullcount.pipeline.auditing.effect_store import by_reviewers, by_rules, passed


def ran(**said: Any) -> Any:
    return SimpleNamespace(
        result={"force": {"as_at": "2026-06-30", "time_zone": "Europe/London"}}, folder="run", **said
    )


def day(number: int, month: int = 3) -> datetime:
    return datetime(2026, month, number, 12, tzinfo=UTC)


def test_the_last_first_marking_of_a_report_counts_and_a_blank_is_the_ledgers(monkeypatch: pytest.MonkeyPatch) -> None:
    reviews = pl.DataFrame({
        "review_id": ["a", "b", "c", "d"], "report_id": ["R1", "R1", "R1", "R2"], "marking": [1, 1, 2, None],
        "reviewed_at": [day(1), day(2), day(3), day(1)], "crimes_disclosed": [1, 2, 3, 1],
        "crimes_recorded": [1, 1, 3, None],
    })  # fmt: skip
    monkeypatch.setattr(effect_store, "stored", lambda *_: reviews)
    ledger = pl.DataFrame({"report_id": ["R1", "R2"], "crimes_recorded": [9, 1]})
    assert by_reviewers(ran(ledger=ledger)).sort("report_id").rows() == [("R1", 2, 1), ("R2", 1, 1)]
    monkeypatch.setattr(effect_store, "stored", lambda *_: None)
    with pytest.raises(InputError, match="holds no audit reviews"):
        by_reviewers(ran(ledger=ledger))


def test_crimes_of_unknown_state_are_on_no_side_of_the_rules_count() -> None:
    states = ["matched", "late", "misclassified", "unrecorded", "wrongly-cancelled", "unknown", "awaiting",
              "over-recorded", "no-report-found"]  # fmt: skip
    crimes = pl.DataFrame({"report_id": ["R1"] * 8 + [None], "state": states})
    assert by_rules(ran(crimes=crimes)).rows() == [("R1", 5, 3, 1, 1)]


def test_a_unit_is_trained_when_half_of_its_people_have_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    people = [f"P{number}" for number in range(13)]
    passed_on = [
        day(1),
        day(2),
        day(3),
        day(4),
        None,
        None,
        *(day(9) for _ in range(2)),
        None,
        None,
        None,
        day(5),
        day(5),
    ]
    records = pl.DataFrame({"person_id": people, "module": ["Course"] * 12 + ["Other"], "passed_at": passed_on})
    roster = pl.DataFrame({
        "person_id": [*people, "P0"], "unit": ["A"] * 6 + ["B"] * 5 + ["C", "C"] + ["B"],
        "from_day": [day(1, 1)] * 13 + [day(1, 4)], "to_day": [None] * 14,
    }, schema_overrides={"to_day": pl.Datetime("us", "UTC")})  # fmt: skip
    monkeypatch.setattr(
        effect_store, "_accepted", lambda _, table, __: records if table == "course_records" else roster
    )
    made = passed(ran(), "Course", "Europe/London")
    assert made.rows() == [("A", day(3).date()), ("B", None)]  # C has too few people; P0 moved after passing
    with pytest.raises(InputError, match="--course"):
        passed(ran(), "Dancing", "Europe/London")
    with pytest.raises(ConfigError, match="neither is given"):
        passed(ran(), None, "Europe/London")
