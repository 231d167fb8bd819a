"""`fullcount words`: the lexicon listed, checked, and tried on a text; a force's own words and its languages."""

import json

import pytest
from click.testing import CliRunner

from fullcount.cli.root import main
from fullcount.core.errors import ConfigError, RuleError
from fullcount.pipeline.config import read_config
from fullcount.pipeline.resources import carried_as, languages_carried, lexicon

OWN = """
name = "local"
source = "the control room"
reviewer = "the registrar"
[[entry]]
fact = "violence_used"
terms = ["<gurn> at", "<bosh> .. {pronoun}"]
"""


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "words"
    folder.mkdir()
    (folder / "local.toml").write_text(OWN, encoding="utf-8")
    return folder


def asked(*arguments, text=None):
    return CliRunner().invoke(main, ["words", *map(str, arguments)], input=text)


def test_a_text_is_read_with_the_forces_own_words(own):
    text = "14:03 4471 he boshed her \u202e"
    assert json.loads(asked("read", "-", "--format", "json", text=text).stdout) == []
    found = json.loads(asked("read", "-", "--own", own, "--format", "json", text=text).stdout)
    told = [(row["fact"], row["words"], row["entry_at"], row["entry_by"]) for row in found]
    assert told == [("violence_used", "boshed her", "14:03", "4471")]
    table = asked("read", "-", "--own", own, text="boshed\x1b[31m her").stdout
    assert "violence_used = true" in table and "\x1b" not in table


def test_entries_are_listed_with_source_and_reviewer(own):
    rows = json.loads(asked("list", "--fact", "violence_used", "--own", own, "--format", "json").stdout)
    mine = [row for row in rows if row["file"] == "own/local.toml"]
    assert mine[0]["reviewer"] == "the registrar" and mine[0]["terms"] == ["<gurn> at", "<bosh> .. {pronoun}"]
    assert {row["fact"] for row in rows} == {"violence_used"} and len(rows) > len(mine)


def test_words_that_cannot_be_used_are_refused_with_their_place(own):
    assert asked("check", "--own", own).exit_code == 0
    (own / "local.toml").write_text(OWN + '[[entry]]\nfact = "no_such"\nterms = ["x"]\n', encoding="utf-8")
    wrong = asked("check", "--own", own)
    assert wrong.exit_code == 4 and "own/local.toml: entry 2" in wrong.stderr
    assert asked("check", "--own", own / "nowhere").exit_code == 4
    assert asked("check", "--language", "xx").exit_code == 4


def test_welsh_can_be_turned_on():
    assert {"cy", "en-GB"} <= set(languages_carried())
    assert carried_as("en-US") == "en-GB" and carried_as("cy-GB") == "cy" and carried_as("fr") is None
    text = "Mae'r dyn wedi bygwth ei lladd hi. Ni chafodd ei dyrnu."
    told = json.loads(asked("read", "-", "--language", "cy", "--format", "json", text=text).stdout)
    assert [(row["fact"], row["scope"]) for row in told] == [
        ("threat_to_kill", "asserted"),
        ("violence_used", "negated"),
    ]
    both = lexicon(("en-GB", "cy"))
    assert both.name == "cy + en-GB" and both.said.len() > lexicon(("cy",)).said.len()
    with pytest.raises(RuleError):
        lexicon(("fr",))


def force(folder, line):
    folder.mkdir(exist_ok=True)
    text = (
        f'[force]\n{line}\n[extracts.reports]\nfiles = ["r.csv"]\ncolumns = {{report_id = "id", reported_at = "at"}}\n'
    )
    (folder / "force.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_force_names_its_languages_and_its_own_words(tmp_path, own):
    config = read_config(force(tmp_path, 'text_language = ["en-GB", "cy"]\nwords = "words"'))
    assert config.languages == ("en-GB", "cy") and config.words == tmp_path / "words"
    assert read_config(force(tmp_path, "")).languages == ("en-GB",)
    for wrong in ('text_language = "xx"', 'words = ".."', 'words = "nowhere"', 'words = "rules"', 'words = "."'):
        with pytest.raises(ConfigError):
            read_config(force(tmp_path, wrong))
