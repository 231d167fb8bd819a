"""Finds expressions with a gap: `<punch> .. {pronoun} ..5 {body}`, whose parts stand near each other in one clause.

A frame is a row of pieces, each a set of phrases, and of the words that may stand in each gap. Frames are walked like
the trie of the phrases, a piece at a time, all hits of all frames at once. No gap holds a cue, a break or a word of
correction (`pushed past and did not touch her` is no push), nor the end of a clause.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.reading.match import Hits
from fullcount.reading.spelling import Hashes, find_pairs, paired_tables
from fullcount.reading.words import Index, Words

Flags = npt.NDArray[np.bool_]
Frame = tuple[int, ...]
"""Piece, words of the gap, piece, words of the gap, ..., piece."""


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """Frames compiled. Phrase p serves as the pieces piece[first[p]] up to piece[first[p + 1]].

    edge: keys `node << 32 | piece`; onward[one], gap[one] for one from leads[edge] up to leads[edge + 1]: the nodes
    that follow, and how many words may stand before the piece; ends: (n_nodes,) the number of the frame that ends at a
    node, or -1; opens: (n_nodes,) whether it leads on; widest: the most words of any gap.
    """

    first: Index
    piece: Index
    edge: Hashes
    tables: npt.NDArray[np.int32]
    leads: Index
    onward: Index
    gap: Index
    ends: Index
    opens: Flags
    widest: int
    pairs: "_Pairs"


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """What two phrases that stand near each other begin: nearly all pairs begin nothing, which one look tells.

    starts, goes_on: (n_phrases,) the number of the set of frames that a phrase may begin, and of the set of pieces it
    serves as, 0 for none; farthest: the most words from a phrase of the first kind; table: at `start * n_goes_on +
    goes_on` the number of the pair, 0 for none; the frames of pair p go on at the nodes onward[first[p]] up to
    onward[first[p + 1]], which allow so many words (gap) before.
    """

    starts: Index
    goes_on: Index
    farthest: Index
    n_goes_on: int
    table: npt.NDArray[np.int32]
    first: Index
    onward: Index
    gap: Index


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
    begins = {path[0]: node for path, node in nodes.items() if len(path) == 1}
    ends, opens = np.full(len(nodes), -1, dtype=np.int64), np.zeros(len(nodes), dtype=np.bool_)
    for path, node in nodes.items():
        ends[node] = frames.get(path, -1)
    opens[[node for node, _ in edges]] = True
    keys = np.array([0, *(node << 32 | piece for node, piece in edges)], dtype=np.uint64)
    targets = np.array([target for mine in edges.values() for target in mine], dtype=np.int64).reshape(-1, 2)
    leads = np.cumsum([0, 0, *(len(mine) for mine in edges.values())], dtype=np.int64)
    ways = [(node, piece, *target) for (node, piece), mine in edges.items() for target in mine]
    return Frames(
        first, serves[:, 1], keys, paired_tables(keys), leads, targets[:, 0], targets[:, 1], ends, opens,
        int(targets[:, 1].max(initial=0)), _pairs(first, serves[:, 1], begins, ways),
    )  # fmt: skip


def _pairs(first: Index, piece: Index, begins: Mapping[int, int], ways: list[tuple[int, int, int, int]]) -> _Pairs:
    """Return the pairs. begins: the node of each first piece; ways: (node, piece, onward node, gap) of each edge."""
    leading = {one: node for one, node in begins.items() if any(way[0] == node for way in ways)}
    sets: tuple[dict[tuple[int, ...], int], ...] = ({(): 0}, {(): 0})
    of_phrase = np.zeros((2, first.size - 1), dtype=np.int64)
    for phrase in np.flatnonzero(np.diff(first)).tolist():
        mine = piece[first[phrase] : first[phrase + 1]].tolist()
        opening = tuple(leading[one] for one in mine if one in leading)
        for place, members in enumerate((opening, tuple(mine))):
            of_phrase[place, phrase] = sets[place].setdefault(members, len(sets[place]))
    start, goes_on = (
        _table([(number, one) for members, number in known.items() for one in members], (name, "by"))
        for known, name in zip(sets, ("start", "goes_on"), strict=True)
    )
    edge = _table(ways, ("node", "piece", "onward", "gap"))
    led = start.join(edge, left_on="by", right_on="node").join(goes_on, left_on="piece", right_on="by")
    key = (led["start"] * len(sets[1]) + led["goes_on"]).to_numpy()
    order = np.argsort(key, kind="stable")
    known, count = np.unique(key, return_counts=True)
    table = np.zeros(len(sets[0]) * len(sets[1]), dtype=np.int32)
    table[known] = np.arange(1, known.size + 1)
    gap = led["gap"].to_numpy()[order].astype(np.int64)
    farthest = np.zeros(len(sets[0]), dtype=np.int64)
    np.maximum.at(farthest, led["start"].to_numpy()[order], gap)
    at = np.concatenate([[0, 0], np.cumsum(count)]).astype(np.int64)
    onward = led["onward"].to_numpy()[order].astype(np.int64)
    return _Pairs(of_phrase[0], of_phrase[1], farthest, len(sets[1]), table, at, onward, gap)


def _table(rows: Sequence[tuple[int, ...]], names: Sequence[str]) -> pl.DataFrame:
    return pl.DataFrame(rows, dict.fromkeys(names, pl.Int64), orient="row")


@dataclass(frozen=True, slots=True, eq=False)
class _Places:
    """The hits of pieces: where each stands, its clause, how many stops (cues, breaks) begin before its ends.

    upto: (n_words + 1,) how many hits begin before each word.
    """

    hits: Hits
    clause: Index
    stops_until: Index
    stops_before: Index
    upto: Index

    def near(self, at: Index, words: Index | int) -> tuple[Index, Index]:
        """Return the hits that begin at most so many words after each of some others: place in `at`, hit."""
        after = self.hits.last.take(at) + 1
        begin = self.upto.take(after)
        count = self.upto.take(np.minimum(after + words + 1, self.upto.size - 1)) - begin
        nth = np.repeat(np.arange(at.size), count)
        return nth, np.arange(nth.size) - np.repeat(np.cumsum(count) - count - begin, count)

    def free(self, left: Index, right: Index) -> Flags:
        """Return (n,) whether two hits stand in one clause with nothing between that changes what is said."""
        free: Flags = self.clause.take(left) == self.clause.take(right)
        free &= self.stops_before.take(right) <= self.stops_until.take(left)
        return free

    def between(self, left: Index, right: Index) -> Index:
        """Return (n,) how many words stand between two hits."""
        return self.hits.first.take(right) - self.hits.last.take(left) - 1


Ways = tuple[Index, Index, Index]
"""How far frames have come: the hit where each began, the hit where it stands now, and its node."""


def framed(words: Words, every: Hits, frames: Frames, ignored: Flags, stops: Flags) -> Hits:
    """Return the places where a frame stands, from its first piece to its last; of one begin, the nearest end.

    ignored, stops: (n_hits,) whether a hit hides what lies within it, and whether no gap may hold it.
    """
    hits = every.take(_pieces(every, frames, ignored))
    if not hits.phrase.size or not frames.onward.size:
        return hits.take(np.zeros(0, dtype=np.int64))
    stop = np.cumsum(np.bincount(every.first[stops] + 1, minlength=words.start.size + 2))
    upto = np.cumsum(np.bincount(hits.first + 1, minlength=words.start.size + 2))
    places = _Places(hits, words.clause.take(hits.first), stop.take(hits.last + 1), stop.take(hits.first), upto)
    begin, at, node = _first_pairs(places, frames.pairs)
    found: list[Ways] = []
    while True:
        ending = np.flatnonzero(frames.ends.take(node) >= 0)
        found.append((begin.take(ending), at.take(ending), frames.ends.take(node.take(ending))))
        further = np.flatnonzero(frames.opens.take(node))
        if not further.size:
            break
        begin, at, node = _next_pieces(places, frames, (begin.take(further), at.take(further), node.take(further)))
    one, two, which = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.lexsort((hits.last.take(two), which, hits.first.take(one)))
    one, two, which = one.take(order), two.take(order), which.take(order)
    nearest = np.ones(one.size, dtype=np.bool_)
    nearest[1:] = (hits.first.take(one[1:]) != hits.first.take(one[:-1])) | (which[1:] != which[:-1])
    one, two, which = one[nearest], two[nearest], which[nearest]
    return Hits(hits.first.take(one), hits.last.take(two), hits.start.take(one), hits.end.take(two), which)


def _pieces(every: Hits, frames: Frames, ignored: Flags) -> Index:
    """Return the hits that serve as a piece and lie in nothing that is to be ignored."""
    serves = frames.pairs.goes_on.take(every.phrase) > 0
    if ignored.any():
        serves &= every.end > np.maximum.accumulate(np.where(ignored, every.end, 0))
    return np.flatnonzero(serves)


def _first_pairs(places: _Places, pairs: _Pairs) -> Ways:
    """Return the ways on of all frames from their first piece to the second."""
    phrase = places.hits.phrase
    starts = pairs.starts.take(phrase)
    at = np.flatnonzero(starts)
    starts = starts.take(at)
    nth, other = places.near(at, pairs.farthest.take(starts))
    pair = pairs.table.take(starts.take(nth) * pairs.n_goes_on + pairs.goes_on.take(phrase.take(other))).astype(
        np.int64
    )
    some = np.flatnonzero(pair)
    pair, one, two = pair.take(some), at.take(nth.take(some)), other.take(some)
    free = np.flatnonzero(places.free(one, two))
    pair, one, two = pair.take(free), one.take(free), two.take(free)
    nth, way = _spread(pairs.first, pair)
    one, two = one.take(nth), two.take(nth)
    close = places.between(one, two) <= pairs.gap.take(way)
    return one[close], two[close], pairs.onward.take(way[close])


def _next_pieces(places: _Places, frames: Frames, ways: Ways) -> Ways:
    """Return the ways on from where frames have come so far."""
    begin, at, node = ways
    nth, other = places.near(at, frames.widest)
    free = np.flatnonzero(places.free(at.take(nth), other))
    nth, other = nth.take(free), other.take(free)
    which, serves = _spread(frames.first, places.hits.phrase.take(other))
    nth, other = nth.take(which), other.take(which)
    key = (node.take(nth).astype(np.uint64) << np.uint64(32)) | frames.piece.take(serves).astype(np.uint64)
    led, edge = find_pairs(frames.tables, frames.edge, key)
    nth, other = nth.take(led), other.take(led)
    which, target = _spread(frames.leads, edge)
    nth, other = nth.take(which), other.take(which)
    close = places.between(at.take(nth), other) <= frames.gap.take(target)
    nth, other, target = nth[close], other[close], target[close]
    return begin.take(nth), other, frames.onward.take(target)


def _spread(first: Index, which: Index) -> tuple[Index, Index]:
    """Return for each of the ranges first[which] up to first[which + 1] its number, repeated, and each place in it."""
    begin = first.take(which)
    count = first.take(which + 1) - begin
    nth = np.repeat(np.arange(which.size), count)
    return nth, np.arange(nth.size) - np.repeat(np.cumsum(count) - count - begin, count)
