"""`fullcount audit plan`, `seal` and `draw`, as they are given on a command line."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner, Result

from fullcount.audit.planning.manifest import written
from fullcount.cli import main

SEED = "31415926535897932384"
WINDOW = ["--window-from", "2026-11-01", "--window-to", "2099-11-30"]


def audit(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["audit", *map(str, words)], catch_exceptions=False)


@pytest.fixture
def frame(tmp_path: Path) -> Path:
    n = 1_200
    rows = pl.DataFrame(
        {
            "report_id": [f"R{i:05}" for i in range(n - 2)] + ["=1+1", "-A1"],
            "linked": ["yes" if i % 3 == 0 else "no" for i in range(n)],
            "crimes_recorded": [int(i % 3 == 0) for i in range(n)],
            "score": [round((i * 37 % 997) / 997 * 0.3, 4) for i in range(n)],
            "stratum": [["anti-social behaviour / 101", "duplicate / 999", "resolved on arrival / 101"][i % 3 - 1]
                        for i in range(n)],
            "district": [["North", "South", None][i % 5 // 2] for i in range(n)],
        }
    )  # fmt: skip
    rows.write_csv(tmp_path / "frame.csv")
    return tmp_path / "frame.csv"


def draw(frame: Path, *more: str | Path, name: str = "s", seed: str = SEED) -> Result:
    out, manifest = frame.with_name(f"{name}.csv"), frame.with_name(f"{name}.json")
    return audit("draw", frame, "--seed", seed, "--out", out, "--manifest", manifest, *more)


def test_a_plan_is_told_as_lines_and_as_json(frame: Path) -> None:
    told = audit("plan", frame, "--half-width", "0.05", "--by", "district", "--per-cluster", "10", "--likeness", "0.1")
    assert told.exit_code == 0, told.output
    assert "the inspectorate's way" in told.stdout
    assert "not known" in told.stdout, "reports without a district are a part of their own"
    found = json.loads(audit("plan", frame, "--half-width", "0.05", "--by", "district", "--format", "json").stdout)
    assert found["n"] == sum(one["draw"] for one in found["strata"])
    assert found["expected_half_width"] <= 0.05
    assert {part["name"] for part in found["by"]["parts"]} == {"North", "South", "not known"}
    assert found["by"]["draw"] == sum(part["draw"] for part in found["by"]["parts"])
    assert sum(one["reports"] for one in found["strata"]) == found["frame"]["reports"] == 1_200


@pytest.mark.parametrize("way", ["proportional", "neyman", "score", "chance"])
def test_every_way_is_planned_drawn_and_verified(frame: Path, way: str) -> None:
    planned = json.loads(audit("plan", frame, "--half-width", "0.06", "--allocate", way, "--format", "json").stdout)
    done = draw(frame, "--n", str(planned["n"]), "--allocate", way, *WINDOW, "--format", "json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["n"] == planned["n"]
    checked = audit("draw", frame, "--verify", frame.with_name("s.json"), "--sample", frame.with_name("s.csv"))
    assert checked.exit_code == 0, checked.output
    assert "Equal" in checked.stdout


def test_a_sample_is_ready_for_the_estimate(frame: Path) -> None:
    out = frame.with_name("drawn.parquet")
    done = draw(frame, "--n", "120", *WINDOW, "--frame-out", out, "--reviewers", "A, B", "--second-markers", "B,C")
    assert done.exit_code == 0, done.output
    sample = pl.read_csv(frame.with_name("s.csv"), infer_schema=False)
    second = pl.read_csv(frame.with_name("s.second.csv"), infer_schema=False)
    assert sample.columns == [
        "report_id", "stratum", "inclusion_probability", "score", "district", "marking", "crimes_disclosed",
        "crimes_recorded", "reviewer",
    ]  # fmt: skip
    assert second.columns == sample.columns
    assert (sample.height, second.height) == (120, 60)
    assert set(sample["crimes_disclosed"].fill_null("")) == {""}
    drawn = pl.read_parquet(out)
    both = sample.join(drawn, on="report_id", suffix="_of_frame")
    assert both["stratum"].equals(both["stratum_of_frame"])
    pairs = second.join(sample, on="report_id", suffix="_first")
    assert pairs.height == 60
    assert not (pairs["reviewer"] == pairs["reviewer_first"]).any()
    assert sum(1 / float(one) for one in sample["inclusion_probability"]) == pytest.approx(1_200)
    assert sample["report_id"].to_list() != sorted(sample["report_id"].to_list())


def test_ids_that_a_spreadsheet_would_calculate_are_made_safe_and_said(frame: Path) -> None:
    done = draw(frame, "--n", "1200", *WINDOW)
    assert done.exit_code == 0, done.output
    assert "2 report id(s) could be taken for a formula" in done.stdout
    cells = pl.read_csv(frame.with_name("s.csv"), infer_schema=False)["report_id"]
    assert "'=1+1" in cells.to_list()
    assert not cells.str.contains("^[=+@-]").any()
    checked = audit("draw", frame, "--verify", frame.with_name("s.json"), "--sample", frame.with_name("s.csv"))
    assert checked.exit_code == 0, checked.output


def test_a_sealed_draw_needs_the_sealed_seed_and_nothing_else(frame: Path) -> None:
    seal = frame.with_name("seal.json")
    sealed = audit("seal", "--n", "60", "--seed", SEED, *WINDOW, "--allocate", "score", "--out", seal)
    assert sealed.exit_code == 0, sealed.output
    assert SEED not in seal.read_text()
    assert draw(frame, "--seal", seal, seed="1").exit_code == 2
    assert draw(frame, "--seal", seal, "--n", "61").exit_code == 2
    done = draw(frame, "--seal", seal)
    assert done.exit_code == 0, done.output
    manifest = json.loads(frame.with_name("s.json").read_text())
    assert manifest["seal_sha256"] in sealed.stdout
    short = audit("seal", "--n", "60", "--seed", "12", *WINDOW, "--out", frame.with_name("t.json"))
    assert "20 digits" in short.output


def test_a_seed_fixed_after_the_window_closed_is_refused_unless_forced(frame: Path) -> None:
    late = ["--n", "60", "--window-from", "2025-01-01", "--window-to", "2025-01-31"]
    refused = draw(frame, *late)
    assert refused.exit_code == 2
    assert "after the window closed" in refused.output
    assert draw(frame, *late, "--seed-fixed-at", "2025-01-31T23:59", name="in-time").exit_code == 0
    forced = draw(frame, *late, "--force")
    assert forced.exit_code == 0, forced.output
    assert "could have been chosen" in forced.stdout
    assert json.loads(frame.with_name("s.json").read_text())["seed_is_late"] is True


def test_tampering_is_found(frame: Path, tmp_path: Path) -> None:
    assert draw(frame, "--n", "100", *WINDOW).exit_code == 0
    manifest, sample = frame.with_name("s.json"), frame.with_name("s.csv")
    good = json.loads(manifest.read_text())

    def verified(change: dict[str, Any], *more: str | Path) -> Result:
        bad = tmp_path / "bad.json"
        bad.write_text(written(good | change))
        return audit("draw", frame, "--verify", bad, *more)

    assert verified({}).exit_code == 0
    for change in ({"seed": "1"}, {"seed_is_late": True}, {"left_out_as_linked": 5}, {"strata": good["strata"][1:]}):
        found = verified(change)
        assert found.exit_code == 3, change
        assert "differs" in found.output
    assert verified({"seed": "x"}).exit_code == 3
    assert verified({"format": "other"}).exit_code == 3
    assert verified({}, "--expect", "0" * 64).exit_code == 3
    rows = pl.read_csv(sample, infer_schema=False)
    rows.with_columns(pl.col("report_id").replace({rows["report_id"][0]: "R99999"})).write_csv(tmp_path / "bad.csv")
    swapped = verified({}, "--sample", tmp_path / "bad.csv")
    assert "1 report(s) drawn are not in the sample" in swapped.output
    other = pl.read_csv(frame, infer_schema=False).filter(pl.col("report_id") != "R00007")
    other.write_csv(tmp_path / "fewer.csv")
    assert "frame sha256" in audit("draw", tmp_path / "fewer.csv", "--verify", manifest).output


def test_the_inspectors_draw_is_another_and_the_overlap_is_said(frame: Path) -> None:
    assert draw(frame, "--n", "300", *WINDOW).exit_code == 0
    mine = [*WINDOW, "--inspector", "--beside", frame.with_name("s.json")]
    same = draw(frame, "--n", "300", *mine, name="i")
    assert "must be the inspector's own" in same.output
    done = draw(frame, "--n", "300", *mine, name="i", seed="27182818284590452353")
    assert done.exit_code == 0, done.output
    one, other = (set(pl.read_csv(frame.with_name(f"{name}.csv"))["report_id"]) for name in "si")
    assert f"{len(one & other):,} of them are in the force's own sample too." in done.stdout
    assert 0 < len(one & other) < 300


def test_a_sample_that_may_be_half_filled_in_is_not_written_over(frame: Path) -> None:
    assert draw(frame, "--n", "60", *WINDOW).exit_code == 0
    again = draw(frame, "--n", "60", *WINDOW)
    assert again.exit_code == 5
    assert "there already" in again.output


def test_a_design_that_leaves_a_stratum_without_a_chance_is_refused(frame: Path) -> None:
    refused = draw(frame, "--n", "2", "--least", "0", "--merge-below", "0", *WINDOW)
    assert refused.exit_code == 3
    assert "no chance" in refused.output
    assert not frame.with_name("s.csv").exists()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("report_id,linked\n", "holds no report"),
        ("report_id,linked\nSECRET,yes\nSECRET,no\n", "is there twice"),
        ("report_id,linked\nSECRET,perhaps\n", "yes or no"),
        ("report_id,linked\n,yes\n", "is blank"),
        ("report_id\nSECRET\n", "column linked"),
        ("report_id,linked,score\nSECRET,no,1.5\n", "0 to 1"),
    ],
)
def test_frames_that_cannot_serve_are_told_and_repeat_no_cell(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "frame.csv"
    path.write_text(text)
    for words in (["plan", path], ["draw", path, "--n", "1", "--seed", "1", *WINDOW, "--out", tmp_path / "s.csv",
                                   "--manifest", tmp_path / "m.json"]):  # fmt: skip
        found = audit(*words)
        assert found.exit_code == 3
        assert says in found.output
        assert "SECRET" not in found.output


def test_how_many_more_until_the_grade_is_certain(frame: Path, tmp_path: Path) -> None:
    rows = pl.read_csv(frame, infer_schema=False).filter(pl.col("linked") == "yes").head(200)
    reviews = rows.select(
        "report_id", pl.lit(1).alias("crimes_disclosed"),
        (pl.int_range(pl.len()) % 10 != 0).cast(pl.Int64).alias("crimes_recorded"),
    )  # fmt: skip
    reviews.write_csv(tmp_path / "so_far.csv")
    chart = tmp_path / "grade.svg"
    words = ["plan", frame, "--so-far", tmp_path / "so_far.csv", "--band", "good=88", "--half-width", "0.05"]
    found = json.loads(audit(*words, "--chart", chart, "--format", "json").stdout)["grade"]
    assert found["grade"] == "good or inadequate"
    assert [aim["chance"] for aim in found["until_certain"]] == [0.5, 0.8, 0.95]
    assert "One grade with a chance of 50%" in audit(*words).stdout
    assert "<svg" in chart.read_text()
    unlike = reviews.with_columns((0.1 + pl.int_range(pl.len()) % 2 * 0.1).alias("inclusion_probability"))
    unlike.write_csv(tmp_path / "unlike.csv")
    words[3] = tmp_path / "unlike.csv"
    refused = json.loads(audit(*words, "--format", "json").stdout)["grade"]
    assert "not drawn from all reports alike" in refused["why"]
    given = ["--rate-so-far", "0.9", "0.87", "0.93"]
    assert json.loads(audit(*words, *given, "--format", "json").stdout)["grade"]["rate"]["low"] == 0.87
    assert audit(*words, "--rate-so-far", "0.9", "0.95", "0.93").exit_code == 2
    assert "No bands are given" in audit(*words[:4]).stdout
    assert audit(*words[:4], "--band", "good").exit_code == 2


def test_slips_of_the_hand_are_told(frame: Path) -> None:
    assert audit("plan", frame, "--likeness", "0.1").exit_code == 2
    assert audit("plan", frame, "--by", "route").exit_code == 2
    assert draw(frame, "--n", "60").exit_code == 2
    assert draw(frame, "--n", "60", "--window-from", "2026-12-01", "--window-to", "2026-11-01").exit_code == 2
    assert draw(frame, "--n", "60", *WINDOW, seed="12 draw").exit_code == 2
    assert draw(frame, "--n", "60", *WINDOW, "--reviewers", "A", "--second-markers", "A").exit_code == 2
    assert audit("draw", frame, "--seed", "1", "--n", "60", *WINDOW).exit_code == 2
    chart = frame.with_name("draw.svg")
    assert draw(frame, "--n", "60", *WINDOW, "--chart", chart).exit_code == 0
    assert "each at least 1 in" in chart.read_text()
