"""A simulated force written to a folder, batch by batch, in constant memory."""

import os
import shutil
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from fullcount.core.errors import Fault, StoreError
from fullcount.simulate.force import SimulatedBatch, Wanted, described, simulate_batches

_FIRST_LINE = "# A synthetic force: nothing in it is real."


def _is_ours(folder: Path) -> bool:
    """Say whether the folder is a simulated force and nothing else, which may be written over."""
    try:
        text = (folder / "force.toml").read_text(encoding="utf-8")
        if not text.startswith(_FIRST_LINE):
            return False
        extracts = tomllib.loads(text)["extracts"].values()
        named = {name.replace("*", "") for extract in extracts for name in extract["files"]}
        return {path.name for path in folder.iterdir()} <= named | {"force.toml", "codes.csv", "truth"} and all(
            path.suffix == ".parquet" or path.name == "scenario.json" for path in (folder / "truth").iterdir()
        )
    except (OSError, ValueError, KeyError):
        return False


class _Writer:
    """Appends batches to the files of a folder; every Parquet file is one writer, every CSV file one stream."""

    def __init__(self, folder: Path, wanted: Wanted, stack: ExitStack) -> None:
        self.folder = folder
        self.coded = wanted.crime_shape == "coded"
        self._stack = stack
        self._streams: dict[str, Any] = {}
        self._parquet: dict[str, pq.ParquetWriter] = {}

    def write(self, batch: SimulatedBatch) -> None:
        """Append one batch."""
        for name, frame in batch.tables.items():
            first = name not in self._streams
            if first:
                self._streams[name] = self._stack.enter_context((self.folder / name).open("wb"))
            if name == "crimes.csv" and self.coded:
                text = BytesIO()
                frame.write_csv(text, include_header=first, separator=";")
                self._streams[name].write(text.getvalue().decode().encode("cp1252", errors="replace"))
            else:
                frame.write_csv(self._streams[name], include_header=first)
        for name, frame in batch.truth.items():
            rows = frame.to_arrow()
            if name not in self._parquet:
                writer = pq.ParquetWriter(self.folder / "truth" / name, rows.schema, compression="zstd")
                self._parquet[name] = self._stack.enter_context(writer)
            self._parquet[name].write_table(rows)


def write_force(folder: Path, wanted: Wanted, step: Callable[[str], Any] = lambda _: None) -> None:
    """Write the extracts, force.toml, codes.csv and truth/. Raises StoreError if the folder holds anything else.

    The force is made beside the folder and put in its place by renaming when it is whole; one that was there before
    stands until then. One batch is written while the next is made, so that memory does not grow with the force.
    """
    folder = folder.resolve()
    with _place(folder) as (building, old):
        if folder.exists() and any(folder.iterdir()) and not _is_ours(folder):
            raise StoreError(f"{folder} is not empty", [Fault(str(folder), "holds other files", "choose a new folder")])
        building.mkdir()
        _write(building, wanted, step)
        if folder.exists():
            folder.rename(old)
        building.rename(folder)


@contextmanager
def _place(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Yield where to build and where to put the force of before; both are gone in the end.

    What a killed process left behind is put right first: a force that it had moved aside comes back.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    for left in sorted(folder.parent.glob(f".{folder.name}.*.old")):
        if not _is_running(left) and not folder.exists():
            left.rename(folder)
    for left in folder.parent.glob(f".{folder.name}.*.*"):
        if left.suffix in {".making", ".old"} and not _is_running(left):
            shutil.rmtree(left, ignore_errors=True)
    building, old = (folder.parent / f".{folder.name}.{os.getpid()}.{what}" for what in ("making", "old"))
    try:
        yield building, old
    finally:
        shutil.rmtree(building, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _is_running(left: Path) -> bool:
    """Say whether the process that made a folder such as `.force.1234.making` is still there."""
    number = left.name.split(".")[-2]
    if not number.isdigit() or int(number) == os.getpid():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _write(folder: Path, wanted: Wanted, step: Callable[[str], Any]) -> None:
    (folder / "truth").mkdir()
    for name, text in described(wanted).items():
        (folder / name).write_text(text, encoding="utf-8")
    done = 0
    waiting: Future[None] | None = None
    with ExitStack() as stack, ThreadPoolExecutor(max_workers=1, thread_name_prefix="writing") as pool:
        writer = _Writer(folder, wanted, stack)
        for batch in simulate_batches(wanted):
            if waiting is not None:
                waiting.result()
            done += batch.truth["reports.parquet"].height
            step(f"simulating, {done:,} of {wanted.reports:,} reports")
            waiting = pool.submit(writer.write, batch)
        if waiting is not None:
            waiting.result()
