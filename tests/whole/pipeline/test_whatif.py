"""What another pack would have made of a year: the same as a run with it, and nothing written."""

import json
import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from changed_packs import copied_pack, edited, held_back
from fullcount.core.errors import RuleError, StoreError
from fullcount.pipeline.resources import rule_pack
from fullcount.pipeline.rules.standing import next_change, standing_on
from fullcount.pipeline.rules.whatif import Asked, whatif
from fullcount.pipeline.run import RunRequest, run
from fullcount.pipeline.simulated import write_force
from fullcount.rulebook.rule import InForce
from fullcount.simulate.force import Wanted
from small_force import report, write_small_force

VIOLENCE = 'fact = "violence_used", is = true'


@pytest.fixture(scope="module")
def force(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whatif") / "force"
    write_force(folder, Wanted(400, 7, people=False))
    return folder


@pytest.fixture(scope="module")
def store(force: Path) -> Path:
    run(RunRequest(force, force.parent / "out"))
    return force.parent / "out"


@pytest.fixture(scope="module")
def ledger(store: Path) -> pl.DataFrame:
    return pl.read_parquet(store / "ledger.parquet")


def bytes_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_pack_kept_with_the_run_changes_nothing(store: Path, ledger: pl.DataFrame) -> None:
    before = bytes_of(store)
    found = whatif(Asked("crr-2026-27", store, examples=3))
    assert found["reproduced"] == {
        "reports": ledger.height, "decided_otherwise": 0, "state_otherwise": 0, "same_program": True,
    }  # fmt: skip
    assert found["crimes"] == {
        "before": ledger["crimes_due"].sum(), "after": ledger["crimes_due"].sum(), "added": 0, "removed": 0,
    }  # fmt: skip
    for name in ("decisions", "recorded_otherwise", "classes", "rules", "never_told"):
        assert found[name] == [], name
    assert found["questions"] == {
        "newly_asked": 0, "asked_otherwise": 0, "no_longer_asked": 0, "by_question": [],
    }  # fmt: skip
    assert found["review"]["newly"] == found["review"]["no_longer"] == 0
    assert found["store"]["reports"] == 400
    assert sum(month["reports"] for month in found["months"]) == 400
    assert bytes_of(store) == before, "nothing is written into the store"


def test_it_is_what_a_run_with_that_pack_gives(force: Path, store: Path, ledger: pl.DataFrame, tmp_path: Path) -> None:
    pack = held_back(tmp_path / "pack", VIOLENCE)
    found = whatif(Asked(str(pack), store))
    run(RunRequest(force, tmp_path / "out", rules=str(pack)))
    again = pl.read_parquet(tmp_path / "out" / "ledger.parquet")
    both = ledger.join(again, on="report_id", suffix="_new")
    moved = both.filter(pl.col("decision") != pl.col("decision_new"))
    assert moved.height > 10
    assert sum(row["reports"] for row in found["decisions"]) == moved.height
    assert {(row["from"], row["to"]): row["reports"] for row in found["decisions"]} == {
        (old, new): number for old, new, number in moved.group_by("decision", "decision_new").len().iter_rows()
    }
    assert found["crimes"]["before"] == ledger["crimes_due"].sum()
    assert found["crimes"]["after"] == again["crimes_due"].sum()
    crimes = found["crimes"]
    assert crimes["after"] - crimes["before"] == crimes["added"] - crimes["removed"]
    for name in ("classes", "months"):
        assert sum(row["added"] for row in found[name]) == crimes["added"]
        assert sum(row["removed"] for row in found[name]) == crimes["removed"]
    assert sum(row["before"] for row in found["months"]) == crimes["before"]
    assert {row["id"]: row["after"] for row in found["rules"]}["REC-TEST"] == again.filter(
        pl.col("rules").str.contains("REC-TEST")
    ).height
    assert found["reproduced"]["decided_otherwise"] == 0


def test_hours_of_review_and_a_year(store: Path, tmp_path: Path) -> None:
    pack = held_back(tmp_path / "pack", "always = true")
    found = whatif(Asked(str(pack), store, minutes=30, examples=2))
    review, year = found["review"], found["year"]
    assert review["minutes_each"] == 30
    assert review["after"] - review["before"] == review["newly"] - review["no_longer"]
    assert review["hours_newly"] == review["newly"] / 2
    assert year["scale"] == pytest.approx(365.25 / found["store"]["window"]["days"], abs=1e-4)
    assert year["crimes_removed"] == pytest.approx(found["crimes"]["removed"] * year["scale"], abs=0.1)
    assert found["crimes"]["after"] == 0
    assert len(review["examples"]) == 2
    assert all(len(row["examples"]) <= 2 for row in found["decisions"])
    assert found["questions"]["by_question"][0]["question"] == "Was it so?"


def test_a_rule_that_begins_next_month_is_tried_on_last_year(store: Path, tmp_path: Path) -> None:
    pack = held_back(tmp_path / "pack", VIOLENCE, "in_force = { from = 2026-12-01 }")
    found = whatif(Asked(str(pack), store))
    assert (found["kept"]["as_on"], found["asked"]["as_on"]) == (found["store"]["as_at"], "2026-12-01")
    assert found["crimes"]["removed"] > 10
    before_it = whatif(Asked(str(pack), store, day=date(2026, 11, 30)))
    assert before_it["crimes"]["removed"] == 0


def test_a_rule_of_a_fact_that_nobody_tells_is_named(store: Path, tmp_path: Path) -> None:
    pack = held_back(tmp_path / "pack", 'fact = "seen_by_police", is = true')
    found = whatif(Asked(str(pack), store))
    assert found["decisions"] == []
    assert found["never_told"] == [{"fact": "seen_by_police", "rules": ["REC-TEST"]}]


def test_a_pack_as_it_stands_on_a_day() -> None:
    pack = rule_pack(None)
    old, new = standing_on(pack, date(2015, 3, 31)), standing_on(pack, date(2015, 4, 1))
    assert [rule.id for rule in old.clock] == ["CLOCK-72"]
    assert [rule.id for rule in new.clock] == ["CLOCK-24"]
    assert all(rule.in_force == rule.in_law == InForce() for rule in (*new.recording, *new.classification, *new.clock))
    assert next_change(pack, pack, date(2010, 1, 1)) is None, "what both packs have is no change"


def test_a_clock_of_a_week_leaves_the_crimes_as_they_are(store: Path, tmp_path: Path) -> None:
    pack = edited(copied_pack(tmp_path / "pack"), "clock.toml", "hours = 24", "hours = 168")
    found = whatif(Asked(str(pack), store))
    assert found["decisions"] == []
    assert {row["from"] for row in found["review"]["states"]} <= {"recorded-late", "unrecorded", "unknown"}
    assert any(row["from"] == "recorded-late" for row in found["review"]["states"])


def test_a_force_with_nothing_but_reports(tmp_path: Path) -> None:
    rows = [report(number, opening_code="ASLT", text="He was punched") for number in range(1, 9)]
    run(RunRequest(write_small_force(tmp_path / "force", reports=rows), tmp_path / "out"))
    found = whatif(Asked(str(held_back(tmp_path / "pack", VIOLENCE)), tmp_path / "out"))
    assert found["crimes"]["removed"] == 8
    assert found["year"] == {"scale": None}, "eight days say nothing of a year"


def test_a_force_with_no_report(tmp_path: Path) -> None:
    run(RunRequest(write_small_force(tmp_path / "force", reports=[], crimes=[]), tmp_path / "out"))
    found = whatif(Asked("crr-2026-27", tmp_path / "out"))
    assert found["crimes"] == {"before": 0, "after": 0, "added": 0, "removed": 0}


@pytest.mark.parametrize(("broken", "how"), [
    ("parts.csv", "gone"), ("parts.csv", "rubbish"), ("parts.csv", "empty"), ("results/result.json", "rubbish"),
    ("results/ledger.parquet", "rubbish"), ("results/links.parquet", "gone"), ("force/force.toml", "rubbish"),
    ("force/rules/pack.toml", "gone"), ("parts/reports", "gone"), ("parts/reports", "rubbish"),
    ("parts/crimes", "empty"), ("force/codes-0.csv", "gone"),
])  # fmt: skip
def test_a_damaged_store_is_told_and_not_a_traceback(store: Path, tmp_path: Path, broken: str, how: str) -> None:
    shutil.copytree(store, tmp_path / "out", symlinks=True)
    target = tmp_path / "out" / ".store" / "current" / broken
    files = sorted(target.glob("*.parquet")) if target.is_dir() else [target]
    for path in files:
        path.unlink()
        if how != "gone":
            path.write_bytes(b"" if how == "empty" else b"\xff\x00{[=")
    with pytest.raises(StoreError):
        whatif(Asked("crr-2026-27", tmp_path / "out"))


def test_a_result_of_another_program_is_told(store: Path, tmp_path: Path) -> None:
    shutil.copytree(store, tmp_path / "out", symlinks=True)
    result = tmp_path / "out" / ".store" / "current" / "results" / "result.json"
    body = json.loads(result.read_text(encoding="utf-8"))
    body["receipt"]["code"]["sha256"] = "0" * 64
    result.write_text(json.dumps(body), encoding="utf-8")
    assert whatif(Asked("crr-2026-27", tmp_path / "out"))["reproduced"]["same_program"] is False
    body["force"] = {}
    result.write_text(json.dumps(body), encoding="utf-8")
    with pytest.raises(StoreError):
        whatif(Asked("crr-2026-27", tmp_path / "out"))


def test_no_store_and_no_pack(store: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds no result"):
        whatif(Asked("crr-2026-27", tmp_path))
    with pytest.raises(RuleError, match="no rule pack"):
        whatif(Asked("no-such-pack", store))
