"""`fullcount explain`: everything that led to one entry's state."""

from pathlib import Path

import click

from fullcount.cli.options import FORMAT
from fullcount.cli.story import told
from fullcount.cli.talk import as_json, plain


@click.command("explain")
@click.argument("report_id")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out"),
    show_default=True,
    help="The result of a run.",
)
@FORMAT
def command(report_id: str, out: Path, form: str) -> None:
    """Show the rows, codes, words, rules, links and crimes behind the state of REPORT_ID."""
    from fullcount.pipeline.report.explain import explain

    story = explain(out, report_id)
    click.echo(as_json(story) if form == "json" else "\n".join(plain(line) for line in told(story)))
