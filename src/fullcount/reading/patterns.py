"""Phrases written short: `<punch> (him|her)` stands for every form of the verb with either word.

A pattern of the lexicon is plain words plus four marks, so that a registrar can read it aloud:

    <verb>     every form of a verb: base, -s, -ed, -ing (irregular forms are listed under [verbs])
    {class}    any word or phrase of a named class, listed under [classes]
    (a|b|)     any of these; an empty choice makes the group optional; groups may stand within groups
    {n}        a number from 2 to 9, in digits or words (only where the fact is a number)
    ..         up to three words that do not matter; ..6 up to six (outside groups; entries, cues, ignore; see `frames`)
"""

import functools
import itertools
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NUMBER_WORDS: dict[str, int] = {
    word: number
    for number, words in {
        2: ("2", "two"), 3: ("3", "three"), 4: ("4", "four"), 5: ("5", "five"),
        6: ("6", "six"), 7: ("7", "seven"), 8: ("8", "eight"), 9: ("9", "nine"),
    }.items()
    for word in words
}  # fmt: skip
_PIECES = re.compile(r"<[^<>]*>|\{[^{}]*\}|[()|]|[^<>{}()|]+|[<>{}]")
_SEPARATORS = re.compile(r"[^0-9a-z£'\u00c0-\u024f]+")
_APOSTROPHES = re.compile("[\u2018\u2019]")
_CONTRACTIONS = re.compile(r"\b((?:ai|are|ca|could|did|does|do|had|has|have|is|should|was|were|wo|would))nt\b")
_GAP = re.compile(r"\s\.\.([0-9]?)(?=\s)")
MAX_PHRASES = 5000
_LONG, _A_PART = 300, 100
"""A pattern that stands for more phrases is found as parts that follow each other, each of so many phrases, about."""
USUAL_GAP = 3
"""Words that `..` stands for at most, where it names no number."""


class PatternError(ValueError):
    """A pattern that names an unknown class, or stands for too many phrases."""


def normal(phrase: str) -> str:
    """Return a phrase as the reader sees it: lower case, words parted by single spaces."""
    plain = _CONTRACTIONS.sub(r"\1n't", _APOSTROPHES.sub("'", phrase.lower()))
    return _SEPARATORS.sub(" ", plain).strip()


def verb_forms(base: str) -> tuple[str, ...]:
    """Return base, -s, -ed and -ing of a regular English verb of one or more words (the first is inflected)."""
    head, _, tail = base.partition(" ")
    if head.endswith(("s", "sh", "ch", "x", "z")):
        forms = (head, head + "es", head + "ed", head + "ing")
    elif head.endswith("e"):
        forms = (head, head + "s", head + "d", head[:-1] + "ing")
    elif head.endswith("y") and head[-2:-1] not in "aeiou":
        forms = (head, head[:-1] + "ies", head[:-1] + "ied", head + "ing")
    elif re.fullmatch(r"[^aeiou]*[aeiou][bdgkmnprt]", head):
        forms = (head, head + "s", head + head[-1] + "ed", head + head[-1] + "ing")
    else:
        forms = (head, head + "s", head + "ed", head + "ing")
    return tuple(f"{form} {tail}".strip() for form in forms)


def parts_of(term: str) -> tuple[list[str], list[int]]:
    """Return the patterns that a term joins by `..`, and how many words may stand in each gap."""
    pieces = _GAP.split(term)
    return [piece.strip() for piece in pieces[::2]], [int(gap) if gap else USUAL_GAP for gap in pieces[1::2]]


Words = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Choices:
    """Texts that a piece may stand for, and the number that each took (None: none of them took one)."""

    texts: list[str]
    numbers: list[int | None] | None = None

    def then(self, other: "_Choices") -> "_Choices":
        """Return each of these followed by each of the others."""
        if len(self.texts) * len(other.texts) > MAX_PHRASES:
            raise PatternError(f"stands for more than {MAX_PHRASES} phrases")
        texts = [one + two for one in self.texts for two in other.texts]
        if self.numbers is None and other.numbers is None:
            return _Choices(texts)
        pairs = itertools.product(self.all_numbers(), other.all_numbers())
        return _Choices(texts, [one if two is None else two for one, two in pairs])

    def all_numbers(self) -> list[int | None]:
        """Return a number, or None, for each text."""
        return [None] * len(self.texts) if self.numbers is None else self.numbers


_EMPTY = _Choices([""])


def _any_of(choices: Sequence[_Choices]) -> _Choices:
    """Return the texts of all, one after the other."""
    texts = list(itertools.chain.from_iterable(choice.texts for choice in choices))
    if all(choice.numbers is None for choice in choices):
        return _Choices(texts)
    return _Choices(texts, list(itertools.chain.from_iterable(choice.all_numbers() for choice in choices)))


class Patterns:
    """Expands patterns with one table of verbs and one of classes, each piece of a pattern worked out once."""

    def __init__(self, verbs: Words, classes: Words) -> None:
        self._verbs = verbs
        self._classes = classes
        self._pieces: dict[str, _Choices] = {}
        self._known: dict[str, list[dict[str, int | None]]] = {}

    def phrases(self, pattern: str) -> dict[str, int | None]:
        """Return every phrase that a pattern stands for, with the number that `{n}` took (None without one)."""
        pieces = _PIECES.findall(pattern)[::-1]
        choices = self._alternatives(pieces)
        if pieces:
            raise PatternError(f"closes a group that was not opened, before {''.join(pieces[::-1])!r}")
        return _phrases(choices)

    def parts(self, pattern: str) -> list[dict[str, int | None]]:
        """Return the pattern as parts that follow each other word by word, each with the phrases it stands for.

        One part alone where the pattern is short, counts, is a choice as a whole, or cannot be cut between words.
        """
        known = self._known.get(pattern)
        if known is None:
            known = self._known[pattern] = self._parts(pattern)
        return known

    def _parts(self, pattern: str) -> list[dict[str, int | None]]:
        elements = None if "{n}" in pattern else self._elements(pattern)
        if elements is None:
            return [self.phrases(pattern)]
        if math.prod(len(element.texts) for element in elements) <= _LONG:
            return [_phrases(functools.reduce(_Choices.then, elements, _EMPTY))]
        parts: list[_Choices] = []
        for element in elements:
            cut = parts and _complete(parts[-1]) and _apart(parts[-1], element)
            if parts and not (cut and len(parts[-1].texts) * len(element.texts) > _A_PART):
                parts[-1] = parts[-1].then(element)
            else:
                parts.append(element)
        while len(parts) > 1 and not _complete(parts[-1]):
            parts[-2:] = [parts[-2].then(parts[-1])]
        return [_phrases(part) for part in parts]

    def _elements(self, pattern: str) -> list[_Choices] | None:
        """Return the pieces and groups of a pattern one after the other, or None if it is a choice as a whole."""
        pieces = _PIECES.findall(pattern)[::-1]
        found = []
        while pieces:
            piece = pieces.pop()
            if piece == "|":
                return None
            if piece == "(":
                found.append(self._group(pieces))
            elif piece == ")":
                raise PatternError(f"closes a group that was not opened, before {''.join([piece, *pieces[::-1]])!r}")
            else:
                found.append(self._choice(piece))
        return found

    def _alternatives(self, pieces: list[str]) -> _Choices:
        """Return what `a|b|...` up to a closing bracket stands for; take the pieces read from the end of the list."""
        done: list[_Choices] = []
        current = _EMPTY
        while pieces and pieces[-1] != ")":
            piece = pieces.pop()
            if piece == "|":
                done.append(current)
                current = _EMPTY
                continue
            choices = self._group(pieces) if piece == "(" else self._choice(piece)
            current = choices if current is _EMPTY else current.then(choices)
        return _any_of([*done, current]) if done else current

    def _group(self, pieces: list[str]) -> _Choices:
        """Return what a group stands for whose opening bracket has been taken."""
        choices = self._alternatives(pieces)
        if not pieces:
            raise PatternError("opens a group that is not closed")
        pieces.pop()
        return choices

    def _choice(self, piece: str) -> _Choices:
        return self._pieces.get(piece) or self._pieces.setdefault(piece, self._choices(piece))

    def _choices(self, piece: str) -> _Choices:
        name = piece[1:-1]
        if piece.startswith("<") and piece.endswith(">"):
            forms = dict.fromkeys(self._verbs.get(name) or verb_forms(name))
            return _Choices([f" {' '.join(form.split())} " for form in forms])
        if piece == "{n}":
            return _Choices([f" {word} " for word in NUMBER_WORDS], list(NUMBER_WORDS.values()))
        if piece.startswith("{") and piece.endswith("}"):
            if name not in self._classes:
                raise PatternError(f"names no known class: {piece}")
            return _Choices([f" {normal(word)} " for word in self._classes[name]])
        if set(piece) & set("<>{}"):
            raise PatternError(f"has a mark that is not closed: {piece!r}")
        edge = (" " if _SEPARATORS.match(piece) else "", " " if _SEPARATORS.search(piece[-1]) else "")
        return _Choices([normal(piece).join(edge)])


def _phrases(choices: _Choices) -> dict[str, int | None]:
    """Return the phrases, each with the number that it took first."""
    texts = _single_spaced(choices.texts)
    if choices.numbers is None:
        return dict.fromkeys(texts)
    found: dict[str, int | None] = {}
    for text, number in zip(texts, choices.numbers, strict=True):
        found.setdefault(text, number)
    return found


def _complete(part: _Choices) -> bool:
    """Return whether a part is never empty."""
    return all(text.strip() for text in part.texts)


def _apart(left: _Choices, right: _Choices) -> bool:
    """Return whether a new word begins with the right part, whichever phrases are taken."""
    return all(text.endswith(" ") for text in left.texts) or all(text[:1] in {"", " "} for text in right.texts)


def phrases(pattern: str, verbs: Words, classes: Words) -> list[tuple[str, int | None]]:
    """Return every phrase the pattern stands for, with the number that `{n}` took (None without one)."""
    return list(Patterns(verbs, classes).phrases(pattern).items())


def _single_spaced(texts: list[str]) -> list[str]:
    """Return the texts with their words parted by single spaces, and none at the ends."""
    joined = "\n".join(texts)
    while "  " in joined:
        joined = joined.replace("  ", " ")
    return joined.replace("\n ", "\n").replace(" \n", "\n").strip(" ").split("\n")
