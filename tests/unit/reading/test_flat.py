"""A lexicon taken apart into arrays and put together again is the same lexicon."""

from dataclasses import fields, is_dataclass
from importlib.resources import files

import numpy as np
import polars as pl
import pytest

from fullcount.reading.flat import arrays_of, lexicon_of
from fullcount.reading.lexicon import parse_lexicon

REASONS = (files("fullcount.reading") / "lexicons-of-cancellations" / "en-GB.toml").read_text("utf-8")
BARE = 'name = "é"\nsource = "s"\nreviewer = "r"\n[[entry]]\nfact = "injury"\nvalue = "minor"\nterms = ["bruised"]'


def assert_same(one, two, name="lexicon"):
    assert type(one) is type(two), name
    if is_dataclass(one):
        for field in fields(one):
            assert_same(getattr(one, field.name), getattr(two, field.name), f"{name}.{field.name}")
    elif isinstance(one, np.ndarray):
        assert one.dtype == two.dtype and np.array_equal(one, two), name
    elif isinstance(one, pl.DataFrame):
        assert one.schema == two.schema and one.equals(two), name
    elif isinstance(one, pl.Series):
        assert one.name == two.name and one.equals(two, check_dtypes=True), name
    else:
        assert one == two, name


@pytest.mark.parametrize("text", [REASONS, BARE])
def test_all_of_it_comes_back(text):
    lexicon = parse_lexicon({"a.toml": text})
    arrays = arrays_of(lexicon)
    assert not any(array.dtype.hasobject for array in arrays.values())
    assert_same(lexicon_of(arrays), lexicon)


def test_it_is_kept_small():
    lexicon = parse_lexicon({"a.toml": REASONS})
    whole = sum(getattr(part, field.name).nbytes for part in (lexicon.trie, lexicon.frames) for field in fields(part)
                if isinstance(getattr(part, field.name), np.ndarray))  # fmt: skip
    assert sum(array.nbytes for array in arrays_of(lexicon).values()) < whole / 3


@pytest.mark.parametrize("lost", ["trie.hashes", "frames.pair", "said", "sayings.table", "roles.cues.reach"])
def test_what_lacks_a_part_is_no_lexicon(lost):
    arrays = arrays_of(parse_lexicon({"a.toml": BARE}))
    with pytest.raises(KeyError):
        lexicon_of({name: array for name, array in arrays.items() if name.split(":")[0] != lost})
