"""The words of one generator version under one roof: sections of fragments, values of slots, habits of spelling."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module

VERSIONS = {1: "one", 2: "two"}
_CRIME_TOPICS = ("violence", "conduct", "sexual", "disorder", "theft", "burglary", "damage", "drugs")
_PLAIN = ("CONTEXT", "ABOUT_CALLER", "ASKED", "DESCRIPTIONS", "HYPOTHETICALS", "QUOTES", "RUMOURS", "CORRECTIONS",
          "GRADING", "CHECKS", "SENDING", "LATE_DISCLOSURE")  # fmt: skip
_KEYED = ("INTROS", "NEGATIONS", "LEADS")


@dataclass(frozen=True, slots=True)
class Book:
    """One version's words. Sections are keyed `section:key`, such as `crime:8N` or `end:recorded`."""

    version: int
    sections: Mapping[str, tuple[str, ...]]
    offenders: Mapping[str, tuple[str, ...]]
    victims: Mapping[str, tuple[str, ...]]
    values: Mapping[str, tuple[str, ...]]
    abbreviations: tuple[tuple[str, tuple[str, ...]], ...]
    slang: tuple[tuple[str, str], ...]
    misspelt: tuple[tuple[str, str], ...]


@cache
def book(version: int) -> Book:
    """Return the words of a generator version. Raises KeyError for a version that is not there."""

    def module(name: str) -> object:
        return import_module(f"fullcount.simulate.grammar.{VERSIONS[version]}.{name}")

    sections: dict[str, tuple[str, ...]] = {}

    def add(section: str, keyed: Mapping[str, tuple[str, ...]]) -> None:
        sections.update({f"{section}:{key}": tuple(fragments) for key, fragments in keyed.items()})

    for topic in _CRIME_TOPICS:
        add("crime", getattr(module(topic), topic.upper()))
    add("also", getattr(module("violence"), "ALSO"))  # noqa: B009 - a module read by name has no such attribute to mypy
    add("other", getattr(module("violence"), "ALSO_OTHER"))  # noqa: B009
    add("incident", getattr(module("incidents"), "INCIDENTS"))  # noqa: B009
    add("lookalike", getattr(module("lookalikes"), "LOOKALIKES"))  # noqa: B009
    add("ended", getattr(module("lookalikes"), "LOOKALIKE_ENDS"))  # noqa: B009
    frames = module("frames")
    add("any", {name.lower(): getattr(frames, name) for name in _PLAIN})
    for name in _KEYED:
        add(name.lower(), getattr(frames, name))
    for name in ("UPDATES", "NOTES", "SUPERVISOR"):
        add(name.lower(), getattr(module("officers"), name))
    add("end", getattr(module("endings"), "ENDS"))  # noqa: B009
    values = module("values")
    short = tuple(
        (word, (spelling,) if isinstance(spelling, str) else tuple(spelling))
        for word, spelling in getattr(values, "ABBREVIATIONS")  # noqa: B009
    )
    return Book(
        version, sections, getattr(values, "OFFENDERS"), getattr(values, "VICTIMS"), getattr(values, "VALUES"),  # noqa: B009
        short, getattr(values, "SLANG"), getattr(values, "PHONETIC"),  # noqa: B009
    )  # fmt: skip
