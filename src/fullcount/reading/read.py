"""What the words of each report say: one row of facts a report, and every mention with its place in the text."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.core.facts import Fact, FactKind
from fullcount.reading.compiled import Lexicon
from fullcount.reading.corrections import take_back
from fullcount.reading.entries import entries_of, entry_heads
from fullcount.reading.frames import framed
from fullcount.reading.match import Hits, known_words, longer_hits, merged, outermost, single_words
from fullcount.reading.quotes import in_quotes, in_single_quotes
from fullcount.reading.sayings import Sayings
from fullcount.reading.scope import scopes_of
from fullcount.reading.signs import by_signs, named_in, sentences_of
from fullcount.reading.vocabulary import MARKERS, SCOPES, TEXT_FACTS, Marker, Scope
from fullcount.reading.wide import across_sentences
from fullcount.reading.words import Index, Words, words_of

Rows = npt.NDArray[np.int32]
BYTES_AT_ONCE = 2_000_000
"""How many bytes of texts are worked on at once: few enough that the work stays in the processor's cache, that memory
once used is used again, and that long texts take no more of it than short ones."""

_ROOM = 30_000_000
_DTYPES = {FactKind.YES_NO: pl.Boolean, FactKind.CHOICE: pl.String, FactKind.NUMBER: pl.Int64}
_STOPS = (MARKERS.index(Marker.BREAK), MARKERS.index(Marker.CORRECTION))


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What a batch of reports says.

    facts: a row for each report, in the order given: `report_key` and a column for each fact that the lexicon can tell
    (yes/no, the value highest on the ladder, or a number), null where nothing is said.
    spans: a row for each mention: report_key, fact, value, start, end (bytes of the UTF-8 text, end excluded), term,
    scope, sureness (0 to 1), entry_at and entry_by (time and author, as printed, of the entry of the log in which it
    stands; null where none is printed).
    """

    facts: pl.DataFrame
    spans: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in a text where something is said; start and end in bytes of the UTF-8 text, end excluded."""

    fact: str
    value: str
    start: int
    end: int
    term: str
    scope: Scope
    sureness: float
    entry_at: str | None = None
    entry_by: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Mentions:
    """Mentions as columns: (n_mentions,) row of the text, byte start and end in it, meaning's number, scope, entry.

    head: where in the text the entry begins in which it stands, or -1.
    """

    row: npt.NDArray[np.int32]
    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    meaning: npt.NDArray[np.int32]
    scope: npt.NDArray[np.int8]
    head: npt.NDArray[np.int32]


def read_texts(keys: pl.Series, texts: pl.Series, lexicon: Lexicon) -> Reading:
    """Return what each text says. `keys` names the reports, in the order of `texts`; a null text says nothing."""
    sayings = lexicon.sayings
    # When so much has once been given back, the C library keeps smaller pieces at hand; else each of a thousand arrays
    # a block is fetched anew from the system, page by page, which takes a fifth of the time.
    np.empty(_ROOM, dtype=np.uint8)
    parts = [_mentions(words, offset, lexicon) for offset, words in _blocks(texts)]
    found = _Mentions(
        np.concatenate([part.row for part in parts]),
        np.concatenate([part.start for part in parts]),
        np.concatenate([part.end for part in parts]),
        np.concatenate([part.meaning for part in parts]),
        np.concatenate([part.scope for part in parts]),
        np.concatenate([part.head for part in parts]),
    )
    key = keys.alias("report_key")
    fact_of = sayings.fact[found.meaning]
    by_fact = np.argsort(fact_of, kind="stable")
    ends = np.cumsum(np.bincount(fact_of, minlength=len(TEXT_FACTS)))
    ranks = sayings.rank[found.meaning]
    told = set(np.unique(sayings.fact).tolist())
    columns = [key]
    for place, (fact, mine) in enumerate(zip(TEXT_FACTS, np.split(by_fact, ends[:-1]), strict=True)):
        if place in told:
            columns.append(_column(fact, found.row[mine], found.scope[mine], ranks[mine], len(key)))
    return Reading(pl.DataFrame(columns), _spans(key, texts, found, sayings))


def _blocks(texts: pl.Series) -> Iterator[tuple[int, Words]]:
    """Yield the words of the texts, block by block, each with the row of its first text; of no text, one block."""
    sizes = texts.str.len_bytes().fill_null(0).to_numpy() + np.int64(1)
    for first, last in _cuts(np.cumsum(sizes), BYTES_AT_ONCE):
        yield first, words_of(texts.slice(first, last - first))


def _cuts(ends: Index, most: int) -> Iterator[tuple[int, int]]:
    """Yield the first and last place (excluded) of parts of at most so many bytes, or of one text that is longer."""
    first = 0
    while first < ends.size or first == 0:
        before = int(ends[first - 1]) if first else 0
        last = max(int(np.searchsorted(ends, before + most, side="right")), min(first + 1, ends.size))
        yield first, last
        first = max(last, 1)


def _mentions(words: Words, offset: int, lexicon: Lexicon) -> _Mentions:
    """Return the mentions in the words of some texts, of which the first is row `offset` of the batch."""
    sayings = lexicon.sayings
    hits, corrections, signs = _hits(words, lexicon)
    scope = scopes_of(words, hits, lexicon)
    across_sentences(words, hits, lexicon, scope)
    within, quoted = in_quotes(words, hits, lexicon.tellers)
    _set_by_signs(words, hits, lexicon, (signs, within), scope)
    count = sayings.first[hits.phrase + 1] - sayings.first[hits.phrase]
    hit = np.repeat(np.arange(hits.phrase.size), count)
    nth = np.arange(hit.size) - np.repeat(np.cumsum(count) - count, count)
    meaning = sayings.first[hits.phrase[hit]] + nth
    meant = scope[hit]
    hearsay = quoted[hit] & (meant == 0) & ~sayings.kept_in_quotes[meaning]
    meant[hearsay] = SCOPES.index(Scope.QUOTED)
    row = np.searchsorted(words.doc_start, hits.start[hit], side="right") - 1
    begins = words.doc_start[row] if row.size else row
    if corrections.size:
        take_back(corrections, hits.start[hit], row, (sayings, meaning), meant)
    return _Mentions(
        (row + offset).astype(np.int32),
        (hits.start[hit] - begins).astype(np.int32),
        (hits.end[hit] - begins).astype(np.int32),
        meaning.astype(np.int32),
        meant,
        _heads(words, hits.start[hit], begins),
    )


def _set_by_signs(
    words: Words,
    hits: Hits,
    lexicon: Lexicon,
    found: tuple[Hits, npt.NDArray[np.bool_]],
    scope: npt.NDArray[np.int8],
) -> None:
    """found: the phrases that are signs, and whether each hit stands in double quotation marks."""
    if not lexicon.signs.scope.size:
        return
    roles, (signs, within) = lexicon.roles, found
    acted_on = roles.says.take(hits.phrase) & ~roles.spared.take(hits.phrase)
    within = within | in_single_quotes(words, hits)
    said = hits.first, acted_on, roles.deeds.take(hits.phrase), within, named_in(lexicon.signs, hits.phrase)
    by_signs(lexicon.signs, sentences_of(words), (signs.first, signs.phrase), said, scope)


def _hits(words: Words, lexicon: Lexicon) -> tuple[Hits, Index, Hits]:
    """Return the phrases and frames that say something or change what is said, those within others left out; where
    words of correction begin; and all that is a sign of something."""
    trie, roles, bits = lexicon.trie, lexicon.roles, lexicon.signs.bits
    acts = roles.acts | np.append(bits != 0, values=False)
    known = known_words(words, trie)
    alone = trie.alone.take(known)
    longer = longer_hits(words, known, trie)
    single = single_words(words, alone, np.flatnonzero(acts.take(alone)))
    plain = merged(single, longer.take(np.flatnonzero(acts.take(longer.phrase))))
    sign = plain.take(np.flatnonzero(bits.take(plain.phrase)))
    plain = plain.take(np.flatnonzero(roles.acts.take(plain.phrase)))
    marker = roles.marker.take(plain.phrase)
    stops = (roles.cue.take(plain.phrase) >= 0) | np.isin(marker, _STOPS)
    ignored = plain.take(np.flatnonzero(marker == MARKERS.index(Marker.IGNORE)))
    frames = framed(words, known, longer, lexicon.frames, (ignored, plain.first[stops]))
    corrections = plain.start[marker == MARKERS.index(Marker.CORRECTION)]
    sign = merged(sign, frames.take(np.flatnonzero(bits.take(frames.phrase))))
    frames = frames.take(np.flatnonzero(roles.acts.take(frames.phrase)))
    return outermost(merged(plain, frames), roles), corrections, sign


def _heads(words: Words, start: Index, begins: Index) -> npt.NDArray[np.int32]:
    """Return where in its text the entry of each mention begins, or -1."""
    heads = entry_heads(words)
    nearest = np.searchsorted(heads, start, side="right") - 1
    if not heads.size:
        return nearest.astype(np.int32)
    head = heads.take(np.maximum(nearest, 0)) - begins
    return np.where(nearest >= 0, np.maximum(head, -1), -1).astype(np.int32)


def _column(fact: Fact, row: Rows, scope: npt.NDArray[np.int8], rank: npt.NDArray[np.int16], rows: int) -> pl.Series:
    """Return one fact for every report: the highest rank asserted, else false where it was only denied, else null.

    row: (n_mentions,) rising.
    """
    counts = scope == SCOPES.index(Scope.ASSERTED)
    if fact.kind is FactKind.YES_NO:
        denied = (scope == SCOPES.index(Scope.NEGATED)) & (rank == 1)
        rank, counts = np.where(denied, np.int16(0), rank), counts | denied
    told = np.flatnonzero(counts)
    column = pl.Series(fact.name, [None], dtype=_DTYPES[fact.kind]).new_from_index(0, rows)
    if not told.size:
        return column
    row = row.take(told)
    opens = np.flatnonzero(np.append(np.ones(1, np.bool_), row[1:] != row[:-1]))
    value = np.maximum.reduceat(rank.take(told), opens)
    if fact.kind is FactKind.CHOICE:
        said = pl.Series(fact.values, dtype=pl.String)[value]
    elif fact.kind is FactKind.NUMBER:
        said = pl.Series(value.astype(np.int64))
    else:
        said = pl.Series(value == 1)
    return column.scatter(pl.Series(row.take(opens).astype(np.uint32)), said)


def _spans(key: pl.Series, texts: pl.Series, found: _Mentions, sayings: Sayings) -> pl.DataFrame:
    meaning = pl.Series(found.meaning.astype(np.uint32))
    said = sayings.table[meaning] if len(sayings.table) else sayings.table
    scopes = pl.Series([scope.value for scope in SCOPES], dtype=pl.String)
    row = pl.Series(found.row.astype(np.uint32))
    return pl.DataFrame(
        [
            key.gather(row).alias("report_key"),
            said["fact"],
            said["value"],
            pl.Series("start", found.start),
            pl.Series("end", found.end),
            said["term"],
            scopes.gather(pl.Series(found.scope.astype(np.uint32))).alias("scope"),
            said["sureness"],
            *entries_of(texts, row, pl.Series(found.head)),
        ]
    )


def explain_text(text: str, lexicon: Lexicon) -> list[Mention]:
    """Return every mention in one text, leftmost first: the same spans that `read_texts` gives for it."""
    spans = read_texts(pl.Series(["text"]), pl.Series([text]), lexicon).spans
    return [
        Mention(
            m["fact"],
            m["value"],
            m["start"],
            m["end"],
            m["term"],
            Scope(m["scope"]),
            m["sureness"],
            m["entry_at"],
            m["entry_by"],
        )
        for m in spans.iter_rows(named=True)
    ]


def words_at(text: str, span: Mention | tuple[int, int]) -> str:
    """Return the words of a text that a mention (or a pair of byte offsets) points at."""
    start, end = (span.start, span.end) if isinstance(span, Mention) else span
    return text.encode()[start:end].decode(errors="replace")
