"""Which words and pairs of words a score may weigh: common ones, and none that looks like a name or a number."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from fullcount.reading.score.terms import blocks, mixed
from fullcount.reading.spelling import LONGEST_WORD, hashes_of
from fullcount.reading.words import Bytes, Index, Words

NAMED = 0.8
"""A word written with a capital inside a sentence in more than this share of such places is taken for a name."""


def chosen_terms(texts: pl.Series, fewest: int, most: int) -> list[str]:
    """Return the words and pairs that stand in at least so many texts, at most so many of the commonest, sorted.

    Left out: what holds a digit, is longer than 24 letters, or is mostly written with a capital inside a sentence:
    names, addresses and numbers must not become weights of a model.
    """
    spelt: dict[int, str] = {}
    tables: list[pl.DataFrame] = []
    capitals: list[pl.DataFrame] = []
    for _, block, row, raw in blocks(texts):
        hashes = hashes_of(block.lower, block.start, block.length)
        plain = _plain(block)
        _spell(spelt, hashes, block, np.flatnonzero(plain))
        capitals.append(_capitals(hashes, block, row, raw))
        tables += _stand_in(hashes, plain, row)
    if not tables:
        return []
    counted = pl.concat(tables).group_by("term", "left", "right").agg(pl.col("texts").sum())
    common = counted.filter(pl.col("texts") >= fewest)
    named = pl.concat(capitals).group_by("word").agg(pl.col("capital", "places").sum())
    names = set(named.filter(pl.col("capital") > NAMED * pl.col("places"))["word"].to_list())
    found = []
    for texts_, left, right in common.select("texts", "left", "right").iter_rows():
        if left not in names and right not in names:
            found.append((-texts_, spelt[left] if right == 0 else f"{spelt[left]} {spelt[right]}"))
    return sorted(term for _, term in sorted(found)[:most])


def _plain(block: Words) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return (n_words,) whether a word has no digit and is not too long."""
    digits = np.flatnonzero(block.lower - np.uint8(ord("0")) < np.uint8(10))
    numbered = np.zeros(block.start.size, dtype=np.bool_)
    if block.start.size:
        numbered[np.maximum(np.searchsorted(block.start, digits, side="right") - 1, 0)] = True
    return ~numbered & (block.length <= LONGEST_WORD)


def _spell(spelt: dict[int, str], hashes: np.ndarray, block: Words, plain: Index) -> None:
    distinct, first = np.unique(hashes.take(plain), return_index=True)
    for word, at in zip(distinct.tolist(), plain.take(first).tolist(), strict=True):
        if word not in spelt:
            start = int(block.start[at])
            spelt[word] = block.lower[start : start + int(block.length[at])].tobytes().decode(errors="replace")


def _capitals(hashes: np.ndarray, block: Words, row: Index, raw: Bytes) -> pl.DataFrame:
    """Return for each word how often it stands inside a sentence, and how often with a capital and small letters."""
    inside = np.flatnonzero((row[1:] == row[:-1]) & (block.clause[1:] == block.clause[:-1])) + 1
    inside = inside[block.length.take(inside) > 1]
    one, two = raw.take(block.start.take(inside)), raw.take(block.start.take(inside) + 1)
    small = (two - np.uint8(ord("a"))) < np.uint8(26)
    capital = ((one - np.uint8(ord("A"))) < np.uint8(26)) & small
    lower = (one - np.uint8(ord("a"))) < np.uint8(26)
    table = pl.DataFrame({"word": hashes.take(inside), "capital": capital, "places": capital | lower})
    return table.group_by("word").agg(pl.col("capital", "places").sum())


def _stand_in(hashes: np.ndarray, plain: np.ndarray, row: Index) -> Iterator[pl.DataFrame]:
    """Yield for each word, and for each pair, in how many texts it stands."""
    at = np.flatnonzero(plain)
    pair = np.flatnonzero(plain[:-1] & plain[1:] & (row[:-1] == row[1:]))
    for left, right in ((hashes.take(at), None), (hashes.take(pair), hashes.take(pair + 1))):
        term = left if right is None else mixed(left, right)
        where = row.take(at if right is None else pair)
        other = np.zeros_like(left) if right is None else right
        table = pl.DataFrame({"term": term, "row": where, "left": left, "right": other})
        yield table.unique(["term", "row"]).group_by("term", "left", "right").agg(pl.len().alias("texts"))
