"""What can be wrong with the outcomes chapter of a pack, and how it is told."""

import pytest

from fullcount.core.errors import RuleError
from fullcount.rulebook.pack import parse_pack


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('{ valid = "no", tells', '{ valid = "perhaps", tells', "'valid' is 'perhaps'"),
        ('asks = "prosecutor_advice"', 'asks = "weather"', "a rule that leaves it open must ask something"),
        ('valid = "no", instead = "18"', 'valid = "no", insted = "18"', "unknown keys ['insted']"),
        ('id = "murder-alternates"', 'id = "murder-list"', "the list 'murder-alternates' is missing"),
        ('"004/01", "004/02"', '"004/01", "999/99"', "unknown codes ['999/99']"),
        ('{ fact = "suspect_told", is = false }', '{ fact = "suspect_asked", is = false }', "unknown fact"),
    ],
)
def test_a_fault_of_the_chapter_is_told(files, old, new, told):
    assert old in files["outcomes.toml"]
    broken = files | {"outcomes.toml": files["outcomes.toml"].replace(old, new, 1)}
    with pytest.raises(RuleError) as raised:
        parse_pack(broken)
    assert told in str(raised.value)
