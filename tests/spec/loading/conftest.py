"""How the tables in this folder are read: one extract of reports, as CSV, loaded for a London force."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from fullcount.pipeline.config import ExtractConfig, Source
from fullcount.pipeline.intake import sources
from fullcount.pipeline.intake.parts import load_part, part_key

COLUMNS = {"report_id": Source(("Incident No",)), "reported_at": Source(("Reported",)), "text": Source(("Log",))}


@pytest.fixture
def taken(tmp_path: Path) -> Callable[..., tuple[pl.DataFrame, pl.DataFrame]]:
    """Give a function that loads a file and returns the rows taken and what was set aside."""

    def loaded(raw: bytes, name: str = "reports.csv", order: str | None = "dmy") -> tuple[pl.DataFrame, pl.DataFrame]:
        (tmp_path / name).write_bytes(raw)
        extract = ExtractConfig("reports", (name,), COLUMNS, date_order=order)
        source = sources.source_file("reports", name, tmp_path / name)
        counts = load_part(source, extract, "Europe/London", None, tmp_path / "part")
        assert counts.read == counts.accepted + counts.quarantined
        stem = tmp_path / "part" / part_key(source, extract, "Europe/London", None)
        return pl.read_parquet(f"{stem}.rows.parquet"), pl.read_parquet(f"{stem}.quarantine.parquet")

    return loaded
