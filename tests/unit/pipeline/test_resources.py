"""What the package carries is found by name, and a folder by its path."""

import json
from pathlib import Path

import pytest

from fullcount.core.errors import RuleError
from fullcount.pipeline.resources import (
    DEFAULT_PACK,
    code_sha256,
    lexicon,
    pack_names,
    result_schema,
    rule_pack,
    rule_texts,
    template,
)  # fmt: skip


def test_the_packs_carried_are_named_and_whole() -> None:
    assert DEFAULT_PACK in pack_names()
    for name in pack_names():
        assert rule_pack(name).name == name
    assert rule_pack(None) is rule_pack(DEFAULT_PACK)


def test_a_name_means_the_pack_carried_wherever_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / DEFAULT_PACK).mkdir()
    monkeypatch.chdir(tmp_path)
    assert rule_pack(DEFAULT_PACK).name == DEFAULT_PACK


def test_a_folder_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    for name, text in rule_texts(None).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    first = rule_pack(str(tmp_path))
    assert first.sha256 == rule_pack(None).sha256
    (tmp_path / "counting.toml").write_text((tmp_path / "counting.toml").read_text() + "\n# ours\n")
    assert rule_pack(str(tmp_path)).sha256 != first.sha256


def test_what_is_no_pack_is_said(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no rule pack 'crr-1066'"):
        rule_pack("crr-1066")
    (tmp_path / "pack.toml").write_bytes(b"\xff")
    with pytest.raises(RuleError, match="cannot be read"):
        rule_pack(str(tmp_path))


def test_lexicon_page_and_schema_are_carried() -> None:
    assert lexicon() is lexicon()
    assert "<html" in template("page.html")
    assert json.loads(result_schema())["title"]
    assert len(code_sha256()) == 64


def test_the_hash_of_the_program_is_of_all_that_makes_figures_and_not_of_the_web_application() -> None:
    from importlib.resources import files

    from fullcount.pipeline.resources import _carried as carried

    names = [name for name, _ in carried(files("fullcount"))]
    assert "pipeline/run.py" in names and "core/events.py" in names
    assert not [name for name in names if name.startswith("web/")]
