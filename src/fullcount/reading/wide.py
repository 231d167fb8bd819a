"""How things are meant that another sentence speaks of: `Male punched. Sorry, wrong log.`, `hurt you? No.`

A cue with `sentences` acts on all that is said in its own sentence and in so many before it, after it or on both sides,
within its text; but for what was written by mistake, not in a sentence that tells of something new (`tonight`, `wants
it reported`: the marker `fresh`). A question to which the next sentence answers no is denied.
"""

import numpy as np
import numpy.typing as npt

from fullcount.reading.compiled import Lexicon
from fullcount.reading.match import Hits
from fullcount.reading.spelling import Hashes, hashes_of
from fullcount.reading.vocabulary import MARKERS, SCOPES, Marker, Scope
from fullcount.reading.words import Index, Words

_CORRECTED = SCOPES.index(Scope.CORRECTED)


def across_sentences(words: Words, hits: Hits, lexicon: Lexicon, scope: npt.NDArray[np.int8]) -> None:
    """Set the scope of each hit, (n_hits,), that a cue of another sentence, or an answer, speaks of.

    What settles a report (`found in her own bag`), who says so and what is denied are left as they stand.
    """
    roles = lexicon.roles
    acted_on = roles.says.take(hits.phrase) & ~roles.settles.take(hits.phrase)
    kind = roles.cue.take(hits.phrase)
    at = np.flatnonzero(roles.cues.is_wide.take(kind) & (kind >= 0))
    if at.size:
        _act(words, hits, lexicon, (at, kind.take(at)), (acted_on, scope))
    _deny(words, hits, lexicon.noes, (acted_on, scope))


def _act(
    words: Words,
    hits: Hits,
    lexicon: Lexicon,
    cues: tuple[Index, npt.NDArray[np.int16]],
    said: tuple[npt.NDArray[np.bool_], npt.NDArray[np.int8]],
) -> None:
    """cues: the hits that are wide cues, and the kind of each; said: which hits may be acted on, and all scopes."""
    (at, kind), (acted_on, scope), table = cues, said, lexicon.roles.cues
    sentence = np.zeros(words.start.size, dtype=np.int64)
    np.cumsum(words.clause[1:] != words.clause[:-1], out=sentence[1:])
    first_word = np.append(np.searchsorted(words.start, words.doc_start), words.start.size)
    of_text = np.searchsorted(first_word, hits.first.take(at), side="right") - 1
    opening, closing = first_word.take(of_text), first_word.take(of_text + 1) - 1
    own = sentence.take(hits.first)
    fresh = np.zeros(int(sentence[-1]) + 2, dtype=np.bool_)
    is_fresh = lexicon.roles.marker.take(hits.phrase) == MARKERS.index(Marker.FRESH)
    fresh[own[is_fresh]] = True
    for nth in range(int((table.first.take(kind + 1) - table.first.take(kind)).max())):
        row = table.first.take(kind) + nth
        mine = np.flatnonzero((row < table.first.take(kind + 1)) & (table.sentences.take(row, mode="clip") >= 0))
        if not mine.size:
            continue
        row, cue = row.take(mine), at.take(mine)
        reach = table.sentences.take(row)
        from_ = own.take(cue) - np.where(table.backward.take(row), reach, 0)
        until = own.take(cue) + np.where(table.forward.take(row), reach, 0)
        from_ = np.maximum(from_, sentence.take(opening.take(mine)))
        until = np.minimum(until, sentence.take(closing.take(mine)))
        for meant in np.unique(table.scope.take(row)).tolist():
            these = table.scope.take(row) == meant
            covered = _covered(from_[these], until[these], fresh.size)
            if meant != _CORRECTED:
                covered &= ~fresh
            reached = np.flatnonzero(acted_on & covered.take(own) & ((scope == 0) | (meant == _CORRECTED)))
            scope[reached] = np.maximum(scope[reached], meant)


def _covered(first: Index, last: Index, size: int) -> npt.NDArray[np.bool_]:
    """Return (size,) whether a place lies in one of the ranges first[n] to last[n], both included."""
    edge = np.bincount(first, minlength=size) - np.bincount(last + 1, minlength=size + 1)[:size]
    covered: npt.NDArray[np.bool_] = np.cumsum(edge) > 0
    return covered


def _deny(words: Words, hits: Hits, noes: Hashes, said: tuple[npt.NDArray[np.bool_], npt.NDArray[np.int8]]) -> None:
    """Deny what stands in a sentence that ends in `?` where the next one begins with `no`."""
    if not (words.question.size and noes.size and words.start.size):
        return
    acted_on, scope = said
    after = np.searchsorted(words.start, words.question)
    inside = np.flatnonzero((after < words.start.size) & (after > 0))
    after = after.take(inside)
    answer = hashes_of(words.lower, words.start.take(after), words.length.take(after))
    next_text = np.searchsorted(words.doc_start, words.start.take(after), side="right")
    same = next_text == np.searchsorted(words.doc_start, words.question.take(inside), side="right")
    denied = np.flatnonzero(np.isin(answer, noes) & same)
    if not denied.size:
        return
    clauses = words.clause.take(after.take(denied) - 1)
    clause = words.clause.take(hits.first)
    mild = (scope <= SCOPES.index(Scope.NEGATED)) | (scope == SCOPES.index(Scope.HYPOTHETICAL))
    reached = np.flatnonzero(acted_on & mild & np.isin(clause, clauses))
    scope[reached] = SCOPES.index(Scope.NEGATED)
