"""From a finished run to a frame: every report once, as the run left it, and no word of any log."""

from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from fullcount.cli import main
from fullcount.pipeline.auditing.closed import how_closed, notes
from fullcount.pipeline.judging.codes import read_codes
from fullcount.pipeline.resources import rule_pack
from fullcount.pipeline.simulated import write_force
from fullcount.simulate.force import Wanted


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audited")
    write_force(folder / "force", Wanted(800, 5, people=False))
    target = folder / "out"
    done = CliRunner().invoke(
        main, ["run", str(folder / "force"), "--out", str(target), "--quiet"], catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    return target


@pytest.fixture(scope="module")
def frame(out: Path, tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    path = tmp_path_factory.mktemp("frame") / "frame.parquet"
    done = CliRunner().invoke(main, ["audit", "frame", str(out), "--out", str(path)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert "800 reports" in done.stdout
    return pl.read_parquet(path)


def test_every_report_is_in_it_once_and_as_the_run_left_it(out: Path, frame: pl.DataFrame) -> None:
    ledger, links = pl.read_parquet(out / "ledger.parquet"), pl.read_parquet(out / "links.parquet")
    assert frame["report_id"].to_list() == ledger["report_id"].sort().to_list()
    assert set(frame.filter("linked")["report_id"]) == set(links["report_id"])
    recorded = ledger.join(links.select("report_id").unique(), on="report_id", how="semi")["crimes_recorded"].sum()
    assert frame["crimes_recorded"].sum() == recorded
    assert frame.filter(~pl.col("linked"))["crimes_recorded"].sum() == 0


def test_every_report_has_a_score_that_is_the_runs(out: Path, frame: pl.DataFrame) -> None:
    assert frame["score"].null_count() == 0
    to_read = pl.read_csv(out / "to_read.csv", infer_schema=False).select("report_id", pl.col("score").cast(pl.Float64))
    both = frame.join(to_read, on="report_id", suffix="_read")
    assert both.height == to_read.height > 5
    assert (both["score"] - both["score_read"]).abs().max() <= 0.00011
    rest = frame.filter(~pl.col("linked")).join(to_read, on="report_id", how="anti")
    assert rest["score"].max() <= 0.1, "what is not to be read scores below the limit"


def test_the_ways_of_closing_in_which_crime_hides_are_strata(frame: pl.DataFrame) -> None:
    parts = frame.select(pl.col("stratum").str.split(" / "))["stratum"].to_list()
    assert {"anti-social behaviour", "duplicate", "resolved on arrival", "report taken"} <= {part[0] for part in parts}
    assert {part[-1] for part in parts} == set(frame["route"])
    assert frame["stratum"].null_count() == 0


def test_no_word_of_a_log_and_no_name_is_in_it(frame: pl.DataFrame) -> None:
    assert frame.columns == [
        "report_id", "linked", "crimes_recorded", "stratum", "cluster", "district", "group", "route", "score",
    ]  # fmt: skip
    longest = frame.select(pl.col(pl.String).str.len_chars().max()).row(0)
    assert max(longest) < 80


def test_a_folder_without_a_run_is_told(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["audit", "frame", str(tmp_path), "--out", str(tmp_path / "f.csv")])
    assert done.exit_code == 5
    assert "no result" in done.output


def test_codes_of_other_forces_are_told_by_their_words_or_notes(tmp_path: Path) -> None:
    (tmp_path / "codes.csv").write_text(
        "kind,code,means,note\ntype,17,not-notifiable,Anti-social behaviour (personal)\ntype,VIO,8N,\n"
        "type,BASBALL,unclear,\ndisposition,D1,duplicate,\ndisposition,Z,closed,Resolved by officers at the scene\n"
        "disposition,C,closed,\n"
    )
    pack = rule_pack("crr-2026-27")
    codes = read_codes([tmp_path / "codes.csv"], pack)
    rows = pl.DataFrame(
        {
            "closing_code": [["17"], ["17"], ["VIO"], ["BASBALL"], ["ROWDY YOUTHS"], None, ["VIO"]],
            "disposition": ["C", "D1", "C", None, None, "Z", None],
            "closing_class": ["not-notifiable", "not-notifiable", "8N", "unclear", "unmapped", None, "8N"],
        }
    )
    assert how_closed(rows, codes, notes([tmp_path / "codes.csv"])).to_list() == [
        "anti-social behaviour", "duplicate", "closed as a crime", "closed as an incident", "anti-social behaviour",
        "resolved on arrival", "closed as a crime",
    ]  # fmt: skip
