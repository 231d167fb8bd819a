"""A simulated force written to a folder, batch by batch."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from fullcount.core.errors import Fault, StoreError
from fullcount.simulate.codes import codes_csv, force_toml
from fullcount.simulate.force import simulate_batches


def _is_ours(folder: Path) -> bool:
    """Say whether the folder is a simulated force, which may be written over."""
    try:
        return (folder / "truth").is_dir() and (folder / "force.toml").read_bytes() == force_toml().encode()
    except OSError:
        return False


def write_force(folder: Path, reports: int, seed: int, step: Callable[[str], Any] = lambda _: None) -> None:
    """Write the extracts, force.toml, codes.csv and truth/. Raises StoreError if the folder holds anything else."""
    if folder.exists() and any(folder.iterdir()) and not _is_ours(folder):
        raise StoreError(f"{folder} is not empty", [Fault(str(folder), "holds other files", "choose a new folder")])
    (folder / "truth").mkdir(parents=True, exist_ok=True)
    (folder / "force.toml").write_text(force_toml(), encoding="utf-8")
    (folder / "codes.csv").write_text(codes_csv(), encoding="utf-8")
    truth: dict[str, list[pl.DataFrame]] = {}
    done = 0
    first = True
    for batch in simulate_batches(reports, seed):
        for name, frame in batch.tables.items():
            with (folder / name).open("wb" if first else "ab") as stream:
                frame.write_csv(stream, include_header=first)
        for name, frame in batch.truth.items():
            truth.setdefault(name, []).append(frame)
        first = False
        done += batch.tables["reports.csv"].height
        step(f"simulating, {done:,} rows")
    for name, frames in truth.items():
        pl.concat(frames).write_parquet(folder / "truth" / name)
