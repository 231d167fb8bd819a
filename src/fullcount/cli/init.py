"""`fullcount init`: a first force.toml, drafted by looking at the files."""

from pathlib import Path

import click

from fullcount.cli.options import DATA
from fullcount.cli.talk import plain


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@DATA
def command(folder: Path, data: Path | None) -> None:
    """Draft FOLDER/force.toml and FOLDER/codes.csv from the files, and say what could not be told."""
    from fullcount.pipeline.prepare.draft import draft, write_draft

    made = draft(folder, data)
    write_draft(made, folder)
    written = f"{folder / 'force.toml'} and {folder / 'codes.csv'}"
    click.echo(plain(f"Drafted {written} ({len(made.codes):,} codes to give a meaning)."))
    if made.unsure:
        click.echo("\nCould not tell:")
    for line in made.unsure:
        click.echo(plain(f"  - {line}"))
    click.echo(plain(f"\nNext: read both, then fullcount check {folder}" + (f" --data {data}" if data else "")))
