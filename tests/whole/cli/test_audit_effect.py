"""`fullcount audit effect` as somebody with two spreadsheets uses it, and on a force that was run."""

import csv
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from click.testing import Result

from fullcount.pipeline.simulated import write_force
from fullcount.simulate.force import Wanted
from fullcount.simulate.scenarios.named import SCENARIOS

Command = Callable[..., Result]
TEAMS, WEEKS, FIRST = 16, 24, date(2026, 1, 5)


def tables(folder: Path, effect: float, teams: int = TEAMS) -> tuple[Path, Path]:
    """Write reviews of one report each and a roll-out in three waves, the last teams held back."""
    rng = np.random.default_rng(11)
    start = [(8, 12, 16, None)[team % 4] for team in range(teams)]
    reviews, roll_out = folder / "reviews.csv", folder / "rollout.csv"
    with reviews.open("w", newline="", encoding="utf-8") as stream:
        out = csv.writer(stream)
        out.writerow(["team", "date", "crimes_disclosed", "crimes_recorded", "crimes_late", "crimes_over_recorded"])
        for team in range(teams):
            for week in range(WEEKS):
                is_trained = start[team] is not None and week >= start[team]
                for _ in range(rng.integers(3, 9)):
                    recorded = int(rng.random() < 0.8 + 0.01 * (team % 3) + effect * is_trained)
                    day = FIRST + timedelta(days=7 * week + int(rng.integers(7)))
                    late = int(recorded and rng.random() < 0.1)
                    over = int(rng.random() < 0.02 + 0.08 * is_trained)
                    out.writerow([f"=Team {team}", day, 1, recorded, late, over])
    with roll_out.open("w", newline="", encoding="utf-8") as stream:
        out = csv.writer(stream)
        out.writerow(["team", "trained_on", "cohort", "area"])
        for team, week in enumerate(start):
            day = "" if week is None else FIRST + timedelta(days=7 * week)
            out.writerow([f"=Team {team}", day, f"wave {team % 4}", f"area {team % 2}"])
    return reviews, roll_out


def test_an_effect_is_told_with_all_its_checks(tmp_path: Path, fullcount: Command) -> None:
    reviews, roll_out = tables(tmp_path, 0.15)
    chart = tmp_path / "effect.svg"
    words = ("audit", "effect", reviews, "--rollout", roll_out, "--lot", "team")
    made = fullcount(*words, "--format", "json", "--chart", chart)
    assert made.exit_code == 0
    result = json.loads(made.stdout)
    assert result["effect"]["low"] < 0.15 < result["effect"]["high"]
    assert result["effect"]["low"] > 0.0
    assert result["p_by_lot"] < 0.05
    assert result["placebo"]["weeks_earlier"] == 4
    assert result["spill_over"]["low"] < 0 < result["spill_over"]["high"]
    assert result["not_yet_treated"]["high"] - result["not_yet_treated"]["low"] > (
        result["effect"]["high"] - result["effect"]["low"]
    )
    price = {row["outcome"]: row["effect"] for row in result["balancing"]}
    assert price["late"]["low"] < 0.0 < price["late"]["high"]
    assert price["over-recorded"]["low"] > 0.0
    assert {row["week"] for row in result["by_week"]} >= set(range(-4, 12))
    text = chart.read_text(encoding="utf-8")
    assert text.startswith("<svg")
    assert "Training raised the recording rate by +" in text


def test_the_table_leads_with_the_finding_and_the_same_seed_says_the_same(tmp_path: Path, fullcount: Command) -> None:
    reviews, roll_out = tables(tmp_path, 0.0)
    words = ("audit", "effect", reviews, "--rollout", roll_out, "--lot", "cohort", "--outcome", "late")
    told = fullcount(*words).stdout
    assert told.startswith("Training was not seen to move the recording rate: ")
    assert "By the lot alone (cohorts drawn again 999 times)" in told
    assert "late (crimes recorded, that were recorded late)" in told
    assert "over-recorded" not in told
    assert "the lot could have given only 24 orders" in told
    assert fullcount(*words).stdout == told
    other = fullcount(*words, "--seed", "2").stdout
    assert other.splitlines()[0] == told.splitlines()[0]


def test_too_little_is_refused_with_the_reason_and_no_chart(tmp_path: Path, fullcount: Command) -> None:
    reviews, roll_out = tables(tmp_path, 0.1, teams=6)
    chart = tmp_path / "effect.svg"
    made = fullcount("audit", "effect", reviews, "--rollout", roll_out, "--chart", chart)
    assert made.exit_code == 3
    assert "only 6 teams" in made.stderr
    assert made.stdout.startswith("No effect can be given: only 6 teams")
    assert not chart.exists()
    result = json.loads(fullcount("audit", "effect", reviews, "--rollout", roll_out, "--format", "json").stdout)
    assert result["effect"] is None
    assert "only 6 teams" in result["why"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "give REVIEWS, or --store OUT"),
        (("reviews.csv",), "give --rollout"),
        (("--store", "out"), "give --rollout, or --course"),
        (("--plan", "--teams", "8", "--hold-back", "8"), "must leave teams to train"),
    ],
)
def test_what_is_not_given_is_asked_for(words: tuple[str, ...], said: str, fullcount: Command) -> None:
    made = fullcount("audit", "effect", *words)
    assert made.exit_code == 2
    assert said in made.stderr


def test_a_bad_cell_is_told_with_its_row_and_column(tmp_path: Path, fullcount: Command) -> None:
    reviews, roll_out = tables(tmp_path, 0.0)
    with reviews.open("a", encoding="utf-8") as stream:
        stream.write("=Team 0,05/01/2026,1,1,0,0\n")
    made = fullcount("audit", "effect", reviews, "--rollout", roll_out)
    assert made.exit_code == 3
    assert f"row {len(reviews.read_text().splitlines())} column date" in made.stderr


def test_a_plan_says_what_a_roll_out_could_show(tmp_path: Path, fullcount: Command) -> None:
    chart = tmp_path / "plan.svg"
    words = ("audit", "effect", "--plan", "--teams", 60, "--crimes", 6, "--points", 5)
    plan = json.loads(fullcount(*words, "--format", "json", "--chart", chart).stdout)
    assert 0.0 < plan["power"] < 1.0
    assert plan["smallest_effect"] < 0.1
    assert "the smallest seen with 80%" in chart.read_text(encoding="utf-8")
    more = json.loads(fullcount(*words, "--crimes", plan["crimes_needed"], "--format", "json").stdout)
    assert more["power"] == pytest.approx(0.8, abs=0.005)
    assert "add weeks, waves" in fullcount(*words, "--waves", 1).stdout


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory, fullcount: Command) -> tuple[Path, Path]:
    """A force whose training works, and the result of a run on it."""
    folder = tmp_path_factory.mktemp("trained")
    write_force(folder / "force", Wanted(3_000, 1, SCENARIOS["training-works"]))
    assert fullcount("run", folder / "force", "--out", folder / "out", "--quiet").exit_code == 0
    return folder / "force", folder / "out"


def test_a_run_tells_who_was_trained_when_and_what_was_recorded(trained: tuple[Path, Path], fullcount: Command) -> None:
    import polars as pl

    force, out = trained
    words = ("audit", "effect", "--store", out, "--format", "json")
    by_rules = json.loads(fullcount(*words, "--course", "First response", "--counted-by", "rules").stdout)
    assert by_rules["effect"]["high"] > 0.0
    assert by_rules["trained_teams"] >= 20
    assert any("what the rules and the links say" in warning for warning in by_rules["warnings"])
    truth = pl.read_parquet(force / "truth" / "teams.parquet").drop_nulls("trained_on")
    table = force / "rollout.csv"
    truth.select("team", pl.col("trained_on").dt.date(), pl.col("team").str.slice(5, 2).alias("area")).write_csv(table)
    told = json.loads(fullcount(*words, "--rollout", table, "--counted-by", "rules").stdout)
    assert told["effect"]["estimate"] == pytest.approx(by_rules["effect"]["estimate"], abs=0.1)
    assert any("units outside the roll-out are left out" in warning for warning in told["warnings"])
    reviewed = json.loads(fullcount(*words, "--rollout", table).stdout)
    assert "few" in reviewed["why"]
    wrong = fullcount(*words, "--course", "Dancing")
    assert wrong.exit_code == 3
    assert "--course: is in no course record" in wrong.stderr


def test_reviews_of_a_run_are_its_first_markings(trained: tuple[Path, Path]) -> None:
    import polars as pl

    from fullcount.pipeline.auditing.effect_store import by_reviewers
    from fullcount.pipeline.ran import read_run

    force, out = trained
    given = pl.read_csv(force / "audit.csv", infer_schema=False)
    assert given.filter(pl.col("Marking") == "2").height > 100
    first = given.filter(pl.col("Marking") == "1")
    counted = by_reviewers(read_run(out)).sort("report_id")
    same = first.filter(pl.col("Incident No").is_in(counted["report_id"].implode())).sort("Incident No")
    assert counted.height == same.height > 500
    assert counted["crimes_disclosed"].to_list() == same["Should Record"].cast(pl.Int64).to_list()
    assert counted["crimes_recorded"].to_list() == same["Were Recorded"].cast(pl.Int64).to_list()
