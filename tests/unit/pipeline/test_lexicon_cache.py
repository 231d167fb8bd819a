"""A compiled lexicon is kept and found again; what is damaged, or not ours, is compiled anew and never trusted."""

import hashlib
import io
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from fullcount.pipeline import lexicon_cache
from fullcount.pipeline.lexicon_cache import KEPT, SUFFIX, SWITCH, cache_folder, compiled, name_of
from fullcount.reading.lexicon import parse_lexicon
from fullcount.reading.read import read_texts

TEXTS = {
    "a.toml": """
name = "small"
source = "s"
reviewer = "r"
[[entry]]
fact = "violence_used"
terms = ["<punch>", "<kick> .. him"]
[[cue]]
scope = "negated"
terms = ["no"]
"""
}
KEYS, LOGS = pl.Series(["1", "2"]), pl.Series(["she punched and kicked at him", "no punches"])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache's folder, which is not there yet."""
    monkeypatch.setenv(SWITCH, str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def compilings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the texts that were compiled, as they are."""
    done: list[str] = []

    def counted(texts):
        done.extend(texts)
        return parse_lexicon(texts)

    monkeypatch.setattr(lexicon_cache, "parse_lexicon", counted)
    return done


def said(lexicon) -> list[tuple]:
    return read_texts(KEYS, LOGS, lexicon).spans.rows()


def only(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def sealed(path: Path, body: bytes) -> bytes:
    """Return a file's content with a first line that is right for its body."""
    return f"fullcount-lexicon/1 {path.stem} {hashlib.sha256(body).hexdigest()}\n".encode() + body


def test_what_was_compiled_is_found_again_and_says_the_same(folder: Path, compilings: list[str]) -> None:
    first, second = compiled(TEXTS), compiled(TEXTS)
    assert compilings == ["a.toml"]
    assert second.sha256 == first.sha256 == parse_lexicon(TEXTS).sha256
    assert said(second) == said(first) and len(said(first)) == 3
    assert only(folder).name == f"{name_of(TEXTS)}{SUFFIX}"


def test_other_words_have_another_name(folder: Path, compilings: list[str]) -> None:
    other = {"a.toml": TEXTS["a.toml"].replace("<punch>", "<slap>")}
    compiled(TEXTS)
    compiled(other)
    assert compilings == ["a.toml"] * 2 and len(list(folder.iterdir())) == 2
    assert len({name_of({"ab": "c"}), name_of({"a": "bc"}), name_of({"a": "b", "c": ""})}) == 3


def _pickled(path: Path) -> bytes:
    body = io.BytesIO()
    np.savez(body, **{"name:|O": np.array([{"runs": "code"}], dtype=object)})
    return sealed(path, body.getvalue())


def _of_another_shape(path: Path) -> bytes:
    body = io.BytesIO()
    np.savez(body, **{"name:<U1": np.array("x")})
    return sealed(path, body.getvalue())


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: b"",
        lambda path: path.read_bytes()[:-1],
        lambda path: path.read_bytes()[:4000] + bytes([path.read_bytes()[4000] ^ 1]) + path.read_bytes()[4001:],
        lambda path: path.read_bytes().replace(path.stem.encode(), b"0" * 64, 1),
        lambda path: b"\xff" * 100_000,
        lambda path: sealed(path, b"no archive"),
        lambda path: sealed(path, b""),
        _pickled,
        _of_another_shape,
    ],
)
def test_what_is_damaged_is_compiled_anew(folder: Path, compilings: list[str], damage) -> None:
    right = said(compiled(TEXTS))
    path = only(folder)
    path.write_bytes(damage(path))
    assert said(compiled(TEXTS)) == right
    assert said(compiled(TEXTS)) == right
    assert compilings == ["a.toml"] * 2


def test_what_others_may_write_is_not_read(folder: Path, compilings: list[str]) -> None:
    compiled(TEXTS)
    only(folder).chmod(0o666)
    compiled(TEXTS)
    assert len(compilings) == 2 and only(folder).stat().st_mode & 0o777 == 0o600
    folder.chmod(0o777)
    only(folder).unlink()
    compiled(TEXTS)
    assert not list(folder.iterdir())


def test_a_folder_that_cannot_be_written_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compilings: list[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(SWITCH, str(tmp_path / "file" / "kept"))
    assert said(compiled(TEXTS)) == said(compiled(TEXTS))
    assert len(compilings) == 2


def test_the_cache_is_the_users_own_or_another_folder_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compilings: list[str]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv(SWITCH)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert cache_folder() == tmp_path / ".cache" / "fullcount"
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert cache_folder() == tmp_path / ".cache" / "fullcount"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg" / "fullcount"
    monkeypatch.setenv(SWITCH, "OFF")
    assert cache_folder() is None
    compiled(TEXTS)
    compiled(TEXTS)
    assert len(compilings) == 2 and not list(tmp_path.iterdir())


def test_those_used_last_are_kept(folder: Path, compilings: list[str]) -> None:
    many = [{"a.toml": TEXTS["a.toml"] + f"# {number}\n"} for number in range(KEPT + 2)]
    paths = [folder / f"{name_of(texts)}{SUFFIX}" for texts in many]
    for age, texts in enumerate(many[:KEPT]):
        compiled(texts)
        os.utime(paths[age], (age, age))
    compiled(many[0])
    for texts in many[KEPT:]:
        compiled(texts)
    assert sorted(folder.iterdir()) == sorted([paths[0], *paths[3:]])
    assert len(compilings) == KEPT + 2


def test_many_at_once_find_the_same_and_leave_nothing_behind(folder: Path) -> None:
    with ThreadPoolExecutor(max_workers=8) as pool:
        found = list(pool.map(lambda _: said(compiled(TEXTS)), range(16)))
    assert all(one == found[0] for one in found)
    assert only(folder).suffix == SUFFIX
