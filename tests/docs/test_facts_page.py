"""The worked examples of docs/facts.md are answered as the page says, and no text of a rule can break a page."""

import json
import re
from pathlib import Path

import pytest
from documents import ROOT

from fullcount.pipeline.resources import rule_pack
from fullcount.pipeline.rules.markdown import cell, table
from fullcount.rulebook.answer import decide_report
from fullcount.rulebook.case_json import OF_EVENT, OF_PERSON, OF_RECORDED, TOP, read_case

PAGE = ROOT / "docs" / "facts.md"
EXAMPLES = re.findall(r"```json\n(.*?)```\n\n(The answer is .*?)\n\n", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def test_there_are_three_examples() -> None:
    assert len(EXAMPLES) == 3


@pytest.mark.parametrize(("case", "said"), EXAMPLES, ids=["one victim", "several victims", "two events"])
def test_an_example_is_answered_as_the_page_says(case: str, said: str) -> None:
    pack = rule_pack(None)
    answer = decide_report(read_case(json.loads(case), pack), pack)
    assert answer.decision == "record"
    stated = re.findall(r"class (\w+), code (\d{3}/\d{2})", said)
    assert sorted((crime.class_, crime.code) for crime in answer.crimes) == sorted(stated)
    assert answer.total_crimes == len(stated)


def test_every_key_of_a_case_is_named() -> None:
    page = PAGE.read_text(encoding="utf-8")
    told = TOP - {"id", "opening_class", "closing_class"} | OF_PERSON - {"facts", "name"}
    for key in told | (OF_EVENT - {"facts"}) | (OF_RECORDED - {"id", "reported_at", "event", "at", "outcome"}):
        assert f"`{key}`" in page, key


@pytest.mark.parametrize("text", ["a | b", "[x](http://y)", "<script>", "`a`", "*a* _b_", "# a\n## b", "a &lt; $x$"])
def test_text_in_a_table_stays_in_its_cell(text: str) -> None:
    row = table(("a", "b"), [(cell(text), "end")])[2]
    assert "\n" not in row
    assert len(re.findall(r"(?<!\\)\|", row)) == 3
    assert not re.search(r"(?<!\\)[<`*\[#$]", row)
    assert "&lt;" not in row


def test_a_page_of_cases_whose_file_is_gone_goes_too(tmp_path: Path) -> None:
    import runpy

    (tmp_path / "spec").mkdir()
    (tmp_path / "spec" / "gone.md").write_text("old")
    runpy.run_path(str(ROOT / "tools" / "generated_docs.py"))["main"](tmp_path)
    assert not (tmp_path / "spec" / "gone.md").exists()
    assert (tmp_path / "spec" / "README.md").exists()
