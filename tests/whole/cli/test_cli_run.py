"""`fullcount run`: what it prints, for forces of every shape."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from fullcount.pipeline.resources import result_schema, rule_texts
from small_force import crime, report, write_small_force

REVIEWS = [
    {"review_id": f"V{n}", "report_id": f"R{n:04}", "reviewer": "A", "reviewed_at": "2026-03-28 09:00:00",
     "crimes_disclosed": "1", "crimes_recorded": str(n % 2)}
    for n in range(1, 41)
]  # fmt: skip
CALLS = [
    {"call_id": "K1", "called_at": "2026-03-02 09:58:00", "line": "999", "answered": "yes", "log_ref": "R0001"},
    {"call_id": "K2", "called_at": "2026-03-02 09:59:00", "line": "999", "answered": "no"},
    {"call_id": "K3", "called_at": "2026-03-02 09:59:30", "line": "101", "answered": "yes"},
]
BURGLED = [report(n, opening_code="BURG", closing_code="BURG", crime_ref=f"C{n:04}") for n in range(1, 41)]
FORCES = {
    "no report at all": {"reports": [], "crimes": []},
    "one report": {"reports": [report(1, opening_code="ASLT", disposition="RT")], "crimes": []},
    "one report of nothing": {"reports": [report(1)]},
    "no crime extract": {"reports": BURGLED},
    "crimes and no report for them": {"reports": [report(1, opening_code="NOISE")],
                                      "crimes": [crime(7, offence_code="28E")]},
    "calls and audit": {"reports": BURGLED, "crimes": [crime(n, offence_code="28E") for n in range(1, 41, 2)],
                        "calls": CALLS, "audit_reviews": REVIEWS},
}  # fmt: skip


def checked(result) -> dict:
    """Return what `--format json` printed, after checking it against the published schema and its own sums."""
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    jsonschema.validate(found, json.loads(result_schema()))
    assert sum(row["count"] for row in found["ledger"]["states"]) == found["ledger"]["population"]
    for row in found["loaded"]:
        assert row["read"] == row["accepted"] + row["quarantined"]
    return found


@pytest.mark.parametrize("name", FORCES)
def test_every_shape_of_force_gives_a_valid_balanced_result(name: str, tmp_path: Path, fullcount) -> None:
    folder = write_small_force(tmp_path / "force", **FORCES[name])
    found = checked(fullcount("run", folder, "--out", tmp_path / "out", "--format", "json"))
    assert found["ledger"]["population"] == len(FORCES[name]["reports"])
    assert json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8")) == found
    assert found["calls"]["status"] == ("given" if "calls" in FORCES[name] else "absent")
    assert (found["estimate"]["rate"] is not None) == ("audit_reviews" in FORCES[name])
    for form in ("table", "line"):
        again = fullcount("run", folder, "--out", tmp_path / "out", "--format", form)
        assert again.exit_code == 0
        assert "Small Police" in again.stdout


def test_a_force_without_words_says_so(tmp_path: Path, fullcount) -> None:
    folder = write_small_force(tmp_path / "force", reports=BURGLED, crimes=[], without=("text", "surname", "place"))
    found = checked(fullcount("run", folder, "--out", tmp_path / "out", "--format", "json"))
    assert "What the logs say" in [item["title"] for item in found["not_known"]]


def test_the_synthetic_force_in_three_formats(force: Path, out: Path, fullcount) -> None:
    found = checked(fullcount("run", force, "--out", out, "--format", "json"))
    assert found["ledger"]["population"] == 300
    line = fullcount("run", force, "--out", out, "--format", "line")
    assert line.stdout.count("\n") == 1
    assert "300 reports, ledger balances" in line.stdout
    table = fullcount("run", force, "--out", out)
    assert "nothing has changed since the last run" in table.stdout
    assert table.stdout.rstrip().endswith(str(out / "index.html"))
    assert table.stderr == ""


def test_a_percentage_never_stands_without_its_interval_or_its_label(tmp_path: Path, fullcount) -> None:
    audited = write_small_force(tmp_path / "audited", **FORCES["calls and audit"])
    said = fullcount("run", audited, "--out", tmp_path / "a").stdout
    assert "95% interval, 40 reports reviewed" in said
    unaudited = write_small_force(tmp_path / "unaudited", **FORCES["no crime extract"])
    said = fullcount("run", unaudited, "--out", tmp_path / "u").stdout
    assert "No recording rate" in said
    assert "unaudited" in said


def test_a_day_before_all_the_data_leaves_an_empty_balanced_ledger(tmp_path: Path, fullcount) -> None:
    folder = write_small_force(tmp_path / "force", **FORCES["calls and audit"])
    found = checked(fullcount("run", folder, "--out", tmp_path / "out", "--as-at", "2001-01-01", "--format", "json"))
    assert found["ledger"]["population"] == 0
    assert found["force"]["as_at"] == "2001-01-01"
    assert next(row for row in found["loaded"] if row["table"] == "reports")["after_as_at"] == 40


def test_rules_in_a_folder_of_ones_own(tmp_path: Path, fullcount) -> None:
    folder = write_small_force(tmp_path / "force", reports=BURGLED, crimes=[])
    own = folder / "own-rules"
    own.mkdir()
    for name, text in rule_texts(None).items():
        (own / name).write_text(text, encoding="utf-8")
    first = checked(fullcount("run", folder, "--out", tmp_path / "out", "--format", "json"))
    with (own / "recording.toml").open("a", encoding="utf-8") as stream:
        stream.write("\n# a remark of ours\n")
    run = fullcount("run", folder, "--out", tmp_path / "out", "--rules", own, "--format", "json")
    found = checked(run)
    assert found["receipt"]["rules"]["sha256"] != first["receipt"]["rules"]["sha256"]
    assert "Changed since the last result here, apart from the extracts: the rules." in run.stderr
    toml = (
        (folder / "force.toml")
        .read_text()
        .replace('name = "Small Police"', 'name = "Small Police"\nrules = "own-rules"')
    )
    (folder / "force.toml").write_text(toml)
    named = checked(fullcount("run", folder, "--out", tmp_path / "out", "--format", "json"))
    assert named["receipt"]["rules"] == found["receipt"]["rules"], "a folder is looked for beside force.toml"
    shutil.rmtree(own)
    told = fullcount("explain", "R0001", "--out", tmp_path / "out")
    assert told.exit_code == 0, "the rules of a run are kept with it"


def test_quiet_says_nothing_on_stderr(tmp_path: Path, fullcount) -> None:
    folder = write_small_force(tmp_path / "force", reports=BURGLED)
    fullcount("run", folder, "--out", tmp_path / "out")
    (folder / "codes.csv").write_text((folder / "codes.csv").read_text() + "type,X,8N,\n")
    again = fullcount("run", folder, "--out", tmp_path / "out", "--quiet")
    assert again.stderr == ""
    (folder / "codes.csv").write_text((folder / "codes.csv").read_text() + "type,Y,8N,\n")
    loud = fullcount("run", folder, "--out", tmp_path / "out", "--format", "json")
    assert loud.stderr.startswith("Changed since the last result here")
    checked(loud)
