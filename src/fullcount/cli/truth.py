"""`fullcount truth`: a run on a simulated force, set beside what was planted in it."""

import sys
from pathlib import Path

import click

from fullcount.cli.talk import as_json, plain


@click.command("truth")
@click.argument("force", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out"),
    show_default=True,
    help="The result of a run on FORCE.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="What is written to stdout.",
)
def command(force: Path, out: Path, form: str) -> None:
    """Set the run in OUT beside the truth of the simulated FORCE: found, not found and why, the estimate.

    Only a force made by `fullcount simulate` has a truth; a run never reads it. How to read what is printed:
    docs/beside-the-truth.md.
    """
    from fullcount.pipeline.beside_truth.compare import beside_truth
    from fullcount.pipeline.beside_truth.flat import as_csv

    found = beside_truth(force, out)
    if form == "json":
        click.echo(as_json(found))
    elif form == "csv":
        click.echo(as_csv(found), nl=False)
    else:
        _show(found)


def _show(found: object) -> None:
    """Print the tables: headings stand out on a terminal, elsewhere the same lines are plain."""
    from fullcount.cli.beside import WIDTH, lines

    told = [(plain(line), is_heading) for line, is_heading in lines(found)]
    if not sys.stdout.isatty():
        click.echo("\n".join(line for line, _ in told))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(width=WIDTH, highlight=False, soft_wrap=True)
    for line, is_heading in told:
        console.print(Text(line, style="bold" if is_heading else ""))
