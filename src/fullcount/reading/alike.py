"""Which texts are nearly the same: runs of three words shared, found by minhash and checked one by one."""

import re
import zlib

import numpy as np
import polars as pl

LEAST_WORDS = 6
"""A shorter text (`no further action`) is anybody's."""
LEAST_SHARED = 0.7
"""Share of the runs of words of two texts that both have (Jaccard), from which they count as one."""
BANDS, ROWS = 8, 2
_PRIME = np.uint64(4_294_967_311)
_WORD = re.compile(r"[^\W\d_]+")


def runs_of(text: str) -> frozenset[int]:
    """Return the hashes of every three words in a row, without regard to case, digits or stops; empty if too short."""
    words = _WORD.findall(text.lower())
    if len(words) < LEAST_WORDS:
        return frozenset()
    return frozenset(zlib.crc32(" ".join(words[at : at + 3]).encode()) for at in range(len(words) - 2))


def alike(texts: pl.Series) -> pl.Series:
    """Return for each text the number of its group, null for one that is blank or short. Groups are numbered in the
    order of their first text by the alphabet, and so do not depend on the order of the rows."""
    distinct = texts.drop_nulls().unique().sort().to_list()
    found = [(text, runs) for text in distinct if (runs := runs_of(text))]
    group = _grouped([runs for _, runs in found])
    look_up = pl.DataFrame(
        {"text": [text for text, _ in found], "alike": group}, schema={"text": pl.String, "alike": pl.Int64}
    )
    rows = texts.alias("text").to_frame()
    return rows.join(look_up, on="text", how="left", maintain_order="left").get_column("alike")


def _grouped(sets: list[frozenset[int]]) -> list[int]:
    """Return the group of each set of runs: that of the first earlier one near it with which it shares enough."""
    bands = _bands(sets)
    leaders: dict[tuple[int, int, int], list[int]] = {}
    group: list[int] = []
    for place, runs in enumerate(sets):
        keys = [(band, *bands[place, band].tolist()) for band in range(BANDS)] if len(bands) else []
        near = sorted({one for key in keys for one in leaders.get(key, ())})
        mine = next((one for one in near if len(runs & sets[one]) >= LEAST_SHARED * len(runs | sets[one])), place)
        group.append(mine)
        if mine == place:
            for key in keys:
                leaders.setdefault(key, []).append(place)
    return group


def _bands(sets: list[frozenset[int]]) -> np.ndarray:
    """Return the minhashes of each set as bands, `(n, BANDS, ROWS)`."""
    if not sets:
        return np.empty((0, BANDS, ROWS), dtype=np.uint64)
    flat = np.array([one for runs in sets for one in sorted(runs)], dtype=np.uint64)
    starts = np.cumsum([0, *(len(runs) for runs in sets[:-1])])
    made = []
    for nth in range(BANDS * ROWS):
        mixed = (flat * np.uint64(2 * nth * 40_503 + 2_654_435) + np.uint64(nth * 97_531 + 1)) % _PRIME
        made.append(np.minimum.reduceat(mixed, starts))
    return np.stack(made, axis=1).reshape(len(sets), BANDS, ROWS)
