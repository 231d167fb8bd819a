"""A compiled lexicon as plain arrays by name, and back: what a cache can keep without trusting what it finds."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_type_hints

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.reading.compiled import Lexicon
from fullcount.reading.sayings import in_words
from fullcount.reading.spelling import slots_of
from fullcount.reading.words import Index

Arrays = Mapping[str, npt.NDArray[Any]]
SLOTS, TABLE, PHRASES = "trie.slots", "sayings.table", "said"
_WIDTHS = {kind: [np.dtype(f"{kind}{size}") for size in (1, 2, 4)] for kind in "iu"}


def arrays_of(lexicon: Lexicon) -> dict[str, npt.NDArray[Any]]:
    """Return all that a lexicon holds, by names such as `trie.edge:<u8`; whole numbers as narrow as they go.

    What follows from the rest is left out: of the slots only their number is kept, of the sayings' table the sureness.
    """
    return {f"{name}:{array.dtype.str}": _narrow(array) for name, array in _parts(lexicon, "")}


def lexicon_of(arrays: Arrays) -> Lexicon:
    """Return the lexicon that `arrays_of` was given. Raises KeyError, ValueError or IndexError if it is none."""
    kept = {}
    for named, array in arrays.items():
        name, _, dtype = named.partition(":")
        kept[name] = array.astype(dtype, copy=False)
    hashes, factor = kept["trie.hashes"], int(kept["trie.salt"])
    kept[SLOTS] = slots_of(hashes[1:], factor, int(kept[SLOTS]))
    said = pl.Series("phrase", [kept[PHRASES].tobytes().decode()], dtype=pl.String).str.split("\n").explode()
    first = kept["sayings.first"]
    phrase: Index = np.repeat(np.arange(first.size - 1), np.diff(first))
    table = in_words(said, phrase, (kept["sayings.fact"], kept["sayings.rank"]), kept[TABLE])
    whole: Lexicon = _whole(Lexicon, kept | {PHRASES: said, TABLE: table}, "")
    return whole


def _parts(part: Any, prefix: str) -> Iterator[tuple[str, npt.NDArray[Any]]]:
    for field in fields(part):
        name, value = f"{prefix}{field.name}", getattr(part, field.name)
        if is_dataclass(value):
            yield from _parts(value, f"{name}.")
        elif name == SLOTS:
            yield name, np.asarray(value.size)
        elif name == TABLE:
            yield name, value["sureness"].to_numpy()
        elif name == PHRASES:
            yield name, np.frombuffer(value.str.join("\n").cast(pl.Binary).item(), dtype=np.uint8)
        else:
            yield name, np.asarray(value)


def _narrow(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return the same numbers in the narrowest type of their kind that holds them all."""
    if array.dtype.kind not in _WIDTHS or not array.size:
        return array
    least, most = array.min(), array.max()
    fits = (d for d in _WIDTHS[array.dtype.kind] if np.iinfo(d).min <= least and most <= np.iinfo(d).max)
    return array.astype(next(fits, array.dtype), copy=False)


def _whole(kind: Any, kept: Mapping[str, Any], prefix: str) -> Any:
    hints = get_type_hints(kind)
    values = {}
    for field in fields(kind):
        name, hint = f"{prefix}{field.name}", hints[field.name]
        if is_dataclass(hint):
            values[field.name] = _whole(hint, kept, f"{name}.")
        else:
            values[field.name] = hint(kept[name].item()) if hint in {int, str} else kept[name]
    return kind(**values)
