"""Fragments made ready for columns: choices expanded, cut at their slots, in the spelling of six hands."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import prod

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.grammar.book import Book, book

Ints = npt.NDArray[np.int64]

SLOTS = ("", "who", "v", "v2", "caller", "name", "org", "st", "shop", "veh", "plate", "item", "amt", "tm", "ph", "cs",
         "ref", "log", "age", "body", "inj", "thing", "blade", "spot", "room", "mood", "freq", "kin", "job", "look",
         "way", "part", "drug", "num", "day")  # fmt: skip
SLOTS_A_FRAGMENT = 6
FEWEST = 3  # fragments of a section that every force speaks
MOST_FORMS = 24  # surface forms kept of one fragment
# In full; in the district's own words; short in two ways; misspelt; short and slipped.
HANDS = 6
_CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_LONG_WORD = re.compile(r"\{\w+\}|[a-z]{5,}")


def expand(fragment: str, rng: np.random.Generator) -> list[str]:
    """Return up to `MOST_FORMS` forms of a fragment; each alternative of each choice occurs about equally often."""
    parts = _CHOICE.split(fragment)
    choices = [part.split("|") for part in parts[1::2]]
    total = prod(len(choice) for choice in choices)
    if total <= MOST_FORMS:
        picks = [np.unravel_index(i, [len(c) for c in choices]) if choices else () for i in range(total)]
    else:  # every choice is gone through in its own shuffled order, as in a Latin hypercube
        orders = [rng.permutation(np.arange(MOST_FORMS) % len(choice)) for choice in choices]
        picks = [tuple(order[i] for order in orders) for i in range(MOST_FORMS)]
    forms = []
    for picked in picks:
        words = [parts[0]]
        for number, choice in enumerate(choices):
            words += [choice[int(picked[number])], parts[2 * number + 2]]
        forms.append(re.sub(r" {2,}", " ", "".join(words)).strip())
    return list(dict.fromkeys(forms))


class Dice:
    """Numbers drawn by one generator in bulk, for choices made one by one: ten times as fast as asking it for each."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng([seed, 20])
        self._drawn: list[float] = []

    def share(self) -> float:
        """Return a number in [0, 1)."""
        if not self._drawn:
            self._drawn = self._rng.random(1 << 16).tolist()
        return self._drawn.pop()

    def below(self, number: int) -> int:
        """Return a whole number from 0 up to but not `number`."""
        return int(self.share() * number)


class _Speller:
    """Writes words in another spelling: whole words, and phrases of several words before them."""

    def __init__(self, spellings: Mapping[str, tuple[str, ...]]) -> None:
        self.words = {word: others for word, others in spellings.items() if " " not in word}
        self.phrases = {phrase: others for phrase, others in spellings.items() if " " in phrase}

    def write(self, text: str, share: float, dice: Dice) -> str:
        """Return the text with a share of the words that have other spellings in one of those; slots are left."""
        for phrase, others in self.phrases.items():
            if phrase in text and dice.share() < share:
                text = re.sub(rf"\b{re.escape(phrase)}\b", others[dice.below(len(others))], text)
        pieces = text.split(" ")
        for number, piece in enumerate(pieces):
            core = piece.rstrip(",;:")
            others = self.words.get(core, ())
            if others and dice.share() < share:
                pieces[number] = others[dice.below(len(others))] + piece[len(core) :]
        return " ".join(pieces)


_LITTLE = frozenset({"a", "an", "the", "was", "were", "is", "has", "had"})


def clip(text: str, share: float, dice: Dice) -> str:
    """Return the text with a share of its little words left out, as hurried hands leave them out."""
    words = text.split(" ")
    return " ".join([words[0], *(word for word in words[1:] if word not in _LITTLE or dice.share() >= share)])


def mistype(text: str, dice: Dice) -> str:
    """Return the text with two neighbouring letters swapped, one lost or one doubled, never inside a slot."""
    words = [match for match in _LONG_WORD.finditer(text) if match.group()[0] != "{"]
    if not words:
        return text
    word = words[dice.below(len(words))]
    at = word.start() + 1 + dice.below(len(word.group()) - 2)
    slip = (text[at + 1] + text[at], text[at + 1], text[at] + text[at] + text[at + 1])[dice.below(3)]
    return text[:at] + slip + text[at + 2 :]


def _cut(text: str) -> tuple[list[str], list[int]]:
    parts = _SLOT.split(text)
    words, slots = parts[::2], parts[1::2]
    if len(slots) > SLOTS_A_FRAGMENT:
        raise ValueError(f"more than {SLOTS_A_FRAGMENT} slots: {text}")
    short = SLOTS_A_FRAGMENT - len(slots)
    return words + [""] * short, [SLOTS.index(slot) for slot in slots] + [0] * short


@dataclass(frozen=True, slots=True)
class Bank:
    """All forms of all fragments by key. Form 0 is empty; hand `h` of form `f` is row `f + h * forms`."""

    forms: int
    words: tuple[pl.Series, ...]  # the text before each slot, and after the last
    slots: npt.NDArray[np.int64]  # (forms * HANDS, SLOTS_A_FRAGMENT)
    ranges: dict[str, tuple[int, int]]  # key -> first form, number of forms

    def pick(self, rng: np.random.Generator, keys: list[str], which: Ints, wanted: npt.NDArray[np.bool_]) -> Ints:
        """Return one form for each row: of `keys[which]` where `wanted`, else the empty form, `(n,)`."""
        spans = np.array([self.ranges.get(key, (0, 1)) for key in keys], dtype=np.int64)
        first, length = spans[which, 0], spans[which, 1]
        form = first + (rng.random(len(which)) * length).astype(np.int64)
        return np.where(wanted, form, 0)


def _spellings(pairs: tuple[tuple[str, str], ...]) -> dict[str, tuple[str, ...]]:
    """Return each word's other spellings."""
    found: dict[str, tuple[str, ...]] = {}
    for word, other in pairs:
        found[word] = (*found.get(word, ()), other)
    return found


CHANNELS = ("phone", "online", "desk", "any")
_SAID_OF = {
    "online": re.compile(
        r"\b(online|web|webchat|web ?chat|app|portal|e-?mail|form|submitted|typed|inbox|attachment)\b"
    ),
    "desk": re.compile(r"\b(walk ?-?in|walks in|counter|foyer|front desk|station desk|reception|in person|kiosk)\b"),
    "phone": re.compile(
        r"\b(calls?|calling|caller|rings?|ringing|rang|phone|line|999|101|voicemail|dialled|hung up)\b|\{ph\}"
    ),
}


def channel_of(form: str) -> str:
    """Return the channel by which a form of an opening says that the report came; `any` where it says nothing."""
    return next((channel for channel, words in _SAID_OF.items() if words.search(form)), "any")


def _by_channel(key: str, forms: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the forms of a section by key; of openings, by channel too, what fits any channel with each."""
    if not key.startswith("intros:"):
        yield key, forms
        return
    for channel in CHANNELS:
        fits = [form for form in forms if channel == "any" or channel_of(form) in {channel, "any"}]
        yield f"{key}:{channel}", fits or forms


def build_bank(words: Book) -> Bank:
    """Return the bank of a book. Slips are drawn from a fixed seed: the bank is the same in every run."""
    rng = np.random.default_rng([19, words.version])
    forms, ranges = [""], {}
    for key, fragments in words.sections.items():
        found = [form for fragment in fragments for form in expand(fragment, rng)]
        for part, chosen in _by_channel(key, found):
            ranges[part] = (len(forms), len(chosen))
            forms += chosen
    short, slang = _Speller(dict(words.abbreviations)), _Speller(_spellings(words.slang))
    misspelt = _Speller(_spellings(words.misspelt))
    slips = Dice(19 + words.version)
    clipped = [clip(form, 0.25, slips) for form in forms]
    terse = [clip(form, 0.8, slips) for form in forms]
    hands = [
        clipped,
        [slang.write(form, 0.8, slips) for form in clipped],
        [short.write(form, 0.9, slips) for form in terse],
        [short.write(form, 0.5, slips) for form in terse],
        [mistype(misspelt.write(form, 0.8, slips), slips) for form in clipped],
        [mistype(short.write(form, 0.7, slips), slips) for form in terse],
    ]
    cuts = [_cut(form) for hand in hands for form in hand]
    columns = tuple(pl.Series([cut[0][at] for cut in cuts], dtype=pl.String) for at in range(SLOTS_A_FRAGMENT + 1))
    return Bank(len(forms), columns, np.array([cut[1] for cut in cuts], dtype=np.int64), ranges)


def spoken_in(words: Book, seed: int) -> Book:
    """Return the part of a book that one seed's force speaks: half of each section's fragments, at least three.

    So two forces share about half of their sentences, and a model trained on one meets new ones in the other.
    """
    rng = np.random.default_rng([seed, 82])
    sections = {}
    for key, fragments in words.sections.items():
        number = min(len(fragments), max(FEWEST, -(-len(fragments) // 2)))
        kept = rng.permutation(len(fragments))[:number]
        sections[key] = tuple(fragments[at] for at in sorted(kept))
    return replace(words, sections=sections)


@lru_cache(maxsize=4)
def the_bank(version: int, seed: int) -> Bank:
    """Return the bank of a generator version as one seed's force speaks, built once."""
    return build_bank(spoken_in(book(version), seed))
