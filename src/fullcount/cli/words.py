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
USUAL = ("en-GB",)


@click.group("words")
def command() -> None:
    """List and check the words by which logs are read, and show what they make of a text."""


@command.command("read")
@click.argument("text", type=click.File("rb"))
@LANGUAGE
@OWN
@FORMAT
def read(text: Any, languages: tuple[str, ...], own: Path | None, form: str) -> None:
    """Show what the log in the file TEXT (- for standard input) says: fact, value, scope, time and author, words."""
    from fullcount.pipeline.lexicon_pages import said
    from fullcount.pipeline.resources import lexicon

    found = said(text.read().decode("utf-8", errors="replace"), lexicon(languages or USUAL, own))
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
@click.option("--fact", metavar="FACT", help="Only the entries of this fact.")
@FORMAT
def list_(languages: tuple[str, ...], own: Path | None, fact: str | None, form: str) -> None:
    """List the entries: fact, value, words, source, reviewer."""
    from fullcount.pipeline.lexicon_pages import entries
    from fullcount.pipeline.resources import lexicon, lexicon_texts

    lexicon(languages or USUAL, own)
    found = entries(lexicon_texts(languages or USUAL, own), fact)
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
def check(languages: tuple[str, ...], own: Path | None) -> None:
    """Say everything that is wrong with the words, or how many there are (exit 4 where they cannot be used)."""
    from fullcount.pipeline.resources import lexicon

    words = lexicon(languages or USUAL, own)
    gaps = int((words.frames.ends >= 0).sum())
    phrases = words.said.len() - gaps
    click.echo(f"{words.name}: {phrases:,} phrases and {gaps:,} terms with gaps; sha256 {words.sha256[:16]}")
