"""What each phrase does to what stands near it, as columns for whole batches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fullcount.reading.sayings import Sayings
from fullcount.reading.vocabulary import DONE, MARKERS, SCOPES, SETTLES, SPARED, TEXT_FACTS, WHO_SAYS_SO, Cue, Marker
from fullcount.reading.words import Index

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class CueTable:
    """The cues of each kind as columns; those of kind k are first[k] up to first[k + 1].

    scope: (n_cues,) place in SCOPES; forward, backward: which way it acts; reach: in words; sentences: see `Cue`.
    is_wide: (n_kinds + 1,) whether one of its cues acts beyond its sentence; the last, at -1, is no cue.
    """

    first: Index
    scope: npt.NDArray[np.int8]
    forward: Flags
    backward: Flags
    reach: Index
    crosses_commas: Flags
    crosses_subjects: Flags
    first_only: Flags
    sentences: Index
    is_wide: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Roles:
    """For each phrase: whether it says a fact; whether only who says so; its kind of cue and its marker, or -1.

    settles: whether it says only what settles a report as a whole, or who says so.
    spared: whether it says only that, or what the signs of a setting leave alone. deeds: whether it says what was done.

    loose: whether it has gaps and therefore hides nothing, unless it is to be ignored.
    acts: (n_phrases + 1,) whether it says or does anything; the last, at -1, is no phrase.
    """

    says: Flags
    opens: Flags
    settles: Flags
    spared: Flags
    deeds: Flags
    loose: Flags
    cue: npt.NDArray[np.int16]
    marker: npt.NDArray[np.int8]
    acts: Flags
    cues: CueTable


def roles_of(
    sayings: Sayings, cues: Mapping[int, tuple[Cue, ...]], markers: Mapping[int, Marker], gapped: Sequence[int]
) -> Roles:
    """Return what each phrase does, given its number; gapped: the phrases that have gaps."""
    size = sayings.first.size - 1
    kinds = {kind: number for number, kind in enumerate(dict.fromkeys(cues.values()))}
    cue = np.full(size, -1, dtype=np.int16)
    cue[list(cues)] = [kinds[kind] for kind in cues.values()]
    marker = np.full(size, -1, dtype=np.int8)
    marker[list(markers)] = [MARKERS.index(mark) for mark in markers.values()]
    loose = np.zeros(size, dtype=np.bool_)
    loose[list(gapped)] = True
    loose &= marker != MARKERS.index(Marker.IGNORE)
    count = np.diff(sayings.first)
    who = np.array([fact.name in WHO_SAYS_SO for fact in TEXT_FACTS])[sayings.fact]
    about_who = np.bincount(np.repeat(np.arange(size), count)[who], minlength=size)
    says = count > 0
    settles, spared = (
        says & (np.bincount(np.repeat(np.arange(size), count)[these[sayings.fact]], minlength=size) == count)
        for these in (_named(*SETTLES, *WHO_SAYS_SO), _named(*SETTLES, *WHO_SAYS_SO, *SPARED))
    )
    deeds = np.bincount(np.repeat(np.arange(size), count)[_named(*DONE)[sayings.fact]], minlength=size) > 0
    acts = np.append(says | (cue >= 0) | (marker >= 0), values=False)
    return Roles(
        says, says & (about_who == count), settles, spared, deeds, loose, cue, marker, acts, _cue_table(list(kinds))
    )


def _named(*names: str) -> Flags:
    return np.isin([fact.name for fact in TEXT_FACTS], names)


def _cue_table(kinds: list[tuple[Cue, ...]]) -> CueTable:
    flat = [cue for kind in kinds for cue in kind]
    return CueTable(
        np.cumsum([0, *(len(kind) for kind in kinds)], dtype=np.int64),
        np.array([SCOPES.index(cue.scope) for cue in flat], dtype=np.int8),
        np.array([cue.acts != "backward" for cue in flat], dtype=np.bool_),
        np.array([cue.acts != "forward" for cue in flat], dtype=np.bool_),
        np.array([cue.reach for cue in flat], dtype=np.int64),
        np.array([cue.crosses_commas for cue in flat], dtype=np.bool_),
        np.array([cue.crosses_subjects for cue in flat], dtype=np.bool_),
        np.array([cue.first_only for cue in flat], dtype=np.bool_),
        np.array([cue.sentences for cue in flat], dtype=np.int64),
        np.array([*(any(cue.sentences >= 0 for cue in kind) for kind in kinds), False], dtype=np.bool_),
    )
