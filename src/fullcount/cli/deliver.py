"""`fullcount deliver`: what a person needs to see of a run, as an outbox that the desk imports."""

from pathlib import Path

import click

from fullcount.cli.options import FORMAT
from fullcount.cli.talk import as_json, plain


@click.command("deliver")
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--to", required=True, type=click.Path(path_type=Path), help="The folder to be made: the outbox.")
@click.option("--most", type=click.IntRange(1), help="Deliver so many findings of the highest rank [default: all].")
@FORMAT
def command(out: Path, to: Path, most: int | None, form: str) -> None:
    """Write the findings of the result in OUT to an outbox, each with just what a reviewer needs to see.

    Findings that decisions of the desk have settled are left out. The outbox holds personal data: keep it as the
    extracts are kept.
    """
    from fullcount.pipeline.delivering.outbox import deliver

    made = deliver(out, to, most)
    if form == "json":
        click.echo(as_json({"id": made.id, "cases": made.cases, "settled_before": made.settled}))
        return
    click.echo(plain(f"Delivered: {made.cases:,} case(s) to {to}; {made.settled:,} report(s) were settled before."))
    click.echo("Next: python -m fullcount.web import_cases DELIVERY")
