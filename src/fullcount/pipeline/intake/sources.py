"""Finding an extract's files and opening them: names, compression, encoding, hash; nothing is parsed here."""

import bz2
import gzip
import hashlib
import lzma
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from fullcount.core.errors import ConfigError, Fault, InputError
from fullcount.pipeline.config import ExtractConfig

CHUNK = 1 << 22
BOMB_BYTES = 64 << 20
BOMB_RATIO = 150
"""Text packs 5 to 20 times; an archive that grows beyond 64 MiB at more than 150 times is refused."""
DAMAGE = (
    OSError, EOFError, ValueError, LookupError, OverflowError, RuntimeError, NotImplementedError,
    lzma.LZMAError, zlib.error, struct.error, zipfile.BadZipFile,
)  # fmt: skip
"""What the readers of archives raise over damaged bytes."""
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

MAGIC = (
    (b"PAR1", "parquet"),
    (b"\x1f\x8b", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zst"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
)
ENDINGS = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl",
    ".parquet": "parquet", ".pq": "parquet", ".xlsx": "xlsx", ".xlsm": "xlsx", ".ods": "ods",
}  # fmt: skip
PACKED = {".gz", ".bz2", ".xz", ".zst", ".zip"}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of an extract: its name as shown (relative to the data folder), place, size and hash."""

    table: str
    name: str
    path: Path
    bytes: int
    sha256: str


def find_files(extract: ExtractConfig, data: Path) -> list[SourceFile]:
    """Return the extract's files sorted by name, each once. Raises ConfigError for a name that matches nothing.

    A name that is a file is that file, even if it holds signs that a pattern gives a meaning to.
    """
    found: dict[str, Path] = {}
    faults = []
    where = f"extracts.{extract.table}"
    for pattern in extract.files:
        try:
            matches = _matches(pattern, data)
        except (ValueError, NotImplementedError, OSError, IndexError):
            faults.append(Fault(where, f"{pattern!r} is not a name or pattern of files", 'e.g. "incidents/*.csv"'))
            continue
        outside = [path for path in matches if not path.resolve().is_relative_to(data.resolve())]
        if Path(pattern).is_absolute() or ".." in Path(pattern).parts or outside:
            faults.append(
                Fault(where, f"{pattern!r} leaves the data folder", "name files inside it; --data says where it is")
            )
        elif not matches:
            faults.append(Fault(where, f"no file matches {pattern!r}", f"looked in {data}; see --data"))
        else:
            found |= {shown_name(path.relative_to(data)): path for path in matches}
    if faults:
        raise ConfigError(f"files of {extract.table} are missing", faults)
    return [source_file(extract.table, name, found[name]) for name in sorted(found)]


def _matches(pattern: str, data: Path) -> list[Path]:
    if Path(pattern).is_absolute() or ".." in Path(pattern).parts:
        return []
    if (data / pattern).is_file():
        return [data / pattern]
    return sorted(path for path in data.glob(pattern) if path.is_file())


def shown_name(path: Path) -> str:
    """Return a file's name as text that can be written anywhere: bytes that are no text and controls are escaped."""
    text = os.fsencode(path.as_posix()).decode("utf-8", errors="backslashreplace")
    return "".join(mark if mark.isprintable() else mark.encode("unicode_escape").decode() for mark in text)


def source_file(table: str, name: str, path: Path) -> SourceFile:
    """Return the file with its size and hash. Raises InputError if it cannot be read."""
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return SourceFile(table, name, path, path.stat().st_size, digest)
    except OSError as error:
        raise InputError(
            f"{name} cannot be read", [Fault(name, error.strerror or "unreadable", "check its rights")]
        ) from None


def _head(path: Path, size: int) -> bytes:
    with path.open("rb") as stream:
        return stream.read(size)


def packing(path: Path) -> str | None:
    """Return how the file is packed (gz, bz2, xz, zst, zip) by its first bytes, or None; XLSX and ODS are plain."""
    head = _head(path, 8)
    kind = next((kind for magic, kind in MAGIC if head.startswith(magic)), None)
    if kind == "zip" and _zip_kind(path) is not None:
        return None
    return kind if kind != "parquet" else None


def _zip_kind(path: Path) -> str | None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except DAMAGE:
        return None
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "ods" if "content.xml" in names and "mimetype" in names else None


def file_format(path: Path, name: str, stated: str | None) -> str:
    """Return csv, jsonl, parquet, xlsx or ods: by the first bytes where they are sure, else as stated, else by the
    name's ending, else by the look of the text. `path` is the unpacked file. Raises InputError if it is no extract."""
    head = _head(path, 4096)
    sure = "parquet" if head.startswith(b"PAR1") else _zip_kind(path) if head.startswith(b"PK\x03\x04") else None
    if sure is None and (still := packing(path)) is not None:
        raise InputError(
            f"{name} cannot be read", [Fault(name, f"is packed twice, or damaged ({still})", "unpack it once")]
        )
    if head.startswith(OLD_EXCEL):
        raise InputError(
            f"{name} cannot be read", [Fault(name, "is an old or protected Excel workbook", "save it as .xlsx or CSV")]
        )
    endings = [ending.lower() for ending in Path(name).suffixes if ending.lower() not in PACKED]
    form = stated or sure or ENDINGS.get(endings[-1] if endings else "")
    if form is None:
        return "jsonl" if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") else "csv"
    if sure is not None and stated is not None and sure != stated:
        raise InputError(
            f"{name} cannot be read", [Fault(name, f"is {sure}, not {stated}", f'format = "{sure}", or none')]
        )
    if sure is None and form in {"parquet", "xlsx", "ods"}:
        raise InputError(f"{name} cannot be read", [Fault(name, f"is damaged, or is not {form}", "export it again")])
    return sure or form


def _opened(path: Path, kind: str, stack: ExitStack) -> IO[bytes]:
    openers: dict[str, Callable[[Path], object]] = {"gz": gzip.open, "bz2": bz2.open, "xz": lzma.open}
    if kind in openers:
        return stack.enter_context(cast("IO[bytes]", openers[kind](path)))
    if kind == "zst":
        import pyarrow as pa

        whole = stack.enter_context(pa.OSFile(str(path)))
        return cast("IO[bytes]", stack.enter_context(pa.CompressedInputStream(whole, "zstd")))
    archive = stack.enter_context(zipfile.ZipFile(path))
    members = [info for info in archive.infolist() if not info.is_dir() and not info.filename.startswith("__MACOSX/")]
    if len(members) != 1:
        raise InputError("", [Fault("", f"holds {len(members)} files", "one archive holds one file: unpack it")])
    return stack.enter_context(archive.open(members[0]))


class _Guard:
    """Counts what comes out of an archive and refuses what grows beyond belief."""

    def __init__(self, name: str, packed: int) -> None:
        self.name, self.packed, self.total = name, max(packed, 1), 0

    def take(self, size: int) -> None:
        self.total += size
        if self.total > BOMB_BYTES and self.total > BOMB_RATIO * self.packed:
            what = f"grows more than {BOMB_RATIO} times when unpacked"
            raise InputError(
                f"{self.name} was refused", [Fault(self.name, what, "unpack it yourself if it is genuine")]
            )


def unpacked(source: SourceFile, kind: str, folder: Path) -> Path:
    """Return the path of the unpacked copy made in `folder`. Raises InputError when it is damaged or a bomb."""
    target = folder / "unpacked"
    guard = _Guard(source.name, source.bytes)
    try:
        with ExitStack() as stack, target.open("wb") as out:
            stream = _opened(source.path, kind, stack)
            while chunk := stream.read(CHUNK):
                guard.take(len(chunk))
                out.write(chunk)
    except InputError as error:
        faults = [Fault(source.name, fault.what, fault.todo) for fault in error.faults]
        raise InputError(error.message or f"{source.name} cannot be unpacked", faults) from None
    except DAMAGE as error:
        what = f"damaged, cut short or locked with a password ({type(error).__name__})"
        raise InputError(
            f"{source.name} cannot be unpacked", [Fault(source.name, what, "ask for the file again")]
        ) from None
    return target


def check_workbook(path: Path, name: str) -> None:
    """Unpack a workbook into nothing, so that a bomb is met here and not in memory. Raises InputError."""
    guard = _Guard(name, path.stat().st_size)
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                with archive.open(member) as stream:
                    while chunk := stream.read(CHUNK):
                        guard.take(len(chunk))
    except DAMAGE as error:
        what = f"damaged workbook ({type(error).__name__})"
        raise InputError(f"{name} cannot be read", [Fault(name, what, "save it again or export as CSV")]) from None
