"""The first page of a pack: its name, edition and sources, its reasons in plain words, and its stated choices."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fullcount.core.errors import Fault
from fullcount.rulebook.rule import Chapter, Reason
from fullcount.rulebook.rule_files import read_toml

FILE = "pack.toml"


@dataclass(frozen=True, slots=True)
class Header:
    """Name, title, edition and time zone; `chapters`: the files of each; `sources` by short name; `reasons` by code."""

    name: str
    title: str
    edition: str
    time_zone: str
    chapters: Mapping[str, tuple[str, ...]]
    sources: Mapping[str, str]
    reasons: Mapping[str, Reason]
    beside: Mapping[str, str]
    usual_class: Mapping[str, str]


def parse_header(files: Mapping[str, str], faults: list[Fault]) -> Header:
    """Return the header of a pack; what is wrong is added to `faults`."""
    document = read_toml(files, FILE, faults)
    raw = document.get("pack", {})
    faults.extend(
        Fault(f"{FILE} [pack]", f"'{key}' is missing", f'write {key} = "..."')
        for key in ("name", "title", "edition", "time_zone")
        if not isinstance(raw.get(key), str) or not raw[key]
    )
    zone = str(raw.get("time_zone", "UTC"))
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        faults.append(Fault(f"{FILE} [pack]", f"time zone '{zone}' is unknown", 'write "Europe/London"'))
        zone = "UTC"
    return Header(
        name=str(raw.get("name", "without a name")),
        title=str(raw.get("title", "")),
        edition=str(raw.get("edition", "")),
        time_zone=zone,
        chapters=_chapters(document.get("chapters", {}), faults),
        sources=_texts(document, "sources", faults),
        reasons=_reasons(document.get("reasons", {}), faults),
        beside=_texts(document, "beside", faults),
        usual_class=_texts(document, "usual_class", faults),
    )


def _texts(document: dict[str, Any], name: str, faults: list[Fault]) -> dict[str, str]:
    table = document.get(name, {})
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        faults.append(Fault(f"{FILE} [{name}]", "every value must be text", 'write name = "text"'))
        return {}
    return {str(key): str(value) for key, value in table.items()}


def _chapters(table: object, faults: list[Fault]) -> dict[str, tuple[str, ...]]:
    """Return the files of every chapter, each chapter being there and naming at least one."""
    named: dict[str, Any] = table if isinstance(table, dict) else {}
    chapters: dict[str, tuple[str, ...]] = {}
    for chapter in Chapter:
        files = named.get(chapter.value)
        if not isinstance(files, list) or not files or not all(isinstance(name, str) for name in files):
            faults.append(
                Fault(f"{FILE} [chapters]", f"'{chapter}' names no files", f'write {chapter} = ["{chapter}.toml"]')
            )
            continue
        chapters[chapter.value] = tuple(files)
    faults.extend(
        Fault(f"{FILE} [chapters]", f"unknown chapter '{name}'", f"use {', '.join(Chapter)}")
        for name in sorted(set(named) - set(Chapter))
    )
    return chapters


def _reasons(table: object, faults: list[Fault]) -> dict[str, Reason]:
    reasons = {}
    for code, raw in (table if isinstance(table, dict) else {}).items():
        entry: dict[str, Any] = raw if isinstance(raw, dict) else {}
        title, certainty = entry.get("title"), entry.get("certainty")
        if not isinstance(title, str) or not isinstance(certainty, int | float) or not 0 <= certainty <= 1:
            faults.append(Fault(f"{FILE} [reasons.{code}]", "needs a title and a certainty from 0 to 1", "write both"))
            continue
        reasons[str(code)] = Reason(str(code), title, float(certainty))
    return reasons
