"""Whether a file of a lexicon has the shape that its reader asks for, before anything in it is read."""

from collections.abc import Iterator, Mapping
from typing import Any

from fullcount.core.errors import Fault
from fullcount.reading.vocabulary import Marker

_LISTED = ("entry", "cue", "sign", "setting", *(marker.value for marker in Marker))
_SETTINGS = {"quotes": ("keep", "tellers"), "subjects": ("words",), "answers": ("no",)}


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def misshapen(file: str, table: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield a fault for each thing that is of another kind than its reader asks for."""
    for kind in _LISTED:
        listed = table.get(kind, [])
        if not (isinstance(listed, list) and all(isinstance(one, dict) for one in listed)):
            yield Fault(f"{file}: {kind}", "is not written as a table", f"begin each with [[{kind}]]")
            continue
        for place, one in enumerate(listed, 1):
            where = f"{file}: {kind} {place}"
            if not _is_words(one.get("terms", [])):
                yield Fault(where, "has terms that are no list of words", 'write terms = ["...", "..."]')
            if not isinstance(one.get("also", {}), dict):
                yield Fault(where, "has an also that is no table", "write also = { fact = value }")
    for kind in ("verbs", "classes"):
        named = table.get(kind, {})
        if not isinstance(named, dict) or not all(map(_is_words, named.values())):
            yield Fault(f"{file}: {kind}", "does not give each name a list of words", f'under [{kind}]: name = ["..."]')
    for kind, names in _SETTINGS.items():
        settings = table.get(kind, {})
        if not isinstance(settings, dict) or not all(_is_words(settings.get(name, [])) for name in names):
            yield Fault(f"{file}: {kind}", "is no table of lists of words", f'under [{kind}]: {names[0]} = ["..."]')
