"""Parquet written batch by batch, the same bytes for the same rows."""

from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import polars as pl

COMPRESSION: Literal["zstd"] = "zstd"
LEVEL = 1


class PartWriter:
    """Writes the files of one part (`<key>.<what>.parquet`), a row group a batch; a failure leaves no part behind."""

    def __init__(self, folder: Path, key: str) -> None:
        self.folder = folder
        self.key = key
        self._writers: dict[str, Any] = {}

    def __enter__(self) -> "PartWriter":
        return self

    def path(self, what: str) -> Path:
        return self.folder / f"{self.key}.{what}.parquet"

    def wrote(self, what: str) -> bool:
        return what in self._writers

    def write(self, what: str, frame: pl.DataFrame) -> None:
        """Append a batch; an empty one is written only if it is the first, so that the file has its columns."""
        import pyarrow.parquet as pq

        table = frame.rechunk().to_arrow(compat_level=pl.CompatLevel.oldest())
        if what not in self._writers:
            self._writers[what] = pq.ParquetWriter(
                self.path(what), table.schema, compression=COMPRESSION, compression_level=LEVEL, store_schema=True
            )
        if frame.height:
            self._writers[what].write_table(table)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for writer in self._writers.values():
            writer.close()
        if kind is not None:
            for what in self._writers:
                self.path(what).unlink(missing_ok=True)


def write_frame(frame: pl.DataFrame, path: Path) -> None:
    """Write a whole table: sorted by the caller, with no time or machine in the file."""
    frame.rechunk().write_parquet(
        path, compression=COMPRESSION, compression_level=LEVEL, statistics=True, row_group_size=100_000
    )
