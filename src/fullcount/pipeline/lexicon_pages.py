"""The lexicon as a person reads it: each entry with its fact, words, source and reviewer; and what a text says."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from fullcount.reading.compiled import Lexicon
from fullcount.reading.read import explain_text, words_at

ACTS = ("cue", "ignore", "break", "chain", "question", "yes", "correction", "fresh", "sign")


def entries(texts: Mapping[str, str], fact: str | None = None) -> list[dict[str, Any]]:
    """Return the entries of lexicon files in their order, a row each: file, kind, fact, value, source, reviewer, terms.

    kind: `entry`, or what words do that say nothing themselves (`cue` with its scope as the value, `sign`
    with its name, `ignore`, ...), or `setting`, with the signs that it asks for as its terms.
    """
    return [row for row in _rows(texts) if fact is None or row["fact"] == fact]


def _rows(texts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for file, text in sorted(texts.items()):
        table = tomllib.loads(text)
        who = {"source": table.get("source", ""), "reviewer": table.get("reviewer", "")}
        for entry in table.get("entry", ()):
            stated = {entry["fact"]: entry.get("value", True), **entry.get("also", {})}
            mine = {key: entry.get(key, known) for key, known in who.items()}
            for name, value in stated.items():
                said = str(value).lower() if isinstance(value, bool) else str(value)
                yield {"file": file, "kind": "entry", "fact": name, "value": said, **mine, "terms": entry["terms"]}
        for kind in ACTS:
            for entry in table.get(kind, ()):
                what = entry.get("scope", entry.get("name", ""))
                yield {"file": file, "kind": kind, "fact": "", "value": what, **who, "terms": entry["terms"]}
        for setting in table.get("setting", ()):
            asked = [*setting["needs"], *(f"not {bar}" for bar in setting.get("bars", ()))]
            yield {"file": file, "kind": "setting", "fact": "", "value": setting["scope"], **who, "terms": asked}


def said(text: str, words: Lexicon) -> list[dict[str, Any]]:
    """Return what a text says, a row each mention: those of Mention, and `words` (as they stand in the text)."""
    return [asdict(mention) | {"words": words_at(text, mention)} for mention in explain_text(text, words)]
