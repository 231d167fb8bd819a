"""The bench of the simulated language: its measures on texts small enough to count by hand."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

BENCH = Path(__file__).resolve().parents[3] / "bench"


@pytest.fixture(scope="module")
def variety() -> Iterator[ModuleType]:
    sys.path.insert(0, str(BENCH))
    import language_variety

    yield language_variety
    sys.path.remove(str(BENCH))


@pytest.fixture(scope="module")
def language(variety: ModuleType) -> ModuleType:
    import language

    return language


def test_the_nearest_text_is_that_of_every_pair_compared(variety: ModuleType) -> None:
    rng = np.random.default_rng(1)
    many = [[str(word) for word in rng.integers(0, 3, rng.integers(3, 12))] for _ in range(300)]
    sets = [{tuple(words[at : at + 3]) for at in range(len(words) - 2)} for words in many]
    best = [
        max(len(one & other) / len(one | other) for j, other in enumerate(sets) if i != j) for i, one in enumerate(sets)
    ]
    assert len(set(best)) > 5
    np.testing.assert_allclose(variety.nearest(many), best)


def test_near_doubles_are_counted_among_texts_of_eight_words(variety: ModuleType) -> None:
    one = "a lad took a bike from the shed last"
    texts = [f"{one} night", f"{one} night", f"{one} week", "nothing like it was ever said by anybody in here", "short"]
    found = variety.alike(variety.tokens(texts), np.random.default_rng(1), 100)
    assert (found.texts, found.same, found.near, found.half) == (4, 0.5, 0.5, 0.75)


def test_types_tokens_and_runs_that_come_again(variety: ModuleType) -> None:
    words = ["on", "and"] * 5000
    figures = variety.lexis([words], np.random.default_rng(1))
    assert figures.ratio[0] == 2 / 10_000
    assert np.isnan(figures.ratio[1])
    assert figures.moving == 2 / 500
    texts = variety.tokens(["a b c d e f", "z a b c d e", "p q r s t u"])
    assert variety.repeated(texts, np.random.default_rng(1), 3) == pytest.approx(2 / 6)


def test_names_digits_and_slips_are_left_out(variety: ModuleType) -> None:
    many = variety.tokens(["Orla's bike, K27 shed 3, calller's"])
    assert many == [["orla's", "bike", "k27", "shed", "3", "calller's"]]
    assert variety.without(many, frozenset({"orla"})) == [["bike", "shed", "calller's"]]
    assert variety.without(many, frozenset({"orla"}), frozenset({"bike", "shed", "caller"})) == [["bike", "shed"]]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# Measured\n\nx\n\n# The rulebook\n\ny\n", "# Measured\n\nx\n\n{new}\n\n# The rulebook\n\ny\n"),
        ("# Measured\n\n{old}\n\n## part\n\n# The rulebook\n", "# Measured\n\n{new}\n\n# The rulebook\n"),
        ("# Measured\n", "# Measured\n\n{new}\n"),
        ("", "{new}\n"),
    ],
)
def test_the_section_takes_its_own_place(language: ModuleType, tmp_path: Path, before: str, after: str) -> None:
    old, new = f"{language.HEADING}\n\nold", f"{language.HEADING}\n\nnew"
    results = tmp_path / "RESULTS.md"
    results.write_text(before.format(old=old), encoding="utf-8")
    language.written(results, new)
    assert results.read_text(encoding="utf-8") == after.format(new=new)
