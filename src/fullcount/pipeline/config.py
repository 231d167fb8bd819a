"""`force.toml` as a frozen object; every fault of the file is found before any is reported."""

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fullcount.core.errors import ConfigError, Fault
from fullcount.pipeline.extract_config import Entries, ExtractConfig, Source, TomlReader
from fullcount.pipeline.resources import DEFAULT_LANGUAGE, carried_as, languages_carried

TOP_KEYS = {"force", "clock", "bands", "codes", "extracts", "linking", "score"}
FORCE_KEYS = {"name", "time_zone", "rules", "text_language", "words"}

__all__ = ["Entries", "ExtractConfig", "ForceConfig", "Source", "read_config"]


@dataclass(frozen=True, slots=True)
class ForceConfig:
    """A force as its folder describes it."""

    name: str
    zone: ZoneInfo
    rules: str | None
    clock_start: str
    bands: Mapping[str, float]
    code_tables: tuple[Path, ...]
    extracts: Mapping[str, ExtractConfig]
    folder: Path
    sha256: str
    languages: tuple[str, ...] = (DEFAULT_LANGUAGE,)
    words: Path | None = None
    use_score: bool = True
    """The languages of the logs, and the folder of the force's own words."""
    notes: tuple[str, ...] = field(default=())


def _zone(reader: TomlReader, force: Mapping[str, Any]) -> ZoneInfo:
    name = reader.text(force, "time_zone", "force", "Europe/London") or "Europe/London"
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        reader.fault("force", f"time_zone {name!r} is not a known zone", 'e.g. "Europe/London"')
        return ZoneInfo("Europe/London")


def _bands(reader: TomlReader, given: Mapping[str, Any]) -> dict[str, float]:
    bands: dict[str, float] = {}
    for name, low in given.items():
        if isinstance(low, bool) or not isinstance(low, int | float) or not 0 <= low <= 100:
            reader.fault("bands", f"{name} must be a percentage from 0 to 100")
        else:
            bands[name] = float(low)
    return bands


def _parsed(path: Path) -> tuple[bytes, dict[str, Any]]:
    """Return the file's bytes and what they say. Raises ConfigError if it is not there, unreadable or no TOML."""
    folder = path.parent
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        what = "is not a force's folder" if folder.is_dir() else "is not there"
        todo = f"run: fullcount init {folder}"
        raise ConfigError(f"{folder} has no {path.name}", [Fault(str(folder), what, todo)]) from None
    except OSError as error:
        why = error.strerror or "unreadable"
        raise ConfigError(f"{path} cannot be read", [Fault(str(path), why, "check its rights")]) from None
    try:
        return raw, tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        todo = "save it in UTF-8"
        raise ConfigError(f"{path.name} is not valid TOML", [Fault(path.name, "is not UTF-8", todo)]) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{path.name} is not valid TOML", [Fault(path.name, str(error))]) from None


def _rules(reader: TomlReader, force: Mapping[str, Any], folder: Path) -> str | None:
    """Return the pack that the force names: a name, or the path of a folder beside force.toml."""
    name = reader.text(force, "rules", "force")
    return str(folder / name) if name and (folder / name).is_dir() else name


def _words(reader: TomlReader, force: Mapping[str, Any], folder: Path) -> tuple[tuple[str, ...], Path | None]:
    """Return the languages of the logs and the folder, beside force.toml, of the force's own words."""
    languages = tuple(reader.texts(force, "text_language", "force")) or (DEFAULT_LANGUAGE,)
    for unknown in sorted(language for language in set(languages) if carried_as(language) is None):
        reader.fault("force", f"text_language {unknown!r} is unknown", f"known: {', '.join(languages_carried())}")
    name = reader.text(force, "words", "force")
    if name and (folder / name).resolve().parent != folder.resolve():
        reader.fault("force", f"words {name!r} is not a folder beside force.toml", "put it there")
    elif name == "rules":
        reader.fault("force", "words may not lie in a folder called rules", "give it a name of its own")
    elif name and not (folder / name).is_dir():
        reader.fault("force", f"words {name!r} is not a folder", "name a folder beside force.toml")
    return languages, folder / name if name else None


def _digest(raw: bytes, tables: Sequence[Path]) -> str:
    digest = hashlib.sha256(raw)
    for table in tables:
        if table.is_file():
            digest.update(table.read_bytes())
    return digest.hexdigest()


def read_config(folder: Path) -> ForceConfig:
    """Return the force that `folder/force.toml` describes. Raises ConfigError with every fault found."""
    path = folder / "force.toml"
    raw, data = _parsed(path)
    reader = TomlReader(path)
    for key in sorted(set(data) - TOP_KEYS):
        reader.fault("top level", f"unknown table {key!r}", f"known tables: {', '.join(sorted(TOP_KEYS))}")
    force = reader.table(data, "force", FORCE_KEYS)
    clock = reader.table(data, "clock", {"start"})
    codes = reader.table(data, "codes", {"table"})
    extracts: dict[str, ExtractConfig] = {}
    for name, given in reader.table(data, "extracts").items():
        if not isinstance(given, dict):
            reader.fault(f"extracts.{name}", "must be a table")
        elif (extract := reader.extract(name, given)) is not None:
            extracts[name] = extract
    if "reports" not in extracts:
        reader.fault("extracts", "there is no [extracts.reports]", "name the files of the incident logs")
    start = reader.text(clock, "start", "clock", "reported_at") or "reported_at"
    if start not in {"reported_at", "published_at"}:
        reader.fault("clock", f"start {start!r} is not reported_at or published_at")
    zone = _zone(reader, force)
    tables = tuple(folder / name for name in reader.texts(codes, "table", "codes"))
    for table in tables:
        if not table.resolve().is_relative_to(folder.resolve()):
            reader.fault("codes", f"{table.name} lies outside the force's folder", "put it beside force.toml")
    use_score = reader.table(data, "score", {"use"}).get("use", True)
    if not isinstance(use_score, bool):
        reader.fault("score", "use must be true or false")
    bands = _bands(reader, reader.table(data, "bands"))
    name, rules = reader.text(force, "name", "force") or folder.resolve().name, _rules(reader, force, folder)
    languages, words = _words(reader, force, folder)
    if reader.faults:
        raise ConfigError(f"{path.name} has {len(reader.faults)} fault(s)", reader.faults)
    return ForceConfig(
        name,
        zone,
        rules,
        start,
        bands,
        tables,
        extracts,
        folder,
        _digest(raw, tables),
        languages,
        words,
        use_score is not False,
    )
