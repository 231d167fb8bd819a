"""How a text file is written: its encoding by its mark or by its bytes, and a UTF-8 copy of it where it is another."""

import codecs
import io
import re
from dataclasses import dataclass
from pathlib import Path

from fullcount.core.errors import ConfigError, Fault

CHUNK = 1 << 22
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"), (codecs.BOM_UTF8, "utf-8"),
)  # fmt: skip
SAME_AS_UTF8 = {"utf-8", "utf-8-sig", "ascii"}


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a text file is written: the codec, and whether some of its bytes break it."""

    name: str
    has_bad_bytes: bool = False


def encoding_known(name: str) -> bool:
    """Say whether an encoding is one that text can be read in."""
    try:
        "a".encode(name)
        return isinstance(codecs.getincrementaldecoder(name)("replace").decode(b"", final=True), str)
    except (LookupError, ValueError, TypeError, AssertionError):
        return False


def encoding_of(path: Path, stated: str | None) -> Encoding:
    """Return the encoding: by its mark, as stated, UTF-8 if it fits (or mostly), else Windows-1252.

    Valid multi-byte characters hardly ever come about by chance, so a file with more of them than of bad bytes is
    UTF-8 that was damaged: its bad rows are refused one by one and the others are read as they are. Raises ConfigError
    for a stated encoding that is none.
    """
    with path.open("rb") as stream:
        head = stream.read(4096)
    for mark, name in MARKS:
        if head.startswith(mark):
            return Encoding(name)
    if stated is not None:
        if not encoding_known(stated):
            raise ConfigError(
                f"encoding {stated!r} is not known",
                [Fault("force.toml", f"encoding {stated!r} is not known", 'e.g. "cp1252"')],
            )
        name = codecs.lookup(stated).name
        return Encoding("utf-8" if name in SAME_AS_UTF8 else name)
    if len(head) >= 8 and max(head[0::2].count(0), head[1::2].count(0)) > len(head) // 5:
        return Encoding("utf-16-be" if head[0::2].count(0) > head[1::2].count(0) else "utf-16-le")
    good, bad = _counted(path)
    if bad == 0:
        return Encoding("utf-8")
    return Encoding("utf-8", has_bad_bytes=True) if good > bad else Encoding("cp1252")


def _counted(path: Path) -> tuple[int, int]:
    """Return (continuation bytes of valid characters, bytes that are not UTF-8)."""
    good, bad, rest = 0, 0, b""
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            if not rest and chunk.isascii():
                continue
            good_, bad_, rest = _fits(rest + chunk)
            good, bad = good + good_, bad + bad_
    return good, bad + bool(rest)


def _fits(raw: bytes) -> tuple[int, int, bytes]:
    """Return (continuation bytes of valid characters, bytes that are not UTF-8, an unfinished tail)."""
    tail = _unfinished(raw)
    body = raw[: len(raw) - len(tail)]
    try:  # nearly every chunk of nearly every file
        return len(body) - len(body.decode("utf-8")), 0, tail
    except UnicodeDecodeError:
        text = raw.decode("utf-8", errors="surrogateescape")
    bad = sum(text.count(mark) for mark in set(text) if "\udc80" <= mark <= "\udcff")
    return len(raw) - len(text), bad - len(tail), tail


def _unfinished(raw: bytes) -> bytes:
    """Return the beginning of a character at the very end of a chunk, at most three bytes."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="ignore")
    decoder.decode(raw[-4:])
    return decoder.getstate()[0]


def _as_browsers_do(error: UnicodeError) -> tuple[str, int]:
    """Windows-1252 leaves five bytes without a character; browsers keep them as control characters, and so do we."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(map(chr, error.object[error.start : error.end])), error.end


codecs.register_error("fullcount-kept", _as_browsers_do)


def transcoded(path: Path, encoding: str, target: Path) -> int:
    """Write a UTF-8 copy and return how many places the encoding could not read: each stands as the mark \ufffd."""
    errors = "fullcount-kept" if encoding == "cp1252" else "replace"
    decoder = codecs.getincrementaldecoder(encoding)(errors=errors)
    unread = 0
    with path.open("rb") as source, target.open("wb") as out:
        while chunk := source.read(CHUNK):
            text = decoder.decode(chunk)
            unread += text.count("\ufffd")
            out.write(text.encode("utf-8", errors="replace"))
        text = decoder.decode(b"", final=True)
        out.write(text.encode("utf-8", errors="replace"))
    return unread + text.count("\ufffd")


def has_lone_returns(path: Path, quote: str) -> bool:
    """Say whether lines end with carriage returns alone, as old Macs wrote them: the first one does."""
    with path.open("rb") as stream:
        first = stream.readline(1 << 20).rstrip(b"\r\n")
    mark = re.escape(quote.encode())
    return b"\r" in re.sub(mark + b"[^" + mark + b"]*" + mark, b"", first)


def with_line_feeds(path: Path, target: Path) -> Path:
    """Write a copy in which every line ends with a line feed, and return its path."""
    decoder = io.IncrementalNewlineDecoder(None, translate=True)
    with path.open(encoding="latin-1", newline="") as source, target.open("w", encoding="latin-1", newline="") as out:
        while chunk := source.read(CHUNK):
            out.write(decoder.decode(chunk))
        out.write(decoder.decode("", final=True))
    return target
