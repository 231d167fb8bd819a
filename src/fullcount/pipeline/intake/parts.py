"""One file of an extract becomes a part of the store: canonical rows, what was set aside, and what its words say.

A part depends on nothing but the file's bytes, what `force.toml` says of it, the time zone and the lexicon: so a part
made yesterday is a part made today, and only new or changed files are read again.
"""

import errno
import hashlib
import json
import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from types import TracebackType

import polars as pl

from fullcount.core.errors import Fault, InputError, StoreError
from fullcount.core.tables import TABLES, Table
from fullcount.pipeline.config import ExtractConfig
from fullcount.pipeline.intake import encodings, sources
from fullcount.pipeline.intake.columns import TYPES, Mapper
from fullcount.pipeline.intake.dates import order_of
from fullcount.pipeline.intake.gather import Gatherer, NotTogetherError
from fullcount.pipeline.intake.readers import csv
from fullcount.pipeline.intake.readers.batch import ROW, RawBatch
from fullcount.pipeline.intake.readers.json_lines import read_json_lines
from fullcount.pipeline.intake.readers.parquet import read_parquet
from fullcount.pipeline.intake.readers.sheets import read_sheet
from fullcount.pipeline.intake.set_aside import set_aside
from fullcount.pipeline.parquet import PartWriter
from fullcount.reading.compiled import Lexicon
from fullcount.reading.read import Reading, read_texts

ReadTexts = Callable[[pl.Series, pl.Series, Lexicon], Reading]
LAYOUT = 3
"""Version of the parts' layout: a store of another version is read again from the files."""


@dataclass(slots=True)
class PartCounts:
    """What one file held: rows read = accepted + quarantined; values set aside in accepted rows; notes for people.

    entries: rows of a file whose rows are entries of logs; `read` and the others then count logs (see `gather`).
    """

    read: int = 0
    accepted: int = 0
    quarantined: int = 0
    values_set_aside: int = 0
    entries: int = 0
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
    uses_name = any("source_file" in columns for columns in extract.named.values())
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
    source: sources.SourceFile,
    extract: ExtractConfig,
    zone: str,
    lexicon: Lexicon | None,
    folder: Path,
    read: ReadTexts = read_texts,
) -> PartCounts:
    """Write the part of one file into `folder` and return its counts. Raises InputError if it cannot be
    read at all, StoreError if the disk will not take it. Without a lexicon the words are not read."""
    try:
        return _load_somehow(source, extract, zone, lexicon, folder, _Manner(read=read))
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
    """How a file is gone through: by the careful reader or not, with which forms of dates known beforehand, whether the
    entries of a log are taken to stand together, and by what the words are read."""

    careful: bool = False
    forms: Mapping[str, tuple[str, ...]] | None = None
    together: bool = True
    read: ReadTexts = read_texts


def _load_somehow(
    source: sources.SourceFile,
    extract: ExtractConfig,
    zone: str,
    lexicon: Lexicon | None,
    folder: Path,
    manner: _Manner,
) -> PartCounts:
    """Load the file the fast way, and again in the way that it turns out to need."""
    while True:
        try:
            return _load(source, extract, zone, lexicon, folder, manner)
        except csv.NotCleanError:
            manner = replace(manner, careful=True)
        except NotTogetherError:
            manner = replace(manner, together=False)


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
    gatherer = _gatherer(source, extract, manner)
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        scratch = stack.enter_context(tempfile.TemporaryDirectory(prefix=f"{key}.", dir=folder))
        writer = stack.enter_context(PartWriter(folder, key))
        reader = stack.enter_context(_Reader(lexicon, writer, manner.read))
        batches = read_batches(source, extract, Path(scratch), counts, careful=manner.careful)
        for batch in gatherer.gathered(batches) if gatherer is not None else batches:
            _take(batch, mapper, table, reader, writer, counts)
        if not writer.wrote("rows"):
            _take(RawBatch(pl.DataFrame(schema={ROW: pl.Int64})), mapper, table, reader, writer, counts)
    if manner.forms is None and any(order_of(mapper.forms.get(name, ())) for name in mapper.ambiguous):
        settled = replace(manner, forms=mapper.forms)  # later rows told day from month: read the earlier ones again
        return _load(source, extract, zone, lexicon, folder, settled)
    counts.missing = sorted(mapper.missing)
    if gatherer is not None:
        _count_entries(gatherer, counts)
    counts.forms = {name: list(forms) for name, forms in sorted(mapper.forms.items())}
    counts.notes.extend(
        f"{name}: day and month cannot be told apart; set date_order" for name in sorted(mapper.ambiguous)
    )
    (folder / f"{key}.json").write_text(json.dumps(asdict(counts), indent=1, sort_keys=True))
    return counts


def _gatherer(source: sources.SourceFile, extract: ExtractConfig, manner: _Manner) -> Gatherer | None:
    if extract.entries is None:
        return None
    return Gatherer(extract, extract.entries, Path(source.name).name, manner.together)


def _count_entries(gatherer: Gatherer, counts: PartCounts) -> None:
    counts.entries = gatherer.rows
    counts.missing = sorted([*counts.missing, *gatherer.missing])
    if gatherer.has_own_words:
        counts.notes.append(f"its column {gatherer.entries.words!r} is not read: the joined lines have its name")


def _take(
    batch: RawBatch, mapper: Mapper, table: Table, reader: "_Reader", writer: PartWriter, counts: PartCounts
) -> None:
    """Map one batch, set aside what cannot be taken, have its words read, and write it all."""
    made = mapper.canonical(batch.frame)
    bad = pl.any_horizontal([pl.col(column.name).is_null() for column in table.columns if column.required])
    aside = set_aside(made, batch.frame, table, mapper, bad, batch.refused)
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

    def __init__(self, lexicon: Lexicon | None, writer: PartWriter, read: ReadTexts) -> None:
        self.lexicon = lexicon
        self.read_texts = read
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
        reading = self.read_texts(rows.get_column(ROW).alias("report_key"), rows.get_column("text"), lexicon)
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


def empty_rows(table: Table) -> pl.DataFrame:
    """Return the table with no row."""
    return pl.DataFrame(schema={ROW: pl.Int64} | {column.name: TYPES[column.kind] for column in table.columns})
