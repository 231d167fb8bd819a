"""A user's mistakes: each is told in plain words on stderr, with the exit code of its family and no traceback."""

import fcntl
import json
import os
from pathlib import Path

import pytest

from fullcount.core.errors import ConfigError, InputError, NotFoundError, RuleError, StoreError
from small_force import report, write_small_force


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write_small_force(tmp_path / "force", reports=[report(1, opening_code="ASLT")], crimes=[])


def told(result, code: int, *words: str) -> None:
    """Assert the exit code, and that every word stands on stderr and nothing on stdout."""
    assert (result.exit_code, result.stdout) == (code, ""), result.output
    for word in words:
        assert word in result.stderr, result.stderr


def test_a_folder_that_is_not_there(tmp_path: Path, fullcount) -> None:
    for command in ("run", "fit"):
        told(fullcount(command, tmp_path / "nowhere"), ConfigError.exit_code, "nowhere", "force.toml", "is not there")
    checked = fullcount("check", tmp_path / "nowhere")
    assert checked.exit_code == ConfigError.exit_code
    assert "is not there" in checked.stdout
    told(fullcount("init", tmp_path / "empty"), ConfigError.exit_code, "holds no file")


def test_a_file_where_a_folder_belongs(small: Path, fullcount) -> None:
    file = small / "codes.csv"
    for command in ("run", "check", "fit", "init", "simulate"):
        told(fullcount(command, file), 2, "is a file")
    told(fullcount("run", small, "--data", file), 2, "is a file")
    told(fullcount("explain", "R0001", "--out", file), 2, "is a file")
    told(fullcount("run", small, "--out", file), StoreError.exit_code, "is not a folder")


def test_a_force_toml_that_cannot_be_read(small: Path, fullcount) -> None:
    (small / "force.toml").unlink()
    (small / "force.toml").mkdir()
    told(fullcount("run", small), ConfigError.exit_code, "cannot be read", "Is a directory")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (b"\xff\xfe[force]", "UTF-8"), (b"[force", "not valid TOML"), (b"a = " + b"[" * 5000, "not valid TOML"),
        (b"[forces]\nname = 1", "unknown table 'forces'"), (b"[force]\nname = 3\n", "name must be text"),
        (b'[force]\ntime_zone = "Mars/Base"\n', "not a known zone"),
    ],
)  # fmt: skip
def test_a_force_toml_that_says_what_cannot_be(small: Path, fullcount, text: bytes, word: str) -> None:
    (small / "force.toml").write_bytes(text)
    told(fullcount("run", small), ConfigError.exit_code, word)


def test_every_fault_of_a_force_toml_is_told_at_once(small: Path, fullcount) -> None:
    (small / "force.toml").write_text('[force]\nnme = "x"\n[clock]\nstart = "noon"\n[bands]\ngood = 400\n')
    told(fullcount("run", small), ConfigError.exit_code, "'nme'", "'noon'", "good must be", "[extracts.reports]")


def test_unknown_rules(small: Path, tmp_path: Path, fullcount) -> None:
    run = fullcount("run", small, "--out", tmp_path / "out", "--rules", "crr-1999")
    told(run, RuleError.exit_code, "there is no rule pack 'crr-1999'", "crr-2026-27")
    assert fullcount("check", small, "--rules", "crr-1999").exit_code == ConfigError.exit_code


def test_a_folder_of_rules_that_is_damaged(small: Path, tmp_path: Path, fullcount) -> None:
    own = tmp_path / "own"
    own.mkdir()
    told(fullcount("run", small, "--out", tmp_path / "out", "--rules", own), RuleError.exit_code)
    (own / "pack.toml").write_bytes(b"\xff")
    told(fullcount("run", small, "--out", tmp_path / "out", "--rules", own), RuleError.exit_code, "cannot be read")


def test_a_report_that_is_not_there(small: Path, tmp_path: Path, fullcount) -> None:
    told(fullcount("explain", "R0001", "--out", tmp_path / "out"), StoreError.exit_code, "holds no result")
    assert fullcount("run", small, "--out", tmp_path / "out").exit_code == 0
    told(fullcount("explain", "R9\x1b[31m", "--out", tmp_path / "out"), NotFoundError.exit_code, "no report", "�[31m")


def test_an_output_folder_that_is_not_ours(small: Path, tmp_path: Path, fullcount) -> None:
    told(fullcount("run", small, "--out", small), StoreError.exit_code, "not empty and not a Fullcount store")
    assert sorted(path.name for path in small.iterdir()) == ["codes.csv", "crimes.csv", "force.toml", "reports.csv"]
    told(fullcount("simulate", small, "--reports", 5), StoreError.exit_code, "is not empty")
    (small / "truth").mkdir()
    told(fullcount("simulate", small, "--reports", 5), StoreError.exit_code, "is not empty")


def test_an_output_folder_in_use_or_damaged(small: Path, tmp_path: Path, fullcount) -> None:
    out = tmp_path / "out"
    assert fullcount("run", small, "--out", out).exit_code == 0
    with (out / ".store" / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told(fullcount("run", small, "--out", out), StoreError.exit_code, "another run is writing")
    for damage in ("", "[]", '{"layout": "fullcount-store/99"}'):
        (out / ".store" / "layout.json").write_text(damage)
        told(fullcount("run", small, "--out", out), StoreError.exit_code, "choose a new folder")


def test_a_damaged_result_is_made_again(small: Path, tmp_path: Path, fullcount) -> None:
    out = tmp_path / "out"
    assert fullcount("run", small, "--out", out).exit_code == 0
    before = (out / "result.json").read_bytes()
    current = out / ".store" / "current"
    (current / "manifest.json").write_text("{not json")
    (current / "results" / "result.json").write_text("{not json")
    again = fullcount("run", small, "--out", out)
    assert again.exit_code == 0, again.stderr
    assert (out / "result.json").read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")
def test_what_may_not_be_read_or_written(small: Path, tmp_path: Path, fullcount) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    told(fullcount("run", small, "--out", closed / "out"), StoreError.exit_code, "cannot be written")
    (small / "reports.csv").chmod(0)
    told(fullcount("run", small, "--out", tmp_path / "out"), InputError.exit_code, "cannot be read")


def test_a_disk_that_refuses(small: Path, tmp_path: Path, fullcount, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", str(tmp_path / "out" / "x\x1b"))

    monkeypatch.setattr("fullcount.pipeline.run.write_page", full)
    told(fullcount("run", small, "--out", tmp_path / "out"), StoreError.exit_code, "No space left on device", "x�")
    assert not (tmp_path / "out" / "result.json").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--as-at", "31/12/2025"], ["--as-at", "2025-02-30"], ["--as-at", "0001-01-01"], ["--as-at", "9999-12-31"],
        ["--seed", "-1"], ["--seed", "one"], ["--format", "xml"], ["--data", "nowhere"], ["--nonsense"],
    ],
)  # fmt: skip
def test_options_that_cannot_be(small: Path, tmp_path: Path, fullcount, arguments: list[str]) -> None:
    told(fullcount("run", small, "--out", tmp_path / "out", *arguments), 2, "Error:")
    assert not (tmp_path / "out").exists()


def test_more_options_that_cannot_be(small: Path, tmp_path: Path, fullcount) -> None:
    told(fullcount("simulate", tmp_path / "f", "--reports", "0"), 2, "Error:")
    told(fullcount("simulate", tmp_path / "f", "--seed", "-1"), 2, "Error:")
    told(fullcount("fit", small, "--model", tmp_path / "no" / "m.json"), ConfigError.exit_code, "is not a folder")
    told(fullcount("run"), 2, "Missing argument 'FORCE'")
    told(fullcount("rnu"), 2, "No such command")


def test_a_model_that_is_none(small: Path, tmp_path: Path, fullcount) -> None:
    run = ("run", small, "--out", tmp_path / "out", "--model")
    told(fullcount(*run, tmp_path / "none.json"), ConfigError.exit_code, "cannot be read", "fullcount fit")
    (tmp_path / "m.json").write_text(json.dumps({"format": "other"}))
    told(fullcount(*run, tmp_path / "m.json"), RuleError.exit_code, "is not a linkage model")


def test_an_extract_that_is_no_extract(small: Path, tmp_path: Path, fullcount) -> None:
    (small / "reports.csv").write_bytes(b"PK\x03\x04 not an archive")
    told(fullcount("run", small, "--out", tmp_path / "out"), InputError.exit_code, "reports.csv")
    (small / "reports.csv").unlink()
    told(fullcount("run", small, "--out", tmp_path / "out"), ConfigError.exit_code, "no file matches 'reports.csv'")


def test_a_column_that_no_file_has(small: Path, tmp_path: Path, fullcount) -> None:
    toml = (small / "force.toml").read_text().replace('"Opened"', '"Opening"')
    (small / "force.toml").write_text(toml)
    told(fullcount("run", small, "--out", tmp_path / "out"), ConfigError.exit_code, "no file has Opening", "header")
