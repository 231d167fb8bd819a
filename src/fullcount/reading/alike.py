"""Which texts are nearly the same: enough of their runs of three words are shared."""

import itertools
import math
import re
import zlib
from collections import Counter
from collections.abc import Sequence

import numpy as np
import polars as pl

LEAST_WORDS = 6
"""A shorter text (`no further action`) is anybody's."""
LEAST_SHARED = 0.7
"""Share of the runs of words of two texts that both have (Jaccard), from which they count as one."""
ROUNDING = 1e-9
"""By which a share of a count may be off: 0.7 of 10 is 7."""
_WORD = re.compile(r"[^\W\d_]+")


def runs_of(words: Sequence[str]) -> frozenset[int]:
    """Return the hashes of every three words in a row."""
    joined = " ".join(words).encode()
    ends = list(itertools.accumulate(len(word.encode()) + 1 for word in words))
    return frozenset(
        zlib.crc32(joined[first : last - 1]) for first, last in zip([0, *ends], ends[2:], strict=False)
    )  # fmt: skip


def alike(texts: pl.Series) -> pl.Series:
    """Return for each text the number of its group, null for one that is blank or short. Groups are numbered in the
    order of their first text by the alphabet, and so do not depend on the order of the rows.

    Texts are compared without regard to case, digits and stops; those that are the same then are compared once.
    """
    distinct = texts.drop_nulls().unique().sort().to_list()
    said = [(text, words) for text in distinct if len(words := _WORD.findall(text.lower())) >= LEAST_WORDS]
    found = [text for text, _ in said]
    kinds: dict[tuple[str, ...], list[int]] = {}
    for place, (_, words) in enumerate(said):
        kinds.setdefault(tuple(words), []).append(place)
    group = np.empty(len(found), dtype=np.int64)
    first = [places[0] for places in kinds.values()]
    for places, mine in zip(kinds.values(), _grouped([runs_of(words) for words in kinds]), strict=True):
        group[places] = first[mine]
    look_up = pl.DataFrame({"text": found, "alike": group}, schema={"text": pl.String, "alike": pl.Int64})
    rows = texts.alias("text").to_frame()
    return rows.join(look_up, on="text", how="left", maintain_order="left").get_column("alike")


def _grouped(sets: list[frozenset[int]]) -> list[int]:
    """Return the group of each set of runs: that of the first earlier one with which it shares enough.

    Two sets that share enough have one of their rarest runs in common, if enough of the rarest are taken (prefix
    filtering: Chaudhuri, Ganti and Kaushik 2006, A primitive operator for similarity joins in data cleaning).
    """
    often = Counter(itertools.chain.from_iterable(sets))
    leaders: dict[int, list[int]] = {}
    group: list[int] = []
    for place, runs in enumerate(sets):
        least = math.ceil(LEAST_SHARED * len(runs) - ROUNDING)
        rarest = sorted(runs, key=lambda run: (often[run], run))[: len(runs) - least + 1]
        near = sorted({one for run in rarest for one in leaders.get(run, ())})
        mine = next((one for one in near if _share_enough(runs, sets[one])), place)
        group.append(mine)
        if mine == place:
            for run in rarest:
                leaders.setdefault(run, []).append(place)
    return group


def _share_enough(one: frozenset[int], two: frozenset[int]) -> bool:
    shared = len(one & two)
    return shared >= LEAST_SHARED * (len(one) + len(two) - shared)
