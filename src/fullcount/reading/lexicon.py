"""Reads the lexicon: which phrases speak of which fact, and which words change what is said (data, checked when read).

Each file is TOML. `[[entry]]`: fact, value, terms, source, reviewer, notes, sureness, also (further facts that the
same terms state). `[[cue]]`: scope, acts, reach, sentences, terms. `[[ignore]]`, `[[break]]`, `[[chain]]`,
`[[question]]`, `[[yes]]`, `[[correction]]`, `[[fresh]]`: terms. `[[sign]]`: name, terms; `[[setting]]`: scope, needs,
bars, quoted, nouns (see `signs`). `[verbs]` and `[classes]` serve the patterns (see
`patterns`). `[quotes] keep` names the facts that still count inside quotation marks; `[quotes] tellers` the words
(said, stated ...) after which what stands in quotation marks is somebody's account and counts. `[subjects] words`: the
words that, after a comma, begin what somebody else did; `[answers] no`: those that answer a question with no. A file
may give `source` and `reviewer` once for all its entries.
"""

import hashlib
import itertools
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl

from fullcount.core.errors import Fault, RuleError
from fullcount.core.facts import FACT, FactKind
from fullcount.reading.compiled import Lexicon
from fullcount.reading.frames import Frame, frames_of
from fullcount.reading.patterns import PatternError, Patterns, parts_of
from fullcount.reading.roles import roles_of
from fullcount.reading.sayings import Statements, sayings_of
from fullcount.reading.shape import misshapen
from fullcount.reading.signs import DEED, NOUN, signs_of
from fullcount.reading.spelling import LONGEST_WORD, Hashes, aliases_of, word_hashes
from fullcount.reading.trie import Spelled, spelled, trie_of
from fullcount.reading.vocabulary import TEXT_FACTS, Cue, Marker, Meaning, Place, Scope, Setting
from fullcount.reading.words import Index

__all__ = ["Lexicon", "parse_lexicon"]


MOST_SENTENCES = 99
"""So far a cue may act: the whole of most logs."""
MOST_SIGNS = 60
"""Each has a bit of a number of 64."""
_CUE_OTHER = ("crosses_subjects", "sentences", "terms", "notes")


@dataclass(slots=True)
class _Draft:
    """What has been read so far, and all that was wrong.

    A run is the phrases of one term with one meaning: said holds the phrases of all runs, one after the other.
    """

    patterns: Patterns
    said: list[str] = field(default_factory=list)
    pieces: dict[tuple[str, ...], int] = field(default_factory=dict)
    frames: dict[Frame, str] = field(default_factory=dict)
    """The parts of terms that are found part by part, and those terms."""
    runs: list[tuple[int, int, str]] = field(default_factory=list)
    """Of each run: how many phrases, which meaning, where it stands."""
    meanings: dict[Meaning, int] = field(default_factory=dict)
    cues: dict[str, dict[str, Cue]] = field(default_factory=dict)
    markers: dict[str, tuple[Marker, str]] = field(default_factory=dict)
    signs: dict[str, set[str]] = field(default_factory=dict)
    """Of each phrase, the names of what it is a sign of."""
    settings: list[tuple[Setting, str]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def frame(self, term: str) -> str:
        """Add a term with gaps; return how it is spelt from now on. Raises PatternError."""
        parts, gaps = parts_of(term)
        if any("{n}" in part for part in parts):
            raise PatternError("counts with {n} beside a gap")
        choices = [self.patterns.phrases(part) for part in parts if part]
        if len(choices) < len(parts) or any("" in choice for choice in choices):
            raise PatternError("has a part that may be empty")
        return self.framed(term, [tuple(choice) for choice in choices], gaps)

    def framed(self, term: str, parts: Sequence[tuple[str, ...]], gaps: Sequence[int]) -> str:
        """Add a term as parts with gaps between them; return the term by which these parts are known."""
        pieces = [self.pieces.setdefault(part, len(self.pieces)) for part in parts]
        frame = (pieces[0], *itertools.chain.from_iterable(zip(gaps, pieces[1:], strict=True)))
        return self.frames.setdefault(frame, term)

    def state(self, phrases: Sequence[str], meaning: Meaning, where: str) -> None:
        """Add a run."""
        self.said.extend(phrases)
        self.runs.append((len(phrases), self.meanings.setdefault(meaning, len(self.meanings)), where))


def parse_lexicon(files: Mapping[str, str]) -> Lexicon:
    """Return the lexicon that the files (name -> TOML text) make together. Raises RuleError with all faults."""
    faults: list[Fault] = []
    tables: dict[str, dict[str, Any]] = {}
    for file, text in sorted(files.items()):
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            faults.append(Fault(file, f"not valid TOML: {error}", "mend the line named"))
            continue
        wrong = list(misshapen(file, table))
        faults += wrong
        if not wrong:
            tables[file] = table
    verbs: dict[str, Sequence[str]] = {}
    classes: dict[str, Sequence[str]] = {}
    keep: set[str] = set()
    tellers: set[str] = set()
    subjects: set[str] = set()
    noes: set[str] = set()
    for table in tables.values():
        verbs.update(table.get("verbs", {}))
        classes.update(table.get("classes", {}))
        keep.update(table.get("quotes", {}).get("keep", ()))
        tellers.update(table.get("quotes", {}).get("tellers", ()))
        subjects.update(table.get("subjects", {}).get("words", ()))
        noes.update(table.get("answers", {}).get("no", ()))
    draft = _Draft(Patterns(verbs, classes), faults=faults)
    for file, table in tables.items():
        _read_entries(draft, file, table)
        _read_cues(draft, file, table)
        _read_markers(draft, file, table)
        _read_signs(draft, file, table)
    _check_settings(draft)
    draft.faults += [
        Fault("quotes", f"unknown fact {name!r}", "use a name of the vocabulary") for name in sorted(keep - FACT.keys())
    ]
    if not draft.said and not draft.faults:
        draft.faults.append(Fault("lexicon", "has no entry", "add an [[entry]]"))
    if draft.faults:
        raise RuleError("The lexicon cannot be used", draft.faults)
    words_of_note = (word_hashes(tellers), word_hashes(subjects), word_hashes(noes))
    return _compiled(draft, files, tables, frozenset(keep), words_of_note)


def _compiled(
    draft: _Draft,
    files: Mapping[str, str],
    tables: Mapping[str, dict[str, Any]],
    keep: frozenset[str],
    words_of_note: tuple[Hashes, Hashes, Hashes],
) -> Lexicon:
    in_parts = list(itertools.chain.from_iterable(draft.pieces))
    in_frames = list(dict.fromkeys(draft.frames.values()))
    spoken = pl.Series("phrase", [*draft.said, *draft.cues, *draft.markers, *draft.signs, *in_parts], dtype=pl.String)
    plain = spoken.filter(~spoken.is_in(in_frames)).unique().sort()
    said = pl.concat([plain, pl.Series("phrase", in_frames, dtype=pl.String)])
    places = pl.DataFrame([said]).with_row_index("place")
    number = pl.DataFrame([spoken]).join(places, on="phrase", how="left", maintain_order="left")["place"].to_numpy()
    acting = [*draft.cues, *draft.markers, *draft.signs]
    number_of = dict(zip(acting, number[len(draft.said) :][: len(acting)].tolist(), strict=True))
    stated = _statements(draft, number[: len(draft.said)].astype(np.int64), number_of)
    words = spelled(plain)
    tellers, subjects, noes = words_of_note
    draft.faults += [*_overlong(said, words), *_contradictions(draft, said, stated, number_of)]
    if draft.faults:
        raise RuleError("The lexicon cannot be used", draft.faults)
    digest = hashlib.sha256()
    for file, text in sorted(files.items()):
        digest.update(f"{file}\0{text}\0".encode())
    sayings = sayings_of(said, stated, keep)
    cues = {number_of[phrase]: tuple(kinds.values()) for phrase, kinds in draft.cues.items()}
    markers = {number_of[phrase]: marker for phrase, (marker, _) in draft.markers.items()}
    at = np.cumsum([len(draft.said) + len(acting), *map(len, draft.pieces)])
    serving = [number[one:two].tolist() for one, two in itertools.pairwise(at.tolist())]
    known_as = {term: plain.len() + nth for nth, term in enumerate(in_frames)}
    frames = {frame: known_as[term] for frame, term in draft.frames.items()}
    trie = trie_of(words, aliases_of(plain, words.hashes))
    gapped = [number for frame, number in frames.items() if any(frame[1::2])]
    return Lexicon(
        name=" + ".join(dict.fromkeys(str(table["name"]) for table in tables.values() if "name" in table)) or "unnamed",
        sha256=digest.hexdigest(),
        said=said,
        trie=trie,
        frames=frames_of(serving, frames, plain.len(), trie.alone),
        sayings=sayings,
        roles=roles_of(sayings, cues, markers, gapped),
        signs=signs_of(
            len(said), {number_of[one]: names for one, names in draft.signs.items()}, [one for one, _ in draft.settings]
        ),
        tellers=tellers,
        subjects=subjects,
        noes=noes,
    )


def _statements(draft: _Draft, phrase: Index, number_of: Mapping[str, int]) -> Statements:
    """Return the runs as columns, a row for each phrase of each; what is to be ignored states nothing."""
    sizes = np.array([size for size, _, _ in draft.runs], dtype=np.int64)
    meaning = np.array([meaning for _, meaning, _ in draft.runs], dtype=np.int64)
    ignored = [number_of[said] for said, (marker, _) in draft.markers.items() if marker is Marker.IGNORE]
    speaks = np.ones(max(int(phrase.max(initial=0)), *ignored, 0, 0) + 1, dtype=np.bool_)
    speaks[ignored] = False
    spoken = speaks[phrase]
    meaning, run = np.repeat(meaning, sizes), np.repeat(np.arange(sizes.size), sizes)
    return Statements(phrase[spoken], meaning[spoken], run[spoken], tuple(draft.meanings))


def _overlong(said: pl.Series, words: Spelled) -> Iterator[Fault]:
    """Yield a fault for each phrase with a word that the reader could not tell from another."""
    wrong = {said[int(phrase)] for phrase in words.phrase[words.length > LONGEST_WORD]}
    for phrase in sorted(wrong):
        yield Fault("lexicon", f"{phrase!r} has a word of more than {LONGEST_WORD} letters", "mend the term")


def _contradictions(
    draft: _Draft, said: pl.Series, stated: Statements, number_of: Mapping[str, int]
) -> Iterator[Fault]:
    """Yield a fault for each phrase that states two values of one fact, or has two parts to play.

    What is to be ignored may be among the phrases that a pattern stands for: it says nothing then, and may be a cue
    for what stands beside it. What tells of something new may say anything.
    """
    for at, earlier in stated.contradictions():
        now, before = stated.meanings[stated.meaning[at]], stated.meanings[stated.meaning[earlier]]
        what = f"{said[int(stated.phrase[at])]!r} is {now.fact} = {before.value} elsewhere and {now.value} here"
        yield Fault(draft.runs[stated.run[at]][2], what, "keep one of the two")
    states = np.bincount(stated.phrase, minlength=len(said)) > 0
    for phrase, (marker, _) in sorted(draft.markers.items()):
        is_cue = phrase in draft.cues and marker is not Marker.IGNORE
        if marker is Marker.FRESH or not (states[number_of[phrase]] or is_cue):
            continue
        yield Fault(draft.markers[phrase][1], f"{phrase!r} has another meaning elsewhere", "keep one of the two")


def _read_entries(draft: _Draft, file: str, table: Mapping[str, Any]) -> None:
    for place, entry in enumerate(table.get("entry", ()), 1):
        where = f"{file}: entry {place} ({entry.get('fact', 'no fact')})"
        for need in ("source", "reviewer"):
            if not (entry.get(need) or table.get(need)):
                draft.faults.append(Fault(where, f"has no {need}", f"name the {need}"))
        stated = [(entry.get("fact"), entry.get("value", True)), *entry.get("also", {}).items()]
        meanings = [m for name, value in stated if (m := _meaning(draft, where, name, value, entry)) is not None]
        for phrases in _phrases(draft, where, entry, framing=True):
            for meaning in meanings:
                if meaning.value != "n":
                    draft.state(list(phrases), meaning, where)
                    continue
                for number in dict.fromkeys(phrases.values()):
                    counted = Meaning(meaning.fact, str(number or 1), meaning.sureness)
                    draft.state([phrase for phrase, n in phrases.items() if n == number], counted, where)


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


def _read_cues(draft: _Draft, file: str, table: Mapping[str, Any]) -> None:
    for place, entry in enumerate(table.get("cue", ()), 1):
        where = f"{file}: cue {place}"
        wrong = sorted(entry.keys() - {"scope", "acts", "reach", "crosses_commas", "first_only", *_CUE_OTHER})
        acts, reach, sentences = entry.get("acts", "forward"), entry.get("reach", 4), entry.get("sentences", -1)
        if (
            wrong
            or entry.get("scope") not in tuple(Scope)
            or acts not in {"forward", "backward", "both"}
            or not (isinstance(reach, int) and reach > 0)
            or not (isinstance(sentences, int) and -1 <= sentences <= MOST_SENTENCES)
        ):
            todo = "give scope, acts (forward, backward, both), reach (words) and sentences (0 to 99)"
            draft.faults.append(Fault(where, "cannot be read: " + (", ".join(wrong) or str(entry.get("scope"))), todo))
            continue
        flags = {name: bool(entry.get(name)) for name in ("crosses_commas", "first_only", "crosses_subjects")}
        cue = Cue(Scope(entry["scope"]), acts, reach, sentences=sentences, **flags)
        for phrase in itertools.chain.from_iterable(_phrases(draft, where, entry, framing=True)):
            if draft.cues.setdefault(phrase, {}).setdefault(f"{acts}{sentences >= 0}", cue) != cue:
                draft.faults.append(Fault(where, f"{phrase!r} has another meaning elsewhere", "keep one of the two"))


def _read_markers(draft: _Draft, file: str, table: Mapping[str, Any]) -> None:
    for marker in Marker:
        for place, entry in enumerate(table.get(marker.value, ()), 1):
            where = f"{file}: {marker.value} {place}"
            framing = marker is Marker.IGNORE
            for phrase in itertools.chain.from_iterable(_phrases(draft, where, entry, framing=framing)):
                if draft.markers.setdefault(phrase, (marker, where))[0] != marker:
                    what = f"{phrase!r} has another meaning elsewhere"
                    draft.faults.append(Fault(where, what, "keep one of the two"))


def _read_signs(draft: _Draft, file: str, table: Mapping[str, Any]) -> None:
    for place, entry in enumerate(table.get("sign", ()), 1):
        where, name = f"{file}: sign {place}", entry.get("name")
        if not isinstance(name, str) or not name.strip():
            draft.faults.append(Fault(where, "has no name", "name what it is a sign of"))
            continue
        for phrase in itertools.chain.from_iterable(_phrases(draft, where, entry, framing=True)):
            draft.signs.setdefault(phrase, set()).add(name)
    for place, entry in enumerate(table.get("setting", ()), 1):
        where = f"{file}: setting {place}"
        needs, bars = (_places(entry.get(name, [])) for name in ("needs", "bars"))
        wrong = sorted(entry.keys() - {"scope", "needs", "bars", "quoted", "nouns", "notes"})
        if wrong or entry.get("scope") not in tuple(Scope) or not needs or bars is None:
            todo = 'give scope, needs and bars, such as needs = ["here old", "text closed"]'
            draft.faults.append(Fault(where, "cannot be read", todo))
            continue
        setting = Setting(Scope(entry["scope"]), needs, bars, bool(entry.get("quoted")), bool(entry.get("nouns")))
        draft.settings.append((setting, where))


def _places(written: object) -> tuple[tuple[Place, str], ...] | None:
    """Return the places and signs of a list such as ["here old"], None if it is no such list."""
    if not isinstance(written, list) or not all(isinstance(one, str) for one in written):
        return None
    pairs = [one.split(" ", 1) for one in written]
    if not all(len(pair) == 2 and pair[0] in tuple(Place) for pair in pairs):
        return None
    return tuple((Place(place), sign) for place, sign in pairs)


def _check_settings(draft: _Draft) -> None:
    known = {DEED, NOUN}.union(*draft.signs.values())
    if len(known) > MOST_SIGNS:
        draft.faults.append(Fault("signs", f"are {len(known)}", f"name at most {MOST_SIGNS}"))
    for setting, where in draft.settings:
        for sign in sorted({sign for _, sign in (*setting.needs, *setting.bars)} - known):
            draft.faults.append(Fault(where, f"asks for {sign!r}, of which there is no sign", "add a [[sign]] of it"))


def _found(draft: _Draft, term: str, *, framing: bool) -> dict[str, int | None]:
    """Return the phrases of a term with the number that each counts, or itself where it is found part by part."""
    if framing and ".." in term:
        return {draft.frame(term): None}
    if not framing:
        return draft.patterns.phrases(term)
    parts = draft.patterns.parts(term)
    if len(parts) > 1:
        return {draft.framed(term, [tuple(part) for part in parts], [0] * (len(parts) - 1)): None}
    return parts[0]


def _phrases(
    draft: _Draft, where: str, entry: Mapping[str, Any], *, framing: bool = False
) -> Iterator[dict[str, int | None]]:
    """Yield what each term of an entry stands for; put on record what is wrong with them. framing: gaps are allowed."""
    terms = entry.get("terms")
    if not (isinstance(terms, list) and terms and all(isinstance(term, str) for term in terms)):
        draft.faults.append(Fault(where, "has no terms", "list at least one phrase"))
        return
    for term in terms:
        try:
            found = _found(draft, term, framing=framing)
        except PatternError as error:
            draft.faults.append(Fault(where, f"term {term!r} {error}", "mend the term"))
            continue
        if "" in found:
            draft.faults.append(Fault(where, f"term {term!r} may be empty", "mend the term"))
        else:
            yield found
