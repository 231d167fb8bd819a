"""What stands between quotation marks, and whether it is somebody's account all the same."""

import numpy as np
import numpy.typing as npt

from fullcount.reading.match import Hits
from fullcount.reading.spelling import Hashes, hashes_of
from fullcount.reading.words import Index, Words

Flags = npt.NDArray[np.bool_]
LONGEST_QUOTE = 400
LONGEST_LEAD = 3
"""Bytes: of a quotation, its marks among them; between `said` and the quotation mark after it."""
_APOSTROPHE = ord("'")
_IS_WORD = np.isin(np.arange(256), np.frombuffer(b"abcdefghijklmnopqrstuvwxyz0123456789", dtype=np.uint8))
_ENDS = _IS_WORD | np.isin(np.arange(256), np.frombuffer(b".,!?", dtype=np.uint8))


def in_quotes(words: Words, hits: Hits, tellers: Hashes) -> tuple[Flags, Flags]:
    """Return (n_hits,) whether a hit stands between two double quotation marks of one text, at most 400 bytes apart;
    first with, then without what follows a word such as `said` or `states`: that is somebody's account."""
    marks = words.quote
    if marks.size < 2:
        nothing = np.zeros(hits.phrase.size, dtype=np.bool_)
        return nothing, nothing.copy()
    text_of_mark = np.searchsorted(words.doc_start, marks, side="right")
    text = np.searchsorted(words.doc_start, hits.start, side="right")
    place = np.searchsorted(marks, hits.start)
    opening, closing = np.maximum(place - 1, 0), np.minimum(place, marks.size - 1)
    nth = place - np.searchsorted(text_of_mark, text)
    within: Flags = (
        (nth % 2 == 1)
        & (text_of_mark[opening] == text)
        & (text_of_mark[closing] == text)
        & (closing > opening)
        & (marks[closing] - marks[opening] <= LONGEST_QUOTE)
    )
    heard = within.copy()
    quoted = np.flatnonzero(within)
    if quoted.size and tellers.size:
        mark = marks.take(opening.take(quoted))
        word = np.maximum(np.searchsorted(words.start, mark) - 1, 0)
        begin, length = words.start.take(word), words.length.take(word)
        told = np.isin(hashes_of(words.lower, begin, length), tellers) & (mark - begin - length <= LONGEST_LEAD)
        told &= begin >= words.doc_start.take(text.take(quoted) - 1)
        heard[quoted[told]] = False
    return within, heard


def in_single_quotes(words: Words, hits: Hits) -> Flags:
    """Return (n_hits,) whether a hit stands between single quotation marks: `'stick em up'`, not `the lads' car`."""
    lower = words.lower
    marks = np.flatnonzero(lower == _APOSTROPHE)
    marks = marks[marks > 0]
    before, after = lower.take(marks - 1), lower.take(marks + 1)
    opens = marks[~_ENDS.take(before) & _IS_WORD.take(after)]
    closes = marks[_ENDS.take(before) & ~_IS_WORD.take(after)]
    if not (opens.size and closes.size):
        return np.zeros(hits.phrase.size, dtype=np.bool_)
    opening = opens.take(np.maximum(np.searchsorted(opens, hits.start) - 1, 0))
    closing = closes.take(np.minimum(np.searchsorted(closes, opening), closes.size - 1))
    return _holds(words, hits, opening, closing)


def _holds(words: Words, hits: Hits, opening: Index, closing: Index) -> Flags:
    """Return (n_hits,) whether the marks enclose the hit, in its text and not too far apart."""
    text = np.searchsorted(words.doc_start, hits.start, side="right")
    held: Flags = (opening < hits.start) & (hits.start < closing) & (closing - opening <= LONGEST_QUOTE)
    held &= np.searchsorted(words.doc_start, opening, side="right") == text
    held &= np.searchsorted(words.doc_start, closing, side="right") == text
    return held
