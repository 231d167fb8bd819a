"""The story of one report tells what the ledger says, from what the run kept."""

import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from fullcount.cli.story import told
from fullcount.core.errors import NotFoundError, StoreError
from fullcount.pipeline.report.explain import AFTER, BELIEVED, CLASH, EARLIER, explain
from fullcount.pipeline.run import RunRequest, run
from fullcount.pipeline.simulated import write_force
from fullcount.simulate.force import Wanted
from small_force import crime, report, write_small_force


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("explain")
    write_force(made / "force", Wanted(250, 11, people=False))
    run(RunRequest(made / "force", made / "out"))
    shutil.rmtree(made / "force")
    return made / "out"


def test_one_case_and_the_table_decide_alike_for_every_report(out: Path) -> None:
    for row in pl.read_parquet(out / "ledger.parquet").iter_rows(named=True):
        story = explain(out, row["report_id"])
        found = story["decision"]
        said = (found["decision"], found["class"], found["deadline"], found["question"])
        assert said == (row["decision"], row["class"], row["deadline"], row["question"]), row["report_id"]
        assert found["certainty"] == pytest.approx(row["certainty"])
        assert story["entry"]["state"] == row["state"]
        assert set(row["rules"].split()) >= {rule["id"] for rule in found["rules_tried"] if rule["decided"]}
        taken_off = [one for one in story["cancellations"] if one["stands"] == "true"]
        assert len(story["crimes"]) + len(taken_off) >= row["crimes_due"]


def test_what_was_read_is_in_the_words_themselves(out: Path) -> None:
    said = [explain(out, number) for number in pl.read_parquet(out / "ledger.parquet")["report_id"][:60]]
    words = [(story["versions"][-1]["text"], span) for story in said for span in story["words"]]
    assert len(words) > 20
    for text, span in words:
        assert text.encode()[span["start"] : span["end"]].decode() == span["words"]


def test_every_version_of_a_report_has_its_standing(tmp_path: Path) -> None:
    rows = [
        report(1, opening_code="NOISE", reported_at="2026-03-02 10:00:00"),
        report(1, opening_code="BURG", reported_at="2026-03-02 10:00:00", crime_ref="C1"),
        report(1, opening_code="ASLT", reported_at="2026-03-25 10:00:00"),
        report(1, opening_code="ASLT", reported_at="2026-04-25 10:00:00"),
    ]
    force = write_small_force(tmp_path / "force", reports=rows)
    run(RunRequest(force, tmp_path / "out", as_at=date(2026, 3, 31)))
    story = explain(tmp_path / "out", "R0001")
    assert [(row["row"], row["standing"]) for row in story["versions"]] == [
        (2, EARLIER), (3, BELIEVED), (4, CLASH), (5, AFTER),
    ]  # fmt: skip
    assert story["codes"]["opening_class"] == "28E"
    assert story["entry"]["class"] == story["decision"]["class"]


def test_code_tables_of_one_name_in_two_folders_are_both_kept(tmp_path: Path) -> None:
    force = write_small_force(
        tmp_path / "force", reports=[report(1, opening_code="ASLT"), report(2, opening_code="ODD")]
    )
    (force / "more").mkdir()
    (force / "more" / "codes.csv").write_text("kind,code,means\ntype,ODD,8N\n")
    toml = (force / "force.toml").read_text().replace('"codes.csv"', '["codes.csv", "more/codes.csv"]')
    (force / "force.toml").write_text(toml)
    run(RunRequest(force, tmp_path / "out"))
    for number in ("R0001", "R0002"):
        assert explain(tmp_path / "out", number)["codes"]["opening_class"] == "8N"


def test_what_is_not_there_is_said(out: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no report 'X'"):
        explain(out, "X")
    with pytest.raises(StoreError, match="holds no result"):
        explain(tmp_path, "X")


def test_why_a_cancellation_does_not_stand_is_told_with_its_words(tmp_path: Path) -> None:
    """The table of cancellations beats the record's own columns; of two rows the last holds."""
    force = write_small_force(
        tmp_path / "force",
        reports=[report(1, opening_code="BURG", disposition="RT", crime_ref="C0001")],
        crimes=[crime(1, offence_code="28E", cancelled_code="C4", cancelled_evidence="Keyed under the wrong nominal")],
        more={"crimes": ("cancelled_code", "cancelled_evidence")},
    )
    run(RunRequest(force, tmp_path / "out", as_at=date(2026, 3, 31)))
    assert [one["stands"] for one in explain(tmp_path / "out", "R0001")["cancellations"]] == ["true"]
    with (force / "force.toml").open("a", encoding="utf-8") as stream:
        names = ("cancellation_id", "crime_id", "code", "cancelled_at", "decided_by", "evidence")
        stream.write('[extracts.cancellations]\nfiles = ["cancellations.csv"]\n[extracts.cancellations.columns]\n')
        stream.writelines(f'{name} = "{name}"\n' for name in names)
    (force / "cancellations.csv").write_text(
        "cancellation_id,crime_id,code,cancelled_at,decided_by,evidence\n"
        "1,C0001,C2,2026-03-05 09:00:00,DDM,CCTV shows that nobody entered\n"
        "2,C0001,C2,2026-03-09 09:00:00,DDM,Victim has withdrawn her complaint\n"
        "3,C0001,C2,2026-04-09 09:00:00,DDM,CCTV shows that nobody entered\n",
        encoding="utf-8",
    )
    run(RunRequest(force, tmp_path / "out", as_at=date(2026, 3, 31)))
    story = explain(tmp_path / "out", "R0001")
    (one,) = story["cancellations"]
    assert (one["code"], one["stands"], one["rule"]["id"]) == ("C2", "false", "CAN2-WITHDRAWAL")
    assert {said["value"] for said in one["words"] if said["counts"]} == {"withdrawal"}
    assert story["entry"]["state"] == "wrongly-cancelled"
    assert "under C2 by DDM: does not stand" in "\n".join(told(story))
