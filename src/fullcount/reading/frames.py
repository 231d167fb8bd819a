"""Finds expressions with a gap: `<punch> .. {pronoun} ..5 {body}`, whose parts stand near each other in one clause.

A frame is a row of pieces, each a set of phrases, and of the words that may stand in each gap. Frames are walked like
the trie of the phrases, a piece at a time, all hits of all frames at once. No gap holds a cue, a break or a word of
correction (`pushed past and did not touch her` is no push), nor the end of a clause.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fullcount.reading.match import Hits
from fullcount.reading.spelling import Hashes, find_pairs, paired_tables
from fullcount.reading.words import Index, Words

Flags = npt.NDArray[np.bool_]
Frame = tuple[int, ...]
"""Piece, words of the gap, piece, words of the gap, ..., piece."""


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """Frames compiled. Phrase p serves as the pieces piece[first[p]] up to piece[first[p + 1]].

    begins: (n_pieces,) the node that a piece leads to when it is the first of a frame, or 0; edge: keys
    `node << 32 | piece`; onward[one], gap[one] for one from leads[edge] up to leads[edge + 1]: the nodes that follow,
    and how many words may stand before the piece; ends: (n_nodes,) the number of the frame that ends at a node, or -1;
    opens: (n_nodes,) whether it leads on; widest: the most words of any gap.
    """

    first: Index
    piece: Index
    begins: Index
    edge: Hashes
    tables: npt.NDArray[np.int32]
    leads: Index
    onward: Index
    gap: Index
    ends: Index
    opens: Flags
    widest: int


def frames_of(pieces: Sequence[Sequence[int]], frames: Mapping[Frame, int], n_phrases: int) -> Frames:
    """Return the frames compiled. pieces: the phrases of each piece; frames: the number by which each is reported."""
    serves = np.array([(phrase, place) for place, mine in enumerate(pieces) for phrase in mine], dtype=np.int64)
    serves = np.unique(serves.reshape(-1, 2), axis=0)
    first = np.concatenate([[0], np.cumsum(np.bincount(serves[:, 0], minlength=n_phrases))]).astype(np.int64)
    nodes: dict[Frame, int] = {(): 0}
    edges: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for frame in frames:
        nodes.setdefault(frame[:1], len(nodes))
        for until in range(3, len(frame) + 1, 2):
            if frame[:until] not in nodes:
                nodes[frame[:until]] = len(nodes)
                key = (nodes[frame[: until - 2]], frame[until - 1])
                edges.setdefault(key, []).append((nodes[frame[:until]], frame[until - 2]))
    begins = np.zeros(len(pieces), dtype=np.int64)
    ends, opens = np.full(len(nodes), -1, dtype=np.int64), np.zeros(len(nodes), dtype=np.bool_)
    for path, node in nodes.items():
        ends[node] = frames.get(path, -1)
        if len(path) == 1:
            begins[path[0]] = node
    opens[[node for node, _ in edges]] = True
    keys = np.array([0, *(node << 32 | piece for node, piece in edges)], dtype=np.uint64)
    targets = np.array([target for mine in edges.values() for target in mine], dtype=np.int64).reshape(-1, 2)
    leads = np.cumsum([0, 0, *(len(mine) for mine in edges.values())], dtype=np.int64)
    widest = int(targets[:, 1].max(initial=0))
    return Frames(
        first, serves[:, 1], begins, keys, paired_tables(keys), leads, targets[:, 0], targets[:, 1], ends, opens, widest
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Places:
    """The hits of pieces: where each stands, its clause, and how many stops (cues, breaks) begin before its ends."""

    hits: Hits
    clause: Index
    stops_until: Index
    stops_before: Index


def framed(words: Words, every: Hits, frames: Frames, ignored: Flags, stops: Flags) -> Hits:
    """Return the places where a frame stands, from its first piece to its last; of one begin, the nearest end.

    ignored, stops: (n_hits,) whether a hit hides what lies within it, and whether no gap may hold it.
    """
    hits = every.take(_pieces(every, frames, ignored))
    if not hits.phrase.size or not frames.widest:
        return hits.take(np.zeros(0, dtype=np.int64))
    stop = every.first[stops]
    places = _Places(
        hits,
        np.searchsorted(words.hard, hits.start),
        np.searchsorted(stop, hits.last, side="right"),
        np.searchsorted(stop, hits.first, side="left"),
    )
    at, piece = _served(np.arange(hits.phrase.size), hits, frames)
    node = frames.begins.take(piece)
    some = np.flatnonzero(frames.opens.take(node) & (node > 0))
    begin = at = at.take(some)
    node = node.take(some)
    found: list[tuple[Index, Index, Index]] = []
    while at.size:
        begin, at, node = _next_pieces(places, frames, begin, at, node)
        ending = np.flatnonzero(frames.ends.take(node) >= 0)
        found.append((begin.take(ending), at.take(ending), frames.ends.take(node.take(ending))))
        further = np.flatnonzero(frames.opens.take(node))
        begin, at, node = begin.take(further), at.take(further), node.take(further)
    if not found:
        return hits.take(np.zeros(0, dtype=np.int64))
    one, two, which = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.lexsort((hits.last.take(two), which, hits.first.take(one)))
    one, two, which = one.take(order), two.take(order), which.take(order)
    nearest = np.ones(one.size, dtype=np.bool_)
    nearest[1:] = (hits.first.take(one[1:]) != hits.first.take(one[:-1])) | (which[1:] != which[:-1])
    one, two, which = one[nearest], two[nearest], which[nearest]
    return Hits(hits.first.take(one), hits.last.take(two), hits.start.take(one), hits.end.take(two), which)


def _pieces(every: Hits, frames: Frames, ignored: Flags) -> Index:
    """Return the hits that serve as a piece and lie in nothing that is to be ignored."""
    hidden_until = np.maximum.accumulate(np.where(ignored, every.end, 0)) if every.end.size else every.end
    serves = frames.first.take(every.phrase + 1) > frames.first.take(every.phrase)
    return np.flatnonzero(serves & (every.end > hidden_until))


def _served(at: Index, hits: Hits, frames: Frames) -> tuple[Index, Index]:
    """Return the places in `at`, one for each piece that its hit serves as, and those pieces."""
    nth, place = _spread(frames.first, hits.phrase.take(at))
    return nth, frames.piece.take(place)


def _spread(first: Index, which: Index) -> tuple[Index, Index]:
    """Return for each of the ranges first[which] up to first[which + 1] its number, repeated, and each place in it."""
    begin = first.take(which)
    count = first.take(which + 1) - begin
    nth = np.repeat(np.arange(which.size), count)
    return nth, np.arange(nth.size) - np.repeat(np.cumsum(count) - count - begin, count)


def _next_pieces(places: _Places, frames: Frames, begin: Index, at: Index, node: Index) -> tuple[Index, Index, Index]:
    """Return the ways on from where frames have come so far: where each began, stands now, and its node."""
    hits = places.hits
    found = [(begin[:0], at[:0], node[:0])]
    for step in itertools.count(1):
        on = np.flatnonzero(at + step < hits.phrase.size)
        between = hits.first.take(at.take(on) + step) - hits.last.take(at.take(on)) - 1
        near = (between <= frames.widest) & (places.clause.take(at.take(on) + step) == places.clause.take(at.take(on)))
        on, between = on[near], between[near]
        if not on.size:
            break
        begin, at, node = begin.take(on), at.take(on), node.take(on)
        free = np.flatnonzero((between >= 0) & (places.stops_before.take(at + step) <= places.stops_until.take(at)))
        nth, piece = _served(at.take(free) + step, hits, frames)
        way = free.take(nth)
        key = (node.take(way).astype(np.uint64) << np.uint64(32)) | piece.astype(np.uint64)
        led, edge = find_pairs(frames.tables, frames.edge, key)
        way = way.take(led)
        nth, target = _spread(frames.leads, edge)
        way = way.take(nth)
        close = between.take(way) <= frames.gap.take(target)
        way, target = way[close], target[close]
        found.append((begin.take(way), at.take(way) + step, frames.onward.take(target)))
    begins, ends, nodes = zip(*found, strict=True)
    return np.concatenate(begins), np.concatenate(ends), np.concatenate(nodes)
