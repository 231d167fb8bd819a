"""How each mention is meant: asserted, negated, hypothetical, historic or quoted, decided on the hits alone.

A cue acts within its clause: it stops at the end of a sentence or log line, at "but" and its like, at its reach in
words and, unless it says otherwise, at a comma or dash.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fullcount.reading.match import Hits
from fullcount.reading.vocabulary import MARKERS, SCOPES, Cue, Lexicon, Marker, Scope
from fullcount.reading.words import Index, Words

Flags = npt.NDArray[np.bool_]
CHAIN_PASSES = 4


@dataclass(frozen=True, slots=True, eq=False)
class _Field:
    """The hits with what the cues need to know: clause and comma counts at each end, and who is what."""

    hits: Hits
    clause: Index
    commas: Index
    breaks_before: Index
    said_before: Index
    says: Flags


def scopes_of(words: Words, hits: Hits, lexicon: Lexicon) -> npt.NDArray[np.int8]:
    """Return (n_hits,) the place of each hit's scope in SCOPES, quotation marks left aside (see `in_quotes`)."""
    size = hits.phrase.size
    scope = np.zeros(size, dtype=np.int8)
    if not size:
        return scope
    roles = lexicon.roles
    says, marker = roles.says[hits.phrase], roles.marker[hits.phrase]
    field = _Field(
        hits,
        np.searchsorted(words.hard, hits.start),
        np.searchsorted(words.soft, hits.start),
        np.cumsum(marker == MARKERS.index(Marker.BREAK)),
        np.cumsum(says) - says,
        says,
    )
    kind_of_hit = roles.cue[hits.phrase]
    present = np.bincount(kind_of_hit + 1, minlength=len(roles.cues) + 1)[1:]
    for number, cue in ((n, cue) for n, kind in enumerate(roles.cues) if present[n] for cue in kind):
        reached = _reached(field, kind_of_hit == number, cue)
        scope[reached] = np.maximum(scope[reached], SCOPES.index(cue.scope))
    _chain(field, scope, marker == MARKERS.index(Marker.CHAIN))
    asked = _asked(words, field, marker == MARKERS.index(Marker.QUESTION))
    scope[asked] = SCOPES.index(Scope.HYPOTHETICAL)
    return scope


def _reached(field: _Field, is_cue: Flags, cue: Cue) -> Flags:
    """Return (n_hits,) whether a cue of this kind acts on each hit that says something."""
    place = np.arange(is_cue.size)
    reached = np.zeros(is_cue.size, dtype=np.bool_)
    if cue.acts in {"forward", "both"}:
        before = np.maximum.accumulate(np.where(is_cue, place, -1))
        reached |= (before >= 0) & _acts(field, cue, np.maximum(before, 0), place)
    if cue.acts in {"backward", "both"}:
        after = np.minimum.accumulate(np.where(is_cue, place, is_cue.size)[::-1])[::-1]
        reached |= (after < is_cue.size) & _acts(field, cue, place, np.minimum(after, is_cue.size - 1))
    return reached & field.says


def _acts(field: _Field, cue: Cue, left: Index, right: Index) -> Flags:
    """Return (n_hits,) whether the left and the right hit stand close enough, in one clause, for the cue to act."""
    hits = field.hits
    distance = hits.first[right] - hits.last[left]
    near: Flags = (
        (left != right) & (distance >= 0) & (distance <= cue.reach) & (field.clause[left] == field.clause[right])
    )
    near &= field.breaks_before[left] == field.breaks_before[right]
    if not cue.crosses_commas:
        near &= field.commas[left] == field.commas[right]
    if cue.first_only:
        near &= field.said_before[right] - field.said_before[left] <= field.says[left]
    return near


def _chain(field: _Field, scope: npt.NDArray[np.int8], is_chain: Flags) -> None:
    """Pass a negation on along a list: `no cuts, bruises or marks`."""
    said = np.flatnonzero(field.says)
    left, right = said[:-1], said[1:]
    hits = field.hits
    gap = hits.first[right] - hits.last[left] - 1
    together = (field.clause[left] == field.clause[right]) & (gap >= 0)
    comma = (gap == 0) & (field.commas[left] < field.commas[right])
    joined = (gap == 1) & is_chain[np.minimum(left + 1, is_chain.size - 1)]
    linked = np.flatnonzero(together & (comma | joined))
    negated = SCOPES.index(Scope.NEGATED)
    for _ in range(CHAIN_PASSES):
        on = linked[(scope[left[linked]] == negated) & (scope[right[linked]] == 0)]
        if not on.size:
            return
        scope[right[on]] = negated


def _asked(words: Words, field: _Field, is_question: Flags) -> Flags:
    """Return (n_hits,) whether a hit stands in a question: its clause begins with a question word and ends in `?`."""
    if not words.question.size or not is_question.any():
        return np.zeros(is_question.size, dtype=np.bool_)
    opening = np.flatnonzero(is_question)
    first = field.hits.first[opening]
    before = np.searchsorted(words.hard, words.start[np.maximum(first - 1, 0)])
    clause = field.clause[opening]
    opens = (first == 0) | (before < clause)
    asked = clause[opens & np.isin(words.hard[np.minimum(clause, words.hard.size - 1)], words.question)]
    within: Flags = np.isin(field.clause, asked) & field.says
    return within


LONGEST_QUOTE = 400


def in_quotes(words: Words, hits: Hits) -> Flags:
    """Return (n_hits,) whether a hit stands between two double quotation marks of one text, at most 400 bytes apart."""
    marks = words.quote
    if marks.size < 2:
        return np.zeros(hits.phrase.size, dtype=np.bool_)
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
    return within
