"""The cases of this folder: each file is a page of cases, each case a report and what one rule makes of it.

kind: passes (the rule decides), violates (it is false because of what is said), boundary (just this or that side).
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
KINDS = ("passes", "violates", "boundary")
REPORTED_AT = "2026-05-04T10:00:00+01:00"
KEYS = {"rule", "kind", "title", "facts", "truth", "decision", "crimes", "reported_at", "event_at", "people", "events",
        "recorded", "proposed", "opening_class", "closing_class", "missing", "as_at", "asking_force",
        "has_text"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SpecCase:
    """One case of the specification: `page` is its file, `number` its place there."""

    page: str
    number: int
    raw: Mapping[str, Any]

    @property
    def id(self) -> str:
        return f"{self.page}-{self.number}-{self.raw['rule']}-{self.raw['kind']}"

    @property
    def report(self) -> dict[str, Any]:
        """Return the case as `fullcount decide` reads it."""
        named = ("people", "events", "recorded", "proposed", "opening_class", "closing_class", "as_at", "asking_force",
                 "has_text")  # fmt: skip
        report = {"reported_at": str(self.raw.get("reported_at", REPORTED_AT)), "facts": self.raw.get("facts", {})}
        report |= {key: plain(self.raw[key]) for key in named if key in self.raw}
        if "event_at" in self.raw:
            report["events"] = [{"id": "e1", "at": str(self.raw["event_at"])}]
        return report


def plain(value: Any) -> Any:
    """Return a TOML value as JSON would hold it: dates and times as text."""
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return value if isinstance(value, str | bool | int | float) else str(value)


def pages() -> list[tuple[str, str, list[SpecCase]]]:
    """Return every page: its file's stem, its title, its cases."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        cases = [SpecCase(path.stem, number, raw) for number, raw in enumerate(document.get("cases", []), start=1)]
        found.append((path.stem, document["title"], cases))
    return found


def every_case() -> Iterator[SpecCase]:
    for _, _, cases in pages():
        yield from cases
