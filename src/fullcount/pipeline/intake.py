"""One file of an extract becomes a part of the store: canonical rows, what was set aside, and what its words say.

A part depends on nothing but the file's bytes, what `force.toml` says of it, the time zone and the lexicon: so a part
made yesterday is a part made today, and only new or changed files are read again.
"""

import hashlib
import json
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

import polars as pl

from fullcount.core.tables import TABLES, Kind, Table
from fullcount.pipeline import sources
from fullcount.pipeline.columns import TYPES, Mapper
from fullcount.pipeline.config import ExtractConfig
from fullcount.pipeline.parquet import PartWriter
from fullcount.pipeline.readers import csv, tables
from fullcount.pipeline.readers.batch import ROW, RawBatch, Refused, clipped
from fullcount.reading.lexicon import Lexicon
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
    parts = [LAYOUT, source.sha256, said, zone, lexicon.sha256 if lexicon else "", Path(source.name).name if uses_name else ""]
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
    form = sources.file_format(path, source.name, extract.format)
    if form == "parquet":
        yield from tables.read_parquet(path, source.name)
    elif form in {"xlsx", "ods"}:
        yield from tables.read_sheet(path, source.name, extract.sheet)
    else:
        encoding = sources.encoding_of(path, extract.encoding)
        if encoding.name not in {"utf-8", "ascii"}:
            counts.notes.append(f"read as {encoding.name}")
            path = sources.transcoded(path, encoding.name, scratch)
        if encoding.has_bad_bytes:
            counts.notes.append("some bytes are not valid UTF-8")
        yield from tables.read_jsonl(path) if form == "jsonl" else _csv(path, source, extract, counts, careful or encoding.has_bad_bytes)


def _csv(
    path: Path, source: sources.SourceFile, extract: ExtractConfig, counts: PartCounts, careful: bool
) -> Iterator[RawBatch]:
    dialect = csv.dialect_of(path, source.name, extract.delimiter, extract.quote)
    if dialect is None:
        counts.notes.append("the file holds no line")
        return
    counts.notes.extend(f"two columns are called {name!r}; the second is read as '{name} (2)'" for name in dialect.repeated)
    yield RawBatch(pl.DataFrame(schema=dict.fromkeys(dialect.header, pl.String) | {ROW: pl.Int64}))
    yield from csv.read_careful(path, dialect) if careful else csv.read_fast(path, dialect)


def load_part(
    source: sources.SourceFile, extract: ExtractConfig, zone: str, lexicon: Lexicon | None, folder: Path
) -> PartCounts:
    """Write the part of one file into `folder` and return its counts. Raises InputError if it cannot be
    read at all. Without a lexicon the words are not read."""
    try:
        return _load(source, extract, zone, lexicon, folder, careful=False)
    except csv.NotClean:
        return _load(source, extract, zone, lexicon, folder, careful=True)


def _load(
    source: sources.SourceFile, extract: ExtractConfig, zone: str, lexicon: Lexicon | None, folder: Path, *, careful: bool
) -> PartCounts:
    table = TABLES[extract.table]
    key = part_key(source, extract, zone, lexicon)
    mapper = Mapper(extract, table, zone, Path(source.name).name)
    counts = PartCounts()
    folder.mkdir(parents=True, exist_ok=True)
    scratch = folder / f"{key}.scratch"
    scratch.mkdir(exist_ok=True)
    with PartWriter(folder, key) as writer, _Reader(lexicon, writer) as reader:
        for batch in read_batches(source, extract, scratch, counts, careful=careful):
            _take(batch, mapper, table, reader, writer, counts)
        if not writer.wrote("rows"):
            _take(RawBatch(pl.DataFrame(schema={ROW: pl.Int64})), mapper, table, reader, writer, counts)
    for left in scratch.iterdir():
        left.unlink()
    scratch.rmdir()
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

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            while self._waiting and kind is None:
                self._waiting.popleft().result()
        finally:
            self._pool.shutdown(wait=True, cancel_futures=True)


def _facts(reading: Reading, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the facts of a batch with `has_text` and `said`: the words that state a fact, each with the fact."""
    asserted = reading.spans.filter(pl.col("scope") == "asserted")
    words = asserted.select("report_key", pl.concat_str("term", pl.lit(" ("), "fact", pl.lit(")")).alias("word"))
    said = words.unique(maintain_order=True).group_by("report_key", maintain_order=True).agg(pl.col("word").str.join(", ").alias("said"))
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
            found.append(_faults(blank, raw, column.name, column.kind, "row", mapper))
    for column in (column for column in table.columns if f"{column.name}!" in made.columns):
        unread = made.filter(~bad & pl.col(f"{column.name}!")) if not column.required else made.clear()
        if unread.height:
            found.append(_faults(unread, raw, column.name, column.kind, "value", mapper))
    return pl.concat(found).sort("row", "kind", "column", maintain_order=True)


def _faults(bad: pl.DataFrame, raw: pl.DataFrame, name: str, kind: Kind, what: str, mapper: Mapper) -> pl.DataFrame:
    source = mapper.extract.columns.get(name)
    columns = [column for column in (source.columns if source else ()) if column in raw.columns]
    rows = raw.join(bad.select(ROW), on=ROW, how="semi", maintain_order="left")
    unread = bad.get_column(f"{name}!") if f"{name}!" in bad.columns else pl.Series([False] * bad.height)
    words = {Kind.TIME: "is not a date and time that is known here", Kind.NUMBER: "is not a number",
             Kind.WHOLE: "is not a whole number", Kind.YES_NO: "is neither yes nor no"}.get(kind, "cannot be read")  # fmt: skip
    if name in mapper.ambiguous:
        words = "is a date whose day and month cannot be told apart: set date_order"
    blank = "is blank" if name not in mapper.missing else "is not a column of this file"
    return pl.DataFrame(
        {
            "row": bad.get_column(ROW),
            "kind": [what] * bad.height,
            "column": [" + ".join(columns) or name] * bad.height,
            "reason": [f"{name} {words if flag else blank}" for flag in unread.to_list()],
            "original": [clipped(_original(row)) for row in rows.drop(ROW).iter_rows(named=True)],
        },
        schema=QUARANTINE_SCHEMA,
    )


def _original(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, default=str)


def empty_rows(table: Table) -> pl.DataFrame:
    """Return the table with no row."""
    return pl.DataFrame(schema={ROW: pl.Int64} | {column.name: TYPES[column.kind] for column in table.columns})
