"""What a batch gives: one row a report in the order given, spans as bytes of the original text."""

from functools import cache
from importlib.resources import files

import polars as pl
import pytest

from fullcount.core.facts import FACT
from fullcount.pipeline.lexicon_cache import compiled
from fullcount.reading.lexicon import parse_lexicon
from fullcount.reading.read import explain_text, read_texts, words_at

SMALL = """
name = "small"
source = "s"
reviewer = "r"
[verbs]
hit = ["hit", "hits", "hitting"]
[[entry]]
fact = "violence_used"
value = true
terms = ["<punch>", "<kick>", "<hit> (him|her)"]
[[entry]]
fact = "threat_of_violence"
value = true
terms = ["<threaten> to (punch|kick)"]
[[entry]]
fact = "injury"
value = "minor"
terms = ["bruise"]
[[entry]]
fact = "injury"
value = "serious"
terms = ["fracture"]
sureness = 0.5
[[entry]]
fact = "number_of_victims"
value = "n"
terms = ["{n} victims"]
[[entry]]
fact = "reporter"
value = "victim"
terms = ["reported (he|she) was punched"]
[[cue]]
scope = "negated"
reach = 2
first_only = true
terms = ["no", "not"]
[[cue]]
scope = "hypothetical"
reach = 5
crosses_commas = true
terms = ["if"]
[[break]]
terms = ["but"]
[[chain]]
terms = ["or"]
"""


@pytest.fixture(scope="module")
def small():
    return parse_lexicon({"small.toml": SMALL})


def facts(lexicon, *texts):
    return read_texts(pl.Series(range(len(texts))), pl.Series(list(texts), dtype=pl.String), lexicon).facts


def test_one_row_a_report_in_order_with_the_facts_that_the_lexicon_can_tell(small):
    read = facts(small, "kicked", None, "", "no kicks")
    assert read["report_key"].to_list() == [0, 1, 2, 3]
    assert read["violence_used"].to_list() == [True, None, None, False]
    assert set(read.columns) <= {"report_key", *FACT}
    assert {"violence_used", "injury", "number_of_victims"} <= set(read.columns)


def test_asserted_beats_denied_and_the_ladder_decides(small):
    read = facts(small, "not kicked. punched him", "bruise and fracture", "2 victims then three victims", "if he kicks")
    assert read["violence_used"].to_list() == [True, None, None, None]
    assert read["injury"].to_list() == [None, "serious", None, None]
    assert read["number_of_victims"].to_list() == [None, None, 3, None]


def test_a_longer_phrase_hides_what_it_holds_unless_it_tells_only_who_says_so(small):
    assert [m.fact for m in explain_text("threatened to punch", small)] == ["threat_of_violence"]
    assert [m.fact for m in explain_text("reported she was punched", small)] == ["reporter", "violence_used"]


def test_lists_breaks_and_stops(small):
    def scopes(text):
        return [m.scope.value for m in explain_text(text, small)]

    assert scopes("no punch, kick or bruise") == ["negated"] * 3
    assert scopes("no punch but kicked") == ["negated", "asserted"]
    assert scopes("if he kicks or is kicking") == ["hypothetical", "hypothetical"]
    assert scopes("if he kicks but is kicking") == ["hypothetical", "asserted"]
    assert scopes("not him. kicked") == ["asserted"]
    assert scopes("no one, kicked") == ["asserted"]
    assert scopes("no\nkick") == ["asserted"]


def test_spans_are_bytes_of_the_original(small):
    text = "Caf\u00e9 \u2013 he PUNCHED \u201cher\u201d"
    mention = explain_text(text, small)[0]
    assert words_at(text, mention) == "PUNCHED"
    assert words_at(text, (mention.start, mention.end)) == "PUNCHED"
    assert mention.term == "punched" and mention.sureness == pytest.approx(0.9)


def test_no_phrase_crosses_texts_or_sentences(small):
    assert explain_text("he hit. Her", small) == []
    assert facts(small, "he hit", "her")["violence_used"].to_list() == [None, None]


def test_an_empty_batch(small):
    reading = read_texts(pl.Series([], dtype=pl.String), pl.Series([], dtype=pl.String), small)
    assert reading.facts.height == 0 and reading.spans.height == 0


def test_spans_have_the_published_columns(small):
    spans = read_texts(pl.Series(["k"]), pl.Series(["kick"]), small).spans
    assert spans.schema == {
        "report_key": pl.String, "fact": pl.String, "value": pl.String, "start": pl.Int32, "end": pl.Int32,
        "term": pl.String, "scope": pl.String, "sureness": pl.Float32, "entry_at": pl.String, "entry_by": pl.String,
    }  # fmt: skip


def test_the_lexicon_that_is_shipped_is_sound():
    folder = files("fullcount.reading") / "lexicons"
    lexicon = parse_lexicon({f.name: f.read_text("utf-8") for f in folder.iterdir() if f.name.startswith("en-GB")})
    said = {meaning.fact for meanings in lexicon.meanings for meaning in meanings}
    assert lexicon.name == "en-GB" and len(said) >= 80


@pytest.mark.parametrize("at_once", [1, 20, 30, 200])
def test_long_batches_are_read_as_short_ones(small, monkeypatch, at_once):
    texts = pl.Series([None, "punched", "", "no kicks, kicked", "if he hits him", 'x "kicked"', "2 victims?"] * 3)
    keys = pl.Series(range(len(texts)))
    whole = read_texts(keys, texts, small)
    monkeypatch.setattr("fullcount.reading.read.BYTES_AT_ONCE", at_once)
    parts = read_texts(keys, texts, small)
    assert parts.facts.equals(whole.facts) and parts.spans.equals(whole.spans)


ASKING = (
    SMALL
    + """
[[question]]
terms = ["did"]
"""
)


def test_a_question_does_not_reach_past_its_own_mark():
    asking = parse_lexicon({"a.toml": ASKING})
    assert [m.scope.value for m in explain_text("did he kick? did so, kicked", asking)] == ["hypothetical", "asserted"]


BACKWARD = (
    SMALL
    + """
[[cue]]
scope = "negated"
acts = "backward"
reach = 2
terms = ["denied"]
"""
)


def test_a_cue_acts_as_far_as_it_reaches():
    lexicon = parse_lexicon({"a.toml": BACKWARD})

    def scopes(text):
        return [m.scope.value for m in explain_text(text, lexicon)]

    assert scopes("not a kick") == ["negated"] and scopes("not a bad kick") == ["asserted"]
    assert scopes("kick was denied") == ["negated"] and scopes("kick was then denied") == ["asserted"]
    assert scopes("no kick was a punch denied") == ["negated", "negated"]


LOGS = (
    SMALL
    + """
[[correction]]
terms = ["correction", "now says"]
[[question]]
terms = ["did he"]
[[yes]]
terms = ["yes"]
[[cue]]
scope = "hypothetical"
reach = 5
crosses_commas = true
terms = ["fears"]
[quotes]
tellers = ["states"]
[subjects]
words = ["he", "she"]
"""
)


@pytest.fixture(scope="module")
def logs():
    return parse_lexicon(
        {
            "a.toml": LOGS.replace(
                'reach = 5\ncrosses_commas = true\nterms = ["if"]',
                'reach = 5\ncrosses_commas = true\ncrosses_subjects = true\nterms = ["if"]',
            )
        }
    )


@pytest.mark.parametrize(
    ("text", "at", "by"),
    [
        ("| 14:03 4471 he punched her", "14:03", "4471"),
        ("140325 14:02:11 [2] he punched her", "140325 14:02:11", "2"),
        ("01-Jan-2025 04:51:09 57764 he punched her", "01-Jan-2025 04:51:09", "57764"),
        ("14:02 - PC 4471: he punched her", "14:02", "PC 4471"),
        ("14:02 - PC 4471: arrived\nhe punched her", "14:02", "PC 4471"),
        ("14:02 999 caller punched", "14:02", None),
        ("he punched her | 14:09 4471 gone", None, None),
        ("2 victims, he punched her at 14:09", None, None),
    ],
)
def test_each_mention_knows_its_entry(logs, text, at, by):
    mention = next(m for m in explain_text("caf\u00e9\n" + text, logs) if m.fact == "violence_used")
    assert (mention.entry_at, mention.entry_by) == (at, by)


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("he punched her | 10:30 correction: not punched", ["corrected", "negated"]),
        ("he punched her. not punched", ["asserted", "negated"]),
        ("correction: he punched her. not kicked", ["asserted", "negated"]),
        ("not punched. now says he kicked her", ["negated", "asserted"]),
        ("did he kick? yes, a punch", ["asserted", "asserted"]),
        ("asked did he kick? no", ["hypothetical"]),
        ("he punched, did he kick?", ["asserted", "hypothetical"]),
        ("fears him, he punched her", ["asserted"]),
        ("if he comes, he punched her", ["hypothetical"]),
        ('states "he punched her". sign "punch"', ["asserted", "quoted"]),
    ],
)
def test_what_was_said_before_and_after(logs, text, scopes):
    assert [m.scope.value for m in explain_text(text, logs)] == scopes


def test_a_correction_stays_in_its_own_log(logs):
    spans = read_texts(pl.Series([1, 2]), pl.Series(["he punched her", "correction not punched"]), logs).spans
    assert spans["scope"].to_list() == ["asserted", "negated"]


# --- the shipped words: how it is meant


@cache
def shipped(*languages):
    folder = files("fullcount.reading") / "lexicons"
    return compiled({f.name: f.read_text("utf-8") for f in folder.iterdir() if f.name.startswith(languages)})


def meant(text, *languages):
    return [
        (m.fact, m.value, m.scope.value)
        for m in explain_text(text, shipped(*(languages or ("en-GB",))))
        if m.sureness >= 0.5
    ]


@pytest.mark.parametrize(
    ("text", "fact", "scope"),
    [
        ("no allegation of assault made", "violence_used", "negated"),
        ("IP denies any assault", "violence_used", "negated"),
        ("IP denies any assault", "victim_confirms", "asserted"),
        ("he does not at any point punch, kick or slap her", "violence_used", "negated"),
        ("heard from a woman at the shop that a lad got punched", "violence_used", "third-party"),
        ("rumour going round that he was stabbed", "violence_used", "third-party"),
        ("suppose a customer punched a member of staff", "violence_used", "hypothetical"),
        ("cctv shows nothing happened", "contrary_evidence", "asserted"),
        ("it was there all along, she had it in her bag", "contrary_evidence", "asserted"),
        ("cctv shows she fell. Update: she now says he pushed her", "contrary_evidence", "corrected"),
        ("cctv shows she fell. Update: she now says he pushed her", "violence_used", "asserted"),
        ("correction from caller: not pushed, punched", "violence_used", "asserted"),
    ],
)
def test_how_it_is_meant(text, fact, scope):
    assert {said[2] for said in meant(text) if said[0] == fact} == {scope}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("correction, flat 11 not 7, caller misheard", "contrary_evidence"),
        ("he says it was an accident", "contrary_evidence"),
        ("suspect can be found at work", "contrary_evidence"),
        ("she has a receipt for the stolen phone", "contrary_evidence"),
        ("no victim so no crime", "victim_found"),
        ("a woman from the school gates", "reporter"),
        ("left her name with caller, saw most of it", "reporter"),
    ],
)
def test_what_says_nothing_of_it(text, fact):
    assert fact not in {said[0] for said in meant(text)}


@pytest.mark.parametrize(
    ("text", "fact", "scope"),
    [
        ("Cafodd ei dyrnu gan ei chyn bartner", "violence_used", "asserted"),
        ("doedd dim ymosodiad ar neb", "violence_used", "negated"),
        ("mae fy meic wedi cael ei ddwyn", "property_taken", "asserted"),
        ("torrwyd i mewn i'r tŷ neithiwr", "entered_as_trespasser", "asserted"),
        ("cafodd ei threisio", "rape_disclosed", "asserted"),
        ("dim anafiadau", "injury", "asserted"),
        ("mae si ar led fod dyn wedi taro rhywun", "violence_used", "third-party"),
        ("y dioddefwr yn cadarnhau", "victim_confirms", "asserted"),
    ],
)
def test_welsh_beside_english(text, fact, scope):
    assert {said[2] for said in meant(text, "en-GB", "cy") if said[0] == fact} == {scope}
