"""Opening and closing codes of a whole table: their kinds, whether they stand for a crime, and for which."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.rulebook.codes import ABSENT, UNMAPPED, meanings
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.vocabulary import CodeKind

_KINDS = tuple(CodeKind)


@dataclass(frozen=True, slots=True)
class Codes:
    """What the codes of every row amount to: arrays of shape (rows,).

    `opened_as`, `closed_as`, `type`: places in CodeKind; `is_crime`, `has_victim`: one of the two codes does; `coded`:
    the slot of the crime that they stand for (the closing code's, or the opening code's where there is no closing
    code), NONE where that is no crime.
    """

    opened_as: npt.NDArray[np.uint8]
    closed_as: npt.NDArray[np.uint8]
    type: npt.NDArray[np.uint8]
    is_crime: npt.NDArray[np.bool_]
    has_victim: npt.NDArray[np.bool_]
    coded: npt.NDArray[np.uint16]


def read(table: pl.DataFrame, rows: int, pack: Pack) -> Codes:
    """Return what the columns `opening_class` and `closing_class` amount to; a missing one is absent in every row."""
    names = list(meanings(pack))
    listed = [*meanings(pack).values(), UNMAPPED, ABSENT]
    kind = np.array([_KINDS.index(meaning.kind) for meaning in listed], dtype=np.uint8)
    crime = np.array([meaning.kind is CodeKind.CRIME for meaning in listed])
    victim = np.array([meaning.has_victim for meaning in listed])
    slot = np.array([meaning.slot for meaning in listed], dtype=np.uint16)
    opening, closing = (_places(table, f"{name}_class", rows, names) for name in ("opening", "closing"))
    last = np.where(closing == len(listed) - 1, opening, closing)
    return Codes(
        opened_as=kind[opening],
        closed_as=kind[closing],
        type=kind[last],
        is_crime=crime[opening] | crime[closing],
        has_victim=victim[opening] | victim[closing],
        coded=slot[last],
    )


def _places(table: pl.DataFrame, column: str, rows: int, names: list[str]) -> npt.NDArray[np.uint16]:
    """Return the place of each class among `names`: one beyond if it is none of them, two if none is told."""
    if column not in table.columns or table.schema[column] == pl.Null:
        return np.full(rows, len(names) + 1, dtype=np.uint16)
    told = table[column].cast(pl.String)
    known = told.cast(pl.Enum(names), strict=False).to_physical().cast(pl.UInt16).fill_null(len(names))
    return np.where(told.is_null().to_numpy(), np.uint16(len(names) + 1), known.to_numpy())
