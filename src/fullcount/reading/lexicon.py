"""Reads the lexicon: which phrases speak of which fact, and which words change what is said (data, checked when read).

Each file is TOML. `[[entry]]`: fact, value, terms, source, reviewer, notes, sureness, also (further facts that the
same terms state). `[[cue]]`: scope, acts, reach, terms. `[[ignore]]`, `[[break]]`, `[[chain]]`, `[[question]]`: terms.
`[verbs]` and `[classes]` serve the patterns (see `patterns`); `[quotes] keep` names the facts that still count
inside quotation marks. A file may give `source` and `reviewer` once for all its entries.
"""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fullcount.core.errors import Fault, RuleError
from fullcount.core.facts import FACT, FactKind
from fullcount.reading.match import LONGEST_WORD, trie_of
from fullcount.reading.patterns import PatternError, phrases
from fullcount.reading.vocabulary import TEXT_FACTS, Cue, Lexicon, Marker, Meaning, Scope, roles_of, sayings_of


@dataclass(slots=True)
class _Draft:
    """What has been read so far, and all that was wrong."""

    verbs: dict[str, Sequence[str]] = field(default_factory=dict)
    classes: dict[str, Sequence[str]] = field(default_factory=dict)
    meanings: dict[str, dict[str, Meaning]] = field(default_factory=dict)
    cues: dict[str, dict[str, Cue]] = field(default_factory=dict)
    markers: dict[str, Marker] = field(default_factory=dict)
    keep: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)


def parse_lexicon(files: Mapping[str, str]) -> Lexicon:
    """Return the lexicon that the files (name -> TOML text) make together. Raises RuleError with all faults."""
    draft = _Draft()
    tables: dict[str, dict[str, Any]] = {}
    for file, text in sorted(files.items()):
        try:
            tables[file] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            draft.faults.append(Fault(file, f"not valid TOML: {error}", "mend the line named"))
    for table in tables.values():
        draft.verbs.update(table.get("verbs", {}))
        draft.classes.update(table.get("classes", {}))
        draft.keep.update(table.get("quotes", {}).get("keep", ()))
    for file, table in tables.items():
        _read_entries(draft, file, table)
        _read_cues(draft, file, table)
        _read_markers(draft, file, table)
    draft.faults += [
        Fault("quotes", f"unknown fact {name!r}", "use a name of the vocabulary")
        for name in sorted(draft.keep - FACT.keys())
    ]
    if not draft.meanings and not draft.faults:
        draft.faults.append(Fault("lexicon", "has no entry", "add an [[entry]]"))
    if draft.faults:
        raise RuleError("The lexicon cannot be used", draft.faults)
    return _compiled(draft, files, tables)


def _compiled(draft: _Draft, files: Mapping[str, str], tables: Mapping[str, dict[str, Any]]) -> Lexicon:
    said = sorted({*draft.meanings, *draft.cues, *draft.markers})
    number = {phrase: index for index, phrase in enumerate(said)}
    digest = hashlib.sha256()
    for file, text in sorted(files.items()):
        digest.update(f"{file}\0{text}\0".encode())
    meanings = tuple(tuple(draft.meanings.get(phrase, {}).values()) for phrase in said)
    cues = {number[phrase]: tuple(kinds.values()) for phrase, kinds in draft.cues.items()}
    markers = {number[phrase]: marker for phrase, marker in draft.markers.items()}
    return Lexicon(
        name=next((str(table["name"]) for table in tables.values() if "name" in table), "unnamed"),
        sha256=digest.hexdigest(),
        phrases=tuple(said),
        meanings=meanings,
        trie=trie_of(said),
        sayings=sayings_of(said, meanings, frozenset(draft.keep)),
        roles=roles_of(meanings, cues, markers),
    )


def _read_entries(draft: _Draft, file: str, table: Mapping[str, Any]) -> None:
    for place, entry in enumerate(table.get("entry", ()), 1):
        where = f"{file}: entry {place} ({entry.get('fact', 'no fact')})"
        for need in ("source", "reviewer"):
            if not (entry.get(need) or table.get(need)):
                draft.faults.append(Fault(where, f"has no {need}", f"name the {need}"))
        stated = [(entry.get("fact"), entry.get("value", True)), *entry.get("also", {}).items()]
        meanings = [m for name, value in stated if (m := _meaning(draft, where, name, value, entry)) is not None]
        for phrase, number in _phrases(draft, where, entry):
            for meaning in meanings:
                _add_meaning(draft, where, phrase, meaning, number)


def _meaning(draft: _Draft, where: str, name: object, value: object, entry: Mapping[str, Any]) -> Meaning | None:
    fact = FACT.get(str(name))
    if fact is None or fact not in TEXT_FACTS:
        what = f"unknown fact {name!r}" if fact is None else f"{name!r} is told by the disposition, never by words"
        draft.faults.append(Fault(where, what, "use a fact of the vocabulary that words can tell"))
        return None
    allowed: tuple[str, ...] = fact.values
    if fact.kind is FactKind.YES_NO:
        allowed = ("true", "false")
    elif fact.kind is FactKind.NUMBER:
        allowed = ("n", *(str(number) for number in range(1, 100)))
    written = str(value).lower() if isinstance(value, bool) else str(value)
    if written not in allowed:
        draft.faults.append(Fault(where, f"{value!r} is not a value of {name}", f"use one of {', '.join(allowed[:6])}"))
        return None
    sureness = entry.get("sureness", 0.9)
    if not (isinstance(sureness, int | float) and 0 < sureness <= 1):
        draft.faults.append(Fault(where, f"sureness {sureness!r} is not between 0 and 1", "give a share such as 0.9"))
        return None
    return Meaning(fact.name, written, float(sureness))


def _add_meaning(draft: _Draft, where: str, phrase: str, meaning: Meaning, number: int | None) -> None:
    if meaning.value == "n":
        meaning = Meaning(meaning.fact, str(number or 1), meaning.sureness)
    said = draft.meanings.setdefault(phrase, {})
    earlier = said.setdefault(meaning.fact, meaning)
    if earlier.value != meaning.value:
        what = f"{phrase!r} is {meaning.fact} = {earlier.value} elsewhere and {meaning.value} here"
        draft.faults.append(Fault(where, what, "keep one of the two"))


def _read_cues(draft: _Draft, file: str, table: Mapping[str, Any]) -> None:
    for place, entry in enumerate(table.get("cue", ()), 1):
        where = f"{file}: cue {place}"
        wrong = sorted(entry.keys() - {"scope", "acts", "reach", "crosses_commas", "first_only", "terms", "notes"})
        acts, reach = entry.get("acts", "forward"), entry.get("reach", 4)
        if (
            wrong
            or entry.get("scope") not in tuple(Scope)
            or acts not in {"forward", "backward", "both"}
            or not (isinstance(reach, int) and reach > 0)
        ):
            todo = "give scope, acts (forward, backward, both) and reach (words)"
            draft.faults.append(Fault(where, "cannot be read: " + (", ".join(wrong) or str(entry.get("scope"))), todo))
            continue
        cue = Cue(Scope(entry["scope"]), acts, reach, bool(entry.get("crosses_commas")), bool(entry.get("first_only")))
        for phrase, _ in _phrases(draft, where, entry):
            if draft.cues.setdefault(phrase, {}).setdefault(cue.acts, cue) != cue:
                draft.faults.append(Fault(where, f"{phrase!r} has another meaning elsewhere", "keep one of the two"))


def _read_markers(draft: _Draft, file: str, table: Mapping[str, Any]) -> None:
    for marker in Marker:
        for place, entry in enumerate(table.get(marker.value, ()), 1):
            where = f"{file}: {marker.value} {place}"
            for phrase, _ in _phrases(draft, where, entry):
                if (
                    phrase in draft.meanings
                    or phrase in draft.cues
                    or draft.markers.setdefault(phrase, marker) != marker
                ):
                    what = f"{phrase!r} has another meaning elsewhere"
                    draft.faults.append(Fault(where, what, "keep one of the two"))


def _phrases(draft: _Draft, where: str, entry: Mapping[str, Any]) -> Iterator[tuple[str, int | None]]:
    """Yield what the terms of an entry stand for; put on record what is wrong with them."""
    terms = entry.get("terms")
    if not (isinstance(terms, list) and terms and all(isinstance(term, str) for term in terms)):
        draft.faults.append(Fault(where, "has no terms", "list at least one phrase"))
        return
    for term in terms:
        try:
            found = phrases(term, draft.verbs, draft.classes)
        except PatternError as error:
            draft.faults.append(Fault(where, f"term {term!r} {error}", "mend the term"))
            continue
        for phrase, number in found:
            if not phrase or (len(phrase) > LONGEST_WORD and _longest(phrase) > LONGEST_WORD):
                what = f"term {term!r} is empty or has a word of more than {LONGEST_WORD} letters"
                draft.faults.append(Fault(where, what, "mend the term"))
            else:
                yield phrase, number


def _longest(phrase: str) -> int:
    return max(len(word.encode()) for word in phrase.split())
