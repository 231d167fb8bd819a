"""Settings worked out for all hits at once equal those found by looking around each thing said, word by word."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.reading.lexicon import parse_lexicon
from fullcount.reading.read import read_texts
from fullcount.reading.signs import REACH
from fullcount.reading.vocabulary import Place

RULES = [  # scope, needs, bars
    ("historic", ["here old", "near closed"], ["here now"]),
    ("corrected", ["later found"], ["later deed"]),
    ("quoted", ["text film", "earlier old"], []),
]
SIGNS = ["old", "closed", "now", "found", "film"]
LEXICON = parse_lexicon(
    {
        "p.toml": 'name = "p"\nsource = "s"\nreviewer = "r"\n[[entry]]\nfact = "violence_used"\nterms = ["kick"]\n'
        + "".join(f'[[sign]]\nname = "{sign}"\nterms = ["{sign}"]\n' for sign in SIGNS)
        + "".join(f"[[setting]]\nscope = '{scope}'\nneeds = {needs}\nbars = {bars}\n" for scope, needs, bars in RULES)
    }
)
TEXT = st.lists(st.sampled_from(["kick", *SIGNS, ". ", ". ", "x", "x " * 13]), max_size=14)


def stands(words, place, where, sign):
    """Return whether a sign stands in a place, seen from the word at `place`; words: (sentence, word)."""
    wanted, mine = "kick" if sign == "deed" else sign, words[place][0]
    before, after = REACH[where]
    for other, (sentence, word) in enumerate(words):
        if word != wanted or not place - before <= other <= place + after:
            continue
        if where in {Place.NEAR, Place.TEXT} or {
            Place.HERE: sentence == mine, Place.EARLIER: sentence < mine, Place.LATER: sentence > mine
        }[where]:  # fmt: skip
            return True
    return False


def expected(text):
    words = [(nth, word) for nth, sentence in enumerate(text.split(".")) for word in sentence.split()]
    found = []
    for place, (_, word) in enumerate(words):
        if word != "kick":
            continue
        meant = "asserted"
        for scope, needs, bars in RULES:
            asked = [
                [stands(words, place, Place(one.split()[0]), one.split()[1]) for one in of] for of in (needs, bars)
            ]
            if all(asked[0]) and not any(asked[1]):
                meant = scope
                break
        found.append(meant)
    return found


@given(st.lists(TEXT, min_size=1, max_size=3))
@settings(max_examples=300, deadline=None)
def test_settings_equal_the_reference_in_each_text_of_several(parts):
    texts = [" ".join(part) for part in parts]
    keys = pl.Series("report_key", range(len(texts)))
    spans = read_texts(keys, pl.Series(texts, dtype=pl.String), LEXICON).spans
    for key, text in enumerate(texts):
        assert spans.filter(pl.col("report_key") == key)["scope"].to_list() == expected(text)
