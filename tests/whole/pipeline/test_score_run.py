"""The score in a run: nothing rests on it, it is frozen once made, and what it says to read is in order."""

import csv
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.small_force import crime, report, write_small_force

from fullcount.core.errors import ConfigError, RuleError
from fullcount.pipeline.report.explain import explain
from fullcount.pipeline.run import RunRequest, run

AS_AT = date(2026, 1, 1)
SAME = ("ledger.parquet", "crime_ledger.parquet", "links.parquet", "near_misses.parquet", "quarantine.csv")
STORE = Path(".store") / "current"


@pytest.fixture(scope="module")
def both(simulated: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same force run with the score and without."""
    base = tmp_path_factory.mktemp("both")
    run(RunRequest(simulated, base / "with", as_at=AS_AT))
    run(RunRequest(simulated, base / "without", as_at=AS_AT, use_score=False))
    return base / "with", base / "without"


def result(out: Path) -> Any:
    return json.loads((out / "result.json").read_text(encoding="utf-8"))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_no_ledger_state_or_estimate_rests_on_it(both: tuple[Path, Path]) -> None:
    for name in SAME:
        assert (both[0] / name).read_bytes() == (both[1] / name).read_bytes(), name
    one, other = (result(out) for out in both)
    assert one["score"]["status"] == "used"
    assert other["score"]["status"] == "off"
    for section in one.keys() - {"score", "receipt"}:
        assert one[section] == other[section], section
    scored, plain = (rows(out / "findings.csv") for out in both)
    told = {"score", "score_words"}
    assert [{k: v for k, v in row.items() if k not in told} for row in scored] == [
        {k: v for k, v in row.items() if k not in told} for row in plain
    ]
    assert any(row["score"] for row in scored)
    assert not any(row["score"] or row["score_words"] for row in plain)
    assert rows(both[1] / "to_read.csv") == []


def test_what_to_read_is_in_order_and_answered_by_no_record(both: tuple[Path, Path]) -> None:
    listed = rows(both[0] / "to_read.csv")
    linked = set(pl.read_parquet(both[0] / "links.parquet")["report_id"])
    likely = [float(row["score"]) for row in listed]
    assert likely == sorted(likely, reverse=True)
    assert min(likely) >= 0.1
    assert not linked & {row["report_id"] for row in listed}
    assert all(row["score_words"] for row in listed)
    said = result(both[0])["score"]
    assert said["to_read"] == len(listed)
    assert said["not_in_findings"] == sum(not row["finding"] for row in listed)
    ranks = {row["report_id"]: row["rank"] for row in rows(both[0] / "findings.csv")}
    assert all(row["finding"] == ranks.get(row["report_id"], "") for row in listed)


def test_most_missed_crimes_are_in_it(both: tuple[Path, Path], simulated: Path) -> None:
    """Planted and unlinked; the bench measures large forces. A list of chance would hold about one in ten."""
    truth = pl.read_parquet(simulated / "truth" / "reports.parquet").filter(
        (pl.col("crimes_disclosed") > 0) & (pl.col("crimes_recorded") == 0)
    )
    listed = {row["report_id"] for row in rows(both[0] / "to_read.csv")}
    assert len(listed) < 3 * truth.height
    assert truth["report_id"].is_in(list(listed)).mean() > 0.7


def test_explain_shows_the_words(both: tuple[Path, Path]) -> None:
    first = rows(both[0] / "to_read.csv")[0]
    score = explain(both[0], first["report_id"])["score"]
    assert score["probability"] == pytest.approx(float(first["score"]), abs=1e-4)
    assert first["score_words"].startswith(score["words"][0]["term"])
    assert explain(both[1], first["report_id"])["score"] is None


def test_it_is_fitted_once_and_named_in_the_receipt(both: tuple[Path, Path], simulated: Path, tmp_path: Path) -> None:
    frozen = both[0] / STORE / "score" / "score.json"
    force = shutil.copytree(simulated, tmp_path / "force")
    shutil.copy(frozen, force / "score.json")
    again = run(RunRequest(force, tmp_path / "again", as_at=AS_AT)).result
    assert again["receipt"]["score"] == result(both[0])["receipt"]["score"]
    assert (tmp_path / "again" / "to_read.csv").read_bytes() == (both[0] / "to_read.csv").read_bytes()
    assert (both[0] / STORE / "score" / "score.md").read_text(encoding="utf-8").startswith("# Model card")
    assert result(both[1])["receipt"]["score"] == {"sha256": None}


def test_a_force_may_switch_it_off(tmp_path: Path) -> None:
    force = write_small_force(tmp_path / "force", reports=[report(n, text="noise") for n in range(3)], crimes=[crime()])
    on = run(RunRequest(force, tmp_path / "on")).result
    assert on["score"]["status"] == "none"
    toml = force / "force.toml"
    toml.write_text(toml.read_text() + "[score]\nuse = false\n")
    assert run(RunRequest(force, tmp_path / "off")).result["score"]["status"] == "off"
    toml.write_text(toml.read_text().replace("false", '"no"'))
    with pytest.raises(ConfigError):
        run(RunRequest(force, tmp_path / "wrong"))


def test_a_score_that_is_none_is_refused(tmp_path: Path) -> None:
    force = write_small_force(tmp_path / "force", reports=[report()], crimes=[crime()])
    (force / "score.json").write_text('{"format": 1}')
    with pytest.raises(RuleError):
        run(RunRequest(force, tmp_path / "out"))
    with pytest.raises(ConfigError):
        run(RunRequest(force, tmp_path / "out", score=tmp_path / "nowhere.json"))
