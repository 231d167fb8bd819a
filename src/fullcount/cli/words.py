"""`fullcount words`: the lexicon itself, to list and to check; and what it makes of a text."""

from pathlib import Path
from textwrap import shorten
from typing import Any

import click

from fullcount.cli.options import FORMAT
from fullcount.cli.talk import as_json, plain

LANGUAGE = click.option(
    "--language", "languages", multiple=True, metavar="LANGUAGE",
    help="A language carried, e.g. en-GB or cy; may be given again [default: en-GB].",
)  # fmt: skip
OWN = click.option(
    "--own", type=click.Path(path_type=Path), metavar="FOLDER", help="A folder with the force's own words as well."
)
REASONS = click.option("--reasons", is_flag=True, help="The words of reasons for cancelling, instead of those of logs.")
USUAL = ("en-GB",)


@click.group("words")
def command() -> None:
    """List and check the words by which logs, and reasons for cancelling, are read; show what they make of a text."""


def _lexicon(languages: tuple[str, ...], own: Path | None, *, reasons: bool) -> Any:
    from fullcount.pipeline.resources import lexicon, reasons_lexicon

    return (reasons_lexicon if reasons else lexicon)(languages or USUAL, own)


@command.command("read")
@click.argument("text", type=click.File("rb"))
@LANGUAGE
@OWN
@REASONS
@FORMAT
def read(text: Any, languages: tuple[str, ...], own: Path | None, reasons: bool, form: str) -> None:
    """Show what the log in the file TEXT (- for standard input) says: fact, value, scope, time and author, words."""
    from fullcount.pipeline.lexicon_pages import said

    found = said(text.read().decode("utf-8", errors="replace"), _lexicon(languages, own, reasons=reasons))
    if form == "json":
        click.echo(as_json(found))
        return
    for row in found:
        who = " ".join(str(part) for part in (row["entry_at"], row["entry_by"]) if part)
        what = f"{row['fact']} = {row['value']}"
        click.echo(plain(f"{what:40} {row['scope']!s:12} {who:16} {row['words']!r}"))
    click.echo(f"{len(found):,} mentions")


@command.command("list")
@LANGUAGE
@OWN
@REASONS
@click.option("--fact", metavar="FACT", help="Only the entries of this fact.")
@FORMAT
def list_(languages: tuple[str, ...], own: Path | None, reasons: bool, fact: str | None, form: str) -> None:
    """List the entries: fact, value, words, source, reviewer."""
    from fullcount.pipeline.lexicon_pages import entries
    from fullcount.pipeline.resources import lexicon_texts, reasons_texts

    _lexicon(languages, own, reasons=reasons)
    found = entries((reasons_texts if reasons else lexicon_texts)(languages or USUAL, own), fact)
    if form == "json":
        click.echo(as_json(found))
        return
    for row in found:
        name = f"{row['fact']} = {row['value']}" if row["fact"] else f"{row['kind']} {row['value']}".strip()
        click.echo(plain(f"{name:44} {shorten('; '.join(row['terms']), 90)}  [{row['file']}: {row['reviewer']}]"))
    click.echo(f"{len(found):,} entries")


@command.command("check")
@LANGUAGE
@OWN
@REASONS
def check(languages: tuple[str, ...], own: Path | None, reasons: bool) -> None:
    """Say everything that is wrong with the words, or how many there are (exit 4 where they cannot be used)."""
    words = _lexicon(languages, own, reasons=reasons)
    gaps = int((words.frames.ends >= 0).sum())
    phrases = words.said.len() - gaps
    click.echo(f"{words.name}: {phrases:,} phrases and {gaps:,} terms with gaps; sha256 {words.sha256[:16]}")
