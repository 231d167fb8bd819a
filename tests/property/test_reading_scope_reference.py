"""Scopes found by stepping from each cue equal those found by looking, for each thing said, at the nearest cue."""

from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.reading.lexicon import parse_lexicon
from fullcount.reading.read import explain_text

CUES = [  # terms, scope, acts, reach, crosses commas, first only
    ("no", "negated", "forward", 3, False, True),
    ("never", "negated", "forward", 4, False, False),
    ("denied", "negated", "backward", 2, False, False),
    ("fears", "hypothetical", "forward", 6, True, False),
    ("accident", "hypothetical", "both", 4, True, False),
    ("seen", "historic", "backward", 3, False, True),
]
SAID = ["kick", "punch", "bite"]
LEXICON = parse_lexicon(
    {
        "p.toml": 'name = "p"\nsource = "s"\nreviewer = "r"\n[[entry]]\nfact = "violence_used"\nvalue = true\n'
        + f"terms = {SAID}\n[[break]]\nterms = ['but']\n"
        + "".join(
            f"[[cue]]\nscope = '{scope}'\nacts = '{acts}'\nreach = {reach}\nterms = ['{term}']\n"
            f"crosses_commas = {str(commas).lower()}\nfirst_only = {str(first).lower()}\n"
            for term, scope, acts, reach, commas, first in CUES
        )
    }
)
SCOPES = ["asserted", "negated", "quoted", "historic", "hypothetical"]
PARTS = [*SAID, *(cue[0] for cue in CUES), "but", "x", "y"]


def acts_on(words, left, right, reach, stopped):
    """Return whether a cue acts between two places; stopped: whether it has spent itself on something nearer."""
    return right - left <= reach and "but" not in words[left + 1 : right + 1] and not stopped


def expected(words):
    found = []
    for place, word in enumerate(words):
        if word not in SAID:
            continue
        scope = 0
        for term, name, acts, reach, _, first_only in CUES:
            before = [p for p in range(place) if words[p] == term]
            after = [p for p in range(place + 1, len(words)) if words[p] == term]
            if acts != "backward" and before:
                nearer = first_only and any(w in SAID for w in words[before[-1] : place])
                if acts_on(words, before[-1], place, reach, nearer):
                    scope = max(scope, SCOPES.index(name))
            if acts != "forward" and after:
                nearer = first_only and any(w in SAID for w in words[place + 1 : after[0]])
                if acts_on(words, place, after[0], reach, nearer):
                    scope = max(scope, SCOPES.index(name))
        found.append(SCOPES[scope])
    return found


@given(st.lists(st.sampled_from(PARTS), max_size=16))
@settings(max_examples=300, deadline=None)
def test_scopes_are_those_of_the_nearest_cues(words):
    assert [mention.scope.value for mention in explain_text(" ".join(words), LEXICON)] == expected(words)
