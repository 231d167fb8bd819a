"""Text made safe for Markdown: nothing in it can be read as a table, a link, a heading or HTML."""

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]<>|~#$])")


def cell(text: object) -> str:
    """Return text for a cell or a line: on one line, every sign of Markdown escaped."""
    return _SIGNS.sub(r"\\\1", " ".join(str(text).split())).replace("&", "&amp;")


def table(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    """Return a table; its cells are Markdown already."""
    head = [f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    return [*head, *(f"| {' | '.join(row)} |" for row in rows)]
