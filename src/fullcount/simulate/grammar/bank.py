"""Fragments made ready for columns: every choice expanded, cut at its slots, in three hands."""

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.grammar.values import ABBREVIATIONS

Ints = npt.NDArray[np.int64]

SLOTS = ("", "who", "v", "v2", "caller", "org", "st", "shop", "veh", "item", "amt", "tm", "ph", "cs", "ref", "log",
         "age", "stamp_d", "stamp_e", "stamp_f", "stamp_o", "stamp_c")  # fmt: skip
SLOTS_A_FRAGMENT = 4
MOST_FORMS = 12  # surface forms kept of one fragment
HANDS = 3  # plain, abbreviated, with a slip of the keys
_CHOICE = re.compile(r"\[([^\]]*\|[^\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")


def expand(fragment: str) -> list[str]:
    """Return up to `MOST_FORMS` forms of a fragment, spread evenly over all its choices."""
    parts = _CHOICE.split(fragment)
    choices = [part.split("|") if number % 2 else [part] for number, part in enumerate(parts)]
    forms = ["".join(form) for form in itertools.product(*choices)]
    step = max(1, -(-len(forms) // MOST_FORMS))
    return forms[::step] if len(forms) % step or step == 1 else forms[:: step + 1]


def abbreviate(text: str) -> str:
    """Return the text as a hurried hand writes it; slots are left alone."""
    pieces = re.split(r"(\{\w+\})", text)
    for number, piece in enumerate(pieces):
        if not piece.startswith("{"):
            for full, short in ABBREVIATIONS:
                piece = re.sub(rf"\b{full}\b", short, piece)  # noqa: PLW2901 - the piece is rewritten step by step
            pieces[number] = piece
    return "".join(pieces)


def mistype(text: str, rng: np.random.Generator) -> str:
    """Return the text with two neighbouring letters swapped or one lost, never inside a slot."""
    words = [match for match in re.finditer(r"[a-z]{5,}", text) if text[match.start() - 1 : match.start()] != "{"]
    if not words:
        return text
    word = words[int(rng.integers(len(words)))]
    at = word.start() + 1 + int(rng.integers(len(word.group()) - 2))
    swapped = text[at + 1] + text[at] if rng.random() < 0.6 else text[at]
    return text[:at] + swapped + text[at + 2 :]


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


def build_bank(sections: Mapping[str, Iterable[str]]) -> Bank:
    """Return the bank of these sections. Slips are drawn from a fixed seed: the bank is the same in every run."""
    rng = np.random.default_rng(19)
    forms, ranges = [""], {}
    for key, fragments in sections.items():
        found = [form for fragment in fragments for form in expand(fragment)]
        ranges[key] = (len(forms), len(found))
        forms += found
    hands = [forms, [abbreviate(form) for form in forms], [mistype(form, rng) for form in forms]]
    cuts = [_cut(form) for hand in hands for form in hand]
    words = tuple(pl.Series([cut[0][at] for cut in cuts], dtype=pl.String) for at in range(SLOTS_A_FRAGMENT + 1))
    return Bank(len(forms), words, np.array([cut[1] for cut in cuts], dtype=np.int64), ranges)
