"""Texts put together from small grammars: `[a|b]` takes one, `{slot}` is filled in, all rows at once."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import polars as pl

Ints = npt.NDArray[np.int64]
Forms = tuple[str, ...]

_TOKEN = re.compile(r"\[(?P<choice>[^\]]*)\]|\{(?P<slot>\w+)\}|(?P<plain>[^\[{]+)")
_NO_SLOTS: Mapping[str, pl.Series] = {}


@lru_cache(maxsize=4096)
def pieces(form: str) -> tuple[tuple[str, str], ...]:
    """Return a form cut into (kind, words): kind is choice, slot or plain.

    ValueError where brackets don't balance or a slot stands inside a choice.
    """
    found = tuple((match.lastgroup or "", match[match.lastgroup or 0]) for match in _TOKEN.finditer(form))
    if any(kind == "choice" and "{" in words for kind, words in found):
        raise ValueError(f"a slot stands inside a choice: {form}")
    if sum(match.end() - match.start() for match in _TOKEN.finditer(form)) != len(form) or "]" in "".join(
        words for kind, words in found if kind == "plain"
    ):
        raise ValueError(f"brackets do not balance: {form}")
    return found


def _said(rng: np.random.Generator, form: str, rows: Ints, slots: Mapping[str, pl.Series]) -> pl.Series:
    parts: list[pl.Expr] = []
    for kind, words in pieces(form):
        if kind == "plain":
            parts.append(pl.lit(words))
        elif kind == "slot":
            parts.append(pl.lit(slots[words].gather(rows).fill_null("")))
        else:
            ways = pl.Series(words.split("|"), dtype=pl.String)
            parts.append(pl.lit(ways.gather(rng.integers(0, len(ways), len(rows)))))
    text = pl.select(pl.concat_str(parts).alias("text")).to_series()
    return text if len(text) == len(rows) else pl.select(pl.repeat(text[0], len(rows))).to_series()


def spoken_by(
    rng: np.random.Generator, banks: Sequence[Forms], key: Ints, slots: Mapping[str, pl.Series] = _NO_SLOTS
) -> pl.Series:
    """Return a text for each row from the bank that `key` names, `(n,)`; null where the key is negative.

    Slots are series `(n,)` of what each row puts in.
    """
    forms = [form for bank in banks for form in bank]
    size = np.array([len(bank) for bank in banks])
    start = np.cumsum(size) - size
    held = np.maximum(key, 0)
    which = np.where(key < 0, -1, start[held] + (rng.random(len(key)) * size[held]).astype(np.int64))
    order = np.argsort(which, kind="stable")
    edges = np.searchsorted(which[order], np.arange(len(forms) + 1))
    parts = [pl.Series([None] * int(edges[0]), dtype=pl.String)]
    for number, form in enumerate(forms):
        rows = order[edges[number] : edges[number + 1]]
        if len(rows):
            parts.append(_said(rng, form, rows, slots))
    back = np.empty(len(key), dtype=np.int64)
    back[order] = np.arange(len(key))
    return pl.concat(parts).gather(back)


def spoken(
    rng: np.random.Generator, forms: Forms, number: int, slots: Mapping[str, pl.Series] = _NO_SLOTS
) -> pl.Series:
    """Return `number` texts from one bank."""
    return spoken_by(rng, (forms,), np.zeros(number, dtype=np.int64), slots)


def hurried(rng: np.random.Generator, text: pl.Series) -> pl.Series:
    """Return the texts as hands in a hurry leave them: some in capitals, some with no full stop or in small letters."""
    how = rng.random(len(text))
    bare = text.str.strip_chars_end(".")
    text = bare.zip_with(pl.Series(how < 0.35), text)
    text = text.str.to_uppercase().zip_with(pl.Series(how < 0.08), text)
    return text.str.to_lowercase().zip_with(pl.Series((how >= 0.08) & (how < 0.3)), text)
