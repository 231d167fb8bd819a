"""One file of an extract becomes a part of the store: canonical rows, what was set aside, and what its words say.

A part depends on nothing but the file's bytes, what `force.toml` says of it, the time zone and the lexicon: so a part
made yesterday is a part made today, and only new or changed files are read again.
"""

import errno
import hashlib
import json
import tempfile
from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

import polars as pl

from fullcount.core.errors import Fault, InputError, StoreError
from fullcount.core.tables import TABLES, Column, Table
from fullcount.pipeline.config import ExtractConfig
from fullcount.pipeline.intake import encodings, sources
from fullcount.pipeline.intake.columns import TYPES, Mapper
from fullcount.pipeline.intake.dates import order_of
from fullcount.pipeline.intake.readers import csv
from fullcount.pipeline.intake.readers.batch import ROW, RawBatch, Refused, clipped
from fullcount.pipeline.intake.readers.json_lines import read_json_lines
from fullcount.pipeline.intake.readers.parquet import read_parquet
from fullcount.pipeline.intake.readers.sheets import read_sheet
from fullcount.pipeline.parquet import PartWriter
from fullcount.reading.compiled import Lexicon
from fullcount.reading.read import Reading, read_texts

LAYOUT = 1
"""Version of the parts' layout: a store of another version is read again from the files."""

QUARANTINE_SCHEMA = {
    "row": pl.Int64, "kind": pl.String, "column": pl.String, "reason": pl.String, "original": pl.String,
}  # fmt: skip


@dataclass(slots=True)
class PartCounts:
    """What one file held: rows read = accepted + quarantined; values set aside in accepted rows; notes for people."""

    read: int = 0
    accepted: int = 0
    quarantined: int = 0
    values_set_aside: int = 0
    notes: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    forms: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the store: its source, its key, its counts."""

    source: sources.SourceFile
    key: str
    counts: PartCounts


def part_key(source: sources.SourceFile, extract: ExtractConfig, zone: str, lexicon: Lexicon | None) -> str:
    """Return the part's name: a hash of all that its content depends on."""
    said = asdict(extract)
    said.pop("files")
    uses_name = any("source_file" in spec.columns for spec in extract.columns.values())
    parts = [
        LAYOUT,
        source.sha256,
        said,
        zone,
        lexicon.sha256 if lexicon else "",
        Path(source.name).name if uses_name else "",
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()[:20]


def read_batches(
    source: sources.SourceFile, extract: ExtractConfig, scratch: Path, counts: PartCounts, *, careful: bool
) -> Iterator[RawBatch]:
    """Yield the file's rows by the reader that its format needs."""
    path = source.path
    if source.bytes == 0:
        counts.notes.append("the file is empty")
        return
    if (kind := sources.packing(path)) is not None:
        path = sources.unpacked(source, kind, scratch)
        if path.stat().st_size == 0:
            counts.notes.append("the file is empty")
            return
    form = sources.file_format(path, source.name, extract.format)
    if form == "parquet":
        yield from read_parquet(path, source.name)
    elif form in {"xlsx", "ods"}:
        sources.check_workbook(path, source.name)
        yield from read_sheet(path, source.name, extract.sheet, counts.notes)
    else:
        path, has_bad_bytes = _as_utf8(path, extract, scratch, counts.notes)
        if form == "jsonl":
            yield from read_json_lines(path, source.name)
        else:
            yield from _csv(path, source, extract, counts, careful or has_bad_bytes)


def _as_utf8(path: Path, extract: ExtractConfig, scratch: Path, notes: list[str]) -> tuple[Path, bool]:
    """Return a UTF-8 file with line feeds, and whether some of its bytes are bad."""
    encoding = encodings.encoding_of(path, extract.encoding)
    if encoding.has_bad_bytes:
        notes.append("some bytes are not valid UTF-8: the rows that have them are refused")
    if encoding.name != "utf-8":
        unread = encodings.transcoded(path, encoding.name, scratch / "utf8")
        path = scratch / "utf8"
        notes.append(
            f"read as {encoding.name}"
            + (f"; {unread:,} places hold no {encoding.name} and stand as \ufffd" if unread else "")
        )
    if encodings.has_lone_returns(path, extract.quote):
        notes.append("its lines end with carriage returns alone")
        path = encodings.with_line_feeds(path, scratch / "lines")
    return path, encoding.has_bad_bytes


def _csv(
    path: Path, source: sources.SourceFile, extract: ExtractConfig, counts: PartCounts, careful: bool
) -> Iterator[RawBatch]:
    dialect = csv.dialect_of(path, source.name, extract.delimiter, extract.quote)
    if dialect is None:
        counts.notes.append("the file holds no line")
        return
    if dialect.header_line > 1:
        counts.notes.append(f"the header ends on line {dialect.header_line:,}")
    counts.notes.extend(
        f"two columns are called {name[:60]!r}; the second is read as '{name[:60]} (2)'" for name in dialect.repeated
    )
    yield RawBatch(pl.DataFrame(schema=dict.fromkeys(dialect.header, pl.String) | {ROW: pl.Int64}))
    yield from csv.read_careful(path, dialect) if careful else csv.read_fast(path, dialect)


def load_part(
    source: sources.SourceFile, extract: ExtractConfig, zone: str, lexicon: Lexicon | None, folder: Path
) -> PartCounts:
    """Write the part of one file into `folder` and return its counts. Raises InputError if it cannot be
    read at all, StoreError if the disk will not take it. Without a lexicon the words are not read."""
    try:
        try:
            return _load(source, extract, zone, lexicon, folder, _Manner())
        except csv.NotCleanError:
            return _load(source, extract, zone, lexicon, folder, _Manner(careful=True))
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EROFS}:
            raise StoreError(f"{folder} cannot be written: {error.strerror}") from None
        raise InputError(
            f"{source.name} cannot be read", [Fault(source.name, error.strerror or "unreadable", "check its rights")]
        ) from None
    except MemoryError:
        raise InputError(
            f"{source.name} cannot be read", [Fault(source.name, "needs more memory than there is", "split it")]
        ) from None
    except pl.exceptions.PolarsError as error:  # its message may hold words of a report
        raise InputError(
            f"{source.name} cannot be taken",
            [
                Fault(
                    source.name, f"its columns cannot be worked with ({type(error).__name__})", "report this as a fault"
                )
            ],
        ) from None


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a file is gone through: by the careful reader or not, and with which forms of dates known beforehand."""

    careful: bool = False
    forms: Mapping[str, tuple[str, ...]] | None = None


def _load(
    source: sources.SourceFile,
    extract: ExtractConfig,
    zone: str,
    lexicon: Lexicon | None,
    folder: Path,
    manner: _Manner,
) -> PartCounts:
    table = TABLES[extract.table]
    key = part_key(source, extract, zone, lexicon)
    mapper = Mapper(extract, table, zone, Path(source.name).name, dict(manner.forms or {}))
    counts = PartCounts()
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        scratch = stack.enter_context(tempfile.TemporaryDirectory(prefix=f"{key}.", dir=folder))
        writer = stack.enter_context(PartWriter(folder, key))
        reader = stack.enter_context(_Reader(lexicon, writer))
        for batch in read_batches(source, extract, Path(scratch), counts, careful=manner.careful):
            _take(batch, mapper, table, reader, writer, counts)
        if not writer.wrote("rows"):
            _take(RawBatch(pl.DataFrame(schema={ROW: pl.Int64})), mapper, table, reader, writer, counts)
    if manner.forms is None and any(order_of(mapper.forms.get(name, ())) for name in mapper.ambiguous):
        settled = _Manner(manner.careful, mapper.forms)  # later rows told day from month: read the earlier ones again
        return _load(source, extract, zone, lexicon, folder, settled)
    counts.missing = sorted(mapper.missing)
    counts.forms = {name: list(forms) for name, forms in sorted(mapper.forms.items())}
    counts.notes.extend(
        f"{name}: day and month cannot be told apart; set date_order" for name in sorted(mapper.ambiguous)
    )
    (folder / f"{key}.json").write_text(json.dumps(asdict(counts), indent=1, sort_keys=True))
    return counts


def _take(
    batch: RawBatch, mapper: Mapper, table: Table, reader: "_Reader", writer: PartWriter, counts: PartCounts
) -> None:
    """Map one batch, set aside what cannot be taken, have its words read, and write it all."""
    made = mapper.canonical(batch.frame)
    bad = pl.any_horizontal([pl.col(column.name).is_null() for column in table.columns if column.required])
    aside = _set_aside(made, batch.frame, table, mapper, bad, batch.refused)
    rows = made.filter(~bad).select(ROW, *[column.name for column in table.columns])
    writer.write("rows", rows)
    writer.write("quarantine", aside)
    if table.name == "reports":
        reader.read(rows)
    refused = int(aside.filter(pl.col("kind") == "row").get_column("row").n_unique()) if aside.height else 0
    counts.read += batch.frame.height + len(batch.refused)
    counts.accepted += rows.height
    counts.quarantined += refused
    counts.values_set_aside += int((aside.get_column("kind") == "value").sum()) if aside.height else 0


class _Reader:
    """Reads the words of batches in a second thread, one batch after the other, at most two waiting."""

    def __init__(self, lexicon: Lexicon | None, writer: PartWriter) -> None:
        self.lexicon = lexicon
        self.writer = writer
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading")
        self._waiting: deque[Future[None]] = deque()

    def __enter__(self) -> "_Reader":
        return self

    def read(self, rows: pl.DataFrame) -> None:
        """Have a batch read; raises what an earlier batch raised."""
        if self.lexicon is None:
            return
        while len(self._waiting) >= 2:
            self._waiting.popleft().result()
        self._waiting.append(self._pool.submit(self._read, rows.select(ROW, "text"), self.lexicon))

    def _read(self, rows: pl.DataFrame, lexicon: Lexicon) -> None:
        reading = read_texts(rows.get_column(ROW).alias("report_key"), rows.get_column("text"), lexicon)
        self.writer.write("facts", _facts(reading, rows))
        self.writer.write("spans", reading.spans)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            while self._waiting and kind is None:
                self._waiting.popleft().result()
        finally:
            self._pool.shutdown(wait=True, cancel_futures=True)


def _facts(reading: Reading, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the facts of a batch with `has_text` and `said`: the words that state a fact, each with the fact."""
    asserted = reading.spans.filter(pl.col("scope") == "asserted")
    words = asserted.select("report_key", pl.concat_str("term", pl.lit(" ("), "fact", pl.lit(")")).alias("word"))
    said = (
        words.unique(maintain_order=True)
        .group_by("report_key", maintain_order=True)
        .agg(pl.col("word").str.join(", ").alias("said"))
    )
    facts = reading.facts.with_columns(rows.get_column("text").is_not_null().alias("has_text"))
    return facts.join(said, on="report_key", how="left", maintain_order="left")


def _set_aside(
    made: pl.DataFrame, raw: pl.DataFrame, table: Table, mapper: Mapper, bad: pl.Expr, refused: list[Refused]
) -> pl.DataFrame:
    """Return what is set aside: whole rows (kind row) and single values of rows that are taken (kind value)."""
    found = [
        pl.DataFrame(
            {
                "row": [item.row for item in refused],
                "kind": ["row"] * len(refused),
                "column": [item.column for item in refused],
                "reason": [item.reason for item in refused],
                "original": [item.original for item in refused],
            },
            schema=QUARANTINE_SCHEMA,
        )
    ]
    seen = pl.lit(value=False)
    for column in (column for column in table.columns if column.required):
        blank = made.filter(pl.col(column.name).is_null() & ~seen)
        seen = seen | pl.col(column.name).is_null()
        if blank.height:
            found.append(_faults(blank, raw, column, "row", mapper))
    for column in (column for column in table.columns if f"{column.name}!" in made.columns):
        unread = made.filter(~bad & pl.col(f"{column.name}!")) if not column.required else made.clear()
        if unread.height:
            found.append(_faults(unread, raw, column, "value", mapper))
    return pl.concat(found).sort("row", "kind", "column", maintain_order=True)


def _faults(bad: pl.DataFrame, raw: pl.DataFrame, column: Column, what: str, mapper: Mapper) -> pl.DataFrame:
    source = mapper.source(column)
    columns = [given for given in (source.columns if source else ()) if given in raw.columns]
    rows = raw.join(bad.select(ROW), on=ROW, how="semi", maintain_order="left")
    unread = bad.get_column(f"{column.name}!") if f"{column.name}!" in bad.columns else pl.Series([False] * bad.height)
    blank = "is blank" if column.name not in mapper.missing else "is not a column of this file"
    whys = mapper.why_unread(column, rows) if unread.any() else [blank] * rows.height
    return pl.DataFrame(
        {
            "row": bad.get_column(ROW),
            "kind": [what] * bad.height,
            "column": [" + ".join(columns) or column.name] * bad.height,
            "reason": [
                f"{column.name} {why if flag else blank}" for flag, why in zip(unread.to_list(), whys, strict=True)
            ],
            "original": [clipped(_original(row)) for row in rows.drop(ROW).iter_rows(named=True)],
        },
        schema=QUARANTINE_SCHEMA,
    )


def _original(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, default=str)


def empty_rows(table: Table) -> pl.DataFrame:
    """Return the table with no row."""
    return pl.DataFrame(schema={ROW: pl.Int64} | {column.name: TYPES[column.kind] for column in table.columns})
