"""Reads which report is on which list."""

from pathlib import Path

import polars as pl

from fullcount.pipeline.auditing.tables import Column, Kind, read_table

LISTS = (
    Column("report_id", Kind.TEXT, required=True, blank=False),
    Column("list", Kind.TEXT, required=True, blank=False),
)


def read_lists(path: Path) -> tuple[list[tuple[str, str]], int]:
    """Return (report_id, list), each once, and how many spellings of a list's name were taken for another.

    Names that differ in blanks around them or in capitals name one list, by its first spelling. Raises InputError
    where the table cannot be used.
    """
    rows = read_table(path, LISTS)
    names = rows["list"].unique(maintain_order=True).to_list()
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(same_name(name), name.strip())
    named = rows.with_columns(pl.col("list").replace_strict(names, [first[same_name(name)] for name in names]))
    found = named.unique(maintain_order=True)
    return list(zip(found["report_id"].to_list(), found["list"].to_list(), strict=True)), len(names) - len(first)


def same_name(name: str) -> str:
    """Return what is alike in all spellings of a list's name."""
    return name.strip().casefold()
