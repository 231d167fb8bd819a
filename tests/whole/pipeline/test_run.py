"""The whole job: no network, no clock, the same bytes wherever and however it is run."""

import ast
import hashlib
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import fullcount
from fullcount.core.errors import ConfigError
from fullcount.pipeline.report import estimating
from fullcount.pipeline.run import RunRequest, run
from fullcount.pipeline.simulated import write_force
from fullcount.simulate.force import Wanted
from small_force import crime, report, write_small_force

PACKAGE = Path(fullcount.__file__).parent
CLOCKS = {"now", "today", "utcnow", "time", "time_ns", "monotonic", "perf_counter", "uuid1", "uuid4", "urandom"}
RUN = """
import sys
from pathlib import Path
from fullcount.pipeline.run import RunRequest, run
run(RunRequest(*map(Path, sys.argv[1:3])))
"""


def results(out: Path) -> dict[str, str]:
    """Return the hash of every file that a run wrote, the store's included."""
    current = out / ".store" / "current"
    return {
        path.relative_to(current.resolve()).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in current.resolve().rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def force(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run") / "force"
    write_force(folder, Wanted(150, 2, people=False))
    return folder


def test_a_run_opens_no_socket(force: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked for")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    assert run(RunRequest(force, tmp_path / "out")).result["ledger"]["population"] == 150


def clock_calls(path: Path) -> list[str]:
    """Return the calls in a module by which a program learns the time or draws by lot without a seed."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value).rsplit(".", maxsplit=1)[-1]
            if node.func.attr in CLOCKS and owner in {"datetime", "date", "time", "uuid", "os"}:
                found.append(f"{path.relative_to(PACKAGE)}:{node.lineno}")
    return found


def test_only_the_command_line_and_the_desk_read_a_clock() -> None:
    paths = (path for path in sorted(PACKAGE.rglob("*.py")) if (PACKAGE / "web") not in path.parents)
    found = [call for path in paths for call in clock_calls(path)]
    assert [call.split(":")[0] for call in found] == ["cli/audit/terms.py", "cli/interview.py", "cli/run.py"], (
        "which ask what today is: when a seed was fixed, when a report was made, and to leave out later dates"
    )


def test_the_same_bytes_in_another_zone_language_folder_and_hash_seed(force: Path, tmp_path: Path) -> None:
    run(RunRequest(force, tmp_path / "here"))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    strange = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "77", "POLARS_MAX_THREADS": "1"}
    arguments = [sys.executable, "-c", RUN, str(force), str(tmp_path / "there")]
    subprocess.run(arguments, check=True, cwd=elsewhere, env=os.environ | strange, timeout=120)
    assert results(tmp_path / "here") == results(tmp_path / "there")


def test_nothing_kept_with_a_run_names_a_place_on_the_machine(force: Path, tmp_path: Path) -> None:
    run(RunRequest(force, tmp_path / "out"))
    for path in (tmp_path / "out" / ".store" / "current").resolve().rglob("*"):
        if path.is_file():
            assert str(tmp_path).encode() not in path.read_bytes(), path.name


def test_what_a_run_says_of_itself(force: Path, tmp_path: Path) -> None:
    steps: list[str] = []
    first = run(RunRequest(force, tmp_path / "out"), steps.append)
    assert (first.was_current, first.changed) == (False, ())
    assert steps[0] == "finding and hashing the files"
    assert run(RunRequest(force, tmp_path / "out")).was_current
    assert run(RunRequest(force, tmp_path / "out", seed=2)).changed == ("the seed",)


def test_a_column_that_only_some_files_have_is_no_fault(tmp_path: Path) -> None:
    force = write_small_force(tmp_path / "force", reports=[report(1)])
    toml = (force / "force.toml").read_text().replace('files = ["reports.csv"]', 'files = ["reports*.csv"]')
    (force / "force.toml").write_text(toml)
    (force / "reports-2.csv").write_text("Incident No,Reported\nR2,2026-03-02 10:00:00\n")
    assert run(RunRequest(force, tmp_path / "out")).result["ledger"]["population"] == 2
    (force / "reports.csv").unlink()
    with pytest.raises(ConfigError, match="columns that the files do not have"):
        run(RunRequest(force, tmp_path / "out"))


def test_crimes_whose_surname_is_known_but_no_day_in_common(tmp_path: Path) -> None:
    reports = [report(n, opening_code="ASLT", surname="Marsh", reported_at="2026-04-03 10:00:00") for n in range(1, 6)]
    force = write_small_force(tmp_path / "force", reports=reports, crimes=[crime(1, surname="Marsh")])
    assert run(RunRequest(force, tmp_path / "out")).result["crime_ledger"]["balances"]


def test_a_rate_is_never_given_without_an_audit(force: Path, tmp_path: Path) -> None:
    estimate = run(RunRequest(write_small_force(tmp_path / "f", reports=[report(1)]), tmp_path / "o")).result[
        "estimate"
    ]
    assert (estimate["status"], estimate["rate"], estimate["unrecorded"]) == ("unaudited", None, None)
    assert estimate["rules_say"]["label"] == estimating.LABEL
