"""Compiled lexicons kept between runs, in the user's own cache folder: seconds of compiling become a read.

A file is named by all that it depends on, the lexicon's texts and the code that compiles them, and begins with a line
that repeats this name and gives the SHA-256 of what follows: plain arrays (`.npz`), nothing that could run. A file that
is damaged, of another name or another user's is not read; what cannot be kept is compiled anew each time. Files are
written under another name and renamed, so that commands which run at once find all of a file or none.

FULLCOUNT_CACHE names another folder, or is `off`.
"""

import hashlib
import io
import os
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from fullcount.reading.compiled import Lexicon
from fullcount.reading.flat import arrays_of, lexicon_of
from fullcount.reading.lexicon import parse_lexicon

SWITCH, OFF = "FULLCOUNT_CACHE", "off"
SUFFIX, KEPT = ".lexicon", 6
"""So many lexicons are kept, those used last."""
_DAMAGED = (OSError, EOFError, ValueError, KeyError, IndexError, TypeError, AttributeError, zipfile.BadZipFile)


def compiled(texts: Mapping[str, str]) -> Lexicon:
    """Return the lexicon of some texts (name -> TOML), from the cache if it is there. Raises RuleError as parsing."""
    folder = cache_folder()
    if folder is None:
        return parse_lexicon(texts)
    path = folder / f"{name_of(texts)}{SUFFIX}"
    found = _read(path)
    if found is None:
        found = parse_lexicon(texts)
        _keep(found, path)
    else:
        with suppress(OSError):
            os.utime(path)  # those used last are kept
    return found


def cache_folder() -> Path | None:
    """Return the folder of the cache, whether it is there or not; None if it is switched off or there is no home."""
    chosen = os.environ.get(SWITCH, "")
    if chosen:
        return None if chosen.lower() == OFF else Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME", "")
    try:
        return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "fullcount"
    except RuntimeError:
        return None


def name_of(texts: Mapping[str, str]) -> str:
    """Return the hash of all that a compiled lexicon depends on: its texts and the code that compiles them."""
    digest = hashlib.sha256(_code().encode())
    for name, text in sorted(texts.items()):
        digest.update(f"{len(name)} {len(text)} {name}{text}".encode())
    return digest.hexdigest()


@cache
def _code() -> str:
    """Return the hash of the code that makes and reads compiled lexicons, and of what it stands on."""
    digest = hashlib.sha256(f"{np.__version__} {pl.__version__} {sys.byteorder}".encode())
    for folder in (files("fullcount.reading"), files("fullcount.core.facts")):
        for item in sorted(folder.iterdir(), key=lambda item: item.name):
            if item.name.endswith(".py"):
                digest.update(item.name.encode() + item.read_bytes())
    return digest.hexdigest()


def _first_line(path: Path, body: bytes | memoryview) -> bytes:
    return f"fullcount-lexicon/1 {path.stem} {hashlib.sha256(body).hexdigest()}\n".encode()


def _read(path: Path) -> Lexicon | None:
    """Return the lexicon that a file holds, or None if it is not there, is damaged or is not ours."""
    try:
        with path.open("rb") as stream:
            if not _is_ours(os.fstat(stream.fileno())):
                return None
            head, body = stream.readline(200), stream.read()
        if head != _first_line(path, body):
            return None
        with np.load(io.BytesIO(body), allow_pickle=False) as kept:
            found = lexicon_of({name: kept[name] for name in kept.files})
    except _DAMAGED:
        return None
    return found


def _is_ours(status: os.stat_result) -> bool:
    """Return whether a file or folder belongs to who runs this, and nobody else may write it."""
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022


def _keep(lexicon: Lexicon, path: Path) -> None:
    """Keep a lexicon under its name; a folder that cannot be written, or is not ours, keeps nothing."""
    body = io.BytesIO()
    arrays: dict[str, Any] = arrays_of(lexicon)
    np.savez(body, **arrays)
    folder = path.parent
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(folder.stat()):
            return
        with tempfile.NamedTemporaryFile(dir=folder, prefix="new-", delete=False) as stream:
            try:
                stream.write(_first_line(path, body.getbuffer()))
                stream.write(body.getbuffer())
                stream.close()
                Path(stream.name).replace(path)
            except BaseException:
                Path(stream.name).unlink(missing_ok=True)
                raise
        oldest_first = sorted(folder.glob(f"*{SUFFIX}"), key=lambda file: file.stat().st_mtime)
        for old in oldest_first[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return
