"""A lexicon once read: its phrases, the trie that finds them, what they say and what they do."""

import itertools
from dataclasses import dataclass

import polars as pl

from fullcount.reading.frames import Frames
from fullcount.reading.roles import Roles
from fullcount.reading.sayings import Sayings
from fullcount.reading.signs import Signs
from fullcount.reading.spelling import Hashes
from fullcount.reading.trie import Trie
from fullcount.reading.vocabulary import Meaning


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All phrases, compiled; sha256 is that of the files it was read from.

    said: the phrases in order, the plain ones (which the trie finds) first, then the frames (terms with a gap).
    tellers: hashes of the words after which what stands in quotation marks is an account; subjects: of those that begin
    what somebody else did; noes: of those that answer no.
    """

    name: str
    sha256: str
    said: pl.Series
    trie: Trie
    frames: Frames
    sayings: Sayings
    roles: Roles
    signs: Signs
    tellers: Hashes
    subjects: Hashes
    noes: Hashes

    @property
    def phrases(self) -> tuple[str, ...]:
        """Return every phrase, in order (made anew each time: for tests and listings)."""
        return tuple(self.said.to_list())

    @property
    def meanings(self) -> tuple[tuple[Meaning, ...], ...]:
        """Return what each phrase says, nothing for cues and markers (made anew each time)."""
        table = self.sayings.table
        rows = [Meaning(*row) for row in table.select("fact", "value", "sureness").iter_rows()]
        first = self.sayings.first.tolist()
        return tuple(tuple(rows[one:two]) for one, two in itertools.pairwise(first))
