"""Reads which report is on which list."""

from pathlib import Path

from fullcount.pipeline.auditing.tables import Column, Kind, read_table

LISTS = (
    Column("report_id", Kind.TEXT, required=True, blank=False),
    Column("list", Kind.TEXT, required=True, blank=False),
)


def read_lists(path: Path) -> list[tuple[str, str]]:
    """Return (report_id, list), each once. Raises InputError where the table cannot be used."""
    rows = read_table(path, LISTS).unique(maintain_order=True)
    return list(zip(rows["report_id"].to_list(), rows["list"].to_list(), strict=True))
