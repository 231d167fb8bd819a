"""The comparison as rows of a spreadsheet: one row a figure."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from fullcount.pipeline.report.spreadsheet import safe_cell

COLUMNS = ("section", "name", "figure", "value")
NAMES = ("should_be", "state", "name", "rule", "seen")
"""What together names a row of a list; `name` alone in most."""


def as_csv(found: Mapping[str, Any]) -> str:
    """Return every figure as CSV: section, what it is of (state/mechanism), the figure's name, its value."""
    rows = [
        (section, name, figure, "" if value is None else str(value))
        for section, inside in found.items()
        for name, figure, value in _figures(inside, "", "")
    ]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")
    return frame.with_columns(safe_cell(name) for name in COLUMNS).write_csv(quote_style="always")


def _figures(value: Any, name: str, figure: str) -> Iterator[tuple[str, str, Any]]:
    if isinstance(value, Mapping):
        for key, inside in value.items():
            if key not in NAMES or not name:
                yield from _figures(inside, name, f"{figure}.{key}" if figure else str(key))
    elif isinstance(value, list):
        for item in value:
            own = "/".join(str(item[key]) for key in NAMES if item.get(key))
            yield from _figures(item, f"{name}/{own}" if name else own, figure)
    else:
        yield name, figure, value
