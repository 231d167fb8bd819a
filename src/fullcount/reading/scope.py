"""How each mention is meant: asserted, negated, hypothetical, historic, quoted or corrected.

A cue acts within its clause: it stops at the end of a sentence or log line, at "but" and its like, at its reach in
words and, unless it says otherwise, at a comma or dash, or at least at one after which somebody else acts.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fullcount.reading.compiled import Lexicon
from fullcount.reading.match import Hits
from fullcount.reading.roles import CueTable
from fullcount.reading.spelling import Hashes, hashes_of
from fullcount.reading.vocabulary import MARKERS, SCOPES, Marker, Scope
from fullcount.reading.words import Index, Words

Flags = npt.NDArray[np.bool_]
CHAIN_PASSES = 4
LONGEST_SUBJECT = 4
"""Bytes of a word that may begin what somebody else did."""


@dataclass(frozen=True, slots=True, eq=False)
class _Field:
    """The hits with what the cues need to know: clauses, commas and breaks before each, who says what, kind of cue."""

    hits: Hits
    clause: Index
    commas: Index
    subjects: Index
    breaks_before: Index
    said_before: Index
    says: Flags
    kind: npt.NDArray[np.int16]


def scopes_of(words: Words, hits: Hits, lexicon: Lexicon) -> npt.NDArray[np.int8]:
    """Return (n_hits,) the place of each hit's scope in SCOPES, quotation marks left aside (see `in_quotes`).

    Only the clauses that say something are looked into.
    """
    scope = np.zeros(hits.phrase.size, dtype=np.int8)
    roles = lexicon.roles
    clause = words.clause.take(hits.first)
    speaks = np.zeros(words.hard.size + 1, dtype=np.bool_)
    speaks[clause[roles.says.take(hits.phrase)]] = True
    within = np.flatnonzero(speaks.take(clause))
    if within.size:
        affirmed = _affirmed(words, hits, clause, roles.marker)
        scope[within] = _scopes(words, hits.take(within), clause.take(within), affirmed, lexicon)
    return scope


def _scopes(words: Words, hits: Hits, clause: Index, affirmed: Index, lexicon: Lexicon) -> npt.NDArray[np.int8]:
    scope = np.zeros(hits.phrase.size, dtype=np.int8)
    roles = lexicon.roles
    says, marker = roles.says.take(hits.phrase), roles.marker.take(hits.phrase)
    breaks_before = np.cumsum(marker == MARKERS.index(Marker.BREAK))
    commas, kind = np.searchsorted(words.soft, hits.start), roles.cue.take(hits.phrase)
    subjects = np.searchsorted(_new_subjects(words, lexicon.subjects), hits.start)
    field = _Field(hits, clause, commas, subjects, breaks_before, _said_before(hits, says), says, kind)
    _cue_forward(field, roles.cues, scope)
    _cue_backward(field, roles.cues, scope, lexicon.trie.depth)
    _chain(field, scope, marker == MARKERS.index(Marker.CHAIN))
    asked = _asked(words, field, marker == MARKERS.index(Marker.QUESTION), affirmed)
    scope[asked] = SCOPES.index(Scope.HYPOTHETICAL)
    return scope


def _said_before(hits: Hits, says: Flags) -> Index:
    """Return (n_hits,) how many things are said before each; what overlaps is one thing said in several ways."""
    last = np.maximum.accumulate(np.where(says, hits.last, -1))
    opens = says.copy()
    opens[1:] &= hits.first[1:] > last[:-1]
    return np.cumsum(opens) - says


def _cues(field: _Field, table: CueTable, acts: Flags) -> tuple[Index, Index]:
    """Return each cue that acts in this direction: the place of its hit, and its row in the table."""
    at = np.flatnonzero(field.kind >= 0)
    kind = field.kind[at]
    count = table.first[kind + 1] - table.first[kind]
    nth = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    row = np.repeat(table.first[kind], count) + nth
    return np.repeat(at, count)[acts[row]], row[acts[row]]


def _cue_forward(field: _Field, table: CueTable, scope: npt.NDArray[np.int8]) -> None:
    """Let each cue act on the hits to its right, one step at a time, until it is stopped or out of reach.

    It also acts on what begins within it and goes on after it (`no allegation of` on `allegation of assault`).
    """
    hits = field.hits
    cue, row = _cues(field, table, table.forward)
    said = cue + 1
    while True:
        inside = said < field.says.size
        cue, row, said = cue[inside], row[inside], said[inside]
        distance = hits.first[said] - hits.last[cue]
        on = _goes_on(field, table, row, cue, said) & (distance <= table.reach[row])
        on &= ~table.first_only[row] | (field.said_before[said] - field.said_before[cue] <= field.says[cue])
        if not on.any():
            return
        acts = on & field.says[said] & ((distance >= 0) | (hits.last[said] > hits.last[cue]))
        np.maximum.at(scope, said[acts], table.scope[row[acts]])
        cue, row, said = cue[on], row[on], said[on] + 1


def _cue_backward(field: _Field, table: CueTable, scope: npt.NDArray[np.int8], depth: int) -> None:
    """Let each cue act on the hits to its left. A long hit may reach nearer than one that begins after it."""
    hits = field.hits
    cue, row = _cues(field, table, table.backward)
    said = cue - 1
    while True:
        inside = said >= 0
        cue, row, said = cue[inside], row[inside], said[inside]
        between = field.said_before[cue] - field.said_before[said]
        on = _goes_on(field, table, row, said, cue) & (hits.first[cue] - hits.first[said] <= table.reach[row] + depth)
        on &= ~table.first_only[row] | (between <= 1)
        if not on.any():
            return
        distance = hits.first[cue] - hits.last[said]
        acts = on & field.says[said] & (distance >= 0) & (distance <= table.reach[row])
        np.maximum.at(scope, said[acts], table.scope[row[acts]])
        cue, row, said = cue[on], row[on], said[on] - 1


def _goes_on(field: _Field, table: CueTable, row: Index, left: Index, right: Index) -> Flags:
    """Return (n,) whether nothing stops a cue between the left and the right hit, nor a like cue that is nearer."""
    on: Flags = (field.clause[left] == field.clause[right]) & (field.kind[left] != field.kind[right])
    on &= field.breaks_before[left] == field.breaks_before[right]
    on &= table.crosses_commas[row] | (field.commas[left] == field.commas[right])
    on &= table.crosses_subjects[row] | (field.subjects[left] == field.subjects[right])
    return on


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
        scope[right[on]] = negated
        if not (_overlapping(hits, scope, field.says) + on.size):
            return


def _overlapping(hits: Hits, scope: npt.NDArray[np.int8], says: Flags) -> int:
    """Negate what begins within something negated (`never struck, kicked or grabbed by him`): it is one thing said in
    several ways. Returns how many."""
    negated = SCOPES.index(Scope.NEGATED)
    until = np.maximum.accumulate(np.where(says & (scope == negated), hits.last, -1))
    within = np.flatnonzero(says & (scope == 0) & (hits.first <= until))
    scope[within] = negated
    return int(within.size)


def _new_subjects(words: Words, subjects: Hashes) -> Index:
    """Return the soft stops after which a word such as `he` begins what somebody else did."""
    if not (subjects.size and words.soft.size and words.start.size):
        return words.soft[:0]
    word = np.minimum(np.searchsorted(words.start, words.soft), words.start.size - 1)
    short = np.flatnonzero(words.length.take(word) <= LONGEST_SUBJECT)
    word = word.take(short)
    found = hashes_of(words.lower, words.start.take(word), words.length.take(word))
    return words.soft.take(short[np.isin(found, subjects)])


def _affirmed(words: Words, hits: Hits, clause: Index, marker: npt.NDArray[np.int8]) -> Index:
    """Return the clauses before which what was asked is so: those that follow begin with `yes` or `A: yes`."""
    if not words.question.size:
        return clause[:0]
    yes = np.flatnonzero(marker.take(hits.phrase) == MARKERS.index(Marker.YES))
    yes = yes[clause.take(yes) > 0]
    opening = np.searchsorted(words.start, words.hard.take(clause.take(yes) - 1))
    return clause.take(yes[hits.first.take(yes) - opening <= 1]) - 1


def _asked(words: Words, field: _Field, is_question: Flags, affirmed: Index) -> Flags:
    """Return (n_hits,) whether a hit is asked and not told.

    Its clause ends in `?`, a question word stands before it (at the beginning, or several words such as `did he`),
    and the answer is not yes.
    """
    if not words.question.size or not is_question.any():
        return np.zeros(is_question.size, dtype=np.bool_)
    hits = field.hits
    opening = np.flatnonzero(is_question)
    first = hits.first[opening]
    before = np.searchsorted(words.hard, words.start[np.maximum(first - 1, 0)])
    clause = field.clause[opening]
    opens = (first == 0) | (before < clause) | (hits.last[opening] > first)
    ended = opens & (clause < words.hard.size) & ~np.isin(clause, affirmed)
    ended &= np.isin(words.hard.take(clause, mode="clip"), words.question)
    asked, place = np.unique(clause[ended], return_index=True)
    if not asked.size:
        return np.zeros(is_question.size, dtype=np.bool_)
    which = np.minimum(np.searchsorted(asked, field.clause), asked.size - 1)
    after = np.arange(is_question.size) > opening[ended][place].take(which)
    within: Flags = (asked.take(which) == field.clause) & after & field.says
    return within
