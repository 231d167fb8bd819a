"""Every command and every file that a document names is there, and the generated pages are as generated."""

import csv
import importlib.util
import re
from pathlib import Path

import click
import pytest
from documents import PAGES, ROOT, blocks, commands, tracked

from fullcount.cli import main
from fullcount.core.tables import TABLES
from fullcount.pipeline.resources import result_schema

MADE_BY_A_RUN = re.compile(r"^(out|demo|OUT|FORCE|FOLDER|EXTRACTS|incidents)(/|$)")


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_that_a_page_shows_can_be_given(page: Path) -> None:
    for words in commands(page):
        if words[0] == "make":
            assert words[1] in targets(), words
            continue
        command = main.get_command(click.Context(main), words[1])
        if isinstance(command, click.Group) and len(words) > 2:
            command = command.get_command(click.Context(command), words[2])
        assert command is not None, words
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word.split("=")[0] for word in words if word.startswith("--")} <= known, words


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if not re.match(r"https?:|mailto:|#", target):
            assert (page.parent / target.split("#")[0]).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_file_of_the_repository_that_a_page_names_is_there(page: Path) -> None:
    tops = {path.relative_to(ROOT).parts[0] for path in tracked()}
    for name in re.findall(r"`([\w.-]+/[\w./*-]*)`", page.read_text(encoding="utf-8")):
        inside = ROOT if name.split("/")[0] in tops else ROOT / "src" / "fullcount"
        in_the_store = inside != ROOT and not name.endswith((".py", "/"))
        if MADE_BY_A_RUN.match(name) or in_the_store or not (inside / name.split("/")[0]).exists():
            continue
        assert list(inside.glob(name.rstrip("/"))), f"{page.name} names {name}"


def test_the_readme_has_its_two_commands_of_set_up() -> None:
    shown = [line.split("#")[0].strip() for line in blocks((ROOT / "README.md").read_text(encoding="utf-8"))]
    assert shown[:2] == ["make demo", "make test"]


def test_the_generated_pages_are_as_generated(tmp_path: Path) -> None:
    found = importlib.util.spec_from_file_location("generated_docs", ROOT / "tools" / "generated_docs.py")
    assert found is not None
    assert found.loader is not None
    tool = importlib.util.module_from_spec(found)
    found.loader.exec_module(tool)
    tool.main(tmp_path)
    made = sorted(page.relative_to(tmp_path) for page in tmp_path.rglob("*.md"))
    for page in made:
        written = (ROOT / "docs" / page).read_text(encoding="utf-8")
        assert written == (tmp_path / page).read_text(encoding="utf-8"), f"docs/{page}: run make docs"
    spec = [page.relative_to(ROOT / "docs") for page in (ROOT / "docs" / "spec").glob("*")]
    assert sorted(spec) == [page for page in made if page.parts[0] == "spec"], "docs/spec: run make docs"
    assert (ROOT / "docs" / "schema" / "result.schema.json").read_text(encoding="utf-8") == result_schema()


def test_every_column_of_every_table_is_in_the_dictionary() -> None:
    page = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    for table in TABLES.values():
        section = page.split(f"\n## {table.name}\n")[1].split("\n## ")[0]
        assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == {column.name for column in table.columns}


def test_the_example_of_force_toml_is_valid(tmp_path: Path) -> None:
    from fullcount.pipeline.config import read_config

    text = (ROOT / "docs" / "force-toml.md").read_text(encoding="utf-8")
    (tmp_path / "force.toml").write_text(re.findall(r"```toml\n(.*?)```", text, re.DOTALL)[0], encoding="utf-8")
    assert read_config(tmp_path).name == "Northshire Police"


def test_decisions_are_numbered_without_gaps() -> None:
    names = sorted(path.name for path in (ROOT / "docs" / "adr").glob("*.md"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    for name in names:
        assert re.match(r"# ", (ROOT / "docs" / "adr" / name).read_text(encoding="utf-8")), name
    mentioned = {
        int(number) for page in PAGES for number in re.findall(r"\bADR (\d+)", page.read_text(encoding="utf-8"))
    }
    assert mentioned <= set(range(1, len(names) + 1))


def test_the_glossary_is_one_table_of_words_each_once() -> None:
    lines = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    assert rows[0] == ["word", "what it means here", "never"]
    assert {len(row) for row in rows} == {3}
    words = [word for row in rows[2:] for word in re.findall(r"\*\*(.+?)\*\*", row[0])]
    assert len(words) == len(set(words)) == len(rows) - 2
    assert all(row[1] for row in rows)


def test_examples_have_a_codes_table_that_parses() -> None:
    for path in sorted((ROOT / "examples").glob("*/codes.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            assert csv.DictReader(stream).fieldnames == ["kind", "code", "means", "note"], path
