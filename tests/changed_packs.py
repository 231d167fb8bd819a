"""Packs made for a test: the one that is carried, with something changed."""

import shutil
from importlib.resources import files
from pathlib import Path

HELD = """\
[defaults]
source = "CRR"
author = "Test"
checker = "Test"
review = 2026-04-01
confidence = "recalled"

[[rules]]
id = "REC-TEST"
title = "Everything is held back"
page = "1"
{dates}
when = {{ {condition} }}
then = {{ decision = "not-yet-known", reason = "no-rule-decides", question = "Was it so?" }}
reason = "A test."
"""


def copied_pack(folder: Path) -> Path:
    """Return a folder with a copy of the pack that is carried."""
    shutil.copytree(Path(str(files("fullcount.rulebook") / "packs" / "crr-2026-27")), folder)
    return folder


def held_back(folder: Path, condition: str, dates: str = "") -> Path:
    """Return a copy of the pack in which one more rule, tried first, holds back what fulfils a condition."""
    pack = copied_pack(folder)
    (pack / "recording-test.toml").write_text(HELD.format(condition=condition, dates=dates), encoding="utf-8")
    return edited(pack, "pack.toml", "\nrecording = [", '\nrecording = ["recording-test.toml", ')


def edited(pack: Path, file: str, old: str, new: str) -> Path:
    """Return the pack with the first `old` of a file replaced."""
    text = (pack / file).read_text(encoding="utf-8")
    assert old in text
    (pack / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return pack
