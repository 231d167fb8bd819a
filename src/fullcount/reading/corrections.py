"""Takes back what a later part of the same log denies: `she was punched ... correction: not punched, a door slammed`.

A denial takes back only where a word of correction (`correction`, `now says`, `rang back`) stands shortly before it,
and only what was said before that word: on the same fact or, for some facts, on its whole topic (see `TAKES_BACK`).
What settled a report is taken back in turn where a word of correction leads to what was done: `thought she fell, an
accident ... now says he pushed her`.
"""

import numpy as np
import numpy.typing as npt

from fullcount.core.facts import FACT, TOPICS, FactKind
from fullcount.reading.sayings import Sayings
from fullcount.reading.vocabulary import DONE, SCOPES, TAKES_BACK, TEXT_FACTS, Scope
from fullcount.reading.words import Index

REACH = 240
"""Bytes between a word of correction and the denial that it leads to."""

_NAMES = [fact.name for fact in TEXT_FACTS]
_OF_TOPIC = {topic.id: {fact.name for fact in topic.facts} for topic in TOPICS}


def _taken_back() -> npt.NDArray[np.bool_]:
    """Return (n_facts, n_facts) whether the denial of the first takes back the second."""
    table = np.eye(len(_NAMES), dtype=np.bool_)
    for name, topics in TAKES_BACK.items():
        told = set().union(*(_OF_TOPIC[topic] for topic in topics))
        table[_NAMES.index(name)] |= np.array([fact in told for fact in _NAMES])
    return table


_TAKEN_BACK = _taken_back()
_SETTLES = np.isin(_NAMES, ("contrary_evidence", "false_alarm"))
_DONE = np.isin(_NAMES, DONE)
_IS_YES_NO = np.array([FACT[name].kind is FactKind.YES_NO for name in _NAMES])


def take_back(
    corrections: Index, start: Index, row: Index, meaning: tuple[Sayings, Index], scope: npt.NDArray[np.int8]
) -> None:
    """Set the scope of what is taken back. corrections: (n,) where a correction begins, rising.

    start, row, meaning, scope: (n_mentions,) where each begins, in which text, what it says and how it is meant.
    """
    told, which = meaning
    fact, rank = told.fact.take(which), told.rank.take(which)
    asserted = scope == SCOPES.index(Scope.ASSERTED)
    settled = asserted & _SETTLES.take(fact) & (rank > 0)
    if settled.any():
        _unsettle(corrections, start, row, (settled, asserted & _DONE.take(fact) & (rank > 0)), scope)
        asserted = scope == SCOPES.index(Scope.ASSERTED)
    denies = ((scope == SCOPES.index(Scope.NEGATED)) & (rank > 0)) | (asserted & (rank == 0) & _IS_YES_NO.take(fact))
    denial = np.flatnonzero(denies)
    after = np.searchsorted(corrections, start.take(denial), side="right")
    denial, after = denial[after > 0], after[after > 0] - 1
    mark = corrections.take(after)
    of_text = np.searchsorted(row, row.take(denial))
    near = (start.take(denial) - mark <= REACH) & (start.take(of_text) <= mark)
    denial, mark = denial[near], mark[near]
    if not denial.size:
        return
    nth, other = np.nonzero(_TAKEN_BACK[fact.take(denial)])
    key = row.take(denial.take(nth)) * len(_NAMES) + other
    order = np.lexsort((mark.take(nth), key))
    key, last = key[order], mark.take(nth)[order]
    final = np.append(key[1:] != key[:-1], values=True)
    key, last = key[final], last[final]
    mine = row * len(_NAMES) + fact
    place = np.minimum(np.searchsorted(key, mine), key.size - 1)
    scope[asserted & (key.take(place) == mine) & (start < last.take(place)) & ~denies] = SCOPES.index(Scope.CORRECTED)


def _unsettle(
    corrections: Index, start: Index, row: Index, told: tuple[npt.NDArray[np.bool_], ...], scope: npt.NDArray[np.int8]
) -> None:
    """Take back what settled a report before the last word of correction that leads to what was done.

    told: (n_mentions,) whether each settles the report, and whether it says what was done.
    """
    settled, done = told
    deed = np.flatnonzero(done)
    after = np.searchsorted(corrections, start.take(deed), side="right")
    deed, after = deed[after > 0], after[after > 0] - 1
    mark = corrections.take(after)
    near = (start.take(deed) - mark <= REACH) & (start.take(np.searchsorted(row, row.take(deed))) <= mark)
    last = np.full(int(row.max(initial=0)) + 1, -1, dtype=np.int64)
    np.maximum.at(last, row.take(deed[near]), mark[near])
    scope[settled & (start <= last.take(row))] = SCOPES.index(Scope.CORRECTED)
