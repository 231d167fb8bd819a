"""A lexicon is checked when it is read, and every fault is told at once."""

import pytest

from fullcount.core.errors import RuleError
from fullcount.reading.lexicon import parse_lexicon
from fullcount.reading.read import explain_text

HEAD = 'name = "test"\nsource = "s"\nreviewer = "r"\n'


def entry(fact="violence_used", value="true", terms='["punch"]', more=""):
    return f'[[entry]]\nfact = "{fact}"\nvalue = {value}\nterms = {terms}\n{more}\n'


def faults_of(text):
    with pytest.raises(RuleError) as raised:
        parse_lexicon({"a.toml": HEAD + text})
    return [str(fault) for fault in raised.value.faults]


def test_all_faults_at_once():
    faults = faults_of(
        entry(fact="no_such")
        + entry(fact="injury", value='"huge"')
        + entry(terms="[]")
        + '[[cue]]\nscope="odd"\nterms=["x"]'
    )
    assert len(faults) == 4
    assert "no_such" in faults[0] and "huge" in faults[1] and "no terms" in faults[2] and "odd" in faults[3]


def test_facts_told_by_the_disposition_are_refused():
    assert "disposition" in faults_of(entry(fact="report_taken"))[0]


def test_one_term_two_values():
    faults = faults_of(entry("injury", '"minor"', '["cut"]') + entry("injury", '"wound"', '["cut"]'))
    assert "'cut' is injury = minor elsewhere and wound here" in faults[0]


def test_one_term_may_state_two_facts():
    lexicon = parse_lexicon({"a.toml": HEAD + entry(more="also = { weapon_used = true }")})
    assert {meaning.fact for said in lexicon.meanings for meaning in said} == {"violence_used", "weapon_used"}


def test_what_is_ignored_says_nothing_though_a_pattern_stands_for_it():
    for files in (
        {"a.toml": HEAD + entry(terms='["<punch>"]') + '[[ignore]]\nterms = ["punching"]\n'},
        {"a.toml": HEAD + '[[ignore]]\nterms = ["punching"]\n', "b.toml": HEAD + entry(terms='["<punch>"]')},
    ):
        made = parse_lexicon(files)
        assert explain_text("punching", made) == [] and len(explain_text("punched", made)) == 1


def test_a_term_cannot_be_said_and_part_sentences():
    assert "another meaning" in faults_of(entry() + '[[break]]\nterms = ["punch"]\n')[0]


def test_source_and_reviewer_are_needed():
    with pytest.raises(RuleError) as raised:
        parse_lexicon({"a.toml": entry()})
    assert [fault.what for fault in raised.value.faults] == ["has no source", "has no reviewer"]


def test_the_mark_of_a_lexicon_is_that_of_its_words():
    one, two = (parse_lexicon({"a.toml": HEAD + entry(terms=terms)}) for terms in ('["punch"]', '["punch", "kick"]'))
    assert one.name == "test" and len(one.sha256) == 64 and one.sha256 != two.sha256


def test_broken_toml_and_an_empty_lexicon():
    assert "not valid TOML" in faults_of("[[entry]\n")[0]
    assert "no entry" in faults_of("")[0]


def test_sureness_is_a_share():
    assert "sureness" in faults_of(entry(more="sureness = 1.5"))[0]


def test_a_term_of_a_later_file_cannot_be_said_and_part_sentences():
    with pytest.raises(RuleError, match="cannot be used"):
        parse_lexicon({"a.toml": HEAD + '[[break]]\nterms = ["punch"]\n', "b.toml": HEAD + entry()})


def test_a_word_too_long_to_be_told_from_another():
    assert "more than 24 letters" in faults_of(entry(terms='["(aaaaaaaaaaaa|b)(bbbbbbbbbbbbb|c)"]'))[0]


def test_a_term_that_may_be_empty():
    assert "may be empty" in faults_of(entry(terms='["(a|)"]'))[0]


def test_the_first_of_two_equal_statements_stands():
    lexicon = parse_lexicon({"a.toml": HEAD + entry(more="sureness = 0.5") + entry(more="sureness = 0.8")})
    assert lexicon.phrases == ("punch",) and [said.sureness for said in lexicon.meanings[0]] == [0.5]
