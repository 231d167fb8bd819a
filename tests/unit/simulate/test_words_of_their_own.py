"""The simulator and the product's lexicon share no word list: neither by import nor by copying."""

from pathlib import Path

import fullcount.simulate
from fullcount.pipeline.resources import lexicon
from fullcount.simulate.grammar.book import VERSIONS, book

FOLDER = Path(fullcount.simulate.__file__).parent


def test_the_simulator_never_names_the_reading_package() -> None:
    for path in FOLDER.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "fullcount.reading" not in text, path
        assert "lexicon" not in text.replace("no word list", ""), path


def lists_of_the_simulator() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for version in VERSIONS:
        words = book(version)
        for name, table in (("offenders", words.offenders), ("victims", words.victims), ("values", words.values)):
            found |= {f"{version} {name} {key}": {w.lower() for w in held} for key, held in table.items()}
        found |= {f"{version} {key}": set(held) for key, held in words.sections.items()}
    return {name: held for name, held in found.items() if len(held) >= 5}


def lists_of_the_lexicon() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    read = lexicon()
    for phrase, meanings in zip(read.phrases, read.meanings, strict=True):
        for meaning in meanings:
            found.setdefault(f"{meaning.fact} {meaning.value}", set()).add(phrase.lower())
    return {name: held for name, held in found.items() if len(held) >= 5}


def test_no_list_of_the_simulator_is_a_list_of_the_lexicon() -> None:
    theirs = lists_of_the_lexicon()
    assert len(theirs) > 10
    for name, held in lists_of_the_simulator().items():
        for fact, terms in theirs.items():
            # A closed list, such as the names for an ex-partner, must overlap a little: English has no others.
            shared = held & terms
            assert len(shared) / len(terms) < 0.25, (name, fact, shared)
            assert len(shared) / len(held) < (0.6 if len(held) < 25 else 0.25), (name, fact, shared)
