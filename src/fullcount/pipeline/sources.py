"""Finding an extract's files and opening them: names, compression, encoding, hash; nothing is parsed here."""

import bz2
import codecs
import gzip
import hashlib
import lzma
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from fullcount.core.errors import ConfigError, Fault, InputError
from fullcount.pipeline.config import ExtractConfig

CHUNK = 1 << 22
BOMB_BYTES = 64 << 20
BOMB_RATIO = 150
"""Text packs 5 to 20 times; an archive that grows beyond 64 MiB at more than 150 times is refused."""

MAGIC = (
    (b"PAR1", "parquet"),
    (b"\x1f\x8b", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zst"),
    (b"PK\x03\x04", "zip"),
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
    """Return the extract's files sorted by name, each once. Raises ConfigError for a name that matches nothing."""
    found: dict[str, Path] = {}
    faults = []
    for pattern in extract.files:
        if Path(pattern).is_absolute() or ".." in Path(pattern).parts:
            faults.append(Fault(f"extracts.{extract.table}", f"{pattern!r} leaves the data folder", "name files inside it"))
            continue
        matches = sorted(path for path in data.glob(pattern) if path.is_file())
        if not matches:
            faults.append(
                Fault(f"extracts.{extract.table}", f"no file matches {pattern!r}", f"looked in {data}; see --data")
            )
        found |= {path.relative_to(data).as_posix(): path for path in matches}
    if faults:
        raise ConfigError(f"files of {extract.table} are missing", faults)
    return [source_file(extract.table, name, found[name]) for name in sorted(found)]


def source_file(table: str, name: str, path: Path) -> SourceFile:
    """Return the file with its size and hash. Raises InputError if it cannot be read."""
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return SourceFile(table, name, path, path.stat().st_size, digest)
    except OSError as error:
        raise InputError(f"{name} cannot be read", [Fault(name, error.strerror or "unreadable", "check its rights")]) from None


def packing(path: Path) -> str | None:
    """Return how the file is packed (gz, bz2, xz, zst, zip) by its first bytes, or None. XLSX and ODS count as plain."""
    with path.open("rb") as stream:
        head = stream.read(8)
    kind = next((kind for magic, kind in MAGIC if head.startswith(magic)), None)
    if kind == "zip" and _zip_kind(path) is not None:
        return None
    return kind if kind != "parquet" else None


def _zip_kind(path: Path) -> str | None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return None
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "ods" if "content.xml" in names and "mimetype" in names else None


def file_format(path: Path, name: str, stated: str | None) -> str:
    """Return csv, jsonl, parquet, xlsx or ods: as stated, else by the first bytes, else by the name's ending."""
    if stated is not None:
        return stated
    with path.open("rb") as stream:
        head = stream.read(4096)
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"PK\x03\x04") and (kind := _zip_kind(path)) is not None:
        return kind
    endings = [ending.lower() for ending in Path(name).suffixes if ending.lower() not in PACKED]
    if endings and endings[-1] in ENDINGS:
        return ENDINGS[endings[-1]]
    return "jsonl" if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") else "csv"


def _opened(path: Path, kind: str) -> IO[bytes]:
    if kind == "gz":
        return cast("IO[bytes]", gzip.open(path, "rb"))
    if kind == "bz2":
        return cast("IO[bytes]", bz2.open(path, "rb"))
    if kind == "xz":
        return cast("IO[bytes]", lzma.open(path, "rb"))
    if kind == "zst":
        import pyarrow as pa

        return cast("IO[bytes]", pa.CompressedInputStream(pa.OSFile(str(path)), "zstd"))
    archive = zipfile.ZipFile(path)
    members = [info for info in archive.infolist() if not info.is_dir()]
    if len(members) != 1:
        raise ValueError(f"holds {len(members)} files; one file in one archive is read")
    return archive.open(members[0])


def _chunks(stream: IO[bytes], packed: int, name: str) -> Iterator[bytes]:
    total = 0
    while chunk := stream.read(CHUNK):
        total += len(chunk)
        if total > BOMB_BYTES and total > BOMB_RATIO * packed:
            raise InputError(
                f"{name} was refused",
                [Fault(name, f"grows more than {BOMB_RATIO} times when unpacked", "unpack it yourself if it is genuine")],
            )
        yield chunk


def unpacked(source: SourceFile, kind: str, folder: Path) -> Path:
    """Return the path of the unpacked copy made in `folder`. Raises InputError when it is damaged or a bomb."""
    target = folder / f"{source.sha256[:16]}.unpacked"
    try:
        with _opened(source.path, kind) as stream, target.open("wb") as out:
            for chunk in _chunks(stream, max(source.bytes, 1), source.name):
                out.write(chunk)
    except InputError:
        target.unlink(missing_ok=True)
        raise
    except (OSError, EOFError, ValueError, lzma.LZMAError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        target.unlink(missing_ok=True)
        raise InputError(
            f"{source.name} cannot be unpacked",
            [Fault(source.name, f"damaged or cut short ({type(error).__name__})", "ask for the file again")],
        ) from None
    return target


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a text file is written: the codec, whether some bytes break it, and its number of line ends."""

    name: str
    has_bad_bytes: bool
    lines: int


def encoding_known(name: str) -> bool:
    """Say whether an encoding is one that can be read."""
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def encoding_of(path: Path, stated: str | None) -> Encoding:
    """Return the encoding: as stated, by its mark, UTF-8 if it fits (or nearly), else Windows-1252."""
    with path.open("rb") as stream:
        head = stream.read(4096)
    if stated is not None:
        return Encoding(codecs.lookup(stated).name, False, 0)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Encoding("utf-16", False, 0)
    if len(head) >= 8 and head[1::2].count(0) > len(head) // 5 and not head[0::2].count(0):
        return Encoding("utf-16-le", False, 0)
    good, bad, lines = 0, 0, 0
    with path.open("rb") as stream:
        rest = b""
        while chunk := stream.read(CHUNK):
            lines += chunk.count(b"\n")
            if not rest and chunk.isascii():
                continue
            good_, bad_, rest = _fits(rest + chunk)
            good, bad = good + good_, bad + bad_
    if rest:
        bad += 1
    if bad == 0:
        return Encoding("utf-8", False, lines)
    return Encoding("utf-8", True, lines) if good > 4 * bad else Encoding("cp1252", False, lines)


def _fits(raw: bytes) -> tuple[int, int, bytes]:
    """Return (bytes of valid multi-byte characters, places that are not UTF-8, an unfinished tail)."""
    good = bad = 0
    while raw:
        try:
            return good + len(raw) - len(raw.decode("utf-8")), bad, b""
        except UnicodeDecodeError as error:
            fine = raw[: error.start]
            good += len(fine) - len(fine.decode("utf-8"))
            if error.reason == "unexpected end of data" and error.end == len(raw):
                return good, bad, raw[error.start :]
            bad += 1
            if bad > 1000:
                return good, bad, b""
            raw = raw[error.end :]
    return good, bad, b""


def transcoded(path: Path, encoding: str, folder: Path) -> Path:
    """Return a UTF-8 copy of `path`; bytes that the encoding does not know become the replacement character."""
    target = folder / f"{path.name}.utf8"
    with path.open(encoding=encoding, errors="replace", newline="") as source, target.open("w", encoding="utf-8", newline="") as out:
        while chunk := source.read(CHUNK):
            out.write(chunk)
    return target
