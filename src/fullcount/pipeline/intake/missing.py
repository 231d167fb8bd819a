"""Columns that `force.toml` names and no file of the extract has: a slip of the pen, told before anything is judged."""

from collections.abc import Sequence

from fullcount.core.errors import Fault
from fullcount.pipeline.config import ExtractConfig
from fullcount.pipeline.intake.parts import Part


def columns_no_file_has(extract: ExtractConfig, parts: Sequence[Part]) -> list[Fault]:
    """Return a fault for each key of the extract whose columns are in none of the files that hold a row."""
    held = [part.counts.missing for part in parts if part.counts.read]
    where = f"extracts.{extract.table}"
    return [
        Fault(
            f"{where}.entries" if name.startswith("entries: ") else f"{where}.columns.{name}",
            f"no file has {', '.join(columns)}",
            "compare with the header",
        )
        for name, columns in extract.named.items()
        if held and all(name in missing for missing in held)
    ]
