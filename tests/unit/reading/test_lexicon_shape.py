"""A lexicon file of another shape is refused by name; nothing in it stops the program."""

import pytest

from fullcount.core.errors import RuleError
from fullcount.reading.lexicon import parse_lexicon

SOUND = """
source = "s"
reviewer = "r"
[[entry]]
fact = "violence_used"
terms = ["punched her"]
"""
WRONG = [
    "entry = 7", 'entry = "x"', "verbs = 3", 'classes = "x"', "[classes]\nx = 5", "[answers]\nno = 5", "answers = 3",
    'cue = "x"', "ignore = 4", "break = true", "fresh = [1]", "correction = 5", "question = 1", "yes = 1", "chain = 1",
    '[[entry]]\nfact = "violence_used"\nterms = "x"', '[[entry]]\nfact = "violence_used"\nterms = ["x"]\nalso = 5',
    "quotes = 1", "[subjects]\nwords = [1]",
]  # fmt: skip


@pytest.mark.parametrize("text", WRONG)
def test_a_file_of_another_shape_is_refused_by_name(text: str) -> None:
    with pytest.raises(RuleError) as refused:
        parse_lexicon({"sound.toml": SOUND, "own.toml": text})
    assert all(fault.where.startswith("own.toml") and fault.todo for fault in refused.value.faults)
