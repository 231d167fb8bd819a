"""The order of a draw, and the hash of a frame: SHA-256 of plain text, so that anybody can check them with any tool."""

import hashlib
from collections.abc import Iterable, Sequence
from enum import StrEnum

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fullcount.audit.planning.frame import COLUMNS

RULE = (
    "Within each stratum the reports are ordered by the SHA-256 of the text 'SEED PURPOSE REPORT_ID' in UTF-8, the "
    "lowest first, and the first so many are drawn."
)
RULE_OF_CHANCE = (
    "The unlinked reports are ordered by the SHA-256 of the text 'SEED PURPOSE REPORT_ID' in UTF-8, the lowest first; "
    "their chances are added up in that order, and the reports are drawn at which the sum passes a start and each "
    "whole number beyond it. The start is the first 64 bits of the SHA-256 of 'SEED start PURPOSE' over 2 to the 64th."
)
_TOP = 2.0**64


class Purpose(StrEnum):
    """What an order is for: each purpose has its own, so that none tells anything of another."""

    DRAW = "draw"
    INSPECTOR = "inspector"
    READING = "reading"
    FIRST = "first"
    SECOND = "second"
    START = "start"
    TIES = "ties"
    THINNING = "thinning"


def keys(seed: str, purpose: Purpose, report_ids: Iterable[str]) -> list[str]:
    """Return the SHA-256 of 'SEED PURPOSE REPORT_ID' of each report, as hexadecimal text.

    Check: `printf '%s' '20261130 draw I25-0000001' | sha256sum` says 76a1ccf8be4f… as well. Stark 2010,
    *Super-simple simultaneous single-ballot risk-limiting audits*, USENIX EVT/WOTE: a public seed and
    SHA-256, so that neither side can choose.
    """
    start = hashlib.sha256(f"{seed} {purpose} ".encode())

    def key(report_id: str) -> str:
        made = start.copy()
        made.update(report_id.encode("utf-8", "surrogatepass"))
        return made.hexdigest()

    return [key(report_id) for report_id in report_ids]


def ranked(seed: str, purpose: Purpose, report_ids: Sequence[str]) -> NDArray[np.int64]:
    """Return the positions of the reports in the order of their keys, `(n,)`: the first drawn first."""
    made = keys(seed, purpose, report_ids)
    return np.array(sorted(range(len(made)), key=made.__getitem__), dtype=np.int64)


def uniform(seed: str, purpose: Purpose, text: str) -> float:
    """Return one number of [0, 1) from the seed, as even as SHA-256: its first 64 bits over 2^64."""
    return int(keys(seed, purpose, [text])[0][:16], 16) / _TOP


def frame_hash(frame: pl.DataFrame) -> str:
    """Return the SHA-256 of a frame in order of report ids: the same whatever file and order its rows came in.

    Column by column, by the order of `COLUMNS`: the name, a line feed, then of each cell the number of its characters,
    a colon and the cell ("~" for a blank; numbers in the shortest decimal form that gives them back).
    """
    made = hashlib.sha256()
    for name in COLUMNS:
        if name in frame.columns:
            made.update(f"{name}\n".encode())
            cells = ("~" if cell is None else f"{len(told := _told(cell))}:{told}" for cell in frame[name].to_list())
            made.update("".join(cells).encode("utf-8", "surrogatepass"))
    return made.hexdigest()


def text_hash(lines: Iterable[str]) -> str:
    """Return the SHA-256 of the texts, each with the number of its characters and a colon before it."""
    return hashlib.sha256("".join(f"{len(line)}:{line}" for line in lines).encode("utf-8", "surrogatepass")).hexdigest()


def _told(cell: object) -> str:
    return cell if isinstance(cell, str) else repr(cell)
