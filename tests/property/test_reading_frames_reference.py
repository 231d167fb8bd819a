"""Frames found all at once equal those found by trying every way to place their parts, one after the other."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.reading.lexicon import parse_lexicon
from fullcount.reading.read import explain_text

TERMS = ["a .. b", "a ..1 b", "a ..5 c ..2 b", "b b ..2 (c|a b)", "(a|b c) ..4 a"]
LEXICON = parse_lexicon(
    {
        "p.toml": 'name = "p"\nsource = "s"\nreviewer = "r"\n'
        + "".join(
            f"[[entry]]\nfact = '{fact}'\nterms = ['{term}']\n"
            for term, fact in zip(
                TERMS, ["violence_used", "property_taken", "property_damaged", "threat_to_kill", "entry"], strict=True
            )
            if fact != "entry"
        )
        + f"[[entry]]\nfact = 'threat_of_violence'\nterms = ['{TERMS[4]}']\n"
        + "[[cue]]\nscope = 'historic'\nreach = 1\nacts = 'backward'\nterms = ['not']\n"
        + "[[break]]\nterms = ['but']\n[[ignore]]\nterms = ['a a b']\n"
    }
)
PARTS = {"a": ["a"], "b": ["b"], "c": ["c"], "b b": ["b b"], "(c|a b)": ["c", "a b"], "(a|b c)": ["a", "b c"]}


def placed(words, part):
    """Return where a part stands: first and last word of each place that lies in nothing to be ignored."""
    hidden = [(n, n + 2) for n in range(len(words)) if words[n : n + 3] == ["a", "a", "b"]]
    for phrase in PARTS[part]:
        size = len(phrase.split())
        for first in range(len(words) - size + 1):
            last = first + size - 1
            inside = any(one <= first and last <= two for one, two in hidden)
            if words[first : last + 1] == phrase.split() and not inside:
                yield first, last


def expected(words):
    found = set()
    for term in TERMS:
        pieces = re.split(r" \.\.(\d?) ", term)
        parts, gaps = pieces[::2], [int(gap or 3) for gap in pieces[1::2]]
        ways = [(first, last) for first, last in placed(words, parts[0])]
        for part, gap in zip(parts[1:], gaps, strict=True):
            ways = [
                (begin, last)
                for begin, end in ways
                for first, last in placed(words, part)
                if 0 <= first - end - 1 <= gap and not {"not", "but", "."} & set(words[end + 1 : first])
            ]
        for begin in {begin for begin, _ in ways}:
            found.add((term, begin, min(last for first, last in ways if first == begin)))
    return found


@given(st.lists(st.sampled_from(["a", "b", "c", "x", "not", "but", "."]), max_size=14))
@settings(max_examples=500, deadline=None)
def test_frames_stand_where_their_parts_stand_in_order(words):
    text = " ".join(words)
    spans = explain_text(text, LEXICON)
    starts = [match.start() for match in re.finditer(r"\S+", text)]
    ends = [match.end() for match in re.finditer(r"\S+", text)]
    assert {(m.term, starts.index(m.start), ends.index(m.end)) for m in spans} == expected(words)
