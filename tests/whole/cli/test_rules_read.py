"""`fullcount rules list`, `show` and `facts`: the rulebook to read."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from changed_packs import copied_pack, edited
from fullcount.cli.rule_pages import page_lines
from fullcount.cli.rules import CHAPTERS
from fullcount.core.facts import FACTS, TOPICS
from fullcount.pipeline.resources import rule_pack
from fullcount.pipeline.rules.pages import page
from fullcount.pipeline.rules.read_aloud import WORDS
from fullcount.rulebook.condition import tests as comparisons
from fullcount.rulebook.rule import Chapter

PACK = rule_pack(None)
TEXT = next(rule for rule in PACK.recording if rule.id == "REC-TEXT")


def test_list_has_every_rule_once_and_says_where_it_stands(fullcount) -> None:
    said = fullcount("rules", "list")
    assert said.exit_code == 0
    for rule in PACK.rules:
        assert len(re.findall(rf"^  {re.escape(rule.id)} ", said.stdout, re.MULTILINE)) == 1
    assert f"{len(PACK.rules):,} rules; pack {PACK.name}" in said.stdout


def test_list_for_a_program(fullcount) -> None:
    rows = json.loads(fullcount("rules", "list", "--format", "json").stdout)
    assert [row["id"] for row in rows] == [rule.id for rule in PACK.rules]
    by_id = {row["id"]: row for row in rows}
    assert by_id["CLOCK-72"]["in_force_to"] == "2015-03-31"
    assert by_id["CLOCK-72"]["confidence"] == "recalled"
    assert by_id["REC-TEXT"]["citation"] == str(TEXT.citation)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_list_of_one_chapter(chapter: str, fullcount) -> None:
    rows = json.loads(fullcount("rules", "list", "--chapter", chapter, "--format", "json").stdout)
    assert [row["id"] for row in rows] == [rule.id for rule in PACK.rules if rule.chapter == chapter]


def test_the_chapters_that_may_be_asked_for_are_all_of_them() -> None:
    assert tuple(chapter.value for chapter in Chapter) == CHAPTERS


def test_list_of_one_family(fullcount) -> None:
    family = PACK.families[0].id
    rows = json.loads(fullcount("rules", "list", "--family", family, "--format", "json").stdout)
    assert [row["id"] for row in rows] == [rule.id for rule in PACK.of_family(family)]
    wrong = fullcount("rules", "list", "--family", "burglery")
    assert wrong.exit_code == 7
    assert "did you mean burglary" in wrong.stderr


def test_list_as_csv_holds_no_formula(tmp_path: Path, fullcount) -> None:
    pack = edited(copied_pack(tmp_path / "pack"), "clock.toml", "Twenty-four hours", "=HYPERLINK(1)\\u202E\\t+2")
    said = fullcount("rules", "list", "--format", "csv", "--rules", pack).stdout
    rows = list(csv.DictReader(io.StringIO(said)))
    assert len(rows) == len(PACK.rules)
    title = next(row["title"] for row in rows if row["id"] == "CLOCK-24")
    assert title.startswith("'=HYPERLINK")
    assert "\u202e" not in said


def test_list_on_a_terminal_shows_no_control_character(tmp_path: Path, fullcount) -> None:
    pack = edited(copied_pack(tmp_path / "pack"), "clock.toml", "Twenty-four hours", "\\u001B[2J\\nNo rule")
    for command in (("list",), ("show", "CLOCK-24")):
        assert "\x1b" not in fullcount("rules", *command, "--rules", pack).stdout


def test_show_says_everything_of_a_rule(fullcount) -> None:
    said = " ".join(fullcount("rules", "show", "rec-text").stdout.split())
    for words in (TEXT.id, TEXT.title, str(TEXT.citation), PACK.header.sources[TEXT.citation.source], TEXT.author,
                  TEXT.checker, TEXT.review.isoformat(), PACK.sha256, "Decision: record",
                  PACK.reason_title(TEXT.then.reason), " ".join(TEXT.reason.split())):  # fmt: skip
        assert words in said
    body = json.loads(fullcount("rules", "show", "REC-TEXT", "--format", "json").stdout)
    assert body["pack"]["sha256"] == PACK.sha256
    assert body["in_force"] == "at any time"


def test_show_spells_out_every_condition() -> None:
    for rule in PACK.rules:
        made = page(rule, PACK)
        words = " ".join(made["when"])
        for test in comparisons(rule.when):
            fact = WORDS[rule.chapter][test.fact]
            assert f"{fact.meaning} [{fact.name}]" in words, rule.id
        assert made["then"], rule.id
        assert 1 <= made["place"] <= made["of"]
        assert all(len(line) <= 120 for line in page_lines(made)[1:]), rule.id


def test_show_of_an_id_that_is_not_there_names_those_that_are_near(fullcount) -> None:
    wrong = fullcount("rules", "show", "REC-TEXTS")
    assert (wrong.exit_code, wrong.stdout) == (7, "")
    assert "did you mean REC-TEXT" in wrong.stderr
    for strange in ("", "\x1b[2J", "x" * 5000):
        assert fullcount("rules", "show", strange).exit_code == 7


def test_facts_has_every_fact_with_its_values_and_its_rules(fullcount) -> None:
    said = fullcount("rules", "facts").stdout
    for fact in FACTS:
        entry = said.split(f"\n### `{fact.name}`\n")[1].split("\n#")[0]
        for value in fact.values:
            assert f"`{value}`" in entry
        used = [rule.id for rule in PACK.rules if fact.name in rule.facts]
        assert all(f"`{id_}`" in entry for id_ in used), fact.name
    for topic in TOPICS:
        assert re.search(rf"^- \[.*\]\(#.*\) \(`{topic.id}`\): {len(topic.facts)}$", said, re.MULTILINE)


def test_facts_of_one_topic_and_for_a_program(fullcount) -> None:
    said = fullcount("rules", "facts", "--topic", "violence").stdout
    assert "### `violence_used`" in said
    assert "How a case is told" not in said
    rows = json.loads(fullcount("rules", "facts", "--format", "json").stdout)
    assert [row["name"] for row in rows] == [fact.name for fact in FACTS]
    wrong = fullcount("rules", "facts", "--topic", "violense")
    assert wrong.exit_code == 7
    assert "did you mean violence" in wrong.stderr
