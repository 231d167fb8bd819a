"""The output folder: what it refuses, what it keeps, what it notices."""

import json
from pathlib import Path

import pytest

from fullcount.core.errors import StoreError
from fullcount.pipeline.store import RESULTS, Store, damage


def built(store: Store, words: str) -> Path:
    folder = store.begin()
    (folder / "results").mkdir()
    for name in RESULTS:
        (folder / "results" / name).write_text(f"{words} {name}")
    return folder


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(StoreError, match="not a Fullcount store"):
        Store(tmp_path).open()
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(StoreError, match="not a folder"):
        Store(tmp_path / "out").open()


def test_a_store_of_another_layout_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path / "out")
    store.open()
    (store.root / "layout.json").write_text(json.dumps({"layout": "fullcount-store/99"}))
    with pytest.raises(StoreError, match="fullcount-store/99"):
        store.open()


def test_results_show_the_last_commit_and_only_one_run_is_kept(tmp_path: Path) -> None:
    store = Store(tmp_path / "out")
    store.open()
    store.commit(built(store, "first"), "aa")
    assert (tmp_path / "out" / "result.json").read_text() == "first result.json"
    store.commit(built(store, "second"), "bb")
    assert (tmp_path / "out" / "result.json").read_text() == "second result.json"
    assert [path.name for path in (store.root / "runs").iterdir()] == ["bb"]


def test_the_same_receipt_may_be_committed_again(tmp_path: Path) -> None:
    store = Store(tmp_path / "out")
    store.open()
    store.commit(built(store, "first"), "aa")
    store.commit(built(store, "again"), "aa")
    assert (tmp_path / "out" / "result.json").read_text() == "again result.json"
    assert store.is_current("aa")


def test_damage_names_files_changed_missing_and_extra(tmp_path: Path) -> None:
    store = Store(tmp_path / "out")
    store.open()
    store.commit(built(store, "first"), "aa")
    run = store.current
    assert run is not None
    assert damage(run) == []
    (run / "results" / "result.json").write_text("tampered")
    (run / "results" / "findings.csv").unlink()
    (run / "results" / "extra.txt").write_text("new")
    assert damage(run) == ["results/extra.txt", "results/findings.csv", "results/result.json"]
    assert not store.is_current("aa")


def test_two_runs_at_once_are_refused(tmp_path: Path) -> None:
    store = Store(tmp_path / "out")
    store.open()
    with store.locked(), pytest.raises(StoreError, match="another run"), Store(tmp_path / "out").locked():
        pass
