"""Whatever a log holds, it gets a score between 0 and 1 or none, the same alone as among others."""

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.reading.score.kernel import moved_words, scorer_of, scores
from fullcount.reading.score.model import ScoreModel

TERMS = ("a", "a b", "b", "hit", "hit him", "him")
MODEL = ScoreModel(
    TERMS, np.linspace(1.0, 2.0, 6), np.linspace(-1.0, 1.0, 12).reshape(6, 2), np.array([0.1, -0.1]), ("one", "two"),
    np.array([[-1.0, 0.1], [1.0, 0.9]]), 2, {},
)  # fmt: skip
PIECES = st.sampled_from(
    [
        "hit him ",
        "a b ",
        "| 10:01 4471 ",
        "10:02",
        "|",
        "\n",
        "\x00",
        "é",
        "\U0001f600",
        "’",
        "=cmd|' /C calc'!A0",
        "  ",
        "a" * 90,
    ]
)
TEXTS = st.one_of(st.none(), st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=12).map("".join))


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_hostile_text(texts: list[str | None]) -> None:
    scorer = scorer_of(MODEL)
    keys = pl.Series([f"K{number}" for number in range(len(texts))])
    given_ = pl.Series(texts, dtype=pl.String)
    found = scores(keys, given_, scorer)
    for number, (text, value) in enumerate(zip(texts, found.to_list(), strict=True)):
        assert (value is None) == (text is None or not text.strip()) or value is not None
        assert value is None or 0.0 <= value <= 1.0
        one = scores(keys[number : number + 1], given_[number : number + 1], scorer).item()
        assert one == value
    assert len(moved_words(keys, given_, scorer)) == len(texts)
