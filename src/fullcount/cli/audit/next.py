"""`fullcount audit next`: the reports to be read next, drawn by score so that anybody can check the draw."""

from pathlib import Path

import click

from fullcount.cli.audit.shown import SOME, Audited
from fullcount.cli.audit.terms import Seed


@click.command("next", cls=Audited)
@click.argument("frame", metavar="FRAME", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--seed",
    type=Seed(),
    required=True,
    help="Digits, published before the first draw, and the same for all that follow.",
)
@click.option(
    "--first",
    type=SOME,
    default=1,
    show_default=True,
    help="Number of the first draw wanted.",
)
@click.option("--draws", type=click.IntRange(1, 100_000), default=50, show_default=True, help="How many draws.")
def command(frame: Path, seed: str, first: int, draws: int) -> None:
    """Draw the reports to be read next from FRAME (report_id, linked, crimes_recorded, score), as CSV to fill in.

    Append what is printed to the file of reviews, fill in date, crimes_disclosed and crimes_recorded in the order of
    the draws, and give that file to `fullcount audit monitor`. A report may come twice: its review counts twice.
    """
    from fullcount.pipeline.auditing.drawn_by_score import next_draws

    click.echo(next_draws(frame, seed, first, draws).write_csv(include_header=first == 1), nl=False)
