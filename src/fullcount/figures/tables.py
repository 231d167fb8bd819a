"""A table for a reader: caption, column heads and rows of finished words; the first cell of a row heads it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageTable:
    """Caption, heads and rows; `numeric` are the positions of columns that are set to the right."""

    ident: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()


def page_table(
    ident: str, caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], numeric: Iterable[int] = ()
) -> PageTable:
    """Return a table whose every row has as many cells as there are heads.

    Raises ValueError where one has not: a fault of ours.
    """
    cells = tuple(tuple(row) for row in rows)
    if any(len(row) != len(heads) for row in cells):
        raise ValueError(f"table {ident}: a row has not {len(heads)} cells")
    return PageTable(ident, caption, tuple(heads), cells, frozenset(numeric))
