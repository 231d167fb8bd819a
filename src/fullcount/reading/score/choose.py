"""Which words and pairs of words a score may weigh: common ones, and none that looks like a name or a number."""

from dataclasses import dataclass, field

import numpy as np
import polars as pl

from fullcount.reading.score.terms import blocks, mixed
from fullcount.reading.spelling import LONGEST_WORD, Hashes, hashes_of
from fullcount.reading.words import Bytes, Flags, Index, Words

NAMED = 0.8
"""A word written with a capital inside a sentence in more than this share of such places is taken for a name."""
STANDS = {"term": pl.UInt64, "left": pl.UInt64, "right": pl.UInt64, "texts": pl.UInt32}


@dataclass(slots=True)
class _Seen:
    """Words met so far: how each is spelt, in how many texts it stands, how often with a capital inside a sentence."""

    spelt: dict[int, str] = field(default_factory=dict)
    tables: list[pl.DataFrame] = field(default_factory=list)
    capitals: list[pl.DataFrame] = field(default_factory=list)


def chosen_terms(texts: pl.Series, fewest: int, most: int, left_out: int = 0) -> list[str]:
    """Return the words and pairs that stand in at least so many texts, at most so many of the commonest, sorted.

    Left out: what holds a digit, is longer than 24 letters, or is mostly written with a capital inside a sentence:
    names, addresses and numbers must not become weights of a model. And the last entries (see `terms.blocks`).
    """
    seen = _Seen()
    for _, block, row, raw in blocks(texts, left_out):
        _words_of(seen, block, row, raw)
    if not seen.tables:
        return []
    counted = _counted(seen.tables, fewest)
    named = pl.concat(seen.capitals).group_by("word").agg(pl.col("capital", "places").sum())
    names = named.filter(pl.col("capital") > NAMED * pl.col("places"))["word"]
    words = counted.filter(~pl.col("left").is_in(names.implode()))
    known = np.sort(words["left"].to_numpy())
    pairs = [_pairs_of(block, row, known) for _, block, row, _ in blocks(texts, left_out)]
    found = []
    for texts_, left, right in pl.concat([words, _counted(pairs, fewest)]).select("texts", "left", "right").iter_rows():
        found.append((-texts_, seen.spelt[left] if right == 0 else f"{seen.spelt[left]} {seen.spelt[right]}"))
    return sorted(term for _, term in sorted(found)[:most])


def _counted(tables: list[pl.DataFrame], fewest: int) -> pl.DataFrame:
    counted = pl.concat([pl.DataFrame(schema=STANDS), *tables]).group_by("term", "left", "right")
    return counted.agg(pl.col("texts").sum()).filter(pl.col("texts") >= fewest)


def _words_of(seen: _Seen, block: Words, row: Index, raw: Bytes) -> None:
    hashes = hashes_of(block.lower, block.start, block.length)
    plain = np.flatnonzero(_plain(block))
    distinct, first = np.unique(hashes.take(plain), return_index=True)
    for word, at in zip(distinct.tolist(), plain.take(first).tolist(), strict=True):
        if word not in seen.spelt:
            start = int(block.start[at])
            letters = block.lower[start : start + int(block.length[at])]
            seen.spelt[word] = letters.tobytes().decode(errors="replace")
    seen.capitals.append(_capitals(hashes, block, row, raw))
    seen.tables.append(_stand_in(hashes.take(plain), None, row.take(plain)))


def _pairs_of(block: Words, row: Index, known: Hashes) -> pl.DataFrame:
    """Return the pairs of neighbouring words that may both be weighed. known: sorted hashes of such words."""
    hashes = hashes_of(block.lower, block.start, block.length)
    usable = _plain(block)
    if known.size:
        usable &= known.take(np.searchsorted(known, hashes), mode="clip") == hashes
    at = np.flatnonzero(usable[:-1] & usable[1:] & (row[:-1] == row[1:])) if known.size else row[:0]
    return _stand_in(hashes.take(at), hashes.take(at + 1), row.take(at))


def _plain(block: Words) -> Flags:
    """Return (n_words,) whether a word has no digit and is not too long."""
    digits = np.flatnonzero(block.lower - np.uint8(ord("0")) < np.uint8(10))
    numbered = np.zeros(block.start.size, dtype=np.bool_)
    if block.start.size:
        word = np.searchsorted(block.start, digits, side="right") - 1
        inside = (word >= 0) & (digits < block.start.take(word) + block.length.take(word))
        numbered[word[inside]] = True
    return ~numbered & (block.length <= LONGEST_WORD)


def _capitals(hashes: Hashes, block: Words, row: Index, raw: Bytes) -> pl.DataFrame:
    """Return for each word how often it stands inside a sentence, and how often with a capital and small letters."""
    inside = np.flatnonzero((row[1:] == row[:-1]) & (block.clause[1:] == block.clause[:-1])) + 1
    inside = inside[block.length.take(inside) > 1]
    one, two = raw.take(block.start.take(inside)), raw.take(block.start.take(inside) + 1)
    small = (two - np.uint8(ord("a"))) < np.uint8(26)
    capital = ((one - np.uint8(ord("A"))) < np.uint8(26)) & small
    lower = (one - np.uint8(ord("a"))) < np.uint8(26)
    table = pl.DataFrame({"word": hashes.take(inside), "capital": capital, "places": capital | lower})
    return table.group_by("word").agg(pl.col("capital", "places").sum())


def _stand_in(left: Hashes, right: Hashes | None, row: Index) -> pl.DataFrame:
    """Return in how many texts each word, or each pair, stands."""
    term = left if right is None else mixed(left, right)
    other = np.zeros_like(left) if right is None else right
    table = pl.DataFrame({"term": term, "row": row, "left": left, "right": other})
    once = table.unique(["term", "row"]).group_by("term", "left", "right").agg(pl.len().alias("texts"))
    return once.select(*STANDS).cast(STANDS)  # type: ignore[arg-type]
