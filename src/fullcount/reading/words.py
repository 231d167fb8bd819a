"""Many texts as one run of bytes, cut into words: where each begins, and where sentences and clauses end.

Byte offsets are kept: nothing is removed or inserted, so that a span found here is a span of the original UTF-8.
A word is letters, digits, `£`, an apostrophe inside a word, or any other non-ASCII letter; what parts two words
is a space, a soft stop (comma, bracket, slash, dash between spaces) or a hard stop (end of sentence or of a log line).
Letters are told by arithmetic on whole arrays; only the few bytes that are neither letters nor spaces are looked at
one kind at a time.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

Bytes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
Index = npt.NDArray[np.int64]
PADDING = 24
"""Zero bytes after the last text, so that 24 bytes may be read from any position."""

_SPACE, _HARD, _SOFT, _DOT, _DASH, _SLASH, _APOSTROPHE, _QUOTE, _QUESTION, _BEYOND_ASCII = range(10)


def _marks() -> Bytes:
    """Return (256,) what each byte that is neither letter nor digit is; from `_DOT` on, its neighbours settle it."""
    mark = np.full(256, _SPACE, dtype=np.uint8)
    for stops, meaning in (("!;\n\r|", _HARD), (",()[]", _SOFT), (".", _DOT), ("-", _DASH), ("/", _SLASH)):
        mark[[ord(stop) for stop in stops]] = meaning
    mark[ord("'")], mark[ord('"')], mark[ord("?")] = _APOSTROPHE, _QUOTE, _QUESTION
    mark[0x80:] = _BEYOND_ASCII
    return mark


_MARK = _marks()
_CASE_BIT, _BLANK = np.uint8(0x20), np.uint8(ord(" "))


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Texts as one run of bytes: a newline before the first and after each, then PADDING zero bytes.

    raw: (1 + n_bytes + PADDING,); begins: (n_texts + 1,) where in `raw` each text begins, and where the last has ended.
    """

    raw: Bytes
    begins: Index


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of some texts, in byte positions from the beginning of the first of them.

    lower: (n_bytes + PADDING,) lower-cased bytes; doc_start: (n_texts,) where each text begins;
    start, length: (n_words,); clause: (n_words,) how many hard stops stand before each; hard, soft: positions of hard
    and soft stops; quote, question: of those marks.
    Between two texts there is a hard stop.
    """

    lower: Bytes
    doc_start: Index
    start: Index
    length: Index
    clause: Index
    hard: Index
    soft: Index
    quote: Index
    question: Index


def run_of(texts: pl.Series) -> Run:
    """Return the texts (a null is an empty text) as one run of bytes."""
    filled = texts.fill_null("")
    joined = filled.str.join("\n").cast(pl.Binary).item()
    raw = np.zeros(len(joined) + 2 + PADDING, dtype=np.uint8)
    raw[1 : len(joined) + 1] = np.frombuffer(joined, dtype=np.uint8)
    raw[[0, len(joined) + 1]] = ord("\n")
    begins = np.ones(len(filled) + 1, dtype=np.int64)
    np.cumsum(filled.str.len_bytes().to_numpy() + np.int64(1), out=begins[1:])
    begins[1:] += 1
    return Run(raw, begins)


def words_of(texts: pl.Series) -> Words:
    """Return the words of the texts (a null is an empty text)."""
    return words_in(run_of(texts), 0, len(texts))


def words_in(run: Run, first: int, last: int) -> Words:
    """Return the words of the texts from `first` up to `last` (excluded) of a run."""
    begin, end = int(run.begins[first]), int(run.begins[last])
    led = run.raw[begin - 1 : end + PADDING]
    lower, is_led_word = _letters(led)
    is_led_word[end - begin + 1 :] = False
    raw, is_word = led[1:], is_led_word[1:]
    special = np.flatnonzero(~(is_word | (raw == _BLANK))[: max(end - begin - 1, 0)])
    mark = _MARK.take(raw.take(special))
    at = np.split(
        special.take(np.argsort(mark, kind="stable")), np.cumsum(np.bincount(mark, minlength=_BEYOND_ASCII + 1))[:-1]
    )
    dashes, curly = _settle_beyond_ascii(raw, is_word, at[_BEYOND_ASCII])
    hard, soft = _settle_marks(raw, is_word, at)
    quote = np.union1d(at[_QUOTE], curly) if curly.size else at[_QUOTE]
    edges = np.flatnonzero(is_led_word[1:] != is_led_word[:-1])
    start = edges[0::2].copy()
    length = edges[1::2] - start
    doc_start = run.begins[first:last] - begin
    clause = np.cumsum(np.bincount(np.searchsorted(start, hard), minlength=start.size + 1))[: start.size]
    return Words(lower[1:], doc_start, start, length, clause, hard, _merged([soft, dashes]), quote, at[_QUESTION])


def _letters(raw: Bytes) -> tuple[Bytes, Flags]:
    """Return (n_bytes,) the bytes in lower case, and whether each is an ASCII letter or digit."""
    folded = raw | _CASE_BIT
    is_letter = folded - np.uint8(ord("a")) < np.uint8(26)
    lower = is_letter.view(np.uint8) * _CASE_BIT
    lower |= raw
    is_letter |= raw - np.uint8(ord("0")) < np.uint8(10)
    return lower, is_letter


def _merged(places: list[Index]) -> Index:
    """Return the positions of several lists, in order."""
    filled = [place for place in places if place.size]
    if len(filled) == 1:
        return filled[0]
    return np.sort(np.concatenate(places), kind="stable")


def _settle_beyond_ascii(raw: Bytes, is_word: Flags, beyond: Index) -> tuple[Index, Index]:
    """Make accented letters words; curly quotes, dashes, no-break spaces and pictures what their ASCII likes are.

    Returns the positions of dashes and of curly double quotes. A curly apostrophe stays in its word.
    """
    if not beyond.size:
        return beyond, beyond
    is_word[beyond] = True
    first = beyond[raw[beyond] == 0xE2]
    first = first[raw[first + 1] == 0x80]
    third = raw[first + 2]
    curly = first[(third == 0x98) | (third == 0x99)]
    inside = is_word[curly - 1] & is_word[curly + 3]
    for step in range(3):
        is_word[first + step] = False
        is_word[curly[inside] + step] = True
    blank = beyond[raw[beyond] == 0xC2]
    blank = blank[raw[blank + 1] == 0xA0]
    is_word[blank] = is_word[blank + 1] = False
    picture = beyond[raw[beyond] >= 0xF0]
    for step in range(4):
        is_word[picture + step] = False
    return first[(third == 0x93) | (third == 0x94)], first[(third == 0x9C) | (third == 0x9D)]


def _settle_marks(raw: Bytes, is_word: Flags, at: list[Index]) -> tuple[Index, Index]:
    """Settle the marks whose meaning hangs on their neighbours, and return the positions of hard and soft stops.

    A full stop inside a number or abbreviation is no stop; a dash stops (softly) only after a space; a slash stops
    softly, after a space hard; an apostrophe belongs to a word only between two letters.
    """
    apostrophe, dot, dash, slash = at[_APOSTROPHE], at[_DOT], at[_DASH], at[_SLASH]
    inside = is_word[apostrophe - 1] & is_word[apostrophe + 1] & (apostrophe > 0)
    is_word[apostrophe[inside]] = True
    after_blank = raw[slash - 1] == _BLANK
    hard = [at[_HARD], at[_QUESTION], dot[~is_word[dot + 1]], slash[after_blank]]
    soft = [at[_SOFT], dash[raw[dash - 1] == _BLANK], slash[~after_blank]]
    return _merged(hard), _merged(soft)
