"""Finds expressions with a gap: `<punch> .. {pronoun} ..5 {body}`, whose parts stand near each other in one clause.

A frame is a row of pieces, each a set of phrases, and of the words that may stand in each gap. Frames are walked like
the trie of the phrases, a piece at a time, all frames at once; how many there are makes no difference, since nearly
all places are turned away by one look. No gap holds a cue, a break or a word of correction (`pushed past and did not
touch her` is no push), nor the end of a clause.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.reading.match import Hits
from fullcount.reading.spelling import FACTORS, Hashes, find_pairs, paired_tables
from fullcount.reading.words import Bytes, Index, Words

Frame = tuple[int, ...]
"""Piece, words of the gap, piece, words of the gap, ..., piece."""
_ROOM = 32
"""Bits of a state for each role by which it goes on: of those that it does not go on by, one in 32 or fewer look so."""
_SPREAD = np.uint64(FACTORS[1])


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """Frames compiled. Where a frame has come to is its state; what a phrase serves as (a set of pieces) is its role.

    state, role: (n_phrases,) the state in which frames are that begin with a phrase, and its role, 0 for none;
    word_state, word_role: the same for each word of the vocabulary that is a phrase by itself;
    farthest: (n_states,) the most words that may stand before the next piece; row, mask: where in `likely` the bits of
    a state begin, and how many they are, less one: the bit at `row + (mark & mask)` tells whether a state may go on by
    a role, few of those that may not are told so; mark, word_mark: of a phrase's and of a word's role;
    pair: keys `state << 32 | role`; tables: where a key stands in `pair`; way: of the pair at place p, the frames go on
    at the nodes node[way[p]] up to node[way[p + 1]], which allow so many words (gap) before;
    ends: (n_nodes,) the number of the frame that ends at a node, or -1; state_of: its state, 0 if none leads on.
    """

    state: Index
    role: Index
    word_state: Index
    word_role: Index
    farthest: Index
    row: Index
    mask: Index
    mark: Index
    word_mark: Index
    likely: Bytes
    pair: Hashes
    tables: npt.NDArray[np.int32]
    way: Index
    node: Index
    gap: Index
    ends: Index
    state_of: Index


def frames_of(pieces: Sequence[Sequence[int]], frames: Mapping[Frame, int], n_phrases: int, alone: Index) -> Frames:
    """Return the frames compiled.

    pieces: the phrases of each piece; frames: the number by which each is reported; alone: of each word of the
    vocabulary, the phrase that it is by itself, or -1.
    """
    nodes: dict[Frame, int] = {(): 0}
    ways: list[tuple[int, int, int, int]] = []
    for frame in frames:
        nodes.setdefault(frame[:1], len(nodes))
        for until in range(3, len(frame) + 1, 2):
            if frame[:until] not in nodes:
                nodes[frame[:until]] = len(nodes)
                ways.append((nodes[frame[: until - 2]], frame[until - 1], nodes[frame[:until]], frame[until - 2]))
    ends = np.array([frames.get(path, -1) for path in nodes], dtype=np.int64)
    leading = {way[0] for way in ways}
    begins = {path[0]: node for path, node in nodes.items() if len(path) == 1 and node in leading}
    serves: dict[int, list[int]] = {}
    for place, mine in enumerate(pieces):
        for phrase in mine:
            serves.setdefault(phrase, []).append(place)
    roles: dict[tuple[int, ...], int] = {(): 0}
    states: dict[tuple[int, ...], int] = {(): 0}
    given = [roles.setdefault(tuple(dict.fromkeys(mine)), len(roles)) for mine in serves.values()]
    led = [states.setdefault(tuple(begins[one] for one in mine if one in begins), len(states)) for mine in roles]
    role, state = np.zeros((2, n_phrases), dtype=np.int64)
    role[list(serves)] = given
    state[list(serves)] = np.array(led, dtype=np.int64)[given]
    state_of = np.zeros(ends.size, dtype=np.int64)
    for _, _, node, _ in ways:
        if node in leading:
            state_of[node] = states.setdefault((node,), len(states))
    return _compiled(ends, (state, state_of, states), (role, roles), ways, alone)


def _compiled(
    ends: Index,
    state: tuple[Index, Index, Mapping[tuple[int, ...], int]],
    role: tuple[Index, Mapping[tuple[int, ...], int]],
    ways: Sequence[tuple[int, int, int, int]],
    alone: Index,
) -> Frames:
    """Return the frames. state: that of each phrase, that of each node, the nodes of each; role: likewise, pieces;
    ways: (node, piece, onward node, gap) of each step."""
    number, state_of, states = state
    serves, roles = role
    at = _table([(state, node) for members, state in states.items() for node in members], ("state", "from"))
    by = _table([(role, piece) for members, role in roles.items() for piece in members], ("role", "piece"))
    step = _table(ways, ("from", "piece", "onward", "gap"))
    led = at.join(step, on="from").join(by, on="piece").sort("state", "role", "onward", "gap")
    of_state, of_role, onward, gap = (led[name].to_numpy() for name in ("state", "role", "onward", "gap"))
    farthest = np.zeros(len(states), dtype=np.int64)
    np.maximum.at(farthest, of_state, gap)
    pair, count = np.unique(_keys(of_state, of_role), return_counts=True)
    row, mask, bits = _likely_bits(pair, len(states))
    pair = np.concatenate([np.zeros(1, np.uint64), pair])
    way = np.concatenate([[0, 0], np.cumsum(count)]).astype(np.int64)
    of_word = [np.where(alone >= 0, of_phrase.take(np.maximum(alone, 0)), 0) for of_phrase in (number, serves)]
    return Frames(
        number, serves, of_word[0], of_word[1], farthest, row, mask, _marks(serves), _marks(of_word[1]), bits, pair,
        paired_tables(pair), way, onward, gap, ends, state_of,
    )  # fmt: skip


def _likely_bits(pair: Hashes, n_states: int) -> tuple[Index, Index, Bytes]:
    """Return where the bits of each state begin, how many they are less one, and all bits.

    Each state has bits of its own, in proportion to the roles by which it goes on: those of the states that are met
    most often, which go on by few, stay in the processor's nearest cache.
    """
    state, role = (pair >> np.uint64(32)).astype(np.int64), (pair & np.uint64(0xFFFFFFFF)).astype(np.int64)
    degree = np.bincount(state, minlength=n_states)
    size = np.left_shift(1, np.ceil(np.log2(np.maximum(degree, 1) * _ROOM)).astype(np.int64))
    row, mask = np.cumsum(size) - size, size - 1
    is_likely = np.zeros(int(size.sum()), dtype=np.bool_)
    is_likely[row.take(state) + (_marks(role) & mask.take(state))] = True
    return row, mask, np.packbits(is_likely, bitorder="little")


def _marks(role: Index) -> Index:
    """Return what tells roles apart in the bits of a state."""
    return (role.astype(np.uint64) * _SPREAD >> np.uint64(40)).astype(np.int64)


def _keys(state: Index, role: Index) -> Hashes:
    return (state.astype(np.uint64) << np.uint64(32)) | role.astype(np.uint64)


def _table(rows: Sequence[tuple[int, ...]], names: Sequence[str]) -> pl.DataFrame:
    return pl.DataFrame(rows, dict.fromkeys(names, pl.Int64), orient="row")


@dataclass(frozen=True, slots=True, eq=False)
class _Pieces:
    """Where pieces stand: words by themselves, and hits of several words.

    known: (n_words,) each word's number in the vocabulary, 0 where none can be a piece; mark, longer_mark: of each word
    and of each longer hit as the next piece; upto: (n_words + 1,) how many of the longer hits begin before each word;
    room: (n_words,) how many words a gap after each may have, since no gap holds the end of a clause, a cue or a break;
    -1 where nothing may follow.
    """

    known: Index
    mark: Index
    longer: Hits
    longer_mark: Index
    upto: Index
    room: Index


Ways = tuple[Index, Index, Index]
"""How far frames have come: the word where each began, the last word so far, and its state."""


def framed(words: Words, known: Index, longer: Hits, frames: Frames, plain: tuple[Hits, Index]) -> Hits:
    """Return the places where a frame stands, from its first piece to its last; of one begin, the nearest end.

    known: (n_words,) each word's number in the vocabulary; longer: the hits of several words; plain: what is to be
    ignored and hides what lies within it, and the words at which what no gap may hold begins.
    """
    places = _pieces(words, known, longer, frames, plain)
    state = frames.word_state.take(places.known)
    alone = np.flatnonzero((state > 0) & (places.room >= 0))
    opening = frames.state.take(places.longer.phrase)
    leads = np.flatnonzero(opening > 0)
    ways = (
        np.concatenate([alone, places.longer.first.take(leads)]),
        np.concatenate([alone, places.longer.last.take(leads)]),
        np.concatenate([state.take(alone), opening.take(leads)]),
    )
    found = []
    while ways[0].size:
        first, last, node = _onward(places, frames, ways)
        number = frames.ends.take(node)
        ending = np.flatnonzero(number >= 0)
        found.append((first.take(ending), number.take(ending), last.take(ending)))
        going = frames.state_of.take(node)
        further = np.flatnonzero(going > 0)
        ways = first.take(further), last.take(further), going.take(further)
    return _nearest(words, found)


def _pieces(words: Words, known: Index, longer: Hits, frames: Frames, plain: tuple[Hits, Index]) -> _Pieces:
    """Return where pieces stand that lie in nothing that is to be ignored."""
    ignored, stops = plain
    pieces = np.flatnonzero(frames.role.take(longer.phrase) > 0)
    if ignored.phrase.size:
        known = known.copy()
        known[_spread(ignored.first, ignored.last + 1)[1]] = 0
        until = _held_from(np.maximum.accumulate(ignored.last), ignored.first, known.size)
        pieces = pieces[until.take(longer.first.take(pieces)) < longer.last.take(pieces)]
    longer = longer.take(pieces)
    upto = np.zeros(known.size + 1, dtype=np.int64)
    np.cumsum(np.bincount(longer.first, minlength=known.size), out=upto[1:])
    marks = frames.word_mark.take(known), frames.mark.take(longer.phrase)
    return _Pieces(known, marks[0], longer, marks[1], upto, _room(words.clause, stops))


def _held_from(value: Index, places: Index, n_words: int) -> Index:
    """Return (n_words,) the value of the last place, of rising ones, that is not after each word, -1 before them."""
    edges = np.concatenate([np.zeros(1, np.int64), places, np.full(1, n_words)])
    held: Index = np.repeat(np.concatenate([np.full(1, -1), value]), np.diff(edges))
    return held


def _room(clause: Index, stops: Index) -> Index:
    """Return (n_words,) how many words stand between each word and the last that may be its next piece, or -1.

    That is the last of its clause, or the next at which a stop begins, if that comes first.
    """
    is_edge = np.zeros(clause.size + 1, dtype=np.uint8)
    is_edge[stops] = 1
    is_edge[np.flatnonzero(clause[1:] != clause[:-1]) + 1] = 2
    is_edge[clause.size] = 2
    edge = np.flatnonzero(is_edge.view(np.bool_)[1:]) + 1
    last = edge - (is_edge.take(edge) == 2)
    room: Index = np.repeat(last, np.diff(edge, prepend=0))
    room -= np.arange(1, clause.size + 1)
    return room


def _nearest(words: Words, found: list[tuple[Index, Index, Index]]) -> Hits:
    """Return the frames found (first word, number, last word), of one begin the nearest end alone."""
    if not found:
        nothing = words.start[:0]
        return Hits(nothing, nothing, nothing, nothing, nothing)
    first, which, last = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.lexsort((last, which, first))
    first, which, last = first.take(order), which.take(order), last.take(order)
    nearest = np.ones(first.size, dtype=np.bool_)
    nearest[1:] = (first[1:] != first[:-1]) | (which[1:] != which[:-1])
    first, which, last = first[nearest], which[nearest], last[nearest]
    return Hits(first, last, words.start.take(first), words.start.take(last) + words.length.take(last), which)


def _onward(places: _Pieces, frames: Frames, ways: Ways) -> Ways:
    """Return where frames have come to with their next piece: first word, last word, node."""
    first, last, state = ways
    nth, begin, end, role = _next_pieces(places, frames, last, state)
    led, place = find_pairs(frames.tables, frames.pair, _keys(state.take(nth), role))
    nth, begin, end = nth.take(led), begin.take(led), end.take(led)
    which, way = _spread(frames.way.take(place), frames.way.take(place + 1))
    nth, begin, end = nth.take(which), begin.take(which), end.take(which)
    close = np.flatnonzero(begin - last.take(nth) - 1 <= frames.gap.take(way))
    return first.take(nth.take(close)), end.take(close), frames.node.take(way.take(close))


def _next_pieces(places: _Pieces, frames: Frames, last: Index, state: Index) -> tuple[Index, Index, Index, Index]:
    """Return the pieces by which frames may go on: place in `state`, first word, last word, role. A few may not."""
    reach = np.minimum(frames.farthest.take(state), places.room.take(last))
    row, mask = frames.row.take(state), frames.mask.take(state)
    steps = [_longer_pieces(places, frames, (last, reach), (row, mask))]
    order = np.argsort(-reach.astype(np.int8), kind="stable")  # the widest gaps first: each step looks at fewer
    row, mask, begin = row.take(order), mask.take(order), last.take(order) + 1
    for reaching in np.cumsum(np.bincount(reach + 1, minlength=1)[:0:-1])[::-1].tolist():
        likely = _likely(frames, row[:reaching], mask[:reaching], places.mark.take(begin[:reaching]))
        at = begin.take(likely)
        steps.append((order.take(likely), at, at, frames.word_role.take(places.known.take(at))))
        begin[:reaching] += 1
    one, two, three, four = (np.concatenate(column) for column in zip(*steps, strict=True))
    return one, two, three, four


def _longer_pieces(
    places: _Pieces, frames: Frames, ways: tuple[Index, Index], bits: tuple[Index, Index]
) -> tuple[Index, Index, Index, Index]:
    """Return what `_next_pieces` does of the hits of several words. ways: last word, words that the gap may have."""
    begin = places.upto.take(ways[0] + 1)
    end = places.upto.take(ways[0] + ways[1] + 2)
    some = np.flatnonzero(end > begin)
    nth, hit = _spread(begin.take(some), end.take(some))
    nth = some.take(nth)
    likely = _likely(frames, bits[0].take(nth), bits[1].take(nth), places.longer_mark.take(hit))
    found = places.longer.take(hit.take(likely))
    return nth.take(likely), found.first, found.last, frames.role.take(found.phrase)


def _likely(frames: Frames, row: Index, mask: Index, mark: Index) -> Index:
    """Return the places where a state may go on by a role; few of those that may not are among them."""
    mark &= mask
    mark += row
    held = frames.likely.take(mark >> 3)
    held >>= (mark & 7).astype(np.uint8)
    held &= np.uint8(1)
    return np.flatnonzero(held.view(np.bool_))


def _spread(begin: Index, end: Index) -> tuple[Index, Index]:
    """Return for each of the ranges begin[n] up to end[n] its number, repeated, and each place in it."""
    count = end - begin
    nth = np.repeat(np.arange(count.size), count)
    return nth, np.arange(nth.size) - np.repeat(np.cumsum(count) - count - begin, count)
