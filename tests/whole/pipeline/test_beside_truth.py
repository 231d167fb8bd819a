"""A run beside the truth: what was planted is counted as it was planted, and no run can see any of it."""

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import grimp
import polars as pl
import pytest

from fullcount.core.errors import InputError, StoreError
from fullcount.core.states import CrimeState, ReportState
from fullcount.pipeline.beside_truth.compare import beside_truth
from fullcount.pipeline.beside_truth.flat import as_csv
from fullcount.pipeline.beside_truth.kinds import crime_should_be, report_should_be
from fullcount.pipeline.ran import read_run
from fullcount.pipeline.run import RunRequest, run
from small_force import crime, report, write_small_force
from small_truth import CRIMES, LINKS, REPORTS, SECRET, TRUTH, planted, small_force, small_truth, write_truth


@pytest.fixture(scope="module")
def force(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_truth(tmp_path_factory.mktemp("beside") / "force")


@pytest.fixture(scope="module")
def out(force: Path) -> Path:
    run(RunRequest(force, force.parent / "out"))
    return force.parent / "out"


@pytest.fixture(scope="module")
def found(force: Path, out: Path) -> dict[str, Any]:
    return beside_truth(force, out)


def named(rows: list[dict[str, Any]], name: str, should_be: str | None = None) -> dict[str, Any]:
    (row,) = [row for row in rows if row["name"] == name and should_be in {None, row.get("should_be")}]
    return row


def only(row: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


@pytest.mark.parametrize(
    ("mechanism", "disclosed", "recorded", "state"),
    [
        ("recorded", 1, 1, ReportState.RECORDED_IN_TIME),
        ("a-name-never-heard-of", 2, 2, ReportState.RECORDED_IN_TIME),
        ("a-name-never-heard-of", 2, 1, ReportState.UNDER_RECORDED),
        ("recorded-late", 2, 1, ReportState.UNDER_RECORDED),
        ("recorded-late", 1, 0, ReportState.UNRECORDED),
        ("not-a-crime", 0, 0, ReportState.RIGHTLY_NOT_A_CRIME),
        ("duplicate-log", 0, 0, ReportState.RIGHTLY_NOT_A_CRIME),
        ("recorded-late", 1, 1, ReportState.RECORDED_LATE),
        ("recorded-late-back-dated", 1, 1, ReportState.RECORDED_LATE),
        ("translated-log", 1, 1, ReportState.RECORDED_IN_TIME),
        ("wrong-class-just-under-limit", 1, 1, ReportState.MISCLASSIFIED),
        ("wrongly-cancelled", 1, 1, ReportState.WRONGLY_CANCELLED),
        ("rightly-cancelled", 1, 1, ReportState.RIGHTLY_NOT_A_CRIME),
        ("over-recorded-duplicate", 1, 1, ReportState.RECORDED_IN_TIME),
        ("record-lost-from-extract", 1, 1, ReportState.RECORDED_IN_TIME),
        (None, 1, 1, ReportState.RECORDED_IN_TIME),
    ],
)
def test_numbers_tell_the_state_and_words_the_rest(
    mechanism: str | None, disclosed: int, recorded: int, state: ReportState
) -> None:
    row = {"mechanism": [mechanism], "crimes_disclosed": [disclosed], "crimes_recorded": [recorded]}
    frame = pl.DataFrame(row, schema_overrides={"mechanism": pl.String})
    assert frame.select(report_should_be()).item() == state


@pytest.mark.parametrize(
    ("mechanism", "state"),
    [
        ("recorded", CrimeState.MATCHED),
        ("crime-with-no-report", CrimeState.NO_REPORT_FOUND),
        ("crime-related", CrimeState.MATCHED),
        ("over-recorded-duplicate", CrimeState.OVER_RECORDED),
        ("wrongly-cancelled", CrimeState.WRONGLY_CANCELLED),
        ("rightly-cancelled", None),
        ("wrong-class", CrimeState.MISCLASSIFIED),
        ("recorded-late", CrimeState.LATE),
    ],
)
def test_the_state_of_a_crime_record_is_told_by_its_mechanism(mechanism: str, state: CrimeState | None) -> None:
    assert pl.DataFrame({"mechanism": [mechanism]}).select(crime_should_be()).item() == state


def test_each_planted_fault_is_counted_once_by_what_became_of_it(found: dict[str, Any]) -> None:
    counts = ("planted", "found", "asked", "as_another", "not_found")
    rows = found["mechanisms"]
    assert only(named(rows, "promised-never-done"), *counts) == (1, 1, 0, 0, 0)
    assert only(named(rows, "wrong-assessment"), *counts) == (3, 1, 1, 0, 1), "awaiting says that a crime is due"
    assert only(named(rows, "recorded-late"), *counts) == (1, 1, 0, 0, 0)
    assert only(named(rows, "one-of-several-missed"), *counts) == (1, 0, 0, 0, 1)
    assert only(named(rows, "every fault"), *counts) == (6, 3, 1, 0, 2)
    for row in rows:
        assert row["planted"] == sum(row[name] for name in counts[1:])
    recall = named(rows, "every fault")["recall"]
    assert recall == {
        "estimate": 0.5,
        "low": pytest.approx(0.18762, abs=1e-5),
        "high": pytest.approx(0.81238, abs=1e-5),
    }
    assert named(rows, "every fault")["found_or_asked"]["estimate"] == pytest.approx(4 / 6, abs=1e-6)
    assert named(rows, "promised-never-done")["breaks"] == "REC-TEXT"


def test_who_did_nothing_wrong_is_left_alone_asked_or_accused(found: dict[str, Any]) -> None:
    counts = ("planted", "left_alone", "asked", "accused", "not_in_ledger")
    rows = found["right_ones"]
    assert only(named(rows, "recorded"), *counts) == (1, 1, 0, 0, 0)
    assert only(named(rows, "not-a-crime"), *counts) == (2, 2, 0, 0, 0)
    assert only(named(rows, "crime-related-incident"), *counts) == (1, 0, 1, 0, 0)
    accused = named(rows, "contrary-evidence")
    assert only(accused, *counts) == (1, 0, 0, 1, 0)
    assert accused["accused_of"] == [{"state": "unrecorded", "count": 1}]
    assert only(named(rows, "everything right"), *counts) == (5, 3, 1, 1, 0)


def test_a_record_that_the_feed_lost_is_named_so_and_not_taken_for_unrecorded(tmp_path: Path) -> None:
    folder = write_small_force(
        tmp_path / "f",
        reports=[report(n, opening_code="BURG") for n in (1, 2, 25)],
        crimes=[crime(9, offence_code="28E")],
    )
    write_truth(
        folder,
        reports=[planted(1, 1, 1, "recorded"), planted(2, 2, 1, "one-missed"), planted(25, 0, 0, "not-a-crime")],
        crimes=[{"crime_id": f"C{n:04}", "mechanism": "record-lost-from-extract"} for n in (1, 2)],
        links=[{"report_id": f"R{n:04}", "crime_id": f"C{n:04}"} for n in (1, 2)],
    )
    run(RunRequest(folder, tmp_path / "out"))
    found = beside_truth(folder, tmp_path / "out")
    assert only(named(found["right_ones"], "record-lost-from-extract"), "planted", "accused") == (1, 1)
    assert named(found["mechanisms"], "one-missed")["planted"] == 1, "a fault of the force keeps its name"
    assert found["crimes"]["links_missed"]["not_in_the_ledgers"] == 2


def test_precision_is_of_what_the_run_called_so(found: dict[str, Any]) -> None:
    counts = ("called", "right", "another_fault", "no_fault")
    rows = found["states"]
    assert only(named(rows, "unrecorded"), *counts) == (2, 1, 0, 1)
    assert only(named(rows, "awaiting"), *counts) == (1, 1, 0, 0)
    assert only(named(rows, "recorded-late"), *counts) == (1, 1, 0, 0)
    assert only(named(rows, "unknown"), *counts) == (2, 1, 0, 1)
    assert named(rows, "unrecorded")["precision"]["estimate"] == 0.5
    assert {row["name"] for row in rows} == {"unrecorded", "awaiting", "recorded-late", "unknown"}


def test_crimes_records_and_links_are_matched_one_by_one(found: dict[str, Any]) -> None:
    counts = ("planted", "said", "right", "missed", "wrong")
    rows = found["crimes"]["rows"]
    # planted: R0002 1, R0003 2, R0007 1, R0008 1, R0027 1; said: R0002, R0006, R0027
    assert only(named(rows, "crimes unrecorded"), *counts) == (6, 3, 2, 4, 1)
    assert only(named(rows, "crime records: late"), *counts) == (1, 1, 1, 0, 0)
    assert only(named(rows, "crime records: wrong class"), *counts) == (1, 0, 0, 1, 0)
    assert only(named(rows, "crime records: no report found"), *counts) == (1, 1, 1, 0, 0)
    assert only(named(rows, "links: all"), *counts) == (4, 3, 2, 2, 1)
    assert only(named(rows, "links: by reference"), *counts) == (None, 3, 2, None, 1)
    assert only(named(rows, "links: by probability"), *counts) == (2, 0, 0, 2, 0)
    assert found["crimes"]["links_missed"] == {
        "missed": 2, "near_misses": 0, "not_in_the_ledgers": 1, "not_seen_as_likely": 1,
    }  # fmt: skip
    assert only(found["crimes"]["classes"], "reports", "same_class") == (2, 1), "R0027 is a 30C in truth, not a 28E"


def test_what_was_not_found_is_told_with_reason_and_rule(found: dict[str, Any]) -> None:
    rows = found["not_found"]
    assert [(row["name"], row["count"]) for row in rows] == [("wrong-assessment", 2), ("one-of-several-missed", 1)]
    missed, asked = sorted(rows[0]["why"], key=lambda why: why["state"])
    assert only(missed, "state", "rule", "count") == ("rightly-not-a-crime", "REC-NOT-NOTIFIABLE", 1)
    assert only(asked, "state", "name", "rule") == (
        "unknown", "opened-as-crime-closed-as-none", "REC-OPENED-CLOSED-AS-NONE",
    )  # fmt: skip
    assert asked["says"].startswith("The log was opened as a crime"), "a plain sentence, not a code"
    assert asked["rule_says"] == "Opened as a crime and closed as something else"
    (one,) = rows[1]["why"]
    assert one["says"] == "Recorded within the limit: the rules asked for as many crimes as were recorded"
    (accused,) = found["accused"]
    assert (accused["name"], accused["count"], accused["why"][0]["state"]) == ("contrary-evidence", 1, "unrecorded")


def test_only_the_commonest_reasons_are_listed_and_the_rest_are_counted(tmp_path: Path) -> None:
    reports = [report(n, opening_code="NOISE", closing_code="NOISE") for n in range(1, 5)]
    reports += [report(n, opening_code="BURG", closing_code="NOISE") for n in range(5, 8)]
    reports += [report(n) for n in range(8, 10)]
    reports += [report(10, closing_code="NOISE"), report(25, opening_code="WHAT")]
    folder = write_small_force(tmp_path / "f", reports=reports, crimes=[crime(1, offence_code="28E")])
    write_truth(folder, reports=[planted(n, 1, 0, "wrong-assessment") for n in (*range(1, 11), 25)])
    run(RunRequest(folder, tmp_path / "out"))
    (row,) = beside_truth(folder, tmp_path / "out")["not_found"]
    assert len(row["why"]) == 3
    assert row["count"] == 11 == sum(why["count"] for why in row["why"]) + row["for_other_reasons"]
    assert row["for_other_reasons"] > 0


def test_a_wrong_class_that_was_not_found_says_what_the_run_read(tmp_path: Path) -> None:
    numbers = (1, 2, 3)
    folder = write_small_force(
        tmp_path / "f",
        reports=[report(n, opening_code="BURG", closing_code="BURG", crime_ref=f"C{n:04}") for n in numbers],
        crimes=[crime(n, offence_code="28E") for n in numbers],
    )
    classes = {1: "28E", 2: "8N", 3: "8N"}
    write_truth(folder, reports=[planted(n, 1, 1, "wrong-class", classes[n]) for n in numbers])
    run(RunRequest(folder, tmp_path / "out"))
    (row,) = beside_truth(folder, tmp_path / "out")["not_found"]
    assert [(why["seen"], why["count"]) for why in row["why"]] == [("another", 2), ("truth", 1)]


BURGLED = [report(n, opening_code="BURG", closing_code="BURG", crime_ref=f"C{n:04}") for n in range(1, 41)]
HALF = [crime(n, offence_code="28E") for n in range(1, 41, 2)]


def reviews(*, wrong: int | None = None) -> list[dict[str, str]]:
    """Return a review of each burglary; in that of report `wrong` no crime is seen."""
    return [
        {"review_id": f"V{n}", "report_id": f"R{n:04}", "reviewer": "A", "reviewed_at": "2026-03-28 09:00:00",
         "crimes_disclosed": "0" if n == wrong else "1", "crimes_recorded": "0" if n == wrong else str(n % 2)}
        for n in range(1, 41)
    ]  # fmt: skip


def audited(folder: Path, rows: list[dict[str, str]], **truth: Any) -> dict[str, Any]:
    write_small_force(folder, reports=BURGLED, crimes=HALF, audit_reviews=rows)
    write_truth(folder, reports=[planted(n, 1, n % 2, "recorded" if n % 2 else "lost") for n in range(1, 41)], **truth)
    run(RunRequest(folder, folder.parent / "out"))
    section: dict[str, Any] = beside_truth(folder, folder.parent / "out")["estimate"]
    return section


def test_the_estimate_stands_beside_the_truth_with_the_reviewers_part_in_it(tmp_path: Path) -> None:
    section = audited(tmp_path / "f", reviews(wrong=1))
    assert only(section, "disclosed", "recorded") == (40, 20)
    assert section["rate"]["truth"] == 0.5
    assert section["rate"]["estimate"] == pytest.approx(19 / 39, abs=1e-6)
    assert section["rate"]["inside"] is (section["rate"]["low"] <= 0.5 <= section["rate"]["high"])
    assert section["unrecorded_a_year"]["truth"] == pytest.approx(20 / 27 * 365.25, rel=1e-4)
    reviewers = section["reviewers"]
    assert only(reviewers, "reviews", "crimes_not_seen", "crimes_not_there") == (40, 1, 0)
    assert reviewers["effect"]["estimate_without_errors"] == 0.5
    assert reviewers["effect"]["points"] == pytest.approx(100 * (19 / 39 - 0.5), abs=1e-3)
    assert only(named(section["parts"], "group"), "with_interval", "inside") == (1, 0), "all were read"


def test_reviewers_without_error_have_no_effect_and_known_errors_are_stated(tmp_path: Path) -> None:
    known = [{"reviewer": "A", "misses": 0.01, "sees": 0.002}, {"reviewer": "B", "misses": 0.03, "sees": 0.0}]
    section = audited(tmp_path / "f", reviews(), reviewers=known)
    assert section["reviewers"]["effect"]["points"] == 0.0
    assert section["reviewers"]["known"] == {"reviewers": 2, "on_average": {"misses": 0.02, "sees": 0.001}}


def test_without_an_audit_there_is_no_rate_and_it_is_said(found: dict[str, Any]) -> None:
    section = found["estimate"]
    assert section["rate"] == {"truth": pytest.approx(3 / 9, abs=1e-6), "estimate": None, "inside": None}
    assert section["why_no_rate"]
    assert section["reviewers"] is None
    assert "the reviewers' errors" in [lack["name"] for lack in found["not_compared"]]


CALLS = [
    {"call_id": "K1", "called_at": "2026-03-02 09:58:00", "line": "999", "answered": "yes", "log_ref": "R0001"},
    {"call_id": "K2", "called_at": "2026-03-02 09:59:00", "line": "999", "answered": "no"},
    {"call_id": "K3", "called_at": "2026-03-02 09:59:30", "line": "101", "answered": "yes"},
    {"call_id": "K4", "called_at": "2026-03-02 09:59:40", "line": "101", "answered": "yes"},
]


def test_calls_that_were_never_logged_are_counted_with_the_crimes_told_in_them(tmp_path: Path) -> None:
    folder = small_truth(tmp_path / "f", calls=CALLS)
    lost = [
        {"call_id": f"K{n}", "report_id": None, "crimes_disclosed": n, "mechanism": "call-to-log-loss", "lost": n == 3}
        for n in (1, 3, 5)
    ]
    write_truth(folder, calls=[*lost, lost[1] | {"call_id": "K9", "lost": True}])
    run(RunRequest(folder, tmp_path / "out"))
    section = beside_truth(folder, tmp_path / "out")["calls"]
    assert only(section, "answered", "planted", "said", "right", "crimes_lost") == (3, 2, 2, 1, 6)
    assert (section["recall"]["estimate"], section["precision"]["estimate"]) == (0.5, 0.5)


def test_what_cannot_be_compared_is_named(tmp_path: Path) -> None:
    folder = write_truth(small_force(tmp_path / "f"), reports=TRUTH)
    run(RunRequest(folder, tmp_path / "out"))
    found = beside_truth(folder, tmp_path / "out")
    lacks = {lack["name"]: lack["why"] for lack in found["not_compared"]}
    assert lacks["links of reports and crimes"] == "truth/links.parquet is not there"
    assert lacks["faults of crime records"] == "truth/crimes.parquet is not there"
    assert lacks["calls that were never logged"] == "truth/calls.parquet is not there"
    assert [row["name"] for row in found["crimes"]["rows"]] == ["crimes unrecorded"]
    assert found["scenario"] is None


def test_a_truth_of_three_columns_and_more_is_read(tmp_path: Path) -> None:
    folder = small_force(tmp_path / "f")
    bare = ("report_id", "crimes_disclosed", "crimes_recorded", "mechanism")
    write_truth(folder, reports=[{name: row[name] for name in bare} | {"district": "North"} for row in TRUTH])
    (folder / "truth" / "scenario.json").write_text('{"name": "steady", "says": "An even year.", "numbers": {}}')
    run(RunRequest(folder, tmp_path / "out"))
    found = beside_truth(folder, tmp_path / "out")
    assert named(found["mechanisms"], "every fault")["planted"] == 6
    assert found["scenario"] == {"name": "steady", "says": "An even year."}


def test_a_report_that_never_came_in_is_not_found(tmp_path: Path) -> None:
    folder = small_truth(tmp_path / "f")
    write_truth(folder, reports=[*TRUTH, planted(99, 1, 0, "wrong-assessment"), planted(98, 0, 0, "not-a-crime")])
    run(RunRequest(folder, tmp_path / "out"))
    found = beside_truth(folder, tmp_path / "out")
    assert found["not_in_ledger"] == 2
    assert only(named(found["mechanisms"], "wrong-assessment"), "planted", "not_found") == (4, 2)
    assert named(found["right_ones"], "not-a-crime")["not_in_ledger"] == 1
    assert "not-in-ledger" in [why["name"] for why in named(found["not_found"], "wrong-assessment")["why"]]
    assert found["estimate"]["disclosed"] == 9, "the rate is of the reports that came in"


def test_what_came_after_the_day_of_the_figures_is_outside(force: Path, tmp_path: Path) -> None:
    run(RunRequest(force, tmp_path / "out", as_at=date(2026, 3, 12)))
    found = beside_truth(force, tmp_path / "out")
    assert (found["planted"], found["compared"], found["not_in_ledger"]) == (11, 9, 0)
    assert "2 planted report(s)" in [lack["name"] for lack in found["not_compared"]]


def test_no_word_of_a_log_is_in_any_of_it(found: dict[str, Any], out: Path) -> None:
    (rows,) = (out / ".store" / "current" / "parts" / "reports").glob("*.rows.parquet")
    assert SECRET in pl.read_parquet(rows)["text"].to_list()
    for printed in (json.dumps(found), as_csv(found)):
        assert "zeppelin" not in printed
    assert "evidence" not in read_run(out).ledger.columns, "what is not read cannot be printed"


def test_rows_of_the_spreadsheet_hold_every_figure_once(found: dict[str, Any]) -> None:
    table = pl.read_csv(as_csv(found).encode(), infer_schema=False)
    assert table.columns == ["section", "name", "figure", "value"]
    assert not table.select("section", "name", "figure").is_duplicated().any()
    assert table.filter(name="unrecorded/wrong-assessment", figure="planted")["value"].to_list() == ["3"]


def test_the_same_run_gives_the_same_comparison(force: Path, out: Path, found: dict[str, Any]) -> None:
    assert json.dumps(beside_truth(force, out)) == json.dumps(found)


def test_a_force_without_a_truth_is_refused(out: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no truth"):
        beside_truth(small_force(tmp_path / "f"), out)


def test_a_damaged_truth_is_refused(force: Path, out: Path, tmp_path: Path) -> None:
    folder = tmp_path / "f"
    shutil.copytree(force, folder)
    (folder / "truth" / "links.parquet").write_bytes(b"PAR1 no")
    with pytest.raises(InputError, match="cannot be read"):
        beside_truth(folder, out)
    write_truth(folder, links=[{"report_id": "R0001"}])
    with pytest.raises(InputError, match="no column crime_id"):
        beside_truth(folder, out)


def test_a_folder_without_a_result_is_refused(force: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds no result"):
        beside_truth(force, tmp_path / "nothing")


def test_the_result_of_another_force_is_refused(out: Path, tmp_path: Path) -> None:
    """The same numbers, other files: two seeds of the simulator number their reports alike."""
    folder = tmp_path / "f"
    write_small_force(folder, reports=[row | {"district": "North"} for row in REPORTS], crimes=CRIMES)
    write_truth(folder, reports=TRUTH)
    with pytest.raises(StoreError, match="was not made from the force") as refused:
        beside_truth(folder, out)
    assert "reports.csv: is not the file that the run read" in str(refused.value)


def test_reports_that_the_truth_does_not_know_are_refused(tmp_path: Path) -> None:
    folder = write_truth(small_force(tmp_path / "f"), reports=[planted(n, 0, 0, "not-a-crime") for n in range(1, 9)])
    run(RunRequest(folder, tmp_path / "out"))
    with pytest.raises(StoreError, match="3 of its 11 reports are not in the truth, such as R0009, R0026, R0027"):
        beside_truth(folder, tmp_path / "out")
    write_truth(folder, reports=[*TRUTH, *[planted(n, 0, 0, "not-a-crime") for n in range(100, 140)]])
    with pytest.raises(StoreError, match="it holds 11 of the 51 reports"):
        beside_truth(folder, tmp_path / "out")


def test_nothing_that_makes_a_run_imports_what_reads_the_truth() -> None:
    graph = grimp.build_graph("fullcount", cache_dir=None)
    inside = {name for name in graph.modules if name.startswith("fullcount.pipeline.beside_truth")}
    assert len(inside) > 5
    reached = graph.find_downstream_modules("fullcount.pipeline.beside_truth", as_package=True) - inside
    assert reached == {"fullcount.cli.truth"}
    assert not graph.find_upstream_modules("fullcount.pipeline.run") & inside


def hashes(out: Path) -> dict[str, str]:
    current = (out / ".store" / "current").resolve()
    return {
        path.relative_to(current).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in current.rglob("*")
        if path.is_file()
    }


def test_a_run_gives_the_same_bytes_without_the_truth_and_with_another(force: Path, out: Path, tmp_path: Path) -> None:
    before = hashes(out)
    assert {"results/result.json", "results/index.html", "results/ledger.parquet"} <= set(before)
    for name in ("without", "other"):
        folder = tmp_path / name / "force"
        shutil.copytree(force, folder)
        shutil.rmtree(folder / "truth")
        if name == "other":
            write_truth(
                folder, reports=[row | {"mechanism": "x", "crimes_disclosed": 9} for row in TRUTH], links=LINKS[:1]
            )
        run(RunRequest(folder, tmp_path / name / "out"))
        assert hashes(tmp_path / name / "out") == before
