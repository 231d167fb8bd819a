"""How varied texts are: types and tokens, texts that are nearly another, runs of words that come again."""

from collections import Counter
from dataclasses import dataclass

import language_texts as of
import numpy as np
import numpy.typing as npt
from scipy import sparse

Tokens = list[list[str]]
Ints = npt.NDArray[np.int64]
COUNTS = (10_000, 50_000, 200_000)
WINDOW = 500
HAPAX_AT = 50_000
FEWEST_WORDS = 8
SHINGLE = 3
RUN = 5
_BLOCK = 250
_MIX = np.uint64(0x9E3779B97F4A7C15)


def tokens(texts: list[str]) -> Tokens:
    """Return each text's words in lower case: letters, digits and pound signs, an apostrophe inside kept."""
    return [of.WORD.findall(text.lower()) for text in texts]


def without(many: Tokens, names: frozenset[str], book: frozenset[str] | None = None) -> Tokens:
    """Return the words that hold no digit and are no name; with a `book`, only those that it has."""
    kept = {
        word: not any(letter.isdigit() for letter in word)
        and not {word, word.removesuffix("'s")} & names
        and (book is None or bool({word, word.removesuffix("'s")} & book))
        for words in many
        for word in words
    }
    return [[word for word in words if kept[word]] for words in many]


@dataclass(frozen=True)
class Lexis:
    """Type–token figures; NaN where there are not so many words."""

    ratio: tuple[float, ...]  # types over tokens among the first of COUNTS
    moving: float  # mean type–token ratio of every window of WINDOW words
    hapaxes: float  # share of the types among the first HAPAX_AT words that occur once


def line(many: Tokens, rng: np.random.Generator, most: int) -> list[str]:
    """Return the first words of the texts in shuffled order, run on from text to text."""
    return [word for row in rng.permutation(len(many)) for word in many[row]][:most]


def lexis(many: Tokens, rng: np.random.Generator) -> Lexis:
    """Return the figures of the texts in shuffled order."""
    words = line(many, rng, COUNTS[-1])
    ratios = tuple(len(set(words[:count])) / count if len(words) >= count else np.nan for count in COUNTS)
    held: Counter[str] = Counter(words[:WINDOW])
    total, windows = len(held), 1
    for old, new in zip(words, words[WINDOW:], strict=False):
        held[new] += 1
        held[old] -= 1
        if not held[old]:
            del held[old]
        total, windows = total + len(held), windows + 1
    often = Counter(words[:HAPAX_AT])
    once = sum(count == 1 for count in often.values()) / len(often) if len(words) >= HAPAX_AT else np.nan
    return Lexis(ratios, total / windows / WINDOW if len(words) >= WINDOW else np.nan, once)


def _runs(many: Tokens, length: int) -> tuple[Ints, Ints]:
    """Return (text, number of the run) of every run of so many words, in order; equal runs have equal numbers."""
    seen: dict[str, int] = {}
    texts, hashes = [], []
    for row, words in enumerate(many):
        if len(words) < length:
            continue
        ids = np.array([seen.setdefault(word, len(seen) + 1) for word in words], dtype=np.uint64)
        mixed = np.zeros(len(ids) - length + 1, dtype=np.uint64)
        for at in range(length):
            mixed = (mixed ^ ids[at : at + len(mixed)]) * _MIX
            mixed ^= mixed >> np.uint64(29)
        hashes.append(mixed)
        texts.append(np.full(len(mixed), row))
    if not hashes:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    return np.concatenate(texts), np.unique(np.concatenate(hashes), return_inverse=True)[1].astype(np.int64)


def nearest(many: Tokens) -> npt.NDArray[np.float64]:
    """Return each text's highest Jaccard similarity to another, over sets of three words running; exact, `(n,)`."""
    row, run = _runs(many, SHINGLE)
    pairs = np.unique(row * (int(run.max(initial=0)) + 1) + run)
    row, run = np.divmod(pairs, int(run.max(initial=0)) + 1)
    sizes = np.bincount(row, minlength=len(many))
    shared = np.bincount(run)[run] > 1  # a run that one text alone has is in no intersection
    matrix = sparse.csr_matrix(
        (np.ones(int(shared.sum()), dtype=np.int32), (row[shared], run[shared])), shape=(len(many), int(run.max()) + 1)
    )
    turned = matrix.T.tocsr()
    best = np.zeros(len(many))
    for first in range(0, len(many), _BLOCK):
        both = (matrix[first : first + _BLOCK] @ turned).tocoo()
        own = both.row + first
        apart = own != both.col
        own, other, common = own[apart], both.col[apart], both.data[apart]
        np.maximum.at(best, own, common / (sizes[own] + sizes[other] - common))
    return best


@dataclass(frozen=True)
class Alike:
    """Shares of texts: exactly another's words, and at least 0.8 and 0.5 alike to another."""

    texts: int
    same: float
    near: float
    half: float


def alike(many: Tokens, rng: np.random.Generator, most: int) -> Alike:
    """Return how many of the texts of at least FEWEST_WORDS words have a near double in a sample of at most `most`."""
    long = [words for words in many if len(words) >= FEWEST_WORDS]
    held = [long[row] for row in rng.permutation(len(long))[:most]]
    often = Counter(tuple(words) for words in held)
    best = nearest(held)
    same = float(np.mean([often[tuple(words)] > 1 for words in held]))
    return Alike(len(held), same, float(np.mean(best >= 0.8)), float(np.mean(best >= 0.5)))


def longer(many: Tokens, words: int) -> Tokens:
    """Return the texts that have so many words, cut to them."""
    return [text[:words] for text in many if len(text) >= words]


def windows(many: Tokens, words: int, rng: np.random.Generator) -> Tokens:
    """Return so many words running from a random place of each text that has them."""
    long = [text for text in many if len(text) >= words]
    return [text[at : at + words] for text in long for at in (int(rng.integers(len(text) - words + 1)),)]


def runs_of(many: Tokens, length: int) -> set[tuple[str, ...]]:
    """Return every different run of so many words."""
    return {tuple(words[at : at + length]) for words in many for at in range(len(words) - length + 1)}


def repeated(cut: Tokens, rng: np.random.Generator, most: int) -> float:
    """Return the share of runs of RUN words that another text of a sample of at most `most` has too."""
    row, run = _runs([cut[at] for at in rng.permutation(len(cut))[:most]], RUN)
    if not len(run):
        return np.nan
    pairs = np.unique(row * (int(run.max()) + 1) + run)
    texts_with = np.bincount(pairs % (int(run.max()) + 1))
    return float(np.mean(texts_with[run] > 1))
