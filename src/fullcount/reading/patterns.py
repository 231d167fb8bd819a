"""Phrases written short: `<punch> (him|her)` stands for every form of the verb with either word.

A pattern of the lexicon is plain words plus four marks, so that a registrar can read it aloud:

    <verb>     every form of a verb: base, -s, -ed, -ing (irregular forms are listed under [verbs])
    {class}    any word or phrase of a named class, listed under [classes]
    (a|b|)     any of these; an empty choice makes the group optional; groups may stand within groups
    {n}        a number from 2 to 9, in digits or words (only where the fact is a number)
"""

import itertools
import re
from collections.abc import Mapping, Sequence

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
MAX_PHRASES = 5000


class PatternError(ValueError):
    """A pattern that names an unknown class, or stands for too many phrases."""


def normal(phrase: str) -> str:
    """Return a phrase as the reader sees it: lower case, words parted by single spaces."""
    return _SEPARATORS.sub(" ", _APOSTROPHES.sub("'", phrase.lower())).strip()


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


Choice = tuple[str, int | None]
Words = Mapping[str, Sequence[str]]


def phrases(pattern: str, verbs: Words, classes: Words) -> list[Choice]:
    """Return every phrase the pattern stands for, with the number that `{n}` took (None without one)."""
    found: dict[str, int | None] = {}
    texts, rest = _alternatives(_PIECES.findall(pattern), verbs, classes)
    if rest:
        raise PatternError(f"closes a group that was not opened, before {''.join(rest)!r}")
    for text, number in texts:
        phrase = " ".join(text.split())
        found.setdefault(phrase, number)
        if "'" in phrase:
            found.setdefault(phrase.replace("'", ""), number)
            found.setdefault(phrase.replace("'", "\u2019"), number)
    return list(found.items())


def _alternatives(pieces: list[str], verbs: Words, classes: Words) -> tuple[list[Choice], list[str]]:
    """Return what `a|b|...` up to a closing bracket stands for, and the pieces that remain from there."""
    done: list[Choice] = []
    current: list[Choice] = [("", None)]
    while pieces and pieces[0] != ")":
        piece, *pieces = pieces
        if piece == "|":
            done, current = done + current, [("", None)]
            continue
        if piece == "(":
            choices, pieces = _alternatives(pieces, verbs, classes)
            if not pieces:
                raise PatternError("opens a group that is not closed")
            pieces = pieces[1:]
        else:
            choices = _choices(piece, verbs, classes)
        if len(current) * len(choices) > MAX_PHRASES:
            raise PatternError(f"stands for more than {MAX_PHRASES} phrases")
        current = [(a + b, n if m is None else m) for (a, n), (b, m) in itertools.product(current, choices)]
    return done + current, pieces


def _choices(piece: str, verbs: Words, classes: Words) -> list[Choice]:
    name = piece[1:-1]
    if piece.startswith("<") and piece.endswith(">"):
        return [(f" {form} ", None) for form in dict.fromkeys(verbs.get(name) or verb_forms(name))]
    if piece == "{n}":
        return [(f" {word} ", number) for word, number in NUMBER_WORDS.items()]
    if piece.startswith("{") and piece.endswith("}"):
        if name not in classes:
            raise PatternError(f"names no known class: {piece}")
        return [(f" {normal(word)} ", None) for word in classes[name]]
    if set(piece) & set("<>{}"):
        raise PatternError(f"has a mark that is not closed: {piece!r}")
    edge = (" " if _SEPARATORS.match(piece) else "", " " if _SEPARATORS.search(piece[-1]) else "")
    return [(normal(piece).join(edge), None)]
