"""Many texts as one run of bytes, cut into words: where each begins, and where sentences and clauses end.

Byte offsets are kept: nothing is removed or inserted, so that a span found here is a span of the original UTF-8.
A word is letters, digits, `£`, an apostrophe inside a word, or any other non-ASCII letter; what parts two words
is a space, a soft stop (comma, bracket, slash, dash between spaces) or a hard stop (end of sentence or of a log line).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

Bytes = npt.NDArray[np.uint8]
Index = npt.NDArray[np.int64]
PADDING = 24
"""Zero bytes after the last text, so that 24 bytes may be read from any position."""

_SPACE, _WORD, _HARD, _SOFT = 0, 1, 2, 3
_DOT, _DASH, _SLASH, _APOSTROPHE, _QUOTE, _QUESTION, _BEYOND_ASCII = (
    4,
    5,
    6,
    7,
    8,
    9,
    10,
)  # settled by what stands beside


def _tables() -> tuple[bytes, bytes]:
    lower = np.arange(256, dtype=np.uint8)
    lower[ord("A") : ord("Z") + 1] += 32
    kind = np.zeros(256, dtype=np.uint8)
    for low, high in (("0", "9"), ("a", "z"), ("A", "Z")):
        kind[ord(low) : ord(high) + 1] = _WORD
    for stops, meaning in (("!;\n\r|", _HARD), (",()[]", _SOFT), (".", _DOT), ("-", _DASH), ("/", _SLASH)):
        kind[[ord(stop) for stop in stops]] = meaning
    kind[ord("'")], kind[ord('"')], kind[ord("?")] = _APOSTROPHE, _QUOTE, _QUESTION
    kind[0x80:] = _BEYOND_ASCII
    return lower.tobytes(), kind.tobytes()


_LOWER, _KIND = _tables()


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a run of texts, in byte positions within `lower`.

    lower: (n_bytes + PADDING,) lower-cased bytes; doc_start: (n_texts,) where each text begins;
    start, length: (n_words,); hard, soft: positions of hard and soft stops; quote, question: of those marks.
    """

    lower: Bytes
    doc_start: Index
    start: Index
    length: Index
    hard: Index
    soft: Index
    quote: Index
    question: Index


def words_of(texts: pl.Series) -> Words:
    """Return the words of the texts (a null is an empty text), joined with newlines."""
    filled = texts.fill_null("")
    lengths = filled.str.len_bytes().to_numpy().astype(np.int64)
    doc_start = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths + 1)[:-1]])
    joined = "\n".join(filled.to_list()).encode() + bytes(PADDING)
    raw = np.frombuffer(joined, dtype=np.uint8)
    lower = np.frombuffer(joined.translate(_LOWER), dtype=np.uint8)
    kind = np.frombuffer(bytearray(joined.translate(_KIND)), dtype=np.uint8)
    special = np.flatnonzero(kind > _WORD)
    quote, question = special[kind[special] == _QUOTE], special[kind[special] == _QUESTION]
    beyond = special[kind[special] == _BEYOND_ASCII]
    if beyond.size:
        quote = np.union1d(quote, _settle_beyond_ascii(raw, kind, beyond))
    _settle_marks(raw, kind, special)
    is_word = np.concatenate([np.zeros(1, np.bool_), kind == _WORD])
    edges = np.flatnonzero(is_word[1:] != is_word[:-1])
    start, end = edges[0::2], edges[1::2]
    settled = kind[special]
    hard, soft = special[settled == _HARD], special[settled == _SOFT]
    return Words(lower, doc_start, start, end - start, hard, soft, quote, question)


def _settle_beyond_ascii(raw: Bytes, kind: Bytes, beyond: Index) -> Index:
    """Make accented letters words; curly quotes, dashes, no-break spaces and pictures what their ASCII likes are.

    Returns the positions of curly double quotes. A curly apostrophe stays in its word.
    """
    kind[beyond] = _WORD
    first = beyond[raw[beyond] == 0xE2]
    first = first[raw[first + 1] == 0x80]
    third = raw[first + 2]
    curly = first[(third == 0x98) | (third == 0x99)]
    inside = (kind[curly - 1] == _WORD) & (kind[curly + 3] == _WORD)
    for step in range(3):
        kind[first + step] = _SPACE
        kind[curly[inside] + step] = _WORD
    kind[first[(third == 0x93) | (third == 0x94)]] = _SOFT
    blank = beyond[raw[beyond] == 0xC2]
    blank = blank[raw[blank + 1] == 0xA0]
    kind[blank] = kind[blank + 1] = _SPACE
    picture = beyond[raw[beyond] >= 0xF0]
    for step in range(4):
        kind[picture + step] = _SPACE
    double: Index = first[(third == 0x9C) | (third == 0x9D)]
    return double


def _settle_marks(raw: Bytes, kind: Bytes, special: Index) -> None:
    """Settle the marks whose meaning hangs on their neighbours.

    A full stop inside a number or abbreviation is no stop; a dash stops (softly) only after a space; a slash stops
    softly, after a space hard; an apostrophe belongs to a word only between two letters.
    """
    mark = kind[special]
    kind[special[(mark == _QUOTE)]] = _SPACE
    kind[special[mark == _QUESTION]] = _HARD
    apostrophe = special[mark == _APOSTROPHE]
    inside = (kind[apostrophe - 1] == _WORD) & (kind[apostrophe + 1] == _WORD) & (apostrophe > 0)
    kind[apostrophe] = np.where(inside, _WORD, _SPACE)
    dot = special[mark == _DOT]
    kind[dot] = np.where(kind[dot + 1] == _WORD, _SPACE, _HARD)
    dash = special[mark == _DASH]
    kind[dash] = np.where(raw[dash - 1] == ord(" "), _SOFT, _SPACE)
    slash = special[mark == _SLASH]
    kind[slash] = np.where(raw[slash - 1] == ord(" "), _HARD, _SOFT)
